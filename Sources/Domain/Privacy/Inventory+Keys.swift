/// The key store: what everything sealed depends on. A row that goes takes what it sealed with it.
extension Inventory {
    static let keyTables = [
        StoredTable(
            "organization_key", .organization, keeps: .organization,
            [
                .init("organization", .key, for: [.security], from: .program, .program),
                .init("kind", .key, for: [.security], from: .program, .program),
                .init("root", .key, for: [.security], from: .program, .program),
                .init("wrapped", .key, for: [.security], from: .program, .program),
                .init("created_at", .key, for: [.security], from: .program, .program),
            ]),
        StoredTable(
            "key_batch", .nobody, keeps: .organization,
            [
                .init("id", .key, for: [.security], from: .program, .program),
                .init("organization", .key, for: [.security], from: .program, .program),
                .init("process", .key, for: [.security], from: .program, .program),
                .init("created_at", .key, for: [.security], from: .program, .program),
                .init("swept_at", .key, for: [.security], from: .program, .program),
            ]),
        StoredTable(
            "person_key", .staffMember, keeps: .person(graceDays: Brake.gracePeriod / Clock.day),
            [
                .init("id", .key, for: [.security], from: .program, .secret),
                .init("batch", .key, for: [.security], from: .program, .secret),
                .init("wrapped", .key, for: [.security], from: .program, .secret),
            ]),
        StoredTable(
            "signing_key", .nobody, keeps: .organization,
            [
                .init("id", .key, for: [.security], from: .program, .program),
                .init("kind", .key, for: [.security], from: .program, .program),
                .init("public", .key, for: [.security], from: .program, .program),
                .init("root", .key, for: [.security], from: .program, .program),
                .init("wrapped", .key, for: [.security], from: .program, .program),
                .init("created_at", .key, for: [.security], from: .program, .program),
            ]),
        StoredTable(
            "ledger_key", .nobody, keeps: .days(400),
            [
                .init("month", .key, for: [.security], from: .program, .program),
                .init("root", .key, for: [.security], from: .program, .program),
                .init("wrapped", .key, for: [.security], from: .program, .program),
                .init("expires_at", .key, for: [.security], from: .program, .program),
            ]),
    ]
}
