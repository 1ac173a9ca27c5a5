/// From facts to results: each check is asked, and the operator's waivers are applied.
extension AuditFacts {
    /// The results of the report, in its order, and those of each customer.
    func judged() -> (results: [AuditResult], customers: [UUIDValue: [AuditResult]]) {
        var results: [AuditResult] = []
        var parts: [UUIDValue: [AuditResult]] = [:]
        for check in AuditCheck.all {
            switch check.scope {
            case .installation(let judge):
                results.append(waived(AuditResult(check: check.id, judge(self))))
            case .customer(let judge):
                var verdicts: [(slug: String, verdict: AuditVerdict)] = []
                for customer in customers {
                    let verdict = judge(customer, self)
                    verdicts.append((customer.slug, verdict))
                    parts[customer.organization, default: []].append(
                        waived(AuditResult(check: check.id, verdict)))
                }
                results.append(waived(AuditResult(check: check.id, Self.combined(verdicts))))
            }
        }
        return (results, parts)
    }

    /// The gravest verdict counts for all; what could not be looked at in one customer is not held to be fine.
    static func combined(_ verdicts: [(slug: String, verdict: AuditVerdict)]) -> AuditVerdict {
        guard let first = verdicts.first else { return .notChecked("There is no organization yet.") }
        func text(_ matching: [(slug: String, verdict: AuditVerdict)]) -> String {
            let shown = matching.prefix(3).map { "\($0.slug): \($0.verdict.detail)" }.joined(separator: " ")
            let rest = matching.count > 3 ? " And \(matching.count - 3) more." : ""
            return "\(matching.count) of \(verdicts.count) organizations. \(shown)\(rest)"
        }
        let failed = verdicts.filter { if case .fail = $0.verdict { true } else { false } }
        if !failed.isEmpty { return .fail(text(failed)) }
        let unknown = verdicts.filter { if case .notChecked = $0.verdict { true } else { false } }
        if unknown.count == verdicts.count { return .notChecked(first.verdict.detail) }
        if !unknown.isEmpty { return .notChecked(text(unknown)) }
        let warned = verdicts.filter { if case .warn = $0.verdict { true } else { false } }
        if !warned.isEmpty { return .warn(text(warned)) }
        return .pass(
            verdicts.count == 1 ? "\(first.slug): \(first.verdict.detail)" : "In all \(verdicts.count) organizations.")
    }

    /// A living waiver speaks for a control that does not hold; one that has ended makes it fail, also where it would
    /// only be warned of: somebody promised to have seen to it.
    private func waived(_ result: AuditResult) -> AuditResult {
        guard result.outcome == .failed || result.outcome == .warned, let waiver = waivers.of(result.check) else {
            return result
        }
        return waiver.isLiving(at: now)
            ? AuditResult(check: result.check, outcome: .waived, detail: result.detail, waiver: waiver)
            : AuditResult(
                check: result.check, outcome: .failed, detail: "\(result.detail) The waiver of it has ended.",
                waiver: waiver)
    }
}

extension AuditVerdict {
    var detail: String {
        switch self {
        case .pass(let detail), .warn(let detail), .fail(let detail), .notChecked(let detail): detail
        }
    }
}
