@testable import Domain
@testable import Web

/// The proofs with every kind of row, and what is generated from the registry.
extension SamplePages {
    static func proofs(_ text: String) -> [SamplePage] {
        [
            SamplePage(name: "proofs", html: TrustPage(report: report(text)).html(.english)),
            SamplePage(name: "own proofs", html: OwnTrustPage(report: report(text)).html(in: context())),
            SamplePage(name: "record of processing", html: record(text)),
        ]
    }

    static let policies: [SamplePage] = [
        SamplePage(
            name: "policy", html: PolicyPage(policy: .generated(), contact: "mailto:privacy@x.example").html(.english)),
        SamplePage(name: "policy, no contact", html: PolicyPage(policy: .generated(), contact: nil).html(.english)),
        SamplePage(name: "proofs, none yet", html: TrustPage(report: TrustReport([], at: now)).html(.english)),
        SamplePage(name: "data map", html: DataMapPage(DataMapQuery()).html(in: context())),
        SamplePage(
            name: "data map, nothing",
            html: DataMapPage(DataMapQuery(category: .jobTitle, purpose: .accounts)).html(in: context())),
    ]

    /// One kept, one broken for two days, one overdue, one that could not be looked at; the others never ran.
    private static func report(_ text: String) -> TrustReport {
        let day = Clock.day
        return TrustReport(
            [
                ProbeRun(promise: .g2, at: now - 23 * day, outcome: .broken, measured: text),
                ProbeRun(promise: .g2, at: now - 22 * day, outcome: .kept, measured: text),
                ProbeRun(promise: .x1, at: now - 3 * day, outcome: .kept, measured: text),
                ProbeRun(promise: .e1, at: now - day, outcome: .broken, measured: text),
                ProbeRun(promise: .s1, at: now - 60_000, outcome: .kept, measured: text),
                ProbeRun(promise: .g2, at: now - 60_000, outcome: .kept, measured: text),
                ProbeRun(promise: .e1, at: now - 60_000, outcome: .broken, measured: text),
                ProbeRun(promise: .r3, at: now - 60_000, outcome: .notChecked, measured: text),
            ], at: now)
    }

    private static func record(_ text: String) -> HTML {
        RecordPage(
            recipients: [
                RecordPage.Party(name: text, kind: .subProcessor, purposes: [.security], hosts: ["mail.x.example"])
            ],
            categories: Inventory.staffCategories, measures: Promise.inForce
        ).html(in: context())
    }
}
