/// The installation's own database: organizations and when they have work. No staff.
extension Inventory {
    static let platformTables = [
        StoredTable(
            "organization", .organization, keeps: .organization,
            [
                .init("id", .operational, for: [.accounts], from: .program, .organizations),
                .init("slug", .organizationText, for: [.service, .accounts], from: .operator, .organizations),
                .init("name", .organizationText, for: [.service, .accounts], from: .operator, .organizations),
                .init("zone", .operational, for: [.service, .accounts], from: .operator, .organizations),
                .init("service_level", .operational, for: [.accounts], from: .operator, .organizations),
                .init("seats", .operational, for: [.accounts], from: .operator, .organizations),
                .init("state", .operational, for: [.accounts], from: .operator, .organizations),
                .init("created_at", .operational, for: [.accounts], from: .program, .organizations),
                .init("closed_at", .operational, for: [.accounts], from: .program, .organizations),
                .init("closes_at", .operational, for: [.accounts, .legal], from: .operator, .organizations),
                .init("destroying_at", .operational, for: [.accounts, .legal], from: .program, .organizations),
                .init("retrieve_until", .operational, for: [.accounts, .legal], from: .program, .organizations),
                .init("destroyed_at", .operational, for: [.accounts, .legal], from: .program, .organizations),
                .init("certificate", .evidence, for: [.accounts, .legal], from: .program, .organizations),
            ]),
        StoredTable(
            "organization_domain", .organization, keeps: .organization,
            [
                .init("organization", .operational, for: [.security], from: .program, .organizations),
                .init("name", .organizationText, for: [.security], from: .operator, .organizations),
                .init("verified_at", .operational, for: [.security], from: .program, .organizations),
                .init("challenge", .operational, for: [.security], from: .program, .organizations),
                .init("named_at", .operational, for: [.security], from: .program, .organizations),
                .init("method", .operational, for: [.security], from: .operator, .organizations),
            ]),
        StoredTable(
            "recipient", .organization, keeps: .organization,
            [
                .init("id", .operational, for: [.legal, .security], from: .program, .organizations),
                .init("organization", .operational, for: [.legal, .security], from: .program, .organizations),
                .init("kind", .operational, for: [.legal, .security], from: .operator, .organizations),
                .init("name", .organizationText, for: [.legal, .security], from: .operator, .organizations),
                .init("origins", .organizationText, for: [.legal, .security], from: .operator, .organizations),
                .init("purposes", .operational, for: [.legal, .security], from: .operator, .organizations),
                .init("created_at", .operational, for: [.legal, .security], from: .program, .organizations),
                .init("ended_at", .operational, for: [.legal, .security], from: .program, .organizations),
                .init("announced_at", .operational, for: [.legal, .security], from: .operator, .organizations),
                .init("effective_at", .operational, for: [.legal, .security], from: .operator, .organizations),
                .init("service", .organizationText, for: [.legal, .security], from: .operator, .organizations),
                .init("place", .organizationText, for: [.legal, .security], from: .operator, .organizations),
            ]),
        StoredTable(
            "contact", .nobody, keeps: months13,
            [
                .init("recipient", .operational, for: [.legal, .security], from: .program, .program),
                .init("hour", .operational, for: [.legal, .security], from: .program, .program),
                .init("purpose", .operational, for: [.legal, .security], from: .program, .program),
                .init("done", .operational, for: [.legal, .security], from: .program, .program),
                .init("failed", .operational, for: [.legal, .security], from: .program, .program),
                .init("blocked", .operational, for: [.legal, .security], from: .program, .program),
            ]),
        StoredTable(
            "wake", .nobody, keeps: .work,
            [
                .init("organization", .operational, for: [.service], from: .program, .program),
                .init("due_at", .operational, for: [.service], from: .program, .program),
            ]),
    ]
}
