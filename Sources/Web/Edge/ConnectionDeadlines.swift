/// By when a connection has to have done what: a pure state machine, which is told what happens and when, and says when to
/// look again and what then.
///
/// What counts is time in which the client keeps us waiting. While we do not read, since a handler is not done with what
/// came before, no deadline comes nearer. How long a handler takes is its own affair.
struct ConnectionDeadlines {
    /// Milliseconds of a clock that never goes back.
    typealias Instant = Int64

    enum Verdict: Equatable {
        case goOn
        /// The client is told why: HTTP 408.
        case timeOut
        /// Nothing is under way that could be answered.
        case close
    }

    private enum Reading {
        /// Between requests, or in a handshake.
        case nothing(since: Instant)
        case head(since: Instant)
        /// - Parameters:
        ///   - from: where the present window began.
        ///   - bytes: that came within it.
        case body(since: Instant, from: Instant, bytes: Int)
    }

    private let settings: ConnectionSettings
    private var reading: Reading
    /// Since when nothing is read; nil while it is.
    private var pausedAt: Instant?
    /// Since when the client takes nothing of what is written; nil while it does.
    private var stuckAt: Instant?
    /// Requests whose answer is not complete.
    private var pending = 0
    private var hasBegunAnswer = false

    init(_ settings: ConnectionSettings, at now: Instant) {
        self.settings = settings
        reading = .nothing(since: now)
    }

    // MARK: - What happens

    mutating func bytesArrived(at now: Instant) {
        guard case .nothing = reading else { return }
        reading = .head(since: now)
    }

    /// The bytes so far were no request: browsers open connections ahead of need.
    mutating func handshakeEnded(at now: Instant) { reading = .nothing(since: now) }

    mutating func headArrived(at now: Instant) {
        pending += 1
        reading = .body(since: now, from: now, bytes: 0)
    }

    mutating func bodyArrived(_ count: Int) {
        guard case .body(let since, let from, let bytes) = reading else { return }
        reading = .body(since: since, from: from, bytes: bytes + count)
    }

    mutating func requestEnded(at now: Instant) { reading = .nothing(since: now) }

    mutating func answerBegan() { hasBegunAnswer = true }

    mutating func answerEnded(at now: Instant) {
        pending = max(0, pending - 1)
        hasBegunAnswer = false
        // Whoever waited for an answer was not idle.
        if case .nothing = reading { reading = .nothing(since: now) }
    }

    /// Reading goes on, or stops until there is room again.
    mutating func readingChanged(_ isReading: Bool, at now: Instant) {
        guard isReading else {
            pausedAt = pausedAt ?? now
            return
        }
        guard let pausedAt else { return }
        self.pausedAt = nil
        let pause = now - pausedAt
        reading =
            switch reading {
            case .nothing(let since): .nothing(since: since + pause)
            case .head(let since): .head(since: since + pause)
            case .body(let since, let from, let bytes): .body(since: since + pause, from: from + pause, bytes: bytes)
            }
    }

    mutating func writabilityChanged(_ isWritable: Bool, at now: Instant) { stuckAt = isWritable ? nil : now }

    // MARK: - What follows

    /// When to call ``look(at:)`` next; nil while nothing is waited for.
    var next: Instant? {
        let idle = Int64(settings.idleDeadline) * 1_000
        let stuck = stuckAt.map { $0 + idle }
        guard pausedAt == nil else { return stuck }
        let read: Instant? =
            switch reading {
            case .nothing(let since): pending == 0 ? since + idle : nil
            case .head(let since): since + Int64(settings.headerDeadline) * 1_000
            case .body(let since, let from, _): bodyDeadline(since, from)
            }
        return [stuck, read].compactMap(\.self).min()
    }

    private func bodyDeadline(_ since: Instant, _ from: Instant) -> Instant {
        let whole = since + Int64(settings.requestDeadline) * 1_000
        let window = from + Int64(ConnectionSettings.windowSeconds) * 1_000
        return from < whole ? min(window, whole) : window
    }

    mutating func look(at now: Instant) -> Verdict {
        guard let next, next <= now else { return .goOn }
        if let stuckAt, stuckAt + Int64(settings.idleDeadline) * 1_000 <= now { return .close }
        switch reading {
        case .nothing: return .close
        case .head: return pending == 0 ? .timeOut : .close
        case .body(let since, _, let bytes):
            let isOverdue = next >= since + Int64(settings.requestDeadline) * 1_000
            if isOverdue, bytes < ConnectionSettings.bytesPerWindow {
                return pending == 1 && !hasBegunAnswer ? .timeOut : .close
            }
            reading = .body(since: since, from: next, bytes: 0)
            return .goOn
        }
    }
}
