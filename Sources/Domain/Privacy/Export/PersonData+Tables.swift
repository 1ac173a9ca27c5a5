/// The tables of the copy.
extension PersonData {
    static let personTables: [PersonTable] = [
        PersonTable(
            "person", [.all(PersonDataSQL.person)],
            [
                .init("id", .id), .init("state", .word), .init("profile", .sealed(.profile)),
                .init("arrived_at", .instant), .init("changed_at", .instant), .init("erase_at", .instant),
                .init("closed", .purposes),
            ]),
        PersonTable(
            "directory_record", [.all(PersonDataSQL.record)],
            [
                .init("id", .id), .init("person", .id), .init("connection", .id), .init("active", .flag),
                .init("version", .number), .init("created_at", .instant), .init("changed_at", .instant),
                .init("gone_at", .instant),
            ]),
        PersonTable(
            "membership", [.all(PersonDataSQL.membership)],
            [
                .init("staff_group", .id), .init("record", .id), .init("group_id", .id, isContext: true),
                .init("group_name", .sealed(.groupName), isContext: true),
            ]),
        PersonTable(
            "role", [.all(PersonDataSQL.role)],
            [.init("person", .id), .init("role", .word), .init("given_at", .instant)]),
        PersonTable(
            "managed_group", [.all(PersonDataSQL.managedGroup)],
            [
                .init("person", .id), .init("staff_group", .id), .init("given_at", .instant),
                .init("group_id", .id, isContext: true), .init("group_name", .sealed(.groupName), isContext: true),
            ]),
        PersonTable(
            "departure", [.all(PersonDataSQL.departure)],
            [
                .init("person", .id), .init("record", .id), .init("connection", .id), .init("kind", .word),
                .init("at", .instant), .init("staff_group", .id), .init("lost", .sealed(.lost)),
            ]),
        PersonTable(
            "change_chunk", [.everyone(PersonDataSQL.changes)],
            [.init("change_set", .id, isContext: true), .init("content", .sealed(.changes))]),
    ]

    static let rightsTables: [PersonTable] = [
        PersonTable(
            "restriction", [.all(PersonDataSQL.restriction)],
            [
                .init("id", .id), .init("person", .id), .init("kind", .word), .init("purpose", .word),
                .init("keeps_sign_in", .flag), .init("reason", .sealed(.note(.restriction))), .init("request", .id),
                .init("begun_at", .instant), .init("confirmed_at", .instant), .init("ended_at", .instant),
            ]),
        PersonTable(
            "rights_request", [.all(PersonDataSQL.request)],
            [
                .init("id", .id), .init("number", .word), .init("person", .id), .init("kind", .word),
                .init("state", .word), .init("origin", .word), .init("content", .sealed(.note(.request))),
                .init("received_at", .instant), .init("due_at", .instant), .init("extended_at", .instant),
                .init("ended_at", .instant),
            ]),
        PersonTable(
            "rights_step", [.all(PersonDataSQL.step)],
            [
                .init("request", .id), .init("seq", .number), .init("at", .instant), .init("step", .word),
                .init("actor_kind", .word), .init("actor", .id), .init("note", .sealed(.note(.step))),
                .init("evidence", .id),
            ]),
        PersonTable(
            "export_file", [.all(PersonDataSQL.exportFile)],
            [
                .init("id", .id), .init("person", .id), .init("request", .id), .init("created_at", .instant),
                .init("expires_at", .instant), .init("fetched_at", .instant), .init("bytes", .number),
            ]),
    ]

    /// What a legal duty keeps.
    static let heldTables: [PersonTable] = [
        PersonTable(
            "legal_hold", [.all(PersonDataSQL.held)],
            [
                .init("id", .id, isContext: true), .init("fields", .attributes, isContext: true),
                .init("purpose", .word, isContext: true), .init("begun_at", .instant, isContext: true),
                .init("ends_at", .instant, isContext: true), .init("ended_at", .instant, isContext: true),
                .init("content", .sealed(.held)),
            ])
    ]

    static let signInTables: [PersonTable] = [
        PersonTable(
            "sign_in_link", [.all(PersonDataSQL.signInLink)],
            [
                .init("person", .id), .init("created_at", .instant), .init("expires_at", .instant),
                .init("used_at", .instant), .init("channel", .word),
            ]),
        PersonTable(
            "login", [.all(PersonDataSQL.login)],
            [
                .init("id", .id), .init("person", .id), .init("visit", .id), .init("method", .word),
                .init("assured", .flag), .init("created_at", .instant), .init("seen_at", .instant),
                .init("proved_at", .instant), .init("expires_at", .instant), .init("family", .word),
                .init("platform", .word),
            ]),
        PersonTable(
            "identity", [.all(PersonDataSQL.identity)],
            [.init("provider", .id), .init("person", .id), .init("bound_at", .instant)]),
        PersonTable(
            "factor", [.all(PersonDataSQL.factor)],
            [
                .init("person", .id), .init("kind", .word), .init("confirmed_at", .instant),
                .init("drafted_at", .instant), .init("failures", .number), .init("locked_until", .instant),
            ]),
        PersonTable(
            "recovery_code", [.all(PersonDataSQL.recoveryCode)],
            [.init("person", .id), .init("created_at", .instant), .init("used_at", .instant)]),
        PersonTable(
            "mail", [.all(PersonDataSQL.mail)],
            [
                .init("id", .id), .init("person", .id), .init("kind", .word), .init("state", .word),
                .init("created_at", .instant), .init("due_at", .instant), .init("expires_at", .instant),
                .init("lease_until", .instant), .init("attempts", .number), .init("reply", .sealed(.reply)),
                .init("ended_at", .instant),
            ]),
    ]

    /// What someone did for the organization.
    static let actTables: [PersonTable] = [
        PersonTable(
            "change_set", [.all(PersonDataSQL.decided)],
            [
                .init("decided_by", .id), .init("id", .id, isContext: true), .init("state", .word, isContext: true),
                .init("decided_at", .instant, isContext: true),
            ]),
        PersonTable(
            "instruction", [.all(PersonDataSQL.instructed)],
            [
                .init("person", .id), .init("version", .number, isContext: true),
                .init("topic", .word, isContext: true), .init("given_at", .instant, isContext: true),
            ]),
    ]

    static let logTables: [PersonTable] = [
        PersonTable(
            "usage", [.pages(PersonDataSQL.usage, by: .person)],
            [.init("id", .id), .init("person", .id), .init("feature", .word), .init("at", .instant)]),
        PersonTable(
            "sighting", [.pages(PersonDataSQL.sighting, by: .person)],
            [.init("evidence", .id), .init("person", .id)]),
        PersonTable(
            "evidence",
            [
                .pages(PersonDataSQL.evidenceOf, by: .pseudonym), .pages(PersonDataSQL.evidenceSeen, by: .person),
                .pages(PersonDataSQL.evidenceBy, by: .actor),
            ],
            [
                .init("id", .id), .init("position", .number), .init("at", .instant), .init("deed", .word),
                .init("actor_kind", .word), .init("actor", .id), .init("subject", .bytes),
                .init("detail", .sealed(.detail)), .init("commitment", .bytes),
                .init("because", .word, isContext: true),
            ]),
    ]
}
