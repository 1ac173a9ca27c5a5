internal import Storage

/// One of the operator's people, as their list shows it.
package struct OperatorPerson: Sendable, Concealed {
    package let id: UUIDValue
    package let name: String
    package let email: String
    package let roles: [Role]
    package let hasFactor: Bool
    /// The only one who can add and remove others.
    package let isLast: Bool
}

/// The operator's own organization, where its people live, and the permits that count for the platform's verbs.
extension Platform {
    /// nil until the first of the operator's people is made.
    package func operatorOrganization() async throws -> Organization? {
        try await organization(Organization.operatorSlug)
    }

    /// A permit counts for the platform where it is of the operator's own organization, or the command's.
    func accept<A: Action>(_ permit: Permit<A>) async throws {
        if permit.principal == .command { return }
        guard let own = try await operatorOrganization(), own.id == permit.organization else {
            throw Failure(
                .forbidden, "You are signed in to another organization.", detail: "permit of another organization")
        }
    }

    /// Makes one of the operator's people, who may do everything that operators may; the first one makes the operator's
    /// organization too. Someone who is there already gets a new link, and the role where it was missing.
    /// - Returns: the operator's organization, and a one-time link.
    package func createOperator(email: String) async throws -> (organization: Organization, link: SignInLink) {
        try OperatorEmail.require(email)
        if let known = try await operatorOrganization() {
            let link = try await customer(known.slug).write { tx in
                try tx.insertSignInLink(
                    for: tx.enrol(operator: email, as: .operator, by: .command).person, .command, by: .command)
            }
            return (known, link)
        }
        let organization = Organization(
            id: .random(), slug: Organization.operatorSlug, name: "Operator", zone: "Etc/UTC", serviceLevel: "none",
            seats: 0, state: .active, createdAt: clock.now, domains: [])
        let link = try await make(organization) { tx in
            try tx.record(EvidenceEvent(.organizationCreated), by: .command)
            let person = try tx.enrol(operator: email, as: .operator, by: .command).person
            return try tx.insertSignInLink(for: person, .command, by: .command)
        }
        return (organization, link)
    }

    /// Writes an event into the operator's own evidence: who of its people did it.
    func noteOwn<A: Action>(_ event: EvidenceEvent, _ permit: Permit<A>) async throws {
        guard permit.principal != .command else { return }
        try await customer(Organization.operatorSlug).write { tx in try tx.record(event, by: permit.principal) }
    }

    /// The organization of that slug, open or closed, if it is a customer's.
    func required(_ slug: String) async throws -> Organization {
        guard let organization = try await organization(slug), !organization.isOperators else {
            throw Failure.notFound("There is no such organization here.")
        }
        return organization
    }
}

/// The verbs of the operator's console about the operator's own people; its database only.
extension Writing {
    /// Everyone with a role, by name. Who was seen is recorded.
    package func operators(_ permit: Permit<SeeOperators>) throws -> [OperatorPerson] {
        try accept(permit)
        let people = try db.all(OperatorSQL.people) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self)
        let found = try people.map { person in
            let opened = try open(person, for: SecurityPurpose.self)
            return OperatorPerson(
                id: person, name: opened.name.revealed,
                email: (opened.workEmail ?? opened.userName)?.revealed ?? "",
                roles: try roles(of: person).filter(Role.ofOperators.contains).sorted(),
                hasFactor: try hasFactor(person), isLast: try isLastAdministrator(person))
        }
        try recordSeen(people, by: permit.principal)
        return found.sorted { (Folding.fold($0.name), $0.id) < (Folding.fold($1.name), $1.id) }
    }

    /// Adds someone with a role.
    /// - Returns: a one-time link, to be handed over; nil for someone who is here already and only gets the role: a
    ///   link would let one operator be another.
    /// - Throws: `Failure.invalid`.
    package func addOperator(email: String, role: Role, _ permit: Permit<ManageOperators>) throws -> SignInLink? {
        try accept(permit)
        try OperatorEmail.require(email)
        guard Role.ofOperators.contains(role) else { throw Failure.noOperatorRole }
        let (person, isNew) = try enrol(operator: email, as: role, by: permit.principal)
        return isNew ? try insertSignInLink(for: person, .command, by: permit.principal) : nil
    }

    /// Gives someone this role instead of the one before.
    /// - Throws: `Failure.conflict(.state)` for the last operator.
    package func setRole(_ role: Role, ofOperator person: UUIDValue, _ permit: Permit<ManageOperators>) throws {
        try accept(permit)
        guard Role.ofOperators.contains(role) else { throw Failure.noOperatorRole }
        let held = try givenOperatorRoles(of: person)
        guard !held.isEmpty else { throw Failure.noSuchOperator }
        if !held.contains(role) { try give(role, to: person, by: permit.principal) }
        for other in held where other != role { try take(other, from: person, by: permit.principal) }
    }

    /// Removes someone: the roles, the logins and the access end at once.
    /// - Throws: `Failure.conflict(.state)` for the last operator, and where a directory keeps the person.
    package func removeOperator(_ person: UUIDValue, _ permit: Permit<ManageOperators>) throws {
        try accept(permit)
        guard try !givenOperatorRoles(of: person).isEmpty else { throw Failure.noSuchOperator }
        if try isLastAdministrator(person) { throw Failure.lastAdministrator }
        let records = try db.all(OperatorSQL.liveRecords, [.blob(person.bytes)]) { ($0.blob(0), $0.text(1)) }
        guard records.allSatisfy({ $0.1 == ConnectionKind.operator.rawValue }) else {
            throw Failure(.conflict(.state), "A directory keeps this person: end the access there.")
        }
        for role in try givenOperatorRoles(of: person) { try take(role, from: person, by: permit.principal) }
        try endLogins(of: person)
        for record in records { try db.run(DirectorySQL.removeRecord, [.integer(now), .blob(record.0)]) }
        try countChange(records: -Int64(records.count))
        try setState(.left, of: person, from: try state(of: person) ?? .active)
        try record(EvidenceEvent(.personLeft, of: try subject(person)), by: permit.principal)
    }

    /// Finds the active person with that e-mail, or makes one, and sees to the role.
    func enrol(
        operator email: String, as role: Role, by principal: Principal
    ) throws -> (person: UUIDValue, isNew: Bool) {
        let known = try findPerson(email: email)
        let person: UUIDValue
        if let known {
            person = known
        } else {
            let connection = try connection(named: "Operator", kind: .operator)
            var attributes = Attributes()
            attributes[.userName] = email
            attributes[.workEmail] = email
            _ = try create(RecordDraft(attributes: attributes), from: connection, by: principal)
            guard let made = try findPerson(email: email) else { throw Failure.noSuchRecord }
            person = made
        }
        if try !givenOperatorRoles(of: person).contains(role) { try give(role, to: person, by: principal) }
        return (person, known == nil)
    }

    private func givenOperatorRoles(of person: UUIDValue) throws -> [Role] {
        try db.all(RoleSQL.given, [.blob(person.bytes)]) { Role(rawValue: $0.text(0)) }.compactMap(\.self)
            .filter(Role.ofOperators.contains)
    }
}

/// What is typed as the e-mail of one of the operator's people.
enum OperatorEmail {
    static func require(_ email: String) throws(Failure) {
        guard MailAddress(email) != nil else {
            throw .invalid("email", "An e-mail address looks like kim@operator.example.")
        }
    }
}

extension Failure {
    static let noOperatorRole = Failure.invalid("role", "The role is operator, support or auditor.")
    static let noSuchOperator = Failure.notFound("None of the operator's people is that person.")
}

enum OperatorSQL {
    static let people: SQL = """
        SELECT DISTINCT p.id FROM person p JOIN role r ON r.person = p.id
        WHERE p.state = 'active' AND r.role IN ('operator', 'operator-support', 'operator-auditor')
        ORDER BY p.id LIMIT 500
        """
    static let liveRecords: SQL = """
        SELECT r.id, c.kind FROM directory_record r JOIN connection c ON c.id = r.connection
        WHERE r.person = $1 AND r.gone_at IS NULL ORDER BY r.id
        """
}
