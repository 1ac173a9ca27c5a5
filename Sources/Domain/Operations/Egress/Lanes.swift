/// Who goes next: a lane for each recipient, with a bound on what runs and on what waits, so that a recipient that does
/// not answer holds up nobody but itself. A pure value; the caller keeps time.
struct Lanes<Element: Sendable>: Sendable {
    struct Bounds: Sendable {
        var runningPerLane = 4
        var waitingPerLane = 64
        var running = 32
        var waiting = 2_048
    }

    private struct Waiting: Sendable {
        let id: UInt64
        let deadline: Int64
        let element: Element
    }

    private struct Lane: Sendable {
        var waiting: [Waiting] = []
        var running = 0
    }

    private let bounds: Bounds
    private var lanes: [UUIDValue: Lane] = [:]
    /// The lanes in which something waits, in the order of their turns.
    private var turns: [UUIDValue] = []
    private(set) var runningCount = 0
    private(set) var waitingCount = 0

    init(bounds: Bounds = Bounds()) {
        self.bounds = bounds
    }

    /// Queues something.
    /// - Parameter deadline: until when it may wait, on the caller's clock.
    /// - Returns: false where the lane, or all of them, are full.
    mutating func enter(_ element: Element, id: UInt64, lane key: UUIDValue, deadline: Int64) -> Bool {
        var lane = lanes[key] ?? Lane()
        guard waitingCount < bounds.waiting, lane.waiting.count < bounds.waitingPerLane else { return false }
        if lane.waiting.isEmpty { turns.append(key) }
        lane.waiting.append(Waiting(id: id, deadline: deadline, element: element))
        waitingCount += 1
        lanes[key] = lane
        return true
    }

    /// What runs next, first in first out in its lane, lanes in turn; nil where nothing may start now.
    /// Whoever takes it says `leave` when it is done.
    mutating func start() -> Element? {
        guard runningCount < bounds.running else { return nil }
        let place = turns.firstIndex { (lanes[$0]?.running ?? 0) < bounds.runningPerLane }
        guard let place else { return nil }
        let key = turns.remove(at: place)
        guard var lane = lanes[key], !lane.waiting.isEmpty else { return nil }
        let first = lane.waiting.removeFirst()
        lane.running += 1
        lanes[key] = lane
        runningCount += 1
        waitingCount -= 1
        if !lane.waiting.isEmpty { turns.append(key) }
        return first.element
    }

    /// Something that ran is done.
    mutating func leave(lane key: UUIDValue) {
        guard var lane = lanes[key], lane.running > 0 else { return }
        lane.running -= 1
        runningCount -= 1
        lanes[key] = lane.running == 0 && lane.waiting.isEmpty ? nil : lane
    }

    /// Takes back something that waits; nil where it does not.
    mutating func withdraw(id: UInt64, lane key: UUIDValue) -> Element? {
        guard let place = lanes[key]?.waiting.firstIndex(where: { $0.id == id }) else { return nil }
        return remove(at: place, from: key)
    }

    /// Takes out all that may not wait any longer.
    mutating func expire(at now: Int64) -> [Element] {
        var expired: [Element] = []
        for key in turns {
            while let place = lanes[key]?.waiting.firstIndex(where: { $0.deadline <= now }) {
                if let element = remove(at: place, from: key) { expired.append(element) }
            }
        }
        return expired
    }

    /// Takes out all that waits.
    mutating func clear() -> [Element] { expire(at: .max) }

    /// The earliest deadline of what waits.
    var nextDeadline: Int64? {
        turns.compactMap { lanes[$0]?.waiting.map(\.deadline).min() }.min()
    }

    private mutating func remove(at place: Int, from key: UUIDValue) -> Element? {
        guard var lane = lanes[key] else { return nil }
        let element = lane.waiting.remove(at: place).element
        waitingCount -= 1
        if lane.waiting.isEmpty { turns.removeAll { $0 == key } }
        lanes[key] = lane.running == 0 && lane.waiting.isEmpty ? nil : lane
        return element
    }
}
