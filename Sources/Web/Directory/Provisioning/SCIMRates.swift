import Domain
import Foundation
import Synchronization

/// A fair share for each directory connection, and one scan at a time for each organization.
///
/// Indexed operations share what the machine can do: alone, a connection has all of it; with others, its part, and never
/// less than 25 a second. A scan, which looks at everyone, takes one of 25 a second; 200 can be saved up. Memory is
/// constant.
final class SCIMRates: Sendable {
    enum Cost: Sendable {
        case indexed
        case scan
    }

    private struct Bucket {
        var indexed: Double
        var scans: Double
        var at: Int64
    }

    private struct State {
        var buckets: [UUIDValue: Bucket] = [:]
        /// Connections that asked within the second that began at `secondAt`, and within the one before.
        var asking: Set<UUIDValue> = []
        var askedBefore = 1
        var secondAt: Int64 = 0
        var scansUnderWay: [String: Int] = [:]
    }

    static let guaranteedPerSecond: Double = 25
    private static let scansPerSecond: Double = 25
    private static let scansSaved: Double = 200
    /// Scans of one organization that may wait for their turn.
    private static let scansWaitingMax = 8
    /// Scans under way in all: one less than the readers that SQLite's customers share.
    private static let lanes = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
    /// Beyond so many connections all start anew.
    private static let bucketsMax = 10_000

    private let perSecond: Double
    private let state = Mutex(State())
    private let turns = ScanTurns()

    /// - Parameter perSecond: indexed operations a second that all connections together may ask for.
    init(perSecond: Double) {
        self.perSecond = perSecond
    }

    /// - Throws: `Failure.limit` with the seconds after which it is worth trying again.
    func take(_ cost: Cost, for connection: UUIDValue?, at now: Int64) throws(Failure) {
        guard let connection else { return }
        let wait = state.withLock { state -> Double in
            let share = share(of: connection, &state, now)
            if state.buckets.count >= Self.bucketsMax { state.buckets.removeAll(keepingCapacity: true) }
            var bucket = state.buckets[connection] ?? Bucket(indexed: 2 * share, scans: Self.scansSaved, at: now)
            let seconds = Double(max(0, now - bucket.at)) / 1_000
            bucket.indexed = min(2 * share, bucket.indexed + seconds * share)
            bucket.scans = min(Self.scansSaved, bucket.scans + seconds * Self.scansPerSecond)
            bucket.at = max(now, bucket.at)
            defer { state.buckets[connection] = bucket }
            switch cost {
            case .indexed:
                guard bucket.indexed >= 1 else { return (1 - bucket.indexed) / share }
                bucket.indexed -= 1
            case .scan:
                guard bucket.scans >= 1 else { return (1 - bucket.scans) / Self.scansPerSecond }
                bucket.scans -= 1
            }
            return 0
        }
        guard wait > 0 else { return }
        let seconds = max(1, Int(wait.rounded(.up)))
        throw Failure(.limit(retryAfter: seconds), "Too many requests from this connection; wait \(seconds) s.")
    }

    private func share(of connection: UUIDValue, _ state: inout State, _ now: Int64) -> Double {
        if now - state.secondAt >= 1_000 {
            state.askedBefore = now - state.secondAt < 2_000 ? max(1, state.asking.count) : 1
            state.asking.removeAll(keepingCapacity: true)
            state.secondAt = now
        }
        if state.asking.count < Self.bucketsMax { state.asking.insert(connection) }
        return max(Self.guaranteedPerSecond, perSecond / Double(max(state.askedBefore, state.asking.count)))
    }

    /// Runs a scan of an organization's whole directory when it is its turn.
    func scan<Result: Sendable>(_ slug: String, _ body: @Sendable () async throws -> Result) async throws -> Result {
        let waiting = state.withLock { state -> Int in
            state.scansUnderWay[slug, default: 0] += 1
            return state.scansUnderWay[slug] ?? 0
        }
        defer {
            state.withLock { state in
                state.scansUnderWay[slug, default: 1] -= 1
                if state.scansUnderWay[slug] == 0 { state.scansUnderWay[slug] = nil }
            }
        }
        guard waiting <= Self.scansWaitingMax else {
            throw Failure(.limit(retryAfter: 2), "Too many searches at once that no index answers; wait 2 s.")
        }
        // One for each organization, and so few in all that a reader is left for everyone else.
        let lane = "lane \(abs(slug.hashValue % Self.lanes))"
        await turns.wait(slug)
        await turns.wait(lane)
        do {
            let result = try await body()
            await turns.leave(lane)
            await turns.leave(slug)
            return result
        } catch {
            await turns.leave(lane)
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
