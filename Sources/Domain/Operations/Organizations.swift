internal import Storage

/// Creating, listing and closing organizations: the platform's own verbs, for the operator.
extension Platform {
    package func organization(_ slug: String) async throws -> Organization? {
        try await organizations(OrganizationSQL.bySlug, [.text(slug)]).first
    }

    func organization(_ id: UUIDValue) async throws -> Organization? {
        try await organizations(OrganizationSQL.byID, [.blob(id.bytes)]).first
    }

    /// Every customer, by slug; the operator's own organizations are none.
    package func organizations() async throws -> [Organization] {
        try await allOrganizations().filter { !$0.isOperators }
    }

    /// Every organization that has a database, the operator's own two among them.
    func allOrganizations() async throws -> [Organization] {
        try await organizations(OrganizationSQL.all, [])
    }

    /// Creates an organization with its database, its keys and its first administrator.
    /// - Returns: the organization, and a one-time link for the administrator.
    /// - Throws: `Failure.conflict(.uniqueness)` where the slug is taken, or the domain is another organization's.
    package func create(_ draft: OrganizationDraft) async throws -> (organization: Organization, link: SignInLink) {
        guard try await organization(draft.slug) == nil else {
            throw Failure(
                .conflict(.uniqueness), "There is an organization with the slug \(draft.slug); choose another.")
        }
        let id = UUIDValue.random()
        try await read { db in
            if let domain = DomainName(draft.domain) { try db.requireFree(domain, for: id) }
        }
        let organization = Organization(
            id: id, slug: draft.slug, name: draft.name, zone: draft.zone, serviceLevel: draft.serviceLevel,
            seats: draft.seats, state: .active, createdAt: clock.now, domains: [draft.domain])
        let link = try await make(organization) { tx in try tx.begin(draft) }
        return (organization, link)
    }

    /// Makes an organization, its keys and its database, into which `begin` writes the first things.
    ///
    /// The organization's row comes last: whatever fails before it leaves nothing that anyone could find.
    func make<Result: Sendable>(
        _ organization: Organization, _ begin: @escaping @Sendable (Writing) throws -> Result
    ) async throws -> Result {
        do {
            try await keyStore.createOrganization(organization.id, at: clock.now)
        } catch {
            throw Failure(storage: error)
        }
        let customer = try await newHandle(organization)
        do {
            let result = try await customer.write(begin)
            try await store(organization)
            await customer.database.close()
            realms.forget()
            return result
        } catch {
            await customer.database.close()
            throw error
        }
    }

    /// Closes an organization: nobody signs in, no directory writes. Its data stays until it is returned and erased.
    package func close(_ slug: String) async throws -> Organization {
        guard let organization = try await organization(slug) else {
            throw Failure.notFound("There is no organization with the slug \(slug).")
        }
        guard !organization.isOperators else {
            throw Failure(.conflict(.state), "This is the operator's own organization; it is not closed.")
        }
        let now = clock.now
        let changed = try await stored { db in
            try db.run(
                OrganizationSQL.close,
                [.integer(now), .integer(now + Self.retrievalPeriod), .blob(organization.id.bytes)])
        }
        guard changed == 1 else { throw Failure(.conflict(.state), "The organization \(slug) is closed already.") }
        realms.forget()
        await forget(slug)
        let closed = try await self.organization(slug) ?? organization
        await tellOfClosing(closed)
        return closed
    }

    /// How large a customer is: counts only, nobody is named.
    package func size(of organization: Organization) async throws -> (activeStaff: Int64, records: Int64, groups: Int64)
    {
        let customer = try await openCustomer(organization)
        return try await customer.read { tx in
            let gate = try tx.gate()
            return (gate.activeStaff, gate.records, gate.groups)
        }
    }

    /// Opens and thereby migrates every customer.
    /// - Returns: how many there are.
    package func migrateAll() async throws -> Int {
        let all = try await allOrganizations()
        let living = all.filter { $0.ending.destroyingAt == nil }
        for organization in living { _ = try await openCustomer(organization) }
        return living.count
    }

    // MARK: - Wake

    func wake(_ organization: UUIDValue, at due: Int64) async throws {
        _ = try await stored { db in
            try db.run(OrganizationSQL.wake, [.blob(organization.bytes), .integer(due)])
        }
    }

    func forgetWake(_ organization: UUIDValue) async throws {
        _ = try await stored { db in try db.run(OrganizationSQL.forgetWake, [.blob(organization.bytes)]) }
    }

    func dueOrganizations() async throws -> [UUIDValue] {
        let now = clock.now
        do {
            return try await database.read { db in
                try db.all(OrganizationSQL.due, [.integer(now)]) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self)
            }
        } catch {
            throw Failure(storage: error)
        }
    }

    /// The slugs of organizations that were closed, or whose data was destroyed, within the last hour.
    func recentlyClosed() async throws -> [String] {
        let since = clock.now - Clock.hour
        do {
            return try await database.read { db in
                try db.all(OrganizationSQL.recentlyClosed, [.integer(since)]) { $0.text(0) }
            }
        } catch {
            throw Failure(storage: error)
        }
    }

    private func store(_ organization: Organization) async throws {
        _ = try await stored { db in
            try db.run(
                OrganizationSQL.insert,
                [
                    .blob(organization.id.bytes), .text(organization.slug), .text(organization.name),
                    .text(organization.zone), .text(organization.serviceLevel), .integer(organization.seats),
                    .integer(organization.createdAt),
                ])
            for domain in organization.domains {
                // Whoever creates an organization answers for the domain that it begins with.
                try db.run(
                    DomainSQL.insertVerified,
                    [
                        .blob(organization.id.bytes), .text(domain), .integer(organization.createdAt),
                        .integer(organization.createdAt),
                    ])
            }
        }
    }

    /// Writes into the platform's own database.
    func stored<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        do { return try await database.write(body) } catch { throw Failure(storage: error) }
    }

    /// Reads from the platform's own database.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        do { return try await database.read(body) } catch { throw Failure(storage: error) }
    }

    private func organizations(_ sql: SQL, _ values: [Value]) async throws -> [Organization] {
        do {
            return try await database.read { db in
                let rows = try db.all(sql, values) { row in
                    (
                        id: row.blob(0), slug: row.text(1), name: row.text(2), zone: row.text(3), level: row.text(4),
                        seats: row.integer(5), state: row.text(6), createdAt: row.integer(7),
                        ending: Organization.Ending(row)
                    )
                }
                return try rows.map { row in
                    guard let id = UUIDValue(bytes: row.id), let state = Organization.State(rawValue: row.state) else {
                        throw ByteReader.damaged
                    }
                    let domains = try db.all(OrganizationSQL.domains, [.blob(row.id)]) { $0.text(0) }
                    return Organization(
                        id: id, slug: row.slug, name: row.name, zone: row.zone, serviceLevel: row.level,
                        seats: row.seats, state: state, createdAt: row.createdAt, domains: domains, ending: row.ending)
                }
            }
        } catch {
            throw Failure(storage: error)
        }
    }
}

extension Writing {
    /// The first things in a new customer's database: its first administrator, and a link to sign in with.
    fileprivate func begin(_ draft: OrganizationDraft) throws -> SignInLink {
        let email = draft.administratorEmail
        let connection = try connection(named: "Operator", kind: .operator)
        try record(EvidenceEvent(.organizationCreated), by: .command)
        try record(EvidenceEvent(.domainVerified, detail: [draft.domain]), by: .command)
        var attributes = Attributes()
        attributes[.userName] = email
        attributes[.workEmail] = email
        _ = try create(RecordDraft(attributes: attributes), from: connection, by: .command)
        guard let person = try findPerson(email: email) else { throw Failure.noSuchRecord }
        try give(.administrator, to: person, by: .command)
        try give(.privacyOfficer, to: person, by: .command)
        return try insertSignInLink(for: person, .command, by: .command)
    }
}

extension Organization.Ending {
    /// The last columns of `OrganizationSQL.all`.
    fileprivate init(_ row: any Row) {
        closesAt = row.optionalInteger(8)
        closedAt = row.optionalInteger(9)
        retrieveUntil = row.optionalInteger(10)
        destroyingAt = row.optionalInteger(11)
        destroyedAt = row.optionalInteger(12)
    }
}

enum OrganizationSQL {
    static let all: SQL = """
        SELECT id, slug, name, zone, service_level, seats, state, created_at, closes_at, closed_at, retrieve_until,
            destroying_at, destroyed_at
        FROM organization ORDER BY slug
        """
    static let bySlug: SQL = """
        SELECT id, slug, name, zone, service_level, seats, state, created_at, closes_at, closed_at, retrieve_until,
            destroying_at, destroyed_at
        FROM organization WHERE slug = $1
        """
    static let byID: SQL = """
        SELECT id, slug, name, zone, service_level, seats, state, created_at, closes_at, closed_at, retrieve_until,
            destroying_at, destroyed_at
        FROM organization WHERE id = $1
        """
    static let count: SQL = "SELECT count(*) FROM organization"
    static let domains: SQL = """
        SELECT name FROM organization_domain WHERE organization = $1 AND verified_at IS NOT NULL ORDER BY name
        """
    static let insert: SQL = """
        INSERT INTO organization (id, slug, name, zone, service_level, seats, state, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'active', $7)
        """
    static let close: SQL = """
        UPDATE organization SET state = 'closed', closed_at = $1, closes_at = NULL, retrieve_until = $2
        WHERE id = $3 AND state = 'active'
        """
    static let recentlyClosed: SQL = """
        SELECT slug FROM organization WHERE state = 'closed' AND (closed_at > $1 OR destroying_at > $1)
        """
    static let wake: SQL = """
        INSERT INTO wake (organization, due_at) VALUES ($1, $2)
        ON CONFLICT (organization) DO UPDATE SET due_at = CASE WHEN excluded.due_at < wake.due_at
            THEN excluded.due_at ELSE wake.due_at END
        """
    static let forgetWake: SQL = "DELETE FROM wake WHERE organization = $1"
    static let due: SQL = "SELECT organization FROM wake WHERE due_at <= $1 ORDER BY due_at LIMIT 100"
}
