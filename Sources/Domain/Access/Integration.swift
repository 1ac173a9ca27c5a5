internal import Storage

/// A program of the customer's own that reads through the API, as lists show it.
package struct Integration: Sendable, Concealed {
    package let id: UUIDValue
    /// What the administrator called it; sealed under the organization's key.
    package let name: String
    package let scopes: Set<Scope>
    /// The first characters of its token, by which people tell tokens apart.
    package let prefix: String
    /// Milliseconds UTC, all.
    package let createdAt: Int64
    package let expiresAt: Int64
    package let usedAt: Int64?
    package let revokedAt: Int64?
    /// The administrator who made it.
    package let createdBy: UUIDValue

    package func isLiving(at now: Int64) -> Bool { revokedAt == nil && expiresAt > now }

    /// How long a token can live, in days.
    package static let lifetimeDays = 1...365
    /// Living integrations that one organization can have.
    package static let livingMax: Int64 = 100
}

/// An integration's token at the only moment when its secret is known.
package struct IssuedIntegration: Sendable {
    package let id: UUIDValue
    package let secret: Secret
    package let expiresAt: Int64
}

extension Reading {
    /// Who presents this token, and what it may do: the first statement of each request to the API.
    ///
    /// - Throws: `Failure.unauthenticated` where the token is unknown here, expired or revoked; `.forbidden`, which
    ///   names the scope, where it lacks the one that the action takes.
    package func admit<A: Action>(integration presented: Secret, to action: A.Type) throws -> Permit<A> {
        let found = try db.first(IntegrationSQL.admit, [.blob(presented.hash)]) { row in
            (
                id: UUIDValue(bytes: row.blob(0)), scopes: Integration.scopes(row.text(1)), expiresAt: row.integer(2),
                revokedAt: row.optionalInteger(3), gate: Gate(row, from: 4)
            )
        }
        guard let found, let id = found.id, found.revokedAt == nil, found.expiresAt > now else {
            throw Failure.unknownIntegration
        }
        enter(found.gate)
        customer.tally.used(integration: id, at: now)
        let principal = Principal.integration(id, scopes: found.scopes)
        guard Policy.allows(action, principal) else {
            let needed = Policy.scopes(of: action).map(\.rawValue).joined(separator: " ")
            throw Failure(
                .forbidden,
                "This integration lacks the scope \(needed). An administrator makes another on the integrations page.")
        }
        return try Policy.permit(action, to: principal, in: customer.organization.id)
    }

    /// The integrations that were ever made, the newest first; at most 200.
    package func integrations(_ permit: Permit<ManageIntegrations>) throws -> [Integration] {
        try accept(permit)
        return try db.all(IntegrationSQL.all) { try integration($0) }
    }

    /// - Throws: `Failure.notFound`.
    package func integration(_ id: UUIDValue, _ permit: Permit<ManageIntegrations>) throws -> Integration {
        try accept(permit)
        guard let found = try db.first(IntegrationSQL.one, [.blob(id.bytes)], { try integration($0) }) else {
            throw Failure.noSuchIntegration
        }
        return found
    }

    private func integration(_ row: any Row) throws -> Integration {
        guard let id = UUIDValue(bytes: row.blob(0)), let creator = UUIDValue(bytes: row.blob(8)) else {
            throw ByteReader.damaged
        }
        let name = try Sealing.open(row.blob(1), at: integrationPlace(id), with: customer.keys.data)
        return Integration(
            id: id, name: String(decoding: name, as: UTF8.self), scopes: Integration.scopes(row.text(2)),
            prefix: row.text(3), createdAt: row.integer(4), expiresAt: row.integer(5), usedAt: row.optionalInteger(6),
            revokedAt: row.optionalInteger(7), createdBy: creator)
    }

    fileprivate func integrationPlace(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("integration.name", organization: customer.organization.id, owner: id)
    }
}

extension Writing {
    /// Makes an integration and its token.
    ///
    /// - Parameters:
    ///   - name: 1 to 80 characters on one line.
    ///   - scopes: at least one.
    ///   - lifetimeDays: within `Integration.lifetimeDays`.
    /// - Throws: `Failure.invalid` for anything else, `.conflict(.state)` where `Integration.livingMax` live already.
    package func createIntegration(
        named name: String, scopes: Set<Scope>, lifetimeDays: Int, _ permit: Permit<ManageIntegrations>
    ) throws -> IssuedIntegration {
        try accept(permit)
        guard !name.isEmpty, name.unicodeScalars.count <= 80,
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw Failure.invalid("name", "An integration's name has 1 to 80 characters on one line.") }
        guard !scopes.isEmpty else { throw Failure.invalid("scope", "Choose at least one thing that it may read.") }
        guard Integration.lifetimeDays.contains(lifetimeDays) else {
            throw Failure.invalid("lifetime", "A token lives for 1 to 365 days.")
        }
        guard let creator = permit.principal.id else {
            throw Failure(.forbidden, "An integration is made by an administrator of the organization.")
        }
        let living = try db.first(IntegrationSQL.living, [.integer(now)]) { $0.integer(0) } ?? 0
        guard living < Integration.livingMax else {
            throw Failure(.conflict(.state), "There are \(Integration.livingMax) integrations; revoke one first.")
        }
        let secret = Secret.random(prefix: "iia_")
        let id = UUIDValue.ordered(at: now)
        let expiresAt = now + Int64(lifetimeDays) * Clock.day
        try db.run(
            IntegrationSQL.insert,
            [
                .blob(id.bytes),
                .blob(try Sealing.seal(Array(name.utf8), at: integrationPlace(id), with: customer.keys.data)),
                .text(Integration.text(scopes)), .text(secret.shownPrefix), .blob(secret.hash), .integer(now),
                .integer(expiresAt), .blob(creator.bytes),
            ])
        try record(
            EvidenceEvent(.integrationCreated, detail: ["\(id)"] + scopes.sorted().map(\.rawValue)),
            by: permit.principal)
        return IssuedIntegration(id: id, secret: secret, expiresAt: expiresAt)
    }

    /// Refuses the integration's token from now on, on every node.
    /// - Throws: `Failure.notFound` where there is none, or it was revoked before.
    package func revokeIntegration(_ id: UUIDValue, _ permit: Permit<ManageIntegrations>) throws {
        try accept(permit)
        guard try db.run(IntegrationSQL.revoke, [.integer(now), .blob(id.bytes)]) == 1 else {
            throw Failure.noSuchIntegration
        }
        try record(EvidenceEvent(.integrationRevoked, detail: ["\(id)"]), by: permit.principal)
    }
}

extension Integration {
    /// As the column holds them: sorted, with a space between two. A word that is no scope of today's grants nothing.
    static func scopes(_ text: String) -> Set<Scope> {
        let words = text.utf8.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        return Set(words.compactMap(Scope.init(rawValue:)))
    }

    static func text(_ scopes: Set<Scope>) -> String {
        scopes.sorted().map(\.rawValue).joined(separator: " ")
    }
}

extension Policy {
    /// The scopes that allow an action, in order.
    package static func scopes<A: Action>(of action: A.Type) -> [Scope] {
        Scope.allCases.filter { action.allowed.contains(.scope($0)) }.sorted()
    }
}

extension Failure {
    /// One answer for a token that never was, has ended, or belongs to another organization.
    package static let unknownIntegration = Failure(
        .unauthenticated,
        "This token is unknown, expired or revoked. An administrator makes another on the integrations page.")

    static let noSuchIntegration = Failure.notFound("There is no such integration, or it was revoked before.")
}
