/// The installation's own database, continued: probes, backups, audits.
extension Inventory {
    static let proofTables = [
        probeRun,
        StoredTable(
            "backup", .nobody, keeps: .organization,
            [
                .init("id", .operational, for: [.security], from: .program, .program),
                .init("at", .operational, for: [.security], from: .program, .program),
                .init("finished_at", .operational, for: [.security], from: .program, .program),
                .init("expires_at", .operational, for: [.security], from: .program, .program),
                .init("folder", .operational, for: [.security], from: .program, .program),
                .init("root", .operational, for: [.security], from: .program, .program),
                .init("organizations", .operational, for: [.security], from: .program, .program),
                .init("bytes", .operational, for: [.security], from: .program, .program),
                .init("verified_at", .operational, for: [.security], from: .program, .program),
                .init("removed_at", .operational, for: [.security], from: .program, .program),
            ]),
        StoredTable(
            "audit_run", .nobody, keeps: .days(1_095),
            [
                .init("id", .evidence, for: [.legal, .security], from: .program, .program),
                .init("at", .evidence, for: [.legal, .security], from: .program, .program),
                .init("outcome", .evidence, for: [.legal, .security], from: .program, .program),
                .init("passed", .evidence, for: [.legal, .security], from: .program, .program),
                .init("failed", .evidence, for: [.legal, .security], from: .program, .program),
                .init("warned", .evidence, for: [.legal, .security], from: .program, .program),
                .init("not_checked", .evidence, for: [.legal, .security], from: .program, .program),
                .init("waived", .evidence, for: [.legal, .security], from: .program, .program),
                .init("content", .evidence, for: [.legal, .security], from: .program, .program),
            ]),
    ]

    /// What probes found: the platform keeps its own, each organization those in its database.
    static let probeRun = StoredTable(
        "probe_run", .nobody, keeps: .days(90),
        [
            .init("promise", .evidence, for: [.legal, .security], from: .program, .organizations),
            .init("at", .evidence, for: [.legal, .security], from: .program, .organizations),
            .init("outcome", .evidence, for: [.legal, .security], from: .program, .organizations),
            .init("measured", .evidence, for: [.legal, .security], from: .program, .organizations),
        ])
}
