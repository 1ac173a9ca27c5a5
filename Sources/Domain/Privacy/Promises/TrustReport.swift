/// Every promise with what its probe found: what `/trust`, the customer's own page and the command show.
package struct TrustReport: Sendable {
    /// A probe that has not run for so long is overdue, and its promise not shown to be kept.
    package static let intervalMax = 26 * Clock.hour
    /// How far back the history goes, a day each.
    package static let days = 30

    /// How a promise stands now.
    package enum Standing: Sendable, Equatable {
        case kept
        /// Since the first failed run of those that failed one after another, milliseconds UTC.
        case broken(since: Int64)
        /// Since when a run is due, milliseconds UTC.
        case overdue(since: Int64)
        case notChecked
        case notYet(reason: String)
    }

    /// One day's results: the worst counts.
    package enum Day: Sendable, Equatable { case none, kept, broken, notChecked }

    package struct Row: Sendable {
        package let promise: Promise
        package let standing: Standing
        package let last: ProbeRun?
        /// The oldest first; the last one is today (UTC).
        package let days: [Day]
        /// The failed runs of these days and what they found, the newest first; at most 20.
        package let failures: [ProbeRun]
    }

    /// Milliseconds UTC.
    package let now: Int64
    package let rows: [Row]

    /// - Parameters:
    ///   - runs: of the days shown, the oldest first.
    ///   - promises: those that the report is about.
    init(_ runs: [ProbeRun], promises: [Promise] = Promise.all, at now: Int64) {
        self.now = now
        let byPromise = Dictionary(grouping: runs, by: \.promise)
        rows = promises.map { Self.row($0, byPromise[$0.id] ?? [], now) }
    }

    package var inForce: [Row] { rows.filter(\.promise.isInForce) }
    package var kept: [Row] { rows.filter { $0.standing == .kept } }
    package var notChecked: [Row] { rows.filter { $0.standing == .notChecked } }
    package var notYet: [Row] { rows.filter { !$0.promise.isInForce } }

    /// In force, and failed or overdue.
    package var notKept: [Row] {
        rows.filter { row in
            switch row.standing {
            case .broken, .overdue: true
            case .kept, .notChecked, .notYet: false
            }
        }
    }

    /// The beginning of the first day shown, milliseconds UTC.
    package static func firstDay(_ now: Int64) -> Int64 { now - now % Clock.day - Int64(days - 1) * Clock.day }

    private static func row(_ promise: Promise, _ runs: [ProbeRun], _ now: Int64) -> Row {
        if case .notYet(let reason) = promise.state {
            return Row(promise: promise, standing: .notYet(reason: reason), last: nil, days: [], failures: [])
        }
        var days = [Day](repeating: .none, count: Self.days)
        let first = firstDay(now)
        for run in runs where run.at >= first {
            let place = min(Int((run.at - first) / Clock.day), Self.days - 1)
            days[place] = worse(days[place], run.outcome)
        }
        let failures = runs.filter { $0.outcome == .broken }.suffix(20).reversed()
        return Row(
            promise: promise, standing: standing(runs, now), last: runs.last, days: days, failures: Array(failures))
    }

    private static func worse(_ day: Day, _ outcome: ProbeRun.Outcome) -> Day {
        switch outcome {
        case .broken: .broken
        case .notChecked: day == .broken ? day : .notChecked
        case .kept: day == .none ? .kept : day
        }
    }

    private static func standing(_ runs: [ProbeRun], _ now: Int64) -> Standing {
        guard let last = runs.last else { return .notChecked }
        guard last.at >= now - intervalMax else { return .overdue(since: last.at + intervalMax) }
        switch last.outcome {
        case .kept: return .kept
        case .notChecked: return .notChecked
        case .broken:
            var since = last.at
            for run in runs.reversed() {
                guard run.outcome == .broken else { break }
                since = run.at
            }
            return .broken(since: since)
        }
    }
}
