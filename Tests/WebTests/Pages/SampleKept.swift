import Domain

@testable import Web

/// Evidence, erasures and legal holds.
extension SamplePages {
    private static let day: Int64 = 86_400_000
    private static let checkpoint = CheckpointSummary(
        size: 1_204_881, at: now - 60_000, root: "pZ0cF4mQx7tVb1JrS2yNn8oLkW3eGdUa5hIqC9vTz6E=",
        text: "o\n1\nr\n\n— o s\n")

    /// Pages that show what people or directories wrote.
    static func kept(_ text: String) -> [SamplePage] {
        let context = context()
        let here = hold(text, name: text)
        let gone = hold(text, name: nil, isLeft: true)
        let ended = hold(text, name: text, endedAt: now - day)
        var form = NewHoldPage(person: "p1", name: text, fields: [.title, .workEmail])
        let pages: [(String, any ConsolePage)] = [
            ("holds", HoldsPage(holds: [here, gone, ended], mayHold: true)),
            ("hold", HoldPage(hold: here, mayHold: true)),
            ("hold, erased", HoldPage(hold: gone, mayHold: true)),
            ("hold, ended", HoldPage(hold: ended, mayHold: false)),
            ("kept", KeptPage(hold: gone, fields: [(.title, text, now - day)])),
            ("new hold", form),
        ]
        form.refusal = NewHoldPage.Refusal(field: "fields", message: text)
        form.chosen = [.title]
        form.reason = text
        let refused: [(String, any ConsolePage)] = [
            ("new hold, refused", form),
            ("erasure", ErasurePage(erasure: erasure(.effective, text), facts: CertificateFacts("removed \(text) 3"))),
            ("erasures, refused", erasures(problem: text)),
            ("evidence, refused", evidencePage(problem: text)),
        ]
        return (pages + refused).map { SamplePage(name: $0.0, html: $0.1.html(in: context)) }
    }

    /// Pages on which nothing stands that anyone wrote.
    static var evidence: [SamplePage] {
        let context = context()
        let facts = CertificateFacts(
            """
            key destroyed, fingerprint 00
            removed person 1
            removed strange 2
            searched key store: 1 found before, 0 after
            searched elsewhere: not checked, on a server
            searched here: 4 found before, 1 after
            held title until 2027-06-30
            suppressed until 2027-11-24 by user name
            """)
        let verdicts = HistoryVerdict.allCases.map { verdict -> (String, any ConsolePage) in
            let page = VerdictPage(
                verdict: verdict, size: verdict == .unreadable ? nil : 9, newest: checkpoint,
                proof: verdict == .appendOnly ? ["cm9vdA=="] : [])
            return ("verdict \(verdict)", page)
        }
        let pages: [(String, any ConsolePage)] = [
            ("evidence", evidencePage(problem: nil)),
            ("evidence, none", EvidencePage(newest: nil, key: "", checkpoints: [], days: [0])),
            ("checkpoints", CheckpointsPage(checkpoints: [checkpoint], isFirst: false, hasMore: true)),
            ("checkpoints, none", CheckpointsPage(checkpoints: [], isFirst: true, hasMore: false)),
            ("erasures", erasures(problem: nil)),
            ("erasures, none", ErasuresPage(erasures: [], mayDecide: true, isProved: false)),
            ("erasure, whole", ErasurePage(erasure: erasure(.complete, "text"), facts: facts)),
            ("erasure, begun", ErasurePage(erasure: erasure(.marked, nil), facts: nil)),
            ("holds, none", HoldsPage(holds: [], mayHold: true)),
        ]
        return (pages + verdicts).map { SamplePage(name: $0.0, html: $0.1.html(in: context)) }
    }

    private static func evidencePage(problem: String?) -> EvidencePage {
        EvidencePage(
            newest: checkpoint, key: "instructors/evidence/o+00+AA==", checkpoints: [checkpoint], days: [3, 0, 9],
            problem: problem)
    }

    private static func erasures(problem: String?) -> ErasuresPage {
        let states: [Erasure.State] = [.marked, .entered, .destroyed, .removed, .effective, .complete]
        return ErasuresPage(
            erasures: states.map { erasure($0, $0 == .effective ? "text" : nil) }, mayDecide: true, isProved: true,
            problem: problem)
    }

    private static func erasure(_ state: Erasure.State, _ certificate: String?) -> ErasureSummary {
        ErasureSummary(
            id: "e\(state)", request: "r1", cause: state == .complete ? .grace : .request, state: state,
            begunAt: now - 2 * day, effectiveAt: state == .effective ? now - day : nil,
            completeAt: state == .complete ? now : nil, residualUntil: state == .effective ? now + 9 * day : nil,
            isSuppressing: state == .marked, certificate: certificate)
    }

    private static func hold(
        _ text: String, name: String?, isLeft: Bool = false, endedAt: Int64? = nil
    ) -> HoldSummary {
        HoldSummary(
            id: "h1", person: "p1", name: name, fields: [.title, .workEmail], reason: text, begunAt: now - 30 * day,
            endsAt: now + 200 * day, endedAt: endedAt, isAllThatIsLeft: isLeft)
    }
}
