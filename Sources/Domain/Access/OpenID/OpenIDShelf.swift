internal import Synchronization

/// Documents of providers by where they come from (an issuer, an address), kept for an hour. Callers who want the
/// same one at the same time share one fetch.
final class OpenIDShelf<Document: Sendable>: Sendable {
    static var lifetime: Int64 { Clock.hour }
    static var renewalInterval: Int64 { Clock.minute }
    /// One organization has one provider; a few more remain from changes.
    private static var countMax: Int { 8 }

    private struct Place {
        var document: Document?
        var fetchedAt = Int64.min
        var renewedAt: Int64?
        var fetching: Task<Document, any Error>?
    }

    private let places = Mutex<[String: Place]>([:])
    private let clock: Clock
    private let fetch: @Sendable (String) async throws -> Document

    init(clock: Clock, fetch: @escaping @Sendable (String) async throws -> Document) {
        self.clock = clock
        self.fetch = fetch
    }

    /// The document, no older than an hour.
    func document(of source: String) async throws -> Document {
        let now = clock.now
        let known = places.withLock { places -> Document? in
            guard let place = places[source], now < place.fetchedAt + Self.lifetime, now >= place.fetchedAt else {
                return nil
            }
            return place.document
        }
        if let known { return known }
        return try await fetched(source)
    }

    /// The document as it is now, since it seems to have changed. Where that was asked less than a minute ago, it is
    /// the one that came then, which a caller who looked before has not seen; nil where none came.
    func renewed(of source: String) async throws -> Document? {
        let now = clock.now
        let isRecent = places.withLock { places in
            var place = places[source] ?? Place()
            // Whoever comes while it is under way waits for the answer instead of being refused.
            if place.fetching != nil { return false }
            if let last = place.renewedAt, now - last < Self.renewalInterval, now >= last { return true }
            place.renewedAt = now
            places[source] = place
            return false
        }
        return isRecent ? places.withLock { $0[source]?.document } : try await fetched(source)
    }

    /// Joins the fetch under way, or begins one. It is a task of its own: a caller who goes away must not fail the
    /// others, and the transport ends it in a bounded time.
    private func fetched(_ source: String) async throws -> Document {
        let task = places.withLock { places in
            if let fetching = places[source]?.fetching { return fetching }
            if places[source] == nil, places.count >= Self.countMax { Self.dropOldest(&places) }
            let task = Task { try await self.fetchOnce(source) }
            places[source, default: Place()].fetching = task
            return task
        }
        return try await task.value
    }

    private func fetchOnce(_ source: String) async throws -> Document {
        do {
            let document = try await fetch(source)
            places.withLock { places in
                places[source]?.document = document
                places[source]?.fetchedAt = clock.now
                places[source]?.fetching = nil
            }
            return document
        } catch {
            places.withLock { places in places[source]?.fetching = nil }
            throw error
        }
    }

    private static func dropOldest(_ places: inout [String: Place]) {
        let idle = places.filter { $0.value.fetching == nil }
        if let oldest = idle.min(by: { $0.value.fetchedAt < $1.value.fetchedAt }) { places[oldest.key] = nil }
    }
}
