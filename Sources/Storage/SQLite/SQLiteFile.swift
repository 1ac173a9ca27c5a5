internal import GRDB
import GRDBSQLite
import Glibc

/// The connections to one SQLite file: one that writes, and a few that read. GRDB opens, configures, serializes and
/// closes each; the statements go to SQLite directly.
///
/// CPU of a point read of 600 bytes by 16 tasks at once, two cores, release build: GRDB's `DatabasePool.read` with a
/// cached statement 54 µs awaited and 11 µs on a thread of one's own (it asks for the schema's version before each
/// read and notes every statement for observers); queued for engine threads, in shared transactions, with SQLite's
/// own calls 4 to 6 µs. A statement inside one transaction: 2.7 µs through GRDB's `Row`, 1.0 to 1.2 µs so.
///
/// `@unchecked Sendable`: a connection is touched only inside its queue, or by whoever borrowed it from the pool.
final class SQLiteFile: TransactionSource, @unchecked Sendable {
    private let writer: SQLiteHandle
    private let readers: BoundedPool<SQLiteHandle>

    /// - Throws: `StorageError`, also where the file's settings are not those that the product relies on.
    init(path: String, readers: Int) throws {
        try Self.createPrivately(path)
        writer = try SQLiteHandle(path: path, isReader: false)
        self.readers = BoundedPool(countMax: max(1, readers), waitLimitSeconds: 30) {
            try SQLiteHandle(path: path, isReader: true)
        }
    }

    func withReader<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try readers.withElement { try $0.withTransaction(body) }
    }

    func withWriter<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try writer.withTransaction(body)
    }

    /// Runs `body` on the writer outside of a transaction, as VACUUM and checkpoints need.
    func withWriterAlone<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        try writer.withTransaction(body)
    }

    /// Waits for whoever has a connection, then closes all of them.
    func close() {
        for reader in readers.close() { reader.close() }
        // Last: the last connection to close checkpoints and removes the WAL, which a reader cannot.
        writer.close()
    }

    /// SQLite would create the file with the process's umask; its WAL and shared memory take over the file's mode.
    private static func createPrivately(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == ENOSPC ? StorageError.full : .unavailable("the database file cannot be opened or created")
        }
        Glibc.close(descriptor)
    }
}

/// One connection to a SQLite file.
final class SQLiteHandle {
    private let queue: DatabaseQueue
    private var connection: SQLiteConnection?

    /// What every connection must have; each is read back after opening. `synchronous` FULL (2) for the writer: with
    /// NORMAL, an acknowledged write can be lost in a power cut, and GRDB chooses NORMAL whenever it turns WAL on.
    static let writerSettings = [
        "journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "foreign_keys": "1",
    ]

    init(path: String, isReader: Bool) throws {
        var configuration = Configuration()
        configuration.readonly = isReader
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        // A transaction that cannot be rolled back must not end the process: `begin` looks for one.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -2000")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            if isReader { return }
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
        }
        if !isReader { configuration.journalMode = .wal }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            connection = try queue.writeWithoutTransaction { database in
                if !isReader {
                    try database.execute(sql: "PRAGMA synchronous = FULL")
                    try Self.check(database)
                }
                return database.sqliteConnection.map(SQLiteConnection.init)
            }
        } catch let error as DatabaseError {
            throw StorageError.sqlite(error.extendedResultCode.rawValue, message: error.message ?? "")
        }
    }

    func withTransaction<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        try queue.writeWithoutTransaction { _ in
            guard let connection else { throw StorageError.closed }
            return try body(connection)
        }
    }

    func close() {
        queue.writeWithoutTransaction { _ in
            connection?.forgetStatements()
            connection = nil
        }
        // It can fail only over statements that are not finalized, and then closes when it is released.
        try? queue.close()
    }

    private static func check(_ database: GRDB.Database) throws {
        for (name, expected) in writerSettings {
            let found = try String.fetchOne(database, sql: "PRAGMA \(name)")
            guard found == expected else {
                throw StorageError.other(code: "settings", message: "\(name) is \(found ?? "unset"), not \(expected)")
            }
        }
    }
}
