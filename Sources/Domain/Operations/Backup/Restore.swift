package import Logging
internal import Storage

/// What is to be restored, and what is known outside of the backup.
package struct RestoreRequest: Sendable {
    /// The folder that backups were written to (the newest is taken), or one backup's own.
    package let directory: String
    /// The slug of the one organization to restore into an installation that is there; nil for the whole installation.
    package var organization: String?
    /// The newest checkpoint of an organization's evidence that is known outside, as its bytes.
    package var checkpoint: [UInt8]?
    /// The names of the two operators who approve a restore without the erasure ledger.
    package var approvals: [String] = []

    package init(directory: String) { self.directory = directory }
}

/// What a restore brought back.
package struct RestoreReport: Sendable {
    package let backup: UUIDValue
    /// When the backup was made, milliseconds UTC.
    package let at: Int64
    package var organizations = 0
    package var rows: Int64 = 0
    /// People whom the ledger says were erased, and whom the backup had brought back.
    package var erasedAgain = 0
    /// Organizations whose evidence had come further than the backup has it.
    package var behind = 0
}

/// Brings a backup back: into an empty data folder, or one customer of it into an installation that is there.
///
/// The order: the whole backup is read and compared; the ledger is held to the backup; the data folder is marked; keys
/// and data are written and compared; whoever the ledger says was erased is erased again; what happened goes into each
/// customer's evidence; the mark is taken away, and only then anything is served. Run again after it was stopped
/// anywhere, it begins anew and comes to the same end.
package struct Restore: Sendable {
    let place: StoragePlace
    let request: RestoreRequest
    let clock: Clock
    let log: Logger

    package init(_ request: RestoreRequest, into place: StoragePlace, clock: Clock = .system, log: Logger) {
        self.place = place
        self.request = request
        self.clock = clock
        self.log = log
    }

    /// The caller has the lock on the data folder, and no server of the installation runs.
    /// - Throws: `Failure` that says what is missing; what was not marked before is untouched then.
    package func run() async throws -> RestoreReport {
        do {
            let source = try await Disk.queued { try RestoreSource(request, place, clock) }
            guard let slug = request.organization else { return try await RestoredInstallation(self, source).run() }
            return try await RestoredCustomer(self, source).run(slug: slug)
        } catch let error as CopyError {
            throw Failure(
                .unavailable, "The backup cannot be restored by this program; use the version that made it.",
                detail: "\(error)")
        } catch {
            throw Failure(opening: error)
        }
    }

    /// Brings one database to the copy's schema version and its content, and compares what lies there then.
    /// - Returns: how many rows it has.
    func write(
        _ copied: BackupManifest.Database, into database: any Database, _ migrations: [Migration],
        _ source: RestoreSource
    ) async throws -> Int64 {
        guard copied.schemaVersion <= migrations.count else {
            throw Failure(.unavailable, "The backup was made by a newer program; restore it with that one.")
        }
        try await Migrator(Array(migrations.prefix(copied.schemaVersion))).migrate(database, now: clock.now)
        let file = source.checking.file(copied.name)
        try await DatabaseCopy.write(into: database, version: copied.schemaVersion) { try BackupReading(file) }
        let written = try await DatabaseCopy.read(database) { CopyHashing() }
        guard written.sink.digest.tables == copied.tables else {
            throw Failure(
                .unavailable, "What was restored is not what the backup has; check the disk, then restore again.",
                detail: copied.name)
        }
        return copied.tables.reduce(0) { $0 + $1.rows }
    }

    func open() async throws -> Platform { try await Platform.openUnmarked(place, clock: clock, log: log) }
}

/// The backup and the ledger, both verified to their last byte.
struct RestoreSource: Sendable {
    let header: BackupHeader
    let roots: RootKeys
    let checking: BackupChecking
    let manifest: BackupManifest
    /// nil where two operators have approved to go without.
    let ledger: LedgerInspection?
    let mark: RestoreMark?
    /// Both names, where the ledger is missing or too old.
    let approvals: [String]
    let checkpoint: LedgerHead?

    init(_ request: RestoreRequest, _ place: StoragePlace, _ clock: Clock) throws {
        try Folder.make(place.folder)
        let found = try BackupFolder.newest(in: request.directory)
        header = found.header
        let path = place.folder + "/root.key"
        guard let root = try RootKeyFile.existing(path) else {
            throw Failure(
                .unavailable,
                "A restore needs the root key: put root.key into \(place.folder) first, mode 600. It is in no backup.")
        }
        roots = RootKeys(path: path, current: root)
        checking = BackupChecking(folder: found.folder, key: try header.key(roots), id: header.id)
        manifest = try checking.manifest()
        try checking.check(manifest)
        mark = try RestoreMark(in: place.folder)
        checkpoint = try request.checkpoint.map { [checking] bytes in try Self.head(bytes, checking) }
        ledger = try LedgerInspection(path: place.ledger, publicKey: manifest.ledgerKey)
        let isComplete = ledger?.contains(manifest.ledgerHead) ?? false
        approvals = isComplete ? [] : try Self.approved(request.approvals, by: ledger, at: place.ledger)
    }

    /// Two names that are not the same.
    private static func approved(
        _ names: [String], by ledger: LedgerInspection?, at path: String
    ) throws -> [String] {
        guard names.count == 2 else {
            throw Failure(
                .conflict(.state),
                (ledger == nil
                    ? "The erasure ledger is not at \(path)"
                    : "The erasure ledger at \(path) is older than the backup, or not the one that it was made with")
                    + ": without it, people who were erased would come back. Put the newest copy there (setting ‘ledger’). "
                    + "Where it is lost, two operators can approve: --without-ledger --approved-by NAME --approved-by NAME."
            )
        }
        let folded = names.map { Folding.fold(String(decoding: $0.utf8.filter { $0 > 0x20 }, as: UTF8.self)) }
        guard folded.allSatisfy({ !$0.isEmpty }), folded[0] != folded[1], names.allSatisfy({ $0.utf8.count <= 200 })
        else {
            throw Failure.invalid("approved-by", "A restore without the ledger needs the names of two operators.")
        }
        return names
    }

    /// The head that a handed-in checkpoint names, where this installation's key has signed it.
    private static func head(_ bytes: [UInt8], _ checking: BackupChecking) throws -> LedgerHead {
        let prefix = Checkpoint.origin(of: .installation).utf8.dropLast(36)
        guard let signed = SignedCheckpoint(bytes), signed.checkpoint.origin.utf8.starts(with: prefix),
            let organization = UUIDValue(String(decoding: signed.checkpoint.origin.utf8.suffix(36), as: UTF8.self)),
            let key = try checking.publicKey(of: .checkpoint),
            VerifierKey(name: Checkpoint.origin(of: organization), ed25519: key).judge(signed.note) == .valid
        else {
            throw Failure.invalid(
                "checkpoint",
                "This is not a checkpoint of an organization's evidence that this installation has signed.")
        }
        return LedgerHead(
            organization: organization, size: signed.checkpoint.size, root: signed.checkpoint.root.bytes)
    }
}
