import Synchronization

/// A table of fixed size from keys to one number each. Every key has two places where it may stand; where both are taken,
/// the smaller number makes room. Nothing that arrives makes it grow.
struct StampTable: Sendable {
    /// What has no key of its own at its places.
    private static let nobody: UInt64 = 0
    /// Locks are shared by so many parts of the table that two cores hardly meet.
    private static let stripeCount = 64

    struct Slot: Sendable {
        fileprivate var tag = StampTable.nobody
        var stamp: Int64 = 0
    }

    /// Its own class, since locks cannot be moved and arrays move what they hold.
    private final class Stripe: Sendable {
        let slots: Mutex<[Slot]>

        init(count: Int) { slots = Mutex(Array(repeating: Slot(), count: count)) }
    }

    private let stripes: [Stripe]
    private let setsPerStripe: Int

    /// - Parameter sets: a multiple of 64; each holds two keys.
    init(sets: Int) {
        setsPerStripe = max(1, sets / Self.stripeCount)
        let count = 2 * setsPerStripe
        stripes = (0..<Self.stripeCount).map { _ in Stripe(count: count) }
    }

    /// Bytes that the slots take, now and always.
    var bytes: Int { stripes.reduce(0) { $0 + $1.slots.withLock(\.count) * MemoryLayout<Slot>.stride } }

    /// Reads or changes the number of a key.
    /// - Parameter body: is given the key's number, or that of the slot which would make room for it, and whether it is
    ///   the key's own. The key takes the slot over where `body` returns true.
    func with(_ key: KeyedHash, _ body: (_ stamp: inout Int64, _ isOwn: Bool) -> Bool) {
        let tag = key.tag | 1
        let stripe = stripes[Int(key.place % UInt64(stripes.count))]
        let place = 2 * Int(key.place / UInt64(stripes.count) % UInt64(setsPerStripe))
        stripe.slots.withLock { slots in
            let isOwn = slots[place].tag == tag || slots[place + 1].tag == tag
            let way =
                if isOwn { slots[place].tag == tag ? place : place + 1 } else {
                    slots[place].stamp <= slots[place + 1].stamp ? place : place + 1
                }
            var stamp = slots[way].stamp
            guard body(&stamp, isOwn) else { return }
            slots[way] = Slot(tag: tag, stamp: stamp)
        }
    }
}
