import Domain
import Hummingbird

/// One's own data.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/me | ownData, sightings | SeeOwnData |
/// | GET | /o/{slug}/me/seen | sightings | SeeOwnData |
/// | GET | /o/{slug}/me/requests/{id} | ownRequest | SeeOwnData |
/// | POST | /o/{slug}/me/requests/{id}/withdrawal | withdrawRequest | AskForRights |
/// | POST | /o/{slug}/me/objections/{purpose}/end | endObjection | AskForRights |
struct OwnDataRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.own(.data)) { call in
            try await call.view { view in
                let permit = try view.permit(SeeOwnData.self)
                return OwnDataPage(
                    data: try view.tx.ownData(permit), seen: try view.tx.sightings(offset: 0, limit: 4, permit))
            }
        }
        rooms.get(.own(.seen(page: 1))) { call in
            let page = max(1, min(100_000, try call.query().all("page").first.flatMap { Int($0) } ?? 1))
            return try await call.view { view in
                let size = SeenPage.size
                let seen = try view.tx.sightings(
                    offset: (page - 1) * size, limit: size, try view.permit(SeeOwnData.self))
                return SeenPage(seen: seen, page: page)
            }
        }
        rooms.get(.own(.request(id: ""))) { call in
            let id = try call.id()
            return try await call.view { view in
                OwnRequestPage(
                    shown: try view.tx.ownRequest(id, try view.permit(SeeOwnData.self)), reader: view.login.person)
            }
        }
        rooms.post(.own(.withdrawal(id: "")), withdraw)
        rooms.post(.own(.objectionEnd(purpose: "")), endObjection)
    }

    private func withdraw(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        try await call.inside { room in try room.tx.withdrawRequest(id, try room.permit(AskForRights.self)) }
        return call.done(.own(.request(id: id.description)), .rights(.withdrawn))
    }

    private func endObjection(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        guard let purpose = PurposeName(rawValue: try call.parameter("purpose")) else {
            throw Failure.notFound("There is no such use.")
        }
        try await call.inside { room in try room.tx.endObjection(to: purpose, try room.permit(AskForRights.self)) }
        return call.done(.own(.data), .rights(.objectionEnded))
    }
}
