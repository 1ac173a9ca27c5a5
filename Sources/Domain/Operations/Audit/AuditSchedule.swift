/// When the audit has to run (promise E2).
package enum AuditSchedule {
    /// Between two runs.
    package static let interval = 7 * Clock.day
    /// Beyond the interval before a run counts as missed: a server may have been down for a night.
    package static let tolerance = Clock.day

    /// - Parameter last: when the last run was; nil where there was none.
    package static func isDue(last: Int64?, at now: Int64) -> Bool {
        last.map { now >= $0 + interval } ?? true
    }

    /// Whether the promise is broken: no run within the interval.
    package static func isOverdue(last: Int64?, since beginning: Int64?, at now: Int64) -> Bool {
        guard let from = last ?? beginning else { return false }
        return now > from + interval + tolerance
    }
}
