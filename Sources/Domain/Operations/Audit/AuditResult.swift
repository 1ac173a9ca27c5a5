/// How a check came out.
package enum AuditOutcome: String, Sendable, CaseIterable {
    case passed, failed, warned
    case notChecked = "not-checked"
    /// It does not hold, and somebody answers for that until a day.
    case waived
}

/// One check's result in a run.
package struct AuditResult: Sendable, Equatable {
    /// The check's id.
    package let check: String
    package let outcome: AuditOutcome
    /// What was found; nobody's name.
    package let detail: String
    /// Who answers for it, where it is waived.
    package let waiver: AuditWaiver?

    init(check: String, outcome: AuditOutcome, detail: String, waiver: AuditWaiver? = nil) {
        self.check = check
        self.outcome = outcome
        self.detail = detail
        self.waiver = waiver
    }

    init(check: String, _ verdict: AuditVerdict) {
        switch verdict {
        case .pass(let detail): self.init(check: check, outcome: .passed, detail: detail)
        case .warn(let detail): self.init(check: check, outcome: .warned, detail: detail)
        case .fail(let detail): self.init(check: check, outcome: .failed, detail: detail)
        case .notChecked(let detail): self.init(check: check, outcome: .notChecked, detail: detail)
        }
    }
}

/// How many checks came out how.
package struct AuditCounts: Sendable, Equatable {
    package var passed: Int64 = 0
    package var failed: Int64 = 0
    package var warned: Int64 = 0
    package var notChecked: Int64 = 0
    package var waived: Int64 = 0

    package init() {}

    package init(_ results: [AuditResult]) {
        for result in results {
            switch result.outcome {
            case .passed: passed += 1
            case .failed: failed += 1
            case .warned: warned += 1
            case .notChecked: notChecked += 1
            case .waived: waived += 1
            }
        }
    }

    /// Warnings and what was not looked at do not fail a run; a control that does not hold does.
    package var isPassed: Bool { failed == 0 }
}

/// One run of the audit, as it is kept.
package struct AuditRun: Sendable, Equatable {
    package let id: UUIDValue
    /// Milliseconds UTC.
    package let at: Int64
    /// In the order of the report.
    package let results: [AuditResult]
    /// What each customer's own checks found, by the customer's id.
    package let customers: [UUIDValue: [AuditResult]]
    /// SHA-256 of the run before, 32 bytes; nil for the first.
    package let previous: [UInt8]?

    package var counts: AuditCounts { AuditCounts(results) }
    package var isPassed: Bool { counts.isPassed }
}

/// A kept run as lists show it.
package struct AuditSummary: Sendable, Equatable {
    package let id: UUIDValue
    package let at: Int64
    package let counts: AuditCounts
}
