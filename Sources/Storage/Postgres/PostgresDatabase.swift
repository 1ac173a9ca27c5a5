import Synchronization

/// One schema of a PostgreSQL server, used under a role of its own.
package final class PostgresDatabase: Database {
    package let dialect = Dialect.postgres
    private let source: PostgresSource
    private let threads: EngineThreads
    private let reads: ReadBatcher<PostgresSource>
    private let writes: WriteBatcher<PostgresSource>

    init(source: PostgresSource, threads: EngineThreads, lanesMax: Int) {
        self.source = source
        self.threads = threads
        reads = ReadBatcher(
            source: source, threads: threads, lanesMax: lanesMax, settlesAfterCommit: true, batchSizeMax: 8
        )
        // The server keeps 64 savepoints of a transaction at hand; with more, everyone's snapshots become slower.
        writes = WriteBatcher(source: source, threads: threads, batchSizeMax: 60)
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
        try source.runAlone(.read, body)
    }

    package func writeNow<Result>(_ body: (any Connection) throws -> Result) throws -> Result {
        try source.runAlone(.write, body)
    }

    /// What is in the server's own WAL and in its backups is out of reach from here.
    package func purge() async throws -> Bool {
        guard let schema = source.schema else { return true }
        let tables = try await SchemaReader.columns(of: self).map(\.table)
        let statements = Set(tables).sorted().map { SQL(composed: "VACUUM \"\(schema)\".\"\($0)\"") }
        try await threads.value { try self.source.runOutsideTransaction(statements) }
        return true
    }

    package var files: [String] { [] }

    /// The connections stay with the server.
    package func close() async {
        await reads.close()
        await writes.close()
        source.isClosed.store(true, ordering: .relaxed)
    }
}
