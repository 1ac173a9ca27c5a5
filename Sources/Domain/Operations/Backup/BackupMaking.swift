internal import Foundation
internal import Logging
internal import Storage

/// One backup while it is made.
struct BackupMaking: Sendable {
    let platform: Platform
    let id = UUIDValue.random()
    /// What the operator named; the backup gets a folder of its own in it.
    let directory: String
    let at: Int64
    let expiresAt: Int64

    var folder: String { directory + "/" + BackupFolder.name(id, at: at) }
    private var draft: String { BackupFolder.draft(folder) }

    /// - Returns: bytes and organizations.
    func run(_ principal: Principal) async throws -> (bytes: Int64, organizations: Int) {
        // Taken once: a rotation meanwhile leaves this root among the old ones, since the backup is registered.
        let root = platform.keyStore.roots.current
        try await register(root)
        try await platform.ledger.begin()
        let key = SealingKey.random()
        try BackupFolder.make(draft)
        let (databases, bytes) = try await copyAll(key)
        guard let signer = try await signer(), let head = try await platform.ledger.head else {
            throw ByteReader.damaged
        }
        let manifest = BackupManifest(
            id: id, at: at, expiresAt: expiresAt, root: root.fingerprint, ledgerKey: signer.publicKey, ledgerHead: head,
            databases: databases)
        let size = try await Disk.queued {
            let size = try writeManifest(manifest, key, root)
            try BackupChecking(folder: draft, key: key, id: id).check(manifest)
            try finish()
            return size
        }
        let organizations = manifest.customers.count
        try await settle(bytes: bytes + size, organizations: organizations)
        try await tell(manifest, principal)
        return (bytes + size, organizations)
    }

    /// Leaves nothing of a backup that failed: neither files nor its row.
    func discard() async {
        for path in [draft, folder] { try? FileManager.default.removeItem(atPath: path) }
        do {
            _ = try await platform.stored { db in try db.run(BackupSQL.delete, [.blob(id.bytes)]) }
        } catch {
            platform.log.error("A failed backup stays in the register until it expires")
        }
    }

    var changed: Failure {
        Failure(.unavailable, "A database cannot be copied by this program: run 'instructors migrate', then try again.")
    }

    private func register(_ root: RootKeyFile) async throws {
        let values: [Value] = [
            .blob(id.bytes), .integer(at), .integer(expiresAt), .text(folder), .blob(root.fingerprint),
        ]
        _ = try await platform.stored { db in try db.run(BackupSQL.insert, values) }
    }

    private func signer() async throws -> InstallationSigner? {
        try await platform.keyStore.database.read { _ in try platform.keyStore.signerNow(.ledger) }
    }

    /// The platform's database, each customer's, and at last the keys: whoever is in the data has a key there, unless it
    /// was erased in between.
    private func copyAll(_ key: SealingKey) async throws -> (databases: [BackupManifest.Database], bytes: Int64) {
        var (databases, bytes) = ([BackupManifest.Database](), Int64(0))
        func add(_ copied: (BackupManifest.Database, Int64)) {
            databases.append(copied.0)
            bytes += copied.1
        }
        add(try await copy(platform.database, BackupManifest.platform, key))
        let ids = try await platform.read { db in
            try db.all(BackupSQL.organizations) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self)
        }
        for id in ids {
            guard let organization = try await platform.organization(id) else { continue }
            let customer = try await platform.openCustomer(organization)
            let head = try await note(customer)
            add(try await copy(customer.database, BackupManifest.customer(id), key, of: id, head))
        }
        add(try await copy(platform.keyStore.database, BackupManifest.keys, key))
        return (databases, bytes)
    }

    private func copy(
        _ database: any Database, _ name: String, _ key: SealingKey, of organization: UUIDValue? = nil,
        _ head: LedgerHead? = nil
    ) async throws -> (BackupManifest.Database, Int64) {
        let file = BackupFile(folder: draft, name: name, backup: id, key: key)
        var (version, writing) = try await DatabaseCopy.read(database) { try BackupWriting(file) }
        try writing.finish()
        let copied = BackupManifest.Database(
            name: name, organization: organization, schemaVersion: version, tables: writing.digest.tables, head: head)
        return (copied, writing.bytes)
    }

    /// Notes in the ledger how far the customer's evidence has come.
    private func note(_ customer: Customer) async throws -> LedgerHead? {
        let id = customer.organization.id
        _ = try await customer.sequence(noting: await platform.ledgerLines())
        let head = try await customer.database.read { db in
            try db.first(BackupSQL.evidenceHead) {
                LedgerHead(organization: id, size: $0.integer(0), root: $0.blob(1))
            }
        }
        if let head { try await platform.ledger.append(.head(head)) }
        return head
    }

    private func writeManifest(_ manifest: BackupManifest, _ key: SealingKey, _ root: RootKeyFile) throws -> Int64 {
        var writing = try BackupWriting(BackupFile(folder: draft, name: "manifest", backup: id, key: key))
        try writing.append(manifest.bytes)
        try writing.finish()
        let header = try BackupHeader(id: id, at: at, key: key, wrapper: root)
        guard Disk.replace(draft + "/" + BackupHeader.file, with: header.bytes) else {
            throw Failure(.unavailable, "The backup's header cannot be written to \(draft); check the disk.")
        }
        return writing.bytes + Int64(header.bytes.count)
    }

    /// Gives the verified backup its name.
    private func finish() throws {
        for part in ["/data", "/keys", ""] { Disk.sync(folder: draft + part) }
        guard rename(draft, folder) == 0, Disk.sync(folder: directory) else {
            throw Failure(.unavailable, "The backup \(draft) cannot be renamed; check the folder's permissions.")
        }
    }

    private func settle(bytes: Int64, organizations: Int) async throws {
        let now = platform.clock.now
        let values: [Value] = [
            .integer(now), .integer(now), .integer(Int64(organizations)), .integer(bytes), .blob(id.bytes),
        ]
        _ = try await platform.stored { db in try db.run(BackupSQL.finish, values) }
    }

    /// Each customer's evidence says that there is a copy of its data, and until when.
    private func tell(_ manifest: BackupManifest, _ principal: Principal) async throws {
        let detail = ["backup \(id)", "until \(expiresAt)"]
        for database in manifest.customers {
            guard let id = database.organization, let organization = try await platform.organization(id) else {
                continue
            }
            try await platform.openCustomer(organization).write { tx in
                try tx.record(EvidenceEvent(.backupMade, detail: detail), by: principal)
            }
        }
    }
}
