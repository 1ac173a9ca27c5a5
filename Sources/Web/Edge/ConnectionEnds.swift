import Metrics

/// How often connections were ended for what reason; never whose.
struct ConnectionEnds: Sendable {
    enum Reason: String, CaseIterable {
        /// A request that did not come within its time, and was told so.
        case timeOut = "time-out"
        /// Idle, or an answer that nobody takes.
        case close
        /// No place was left, in all or for the address.
        case noPlace = "no-place"
    }

    private let counters = Dictionary(
        uniqueKeysWithValues: Reason.allCases.map { reason in
            (reason, Counter(label: "connections_ended_total", dimensions: [("reason", reason.rawValue)]))
        })

    func count(_ reason: Reason) { counters[reason]?.increment() }
}
