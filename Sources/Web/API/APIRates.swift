import Domain
import Synchronization

/// How often one integration may ask: 50 requests a second, 100 at once. Memory is constant.
final class APIRates: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    static let perSecond: Double = 50
    static let burst: Double = 100
    /// Buckets that would be full again are forgotten first; beyond so many that are not, all start anew.
    private static let bucketsMax = 10_000

    private let buckets = Mutex<[UUIDValue: Bucket]>([:])

    /// - Throws: `Failure.limit` with the seconds after which it is worth trying again.
    func take(for integration: UUIDValue?, at now: Int64) throws(Failure) {
        guard let integration else { return }
        let wait = buckets.withLock { buckets -> Double in
            if buckets.count >= Self.bucketsMax, buckets[integration] == nil { Self.makeRoom(&buckets, now) }
            var bucket = buckets[integration] ?? Bucket(tokens: Self.burst, at: now)
            bucket.tokens = Self.tokens(of: bucket, at: now)
            bucket.at = max(now, bucket.at)
            defer { buckets[integration] = bucket }
            guard bucket.tokens >= 1 else { return (1 - bucket.tokens) / Self.perSecond }
            bucket.tokens -= 1
            return 0
        }
        guard wait > 0 else { return }
        let seconds = max(1, Int(wait.rounded(.up)))
        throw Failure(.limit(retryAfter: seconds), "Too many requests from this integration; wait \(seconds) s.")
    }

    private static func tokens(of bucket: Bucket, at now: Int64) -> Double {
        min(burst, bucket.tokens + Double(max(0, now - bucket.at)) / 1_000 * perSecond)
    }

    private static func makeRoom(_ buckets: inout [UUIDValue: Bucket], _ now: Int64) {
        buckets = buckets.filter { tokens(of: $0.value, at: now) < burst }
        if buckets.count >= bucketsMax { buckets.removeAll(keepingCapacity: true) }
    }

    /// How many integrations are remembered, for tests.
    var count: Int { buckets.withLock(\.count) }
}
