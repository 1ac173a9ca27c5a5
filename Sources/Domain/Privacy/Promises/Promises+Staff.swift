/// What the policy says of the data itself.
extension Promise {
    static let ofStaffData: [Promise] = [
        Promise(
            .s1, "No organization can reach another organization’s people.", article: "Art. 28(1), 32(1)(b)",
            in: .scope, guard: "Reading.accept(_:)",
            "Each organization has a database of its own, and a permit counts in the organization that gave it.",
            probe: "Permits of other organizations are presented to verbs, and the canary’s token at their addresses."),
        Promise(
            .s2,
            "Staff data comes from the organization’s own directory, and only the connection that keeps a record "
                + "changes it.", article: "Art. 28(3)(a)", in: .scope, guard: "Reading.mayWrite(_:from:)",
            "A record belongs to the connection that sent it; another one is refused.",
            probe: "The canary person arrives through SCIM and is found; a second connection tries to change it."),
        Promise(
            .s3, "For each value we can say which connection it came from, and when.", article: "Art. 14(2)(f)",
            in: .scope, guard: "Writing.provenance(_:)",
            "Every stored value carries its source and its time, sealed with it.",
            probe: "Every profile is opened, and each value’s source is looked up among the connections."),
        Promise(
            .d1, "We store names and job titles, and no attribute that was not declared.", article: "Art. 5(1)(c)",
            in: .data, guard: "Tally.dropped(_:from:at:times:)",
            "What is not declared is dropped before anything is logged; of its name only declared letters are counted.",
            probe: "An undeclared attribute and a name that holds personal data are sent; both are hunted everywhere."),
        Promise(
            .d2,
            "Of contact details we store the work e-mail; department, manager, employee number and work phone only "
                + "where the organization has instructed it.", article: "Art. 28(3)(a)", in: .data,
            guard: "Writing.kept(_:)", "Every write goes through the catalogue that the recorded instruction allows.",
            probe: "Uninstructed attributes are sent through SCIM and to the engine itself; none is stored."),
        Promise(
            .d3, "Usage data means sign-in times and feature use. No address, no browser’s name.",
            article: "Art. 5(1)(c)", in: .data, guard: "Feature.init(registered:)",
            "Only features of a registry are recorded, with a time and nothing else.",
            probe: "A feature that is not registered is offered; the rows are read for anything else."
        ),
        Promise(
            .d4,
            "Answers given in a session are kept for at most 30 days, and marks only where the organization has "
                + "instructed it.", article: "Art. 5(1)(e), 28(3)(a)", in: .data, guard: "–", "–", probe: "–",
            state: .notYet(reason: "There are no training sessions yet, so that nothing is answered or marked.")),
    ]
}
