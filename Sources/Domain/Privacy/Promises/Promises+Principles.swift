/// What the policy says of purposes, and of the principles of the GDPR.
extension Promise {
    static let ofUses: [Promise] = [
        Promise(
            .u1,
            "Which features someone uses is recorded only where the organization has instructed it, to make the "
                + "service better for its staff.", article: "Art. 5(1)(b), 28(3)(a)", in: .purposes,
            guard: "Writing.store(_:)", "The instruction in force is read in the transaction that would record.",
            probe: "With no instruction in force, the canary person uses a feature; nothing is recorded."),
        Promise(
            .u2, "Recommendations follow the job title and one’s own results, and stop when someone objects.",
            article: "Art. 21", in: .purposes, guard: "–", "–", probe: "–",
            state: .notYet(reason: "Nothing is recommended yet: it comes with the courses.")),
        Promise(
            .u3, "Service updates and support reach the people whom they concern, and nobody whose data is restricted.",
            article: "Art. 18(2), 28(3)(a)", in: .purposes, guard: "–", "–", probe: "–",
            state: .notYet(reason: "There are no announcements and no tickets yet.")),
        Promise(
            .u4, "Invoices and accounts count seats and name no member of staff.", article: "Art. 5(1)(c)",
            in: .purposes, guard: "–", "–", probe: "–", state: .notYet(reason: "There are no invoices yet.")),
    ]

    static let ofPrinciples: [Promise] = [
        Promise(
            .g1, "What we do with personal data stands on a public page that is made from the program itself.",
            article: "Art. 5(1)(a), 30(2)", in: .principles, guard: "PrivacyPolicy.generated(_:)",
            "The page, the record of processing and the data map are written from the registry and the inventory.",
            probe: "The page is fetched and compared with the registry, sentence by sentence."),
        Promise(
            .g2, "Data opens only for the purpose it was given for.", article: "Art. 5(1)(b)", in: .principles,
            guard: "Reading.open(_:for:)",
            "A profile opens for a purpose, which shows its own fields only; anything else is refused and recorded.",
            probe: "The canary person is opened for purposes that are closed; each is refused and counted.",
            alsoTurnsRed: [.r4, .r5]),
        Promise(
            .g3, "Statistics about fewer than ten people are withheld, also by difference.", article: "Art. 5(1)(c)",
            in: .principles, guard: "Reading.released(_:)",
            "Cells below ten, cells that would say it of everyone, and one more where one could be computed, are withheld.",
            probe: "Groups of nine and ten are counted: the one gives nothing, and nothing follows from the other."),
        Promise(
            .g4, "A correction stands until the directory says something new, and then the employer decides.",
            article: "Art. 5(1)(d)", in: .principles, guard: "Profile.updated(to:from:at:)",
            "A stale sync does not undo a correction; a new value makes it disputed.",
            probe: "The canary person is corrected; its directory sends the old value again, then a new one."),
        Promise(
            .g5, "Data is kept only as long as needed.", article: "Art. 5(1)(e)", in: .principles,
            guard: "Customer.sweep(_:)",
            "Each kind of row has a limit in the inventory, and a job removes what is older.",
            probe:
                "Rows older than their limit are planted and swept; every organization is looked through for others."),
        Promise(
            .g6, "What was altered, moved or sealed for another place does not open.", article: "Art. 5(1)(f)",
            in: .principles, guard: "Reading.profilePlace(_:)",
            "A sealed value is bound to its organization, table, column and person.",
            probe: "Ciphertexts are altered and transplanted; none opens, and each opens where it belongs."),
    ]
}
