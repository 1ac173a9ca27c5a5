/// A handle to one database: a SQLite file or a PostgreSQL schema. Everything that is stored goes through here.
///
/// Closures run on a thread of the engine, see one consistent state, have no outside effects (they may be rerun),
/// and let no row escape.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Runs `body` in a read-only transaction, which sees everything acknowledged before the call.
    /// - Throws: what `body` throws; `StorageError`; `CancellationError` if the task was cancelled before `body` began.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result

    /// Runs `body` in its own savepoint of a batch that concurrent writers share; returns once the batch is durable.
    ///
    /// A throw rolls back this closure alone. The caller's cancellation is honoured only while it is still queued.
    /// - Throws: what `body` throws; `StorageError`, `unavailable` also where 4,096 writes are waiting already and where
    ///   the connection broke during COMMIT, so that the outcome is not known; `CancellationError`.
    func write<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result

    /// As `read`, for a caller that is already on an engine's thread (the key store, read inside a customer's closure).
    func readNow<Result>(_ body: (any Connection) throws -> Result) throws -> Result

    /// As `write`, alone in its transaction, for a caller that is already on an engine's thread.
    func writeNow<Result>(_ body: (any Connection) throws -> Result) throws -> Result

    /// Makes what was deleted unreadable as far as the engine can: an emptied WAL, no dead rows.
    /// - Returns: false where somebody still reads an older state; try again later.
    func purge() async throws -> Bool

    /// The files that hold the database on this machine, as they are now; empty where it is on a server.
    var files: [String] { get }

    /// Waits for running work, then closes. Later calls throw `unavailable`.
    func close() async
}
