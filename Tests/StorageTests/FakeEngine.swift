import Dispatch
import Synchronization

@testable import Storage

/// An engine that stores nothing and writes down what it was asked, one connection at a time.
final class FakeEngine: TransactionSource {
    private struct State {
        var events: [String] = []
        var commitFailures: [(any Error)?] = []
    }

    private let state = Mutex(State())
    private let turn = DispatchSemaphore(value: 1)
    private let borrowed = DispatchSemaphore(value: 0)

    /// What happened, without what belongs to the call that `submitTogether` sends ahead.
    var events: [String] {
        let all = state.withLock { $0.events }
        guard let ahead = all.firstIndex(of: "settle ahead: done") else { return all }
        return Array(all[(ahead + 1)...])
    }

    var settled: [String] { events.filter { $0.hasPrefix("settle") } }

    /// What COMMIT throws, in order; it succeeds where that is nil, and afterwards.
    var commitFailures: [(any Error)?] {
        get { [] }
        set { state.withLock { $0.commitFailures = newValue } }
    }

    func note(_ event: String) { state.withLock { $0.events.append(event) } }

    fileprivate func nextCommitFailure() -> (any Error)? {
        state.withLock { $0.commitFailures.isEmpty ? nil : $0.commitFailures.removeFirst() }
    }

    /// Submits calls that become one batch: another call, sent ahead, keeps the engine's thread busy meanwhile.
    func submitTogether(_ calls: [FakeCall], to batcher: WriteBatcher<FakeEngine>) {
        state.withLock { $0.commitFailures.insert(nil, at: 0) }
        holding {
            batcher.submit(FakeCall("ahead", self))
            awaitBorrower()
            for call in calls { batcher.submit(call) }
        }
    }

    /// Nobody gets the connection while `body` runs.
    func holding(_ body: () -> Void) {
        turn.wait()
        body()
        turn.signal()
    }

    /// Waits until somebody has asked for the connection.
    func awaitBorrower() { borrowed.wait() }

    func withReader<Result>(_ body: (any Transaction) throws -> Result) throws -> Result { try withWriter(body) }

    func withWriter<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        borrowed.signal()
        turn.wait()
        defer { turn.signal() }
        return try body(FakeTransaction(self))
    }
}

private final class FakeTransaction: Transaction {
    let dialect = Dialect.sqlite
    let isTransactionLost = false
    let failure: StorageError? = nil
    private let engine: FakeEngine

    init(_ engine: FakeEngine) {
        self.engine = engine
    }

    func run(_ sql: SQL, _ values: [Value]) throws -> Int {
        engine.note(sql.text)
        return 0
    }

    func run(_ sql: SQL, each rows: [[Value]]) throws {}
    func each(_ sql: SQL, _ values: [Value], _ body: (any Row) throws -> Void) throws {}
    func begin(_ access: Access) throws { engine.note("begin") }
    func rollback() { engine.note("rollback") }
    func beginSavepoint() throws { engine.note("savepoint") }
    func releaseSavepoint() throws { engine.note("release") }
    func rollbackToSavepoint() throws { engine.note("rollback to") }

    func commit() throws {
        if let failure = engine.nextCommitFailure() { throw failure }
        engine.note("commit")
    }
}

/// A call that writes down that it ran, and what came of it. `@unchecked Sendable`: as its superclass says.
final class FakeCall: Call, @unchecked Sendable {
    private let name: String
    private let engine: FakeEngine
    private let error: StorageError?
    private var outcome = ""

    init(_ name: String, _ engine: FakeEngine, error: StorageError? = nil) {
        self.name = name
        self.engine = engine
        self.error = error
        super.init()
        _ = becomeQueued()
    }

    override func perform(on connection: any Connection) throws {
        engine.note("run \(name)")
        if let error { throw error }
        outcome = "done"
    }

    override func fail(_ error: any Error) {
        if case .unavailable(let reason) = error as? StorageError {
            outcome = reason
        } else {
            outcome = "\(error)"
        }
    }

    override func settle() { engine.note("settle \(name): \(outcome)") }
}
