/// What a change set is called at each stage, and what a decision on it does.
extension ChangeTexts {
    var discardTitle: String { "Discard this change?" }

    /// What the brake holds: “40 people would be deactivated at once”.
    func waiting(_ counts: DifferenceCounts) -> String {
        counts.leavers > 0
            ? "\(Count.people(counts.leavers)) would be \(leave(counts)) at once"
            : "\(Count.people(counts.movers)) would lose a value or a group at once"
    }

    func title(_ counts: DifferenceCounts, _ stage: ChangePage.Stage) -> String {
        counts.isStaged ? stagedTitle(counts, stage) : fileTitle(counts, stage)
    }

    private func stagedTitle(_ counts: DifferenceCounts, _ stage: ChangePage.Stage) -> String {
        let people = Count.people(counts.leavers > 0 ? counts.leavers : counts.movers)
        switch stage {
        case .reading, .waiting, .applying, .expired:
            return waiting(counts)
        case .applied:
            let were = counts.leavers == 1 ? "was" : "were"
            return counts.leavers > 0 ? "\(people) \(were) \(leave(counts))" : "\(people) lost a value or a group"
        case .discarded:
            return "Discarded: \(people) kept \(counts.leavers > 0 ? "access" : "a value or a group")"
        case .withdrawn:
            return "Taken back by the directory"
        }
    }

    private func fileTitle(_ counts: DifferenceCounts, _ stage: ChangePage.Stage) -> String {
        switch stage {
        case .reading: "This file is being read"
        case .waiting:
            counts.total == 0 ? "This file changes nothing" : "This file makes \(Count.changes(counts.total))"
        case .applying: "This file is making \(Count.changes(counts.total))"
        case .applied: "This file made \(Count.changes(counts.total))"
        case .discarded, .withdrawn: "Discarded: this file changed nothing"
        case .expired: "Expired: this file changed nothing"
        }
    }

    // MARK: - Applying

    func apply(_ total: Int) -> String {
        total == 1 ? "Apply exactly this one" : "Apply exactly these \(Format(.english).number(total))"
    }

    func confirmTitle(_ counts: DifferenceCounts) -> String {
        if counts.leavers > 0 { return deed(counts) + "?" }
        return counts.isStaged
            ? "Let \(Count.people(counts.movers)) lose a value or a group?" : "Apply \(Count.changes(counts.total))?"
    }

    func confirmButton(_ counts: DifferenceCounts) -> String {
        counts.leavers > 0 ? deed(counts) : apply(counts.total)
    }

    private func deed(_ counts: DifferenceCounts) -> String {
        "\(counts.leaving == .removed ? "Remove" : "Deactivate") \(Count.people(counts.leavers))"
    }

    /// What applying does, before it is done.
    func consequence(_ counts: DifferenceCounts, graceDays: Int, dueOn: String) -> String {
        let lost = "What \(Count.people(counts.movers)) lost stays lost."
        guard counts.leavers > 0 else {
            return counts.isStaged ? "\(lost) Nobody’s access changes." : "Nothing has been done yet."
        }
        let now =
            counts.isStaged
            ? "They stay signed out." : "They are signed out at once; if they are many, the brake asks you again."
        let (whom, source) =
            counts.leaving == .removed ? ("of them", "a file") : ("of those whom the directory has removed", "it")
        return
            """
            \(now) After your grace period of \(Count.days(graceDays)), on \(dueOn), what is held \(whom) is due for \
            erasure. Until then \(source) can bring each of them back.\(counts.isStaged && counts.movers > 0 ? " " + lost : "")
            """
    }

    // MARK: - Discarding

    func discardButton(_ counts: DifferenceCounts) -> String {
        guard counts.isStaged else { return discard }
        return counts.leavers > 0 ? "Discard and restore access" : "Discard and give back"
    }

    /// What discarding does, before it is done.
    func discardText(_ counts: DifferenceCounts) -> String {
        guard counts.isStaged else { return "The difference is thrown away. Nothing was changed, and nothing will be." }
        var text = [discarded(leavers: counts.leavers, movers: counts.movers)]
        if counts.leavers > 0 { text.append(stayActive(counts)) }
        let source = counts.leaving == .removed ? "a file" : "the directory"
        text.append("If \(source) sends the same again, it is staged again.")
        return text.joined(separator: " ")
    }

    /// What discarding did, said once.
    func discarded(leavers: Int, movers: Int) -> String {
        var text: [String] = []
        if leavers > 0 { text.append("\(Count.people(leavers)) can sign in again at once.") }
        if movers > 0 { text.append("What \(Count.people(movers)) lost is given back.") }
        return text.isEmpty ? "Nothing was changed." : text.joined(separator: " ")
    }

    /// What discarding did, as it stays on the page.
    func discardedBy(_ name: String, _ moment: String, _ counts: DifferenceCounts) -> HTML {
        let did: HTML = "Discarded by <bdi>\(name)</bdi>, \(moment)."
        guard counts.isStaged else { return "\(did) Nothing was changed." }
        var text: [String] = []
        if counts.leavers > 0 { text.append("\(Count.people(counts.leavers)) got access back. \(stayActive(counts))") }
        if counts.movers > 0 { text.append("What \(Count.people(counts.movers)) had lost was given back.") }
        return "\(did) \(text.joined(separator: " "))"
    }

    /// What becomes of people without a directory record whose access was given back.
    private func stayActive(_ counts: DifferenceCounts) -> String {
        counts.leaving == .removed
            ? "They stay active without a record until a file brings them again or an administrator ends their access."
            : """
            People whose record the directory deleted stay active without a record until the directory sends them \
            again or an administrator ends their access.
            """
    }

    func withdrawnAt(_ moment: String) -> String {
        "The directory sent everyone again before anybody had decided, \(moment). Nothing is left to decide."
    }

    // MARK: - What the brake stopped of a file

    func stopped(_ people: Int) -> String {
        """
        The brake has stopped a part of it: \(people == 1 ? "one person waits" : "\(Count.people(people)) wait") for a \
        decision on the directory page.
        """
    }

    func heldOf(_ people: Int) -> String { "\(Count.people(people)) held by the brake until somebody decides" }
}
