/// The installation's own database, continued: disclosures, incidents, what customers were told of recipients, and who
/// wants an organization's data deleted early.
extension Inventory {
    static let registerTables = [
        StoredTable(
            "recipient_notice", .organization, keeps: .organization,
            [
                .init("recipient", .operational, for: [.legal, .security], from: .program, .organizations),
                .init("organization", .operational, for: [.legal, .security], from: .program, .organizations),
                .init("told_at", .operational, for: [.legal, .security], from: .program, .organizations),
                .init("objected_at", .operational, for: [.legal, .security], from: .administrator, .organizations),
                .init("acknowledged_at", .operational, for: [.legal, .security], from: .administrator, .organizations),
                .init("reason", .organizationText, for: [.legal, .security], from: .administrator, .organizations),
            ]),
        StoredTable(
            "disclosure", .organization, keeps: .organization,
            [
                .init("id", .evidence, for: [.legal], from: .program, .organizations),
                .init("organization", .evidence, for: [.legal], from: .operator, .organizations),
                .init("state", .evidence, for: [.legal], from: .operator, .organizations),
                .init("content", .organizationText, for: [.legal], from: .operator, .organizations),
                .init("secret_until", .evidence, for: [.legal], from: .operator, .organizations),
                .init("drafted_at", .evidence, for: [.legal], from: .program, .organizations),
                .init("drafted_by", .evidence, for: [.legal], from: .operator, .organizations),
                .init("ended_at", .evidence, for: [.legal], from: .program, .organizations),
                .init("ended_by", .evidence, for: [.legal], from: .operator, .organizations),
                .init("hash", .evidence, for: [.legal], from: .program, .organizations),
                .init("told_at", .evidence, for: [.legal], from: .program, .organizations),
            ]),
        StoredTable(
            "disclosure_approval", .operator, keeps: .organization,
            [
                .init("disclosure", .evidence, for: [.legal], from: .operator, .organizations),
                .init("natural_person", .evidence, for: [.legal], from: .program, .organizations),
                .init("person", .evidence, for: [.legal], from: .operator, .organizations),
                .init("at", .evidence, for: [.legal], from: .program, .organizations),
            ]),
        StoredTable(
            "incident", .organization, keeps: .organization,
            [
                .init("id", .evidence, for: [.legal, .security], from: .program, .organizations),
                .init("number", .evidence, for: [.legal, .security], from: .program, .organizations),
                .init("content", .evidence, for: [.legal, .security], from: .operator, .organizations),
                .init("aware_at", .evidence, for: [.legal, .security], from: .operator, .organizations),
                .init("recorded_at", .evidence, for: [.legal, .security], from: .program, .organizations),
                .init("closed_at", .evidence, for: [.legal, .security], from: .operator, .organizations),
            ]),
        StoredTable(
            "incident_phase", .organization, keeps: .organization,
            [
                .init("incident", .evidence, for: [.legal, .security], from: .program, .organizations),
                .init("seq", .evidence, for: [.legal, .security], from: .program, .organizations),
                .init("at", .evidence, for: [.legal, .security], from: .program, .organizations),
                .init("content", .evidence, for: [.legal, .security], from: .operator, .organizations),
            ]),
        StoredTable(
            "incident_organization", .organization, keeps: .organization,
            [
                .init("incident", .evidence, for: [.legal, .security], from: .operator, .organizations),
                .init("organization", .evidence, for: [.legal, .security], from: .operator, .organizations),
                .init("named_at", .evidence, for: [.legal, .security], from: .program, .organizations),
                .init("told_at", .evidence, for: [.legal, .security], from: .program, .organizations),
                .init("told_phase", .evidence, for: [.legal, .security], from: .program, .organizations),
                .init("acknowledged_at", .evidence, for: [.legal, .security], from: .administrator, .organizations),
                .init("acknowledged_phase", .evidence, for: [.legal, .security], from: .administrator, .organizations),
            ]),
        StoredTable(
            "organization_deletion", .organization, keeps: .organization,
            [
                .init("organization", .evidence, for: [.accounts, .legal], from: .program, .organizations),
                .init("natural_person", .evidence, for: [.accounts, .legal], from: .program, .organizations),
                .init("side", .evidence, for: [.accounts, .legal], from: .program, .organizations),
                .init("person", .evidence, for: [.accounts, .legal], from: .administrator, .organizations),
                .init("at", .evidence, for: [.accounts, .legal], from: .program, .organizations),
            ]),
    ]
}
