internal import CLibcurl
internal import Glibc
internal import Synchronization

/// The thread that carries all transfers, by libcurl's multi interface. It starts with the first one.
final class EgressLoop: Sendable {
    /// How long transfers that run may go on once the loop is told to end.
    private static let closingMilliseconds: Int64 = 2_000
    private static let pollMax: Int64 = 60_000

    private struct State {
        enum Life { case idle, running, closing(until: Int64), ended }

        var life = Life.idle
        var multi: Multi?
        var lanes: Lanes<Transfer>
        /// Cancelled while they run.
        var cancelled: [UInt64] = []
        var closers: [UnsafeContinuation<Void, Never>] = []

        var closesAt: Int64? {
            if case .closing(let instant) = life { return instant }
            return nil
        }
    }

    private let state: Mutex<State>
    private let book: EgressBook

    init(bounds: Lanes<Transfer>.Bounds, book: EgressBook) {
        state = Mutex(State(lanes: Lanes(bounds: bounds)))
        self.book = book
    }

    /// Queues a transfer and waits for its end; a task that is cancelled takes its transfer back.
    func run(_ transfer: Transfer) async throws {
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                if let cause = enter(transfer, continuation) { settle(transfer, cause) }
            }
        } onCancel: {
            cancel(transfer)
        }
    }

    /// Refuses what is new, lets what runs come to its end for two seconds, and ends the thread.
    func close() async {
        await withUnsafeContinuation { continuation in
            let hasEnded = state.withLock { state in
                switch state.life {
                case .idle:
                    state.life = .ended
                    return true
                case .ended: return true
                case .running, .closing:
                    state.closers.append(continuation)
                    return false
                }
            }
            if hasEnded { continuation.resume() } else { beginClosing() }
        }
    }

    /// As `close`, without waiting for it.
    func beginClosing() {
        let waiting = state.withLock { state -> [Transfer] in
            switch state.life {
            case .idle: state.life = .ended
            case .running: state.life = .closing(until: Libcurl.milliseconds + Self.closingMilliseconds)
            case .closing, .ended: break
            }
            state.multi?.wake()
            return state.lanes.clear()
        }
        for transfer in waiting { settle(transfer, .stopped) }
    }

    // MARK: - In the caller's task

    /// - Returns: why it may not wait here; the caller settles it then.
    private func enter(_ transfer: Transfer, _ continuation: UnsafeContinuation<Void, any Error>) -> EgressCause? {
        state.withLock { state in
            transfer.continuation = continuation
            if transfer.isCancelled { return .cancelled }
            switch state.life {
            case .idle:
                guard let multi = Multi(), startThread(multi) else { return .stopped }
                state.multi = multi
                state.life = .running
            case .running: break
            case .closing, .ended: return .stopped
            }
            let hasPlace = state.lanes.enter(
                transfer, id: transfer.id, lane: transfer.recipient.id, deadline: transfer.deadline)
            guard hasPlace else { return .busy }
            transfer.phase = .waiting
            state.multi?.wake()
            return nil
        }
    }

    private func cancel(_ transfer: Transfer) {
        let withdrawn = state.withLock { state -> Transfer? in
            transfer.isCancelled = true
            switch transfer.phase {
            case .waiting: return state.lanes.withdraw(id: transfer.id, lane: transfer.recipient.id)
            case .running:
                state.cancelled.append(transfer.id)
                state.multi?.wake()
                return nil
            case .made, .settled: return nil
            }
        }
        if let withdrawn { settle(withdrawn, .cancelled) }
    }

    /// Writes it down and wakes its caller. Whoever calls this is alone with the transfer.
    private func settle(_ transfer: Transfer, _ cause: EgressCause?, refusal: (any Error)? = nil) {
        let continuation = state.withLock { _ in
            transfer.phase = .settled
            defer { transfer.continuation = nil }
            return transfer.continuation
        }
        book.record(transfer, cause: cause)
        switch cause {
        case .none: continuation?.resume()
        case .cancelled: continuation?.resume(throwing: CancellationError())
        case .some(let cause):
            continuation?.resume(throwing: refusal ?? cause.failure(host: transfer.origin.host))
        }
    }

    // MARK: - On the thread

    private func startThread(_ multi: Multi) -> Bool {
        let context = Unmanaged.passRetained(ThreadContext(loop: self, multi: multi))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { raw in
                guard let raw else { return nil }
                let context = Unmanaged<ThreadContext>.fromOpaque(raw).takeRetainedValue()
                // Signals, that of a broken pipe among them, are for the program's other threads.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                context.loop.serve(context.multi)
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func serve(_ multi: Multi) {
        var running: [UInt64: Transfer] = [:]
        while true {
            let now = Libcurl.milliseconds
            let (expired, cancelled, closesAt) = state.withLock { state in
                defer { state.cancelled = [] }
                return (state.lanes.expire(at: now), state.cancelled, state.closesAt)
            }
            for transfer in expired { settle(transfer, .time) }
            for id in cancelled {
                if let transfer = running.removeValue(forKey: id) { abort(transfer, .cancelled, on: multi) }
            }
            let isOver = closesAt.map { $0 <= now } ?? false
            for transfer in running.values where isOver || transfer.deadline <= now {
                running[transfer.id] = nil
                abort(transfer, isOver ? .stopped : .time, on: multi)
            }
            multi.perform()
            while let (transfer, code) = multi.nextDone() {
                running[transfer.id] = nil
                finish(transfer, code, on: multi)
            }
            while let transfer = nextToStart() {
                if begin(transfer, on: multi) { running[transfer.id] = transfer }
            }
            if running.isEmpty, leave(multi) { return }
            let deadline = running.values.map(\.deadline).min() ?? .max
            multi.poll(milliseconds: waitLimit(until: deadline, now: Libcurl.milliseconds))
        }
    }

    private func nextToStart() -> Transfer? {
        state.withLock { state in
            let transfer = state.lanes.start()
            transfer?.phase = .running
            return transfer
        }
    }

    private func begin(_ transfer: Transfer, on multi: Multi) -> Bool {
        do {
            let easy = try transfer.makeHandle(now: Libcurl.milliseconds, sockets: multi.sockets)
            transfer.easy = easy
            guard multi.add(easy) else { throw EasyHandle.Refused() }
            return true
        } catch {
            transfer.easy?.destroy()
            transfer.easy = nil
            vacate(transfer)
            settle(transfer, .stopped)
            return false
        }
    }

    private func finish(_ transfer: Transfer, _ code: CURLcode, on multi: Multi) {
        let cause = transfer.cause(of: code)
        // A server that said no and then closed did answer; one that did not answer in time said nothing.
        guard let cause, cause == .answer, let refusal = transfer.refusal() else {
            return end(transfer, cause, on: multi)
        }
        end(transfer, .refused, refusal: refusal, on: multi)
    }

    /// Ends what is still going on. libcurl would say goodbye to a mail server, and wait until it takes it.
    private func abort(_ transfer: Transfer, _ cause: EgressCause, on multi: Multi) {
        multi.sockets.hangUp(for: transfer.id)
        end(transfer, cause, on: multi)
    }

    private func end(_ transfer: Transfer, _ cause: EgressCause?, refusal: (any Error)? = nil, on multi: Multi) {
        if let easy = transfer.easy {
            multi.remove(easy)
            easy.destroy()
            transfer.easy = nil
        }
        vacate(transfer)
        settle(transfer, cause, refusal: refusal)
    }

    private func vacate(_ transfer: Transfer) {
        state.withLock { $0.lanes.leave(lane: transfer.recipient.id) }
    }

    private func waitLimit(until deadline: Int64, now: Int64) -> Int64 {
        state.withLock { state in
            let next = min(deadline, state.lanes.nextDeadline ?? .max, state.closesAt ?? .max)
            return next == .max ? Self.pollMax : min(max(next - now, 0), Self.pollMax)
        }
    }

    /// Ends the thread where it was told to. Nothing runs any more.
    private func leave(_ multi: Multi) -> Bool {
        let closers: [UnsafeContinuation<Void, Never>]? = state.withLock { state in
            guard state.closesAt != nil else { return nil }
            state.life = .ended
            state.multi = nil
            defer { state.closers = [] }
            return state.closers
        }
        guard let closers else { return false }
        multi.destroy()
        for closer in closers { closer.resume() }
        return true
    }
}

private final class ThreadContext: Sendable {
    let loop: EgressLoop
    let multi: Multi

    init(loop: EgressLoop, multi: Multi) {
        self.loop = loop
        self.multi = multi
    }
}
