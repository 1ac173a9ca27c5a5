internal import Storage

extension CustomerFacts {
    /// Looks into an open customer: its schema, its settings, and counts.
    init(_ customer: Customer) async throws {
        organization = customer.organization.id
        slug = customer.organization.slug
        let columns = try await SchemaReader.columns(of: customer.database)
        let missing = try await customer.database.missingSQLiteSettings()
        content = try await customer.read { tx in
            var content = try tx.auditedContent()
            content.undeclared = Inventory.undeclared(columns, in: .customer)
            content.stale = Inventory.stale(columns, in: .customer)
            content.missingSettings = missing
            return content
        }
    }
}

extension Reading {
    /// Counts only; nobody is opened.
    fileprivate func auditedContent() throws -> CustomerFacts.Content {
        let tokens = try db.first(
            AuditSQL.tokens,
            [
                .integer(366 * Clock.day), .integer(now - 90 * Clock.day), .integer(now), .integer(now),
            ]
        ) { (endless: $0.integer(0), resting: $0.integer(1)) }
        let brake = try gate().brake
        let unsequenced = try unsequenced()
        return CustomerFacts.Content(
            undeclared: [], stale: [],
            administrators: try count(AuditSQL.administrators, [.text(keyRole.rawValue)]),
            withoutFactor: try count(AuditSQL.withoutFactor),
            endlessTokens: tokens?.endless ?? 0, restingTokens: tokens?.resting ?? 0,
            loginsOfEndedVisits: try count(AuditSQL.loginsOfEndedVisits, [.integer(now), .integer(now)]),
            endlessLogins: try count(AuditSQL.endlessLogins, [.integer(Login.absoluteLifetime)]),
            brakePeople: brake.peopleMax, brakePercent: brake.percentMax,
            overdueJobs: try count(AuditSQL.overdueJobs, [.integer(now - Clock.hour), .integer(now)]),
            failingJobs: try count(AuditSQL.failingJobs),
            stuckMails: try count(AuditSQL.stuckMails, [.integer(now - Clock.hour)]),
            nextExpiry: try nextExpiry(),
            unerasedLeavers: try count(AuditSQL.unerasedLeavers, [.integer(now - Clock.day)]),
            newestEvent: try db.first(AuditSQL.newestEvent) { $0.optionalInteger(0) } ?? nil,
            unsequenced: unsequenced.count, unsequencedSince: unsequenced.since)
    }

    fileprivate func unsequenced() throws -> (count: Int64, since: Int64?) {
        try db.first(AuditSQL.unsequenced) { ($0.integer(0), $0.optionalInteger(1)) } ?? (0, nil)
    }

    func guardedWithoutFactor() throws -> Int64 { try count(AuditSQL.withoutFactor) }
    func keyRoleHolders() throws -> Int64 { try count(AuditSQL.administrators, [.text(keyRole.rawValue)]) }

    private func count(_ sql: SQL, _ values: [Value] = []) throws -> Int64 {
        try db.first(sql, values) { $0.integer(0) } ?? 0
    }
}
