extension DemonstrationCompany {
    /// An Irish and Indian software firm whose export is separated by tabs; it has instructed nothing further.
    package static let kaveri = DemonstrationCompany(
        slug: "kaveri",
        name: "Kaveri Lee Software",
        domain: "kaveri.example",
        timeZone: "Europe/Dublin",
        instructed: [],
        staffDefault: 40,
        sites: [
            Site(
                "Cork", 4, "+353", [(.irish, 7), (.polish, 1), (.portuguese, 1), (.nigerian, 1), (.chinese, 1)],
                [engineering, operations]),
            Site(
                "Bengaluru", 5, "+91", [(.kannada, 4), (.tamil, 3), (.hindi, 3), (.marathi, 2), (.bengali, 1)],
                [engineering, product]),
        ],
        cast: [
            CastMember(
                "Niamh", "O'Sullivan", "niamh.osullivan", "People operations lead", at: "Cork", "operations"),
            CastMember(
                "Raghavendra", "Hegde", native: "ರಾಘವೇಂದ್ರ ಹೆಗ್ಡೆ", "raghavendra.hegde", "Chief executive",
                at: "Bengaluru", "product"),
        ],
        export: .tabbed
    )

    private static let engineering = Unit(
        "engineering", 5, lead: "Engineering manager",
        ["Software engineer", "Senior software engineer", "Site reliability engineer", "QA engineer", "ML engineer"])
    private static let product = Unit(
        "product", 2, lead: "Head of product",
        ["Product designer", "Product manager", "UX researcher", "Technical writer", "Accessibility specialist"])
    private static let operations = Unit(
        "operations", 2, lead: "Operations manager",
        ["Customer success manager", "Support engineer", "Finance analyst", "Talent partner"])
}
