/// How people sign in, what they may, what goes out to them, and who else may look.
extension Inventory {
    static let signInTables = loginTables + factorTables + roleTables + mailTables + outsiderTables

    private static let loginTables = [
        StoredTable(
            "login", .staffMember, keeps: .minutes(Login.absoluteLifetime / Clock.minute),
            [
                .init("id", .operational, for: [.security], from: .program, .fact),
                .init("hash", .credential, for: [.security], from: .program, .secret),
                .init("person", .directoryIdentifier, for: [.security], from: .program, .fact),
                .init("visit", .operational, for: [.security], from: .program, .fact),
                .init("method", .usage, for: [.security], from: .program, .fact),
                .init("assured", .usage, for: [.security], from: .program, .fact),
                .init("created_at", .usage, for: [.security], from: .program, .fact),
                .init("seen_at", .usage, for: [.security], from: .program, .fact),
                .init("proved_at", .usage, for: [.security], from: .program, .fact),
                .init("expires_at", .usage, for: [.security], from: .program, .fact),
                .init("family", .usage, for: [.security], from: .program, .fact),
                .init("platform", .usage, for: [.security], from: .program, .fact),
            ]),
        StoredTable(
            "sign_in_provider", .organization, keeps: .organization,
            [
                .init("id", .operational, for: [.security], from: .program, .organizations),
                .init("issuer", .organizationText, for: [.security], from: .administrator, .organizations),
                .init("client_id", .organizationText, for: [.security], from: .administrator, .organizations),
                .init("client_secret", .credential, for: [.security], from: .administrator, .program),
                .init("claim", .instruction, for: [.security], from: .administrator, .organizations),
                .init("attribute", .instruction, for: [.security], from: .administrator, .organizations),
                .init("acr", .instruction, for: [.security], from: .administrator, .organizations),
                .init("origins", .organizationText, for: [.security], from: .program, .organizations),
                .init("is_only", .instruction, for: [.security], from: .administrator, .organizations),
                .init("created_at", .operational, for: [.security], from: .program, .organizations),
                .init("changed_at", .operational, for: [.security], from: .program, .organizations),
            ]),
        StoredTable(
            "identity", .staffMember, keeps: grace,
            [
                .init("subject", .directoryIdentifier, for: [.security], from: .directory, .lookup),
                .init("provider", .operational, for: [.security], from: .program, .fact),
                .init("person", .directoryIdentifier, for: [.security], from: .program, .fact),
                .init("bound_at", .usage, for: [.security], from: .program, .fact),
            ]),
    ]

    private static let factorTables = [
        StoredTable(
            "factor", .staffMember, keeps: grace,
            [
                .init("person", .directoryIdentifier, for: [.security], from: .program, .fact),
                .init("kind", .operational, for: [.security], from: .program, .fact),
                .init("secret", .credential, for: [.security], from: .program, .secret),
                .init("confirmed_at", .usage, for: [.security], from: .program, .fact),
                .init("used_step", .usage, for: [.security], from: .program, .secret),
                .init("draft", .credential, for: [.security], from: .program, .secret),
                .init("drafted_at", .usage, for: [.security], from: .program, .fact),
                .init("failures", .operational, for: [.security], from: .program, .fact),
                .init("locked_until", .operational, for: [.security], from: .program, .fact),
            ]),
        StoredTable(
            "recovery_code", .staffMember, keeps: grace,
            [
                .init("hash", .credential, for: [.security], from: .program, .secret),
                .init("person", .directoryIdentifier, for: [.security], from: .program, .fact),
                .init("created_at", .usage, for: [.security], from: .program, .fact),
                .init("used_at", .usage, for: [.security], from: .program, .fact),
            ]),
    ]

    private static let roleTables = [
        StoredTable(
            "group_role", .organization, keeps: .organization,
            [
                .init("staff_group", .operational, for: [.service, .security], from: .administrator, .organizations),
                .init("role", .standing, for: [.service, .security], from: .administrator, .organizations),
                .init("given_at", .operational, for: [.service, .security], from: .program, .organizations),
            ]),
        StoredTable(
            "managed_group", .staffMember, keeps: .membership,
            [
                .init("person", .directoryIdentifier, for: [.service], from: .administrator, .fact),
                .init("staff_group", .standing, for: [.service], from: .administrator, .fact),
                .init("given_at", .standing, for: [.service], from: .program, .fact),
            ]),
    ]

    private static let mailTables = [
        StoredTable(
            "mail", .staffMember, keeps: .days(Writing.mailRetention / Clock.day),
            [
                .init("id", .operational, for: [.communication, .security], from: .program, .fact),
                .init("person", .directoryIdentifier, for: [.communication, .security], from: .program, .fact),
                .init("kind", .operational, for: [.communication, .security], from: .program, .fact),
                .init(
                    "content", .credential, for: [.communication, .security], from: .program, .secret,
                    keeps: .days(Writing.mailLifetime / Clock.day)),
                .init("state", .operational, for: [.communication, .security], from: .program, .fact),
                .init("created_at", .operational, for: [.communication, .security], from: .program, .fact),
                .init("due_at", .operational, for: [.communication, .security], from: .program, .fact),
                .init("expires_at", .operational, for: [.communication, .security], from: .program, .fact),
                .init("lease_until", .operational, for: [.communication, .security], from: .program, .fact),
                .init("attempts", .operational, for: [.communication, .security], from: .program, .fact),
                .init("reply", .businessContact, for: [.communication, .security], from: .program, .proof),
                .init("ended_at", .operational, for: [.communication, .security], from: .program, .fact),
            ])
    ]

    /// The operator's people, by random ids of the operator's organization, and the customer's own programs.
    private static let outsiderTables = [
        StoredTable(
            "visit", .operator, keeps: .organization,
            [
                .init("id", .operational, for: [.security], from: .program, .organizations),
                .init("operator", .operational, for: [.security], from: .operator, .organizations),
                .init("reason", .organizationText, for: [.security], from: .operator, .organizations),
                .init("opened_at", .operational, for: [.security], from: .program, .organizations),
                .init("ends_at", .operational, for: [.security], from: .operator, .organizations),
                .init("ended_at", .operational, for: [.security], from: .program, .organizations),
                .init("ended_by", .operational, for: [.security], from: .program, .organizations),
            ]),
        StoredTable(
            "integration", .organization, keeps: .organization,
            [
                .init("id", .operational, for: [.security], from: .program, .organizations),
                .init("name", .organizationText, for: [.security], from: .administrator, .organizations),
                .init("scopes", .operational, for: [.security], from: .administrator, .organizations),
                .init("prefix", .credential, for: [.security], from: .program, .organizations),
                .init("hash", .credential, for: [.security], from: .program, .program),
                .init("created_at", .operational, for: [.security], from: .program, .organizations),
                .init("expires_at", .operational, for: [.security], from: .administrator, .organizations),
                .init("used_at", .operational, for: [.security], from: .program, .organizations),
                .init("revoked_at", .operational, for: [.security], from: .program, .organizations),
                .init("created_by", .directoryIdentifier, for: [.security], from: .administrator, .organizations),
            ]),
    ]
}
