import Domain
import Synchronization

/// A fair share for each directory connection: a bucket of tokens that fills with time, and one scan at a time.
///
/// An indexed operation costs one token, a scan twenty. Memory is constant: beyond 10,000 connections all start anew.
final class SCIMRates: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    private struct State {
        var buckets: [UUIDValue: Bucket] = [:]
        var scans: [String: Int] = [:]
    }

    static let scanCost: Double = 20
    /// Scans of one organization that may wait for their turn.
    private static let scansMax = 8
    private static let bucketsMax = 10_000

    private let perSecond: Double
    private let state = Mutex(State())
    private let turns = ScanTurns()

    /// - Parameter perSecond: tokens a second; twice as many can be saved up.
    init(perSecond: Double) {
        self.perSecond = perSecond
    }

    /// - Throws: `Failure.limit` with the seconds after which it is worth trying again.
    func take(_ cost: Double, for connection: UUIDValue?, at now: Int64) throws(Failure) {
        guard let connection else { return }
        let wait = state.withLock { state -> Double in
            if state.buckets.count >= Self.bucketsMax { state.buckets.removeAll(keepingCapacity: true) }
            var bucket = state.buckets[connection] ?? Bucket(tokens: 2 * perSecond, at: now)
            bucket.tokens = min(2 * perSecond, bucket.tokens + Double(max(0, now - bucket.at)) / 1_000 * perSecond)
            bucket.at = max(now, bucket.at)
            let missing = cost - bucket.tokens
            if missing <= 0 { bucket.tokens -= cost }
            state.buckets[connection] = bucket
            return missing
        }
        guard wait > 0 else { return }
        let seconds = max(1, Int((wait / perSecond).rounded(.up)))
        throw Failure(.limit(retryAfter: seconds), "Too many requests from this connection; wait \(seconds) s.")
    }

    /// Runs a scan of an organization's whole directory when it is its turn.
    func scan<Result: Sendable>(_ slug: String, _ body: @Sendable () async throws -> Result) async throws -> Result {
        let waiting = state.withLock { state -> Int in
            state.scans[slug, default: 0] += 1
            return state.scans[slug] ?? 0
        }
        defer {
            state.withLock { state in
                state.scans[slug, default: 1] -= 1
                if state.scans[slug] == 0 { state.scans[slug] = nil }
            }
        }
        guard waiting <= Self.scansMax else {
            throw Failure(.limit(retryAfter: 2), "Too many searches at once that no index answers; wait 2 s.")
        }
        await turns.wait(slug)
        do {
            let result = try await body()
            await turns.leave(slug)
            return result
        } catch {
            await turns.leave(slug)
            throw error
        }
    }
}

/// One at a time for each name, in the order of arrival.
private actor ScanTurns {
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    func wait(_ name: String) async {
        guard waiting[name] != nil else {
            waiting[name] = []
            return
        }
        await withCheckedContinuation { waiting[name, default: []].append($0) }
    }

    func leave(_ name: String) {
        guard var queue = waiting[name] else { return }
        guard !queue.isEmpty else {
            waiting[name] = nil
            return
        }
        let next = queue.removeFirst()
        waiting[name] = queue
        next.resume()
    }
}
