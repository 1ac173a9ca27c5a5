import Domain
import HTTPTypes
import Hummingbird

/// The employer's side of requests. What cannot be undone needs a proof of the last minutes that it is the reader.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy | openRequests, endedRequests, disputes; or erasuresToApprove | ApproveErasure; SeeRights |
/// | GET | /o/{slug}/privacy/requests/{id} | rightsCase | ApproveErasure; of other kinds SeeRights |
/// | GET, POST | /o/{slug}/privacy/requests/{id}/approval | approveErasure, approveRequest | ApproveErasure; DecideRights |
/// | POST | /o/{slug}/privacy/requests/{id}/identity | confirmIdentity | DecideRights |
/// | POST | /o/{slug}/privacy/requests/{id}/refusal | refuseRequest | DecideRights |
/// | POST | /o/{slug}/privacy/requests/{id}/extension | extendRequest | DecideRights |
struct RequestRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.privacy(.overview)) { call in try await call.page { room in try Self.overview(room) } }
        rooms.get(.privacy(.request(id: ""))) { call in
            let id = try call.id()
            return try await call.page { room in try Self.page(id, room) }
        }
        rooms.get(.privacy(.approval(request: ""))) { call in
            let id = try call.id()
            return try await call.page { room in
                try room.requireFreshProof()
                return Self.question(try Self.page(id, room))
            }
        }
        rooms.post(.privacy(.approval(request: "")), approve)
        rooms.post(.privacy(.identity(request: ""))) { call in
            try await decide(call, field: "how", .identified) { room, id, how in
                try room.tx.confirmIdentity(of: id, how: how, try room.permit(DecideRights.self))
            }
        }
        rooms.post(.privacy(.extension(request: ""))) { call in
            try await decide(call, field: "reason", .extended) { room, id, reason in
                try room.tx.extendRequest(id, reason: reason, try room.permit(DecideRights.self))
            }
        }
        rooms.post(.privacy(.refusal(request: "")), refuse)
    }

    private static func overview(_ room: Room) throws -> PrivacyPage {
        let approving = try room.permit(ApproveErasure.self)
        guard let permit = room.permitIfAny(SeeRights.self) else {
            return PrivacyPage(
                open: nil, ended: [], erasures: try room.tx.erasuresToApprove(approving), disputes: 0, restricted: 0)
        }
        return PrivacyPage(
            open: try room.tx.openRequests(permit), ended: try room.tx.endedRequests(limit: 20, permit), erasures: [],
            disputes: try room.tx.disputes(permit).count, restricted: try room.tx.restrictedCount(permit))
    }

    static func page(_ id: UUIDValue, _ room: Room) throws -> RequestPage {
        let approving = try room.permit(ApproveErasure.self)
        guard let permit = room.permitIfAny(SeeRights.self) else {
            return RequestPage(
                shown: try room.tx.rightsCase(id, approving: approving), reader: room.login.person, decides: false)
        }
        return RequestPage(shown: try room.tx.rightsCase(id, permit), reader: room.login.person, decides: true)
    }

    // MARK: - Decisions

    /// Asked once more before the second approval of an erasure: it cannot be undone.
    private static func question(_ page: RequestPage) -> Question {
        let shown = page.shown
        return Question { context in
            let context = context.inEnglish
            let texts = context.texts.privacy
            let id = shown.id.description
            return ConfirmPage(
                steps: [
                    (texts.title, context.address(.privacy(.overview))),
                    (shown.number, context.address(.privacy(.request(id: id)))),
                ], title: texts.eraseTitle(shown.name ?? texts.erasedPerson), text: texts.eraseText,
                deed: texts.approve(.erasure), action: context.address(.privacy(.approval(request: id))), isGrave: true,
                refusal: texts.keepWaiting, back: context.address(.privacy(.request(id: id))), entry: .privacy,
                fields: [("sure", "yes")]
            ).html(in: context)
        }
    }

    private enum Outcome: Sendable { case asked, once, done, erasing }

    private func approve(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let id = try call.id()
        let (note, isSure) = (form.all("reason").first ?? "", try form.one("sure") == "yes")
        let keepsSignIn = form.all("signIn").first != nil
        do {
            let outcome = try await call.inside { room -> Outcome in
                let approving = try room.permit(ApproveErasure.self)
                guard try room.tx.isErasure(id, approving) else {
                    let permit = try room.permit(DecideRights.self)
                    try room.tx.approveRequest(id, note: note, keepsSignIn: keepsSignIn, permit)
                    return .done
                }
                try room.requireFreshProof()
                if try room.tx.isLastApproval(id, approving), !isSure { return .asked }
                try room.tx.approveErasure(id, approving)
                return isSure ? .erasing : .once
            }
            let back = Address.Room.privacy(.request(id: id.description))
            switch outcome {
            case .asked: return try await call.page { room in Self.question(try Self.page(id, room)) }
            case .once: return call.done(back, .rights(.approvedOnce))
            case .erasing: return call.done(.privacy(.overview), .rights(.erasing))
            case .done: return call.done(back, .rights(.approved))
            }
        } catch let failure as Failure where failure.refusedField != nil {
            return try await Self.refused(call, id, failure, reason: note)
        }
    }

    private func refuse(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let authority = SupervisoryAuthority(rawValue: form.all("authority").first ?? "")
        return try await decide(call, form, field: "reason", .refused) { room, id, reason in
            let permit = try room.permit(DecideRights.self)
            guard let authority else {
                throw Failure.invalid("authority", "Choose the authority that the person can complain to.")
            }
            try room.tx.refuseRequest(id, reason: reason, authority: authority, permit)
        }
    }

    /// One field, one verb, and back to the page.
    private func decide(
        _ call: ConsoleCall, _ sent: Form? = nil, field: String, _ deed: RightsDeed,
        _ verb: @escaping @Sendable (Room, UUIDValue, String) throws -> Void
    ) async throws -> Response {
        let form = if let sent { sent } else { try await call.form() }
        let (id, text) = (try call.id(), form.all(field).first ?? "")
        do {
            try await call.inside { room in try verb(room, id, text) }
        } catch let failure as Failure where failure.refusedField != nil {
            return try await Self.refused(call, id, failure, reason: text)
        }
        return call.done(.privacy(.request(id: id.description)), .rights(deed))
    }

    /// The page that the form stood on, with the reason why nothing was done.
    private static func refused(
        _ call: ConsoleCall, _ id: UUIDValue, _ failure: Failure, reason: String
    ) async throws -> Response {
        try await call.page(failure.kind == .conflict(.state) ? .conflict : .badRequest) { room in
            var page = try Self.page(id, room)
            page.problem = failure.message
            page.reason = reason
            return page
        }
    }
}
