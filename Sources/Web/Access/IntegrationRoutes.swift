import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/integrations | integrations | ManageIntegrations |
/// | POST | /o/{slug}/integrations | createIntegration | ManageIntegrations |
/// | GET, POST | /o/{slug}/integrations/{id}/revocation | integration, revokeIntegration | ManageIntegrations |
struct IntegrationRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.integrations) { call in
            try await call.customer.flushTally()
            return try await call.page { room in try Self.page(room, call) }
        }
        rooms.post(.integrations, create)
        rooms.get(.integrationRevocation(integration: "")) { call in
            let id = try call.id()
            return try await call.page { room in
                let integration = try Self.living(id, room)
                return Question { ConfirmPage.revocation(of: id.description, name: integration.name, in: $0) }
            }
        }
        rooms.post(.integrationRevocation(integration: "")) { call in
            _ = try await call.form()
            let id = try call.id()
            try await call.inside { room in
                try room.tx.revokeIntegration(id, try room.permit(ManageIntegrations.self))
            }
            return call.done(.integrations, .tokenRevoked)
        }
    }

    /// A new integration, whose token is shown in this answer and never again; or the form as it was sent, with what is
    /// wrong.
    private func create(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        var draft = IntegrationPage.Draft()
        let typed = try form.one("name") ?? ""
        draft.name = String(decoding: HeaderParameters.trimmed(Array(typed.utf8)), as: UTF8.self)
        draft.scopes = Set(try form.all("scope").map(Self.scope))
        guard let days = Int(try form.required("lifetime")), IntegrationPage.lifetimes.contains(days) else {
            throw Failure.invalid("lifetime", "Choose one of the lifetimes that the form offers.")
        }
        draft.lifetime = days
        let wanted = draft
        do {
            return try await call.page { room in
                let permit = try room.permit(ManageIntegrations.self)
                try room.requireFreshProof()
                let issued = try room.tx.createIntegration(
                    named: wanted.name, scopes: wanted.scopes, lifetimeDays: wanted.lifetime, permit)
                return IntegrationSecretPage(
                    secret: issued.secret.revealed, endsAt: issued.expiresAt, apiBase: call.apiBase)
            }
        } catch let failure as Failure where failure.names("name") || failure.names("scope") {
            draft.nameError = failure.names("name") ? failure.message : nil
            draft.scopesError = failure.names("scope") ? failure.message : nil
            let refused = draft
            return try await call.page(.badRequest) { room in try Self.page(room, call, refused) }
        }
    }

    private static func scope(_ text: String) throws(Failure) -> Scope {
        guard let scope = Scope(rawValue: text) else {
            throw .invalid("scope", "Choose among what the form offers.")
        }
        return scope
    }

    /// - Throws: `Failure.notFound` where there is none, or its token is refused already.
    private static func living(_ id: UUIDValue, _ room: Room) throws -> Integration {
        let integration = try room.tx.integration(id, try room.permit(ManageIntegrations.self))
        guard integration.isLiving(at: room.now) else {
            throw Failure.notFound("This integration's token is refused already.")
        }
        return integration
    }

    private static func page(
        _ room: Room, _ call: ConsoleCall, _ draft: IntegrationPage.Draft = IntegrationPage.Draft()
    ) throws -> IntegrationPage {
        let integrations = try room.tx.integrations(try room.permit(ManageIntegrations.self))
        return IntegrationPage(
            rows: integrations.map { IntegrationPage.Row($0, at: room.now) }, draft: draft,
            isProved: room.login.isFreshlyProved(at: room.now), apiBase: call.apiBase,
            document: call.console.base + "/api/v1/openapi.json")
    }
}

extension ConsoleCall {
    /// Where the organization's own programs read.
    fileprivate var apiBase: String { "\(console.base)/api/v1/\(slug)" }
}

extension IntegrationPage.Row {
    init(_ integration: Integration, at now: Int64) {
        self.init(
            id: integration.id.description, name: integration.name, scopes: integration.scopes,
            prefix: integration.prefix, usedAt: integration.usedAt, endsAt: integration.expiresAt,
            state: integration.revokedAt != nil ? .revoked : integration.isLiving(at: now) ? .valid : .ended)
    }
}
