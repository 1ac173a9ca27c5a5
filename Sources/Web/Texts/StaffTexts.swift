/// The list of staff.
struct StaffTexts: Sendable {
    let title = "Staff"
    let searchLabel = "Name, e-mail or job title"
    let stateLabel = "State"
    let departmentLabel = "Department"
    let sourceLabel = "Source"
    let show = "Show"
    let search = "Search staff"
    let anyState = "Any state"
    let allConnections = "All connections"
    let clear = "Clear"
    let removeFilter = ": remove filter"
    let initialIndex = "Jump to initial"
    let tableLabel = "Staff"
    let nameColumn = "Name"
    let titleColumn = "Job title"
    let departmentColumn = "Department"
    let sourceColumn = "Source"
    let stateColumn = "State"
    let sortDown = "sort from the end"
    let sortUp = "sort from the beginning"
    let emptyTitle = "Nobody is here yet"
    let emptyText =
        """
        Staff are never typed in here. Connect your directory or import a list, and everyone appears with name, \
        job title and work e-mail.
        """
    let connect = "Connect a directory"
    let importFile = "Import a CSV file"
    let noMatchTitle = "Nobody matches"
    let noMatchText =
        """
        Names, e-mail addresses and job titles are compared without regard to capitals. Someone who left is \
        found under “Left”.
        """
    let showAll = "Show all staff"

    func allDepartments(_ count: Int) -> String { "All \(Format(.english).number(count))" }

    /// - Parameter left: those who are still held and not counted as people.
    func lead(_ people: Int, left: Int) -> String {
        let lead = "\(Count.people(people)). To add or remove someone, change the directory or file they come from."
        guard left > 0 else { return lead }
        let have = left == 1 ? "has left and is" : "have left and are"
        return "\(lead) \(Format(.english).number(left)) more \(have) due for erasure."
    }

    func count(_ number: Int) -> String { Count.people(number) }

    /// “256 of 4,318 people match”.
    func matches(_ number: Int, of total: Int) -> HTML {
        let format = Format(.english)
        let verb = number == 1 ? "matches" : "match"
        return "<b>\(format.number(number)) of \(format.number(total))</b> people \(verb)"
    }

    func initial(_ letter: String, _ count: Int) -> String { "\(letter), \(Count.people(count))" }

    func beginsWith(_ letter: String) -> String { "begins with \(letter)" }

    func quoted(_ text: String) -> String { "“\(text)”" }

    func state(_ kind: StaffState.Kind) -> String {
        switch kind {
        case .active: "Active"
        case .deactivated: "Deactivated"
        case .held: "Access held"
        case .left: "Left"
        }
    }

    func leftErased(_ day: String) -> String { "Left, due for erasure on \(day)" }
}
