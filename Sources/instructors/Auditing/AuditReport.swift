import Domain

/// A run with the check that each result belongs to: what every form of the report is made of.
struct AuditReport: Sendable {
    let run: AuditRun
    /// In the order of the report; a check that this version does not know any more is left out.
    let lines: [(check: AuditCheck, result: AuditResult)]

    init(_ run: AuditRun) {
        self.run = run
        lines = run.results.compactMap { result in AuditCheck.named(result.check).map { ($0, result) } }
    }

    /// “41 passed, 1 failed, 6 warned, 3 not checked, 0 waived.”
    var summary: String {
        let counts = run.counts
        return "\(counts.passed) passed, \(counts.failed) failed, \(counts.warned) warned, "
            + "\(counts.notChecked) not checked, \(counts.waived) waived."
    }

    /// The ids of controls that do not hold.
    var failed: [String] { run.results.filter { $0.outcome == .failed }.map(\.check) }

    /// For people: by group, the remedy under what does not hold, the summary at the end.
    var text: String {
        var output = ""
        for group in AuditCheck.Group.allCases {
            let here = lines.filter { $0.check.group == group }
            guard !here.isEmpty else { continue }
            output += (output.isEmpty ? "" : "\n") + "\(group.title)\n"
            let rows = Columns.lines(
                here.map { [Self.word($0.result.outcome), $0.check.id, $0.check.title, $0.result.detail] })
            for (row, line) in zip(rows, here) {
                output += "  \(row)\n"
                if let waiver = line.result.waiver {
                    output +=
                        "          waived by \(waiver.owner) until \(Timestamp.date(waiver.until - 1)): "
                        + "\(waiver.reason)\n"
                }
                if line.result.outcome == .failed || line.result.outcome == .warned {
                    output += "          \(line.check.remedy)\n"
                }
            }
        }
        return output + "\n\(summary)\n"
    }

    private static func word(_ outcome: AuditOutcome) -> String {
        switch outcome {
        case .passed: "pass"
        case .failed: "FAIL"
        case .warned: "warn"
        case .notChecked: "–"
        case .waived: "waived"
        }
    }
}
