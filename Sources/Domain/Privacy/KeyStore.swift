internal import Crypto
package import Storage

/// The keys of organizations and persons, in a database of their own that is backed up on its own.
///
/// What is sealed under a key is readable exactly as long as its row here exists. Every stored key is wrapped: persons'
/// by their organization's, organizations' by the root (`KeyWrapper`).
package struct KeyStore: Sendable {
    package let database: any Database
    package let roots: RootKeys
    /// One start of one process; key batches belong to it.
    let process = UUIDValue.random()

    package init(database: any Database, roots: RootKeys) {
        self.database = database
        self.roots = roots
    }

    /// What new keys are wrapped by. A rotation changes it while the program runs.
    package var wrapper: any KeyWrapper { roots.current }

    /// Makes the two keys of a new organization: one for what it writes, one for its indexes.
    func createOrganization(_ organization: UUIDValue, at now: Int64) async throws {
        let wrapper = wrapper
        let rows = try OrganizationKeyKind.allCases.map { kind -> [Value] in
            let place = SealedPlace("organization_key.wrapped", organization: organization, owner: kind.owner)
            let wrapped = try wrapper.wrap(.random(), for: place)
            return [
                .blob(organization.bytes), .text(kind.rawValue), .blob(wrapper.fingerprint), .blob(wrapped),
                .integer(now),
            ]
        }
        try await database.write { db in
            // Another node may have rotated the root: what it does not know of, nobody could open.
            let others = try db.first(KeyStoreSQL.otherRoots, [.blob(wrapper.fingerprint)]) { $0.integer(0) } ?? 0
            guard others == 0 else {
                throw Failure(
                    .unavailable, "The root key was rotated on another node; bring the new one here and start again.")
            }
            try db.run(KeyStoreSQL.insertOrganizationKey, each: rows)
        }
    }

    /// - Throws: `Failure.unavailable` where the keys are gone or were wrapped by another root.
    func organizationKeys(
        _ organization: UUIDValue, _ guards: Guards = .standing
    ) async throws -> OrganizationKeys {
        let rows = try await database.read { db in
            try db.all(KeyStoreSQL.organizationKeys, [.blob(organization.bytes)]) {
                ($0.text(0), $0.blob(1), $0.blob(2))
            }
        }
        func key(_ kind: OrganizationKeyKind) throws -> SealingKey {
            guard let row = rows.first(where: { $0.0 == kind.rawValue }) else {
                throw Failure(.unavailable, "The organization's keys are not in the key store; restore its backup.")
            }
            let place = SealedPlace("organization_key.wrapped", organization: organization, owner: kind.owner)
            return try roots.key(row.1).unwrap(row.2, for: place)
        }
        return OrganizationKeys(
            data: try key(.data), index: BlindIndex(key: try key(.index), isKeyed: guards.stand(.e1)))
    }

    /// The batches that no process takes keys from any more.
    func closedBatches(at now: Int64) async throws -> [(id: UUIDValue, organization: UUIDValue)] {
        try await database.read { db in
            try db.all(KeyStoreSQL.closedBatches, [.integer(now - 4 * Vault.stockLifetime), .integer(100)]) { row in
                guard let id = UUIDValue(bytes: row.blob(0)), let organization = UUIDValue(bytes: row.blob(1)) else {
                    throw ByteReader.damaged
                }
                return (id, organization)
            }
        }
    }

    func keys(of batch: UUIDValue) async throws -> [UUIDValue] {
        try await database.read { db in
            try db.all(KeyStoreSQL.keysOfBatch, [.blob(batch.bytes)]) { UUIDValue(bytes: $0.blob(0)) }.compactMap(
                \.self)
        }
    }

    /// Deletes the keys of a closed batch that nobody has, and marks the batch as swept.
    func sweep(_ batch: UUIDValue, unused: [UUIDValue], at now: Int64) async throws {
        try await database.write { db in
            try db.run(KeyStoreSQL.deleteKey, each: unused.map { [.blob($0.bytes)] })
            try db.run(KeyStoreSQL.batchSwept, [.integer(now), .blob(batch.bytes)])
        }
    }
}

/// The unwrapped keys of one organization, in memory while its database is open.
struct OrganizationKeys: Sendable {
    let data: SealingKey
    let index: BlindIndex
}

enum OrganizationKeyKind: String, CaseIterable {
    case data
    case index

    /// Binds a wrapped key to what it is for.
    var owner: UUIDValue { UUIDValue(high: 0, low: self == .data ? 1 : 2) }
}

enum KeyStoreSQL {
    static let insertOrganizationKey: SQL = """
        INSERT INTO organization_key (organization, kind, root, wrapped, created_at) VALUES ($1, $2, $3, $4, $5)
        """
    static let organizationKeys: SQL = "SELECT kind, root, wrapped FROM organization_key WHERE organization = $1"
    static let roots: SQL = """
        SELECT root FROM organization_key UNION SELECT root FROM signing_key UNION SELECT root FROM ledger_key
        """
    static let otherRoots: SQL = "SELECT count(*) FROM organization_key WHERE root <> $1"
    static let insertBatch: SQL = """
        INSERT INTO key_batch (id, organization, process, created_at) VALUES ($1, $2, $3, $4)
        """
    static let closedBatches: SQL = """
        SELECT id, organization FROM key_batch WHERE swept_at IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2
        """
    static let keysOfBatch: SQL = "SELECT id FROM person_key WHERE batch = $1"
    static let deleteKey: SQL = "DELETE FROM person_key WHERE id = $1"
    static let batchSwept: SQL = "UPDATE key_batch SET swept_at = $1 WHERE id = $2"
    static let insertPersonKey: SQL = "INSERT INTO person_key (id, batch, wrapped) VALUES ($1, $2, $3)"
    static let personKey: SQL = "SELECT wrapped FROM person_key WHERE id = $1"
    static let personKeys = SQL(list: "SELECT id, wrapped FROM person_key WHERE id IN (", count: 100)

    static let migrations: [Migration] = [
        Migration(
            version: 1, name: "keys",
            statements: [
                """
                CREATE TABLE organization_key (
                    organization BLOB NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('data', 'index')),
                    root BLOB NOT NULL, wrapped BLOB NOT NULL, created_at INTEGER NOT NULL,
                    PRIMARY KEY (organization, kind)
                )
                """,
                """
                CREATE TABLE key_batch (
                    id BLOB PRIMARY KEY NOT NULL, organization BLOB NOT NULL, process BLOB NOT NULL,
                    created_at INTEGER NOT NULL, swept_at INTEGER
                )
                """,
                """
                CREATE TABLE person_key (
                    id BLOB PRIMARY KEY NOT NULL, batch BLOB NOT NULL REFERENCES key_batch (id), wrapped BLOB NOT NULL
                )
                """,
                "CREATE INDEX person_key_batch ON person_key (batch)",
            ]),
        Migration(
            version: 2, name: "keys that sign, keys of the ledger",
            statements: [
                """
                CREATE TABLE signing_key (
                    id BLOB PRIMARY KEY NOT NULL, kind TEXT NOT NULL UNIQUE, public BLOB NOT NULL, root BLOB NOT NULL,
                    wrapped BLOB NOT NULL, created_at INTEGER NOT NULL
                )
                """,
                """
                CREATE TABLE ledger_key (
                    month INTEGER PRIMARY KEY, root BLOB NOT NULL, wrapped BLOB NOT NULL, expires_at INTEGER NOT NULL
                )
                """,
            ]),
    ]
}
