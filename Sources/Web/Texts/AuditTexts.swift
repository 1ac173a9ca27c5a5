import Domain

/// The security audit, in the operator's and in each customer's console. What a check says of itself: `AuditCheck`.
struct AuditTexts: Sendable {
    let title = "Audit"
    let none = "No audit yet"
    let noneText = "The program looks at itself every seven days. The first run comes within the hour of its start."
    let noneHere = "No audit has looked at your database yet"
    let run = "Run it now"
    let lineStart = "The first of these runs"
    let next = "Next run"
    let now = "Now"
    let margin = "How to read it"
    let marginText = """
        Each line is a control that protects people’s data. A warning does not break a promise; what was not looked at \
        is not held to be fine. The history shows the last thirty runs: a tick where it held, a full red bar where it \
        did not.
        """
    let marginWaived = """
        Where somebody answers for a control that does not hold, their role, the day and the reason stand beside it.
        """
    let chain = "This run’s hash"
    let chainText = """
        It stands in the evidence and in the next run. Whoever changes a run later has to change all that follow.
        """
    let command = "The same at the command line"
    let customerLead = """
        The program looks at your database every seven days: whether it is durable, whether what is stored was \
        declared, who can get in, and whether what has served is removed. Nobody’s data is opened for it.
        """
    let ownPart = "Your part"

    /// “50 controls.” and how many of them do not hold.
    func verdict(_ counts: AuditCounts) -> (all: String, broken: String?) {
        let total = counts.passed + counts.failed + counts.warned + counts.notChecked + counts.waived
        let broken = counts.failed == 1 ? "One fails." : "\(counts.failed) fail."
        return ("\(Count.noun(Int(total), "control", "controls")).", counts.failed == 0 ? nil : broken)
    }

    let noneFails = "None fails."

    func lead(_ counts: AuditCounts, at moment: String) -> String {
        var parts = ["\(counts.passed) hold"]
        if counts.warned > 0 { parts.append(Count.noun(Int(counts.warned), "warning", "warnings")) }
        if counts.notChecked > 0 { parts.append("\(counts.notChecked) not looked at") }
        if counts.waived > 0 { parts.append("\(counts.waived) waived") }
        return "Looked at \(moment): \(Format(.english).list(parts))."
    }

    func lineSentence(runs: Int, failed: Int) -> String {
        "\(Count.noun(runs, "run", "runs")) so far, \(failed) of them with a control that did not hold."
    }

    func history(held: Int, failed: Int) -> String { "The last runs: held \(held), failed \(failed)." }
    func runs(_ count: Int) -> String { Count.noun(count, "run", "runs") }

    func word(_ outcome: AuditOutcome) -> String {
        switch outcome {
        case .passed: "Holds"
        case .failed: "Does not hold"
        case .warned: "Warning"
        case .notChecked: "Not looked at"
        case .waived: "Waived"
        }
    }

    let remedy = "What to do."

    func waived(_ waiver: AuditWaiver, until day: String) -> String {
        "\(waiver.owner) answers for it until \(day): \(waiver.reason)"
    }

    func promise(_ id: String, asvs: [String]) -> String {
        asvs.isEmpty ? "Promise \(id)" : "Promise \(id) · ASVS \(asvs.joined(separator: ", "))"
    }

    func overdue(_ days: Int) -> String {
        "The audit is overdue: the last run was \(Count.days(days)) ago. The promise is seven days."
    }
}
