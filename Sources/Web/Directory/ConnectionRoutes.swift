import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | POST | /o/{slug}/directory/connections | scimConnection, issueToken | ManageConnections |
/// | GET | /o/{slug}/directory/connections/{id} | connections, arrivals, tokens | SeeDirectory |
/// | POST | /o/{slug}/directory/connections/{id}/tokens | issueToken | ManageConnections |
/// | GET, POST | /o/{slug}/directory/connections/{id}/tokens/{token}/revocation | revokeToken | ManageConnections |
struct ConnectionRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.post(.connections, create)
        rooms.get(.connection(id: "")) { call in
            try await call.customer.flushTally()
            let id = try call.id()
            let scimBase = call.scimBase
            return try await call.page { room in try Self.page(id, room, scimBase) }
        }
        rooms.post(.tokens(connection: ""), addToken)
        rooms.get(.revocation(connection: "", token: ""), askRevocation)
        rooms.post(.revocation(connection: "", token: ""), revoke)
    }

    /// A new connection with its first token, whose secret is shown in this answer and never again.
    private func create(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let typed = try form.one("name") ?? ""
        let name = String(decoding: HeaderParameters.trimmed(Array(typed.utf8)), as: UTF8.self)
        guard let provider = Provider(rawValue: try form.required("provider")) else {
            throw Failure.invalid("provider", "Choose one of the directories.")
        }
        let wanted = try Wanted(form)
        do {
            return try await call.page { room in
                let permit = try room.permit(ManageConnections.self)
                let connection = try room.tx.scimConnection(named: name, permit)
                let token = try room.tx.issueToken(wanted.kind, for: connection, permit, lifetime: wanted.lifetime)
                return SecretPage(token, wanted.kind, name: name, provider: provider, call)
            }
        } catch let failure as Failure where failure.names("name") || failure.kind == .conflict(.uniqueness) {
            return try await call.page(.badRequest) { room in
                try DirectoryRoutes.guide(provider, room, call, name: typed, nameError: failure.message)
            }
        }
    }

    private func addToken(_ call: ConsoleCall) async throws -> Response {
        let wanted = try Wanted(try await call.form())
        let id = try call.id()
        return try await call.page { room in
            let permit = try room.permit(ManageConnections.self)
            let connection = try Self.connection(id, room, try room.permit(SeeDirectory.self))
            let token = try room.tx.issueToken(wanted.kind, for: id, permit, lifetime: wanted.lifetime)
            return SecretPage(token, wanted.kind, name: connection.name, provider: .scim, call)
        }
    }

    private func askRevocation(_ call: ConsoleCall) async throws -> Response {
        let (id, tokenID) = (try call.id(), try call.id("token"))
        return try await call.page { room in
            _ = try room.permit(ManageConnections.self)
            let permit = try room.permit(SeeDirectory.self)
            let connection = try Self.connection(id, room, permit)
            let directory = try DirectoryReading(room, permit)
            let token = try Self.token(tokenID, of: id, directory)
            let living = (directory.tokens[id] ?? []).filter { $0.isLiving(at: room.now) }
            let isLast = living.allSatisfy { $0.id == tokenID }
            let summary = directory.summary(connection)
            let shown = ConnectionPage.Token(token, at: room.now)
            return Question { ConfirmPage.revocation(of: shown, connection: summary, isLast: isLast, in: $0) }
        }
    }

    private func revoke(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let (id, tokenID) = (try call.id(), try call.id("token"))
        try await call.inside { room in
            let permit = try room.permit(ManageConnections.self)
            _ = try Self.token(tokenID, of: id, try DirectoryReading(room, try room.permit(SeeDirectory.self)))
            try room.tx.revokeToken(tokenID, permit)
        }
        return call.done(.connection(id: id.description), .tokenRevoked)
    }

    /// What a token's form asks for.
    private struct Wanted: Sendable {
        let kind: Token.Kind
        /// Milliseconds.
        let lifetime: Int64

        init(_ form: Form) throws {
            guard let kind = TokenKind(rawValue: try form.required("kind")) else {
                throw Failure.invalid("kind", "A token is a bearer token or a client secret.")
            }
            guard let days = Int(try form.required("lifetime")), TokenForm.lifetimes.contains(days) else {
                throw Failure.invalid("lifetime", "Choose one of the lifetimes that the form offers.")
            }
            self.kind = kind == .bearer ? .bearer : .client
            lifetime = Int64(days) * Clock.day
        }
    }

    private static func connection(
        _ id: UUIDValue, _ room: Room, _ permit: Permit<SeeDirectory>
    ) throws -> DirectoryConnection {
        guard let found = try room.tx.connections(permit).first(where: { $0.id == id }) else {
            throw Failure.notFound("There is no such directory connection.")
        }
        return found
    }

    /// The token, if it is one of this connection.
    private static func token(
        _ id: UUIDValue, of connection: UUIDValue, _ directory: DirectoryReading
    ) throws -> Token {
        guard let token = directory.tokens[connection]?.first(where: { $0.id == id }) else {
            throw Failure.notFound("There is no such token.")
        }
        return token
    }

    private static func page(_ id: UUIDValue, _ room: Room, _ scimBase: String) throws -> ConnectionPage {
        let permit = try room.permit(SeeDirectory.self)
        let connection = try connection(id, room, permit)
        let directory = try DirectoryReading(room, permit)
        return ConnectionPage(
            summary: directory.summary(connection), requestsByHour: directory.requestsByHour(id),
            since: DirectoryReading.dayStart(room.now),
            readBackCount: Int(try room.tx.readsThisMonth(of: id, permit)), events: directory.events(of: connection),
            tokens: (directory.tokens[id] ?? []).map { ConnectionPage.Token($0, at: room.now) }, scimBase: scimBase)
    }
}

extension ConnectionPage.Token {
    init(_ token: Token, at now: Int64) {
        self.init(
            id: token.id.description, prefix: token.prefix, kind: token.kind == .client ? .client : .bearer,
            createdAt: token.createdAt, lastUsedAt: token.usedAt, endsAt: token.expiresAt,
            state: token.revokedAt != nil ? .revoked : token.expiresAt > now ? .valid : .ended)
    }
}

extension SecretPage {
    init(_ token: IssuedToken, _ kind: Token.Kind, name: String, provider: Provider, _ call: ConsoleCall) {
        let text = token.secret.revealed
        self.init(
            connectionID: token.connection.description, connectionName: name, provider: provider,
            secret: kind == .client ? .client(id: token.id.description, secret: text) : .bearer(text),
            endsAt: token.expiresAt, scimBase: call.scimBase, tokenEndpoint: call.tokenEndpoint)
    }
}

extension Failure {
    /// Whether it is about that field.
    func names(_ field: String) -> Bool { kind == .invalid(field: field) }
}
