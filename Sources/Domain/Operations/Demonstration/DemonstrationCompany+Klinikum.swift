extension DemonstrationCompany {
    /// A German hospital whose HR system speaks German, with semicolons.
    package static let klinikum = DemonstrationCompany(
        slug: "klinikum",
        name: "Klinikum Sankt Anna",
        domain: "klinikum.example",
        timeZone: "Europe/Berlin",
        instructed: [.department],
        staffDefault: 60,
        sites: [
            Site("Haus A", 5, "+49", wards, [medicine, intensive, emergency]),
            Site("Haus B", 3, "+49", wards, [surgery, birth]),
            Site("Verwaltung", 2, "+49", [(.german, 7), (.turkish, 1), (.czech, 1)], [administration]),
        ],
        cast: [
            CastMember(
                "Gülsüm", "Yıldız", "guelsuem.yildiz", "Leitung Fort- und Weiterbildung", at: "Verwaltung",
                "Personal und IT", prefix: "Dr."),
            CastMember(
                "Jürgen", "Weiß", "juergen.weiss", "Kaufmännische Geschäftsführung", at: "Verwaltung",
                "Personal und IT"),
            CastMember(
                "Shirin", "Karimi", native: "شیرین کریمی", "shirin.karimi", "Ärztliche Leitung Notaufnahme",
                at: "Haus A", "Notaufnahme", prefix: "Prof. Dr."),
        ],
        export: .german
    )

    private static let wards: [(NamePool, Int)] = [
        (.german, 9), (.turkish, 2), (.polish, 2), (.ukrainian, 1), (.romanian, 1), (.vietnamese, 1), (.arabic, 1),
        (.persian, 1), (.hindi, 1), (.bulgarian, 1), (.french, 1),
    ]
    private static let medicine = Unit(
        "Innere Medizin", 3, lead: "Stationsleitung",
        ["Pflegefachperson", "Pflegeassistenz", "Stationssekretariat", "Praxisanleitung", "Diätberatung"])
    private static let intensive = Unit(
        "Intensivstation", 2, lead: "Leitung Intensivpflege",
        ["Fachpflegekraft Intensivpflege", "Pflegefachperson", "Atmungstherapie", "Physiotherapie"])
    private static let emergency = Unit(
        "Notaufnahme", 2, lead: "Pflegerische Leitung Notaufnahme",
        ["Notfallpflege", "Notfallsanitätsdienst", "Medizinische Technologie Radiologie", "Patientenaufnahme"])
    private static let surgery = Unit(
        "Chirurgie", 3, lead: "OP-Leitung",
        ["Operationstechnische Assistenz", "Anästhesiepflege", "Pflegefachperson", "OP-Koordination", "Aufbereitung"])
    private static let birth = Unit(
        "Geburtshilfe", 1, lead: "Leitende Hebamme",
        ["Hebamme", "Kinderkrankenpflege", "Stillberatung", "Pflegefachperson"])
    private static let administration = Unit(
        "Personal und IT", 2, lead: "Leitung Personal",
        ["Personalreferat", "IT-Systemadministration", "Medizincontrolling", "Datenschutzkoordination", "Einkauf"])
}
