@testable import Domain
@testable import Web

extension SamplePages {
    /// Two runs with every outcome, in which what was found is `text`.
    static func auditParts(_ text: String) -> [AuditPart] {
        let checks = AuditCheck.all.filter(\.isOfCustomers)
        let results = checks.enumerated().map { place, check in
            let outcome = AuditOutcome.allCases[place % AuditOutcome.allCases.count]
            let waiver = AuditWaiver(check: check.id, owner: text, until: now + Clock.day, reason: text)
            return AuditResult(
                check: check.id, outcome: outcome, detail: text, waiver: outcome == .waived ? waiver : nil)
        }
        return [AuditPart(at: now - Clock.hour, results: results), AuditPart(at: now - 8 * Clock.day, results: [])]
    }
}
