import Domain

/// What directories brought: counts, and nobody's name.
enum SyncLogAPI {
    private static let tag = "Sync log"

    static let operations: [APIOperation] = [
        .page(
            APIWords(
                id: "listConnections", path: "connections", tag: tag, summary: "List the directory connections",
                about: "In order of id."), connection,
            .reads { (tx, question, permit: Permit<ReadSyncLog>) in
                try tx.connections(after: question.place, limit: question.limit, permit)
            }, as: { connection, _ in connection }),
        .resource(
            APIWords(
                id: "readConnection", path: "connections/{id}", tag: tag, summary: "Read one directory connection",
                about: ""), connection,
            .reads { (tx, question, permit: Permit<ReadSyncLog>) in
                try tx.connection(try question.id(), unless: question.condition.contains, permit)
            }, as: { connection, _ in connection }),
        .page(
            APIWords(
                id: "listArrivals", path: "arrivals", tag: tag, summary: "What arrived in each hour",
                about: "The oldest hour first. Counts are written down every few seconds."),
            parameters: [
                APIParameter(name: "since", kind: .instant, about: "Only hours that begin at this instant or later."),
                APIParameter(name: "connection", kind: .id, about: "Only what came over this connection."),
            ], arrival,
            .reads { (tx, question, permit: Permit<ReadSyncLog>) in
                try tx.arrivals(
                    since: question.arguments.instant("since"), of: question.arguments.id("connection"),
                    after: question.place, limit: question.limit, permit)
            }, as: { arrival, _ in arrival }),
        .page(
            APIWords(
                id: "listDroppedNames", path: "dropped-names", tag: tag,
                summary: "Which attributes were sent and not kept",
                about: "Names and how often, never values, by connection."),
            parameters: [
                APIParameter(name: "month", kind: .month, about: "The month, UTC; the present one where none is named.")
            ], dropped,
            .reads { (tx, question, permit: Permit<ReadSyncLog>) in
                try tx.droppedNames(
                    in: question.arguments.text("month"), after: question.place, limit: question.limit, permit)
            }, as: { dropped, _ in dropped }),
        .page(
            APIWords(
                id: "listChangeSets", path: "change-sets", tag: tag, summary: "List the change sets",
                about: "What files changed, and what the brake holds or held, in the order of their making."),
            parameters: [
                APIParameter(name: "state", kind: .word(states), about: "Only change sets in this state."),
                .updatedAfter("Only change sets that were made or decided later."),
            ], changeSet,
            .reads { (tx, question, permit: Permit<ReadSyncLog>) in
                let filter = ChangeSetFilter(
                    state: question.arguments.text("state").flatMap(ChangeSet.State.init(rawValue:)),
                    updatedAfter: question.arguments.instant("updatedAfter"))
                return try tx.changeSets(filter, after: question.place, limit: question.limit, permit)
            }, as: { changeSet, _ in changeSet }),
        .resource(
            APIWords(
                id: "readChangeSet", path: "change-sets/{id}", tag: tag, summary: "Read one change set", about: ""),
            changeSet,
            .reads { (tx, question, permit: Permit<ReadSyncLog>) in
                try tx.changeSet(try question.id(), unless: question.condition.contains, permit)
            }, as: { changeSet, _ in changeSet }),
    ]

    private static let states = [
        ChangeSet.State.reading, .proposed, .applying, .staged, .applied, .discarded, .expired,
    ].map(\.rawValue)

    static let connection = APIObject<DirectoryConnection>(
        "Connection", "Where directory records come from.",
        [
            .id("id", "Stays.") { $0.id },
            .word("kind", of: ["operator", "scim", "csv"], "`operator`: the first administrator's record.") {
                $0.kind.rawValue
            },
            .text("name", "As the administrator named it.") { $0.name },
            .count("recordCount", "Directory records that it keeps now.") { $0.records },
            .instant("createdAt", "When it was made.") { $0.createdAt },
            .instantIfAny("lastArrivalAt", "When it last brought something.") { $0.arrivedAt },
        ])

    static let arrival = APIObject<ArrivalHour>(
        "Arrival", "What one connection brought within one hour.",
        [
            .id("connection", "The connection's id.") { $0.connection },
            .instant("hour", "When the hour began.") { $0.hour },
            .count("created", "Records and groups that came.") { $0.created },
            .count("changed", "Records and groups that changed.") { $0.changed },
            .count("departed", "Records and groups that went.") { $0.departed },
            .count("reads", "Records that the directory read back.") { $0.reads },
            .count("refused", "Requests that were refused.") { $0.refused },
        ])

    static let dropped = APIObject<DroppedListing>(
        "DroppedName", "An attribute that a directory sends and that is not kept.",
        [
            .id("connection", "The connection's id.") { $0.connection },
            .text("name", "The attribute's name.") { $0.name },
            .count("times", "How often it came in the month.") { $0.times },
            .instant("lastAt", "When it last came.") { $0.lastAt },
        ])

    static let changeSet = APIObject<ChangeSetListing>(
        "ChangeSet", "What a file would change or did, or what the brake holds or held.",
        [
            .id("id", "Stays.") { $0.id },
            .id("connection", "The connection's id.") { $0.connection },
            .word("state", of: states, "`proposed` and `staged` wait for an administrator.") { $0.state.rawValue },
            .word("origin", of: ["file", "brake"], "Who made it.") { $0.origin == .file ? "file" : "brake" },
            .instant("createdAt", "When it was made.") { $0.createdAt },
            .instantIfAny("decidedAt", "When it was applied or discarded.") { $0.decidedAt },
            .count("joiners", "People who come.") { $0.joiners },
            .count("movers", "People who change.") { $0.movers },
            .count("leavers", "People who lose their access.") { $0.leavers },
            .count("unchanged", "Rows that say what is held already.") { $0.unchanged },
            .count("keptOut", "Changes that are kept out.") { $0.keptOut },
            .count("refused", "Rows that were refused.") { $0.refused },
            .count("applied", "Changes that were carried out so far.") { $0.applied },
        ])
}
