internal import Storage

/// A directory connection's credential, as lists show it.
package struct Token: Sendable {
    package enum Kind: String, Sendable {
        /// Long-lived, sent as it is.
        case bearer
        /// The secret of an OAuth 2.0 client, which buys access tokens.
        case client
        /// Bought with a client secret; an hour.
        case access
    }

    package let id: UUIDValue
    package let connection: UUIDValue
    package let kind: Kind
    package let prefix: String
    package let createdAt: Int64
    package let expiresAt: Int64
    package let usedAt: Int64?
    package let revokedAt: Int64?

    package func isLiving(at now: Int64) -> Bool { revokedAt == nil && expiresAt > now }
}

/// A token at the only moment when its secret is known.
package struct IssuedToken: Sendable {
    package let id: UUIDValue
    package let connection: UUIDValue
    package let secret: Secret
    package let expiresAt: Int64
}

extension Reading {
    /// Who presents this token, and what it may do: the first statement of each SCIM request.
    ///
    /// - Throws: `Failure.unauthenticated` where the token is unknown here, expired or revoked.
    package func admit<A: Action>(_ presented: Secret, to action: A.Type) throws -> Permit<A> {
        let found = try db.first(TokenSQL.admit, [.blob(presented.hash)]) { row in
            (
                id: UUIDValue(bytes: row.blob(0)), connection: UUIDValue(bytes: row.blob(1)), kind: row.text(2),
                expiresAt: row.integer(3), revokedAt: row.optionalInteger(4), gate: Gate(row, from: 5)
            )
        }
        guard let found, let id = found.id, let connection = found.connection, found.revokedAt == nil,
            found.expiresAt > now, found.kind != Token.Kind.client.rawValue
        else {
            throw Failure(
                .unauthenticated, "This token is unknown, expired or revoked. Create a new one on the directory page.")
        }
        enter(found.gate)
        customer.tally.used(token: id, connection: connection, at: now)
        return try Policy.permit(action, to: .connection(connection), in: customer.organization.id)
    }

    /// The tokens of a connection that were ever issued, newest first; access tokens are not listed.
    package func tokens(of connection: UUIDValue, _ permit: Permit<SeeDirectory>) throws -> [Token] {
        try accept(permit)
        return try db.all(TokenSQL.ofConnection, [.blob(connection.bytes)], Token.init(row:)).compactMap(\.self)
    }
}

extension Writing {
    /// A lifetime of one year, and one hour for what a client secret buys.
    package static let tokenLifetime = 365 * Clock.day
    package static let accessLifetime = Clock.hour

    /// Issues a token of a connection beside those that it has, so that a directory can be moved without a gap.
    package func issueToken(
        _ kind: Token.Kind, for connection: UUIDValue, _ permit: Permit<ManageConnections>,
        lifetime: Int64 = tokenLifetime
    ) throws -> IssuedToken {
        try accept(permit)
        guard try db.first(ConnectionSQL.kind, [.blob(connection.bytes)], { $0.text(0) }) == "scim" else {
            throw Failure.notFound("There is no such directory connection.")
        }
        let issued = try insertToken(kind, connection: connection, lifetime: lifetime)
        try record(EvidenceEvent(.tokenIssued, detail: [kind.rawValue, "\(issued.id)"]), by: permit.principal)
        return issued
    }

    /// Revokes a token at once. With a client secret go the access tokens that it, or another of its connection, has bought:
    /// the others buy anew when they are refused.
    package func revokeToken(_ id: UUIDValue, _ permit: Permit<ManageConnections>) throws {
        try accept(permit)
        guard try db.run(TokenSQL.revoke, [.integer(now), .blob(id.bytes)]) == 1 else {
            throw Failure.notFound("There is no such token, or it was revoked before.")
        }
        try db.run(TokenSQL.revokeBought, [.integer(now), .blob(id.bytes)])
        try record(EvidenceEvent(.tokenRevoked, detail: ["\(id)"]), by: permit.principal)
    }

    /// OAuth 2.0 client credentials (RFC 6749, section 4.4): a client's id and secret buy an hour's access.
    ///
    /// - Throws: `Failure.unauthenticated` for a wrong pair.
    package func buyAccess(clientID: String, clientSecret: Secret) throws -> IssuedToken {
        let client = try db.first(TokenSQL.client, [.blob(clientSecret.hash)], Token.init(row:)) ?? nil
        guard let client, client.kind == .client, client.isLiving(at: now), UUIDValue(clientID) == client.id else {
            throw Failure(.unauthenticated, "The client id or the client secret is wrong, expired or revoked.")
        }
        customer.tally.used(token: client.id, connection: client.connection, at: now)
        try db.run(TokenSQL.sweepAccess, [.integer(now)])
        return try insertToken(.access, connection: client.connection, lifetime: Self.accessLifetime)
    }

    func insertToken(_ kind: Token.Kind, connection: UUIDValue, lifetime: Int64) throws -> IssuedToken {
        let secret = Secret.random(prefix: kind == .client ? "iic_" : "iis_")
        let id = UUIDValue.ordered(at: now)
        try db.run(
            TokenSQL.insert,
            [
                .blob(id.bytes), .blob(connection.bytes), .text(kind.rawValue), .text(secret.shownPrefix),
                .blob(secret.hash), .integer(now), .integer(now + lifetime),
            ])
        if kind == .access { try sweepIsDue(at: now + lifetime) }
        return IssuedToken(id: id, connection: connection, secret: secret, expiresAt: now + lifetime)
    }
}

extension Token {
    init?(row: any Row) {
        guard let id = UUIDValue(bytes: row.blob(0)), let connection = UUIDValue(bytes: row.blob(1)),
            let kind = Kind(rawValue: row.text(2))
        else { return nil }
        self.init(
            id: id, connection: connection, kind: kind, prefix: row.text(3), createdAt: row.integer(4),
            expiresAt: row.integer(5), usedAt: row.optionalInteger(6), revokedAt: row.optionalInteger(7))
    }
}
