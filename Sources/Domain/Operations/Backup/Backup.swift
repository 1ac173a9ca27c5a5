internal import Foundation
internal import Storage

/// A backup that was made, verified and registered.
package struct BackupReport: Sendable {
    package let id: UUIDValue
    package let folder: String
    /// Milliseconds UTC.
    package let at: Int64
    /// When it is removed, and the keys that erasures destroyed meanwhile with it.
    package let expiresAt: Int64
    package let organizations: Int
    package let bytes: Int64
    /// How many expired backups were removed.
    package let removed: Int
}

/// A backup in the register.
package struct RegisteredBackup: Sendable {
    package let id: UUIDValue
    /// Milliseconds UTC, as all instants here.
    package let at: Int64
    package let finishedAt: Int64?
    package let expiresAt: Int64
    package let folder: String
    package let organizations: Int64
    package let bytes: Int64
    package let verifiedAt: Int64?
    package let removedAt: Int64?
}

extension Platform {
    /// How long a backup is kept, unless the command says otherwise.
    package static let backupDays: Int64 = 14

    /// Copies the whole installation into a new folder below `directory`, while it goes on working: the platform's
    /// database and each customer's, then the key store; all encrypted, read back and compared.
    ///
    /// It is registered before anything is copied: from then on an erasure is complete only when it has expired. What had
    /// expired by now is removed.
    /// - Throws: `Failure` where it could not be made; then nothing of it is left.
    package func backUp(
        to directory: String, keepsDays: Int64 = Platform.backupDays, _ permit: Permit<KeepBackups>
    ) async throws -> BackupReport {
        try await accept(permit)
        guard (1...3_660).contains(keepsDays) else {
            throw Failure.invalid("keep", "A backup is kept for 1 to 3660 days.")
        }
        let making = BackupMaking(
            platform: self, directory: directory, at: clock.now, expiresAt: clock.now + keepsDays * Clock.day)
        do {
            let (bytes, organizations) = try await making.run(permit.principal)
            return BackupReport(
                id: making.id, folder: making.folder, at: making.at, expiresAt: making.expiresAt,
                organizations: organizations, bytes: bytes, removed: try await sweepBackups())
        } catch {
            await making.discard()
            throw error is CopyError ? making.changed : Failure(storage: error)
        }
    }

    /// The register, newest first; at most 200.
    package func backups(_ permit: Permit<KeepBackups>) async throws -> [RegisteredBackup] {
        try await accept(permit)
        return try await read { db in
            try db.all(BackupSQL.all, [.integer(200)]) { row in
                RegisteredBackup(
                    id: UUIDValue(bytes: row.blob(0)) ?? .installation, at: row.integer(1),
                    finishedAt: row.optionalInteger(2), expiresAt: row.integer(3), folder: row.text(4),
                    organizations: row.integer(5), bytes: row.integer(6), verifiedAt: row.optionalInteger(7),
                    removedAt: row.optionalInteger(8))
            }
        }
    }

    /// Until when a backup may hold what is erased now: the last expiry of those that are there; nil where there is none.
    package func residualUntil() async throws -> Int64? {
        let now = clock.now
        return try await read { db in try db.first(BackupSQL.residual, [.integer(now)]) { $0.optionalInteger(0) } ?? nil
        }
    }

    /// Removes backups that have expired, root keys that only they needed, and the keys of marks that have ended.
    /// - Returns: how many backups are gone by this.
    @discardableResult
    func sweepBackups() async throws -> Int {
        let now = clock.now
        let expired = try await read { db in
            try db.all(BackupSQL.expired, [.integer(now)]) { (UUIDValue(bytes: $0.blob(0)), $0.text(1)) }
        }
        var gone = 0
        for (id, folder) in expired {
            guard let id, BackupFolder.remove(id, at: folder) else { continue }
            _ = try await stored { db in try db.run(BackupSQL.removed, [.integer(now), .blob(id.bytes)]) }
            gone += 1
        }
        try await ledger.expire()
        let needed = try await read { db in try db.all(BackupSQL.roots) { $0.blob(0) } }
        for old in try RootFiles.kept(keyStore.roots.path) where !needed.contains(old.fingerprint) {
            unlink(old.path)
        }
        return gone
    }
}
