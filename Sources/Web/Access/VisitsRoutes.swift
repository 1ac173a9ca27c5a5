import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | POST | /o/{slug}/access/visits/{id}/end | endVisit | EndVisit |
struct VisitsRoutes: Sendable {
    func register(on rooms: RoomRoutes) { rooms.post(.visitEnd(id: ""), end) }

    private func end(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        let isVisitor = try await call.inside { room in
            try room.tx.endVisit(id, try room.permit(EndVisit.self))
            return room.login.isVisit
        }
        guard isVisitor else { return call.done(.access, .did(.visitEnded)) }
        // The visitor's login has ended with the visit; back to where it began.
        var response = call.done(.organization(slug: call.slug), .visitEnded)
        call.console.cookies.clearLogin(call.slug, on: &response.headers)
        return response
    }
}
