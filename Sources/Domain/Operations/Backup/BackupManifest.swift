/// What a backup holds: its last file, encrypted and authenticated like the others.
struct BackupManifest: Sendable, Equatable {
    struct Database: Sendable, Equatable {
        /// The file's name.
        let name: String
        /// nil for the platform's database and the key store.
        let organization: UUIDValue?
        let schemaVersion: Int
        let tables: [CopyDigest.Table]
        /// The evidence's newest checkpoint as the copy began; nil where there was none.
        let head: LedgerHead?
    }

    let id: UUIDValue
    /// Milliseconds UTC.
    let at: Int64
    let expiresAt: Int64
    /// Fingerprint of the root key that the backup's key and the key store's rows are wrapped by.
    let root: [UInt8]
    /// What the erasure ledger's lines are verified with.
    let ledgerKey: [UInt8]
    /// The ledger's last line when the keys had been copied: a restore wants a ledger that has it.
    let ledgerHead: LedgerReceipt
    let databases: [Database]

    static let platform = "data/platform"
    static let keys = "keys/keys"
    static func customer(_ organization: UUIDValue) -> String { "data/\(organization)" }

    var customers: [Database] { databases.filter { $0.organization != nil } }

    func database(_ name: String) throws -> Database {
        guard let found = databases.first(where: { $0.name == name }) else {
            throw Failure(.unavailable, "The backup has no \(name); use another backup.")
        }
        return found
    }

    private static let format: UInt8 = 1

    var bytes: [UInt8] {
        var output = [Self.format] + id.bytes
        for number in [at, expiresAt] { output.appendVarint(UInt64(number)) }
        for part in [root, ledgerKey] { output.append(counted: part) }
        output.appendVarint(UInt64(ledgerHead.sequence))
        output.append(counted: ledgerHead.hash)
        output.appendVarint(UInt64(databases.count))
        for database in databases {
            output.appendText(database.name)
            output.append(database.organization == nil ? 0 : 1)
            output += database.organization?.bytes ?? []
            output.appendVarint(UInt64(database.schemaVersion))
            output.append(database.head == nil ? 0 : 1)
            if let head = database.head {
                output.appendVarint(UInt64(head.size))
                output.append(counted: head.root)
            }
            output.appendVarint(UInt64(database.tables.count))
            for table in database.tables {
                output.appendText(table.name)
                output.appendVarint(UInt64(table.rows))
                output.append(counted: table.hash)
            }
        }
        return output
    }

    init(
        id: UUIDValue, at: Int64, expiresAt: Int64, root: [UInt8], ledgerKey: [UInt8], ledgerHead: LedgerReceipt,
        databases: [Database]
    ) {
        self.id = id
        self.at = at
        self.expiresAt = expiresAt
        self.root = root
        self.ledgerKey = ledgerKey
        self.ledgerHead = ledgerHead
        self.databases = databases
    }

    init(bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        guard try reader.byte() == Self.format else {
            throw Failure(.unavailable, "The backup was made by a newer program; restore it with that one.")
        }
        id = try reader.uuid()
        at = try reader.number()
        expiresAt = try reader.number()
        root = try reader.data()
        ledgerKey = try reader.data()
        ledgerHead = LedgerReceipt(sequence: try reader.number(), hash: try reader.data())
        databases = try (0..<reader.count()).map { _ in
            let name = try reader.text()
            let organization = try reader.byte() == 0 ? nil : try reader.uuid()
            let version = Int(try reader.number())
            let hasHead = try reader.byte() != 0
            var head: LedgerHead?
            if hasHead {
                head = LedgerHead(
                    organization: organization ?? .installation, size: try reader.number(), root: try reader.data())
            }
            let tables = try (0..<reader.count()).map { _ in
                CopyDigest.Table(name: try reader.text(), rows: try reader.number(), hash: try reader.data())
            }
            return Database(name: name, organization: organization, schemaVersion: version, tables: tables, head: head)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(counted bytes: [UInt8]) {
        appendVarint(UInt64(bytes.count))
        self += bytes
    }
}

extension ByteReader {
    fileprivate mutating func number() throws -> Int64 {
        guard let number = Int64(exactly: try varint()) else { throw Self.damaged }
        return number
    }
}
