import Synchronization

/// Commits the writes that wait at the same moment together: one BEGIN, one COMMIT, one flush to the disk for all.
///
/// Each closure runs in its own savepoint, and its caller goes on only after COMMIT, with its own result or error. One
/// batch runs at a time. Nothing cancels a batch: a caller can leave only while its call is still queued.
final class WriteBatcher<Source: TransactionSource>: EngineWork {
    private struct State: Sendable {
        var waiting: RingBuffer<Call>
        var isRunning = false
        var isClosed = false
        var closing: [UnsafeContinuation<Void, Never>] = []
    }

    private let source: Source
    private let threads: EngineThreads
    private let batchSizeMax: Int
    private let state: Mutex<State>

    init(source: Source, threads: EngineThreads, batchSizeMax: Int = 256, waitingMax: Int = 4096) {
        self.source = source
        self.threads = threads
        self.batchSizeMax = batchSizeMax
        state = Mutex(State(waiting: RingBuffer(capacityMax: waitingMax)))
    }

    func submit(_ call: Call) {
        let (refusal, mustPost) = state.withLock { state -> (StorageError?, Bool) in
            if state.isClosed { return (.closed, false) }
            if !state.waiting.append(call) { return (.queueFull, false) }
            defer { state.isRunning = true }
            return (nil, !state.isRunning)
        }
        // Refusing goes through `start`: the caller may be cancelling at this moment.
        if let refusal, call.start() { call.refuse(refusal) }
        if mustPost { threads.post(self) }
    }

    /// Refuses further calls and waits for those that are queued.
    func close() async {
        await withUnsafeContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.isRunning { state.closing.append(continuation) }
                return !state.isRunning
            }
            if isIdle { continuation.resume() }
        }
    }

    /// One batch; then this goes to the end of the threads' queue, so that other databases have their turn.
    func work() {
        let calls = state.withLock { $0.waiting.popFirst(batchSizeMax) }.filter { $0.start() }
        commit(calls)
        let (goesOn, closing) = state.withLock { state in
            if !state.waiting.isEmpty { return (true, [UnsafeContinuation<Void, Never>]()) }
            state.isRunning = false
            defer { state.closing = [] }
            return (false, state.closing)
        }
        if goesOn { threads.post(self) }
        for continuation in closing { continuation.resume() }
    }

    private func commit(_ calls: [Call]) {
        if calls.isEmpty { return }
        do {
            try commitTogether(calls)
        } catch let loss as BatchLost where calls.count > 1 && loss.mayRerun {
            // Which of them it was is not known (a full disk, a deferred key): each alone, so that one fails alone.
            for call in calls {
                do { try commitTogether([call]) } catch { call.fail(Self.publicError(error)) }
                call.settle()
            }
            return
        } catch {
            for call in calls { call.fail(Self.publicError(error)) }
        }
        for call in calls { call.settle() }
    }

    private func commitTogether(_ calls: [Call]) throws {
        for attempt in 1... {
            do {
                return try source.withWriter { try Self.attempt(calls, in: $0) }
            } catch let loss as BatchLost
                where loss.cause as? StorageError == .serialization && attempt < serializationTriesMax
            {
                pause(afterAttempt: attempt)
            }
        }
    }

    private static func attempt(_ calls: [Call], in transaction: any Transaction) throws {
        try transaction.begin(.write)
        do {
            if calls.count == 1 {
                try performAlone(calls[0], in: transaction)
            } else {
                for call in calls { try perform(call, in: transaction) }
            }
            try transaction.commit()
        } catch is CallFailedAlone {
            transaction.rollback()
        } catch {
            transaction.rollback()
            throw BatchLost(cause: error)
        }
    }

    /// A batch of one needs no savepoint: what takes back the closure's changes takes back the transaction.
    private static func performAlone(_ call: Call, in transaction: any Transaction) throws {
        do {
            try call.perform(on: transaction)
            if let failure = transaction.failure { throw failure }
        } catch {
            if transaction.mustRerun { throw transaction.failure ?? error }
            call.fail(error)
            throw CallFailedAlone()
        }
    }

    private static func perform(_ call: Call, in transaction: any Transaction) throws {
        try transaction.beginSavepoint()
        do {
            try call.perform(on: transaction)
            if let failure = transaction.failure { throw failure }
        } catch {
            if transaction.mustRerun { throw transaction.failure ?? error }
            call.fail(error)
            try transaction.rollbackToSavepoint()
        }
        try transaction.releaseSavepoint()
    }

    private static func publicError(_ error: any Error) -> any Error {
        let cause = (error as? BatchLost)?.cause ?? error
        return cause is UnknownOutcome ? StorageError.outcomeUnknown : cause
    }
}

extension Transaction {
    /// The closure's failure is not its own: the whole transaction went with it.
    fileprivate var mustRerun: Bool { isTransactionLost || failure == .serialization }
}

/// A lone closure failed by itself: nothing is left to commit.
private struct CallFailedAlone: Error {}

/// The transaction failed under closures that had not failed.
private struct BatchLost: Error {
    let cause: any Error

    /// Not after an unknown COMMIT, nor where the server does not answer: hundreds of calls would wait in vain.
    var mayRerun: Bool {
        if cause is UnknownOutcome { return false }
        if case .unavailable = cause as? StorageError { return false }
        return true
    }
}
