import Domain

/// Directory groups, and who is in them by id.
enum GroupsAPI {
    static let operations: [APIOperation] = [
        .page(
            APIWords(
                id: "listGroups", path: "groups", tag: "Groups", summary: "List the groups",
                about: "The directory groups, in order of id."),
            parameters: [.updatedAfter("Only groups that were renamed, or that someone came to or left, later.")],
            group,
            .reads { (tx, question, permit: Permit<ReadGroups>) in
                try tx.groups(
                    updatedAfter: question.arguments.instant("updatedAfter"), after: question.place,
                    limit: question.limit, permit)
            }, as: { group, _ in group }),
        .resource(
            APIWords(id: "readGroup", path: "groups/{id}", tag: "Groups", summary: "Read one group", about: ""), group,
            .reads { (tx, question, permit: Permit<ReadGroups>) in
                try tx.group(try question.id(), unless: question.condition.contains, permit)
            }, as: { group, _ in group }),
        .page(
            APIWords(
                id: "listMembers", path: "groups/{id}/members", tag: "Groups", summary: "List the members of a group",
                about: """
                    By id, in order of id. Who they are takes `people:read`. That they were read is recorded, and the \
                    organization can see it.
                    """),
            member,
            .records { (tx, question, permit: Permit<ReadGroups>) in
                try tx.members(of: try question.id(), after: question.place, limit: question.limit, permit)
            }, as: { member, _ in member }),
    ]

    static let group = APIObject<GroupListing>(
        "Group", "A group of the directory.",
        [
            .id("id", "Stays while the group is there.") { $0.id },
            .text("name", "As the directory wrote it.") { $0.name },
            .textIfAny("externalId", "The directory's own id of the group.") { $0.externalID },
            .id("source", "The id of the connection that keeps the group.") { $0.source },
            .count("memberCount", "How many belong to it.") { $0.members },
            .instant("createdAt", "When it was first brought.") { $0.createdAt },
            .instant("updatedAt", "When it was last renamed, or someone came or left.") { $0.changedAt },
        ])

    static let member = APIObject<UUIDValue>(
        "Member", "Someone in a group.", [.id("id", "The person's id.") { $0 }])
}
