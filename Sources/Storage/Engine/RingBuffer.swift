/// A first-in, first-out queue with a bound: appending and removing cost the same however long it is.
struct RingBuffer<Element> {
    private var slots: [Element?]
    private var head = 0
    private(set) var count = 0
    let capacityMax: Int

    init(capacityMax: Int) {
        self.capacityMax = capacityMax
        slots = Array(repeating: nil, count: min(16, capacityMax))
    }

    var isEmpty: Bool { count == 0 }

    /// - Returns: false, and the queue unchanged, where `capacityMax` elements are waiting already.
    mutating func append(_ element: Element) -> Bool {
        if count == capacityMax { return false }
        if count == slots.count { grow() }
        var slot = head + count
        if slot >= slots.count { slot -= slots.count }
        slots[slot] = element
        count += 1
        return true
    }

    mutating func popFirst() -> Element? {
        if count == 0 { return nil }
        let element = slots[head]
        slots[head] = nil
        head += 1
        if head == slots.count { head = 0 }
        count -= 1
        return element
    }

    /// Removes up to `countMax` elements from the front.
    mutating func popFirst(_ countMax: Int) -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(min(count, countMax))
        while elements.count < countMax, let element = popFirst() { elements.append(element) }
        return elements
    }

    private mutating func grow() {
        var larger: [Element?] = []
        let size = min(capacityMax, slots.count * 2)
        larger.reserveCapacity(size)
        for offset in 0..<count { larger.append(slots[(head + offset) % slots.count]) }
        larger.append(contentsOf: repeatElement(nil, count: size - count))
        slots = larger
        head = 0
    }
}

extension RingBuffer: Sendable where Element: Sendable {}
