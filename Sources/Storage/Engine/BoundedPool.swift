/// Connections that threads borrow one at a time. They are made when first needed, up to `countMax`, and the one
/// used last is lent first, so that few of them stay warm and the rest are not made at all.
///
/// `@unchecked Sendable`: everything mutable is touched inside `monitor` only, and an element by its borrower only.
final class BoundedPool<Element: AnyObject>: @unchecked Sendable {
    private let monitor = Monitor()
    private let countMax: Int
    private let waitLimitSeconds: Double
    private let make: @Sendable () throws -> Element
    private let isAlive: @Sendable (Element) -> Bool
    private var idle: [Element] = []
    private var count = 0
    private var isClosed = false

    /// - Parameter isAlive: asked before an element is lent again; a dead one is dropped and replaced.
    init(
        countMax: Int, waitLimitSeconds: Double, isAlive: @escaping @Sendable (Element) -> Bool = { _ in true },
        make: @escaping @Sendable () throws -> Element
    ) {
        self.countMax = countMax
        self.waitLimitSeconds = waitLimitSeconds
        self.make = make
        self.isAlive = isAlive
    }

    /// Lends an element for as long as `body` runs; `isUsable` says afterwards whether it goes back or is dropped.
    /// - Throws: `StorageError.unavailable` when none comes free within the wait limit, or once the pool is closed.
    func withElement<Result>(
        isUsable: (Element) -> Bool = { _ in true }, _ body: (Element) throws -> Result
    ) throws -> Result {
        let element = try borrow()
        defer { giveBack(isUsable(element) ? element : nil) }
        return try body(element)
    }

    /// Refuses further borrowers, waits for the present ones, and hands over all elements.
    func close() -> [Element] {
        monitor.withLock {
            isClosed = true
            monitor.broadcast()
            while count > idle.count { monitor.wait() }
            defer {
                idle.removeAll()
                count = 0
            }
            return idle
        }
    }

    private func borrow() throws -> Element {
        let deadline = Deadline(secondsFromNow: waitLimitSeconds)
        while let lent = try idleElement(deadline) {
            if isAlive(lent) { return lent }
            giveBack(nil)
        }
        do {
            return try make()
        } catch {
            giveBack(nil)
            throw error
        }
    }

    /// - Returns: nil where the caller may make a new one, which is counted already.
    private func idleElement(_ deadline: Deadline) throws -> Element? {
        try monitor.withLock {
            while true {
                if isClosed { throw StorageError.closed }
                if let element = idle.popLast() { return element }
                if count < countMax {
                    count += 1
                    return nil
                }
                if !monitor.wait(until: deadline), idle.isEmpty, count >= countMax {
                    throw StorageError.unavailable("no connection came free within the wait limit")
                }
            }
        }
    }

    private func giveBack(_ element: Element?) {
        monitor.withLock {
            if let element { idle.append(element) } else { count -= 1 }
            // Once closed, `close` waits too: a single signal could go to the wrong one.
            if isClosed { monitor.broadcast() } else { monitor.signal() }
        }
    }
}
