internal import Storage

/// A browser session: someone signed in, until it ends. Its secret is the browser's; the database has the hash.
package struct Login: Sendable {
    /// How it began. Raw values are stored: never change one.
    package enum Method: String, Sendable {
        /// A one-time link from the operator's command line.
        case link
        /// A one-time link by mail.
        case mail
        /// The employer's OpenID provider.
        case sso
        /// One of the operator's people, in a customer, for a time.
        case visit
    }

    /// What has to be proved before this login opens any room.
    package enum Need: Sendable, Equatable {
        case nothing
        /// The code of the second factor that the person has.
        case code
        /// A second factor: the person's role needs one, and there is none yet.
        case enrolment
    }

    /// Eight hours without a rest, half an hour without a word (ASVS 7.3).
    package static let absoluteLifetime = 8 * Clock.hour
    package static let idleLifetime = 30 * Clock.minute
    /// How long a proof of who one is counts for what needs a fresh one (ASVS 7.5).
    package static let proofLifetime = 15 * Clock.minute

    package let id: UUIDValue
    package let principal: Principal
    /// Of a visitor: nobody's.
    package let name: Personal<String>
    package let method: Method
    package let need: Need
    package let hasFactor: Bool
    /// Milliseconds UTC.
    package let provedAt: Int64
    package let expiresAt: Int64
    let seenAt: Int64

    package var roles: Set<Role> {
        guard case .person(_, let roles) = principal else { return [] }
        return roles
    }

    package var person: UUIDValue? {
        guard case .person(let person, _) = principal else { return nil }
        return person
    }

    package var isVisit: Bool { method == .visit }

    package func isFreshlyProved(at now: Int64) -> Bool { provedAt > now - Self.proofLifetime }
}

/// Of a browser only this is kept, for `security`, until the login ends. Raw values are stored: never change one.
package struct BrowserKind: Sendable, Equatable {
    package enum Family: String, Sendable, CaseIterable { case firefox, chrome, edge, safari, other }
    package enum Platform: String, Sendable, CaseIterable { case windows, macos, linux, android, ios, other }

    package let family: Family
    package let platform: Platform

    package init(family: Family, platform: Platform) {
        self.family = family
        self.platform = platform
    }

    package static let unknown = BrowserKind(family: .other, platform: .other)
}

/// One of one's own logins, as their list shows it.
package struct LoginEntry: Sendable {
    package let id: UUIDValue
    package let method: Login.Method
    package let browser: BrowserKind
    package let createdAt: Int64
    package let seenAt: Int64
    package let expiresAt: Int64
}

extension Reading {
    /// Who is signed in with this cookie; nil where the login has ended or the person may no longer.
    package func login(_ secret: Secret) throws -> Login? {
        let least = now - Login.idleLifetime
        guard
            let row = try db.first(LoginSQL.read, [.blob(secret.hash), .integer(now), .integer(least)], LoginRow.init)
        else { return nil }
        let login = if let person = row.person { try personLogin(row, of: person) } else { try visitorLogin(row) }
        if let login, login.seenAt < now - Clock.minute { customer.tally.used(login: login.id, at: now) }
        return login
    }

    private func personLogin(_ row: LoginRow, of person: UUIDValue) throws -> Login? {
        guard row.state == PersonState.active.rawValue, let keyID = row.keyID, let profile = row.profile else {
            return nil
        }
        _ = try gate()
        let sealed = SealedPerson(id: person, keyID: keyID, profile: profile, closed: row.closed)
        // Whoever is restricted signs in only where the employer needs it.
        guard let opened = try openIfAllowed(sealed, with: key(keyID), for: SecurityPurpose.self) else { return nil }
        let roles = try roles(of: person)
        let isGuarded = row.hasFactor || !roles.isDisjoint(with: Role.guarded)
        let need: Login.Need = row.assured || !isGuarded ? .nothing : row.hasFactor ? .code : .enrolment
        return Login(
            id: row.id, principal: .person(person, roles: roles),
            name: opened.name, method: row.method, need: need,
            hasFactor: row.hasFactor, provedAt: row.provedAt, expiresAt: row.expiresAt, seenAt: row.seenAt)
    }

    private func visitorLogin(_ row: LoginRow) throws -> Login? {
        guard let visit = row.visit, try isOpen(visit: visit) else { return nil }
        return Login(
            id: row.id, principal: .visitor(visit: visit), name: Personal(""), method: .visit, need: .nothing,
            hasFactor: false, provedAt: row.provedAt, expiresAt: row.expiresAt, seenAt: row.seenAt)
    }

    /// The logins of whoever asks, the latest used first.
    package func ownLogins(_ permit: Permit<KeepOwnSignIn>) throws -> [LoginEntry] {
        try accept(permit)
        guard let person = permit.principal.id else { return [] }
        let values: [Value] = [.blob(person.bytes), .integer(now), .integer(now - Login.idleLifetime)]
        return try db.all(LoginSQL.ofPerson, values, LoginEntry.init(row:))
    }
}

extension Writing {
    /// - Returns: the secret for the browser's cookie, which is nowhere else.
    func insertLogin(
        _ principal: Principal, _ method: Login.Method, assured: Bool, in browser: BrowserKind, until end: Int64? = nil,
        prefix: String = ""
    ) throws -> Secret {
        let secret = Secret.random(prefix: prefix)
        let expiresAt = min(end ?? .max, now + Login.absoluteLifetime)
        let isVisit = method == .visit
        try db.run(
            LoginSQL.insert,
            [
                .blob(UUIDValue.random().bytes), .blob(secret.hash), .optional(isVisit ? nil : principal.id?.bytes),
                .optional(isVisit ? principal.id?.bytes : nil), .text(method.rawValue), .integer(assured ? 1 : 0),
                .integer(now), .integer(expiresAt), .text(browser.family.rawValue), .text(browser.platform.rawValue),
            ])
        try sweepIsDue(at: expiresAt)
        return secret
    }

    /// More was proved: the login has a new secret from here on, and the old one opens nothing (ASVS 7.2.4).
    /// - Returns: the secret for the browser's cookie.
    func raise(_ login: Login) throws -> Secret {
        let secret = Secret.random(prefix: "")
        try db.run(LoginSQL.raise, [.blob(secret.hash), .integer(now), .blob(login.id.bytes)])
        return secret
    }

    package func signOut(_ secret: Secret) throws {
        guard let login = try self.login(secret) else { return }
        try db.run(LoginSQL.end, [.blob(login.id.bytes)])
        guard let person = login.person else { return }
        try record(EvidenceEvent(.signedOut, of: try subject(person)), by: login.principal)
    }

    /// Ends one of one's own logins.
    /// - Throws: `Failure.notFound` where it has ended before, or is somebody else's.
    package func endOwnLogin(_ id: UUIDValue, _ permit: Permit<KeepOwnSignIn>) throws {
        try accept(permit)
        guard let person = permit.principal.id,
            try db.run(LoginSQL.endOwn, [.blob(id.bytes), .blob(person.bytes)]) == 1
        else { throw Failure.notFound("That login has ended.") }
        try record(EvidenceEvent(.loginEnded, of: try subject(person)), by: permit.principal)
    }

    /// Ends all of one's own logins but this one.
    /// - Returns: how many ended.
    @discardableResult
    package func endOtherLogins(than login: Login, _ permit: Permit<KeepOwnSignIn>) throws -> Int {
        try accept(permit)
        guard let person = permit.principal.id else { return 0 }
        let count = try db.run(LoginSQL.endOthers, [.blob(person.bytes), .blob(login.id.bytes)])
        try record(
            EvidenceEvent(.loginEnded, of: try subject(person), detail: ["logins \(count)"]), by: permit.principal)
        return count
    }

    /// Ends every login of a person, at once and on every node.
    func endLogins(of person: UUIDValue) throws {
        try db.run(LoginSQL.endAll, [.blob(person.bytes)])
    }
}

private struct LoginRow {
    let id: UUIDValue
    let person: UUIDValue?
    let visit: UUIDValue?
    let method: Login.Method
    let assured: Bool
    let provedAt: Int64
    let seenAt: Int64
    let expiresAt: Int64
    let state: String?
    let keyID: UUIDValue?
    let profile: [UInt8]?
    let hasFactor: Bool
    let closed: ClosedPurposes

    init(_ row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let method = Login.Method(rawValue: row.text(3)) else {
            throw ByteReader.damaged
        }
        self.id = id
        person = row.optionalBlob(1).flatMap { UUIDValue(bytes: $0) }
        visit = row.optionalBlob(2).flatMap { UUIDValue(bytes: $0) }
        self.method = method
        assured = row.integer(4) == 1
        provedAt = row.integer(5)
        seenAt = row.integer(6)
        expiresAt = row.integer(7)
        state = row.optionalText(8)
        keyID = row.optionalBlob(9).flatMap { UUIDValue(bytes: $0) }
        profile = row.optionalBlob(10)
        hasFactor = row.integer(11) == 1
        closed = ClosedPurposes(rawValue: row.optionalInteger(12) ?? 0)
    }
}

extension LoginEntry {
    fileprivate init(row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let method = Login.Method(rawValue: row.text(1)) else {
            throw ByteReader.damaged
        }
        self.init(
            id: id, method: method,
            browser: BrowserKind(
                family: BrowserKind.Family(rawValue: row.text(2)) ?? .other,
                platform: BrowserKind.Platform(rawValue: row.text(3)) ?? .other),
            createdAt: row.integer(4), seenAt: row.integer(5), expiresAt: row.integer(6))
    }
}
