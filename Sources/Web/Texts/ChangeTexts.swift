import Domain

/// Change sets: the difference, the decision, the progress and the result.
struct ChangeTexts: Sendable {
    let kindColumn = "Kind"
    let personColumn = "Person"
    let fieldColumn = "Field"
    let beforeColumn = "Now"
    let afterColumn = "After"
    let sourceColumn = "Source"
    let keptOutColumn = "kept out"
    let personField = "person"
    let groupField = "group"
    let activeField = "active"
    let active = "active"
    let deactivated = "deactivated"
    let removed = "removed"
    let inDirectory = "in the directory"
    let newPerson = "new"
    let stays = "stays"
    let takenOver = "kept by this source from now on"
    let hadValue = "filled"
    let blank = "empty"
    let member = "member"
    let groupEmptied = "group has no members"
    let reading = "Being read"
    let readingText = "The file is being read and compared. The difference appears here by itself."
    let expired = "Expired"
    let expiredText = "Nobody decided within a day, so the difference was thrown away. Nothing was changed."
    let waitsADay = "It waits for a day at most; then it is thrown away."
    let refusedTitle = "Rows that were not taken"
    let refusedLabel = "Rows that were not taken"
    let lineColumn = "Line"
    let reasonColumn = "What is wrong"
    let nobodyLeaves =
        "While a row is refused, nobody is shown as leaving: someone may be missing only because of an error."
    let tableLabel = "Difference"
    let differenceTitle = "The difference"
    let all = "All"
    let filterLabel = "Show only"
    let noRows = "No rows of this kind."
    let discard = "Discard"
    let keepWaiting = "Keep waiting"
    let countsTitle = "At a glance"
    let refresh = "Refresh"
    let progressTitle = "Applying"
    let backToDirectory = "To the directory"
    let staged = "Not applied yet"
    let byBrake = "Stopped by the brake"
    let applyingNow = "Being applied"
    let applied = "Applied"
    let discarded = "Discarded"
    let batches =
        """
        More than 2,000 changes are applied in batches that others can work between. If the program stops \
        midway, it goes on where it was.
        """
    let atomic = "All of them happen together, or none does."
    let rowsDeleted = "The rows are deleted once a change is decided; only the counts stay."
    let rowsWithheld = "Administrators see the rows, since they name people."

    /// What the program calls the field inside a sentence.
    func field(_ attribute: Attribute) -> String {
        let name = PersonTexts().field(attribute)
        guard let first = name.unicodeScalars.first, first.properties.isUppercase else { return name }
        return first.properties.lowercaseMapping + name.dropFirst()
    }

    func kind(_ kind: Difference.Kind) -> String {
        switch kind {
        case .joiner: "New"
        case .mover: "Changed"
        case .leaver: "Leaving"
        case .kept: "Kept out"
        }
    }

    func filter(_ kind: Difference.Kind, _ count: Int) -> String {
        "\(self.kind(kind)), \(Format(.english).number(count))"
    }

    func fields(_ attributes: [Attribute]) -> String { Format(.english).list(attributes.map { field($0) }) }

    func ownedElsewhere(_ offered: String?) -> String {
        offered.map { "A directory keeps this person, so “\($0)” is left out" } ?? "A directory keeps this person"
    }

    func refused(_ count: Int) -> String { "\(Count.rows(count)) of the file could not be taken." }

    func more(_ count: Int) -> String { "And \(Format(.english).number(count)) more. Correct these first." }

    func problem(_ reason: String, inColumn column: String) -> String { "“\(column)”: \(reason)" }

    func olderThanCorrection(_ offered: String) -> String { "“\(offered)” is older than the correction" }

    /// “212 deactivated, 4 changed, 1 new”.
    func parts(_ counts: DifferenceCounts) -> String {
        let format = Format(.english)
        var parts: [String] = []
        if counts.leavers > 0 { parts.append("\(format.number(counts.leavers)) \(leave(counts))") }
        if counts.movers > 0 {
            parts.append(
                "\(format.number(counts.movers)) \(counts.isStaged ? "with a value or a group lost" : "changed")")
        }
        if counts.joiners > 0 { parts.append("\(format.number(counts.joiners)) new") }
        return parts.isEmpty ? "nothing changed" : parts.joined(separator: ", ")
    }

    /// What becomes of leavers, as a participle.
    func leave(_ counts: DifferenceCounts) -> String {
        switch counts.leaving {
        case .deactivated: deactivated
        case .removed: removed
        }
    }

    func summary(_ counts: DifferenceCounts, shown: Int?) -> HTML {
        let kept: HTML =
            counts.kept == 0 ? "" : " \(counts.kept == 1 ? "One more is" : "\(counts.kept) more are") kept out."
        let showing: HTML? = shown.map { " Showing \($0)." }
        return "<b>\(Count.changes(counts.total)):</b> \(parts(counts)).\(kept)\(showing)"
    }

    func origin(source: String, moment: String) -> HTML { "From <bdi>\(source)</bdi>, \(moment)." }

    func countsSentence(_ counts: DifferenceCounts) -> String {
        let format = Format(.english)
        return
            """
            \(format.number(counts.joiners)) new, \(format.number(counts.movers)) changed, \
            \(format.number(counts.leavers)) leaving, \(format.number(counts.unchanged)) unchanged
            """
    }

    let countLabels = ["New", "Changed", "Leaving", "Unchanged"]

    func progress(_ done: Int, of total: Int) -> String {
        "\(Format(.english).number(done)) of \(Count.changes(total)) applied"
    }

    func begun(_ moment: String) -> String { "Begun \(moment)" }
    func ofTotal(_ total: Int) -> String { Count.changes(total) }
    func appliedBy(_ name: String, _ moment: String) -> HTML { "Applied by <bdi>\(name)</bdi>, \(moment)." }
}
