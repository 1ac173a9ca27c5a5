/// The customer's database: staff, and what belongs to them.
extension Inventory {
    /// Counts from which a year is compared with the one before.
    static let months13 = Retention.days(396)
    static let grace = Retention.person(graceDays: Brake.gracePeriod / Clock.day)

    static let customerTables: [StoredTable] =
        accessTables + signInTables + personTables + groupTables + changeTables + controlTables + privacyTables

    /// What lies inside the sealed `person.profile`, each value with its source and time.
    package static let profile: [ProfileAttribute] = [
        .init(.userName, .directoryIdentifier, for: [.service, .security, .communication, .rights, .legal]),
        .init(.externalID, .directoryIdentifier, for: [.service, .rights, .legal]),
        .init(.displayName, .name, for: [.service, .security, .communication, .rights, .legal]),
        .init(.formattedName, .name, for: [.service, .security, .communication, .rights, .legal]),
        .init(.givenName, .name, for: [.service, .security, .communication, .rights, .legal]),
        .init(.familyName, .name, for: [.service, .security, .communication, .rights, .legal]),
        .init(.middleName, .name, for: [.service, .rights, .legal]),
        .init(.honorificPrefix, .name, for: [.service, .rights, .legal]),
        .init(.honorificSuffix, .name, for: [.service, .rights, .legal]),
        .init(.title, .jobTitle, for: [.service, .personalization, .rights, .legal]),
        .init(.workEmail, .businessContact, for: [.service, .security, .communication, .rights, .legal]),
        .init(.department, .businessContact, for: [.service, .rights, .legal]),
        .init(.manager, .businessContact, for: [.service, .rights, .legal]),
        .init(.employeeNumber, .directoryIdentifier, for: [.service, .rights, .legal]),
        .init(.workPhone, .businessContact, for: [.service, .rights, .legal]),
    ]

    private static let accessTables = [
        StoredTable(
            "gate", .nobody, keeps: .organization,
            [
                .init("id", .operational, for: [.service], from: .program, .program),
                .init("epoch", .operational, for: [.service], from: .program, .program),
                .init("changes", .operational, for: [.service], from: .program, .program),
                .init("active_staff", .operational, for: [.service, .accounts], from: .program, .program),
                .init("records", .operational, for: [.service], from: .program, .program),
                .init("staff_groups", .operational, for: [.service], from: .program, .program),
                .init("attributes", .instruction, for: [.service], from: .administrator, .organizations),
                .init("brake_people", .instruction, for: [.service], from: .administrator, .organizations),
                .init("brake_percent", .instruction, for: [.service], from: .administrator, .organizations),
                .init("instructed", .instruction, for: [.service], from: .administrator, .organizations),
                .init("grace_days", .instruction, for: [.service], from: .administrator, .organizations),
            ]),
        StoredTable(
            "connection", .organization, keeps: .organization,
            [
                .init("id", .operational, for: [.service], from: .program, .organizations),
                .init("kind", .operational, for: [.service], from: .administrator, .organizations),
                .init("name", .organizationText, for: [.service], from: .administrator, .organizations),
                .init("name_index", .organizationText, for: [.service], from: .program, .program),
                .init("created_at", .operational, for: [.service], from: .program, .organizations),
                .init("arrived_at", .operational, for: [.service], from: .program, .organizations),
            ]),
        StoredTable(
            "token", .organization, keeps: .organization,
            [
                .init("id", .operational, for: [.security], from: .program, .organizations),
                .init("connection", .operational, for: [.security], from: .program, .organizations),
                .init("kind", .operational, for: [.security], from: .administrator, .organizations),
                .init("prefix", .credential, for: [.security], from: .program, .organizations),
                .init("hash", .credential, for: [.security], from: .program, .program),
                .init("created_at", .operational, for: [.security], from: .program, .organizations),
                .init("expires_at", .operational, for: [.security], from: .program, .organizations),
                .init("used_at", .operational, for: [.security], from: .program, .organizations),
                .init("revoked_at", .operational, for: [.security], from: .program, .organizations),
            ]),
        StoredTable(
            "sign_in_link", .staffMember, keeps: .until,
            [
                .init("hash", .credential, for: [.security], from: .program, .secret),
                .init("person", .directoryIdentifier, for: [.security], from: .program, .fact),
                .init("created_at", .usage, for: [.security], from: .program, .fact),
                .init("expires_at", .usage, for: [.security], from: .program, .fact),
                .init("used_at", .usage, for: [.security], from: .program, .fact),
                .init("channel", .operational, for: [.security], from: .program, .fact),
                .init("browser", .credential, for: [.security], from: .program, .secret),
            ]),
        StoredTable(
            "role", .staffMember, keeps: .membership,
            [
                .init("person", .directoryIdentifier, for: [.service, .security], from: .administrator, .fact),
                .init("role", .standing, for: [.service, .security], from: .administrator, .fact),
                .init("given_at", .standing, for: [.service, .security], from: .program, .fact),
            ]),
    ]

    private static let personTables = [
        StoredTable(
            "person", .staffMember, keeps: grace,
            [
                .init("id", .directoryIdentifier, for: [.service], from: .program, .fact),
                .init("key_id", .key, for: [.security], from: .program, .secret),
                .init("state", .standing, for: [.service, .security], from: .directory, .fact),
                .init(
                    "profile", .profile,
                    for: [.service, .security, .communication, .personalization, .rights, .legal],
                    from: .directory, .sealed),
                .init("arrived_at", .standing, for: [.service], from: .program, .fact),
                .init("changed_at", .standing, for: [.service], from: .program, .fact),
                .init("change", .operational, for: [.service], from: .program, .secret),
                .init("erase_at", .standing, for: [.service], from: .program, .fact),
                .init("closed", .standing, for: [.rights, .legal], from: .program, .fact),
            ]),
        StoredTable(
            "directory_record", .staffMember, keeps: grace,
            [
                .init("id", .directoryIdentifier, for: [.service], from: .program, .fact),
                .init("person", .directoryIdentifier, for: [.service], from: .program, .fact),
                .init("connection", .directoryIdentifier, for: [.service], from: .program, .fact),
                .init("active", .standing, for: [.service], from: .directory, .fact),
                .init("version", .operational, for: [.service], from: .program, .fact),
                .init("created_at", .standing, for: [.service], from: .program, .fact),
                .init("changed_at", .standing, for: [.service], from: .program, .fact),
                .init("gone_at", .standing, for: [.service], from: .directory, .fact),
                .init("user_name", .directoryIdentifier, for: [.service, .security], from: .directory, .lookup),
                .init("external_id", .directoryIdentifier, for: [.service], from: .directory, .lookup),
                .init("work_email", .businessContact, for: [.service, .security], from: .directory, .lookup),
            ]),
    ]

    private static let groupTables = [
        StoredTable(
            "staff_group", .organization, keeps: .organization,
            [
                .init("id", .operational, for: [.service], from: .program, .organizations),
                .init("connection", .operational, for: [.service], from: .program, .organizations),
                .init("content", .organizationText, for: [.service], from: .directory, .organizations),
                .init("name_index", .organizationText, for: [.service], from: .directory, .program),
                .init("external_index", .organizationText, for: [.service], from: .directory, .program),
                .init("version", .operational, for: [.service], from: .program, .program),
                .init("created_at", .operational, for: [.service], from: .program, .organizations),
                .init("changed_at", .operational, for: [.service], from: .program, .organizations),
            ]),
        StoredTable(
            "membership", .staffMember, keeps: .membership,
            [
                .init("staff_group", .standing, for: [.service], from: .directory, .fact),
                .init("record", .standing, for: [.service], from: .directory, .fact),
            ]),
    ]

    private static let changeTables = [
        StoredTable(
            "change_set", .organization, keeps: .organization,
            [
                .init("id", .operational, for: [.service], from: .program, .organizations),
                .init("connection", .operational, for: [.service], from: .program, .organizations),
                .init("state", .operational, for: [.service], from: .program, .organizations),
                .init("created_at", .operational, for: [.service], from: .program, .organizations),
                .init("decided_at", .operational, for: [.service], from: .program, .organizations),
                .init("decided_by", .usage, for: [.service, .security], from: .administrator, .fact),
                .init("joiners", .operational, for: [.service], from: .program, .organizations),
                .init("movers", .operational, for: [.service], from: .program, .organizations),
                .init("leavers", .operational, for: [.service], from: .program, .organizations),
                .init("unchanged", .operational, for: [.service], from: .program, .organizations),
                .init("kept_out", .operational, for: [.service], from: .program, .organizations),
                .init("refused", .operational, for: [.service], from: .program, .organizations),
                .init("applied", .operational, for: [.service], from: .program, .organizations),
                .init("problems", .organizationText, for: [.service], from: .program, .organizations),
            ]),
        StoredTable(
            "change_chunk", .staffMember, keeps: .days(ChangeSet.proposalLifetime / Clock.day),
            [
                .init("change_set", .operational, for: [.service], from: .program, .program),
                .init("seq", .operational, for: [.service], from: .program, .program),
                .init("content", .profile, for: [.service], from: .directory, .pending),
                .init("applied_at", .operational, for: [.service], from: .program, .program),
            ]),
        StoredTable(
            "departure", .staffMember, keeps: .decision(days: Brake.decisionLimit / Clock.day),
            [
                .init("id", .operational, for: [.service], from: .program, .program),
                .init("person", .directoryIdentifier, for: [.service], from: .program, .fact),
                .init("record", .directoryIdentifier, for: [.service], from: .program, .fact),
                .init("connection", .directoryIdentifier, for: [.service], from: .program, .fact),
                .init("kind", .standing, for: [.service], from: .directory, .fact),
                .init("at", .standing, for: [.service], from: .program, .fact),
                .init("staff_group", .directoryIdentifier, for: [.service], from: .directory, .fact),
                .init("lost", .profile, for: [.service], from: .directory, .pending),
                .init("change_set", .operational, for: [.service], from: .program, .program),
            ]),
        StoredTable(
            "dropped_attribute", .nobody, keeps: months13,
            [
                .init("connection", .operational, for: [.service], from: .program, .organizations),
                .init("month", .operational, for: [.service], from: .program, .organizations),
                .init("name_index", .operational, for: [.service], from: .directory, .organizations),
                .init("name", .operational, for: [.service], from: .directory, .organizations),
                .init("times", .operational, for: [.service], from: .program, .organizations),
                .init("last_at", .operational, for: [.service], from: .program, .organizations),
            ]),
        StoredTable(
            "arrival", .nobody, keeps: months13,
            [
                .init("connection", .operational, for: [.service], from: .program, .organizations),
                .init("hour", .operational, for: [.service], from: .program, .organizations),
                .init("created", .operational, for: [.service], from: .program, .organizations),
                .init("changed", .operational, for: [.service], from: .program, .organizations),
                .init("departed", .operational, for: [.service], from: .program, .organizations),
                .init("reads", .operational, for: [.service], from: .program, .organizations),
                .init("refused", .operational, for: [.service], from: .program, .organizations),
            ]),
    ]

    private static let controlTables = [
        StoredTable(
            "instruction", .organization, keeps: .organization,
            [
                .init("version", .instruction, for: [.legal], from: .program, .organizations),
                .init("topic", .instruction, for: [.legal], from: .administrator, .organizations),
                .init("content", .instruction, for: [.legal], from: .administrator, .organizations),
                .init("given_at", .instruction, for: [.legal], from: .program, .organizations),
                .init("given_by", .instruction, for: [.legal], from: .program, .organizations),
                .init("person", .instruction, for: [.legal], from: .program, .fact),
            ]),
        StoredTable(
            "evidence", .staffMember, keeps: .organization,
            [
                .init("id", .evidence, for: [.legal, .rights], from: .program, .proof),
                .init("position", .evidence, for: [.legal, .rights], from: .program, .proof),
                .init("at", .evidence, for: [.legal, .rights], from: .program, .proof),
                .init("deed", .evidence, for: [.legal, .rights], from: .program, .proof),
                .init("actor_kind", .evidence, for: [.legal, .rights], from: .program, .proof),
                .init("actor", .evidence, for: [.legal, .rights], from: .program, .proof),
                .init("subject", .evidence, for: [.legal, .rights], from: .program, .proof),
                .init("detail", .evidence, for: [.legal, .rights], from: .program, .proof),
                .init("commitment", .evidence, for: [.legal, .rights], from: .program, .proof),
            ]),
        StoredTable(
            "job", .nobody, keeps: .work,
            [
                .init("id", .operational, for: [.service], from: .program, .program),
                .init("kind", .operational, for: [.service], from: .program, .program),
                .init("subject", .operational, for: [.service], from: .program, .program),
                .init("due_at", .operational, for: [.service], from: .program, .program),
                .init("lease_until", .operational, for: [.service], from: .program, .program),
                .init("attempts", .operational, for: [.service], from: .program, .program),
                .init("failure", .operational, for: [.service], from: .program, .program),
            ]),
    ]
}
