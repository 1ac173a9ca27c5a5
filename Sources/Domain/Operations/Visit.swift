internal import Storage

/// A visit of one of the operator's people to a customer's console: with a reason, until a time, for the customer to see.
package struct Visit: Sendable, Concealed {
    package enum EndedBy: String, Sendable { case `operator`, organization }

    /// What the secret of a visitor's login begins with, so that it is known for one before any database is asked.
    static let prefix = "visit."
    /// The longest that one visit can last.
    package static let lifetimeMax = 4 * Clock.hour

    package let id: UUIDValue
    /// A person of the operator's organization.
    package let `operator`: UUIDValue
    package let reason: String
    package let openedAt: Int64
    package let endsAt: Int64
    package let endedAt: Int64?
    package let endedBy: EndedBy?

    package func isOpen(at now: Int64) -> Bool { endedAt == nil && endsAt > now }
}

extension Reading {
    func isOpen(visit: UUIDValue) throws -> Bool {
        try db.first(VisitSQL.open, [.blob(visit.bytes), .integer(now)]) { _ in true } ?? false
    }

    /// The visits of the last year, the latest first; at most 100.
    package func visits(_ permit: Permit<SeeAccess>) throws -> [Visit] {
        try accept(permit)
        return try visits()
    }

    /// The visit that a visitor is on.
    package func visit(of login: Login) throws -> Visit? {
        guard case .visitor(let id) = login.principal else { return nil }
        return try visits().first { $0.id == id }
    }

    func visits() throws -> [Visit] {
        try db.all(VisitSQL.all, [.integer(now - 365 * Clock.day)]) { row in
            guard let id = UUIDValue(bytes: row.blob(0)), let person = UUIDValue(bytes: row.blob(1)) else {
                throw ByteReader.damaged
            }
            let reason = try Sealing.open(row.blob(2), at: reasonPlace(id), with: customer.keys.data)
            return Visit(
                id: id, operator: person, reason: String(decoding: reason, as: UTF8.self), openedAt: row.integer(3),
                endsAt: row.integer(4), endedAt: row.optionalInteger(5),
                endedBy: row.optionalText(6).flatMap(Visit.EndedBy.init(rawValue:)))
        }
    }

    fileprivate func reasonPlace(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("visit.reason", organization: customer.organization.id, owner: id)
    }
}

extension Writing {
    /// Opens a visit and a login for it: what `Platform.visit` does in the customer's database, for a permit that it
    /// has checked. The customer's administrators are told by mail.
    func openVisit(by person: UUIDValue, reason: String, until end: Int64, in browser: BrowserKind) throws -> Secret {
        try Visit.requireReason(reason)
        guard end > now, end <= now + Visit.lifetimeMax else {
            throw Failure.invalid("hours", "A visit lasts at most four hours.")
        }
        let id = UUIDValue.random()
        let sealed = try Sealing.seal(Array(reason.utf8), at: reasonPlace(id), with: customer.keys.data)
        try db.run(
            VisitSQL.insert,
            [.blob(id.bytes), .blob(person.bytes), .blob(sealed), .integer(now), .integer(end)])
        let visitor = Principal.visitor(visit: id)
        try record(EvidenceEvent(.operatorAccess, detail: [reason, "visit \(id)", "until \(end)"]), by: visitor)
        try queueToAdministrators(.visitOpened(reason: reason, endsAt: end))
        return try insertLogin(visitor, .visit, assured: true, in: browser, until: end, prefix: Visit.prefix)
    }

    /// Ends a visit at once.
    /// - Throws: `Failure.notFound` where it has ended, or a visitor names another's.
    package func endVisit(_ id: UUIDValue, _ permit: Permit<EndVisit>) throws {
        try accept(permit)
        let isVisitor = permit.principal.kind == .visitor
        guard !isVisitor || permit.principal.id == id else { throw Failure.notFound("That visit has ended.") }
        try endVisit(id, by: permit.principal, isVisitor ? .operator : .organization)
    }

    func endVisit(_ id: UUIDValue, by principal: Principal, _ side: Visit.EndedBy) throws {
        guard try db.run(VisitSQL.end, [.integer(now), .text(side.rawValue), .blob(id.bytes), .integer(now)]) == 1
        else { throw Failure.notFound("That visit has ended.") }
        try db.run(LoginSQL.endOfVisit, [.blob(id.bytes)])
        try record(EvidenceEvent(.visitEnded, detail: ["visit \(id)"]), by: principal)
    }
}

extension Platform {
    /// A visit lasts only while its operator may visit: whoever is removed, demoted or deactivated at the operator's is out
    /// of every customer at once.
    /// - Parameter login: what a browser presents in a customer's console.
    /// - Returns: whether it is no visitor's, or a visitor who still may.
    package func stillMayVisit(_ login: Secret, _ customer: Customer) async throws -> Bool {
        guard login.revealed.utf8.starts(with: Visit.prefix.utf8) else { return true }
        let person = try await customer.read { tx in
            try tx.db.first(VisitSQL.operatorOf, [.blob(login.hash)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil
        }
        guard let person, let own = try await operatorOrganization() else { return false }
        return try await self.customer(own.slug).read { tx in
            guard try tx.state(of: person) == .active else { return false }
            return Policy.allows(VisitCustomer.self, .person(person, roles: try tx.roles(of: person)))
        }
    }
}

enum VisitSQL {
    static let operatorOf: SQL = """
        SELECT v.operator FROM login l JOIN visit v ON v.id = l.visit WHERE l.hash = $1
        """
    static let insert: SQL = """
        INSERT INTO visit (id, operator, reason, opened_at, ends_at) VALUES ($1, $2, $3, $4, $5)
        """
    static let open: SQL = "SELECT 1 FROM visit WHERE id = $1 AND ended_at IS NULL AND ends_at > $2"
    static let all: SQL = """
        SELECT id, operator, reason, opened_at, ends_at, ended_at, ended_by FROM visit
        WHERE opened_at > $1 ORDER BY opened_at DESC, id LIMIT 100
        """
    static let end: SQL = """
        UPDATE visit SET ended_at = $1, ended_by = $2 WHERE id = $3 AND ended_at IS NULL AND ends_at > $4
        """
}
