internal import Storage

/// A restore of everything into an empty data folder.
struct RestoredInstallation: Sendable {
    let restore: Restore
    let source: RestoreSource

    init(_ restore: Restore, _ source: RestoreSource) {
        self.restore = restore
        self.source = source
    }

    func run() async throws -> RestoreReport {
        if source.mark?.organization != nil { throw RestoreMark.other }
        let folder = restore.place.folder
        let home = try await restore.place.home()
        do {
            if source.mark == nil { try await requireEmpty(home) }
            try RestoreMark(backup: source.header.id, organization: nil).put(in: folder)
            var report = RestoreReport(backup: source.header.id, at: source.header.at)
            report.rows = try await writeAll(home)
            await home.close()
            let platform = try await restore.open()
            do {
                try await finish(platform, &report)
            } catch {
                await platform.close()
                throw error
            }
            await platform.close()
            try RestoreMark.remove(from: folder)
            return report
        } catch {
            await home.close()
            throw error
        }
    }

    /// - Throws: `Failure.conflict(.state)` where there is anything that the restore would overwrite.
    private func requireEmpty(_ home: any StorageHome) async throws {
        let (keys, platform) = (try await home.keys(), try await home.platform())
        let now = restore.clock.now
        let isEmpty: Bool
        do {
            try await Migrator(KeyStoreSQL.migrations).migrate(keys, now: now)
            try await Migrator(PlatformSchema.migrations).migrate(platform, now: now)
            let roots = try await keys.read { db in try db.all(KeyStoreSQL.roots) { $0.blob(0) } }
            let organizations = try await platform.read { db in
                try db.first(OrganizationSQL.count) { $0.integer(0) } ?? 0
            }
            isEmpty = roots.isEmpty && organizations == 0
        } catch {
            await keys.close()
            await platform.close()
            throw error
        }
        await keys.close()
        await platform.close()
        guard isEmpty else {
            throw Failure(
                .conflict(.state),
                "There is an installation in \(restore.place.folder) already; nothing was restored. Give an empty data "
                    + "folder by --data (and empty databases), or restore one customer by --organization SLUG.")
        }
    }

    /// The keys, the customers, and at last the platform's database, without which nobody finds a customer.
    private func writeAll(_ home: any StorageHome) async throws -> Int64 {
        var rows = try await write(.keys, source.manifest.database(BackupManifest.keys), home, KeyStoreSQL.migrations)
        for copied in source.manifest.customers {
            guard let id = copied.organization else { continue }
            rows += try await write(.customer(id), copied, home, CustomerSchema.migrations)
        }
        rows += try await write(
            .platform, source.manifest.database(BackupManifest.platform), home, PlatformSchema.migrations)
        return rows
    }

    private func write(
        _ part: StoredPart, _ copied: BackupManifest.Database, _ home: any StorageHome, _ migrations: [Migration]
    ) async throws -> Int64 {
        // An empty one of a newer schema version, or half of what a restore that was stopped had written.
        try await home.remove(part, keepsRole: true)
        let database =
            switch part {
            case .platform: try await home.platform()
            case .keys: try await home.keys()
            case .customer(let id): try await home.customer(id)
            }
        do {
            let rows = try await restore.write(copied, into: database, migrations, source)
            if part.isKeys { try await adoptKeys(database) }
            await database.close()
            return rows
        } catch {
            await database.close()
            throw error
        }
    }

    /// Brings all keys under the root that is in force now, and takes what lies beside the ledger.
    private func adoptKeys(_ database: any Database) async throws {
        try await Migrator(KeyStoreSQL.migrations).migrate(database, now: restore.clock.now)
        let store = KeyStore(database: database, roots: source.roots)
        let (ledger, now) = (LedgerKeys(path: restore.place.ledger, store: store), restore.clock.now)
        try await Disk.queued {
            try ledger.adopt(at: now)
            try ledger.expire(at: now)
        }
        _ = try await RootRotation(store: store).rewrap(to: source.roots.current)
        try await Disk.queued { try ledger.mirrorAll() }
    }

    private func finish(_ platform: Platform, _ report: inout RestoreReport) async throws {
        if source.ledger == nil { try await platform.ledger.beginAnew() }
        try await platform.registerRestored(source.manifest, in: source.checking.folder)
        let replay = try await ErasureReplay(platform, source)
        for ended in replay.destroyed { try await platform.replayDestruction(of: ended.organization, at: ended.at) }
        let gone = Set(replay.destroyed.map(\.organization))
        for copied in source.manifest.customers {
            guard let id = copied.organization, !gone.contains(id),
                let organization = try await platform.organization(id)
            else { continue }
            let customer = try await platform.openCustomer(organization)
            report.organizations += 1
            try await replay.run(customer, &report)
        }
    }
}

extension StoredPart {
    fileprivate var isKeys: Bool { if case .keys = self { true } else { false } }
}

extension Platform {
    /// The register that came back does not know how the backup ended that it was in.
    fileprivate func registerRestored(_ manifest: BackupManifest, in folder: String) async throws {
        let values: [Value] = [
            .blob(manifest.id.bytes), .integer(manifest.at), .integer(manifest.expiresAt), .text(folder),
            .blob(manifest.root),
        ]
        let ended: [Value] = [
            .integer(clock.now), .integer(clock.now), .integer(Int64(manifest.customers.count)),
            .integer(BackupFolder.bytes(of: manifest, in: folder)), .blob(manifest.id.bytes),
        ]
        _ = try await stored { db in
            try db.run(BackupSQL.insert, values)
            try db.run(BackupSQL.finish, ended)
        }
    }
}
