/// The directory's groups.
struct GroupTexts: Sendable {
    let title = "Groups"
    let tableLabel = "Groups"
    let nameColumn = "Group"
    let membersColumn = "People"
    let sourceColumn = "Source"
    let changedColumn = "Last change"
    let membersTitle = "Members"
    let membersLabel = "Members"
    let noMembers = "Nobody is in this group. The directory sent it empty, or its members have left."
    let emptyTitle = "No groups yet"
    let emptyText =
        """
        When your directory pushes its groups, they appear here with their members. Courses and roles can \
        follow a group.
        """
    let connect = "See how to push groups"
    let recordTitle = "Directory record"
    let externalID = "Id in the directory"
    let source = "Connection"
    let arrived = "First arrived"
    let changed = "Last change"

    func lead(_ count: Int) -> String {
        "\(Count.groups(count)), kept by your directory. To change one, change it there."
    }

    func groupLead(_ people: Int, _ source: String) -> String {
        "\(Count.people(people)), as \(source) says."
    }
}
