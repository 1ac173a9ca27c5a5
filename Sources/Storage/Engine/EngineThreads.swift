import Glibc

/// Something an engine thread does: a drain of one database's queue. A class, so that posting it allocates nothing.
protocol EngineWork: AnyObject, Sendable {
    func work()
}

/// Threads that may block on disk and network, which the threads that run Swift tasks must never do.
///
/// They start when there is work for them, up to `countMax`, and serve the queues of many databases in turn: a
/// thread for each database would cost hundreds of threads where there are hundreds of customers.
///
/// `@unchecked Sendable`: everything mutable is touched inside `monitor` only.
package final class EngineThreads: @unchecked Sendable {
    private let monitor = Monitor()
    private let countMax: Int
    private var waiting = RingBuffer<any EngineWork>(capacityMax: .max)
    private var count = 0
    private var idleCount = 0
    private var isStopped = false

    package init(countMax: Int) {
        self.countMax = countMax
    }

    /// For SQLite's reads: as many as there are processors, at least two.
    static let reading = EngineThreads(countMax: max(2, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

    /// For SQLite's write batches, most of whose time is spent waiting for the disk.
    static let writing = EngineThreads(countMax: 8)

    func post(_ work: any EngineWork) {
        monitor.withLock {
            _ = waiting.append(work)
            if idleCount > 0 {
                // Counted here, not by the thread as it wakes: the next post must not rely on the same one.
                idleCount -= 1
                monitor.signal()
            } else if count < countMax, startThread() {
                count += 1
            }
        }
    }

    /// Runs `body` on one of the threads; for what is rare, such as closing.
    func run(_ body: @escaping @Sendable () -> Void) async {
        await withUnsafeContinuation { post(ClosureWork(body: body, continuation: $0)) }
    }

    /// As `run`, with a result.
    func value<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Task { await self.run { continuation.resume(with: Swift.Result(catching: body)) } }
        }
    }

    /// Lets the threads end once nothing waits.
    func stop() {
        monitor.withLock {
            isStopped = true
            idleCount = 0
            monitor.broadcast()
        }
    }

    /// - Returns: false where the system has no thread left; the work then waits for one that runs already.
    private func startThread() -> Bool {
        let me = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<EngineThreads>.fromOpaque(context).takeRetainedValue().serve()
                return nil
            }, me.toOpaque())
        if code != 0 {
            me.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func serve() {
        while let work = next() { work.work() }
    }

    private func next() -> (any EngineWork)? {
        monitor.withLock {
            while true {
                if let work = waiting.popFirst() { return work }
                if isStopped {
                    count -= 1
                    return nil
                }
                idleCount += 1
                monitor.wait()
            }
        }
    }
}

private final class ClosureWork: EngineWork {
    private let body: @Sendable () -> Void
    private let continuation: UnsafeContinuation<Void, Never>

    init(body: @escaping @Sendable () -> Void, continuation: UnsafeContinuation<Void, Never>) {
        self.body = body
        self.continuation = continuation
    }

    func work() {
        body()
        continuation.resume()
    }
}
