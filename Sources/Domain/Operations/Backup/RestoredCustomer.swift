internal import Storage

/// A restore of one customer into an installation that is there and that nobody serves.
struct RestoredCustomer: Sendable {
    let restore: Restore
    let source: RestoreSource

    init(_ restore: Restore, _ source: RestoreSource) {
        self.restore = restore
        self.source = source
    }

    func run(slug: String) async throws -> RestoreReport {
        let folder = restore.place.folder
        let platform = try await restore.open()
        do {
            guard let organization = try await platform.organization(slug) else {
                throw Failure.notFound(
                    "There is no organization \(slug) in \(folder) to restore into; restore the whole installation into an "
                        + "empty folder.")
            }
            let mark = RestoreMark(backup: source.header.id, organization: organization.id)
            if let found = source.mark, found.organization != organization.id { throw RestoreMark.other }
            let copied = try source.manifest.database(BackupManifest.customer(organization.id))
            try mark.put(in: folder)
            var report = RestoreReport(backup: source.header.id, at: source.header.at)
            report.organizations = 1
            report.rows = try await write(copied, organization, platform)
            let customer = try await platform.openCustomer(organization)
            try await ErasureReplay(platform, source).run(customer, &report)
            await platform.close()
            try RestoreMark.remove(from: folder)
            return report
        } catch {
            await platform.close()
            throw error
        }
    }

    private func write(
        _ copied: BackupManifest.Database, _ organization: Organization, _ platform: Platform
    ) async throws -> Int64 {
        // Not in one transaction with what was there: that may be damaged, or of a newer schema version.
        try await platform.home.remove(.customer(organization.id), keepsRole: true)
        let database = try await platform.home.customer(organization.id)
        do {
            let rows = try await restore.write(copied, into: database, CustomerSchema.migrations, source)
            try await bringKeys(of: organization.id, for: database, into: platform.keyStore.database)
            await database.close()
            return rows
        } catch {
            await database.close()
            throw error
        }
    }

    /// The keys of people who are in the restored database and have none in the key store: nothing that is there is
    /// replaced. Those of erased people go again with the ledger's replay.
    private func bringKeys(
        of organization: UUIDValue, for database: any Database, into keys: any Database
    ) async throws {
        let file = source.checking.file(BackupManifest.keys)
        let needed = try await database.read { db in Set(try db.all("SELECT key_id FROM person") { $0.blob(0) }) }
        let rows = try await Disk.queued { try RestoredKeys(file, organization: organization, needed: needed) }
        let (roots, current) = (source.roots, source.roots.current)
        try await keys.write { db in
            try db.run(
                RestoreSQL.organizationKey,
                each: rows.organizationKeys.map { row in
                    try OrganizationKeyKind.rewrapped(row, organization, roots, current)
                })
            try db.run(RestoreSQL.batch, each: rows.batches)
            try db.run(RestoreSQL.personKey, each: rows.personKeys)
        }
    }
}

/// The rows of the backup's key store that one customer needs.
private struct RestoredKeys: Sendable {
    private(set) var organizationKeys: [[Value]] = []
    private(set) var batches: [[Value]] = []
    private(set) var personKeys: [[Value]] = []

    init(_ file: BackupFile, organization: UUIDValue, needed: Set<[UInt8]>) throws {
        let own = Value.blob(organization.bytes)
        var ownBatches: Set<[UInt8]> = []
        var reading = try BackupReading(file)
        while let frame = try reading.next() {
            let names = frame.table.columns.map(\.name)
            func take(_ columns: [String]) throws -> [[Value]] {
                let places = columns.compactMap { names.firstIndex(of: $0) }
                guard places.count == columns.count else { throw CopyError.differentTable(frame.table.name) }
                return try frame.values().map { row in places.map { row[$0] } }
            }
            switch frame.table.name {
            case "organization_key":
                let rows = try take(["organization", "kind", "root", "wrapped", "created_at"])
                organizationKeys += rows.filter { $0[0] == own }
            case "key_batch":
                let rows = try take(["id", "organization", "process", "created_at", "swept_at"]).filter { $0[1] == own }
                batches += rows
                for row in rows { if case .blob(let id) = row[0] { ownBatches.insert(id) } }
            case "person_key":
                personKeys += try take(["id", "batch", "wrapped"]).filter { row in
                    guard case .blob(let id) = row[0], case .blob(let batch) = row[1] else { return false }
                    return needed.contains(id) && ownBatches.contains(batch)
                }
            default: break
            }
        }
    }
}

extension OrganizationKeyKind {
    /// A row of `organization_key`, wrapped by the root that is in force now.
    fileprivate static func rewrapped(
        _ row: [Value], _ organization: UUIDValue, _ roots: RootKeys, _ current: RootKeyFile
    ) throws -> [Value] {
        guard case .text(let text) = row[1], let kind = OrganizationKeyKind(rawValue: text),
            case .blob(let root) = row[2], case .blob(let wrapped) = row[3]
        else { throw ByteReader.damaged }
        let place = SealedPlace("organization_key.wrapped", organization: organization, owner: kind.owner)
        let key = try roots.key(root).unwrap(wrapped, for: place)
        return [row[0], row[1], .blob(current.fingerprint), .blob(try current.wrap(key, for: place)), row[4]]
    }
}

extension RestoreMark {
    static var other: Failure {
        Failure(
            .conflict(.state),
            "Another restore into this data folder is not finished; run that one again, to its end, before this one.")
    }
}

enum RestoreSQL {
    static let organizationKey: SQL = """
        INSERT INTO organization_key (organization, kind, root, wrapped, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (organization, kind) DO NOTHING
        """
    static let batch: SQL = """
        INSERT INTO key_batch (id, organization, process, created_at, swept_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (id) DO NOTHING
        """
    static let personKey: SQL = """
        INSERT INTO person_key (id, batch, wrapped) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING
        """
    static let countEvidence: SQL = "SELECT count(*) FROM evidence"
    static let endLogins: SQL = "DELETE FROM login"
    static let endLinks: SQL = "DELETE FROM sign_in_link"
    static let moveEpoch: SQL = "UPDATE gate SET epoch = epoch + 1 WHERE id = 1"
}
