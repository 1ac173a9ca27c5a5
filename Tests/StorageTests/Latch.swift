import Dispatch
import Synchronization

/// Opens once, for everybody: engine threads wait for it blocking, tasks by `await`.
final class Latch: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let semaphore = DispatchSemaphore(value: 0)
    private let state = Mutex(State())

    func open() {
        semaphore.signal()
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// For a closure on an engine's thread.
    func waitBlocking() {
        semaphore.wait()
        semaphore.signal()
    }

    /// For a test: the threads that run tasks are few, and must not block.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}
