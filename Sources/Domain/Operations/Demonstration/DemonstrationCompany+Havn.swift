extension DemonstrationCompany {
    /// Freight and warehouses, with its head office in Denmark and depots at ports of four continents.
    package static let havn = DemonstrationCompany(
        slug: "havn",
        name: "Havn Logistics",
        domain: "havn.example",
        timeZone: "Europe/Copenhagen",
        instructed: [.department, .manager],
        staffDefault: 250,
        sites: danishSites + abroad,
        cast: havnCast,
        export: .english
    )

    private static let inbound = Unit(
        "inbound", 5, lead: "Shift manager",
        ["Warehouse operative", "Forklift operator", "Goods-in clerk", "Team lead", "Shift lead"])
    private static let outbound = Unit(
        "outbound", 5, lead: "Outbound manager",
        ["Order picker", "Packer", "Lead packer", "Dispatch coordinator", "Automation technician"])
    private static let returns = Unit(
        "returns", 2, lead: "Returns manager",
        ["Returns inspector", "Repair technician", "Customer care agent", "Team lead"])
    private static let finance = Unit(
        "finance", 2, lead: "Finance manager",
        ["Accounts payable specialist", "Payroll specialist", "Financial controller", "Lead controller"])
    private static let coldStore = Unit(
        "cold store", 3, lead: "Cold chain manager",
        ["Cold store operative", "Reach-truck driver", "Food safety officer", "Refrigeration engineer", "Shift lead"])
    private static let yard = Unit(
        "yard", 3, lead: "Transport manager",
        ["Lorry driver", "Shunter driver", "Lead driver", "Fleet mechanic", "E-truck charging technician"])
    private static let planning = Unit(
        "planning", 2, lead: "Head of planning",
        ["Transport planner", "Route analyst", "Lead planner", "Demand planner"])
    private static let people = Unit(
        "people", 2, lead: "People director",
        ["HR business partner", "Recruiter", "Learning designer", "Occupational health nurse"])
    private static let technology = Unit(
        "technology", 3, lead: "Chief information officer",
        ["Platform engineer", "Data analyst", "IT service desk agent", "Security engineer", "Robotics engineer"])
    private static let legal = Unit(
        "legal and purchasing", 2, lead: "General counsel",
        ["Buyer", "Lead buyer", "Sustainability analyst", "Trade compliance specialist", "Privacy lead"])
    private static let terminal = Unit(
        "terminal", 3, lead: "Terminal manager",
        ["Crane operator", "Lashing crew member", "Vessel planner", "Reefer technician", "Harbour pilot liaison"])
    private static let depot = Unit(
        "depot", 3, lead: "Depot manager",
        ["Warehouse operative", "Container inspector", "Customs declarant", "Van driver", "Stock controller"])
    private static let services = Unit(
        "shared services", 3, lead: "Service centre manager",
        [
            "Invoice processing specialist", "Customer service adviser", "Tracking analyst",
            "Process automation developer",
        ])

    private static let danishSites: [Site] = [
        Site(
            "Head office", 5, "+45",
            [(.danish, 8), (.swedish, 2), (.georgian, 1), (.hebrew, 1), (.greek, 1), (.english, 1), (.persian, 1)],
            [people, technology, legal]),
        Site(
            "Aarhus", 9, "+45",
            [(.danish, 6), (.arabic, 2), (.polish, 2), (.somali, 2), (.nigerian, 1), (.tamil, 1), (.turkish, 1)],
            [inbound, returns, finance]),
        Site(
            "Vejle", 7, "+45",
            [(.danish, 6), (.ukrainian, 2), (.vietnamese, 2), (.polish, 2), (.icelandic, 1), (.bengali, 1)],
            [planning, outbound, yard]),
        Site(
            "Odense", 5, "+45",
            [(.danish, 5), (.spanish, 2), (.romanian, 2), (.thai, 1), (.arabic, 1)],
            [coldStore]),
    ]

    private static let abroad: [Site] = [
        Site("Gothenburg", 3, "+46", [(.swedish, 6), (.persian, 1), (.arabic, 1)], [terminal]),
        Site("Bergen", 1, "+47", [(.norwegian, 6), (.polish, 1)], [depot]),
        Site("Hamburg", 3, "+49", [(.german, 6), (.turkish, 2), (.portuguese, 1)], [terminal]),
        Site("Gdańsk", 2, "+48", [(.polish, 7), (.ukrainian, 1)], [depot]),
        Site("Rotterdam", 2, "+31", [(.dutch, 6), (.french, 1), (.turkish, 1)], [terminal]),
        Site("Piraeus", 2, "+30", [(.greek, 8), (.bulgarian, 1)], [terminal]),
        Site("Tbilisi", 2, "+995", [(.georgian, 6), (.armenian, 2)], [services]),
        Site("Alexandria", 2, "+20", [(.arabic, 8)], [depot]),
        Site("Haifa", 1, "+972", [(.hebrew, 6), (.arabic, 2)], [terminal]),
        Site("Chennai", 3, "+91", [(.tamil, 6), (.hindi, 3), (.bengali, 1)], [services]),
        Site("Busan", 2, "+82", [(.korean, 8)], [terminal]),
        Site("Yokohama", 2, "+81", [(.japanese, 8), (.chinese, 1)], [terminal]),
        Site("Ningbo", 2, "+86", [(.chinese, 8)], [depot]),
        Site("Hải Phòng", 2, "+84", [(.vietnamese, 8)], [depot]),
        Site("Tema", 2, "+233", [(.english, 6), (.nigerian, 2)], [depot]),
    ]

    private static let havnCast: [CastMember] = [
        CastMember("Freja", "Lindqvist", "freja.lindqvist", "Head of learning", at: "Head office", "people"),
        CastMember("Henrik", "Kjær", "henrik.kjaer", "Managing director", at: "Head office", "legal and purchasing"),
        CastMember("Hodan", "Abdi", "hodan.abdi", "Shift lead", at: "Aarhus", "inbound"),
        CastMember(
            "Mahmoud", "Al-Sayed", native: "محمود السيد", "mahmoud.alsayed", "Team lead", at: "Aarhus", "inbound"),
        CastMember("Amara", "Okonkwo", "amara.okonkwo", "Shift lead", at: "Aarhus", "inbound"),
        CastMember("Þóra", "Ásgeirsdóttir", "thora.asgeirsdottir", "Lead planner", at: "Vejle", "planning"),
        CastMember(
            "Giorgi", "Beridze", native: "გიორგი ბერიძე", "giorgi.beridze", "Privacy lead",
            at: "Head office", "legal and purchasing"),
        CastMember(
            "Anirban", "Bhattacharya", native: "অনির্বাণ ভট্টাচার্য", "anirban.bhattacharya", "Lead driver",
            at: "Vejle", "yard"),
        CastMember("Ana Sofía", "Castro Quispe", "sofia.castro", "Shift lead", at: "Odense", "cold store"),
        CastMember("Thandeka", "Dlamini", "thandeka.dlamini", "Team lead", at: "Aarhus", "returns"),
        CastMember(
            "Yael", "Haddad", native: "יעל חדד", "yael.haddad", "Lead buyer",
            at: "Head office", "legal and purchasing"),
        CastMember("Leilani", "Kahananui", "leilani.kahananui", "Shift lead", at: "Odense", "cold store"),
        CastMember("Seo-yeon", "Kim", native: "김서연", "seoyeon.kim", "Lead controller", at: "Aarhus", "finance"),
        CastMember("Thị Minh Anh", "Nguyễn", "anh.nguyen", "Lead packer", at: "Vejle", "outbound"),
        CastMember(
            "Theodora", "Papadaki", native: "Θεοδώρα Παπαδάκη", "theodora.papadaki", "Lead nurse",
            at: "Head office", "people"),
        CastMember(
            "Oksana", "Shevchenko", native: "Оксана Шевченко", "oksana.shevchenko", "Team lead",
            at: "Vejle", "outbound"),
        CastMember("Tomasz", "Wiśniewski", "tomasz.wisniewski", "Lead driver", at: "Vejle", "yard"),
        CastMember(
            "Hanako", "Yamada", native: "山田花子", "hanako.yamada", "Vessel planner", at: "Yokohama", "terminal",
            isActive: false),
    ]
}
