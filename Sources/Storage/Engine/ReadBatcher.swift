import Synchronization

/// Runs reads that wait at the same moment in one read transaction, a few at a time, on up to `lanesMax` threads.
///
/// The calls of one transaction run one after the other, so a long one keeps those behind it waiting: few are taken
/// at once. They are taken from the queue before it begins, so each sees everything that was acknowledged before it
/// was made.
final class ReadBatcher<Source: TransactionSource>: EngineWork {
    private struct State: Sendable {
        var waiting: RingBuffer<Call>
        var laneCount = 0
        var isClosed = false
        var closing: [UnsafeContinuation<Void, Never>] = []
    }

    private let source: Source
    private let threads: EngineThreads
    private let lanesMax: Int
    private let batchSizeMax: Int
    /// Whether a result counts only once COMMIT succeeded: PostgreSQL can refuse a read that it could not serialize.
    private let settlesAfterCommit: Bool
    private let state: Mutex<State>

    init(
        source: Source, threads: EngineThreads, lanesMax: Int, settlesAfterCommit: Bool, batchSizeMax: Int,
        waitingMax: Int = 16_384
    ) {
        self.source = source
        self.threads = threads
        self.lanesMax = lanesMax
        self.settlesAfterCommit = settlesAfterCommit
        self.batchSizeMax = batchSizeMax
        state = Mutex(State(waiting: RingBuffer(capacityMax: waitingMax)))
    }

    func submit(_ call: Call) {
        let (refusal, mustPost) = state.withLock { state -> (StorageError?, Bool) in
            if state.isClosed { return (.closed, false) }
            if !state.waiting.append(call) { return (.queueFull, false) }
            if state.laneCount >= lanesMax { return (nil, false) }
            state.laneCount += 1
            return (nil, true)
        }
        if let refusal, call.start() { call.refuse(refusal) }
        if mustPost { threads.post(self) }
    }

    /// Refuses further calls and waits for those that are queued.
    func close() async {
        await withUnsafeContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.laneCount > 0 { state.closing.append(continuation) }
                return state.laneCount == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    /// One transaction's worth; then this goes to the end of the threads' queue.
    func work() {
        let calls = state.withLock { $0.waiting.popFirst(batchSizeMax) }.filter { $0.start() }
        if !calls.isEmpty { read(calls) }
        let (goesOn, closing) = state.withLock { state in
            if !state.waiting.isEmpty { return (true, [UnsafeContinuation<Void, Never>]()) }
            state.laneCount -= 1
            if state.laneCount > 0 { return (false, []) }
            defer { state.closing = [] }
            return (false, state.closing)
        }
        if goesOn { threads.post(self) }
        for continuation in closing { continuation.resume() }
    }

    private func read(_ calls: [Call]) {
        var settledCount = 0
        do {
            try source.withReader { transaction in
                try transaction.begin(.read)
                do {
                    for call in calls {
                        try perform(call, in: transaction)
                        if !settlesAfterCommit {
                            call.settle()
                            settledCount += 1
                        }
                    }
                    try transaction.commit()
                } catch {
                    transaction.rollback()
                    throw error
                }
            }
            for call in calls[settledCount...] { call.settle() }
        } catch {
            readOneByOne(calls[settledCount...], after: error)
        }
    }

    /// - Throws: a statement's failure, which may have ended the transaction for the calls beside this one.
    private func perform(_ call: Call, in transaction: any Transaction) throws {
        do { try call.perform(on: transaction) } catch {}
        if let failure = transaction.failure { throw failure }
    }

    private func readOneByOne(_ calls: ArraySlice<Call>, after cause: any Error) {
        for call in calls {
            if case .unavailable = cause as? StorageError {
                call.fail(cause)
            } else {
                do { try source.runAlone(.read) { try call.perform(on: $0) } } catch { call.fail(error) }
            }
            call.settle()
        }
    }
}
