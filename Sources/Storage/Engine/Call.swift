import Synchronization

/// One caller's closure on its way through an engine: queued, run (perhaps several times), settled once.
///
/// `@unchecked Sendable`: the subclass's fields belong to the caller until the call is queued and to one engine thread
/// from then on; `state` decides who settles it.
class Call: @unchecked Sendable {
    private enum State {
        static let made: UInt8 = 0
        static let queued: UInt8 = 1
        static let started: UInt8 = 2
        static let cancelled: UInt8 = 3
    }

    private let state = Atomic<UInt8>(State.made)

    /// - Returns: false where the task was cancelled already; the caller then settles the call itself.
    final func becomeQueued() -> Bool { move(from: State.made, to: State.queued) }

    /// - Returns: false where the caller cancelled while it was queued and has its answer.
    final func start() -> Bool { move(from: State.queued, to: State.started) }

    /// Gives a call that has not started back to its caller. One that has started goes on to its end.
    final func cancel() {
        if move(from: State.made, to: State.cancelled) { return }
        if move(from: State.queued, to: State.cancelled) { refuse(CancellationError()) }
    }

    private func move(from old: UInt8, to new: UInt8) -> Bool {
        state.compareExchange(expected: old, desired: new, ordering: .acquiringAndReleasing).exchanged
    }

    /// Runs the closure and keeps its result or error for `settle`.
    /// - Throws: what the closure threw, so that the engine can take back its changes.
    func perform(on connection: any Connection) throws {}

    /// Keeps `error` as the outcome in the place of what `perform` kept.
    func fail(_ error: any Error) {}

    /// Resumes the caller with the outcome kept last.
    func settle() {}

    final func refuse(_ error: any Error) {
        fail(error)
        settle()
    }
}

/// A call with a result. `@unchecked Sendable`: as its superclass says.
final class ResultCall<Value: Sendable>: Call, @unchecked Sendable {
    private let body: @Sendable (any Connection) throws -> Value
    private var outcome: Result<Value, any Error>?
    private var continuation: UnsafeContinuation<Value, any Error>?

    init(_ body: @escaping @Sendable (any Connection) throws -> Value) {
        self.body = body
    }

    /// Queues this call by `submit`, and waits for its outcome.
    func value(submit: (Call) -> Void) async throws -> Value {
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                self.continuation = continuation
                if becomeQueued() {
                    submit(self)
                } else {
                    refuse(CancellationError())
                }
            }
        } onCancel: {
            cancel()
        }
    }

    override func perform(on connection: any Connection) throws {
        do {
            outcome = .success(try body(connection))
        } catch {
            outcome = .failure(error)
            throw error
        }
    }

    override func fail(_ error: any Error) { outcome = .failure(error) }

    override func settle() {
        guard let outcome, let continuation else { return }
        self.continuation = nil
        continuation.resume(with: outcome)
    }
}
