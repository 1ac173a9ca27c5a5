internal import Storage

extension Platform {
    /// Everything that a run looks at. What does not answer stays nil, and is not checked.
    func auditFacts() async -> AuditFacts {
        let now = clock.now
        let storage = await home.audited()
        var facts = AuditFacts(
            now: now, dialect: database.dialect, settings: audited,
            files: FileFacts(folder: storage.folder, settings: audited), process: .present,
            dataCluster: storage.dataCluster, keyCluster: storage.keyCluster, keysHaveCluster: storage.keysHaveCluster,
            platform: await platformFacts(at: now))
        (facts.waivers, facts.waiversProblem) = readWaivers()
        for organization in (try? await allOrganizations()) ?? [] where organization.state == .active {
            let found = try? await borrow(organization) { customer in
                try await CustomerFacts(customer)
            }
            facts.customers.append(
                found ?? CustomerFacts(organization: organization.id, slug: organization.slug, content: nil))
        }
        return facts
    }

    private func platformFacts(at now: Int64) async -> PlatformFacts {
        var facts = PlatformFacts()
        if let live = try? await SchemaReader.columns(of: database),
            let keys = try? await SchemaReader.columns(of: keyStore.database)
        {
            facts.undeclared = Inventory.undeclared(live, in: .platform) + Inventory.undeclared(keys, in: .keys)
            facts.stale = Inventory.stale(live, in: .platform) + Inventory.stale(keys, in: .keys)
            facts.hasBackupRegister = live.contains { $0.table == "backup" }
        }
        if let own = try? await database.missingSQLiteSettings(),
            let keys = try? await keyStore.database.missingSQLiteSettings()
        {
            facts.missingSettings = own + keys
        }
        await readRows(into: &facts, at: now)
        await readKeys(into: &facts, at: now)
        await readOperators(into: &facts)
        return facts
    }

    private func readRows(into facts: inout PlatformFacts, at now: Int64) async {
        let hasBackups = facts.hasBackupRegister
        let rows = try? await database.read { db in
            var rows = PlatformFacts()
            rows.since = try db.first(AuditSQL.since) { $0.optionalInteger(0) } ?? nil
            rows.newest = try db.first(AuditSQL.newest) { $0.optionalInteger(0) ?? 0 } ?? 0
            rows.overdueWakes = try db.first(AuditSQL.overdueWakes, [.integer(now - 15 * Clock.minute)]) {
                $0.integer(0)
            }
            rows.blockedContacts = try db.first(AuditSQL.blockedContacts, [.integer(now - 7 * Clock.day)]) {
                $0.integer(0)
            }
            rows.lastRun = try db.first(AuditSQL.latest) { $0.integer(1) }
            (rows.chained, rows.brokenChain) = try Self.chain(db)
            if hasBackups {
                try db.each(AuditSQL.backups, [.integer(now)]) { row in
                    rows.verifiedBackup = row.optionalInteger(0)
                    rows.expiredBackups = row.integer(1)
                }
            }
            return rows
        }
        guard let rows else { return }
        facts.since = rows.since
        facts.newest = rows.newest
        facts.overdueWakes = rows.overdueWakes
        facts.blockedContacts = rows.blockedContacts
        facts.lastRun = rows.lastRun
        (facts.chained, facts.brokenChain) = (rows.chained, rows.brokenChain)
        (facts.verifiedBackup, facts.expiredBackups) = (rows.verifiedBackup, rows.expiredBackups)
    }

    /// Compares kept runs with the hash that the run after each holds.
    private static func chain(_ db: any Connection) throws -> (count: Int, broken: Int) {
        let contents = try db.all(AuditSQL.recent, [.integer(53)]) { $0.blob(0) }
        var broken = 0
        for (later, earlier) in zip(contents, contents.dropFirst()) {
            let previous = (try? AuditRun(content: later, only: AuditRun.nobody))?.previous
            if previous != AuditRun.hash(of: earlier) { broken += 1 }
        }
        return (max(0, contents.count - 1), broken)
    }

    private func readKeys(into facts: inout PlatformFacts, at now: Int64) async {
        // A batch is closed after four lifetimes of the stock, and swept within the hour.
        let closed = now - 4 * Vault.stockLifetime - Clock.day
        let keys = try? await keyStore.database.read { db in
            (
                roots: try db.first(AuditSQL.roots) { $0.integer(0) },
                batches: try db.first(AuditSQL.unsweptBatches, [.integer(closed)]) { $0.integer(0) }
            )
        }
        facts.roots = keys?.roots
        facts.unsweptBatches = keys?.batches
    }

    private func readOperators(into facts: inout PlatformFacts) async {
        guard let own = try? await operatorOrganization() else { return }
        let counts = try? await borrow(own) { customer in
            try await customer.read { tx in (try tx.keyRoleHolders(), try tx.guardedWithoutFactor()) }
        }
        facts.operators = counts?.0
        facts.operatorsWithoutFactor = counts?.1
    }
}
