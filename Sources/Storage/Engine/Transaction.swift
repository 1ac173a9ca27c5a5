/// What the batches need of a connection, beside its statements.
protocol Transaction: Connection {
    /// Opens a transaction; a write transaction has the database's write lock when this returns.
    func begin(_ access: Access) throws
    func commit() throws
    /// Ends the transaction without its changes. Never fails: a connection that cannot roll back is not used again.
    func rollback()
    func beginSavepoint() throws
    func releaseSavepoint() throws
    func rollbackToSavepoint() throws
    /// The engine gave the whole transaction up, or the connection broke.
    var isTransactionLost: Bool { get }
    /// The error of the first statement that failed since the transaction or savepoint began.
    var failure: StorageError? { get }
}

enum Access {
    case read
    case write
}

/// Lends connections; both engines have one for each database.
protocol TransactionSource: Sendable {
    func withReader<Result>(_ body: (any Transaction) throws -> Result) throws -> Result
    func withWriter<Result>(_ body: (any Transaction) throws -> Result) throws -> Result
}

/// The connection broke while COMMIT was under way: whether it took effect is not known, so nothing may be rerun.
struct UnknownOutcome: Error {}

/// How often a transaction that PostgreSQL could not serialize is tried in all.
let serializationTriesMax = 12

extension TransactionSource {
    /// Runs `body` in a transaction of its own, again where the engine could not serialize it.
    func runAlone<Result>(_ access: Access, _ body: (any Connection) throws -> Result) throws -> Result {
        for attempt in 1... {
            do {
                switch access {
                case .read: return try withReader { try $0.run(access, body) }
                case .write: return try withWriter { try $0.run(access, body) }
                }
            } catch StorageError.serialization where attempt < serializationTriesMax {
                pause(afterAttempt: attempt)
            } catch is UnknownOutcome {
                throw StorageError.outcomeUnknown
            }
        }
        throw StorageError.serialization
    }
}

extension Transaction {
    fileprivate func run<Result>(_ access: Access, _ body: (any Connection) throws -> Result) throws -> Result {
        try begin(access)
        do {
            let result = try body(self)
            if let failure { throw failure }
            try commit()
            return result
        } catch {
            rollback()
            // A closure may turn a statement's error into one of its own, and must be rerun all the same.
            throw failure == .serialization ? StorageError.serialization : error
        }
    }
}

extension StorageError {
    static let outcomeUnknown = StorageError.unavailable("the connection broke during COMMIT: outcome unknown")
    static let closed = StorageError.unavailable("closed")
    static let queueFull = StorageError.unavailable("too many calls are waiting")
}
