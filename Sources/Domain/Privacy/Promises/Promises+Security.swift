/// What the policy says of sharing and of security.
extension Promise {
    static let ofSharing: [Promise] = [
        Promise(
            .x1, "Nothing leaves for marketing or unrelated purposes.", article: "Art. 28(2), 28(3)(a)", in: .sharing,
            guard: "Egress.admit(_:_:_:)",
            "Every connection names a registered recipient and a purpose; no page loads anything from elsewhere.",
            probe: "An unlisted host and an unlisted purpose are tried; pages are read for other origins."),
        Promise(
            .x2, "We disclose data only where the law demands it, and only what two of us have approved.",
            article: "Art. 28(3)(a), 48", in: .sharing, guard: "Disclosure.requireApproval(_:)",
            "The content is produced after the second approval, limited to its scope, and the customer is told.",
            probe: "Disclosures with one approval, and with two of one person, are asked for; the register is read."),
    ]

    static let ofSecurity: [Promise] = [
        Promise(
            .e1, "Data is encrypted, with one key for each person.", article: "Art. 32(1)(a)", in: .security,
            guard: "BlindIndex.of(_:as:)",
            "Profiles are sealed with AES-256-GCM; look-ups are keyed; keys lie in a store of their own, wrapped.",
            probe: "Planted markers are hunted through files, write-ahead logs, tables and the key store."),
        Promise(
            .e2, "The platform is audited regularly.", article: "Art. 32(1)(d)", in: .security,
            guard: "Platform.auditIfDue()",
            "The security audit runs every seven days; its results are kept and shown.",
            probe: "The age and the outcome of the last audit are read."),
        Promise(
            .e3, "We follow industry practice, and say where we do not yet.", article: "Art. 32(1)", in: .security,
            guard: "ASVSMap.answered(_:)",
            "Each requirement of OWASP ASVS, level 2, has its control and its test, or an owner and a date.",
            probe: "The map is read for an open row without an owner or a date."),
    ]
}
