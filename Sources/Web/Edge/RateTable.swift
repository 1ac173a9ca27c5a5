/// Token buckets for any number of keys in constant memory.
///
/// A bucket is one number, the instant at which it will be full again (the generic cell rate algorithm, ITU-T I.371): a
/// charge moves it on by `interval`, and a key has to wait while it lies more than `burst` intervals ahead.
///
/// Where a key finds both of its places taken, the fuller bucket is given up, and the newcomer **inherits its level**. So
/// a flood of made-up keys never makes a fresh bucket: each place gives away at most `burst` plus its refill, whoever
/// stands there, and one key can get at most twice that, from its two places. In calm times the bucket given up is full,
/// and the newcomer notices nothing.
struct RateTable: Sendable {
    private let table: StampTable
    /// Microseconds in which one token comes back.
    private let interval: Int64
    private let burst: Int64
    private let debt: Int64

    /// - Parameters:
    ///   - tokens: that come back within `seconds`.
    ///   - burst: tokens that a full bucket has.
    ///   - debt: how many tokens below empty ``charge(_:cost:at:)`` leads at most.
    ///   - sets: half of the keys that the table can hold; 32 bytes each.
    init(tokens: Double, seconds: Double, burst: Int, debt: Int = 0, sets: Int) {
        table = StampTable(sets: sets)
        interval = max(1, Int64(seconds * 1_000_000 / max(tokens, 0.000_001)))
        self.burst = Int64(burst)
        self.debt = Int64(debt)
    }

    var bytes: Int { table.bytes }

    /// Takes tokens, or none where there are too few.
    /// - Parameter now: microseconds of a clock that never goes back.
    /// - Returns: microseconds after which it is worth trying again; nil where they were taken.
    func take(_ key: KeyedHash, cost: Int = 1, at now: Int64) -> Int64? {
        var wait: Int64?
        table.with(key) { fullAt, _ in
            let next = max(fullAt, now) + Int64(cost) * interval
            let excess = next - now - burst * interval
            guard excess <= 0 else {
                wait = excess
                return false
            }
            fullAt = next
            return true
        }
        return wait
    }

    /// What ``take(_:cost:at:)`` would return, without taking.
    func look(_ key: KeyedHash, cost: Int = 1, at now: Int64) -> Int64? {
        var wait: Int64?
        table.with(key) { fullAt, _ in
            let excess = max(fullAt, now) + Int64(cost) * interval - now - burst * interval
            wait = excess > 0 ? excess : nil
            return false
        }
        return wait
    }

    /// Takes tokens for what has happened already, also those that are not there.
    func charge(_ key: KeyedHash, cost: Int = 1, at now: Int64) {
        table.with(key) { fullAt, _ in
            fullAt = min(max(fullAt, now) + Int64(cost) * interval, now + (burst + debt) * interval)
            return true
        }
    }
}
