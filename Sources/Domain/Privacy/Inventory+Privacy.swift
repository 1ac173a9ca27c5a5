/// The customer's database, continued: rights, erasure, usage, the evidence log.
extension Inventory {
    static let privacyTables = restrictionTables + rightsTables + erasureTables + usageTables + logTables

    private static let restrictionTables = [
        StoredTable(
            "restriction", .staffMember, keeps: grace,
            [
                .init("id", .standing, for: [.rights, .legal], from: .program, .fact),
                .init("person", .standing, for: [.rights, .legal], from: .program, .fact),
                .init("kind", .standing, for: [.rights, .legal], from: .person, .fact),
                .init("purpose", .standing, for: [.rights, .legal], from: .person, .fact),
                .init("keeps_sign_in", .standing, for: [.rights, .legal], from: .person, .fact),
                .init("reason", .standing, for: [.rights, .legal], from: .person, .sealedNote),
                .init("request", .standing, for: [.rights, .legal], from: .program, .fact),
                .init("begun_at", .standing, for: [.rights, .legal], from: .program, .fact),
                .init("confirmed_at", .standing, for: [.rights, .legal], from: .program, .fact),
                .init("ended_at", .standing, for: [.rights, .legal], from: .program, .fact),
            ]),
        StoredTable(
            "receipt", .nobody, keeps: .days(365),
            [
                .init("day", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("purpose", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("opened", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("refused", .evidence, for: [.rights, .legal], from: .program, .organizations),
            ]),
        StoredTable(
            "sighting", .staffMember, keeps: grace,
            [
                .init("person", .evidence, for: [.rights, .legal], from: .program, .fact),
                .init("evidence", .evidence, for: [.rights, .legal], from: .program, .fact),
            ]),
    ]

    private static let rightsTables = [
        StoredTable(
            "rights_request", .staffMember, keeps: .days(1_095),
            [
                .init("id", .evidence, for: [.rights, .legal], from: .program, .kept),
                .init("number", .evidence, for: [.rights, .legal], from: .program, .kept),
                .init("person", .directoryIdentifier, for: [.rights, .legal], from: .program, .detached),
                .init("kind", .standing, for: [.rights, .legal], from: .person, .kept),
                .init("state", .standing, for: [.rights, .legal], from: .person, .kept),
                .init("origin", .standing, for: [.rights, .legal], from: .person, .kept),
                .init("content", .profile, for: [.rights, .legal], from: .person, .sealedNote),
                .init("received_at", .standing, for: [.rights, .legal], from: .program, .kept),
                .init("due_at", .standing, for: [.rights, .legal], from: .program, .kept),
                .init("extended_at", .standing, for: [.rights, .legal], from: .program, .kept),
                .init("ended_at", .standing, for: [.rights, .legal], from: .program, .kept),
            ]),
        StoredTable(
            "rights_step", .staffMember, keeps: .days(1_095),
            [
                .init("request", .evidence, for: [.rights, .legal], from: .program, .kept),
                .init("seq", .evidence, for: [.rights, .legal], from: .program, .kept),
                .init("at", .evidence, for: [.rights, .legal], from: .program, .kept),
                .init("step", .evidence, for: [.rights, .legal], from: .program, .kept),
                .init("actor_kind", .evidence, for: [.rights, .legal], from: .program, .kept),
                .init("actor", .evidence, for: [.rights, .legal], from: .program, .kept),
                .init("evidence", .evidence, for: [.rights, .legal], from: .program, .kept),
                .init("note", .profile, for: [.rights, .legal], from: .administrator, .sealedNote),
            ]),
        StoredTable(
            "export_file", .staffMember, keeps: .days(7),
            [
                .init("id", .standing, for: [.rights], from: .program, .fact),
                .init("person", .standing, for: [.rights], from: .program, .fact),
                .init("request", .standing, for: [.rights], from: .program, .fact),
                .init("created_at", .standing, for: [.rights], from: .program, .fact),
                .init("expires_at", .standing, for: [.rights], from: .program, .fact),
                .init("fetched_at", .standing, for: [.rights], from: .program, .fact),
                .init("bytes", .standing, for: [.rights], from: .program, .fact),
                .init("hash", .credential, for: [.rights], from: .program, .secret),
            ]),
        StoredTable(
            "export_part", .staffMember, keeps: .days(7),
            [
                .init("export_file", .operational, for: [.rights], from: .program, .secret),
                .init("seq", .operational, for: [.rights], from: .program, .secret),
                .init("content", .profile, for: [.rights], from: .program, .copied),
            ]),
    ]

    private static let erasureTables = [
        StoredTable(
            "erasure", .organization, keeps: .organization,
            [
                .init("id", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("request", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("person", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("key_id", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("cause", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("state", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("begun_at", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("effective_at", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("complete_at", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("residual_until", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("entry", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("remains", .evidence, for: [.rights, .legal], from: .program, .organizations),
                .init("certificate", .evidence, for: [.rights, .legal], from: .program, .organizations),
            ]),
        StoredTable(
            "suppression", .organization, keeps: .until,
            [
                .init("mark", .directoryIdentifier, for: [.rights, .legal], from: .program, .program),
                .init("erasure", .directoryIdentifier, for: [.rights, .legal], from: .program, .program),
                .init("until", .directoryIdentifier, for: [.rights, .legal], from: .program, .program),
            ]),
        StoredTable(
            "legal_hold", .organization, keeps: .until,
            [
                .init("id", .standing, for: [.legal], from: .administrator, .organizations),
                .init("person", .standing, for: [.legal], from: .administrator, .organizations),
                .init("key_id", .standing, for: [.legal], from: .administrator, .organizations),
                .init("fields", .standing, for: [.legal], from: .administrator, .organizations),
                .init("purpose", .standing, for: [.legal], from: .administrator, .organizations),
                .init("reason", .organizationText, for: [.legal], from: .administrator, .organizations),
                .init("begun_at", .standing, for: [.legal], from: .program, .organizations),
                .init("ends_at", .standing, for: [.legal], from: .program, .organizations),
                .init("ended_at", .standing, for: [.legal], from: .program, .organizations),
                .init("content", .profile, for: [.legal], from: .directory, .held),
            ]),
    ]

    private static let usageTables = [
        StoredTable(
            "usage", .staffMember, keeps: .days(90),
            [
                .init("id", .usage, for: [.service, .security, .experience], from: .program, .fact),
                .init("person", .usage, for: [.service, .security, .experience], from: .program, .fact),
                .init("feature", .usage, for: [.service, .security, .experience], from: .program, .fact),
                .init("at", .usage, for: [.service, .security, .experience], from: .program, .fact),
            ]),
        StoredTable(
            "statistic_block", .nobody, keeps: .organization,
            [
                .init("week", .usage, for: [.experience], from: .program, .organizations),
                .init("published_at", .usage, for: [.experience], from: .program, .organizations),
                .init("groups", .usage, for: [.experience], from: .program, .organizations),
            ]),
        StoredTable(
            "statistic_cell", .nobody, keeps: .organization,
            [
                .init("block", .usage, for: [.experience], from: .program, .organizations),
                .init("week", .usage, for: [.experience], from: .program, .organizations),
                .init("staff_group", .usage, for: [.experience], from: .program, .organizations),
                .init("feature", .usage, for: [.experience], from: .program, .organizations),
                .init("people", .usage, for: [.experience], from: .program, .organizations),
                .init("times", .usage, for: [.experience], from: .program, .organizations),
            ]),
    ]

    private static let logTables = [
        StoredTable(
            "evidence_tile", .nobody, keeps: .organization,
            [
                .init("level", .evidence, for: [.legal, .rights], from: .program, .organizations),
                .init("number", .evidence, for: [.legal, .rights], from: .program, .organizations),
                .init("hashes", .evidence, for: [.legal, .rights], from: .program, .organizations),
            ]),
        StoredTable(
            "checkpoint", .nobody, keeps: .organization,
            [
                .init("size", .evidence, for: [.legal, .rights], from: .program, .organizations),
                .init("root", .evidence, for: [.legal, .rights], from: .program, .organizations),
                .init("at", .evidence, for: [.legal, .rights], from: .program, .organizations),
                .init("note", .evidence, for: [.legal, .rights], from: .program, .organizations),
            ]),
        probeRun,
    ]
}
