internal import Storage

/// A one-time link, at the only moment when its secret is known.
package struct SignInLink: Sendable {
    /// Ten minutes.
    package static let lifetime = 10 * Clock.minute

    package let secret: Secret
    package let expiresAt: Int64
}

/// A login: someone in a browser, until it ends.
package struct Login: Sendable {
    /// Eight hours without a rest, half an hour without a word.
    package static let absoluteLifetime = 8 * Clock.hour
    package static let idleLifetime = 30 * Clock.minute

    package let person: UUIDValue
    package let roles: Set<Role>
    package let name: Personal<String>
    package var principal: Principal { .person(person, roles: roles) }
}

extension Writing {
    /// Makes a link for a person by work e-mail or user name. Once someone has signed in it needs a reason, which counts as operator
    /// access and is shown to the customer.
    package func issueSignInLink(
        email: String, reason: String?, _ permit: Permit<IssueSignInLink>
    ) throws -> SignInLink {
        try accept(permit)
        guard let person = try findPerson(email: email) else {
            throw Failure.notFound("No active person of this organization has that work e-mail.")
        }
        if try db.first(SignInSQL.anyUse, [], { _ in true }) ?? false {
            guard let reason, !reason.isEmpty, reason.unicodeScalars.count <= 500 else {
                throw Failure.invalid(
                    "reason", "An administrator has signed in before: give --reason TEXT; the customer is told of it.")
            }
            try record(EvidenceEvent(.operatorAccess, detail: [reason]), by: permit.principal)
        }
        return try insertSignInLink(for: person, by: permit.principal)
    }

    func insertSignInLink(for person: UUIDValue, by principal: Principal) throws -> SignInLink {
        let secret = Secret.random(prefix: "")
        let expiresAt = now + SignInLink.lifetime
        try db.run(
            SignInSQL.insertLink, [.blob(secret.hash), .blob(person.bytes), .integer(now), .integer(expiresAt)])
        try sweepIsDue(at: expiresAt)
        try record(EvidenceEvent(.signInLinkIssued, of: try subject(person)), by: principal)
        return SignInLink(secret: secret, expiresAt: expiresAt)
    }

    /// Trades a link for a login. The link works once, for ten minutes, and only for an active person.
    /// - Returns: the secret for the browser's cookie.
    package func signIn(with link: Secret) throws -> Secret {
        let used = try db.run(SignInSQL.useLink, [.integer(now), .blob(link.hash), .integer(now)])
        guard used == 1,
            let person = try db.first(SignInSQL.linkPerson, [.blob(link.hash)], { UUIDValue(bytes: $0.blob(0)) })
                ?? nil,
            try state(of: person) == .active
        else {
            throw Failure(.unauthenticated, "This link was used before, is older than ten minutes, or was never made.")
        }
        let secret = Secret.random(prefix: "")
        try db.run(
            SignInSQL.insertLogin,
            [
                .blob(secret.hash), .blob(person.bytes), .integer(now), .integer(now),
                .integer(now + Login.absoluteLifetime),
            ])
        try sweepIsDue(at: now + Login.absoluteLifetime)
        try record(EvidenceEvent(.signedIn, of: try subject(person)), by: .person(person, roles: []))
        return secret
    }

    package func signOut(_ secret: Secret) throws {
        guard let login = try self.login(secret) else { return }
        try db.run(SignInSQL.endLogin, [.blob(secret.hash)])
        try record(EvidenceEvent(.signedOut, of: try subject(login.person)), by: login.principal)
    }

    /// Notes that a login was used, at most once a minute.
    package func touch(_ secret: Secret) throws {
        try db.run(SignInSQL.touch, [.integer(now), .blob(secret.hash), .integer(now - Clock.minute)])
    }

    /// Ends every login of a person, at once.
    func endLogins(of person: UUIDValue) throws {
        try db.run(SignInSQL.endLogins, [.blob(person.bytes)])
    }

    func give(_ role: Role, to person: UUIDValue, by principal: Principal) throws {
        try db.run(SignInSQL.giveRole, [.blob(person.bytes), .text(role.rawValue), .integer(now)])
        try record(EvidenceEvent(.roleGiven, of: try subject(person), detail: [role.rawValue]), by: principal)
    }
}

extension Reading {
    /// Whether a link would sign someone in now. To look uses nothing up.
    package func isUsable(_ link: Secret) throws -> Bool {
        try db.first(SignInSQL.usableLink, [.blob(link.hash), .integer(now)]) { _ in true } ?? false
    }

    /// Who is signed in with this cookie; nil where the login has ended or the person may no longer.
    package func login(_ secret: Secret) throws -> Login? {
        let found = try db.first(
            SignInSQL.login, [.blob(secret.hash), .integer(now), .integer(now - Login.idleLifetime)]
        ) {
            row in UUIDValue(bytes: row.blob(0))
        }
        guard let person = found ?? nil else { return nil }
        let opened = try open(person, for: SecurityPurpose.self)
        return Login(person: person, roles: try roles(of: person), name: opened.name)
    }

    func roles(of person: UUIDValue) throws -> Set<Role> {
        Set(try db.all(SignInSQL.roles, [.blob(person.bytes)]) { Role(rawValue: $0.text(0)) }.compactMap(\.self))
    }

    /// Whether the person is the only one who is active and an administrator.
    func isLastAdministrator(_ person: UUIDValue) throws -> Bool {
        let administrators = try db.all(SignInSQL.activeAdministrators) { UUIDValue(bytes: $0.blob(0)) }
        return administrators.count == 1 && administrators[0] == person
    }
}
