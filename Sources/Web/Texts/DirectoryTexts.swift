/// The directory page: what comes in, what waits, what is dropped.
struct DirectoryTexts: Sendable {
    let title = "Directory"
    let importFile = "Import a CSV file"
    let connect = "Connect a directory"
    let connectionsTitle = "Connections"
    let connectionsLabel = "Connections"
    let connectionColumn = "Connection"
    let stateColumn = "State"
    let lastColumn = "Last sync"
    let peopleColumn = "People"
    let tokenColumn = "Token"
    let never = "nothing yet"
    let scim = "SCIM 2.0"
    let csv = "CSV file"
    let firstAdministrator = "Set up with your organization"
    let droppedTitle = "Dropped on arrival"
    let droppedText =
        """
        Your directory sends these attributes. You have not declared them, so their values were never stored or \
        logged. We count only the names.
        """
    let droppedLabel = "Dropped attributes"
    let droppedColumn = "Attribute"
    let droppedLast = "Last"
    let nothingDropped = "Nothing was dropped this month. Your directory sends what is declared, and no more."
    let declaredTitle = "Declared"
    let always = "Always"
    let alwaysList = "User name, name, job title, work e-mail, groups"
    let notInstructed = "By your instruction"
    let nothingInstructed = "Nothing beyond that"
    let changeInstruction = "Change the instruction"
    let addressTitle = "SCIM address"
    let emptyTitle = "No directory is connected"
    let emptyText =
        """
        Once one is, each sync appears on the line above. Files, and what the brake stops, appear in a list here: \
        when they came, what they change, and whether anything waits for you.
        """
    let emptyLead = "Staff come from your directory, or from a file. Nothing is connected yet."
    let showAll = "Show all"
    let changesTitle = "Recent changes"
    let changesLabel = "Recent changes"
    let changeColumn = "Change"
    let cameColumn = "Came"
    let countsColumn = "What it changes"
    let noChanges = "No file was read and nothing was stopped yet. Each sync appears on the line above."

    func lead(people: Int, connections: Int, waiting: Int, decides: Bool) -> String {
        OverviewTexts().lead(people: people, connections: connections, waiting: waiting, decides: decides)
    }

    func droppedCount(_ month: String) -> String { "Times in \(month)" }

    func instructedOn(_ day: String) -> String { "By your instruction of \(day)" }

    func tokenEnds(_ day: String) -> String { "ends \(day)" }

    func state(_ state: ConnectionSummary.State) -> String {
        switch state {
        case .expected: "Nothing has arrived"
        case .current: "Current"
        case .staged: "Change staged"
        case .silent(let days): "Silent for \(Count.days(days))"
        case .closed: "No valid token"
        }
    }

    func kind(_ kind: ConnectionSummary.Kind) -> String {
        switch kind {
        case .directory: scim
        case .file: csv
        case .operator: firstAdministrator
        }
    }

    func waitingSince(_ moment: String) -> String { "Waiting for you since \(moment)" }

    func brake(_ brake: BrakeSetting, source: String, minutes: Int, counts: DifferenceCounts) -> HTML {
        let access: HTML =
            counts.leavers > 0
            ? """
            The \(Format(.english).number(counts.leavers)) who would be \(ChangeTexts().leave(counts)) cannot sign in for \
            now.
            """ : "Nobody’s access has ended."
        let end: HTML = counts.leaving == .removed ? "" : ", and the directory was answered normally"
        return """
            <bdi>\(source)</bdi> sent this within \(Count.minutes(minutes)). Your brake is set to \
            <b>\(Count.people(brake.people)) or \(Format(.english).percent(brake.percent)) in an hour</b>, whichever is \
            more, so the change was staged. \(access) Nothing has been erased\(end).
            """
    }

    func mostly(_ name: String) -> HTML {
        "Most belong to <b><bdi>\(name)</bdi></b>; a filter that lost the group would look the same."
    }

    func eventLabel(_ kind: DirectoryEvent.Kind, time: String) -> String {
        switch kind {
        case .sync(let changes): changes == 0 ? "\(time) sync" : "\(time) sync, \(Count.changes(changes))"
        case .file(let changes): "\(time) CSV, \(Count.changes(changes))"
        case .brake: "\(time) brake"
        case .failed: "\(time) failed"
        }
    }

    func nowLabel(_ time: String) -> String { "Now, \(time)" }

    func dayStart(_ time: String) -> String { "Yesterday, \(time)" }

    func daySentence(_ events: [String], left: Int, now: String) -> String {
        var said = "The last 24 hours. "
        if left > 0 { said += "\(Format(.english).number(left)) earlier events, then " }
        said += events.isEmpty ? "Nothing arrived. " : "\(events.joined(separator: "; ")). "
        return said + "Now it is \(now)."
    }
}
