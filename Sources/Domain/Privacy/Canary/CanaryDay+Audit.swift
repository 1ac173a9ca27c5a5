internal import Storage

/// What is looked at from time to time (promises E2, E3).
extension CanaryDay {
    func probeAudit() async throws -> ProbeFinding {
        // As the program's own rhythm asks for it: where an audit is due, it runs now.
        _ = try await platform.auditIfDue()
        guard let last = try await platform.latestAudit() else { return .broken("No audit has run yet") }
        let days = (platform.clock.now - last.at) / Clock.day
        let age = days == 0 ? "today" : days == 1 ? "a day ago" : "\(days) days ago"
        guard try await !platform.auditIsOverdue() else { return .broken("The last audit ran \(age); it is overdue") }
        guard last.counts.isPassed else {
            return .broken("The last audit ran \(age); \(last.counts.failed) controls do not hold")
        }
        return .kept("The last audit ran \(age) and passed: \(last.counts.passed) controls hold")
    }

    func probePractice() async throws -> ProbeFinding {
        let rows = ASVSMap.answered(platform.guards)
        let unanswered = ASVSMap.openRowsWithoutOwnerOrDate(at: platform.clock.now, in: rows)
        guard unanswered.isEmpty else {
            return .broken("\(unanswered.count) open requirements have no owner, or their day has passed")
        }
        let met = rows.filter { $0.state == .met }.count
        let open = rows.filter { if case .open = $0.state { true } else { false } }.count
        return .kept("\(rows.count) requirements of OWASP ASVS: \(met) met, \(open) open with an owner and a date")
    }
}
