/// The overview of an organization.
struct OverviewTexts: Sendable {
    let title = "Overview"
    let waitingTitle = "Waiting for you"
    let nothingWaiting = "Nothing is waiting for you"
    let nothingWaitingText = """
        When a directory or a file would end the access of many people at once, or take a value or a group from many, \
        the change stops here and asks you.
        """
    let decide = "Look and decide"
    let look = "Look at it"
    let waitingForOthers = "Waiting for an administrator"
    let staffTitle = "Staff"
    let active = "Can sign in"
    let deactivated = "Deactivated"
    let held = "Access held"
    let leaving = "Left, due for erasure"
    let groups = "Groups"
    let noticesTitle = "Operator access"
    let escalated = "A change has waited for a decision for seven days."
    let connectionsTitle = "Connections"
    let allStaff = "See all staff"
    let emptyLead = "Nobody is here yet. Two ways bring your staff in; both keep only what you have declared."
    let emptyTitle = "Next steps"
    let connectTitle = "Connect a directory"
    let connectText =
        """
        Microsoft Entra ID, Okta, or anything else that speaks SCIM 2.0. Staff then appear, change and leave by \
        themselves.
        """
    let connect = "Connect a directory"
    let importTitle = "Import a CSV file"
    let importText = """
        A list with a name and a work e-mail for each person. You see the difference before anything is stored.
        """
    let importFile = "Import a CSV file"
    let attributesTitle = "Say what may be held"
    let attributesText =
        """
        Name, job title and work e-mail are always held. Department, manager, employee number and work phone \
        only if you say so.
        """
    let attributes = "Declare attributes"

    func waitsForOthers(_ since: String) -> String { "Waits for an administrator since \(since)" }

    /// - Parameter decides: whether the reader is one of those who decide what waits.
    func lead(people: Int, connections: Int, waiting: Int, decides: Bool) -> String {
        guard connections > 0 else { return "\(Count.people(people)), and nothing is connected yet." }
        let sources = "\(Count.people(people)) from \(Count.inWords(connections, "connection", "connections"))."
        let count = Count.inWords(waiting, "change", "changes")
        return switch (waiting, decides) {
        case (0, _): "\(sources) Nothing is waiting for you."
        case (1, true): "\(sources) One change is waiting for you."
        case (1, false): "\(sources) One change waits for an administrator."
        case (_, true): "\(sources) \(count) are waiting for you."
        case (_, false): "\(sources) \(count) wait for an administrator."
        }
    }

    func wasHere(_ reason: String?) -> String {
        reason.map { "The operator was here, for this reason: “\($0)”" } ?? "The operator was here."
    }

    func gaveAccess(_ reason: String?) -> String {
        reason.map { "The operator had access: “\($0)”" } ?? "The operator had access."
    }
}
