/// A database in a SQLite file (WAL, `synchronous=FULL`, `secure_delete`, foreign keys), for one process at a time.
package final class SQLiteDatabase: Database {
    package let dialect = Dialect.sqlite
    private let path: String
    private let file: SQLiteFile
    private let reads: ReadBatcher<SQLiteFile>
    private let writes: WriteBatcher<SQLiteFile>
    private let writing: EngineThreads

    /// Opens the file at `path`, or creates it, readable by this user alone.
    /// - Parameter readers: how many reads can run at once; a connection takes about 2 MiB when its cache is full.
    /// - Throws: `StorageError`.
    package convenience init(path: String, readers: Int = 2) throws {
        try self.init(path: path, readers: readers, reading: .reading, writing: .writing)
    }

    /// With threads of the caller's own.
    package init(path: String, readers: Int, reading: EngineThreads, writing: EngineThreads) throws {
        let file = try SQLiteFile(path: path, readers: readers)
        self.file = file
        self.path = path
        self.writing = writing
        reads = ReadBatcher(
            source: file, threads: reading, lanesMax: max(1, readers), settlesAfterCommit: false, batchSizeMax: 4
        )
        writes = WriteBatcher(source: file, threads: writing)
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await ResultCall(body).value(submit: reads.submit)
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await ResultCall(body).value(submit: writes.submit)
    }

    package func readNow<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try file.runAlone(.read, body)
    }

    package func writeNow<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try file.runAlone(.write, body)
    }

    package func purge() async throws -> Bool {
        try await writing.value { try self.checkpointTruncate() }
    }

    package var files: [String] { ["", "-wal"].map { path + $0 } }

    package func close() async {
        await reads.close()
        await writes.close()
        await writing.run { self.file.close() }
    }

    /// Copies the WAL into the file and empties it, so that no deleted row is left in it.
    /// - Returns: false where a reader still needs the WAL; try again later.
    /// - Throws: `StorageError`. Call it from an engine thread or a command, not from a task: it waits for the disk.
    package func checkpointTruncate() throws -> Bool {
        try file.withWriterAlone { connection in
            var isComplete = false
            try connection.outsideTransaction("PRAGMA wal_checkpoint(TRUNCATE)") { isComplete = $0.integer(0) == 0 }
            return isComplete
        }
    }

    /// Writes a copy of the database as it is now to a new file at `path`.
    package func vacuumInto(path: String) throws {
        try file.withWriterAlone { try $0.outsideTransaction("VACUUM INTO $1", [.text(path)]) }
    }

    /// Rewrites the file without its free pages.
    package func vacuum() throws {
        try file.withWriterAlone { try $0.outsideTransaction("VACUUM") }
    }
}
