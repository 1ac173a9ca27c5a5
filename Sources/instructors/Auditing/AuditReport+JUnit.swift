import Domain

/// JUnit's XML, for build servers: a suite for each group, a case for each check. Warnings pass with a word; what is
/// waived or was not looked at is skipped.
extension AuditReport {
    var junit: [UInt8] {
        let counts = run.counts
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="instructors audit" tests="\(lines.count)" failures="\(counts.failed)" errors="0" \
            skipped="\(counts.notChecked + counts.waived)">

            """
        for group in AuditCheck.Group.allCases {
            let here = lines.filter { $0.check.group == group }
            guard !here.isEmpty else { continue }
            let outcomes = here.map(\.result.outcome)
            let failed = outcomes.count { $0 == .failed }
            let skipped = outcomes.count { $0 == .notChecked || $0 == .waived }
            xml += """
                <testsuite name="\(group.rawValue)" tests="\(here.count)" failures="\(failed)" \
                errors="0" skipped="\(skipped)" timestamp="\(Timestamp.instant(run.at))">

                """
            xml += here.map { Self.testCase($0.check, $0.result) }.joined()
            xml += "</testsuite>\n"
        }
        return Array((xml + "</testsuites>\n").utf8)
    }

    private static func testCase(_ check: AuditCheck, _ result: AuditResult) -> String {
        let name = escaped("\(check.id) \(check.title)")
        let start = "<testcase classname=\"audit.\(check.group.rawValue)\" name=\"\(name)\" time=\"0\""
        let detail = escaped(result.detail)
        switch result.outcome {
        case .passed: return start + "/>\n"
        case .failed: return start + "><failure message=\"\(detail)\">\(escaped(check.remedy))</failure></testcase>\n"
        case .warned: return start + "><system-out>\(detail) \(escaped(check.remedy))</system-out></testcase>\n"
        case .notChecked: return start + "><skipped message=\"\(detail)\"/></testcase>\n"
        case .waived:
            let why = result.waiver.map { "Waived by \($0.owner) until \(Timestamp.date($0.until - 1)): \($0.reason)" }
            return start + "><skipped message=\"\(escaped(why ?? result.detail))\"/></testcase>\n"
        }
    }

    /// For element content and attributes between double quotes; what XML cannot hold is left out.
    private static func escaped(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output.append(contentsOf: "&amp;".unicodeScalars)
            case "<": output.append(contentsOf: "&lt;".unicodeScalars)
            case ">": output.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": output.append(contentsOf: "&quot;".unicodeScalars)
            default:
                let isPlain = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                output.append(isPlain ? scalar : " ")
            }
        }
        return String(output)
    }
}
