internal import Synchronization

/// Feature use since the last flush, in memory: counting it makes no reading a write (docs/decisions/0003). Whether it is
/// kept at all is decided as it is written down (`Writing.store(_:)`).
///
/// A use is a person, a feature and the time: no address, no browser, nothing of what was looked at.
package final class UsageTally: Sendable {
    struct Use: Hashable, Sendable {
        let person: UUIDValue
        /// A raw value of `Feature`.
        let feature: String
        /// Milliseconds UTC.
        let at: Int64
    }

    /// Uses remembered between two flushes; what comes beyond is not counted.
    private static let usesMax = 50_000
    /// One use a person, feature and quarter of an hour is remembered: every zone's hours are made of those.
    private static let grain = 15 * Clock.minute

    private let uses = Mutex<Set<Use>>([])

    /// Notes that a person used a feature.
    package func count(_ feature: Feature, _ person: UUIDValue, at now: Int64) {
        count(named: feature.rawValue, person, at: now)
    }

    fileprivate func count(named name: String, _ person: UUIDValue, at now: Int64) {
        // A sign-in is a moment; of anything else the hour is enough.
        let at = name == Feature.signIn.rawValue ? now : now - now % Self.grain
        uses.withLock { uses in
            guard uses.count < Self.usesMax else { return }
            uses.insert(Use(person: person, feature: name, at: at))
        }
    }

    func take() -> Set<Use> {
        uses.withLock { uses in
            defer { uses = [] }
            return uses
        }
    }

    /// Returns what could not be written.
    func putBack(_ taken: Set<Use>) { uses.withLock { $0.formUnion(taken) } }
}

extension Customer {
    /// Notes the use of a feature by its name: the one way in for names that the compiler does not know.
    /// - Throws: `Failure.invalid("feature")` for a name that is not in the registry (promise D3).
    package func countUse(of name: String, by person: UUIDValue) throws(Failure) {
        if guards.stand(.d3) { _ = try Feature(registered: name) }
        usage.count(named: name, person, at: clock.now)
    }
}
