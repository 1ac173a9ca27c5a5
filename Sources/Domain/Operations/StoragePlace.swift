internal import Foundation
internal import Storage

/// Where an installation keeps its data.
package struct StoragePlace: Sendable {
    /// The data folder: SQLite files, or only the root key where the databases are on PostgreSQL.
    package let folder: String
    package let databaseURL: String?
    package let keysURL: String?
    /// The erasure ledger's file: in production on another machine's disk than the data.
    package let ledger: String

    /// - Parameter ledger: nil for `ledger/erasures.log` in the data folder.
    package init(folder: String, databaseURL: String? = nil, keysURL: String? = nil, ledger: String? = nil) {
        self.ledger = ledger ?? folder + "/ledger/erasures.log"
        self.folder = folder
        self.databaseURL = databaseURL
        self.keysURL = keysURL
    }

    func home() async throws -> any StorageHome {
        try Folder.make(folder)
        guard let databaseURL else { return FolderHome(folder: folder) }
        return try await PostgresHome(folder: folder, url: databaseURL, keysURL: keysURL)
    }
}

/// Opens the databases of an installation on one engine.
protocol StorageHome: Sendable {
    /// The data folder.
    var folder: String { get }
    var rootKeyPath: String { get }
    func platform() async throws -> any Database
    func keys() async throws -> any Database
    func customer(_ id: UUIDValue) async throws -> any Database
    /// What the security audit has to know of it.
    func audited() async -> AuditedStorage
    /// Removes a database with all that is in it. Nobody has it open.
    /// - Parameter keepsRole: on a server, so that it can be made anew under the same role.
    func remove(_ part: StoredPart, keepsRole: Bool) async throws
    func close() async
}

/// One of an installation's databases.
enum StoredPart: Sendable {
    case platform
    case keys
    case customer(UUIDValue)
}

/// Where an installation's databases are, as the audit sees it.
struct AuditedStorage: Sendable {
    let folder: String
    var dataCluster: PostgresSettings?
    var keyCluster: PostgresSettings?
    /// The keys are on a PostgreSQL cluster of their own.
    var keysHaveCluster = false
}

/// SQLite: a file for the platform, one for the keys, one for each customer.
struct FolderHome: StorageHome {
    let folder: String

    var rootKeyPath: String { folder + "/root.key" }

    func platform() async throws -> any Database { try SQLiteDatabase(path: path(.platform)) }

    func keys() async throws -> any Database { try SQLiteDatabase(path: path(.keys)) }

    func customer(_ id: UUIDValue) async throws -> any Database {
        try Folder.make(folder + "/customers")
        return try SQLiteDatabase(path: path(.customer(id)))
    }

    func remove(_ part: StoredPart, keepsRole: Bool) async throws { try Self.remove(path(part)) }

    /// A database's file, and what SQLite keeps beside it.
    static func remove(_ path: String) throws {
        for file in [path, path + "-wal", path + "-shm"] where unlink(file) != 0 && errno != ENOENT {
            throw Failure(.unavailable, "\(file) cannot be removed; check the folder's permissions.")
        }
    }

    private func path(_ part: StoredPart) -> String {
        switch part {
        case .platform: folder + "/platform.sqlite"
        case .keys: folder + "/keys.sqlite"
        case .customer(let id): folder + "/customers/\(id).sqlite"
        }
    }

    func audited() async -> AuditedStorage { AuditedStorage(folder: folder) }

    func close() async {}
}

/// PostgreSQL: a schema with its own role for the platform and for each customer; the keys on another cluster, or in
/// a SQLite file of the data folder.
struct PostgresHome: StorageHome {
    let folder: String
    private let server: PostgresServer
    private let keyServer: PostgresServer?

    var rootKeyPath: String { folder + "/root.key" }

    /// - Throws: `Failure` where both URLs lead to one cluster: a deleted key would live on in its WAL and backups.
    init(folder: String, url: String, keysURL: String?) async throws {
        self.folder = folder
        server = PostgresServer(url: url)
        keyServer = keysURL.map { PostgresServer(url: $0) }
        if let keyServer, try await keyServer.systemIdentifier() == server.systemIdentifier() {
            throw Failure(
                .unavailable,
                "INSTRUCTORS_KEYS_URL and INSTRUCTORS_DATABASE_URL lead to the same PostgreSQL cluster. Keys need a cluster of their own."
            )
        }
    }

    func platform() async throws -> any Database {
        try await schema(Self.platformName, on: server, hasGate: false)
    }

    func keys() async throws -> any Database {
        guard let keyServer else { return try SQLiteDatabase(path: folder + "/keys.sqlite") }
        return try await schema(Self.keysName, on: keyServer, hasGate: false)
    }

    func customer(_ id: UUIDValue) async throws -> any Database {
        try await schema(Self.name(of: id), on: server, hasGate: true)
    }

    func remove(_ part: StoredPart, keepsRole: Bool) async throws {
        switch part {
        case .platform: try await server.dropSchema(named: Self.platformName, keepsRole: keepsRole)
        case .customer(let id): try await server.dropSchema(named: Self.name(of: id), keepsRole: keepsRole)
        case .keys:
            guard let keyServer else { return try FolderHome.remove(folder + "/keys.sqlite") }
            try await keyServer.dropSchema(named: Self.keysName, keepsRole: keepsRole)
        }
    }

    private static let platformName = "instructors_platform"
    private static let keysName = "instructors_keys"

    private static func name(of customer: UUIDValue) -> String {
        "customer_" + customer.description.replacing("-", with: "")
    }

    /// A cluster that does not answer is not known.
    func audited() async -> AuditedStorage {
        AuditedStorage(
            folder: folder, dataCluster: try? await server.settings(), keyCluster: try? await keyServer?.settings(),
            keysHaveCluster: keyServer != nil)
    }

    func close() async {
        await server.close()
        await keyServer?.close()
    }

    private func schema(_ name: String, on server: PostgresServer, hasGate: Bool) async throws -> any Database {
        try await server.createSchema(named: name)
        return try server.database(schema: name, hasGate: hasGate)
    }
}

enum Folder {
    /// Makes a folder that only this user can enter.
    static func make(_ path: String) throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder.boolValue else {
                throw Failure(.unavailable, "\(path) is not a folder; give another with --data.")
            }
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.unavailable, "The folder \(path) cannot be made; check its parent's permissions.")
        }
    }
}
