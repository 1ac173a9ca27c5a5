/// How a company's HR system writes its staff list: its column names, words and form.
struct DemonstrationExport: Sendable {
    enum Field: Sendable {
        case employeeNumber, email, givenName, familyName, displayName, formattedName, honorificPrefix
        case title, department, manager, phone, active, groups, birthDate
    }

    let columns: [(name: String, field: Field)]
    let active: String
    let inactive: String
    let delimiter: CSVDelimiter
    let lineBreak: CSVWriter.LineBreak
    let hasMark: Bool
    let leadGroup: String
    let firstAidGroup: String
    /// What people are promoted to.
    let deputyTitle: String

    static let english = DemonstrationExport(
        columns: [
            ("Employee ID", .employeeNumber), ("Work email", .email), ("First name", .givenName),
            ("Last name", .familyName), ("Display name", .displayName), ("Native name", .formattedName),
            ("Job title", .title), ("Department", .department), ("Manager email", .manager), ("Work phone", .phone),
            ("Account enabled", .active), ("Groups", .groups), ("Date of birth", .birthDate),
        ],
        active: "TRUE", inactive: "FALSE",
        delimiter: .comma, lineBreak: .carriageReturnNewline, hasMark: true,
        leadGroup: "Team leaders", firstAidGroup: "First aiders", deputyTitle: "Deputy manager"
    )

    static let german = DemonstrationExport(
        columns: [
            ("Personalnummer", .employeeNumber), ("Titel", .honorificPrefix), ("Nachname", .familyName),
            ("Vorname", .givenName), ("Anzeigename", .displayName), ("E-Mail geschäftlich", .email),
            ("Stellenbezeichnung", .title), ("Abteilung", .department), ("Vorgesetzter", .manager),
            ("Telefon geschäftlich", .phone), ("Status", .active), ("Gruppen", .groups), ("Geburtsdatum", .birthDate),
        ],
        active: "aktiv", inactive: "inaktiv",
        delimiter: .semicolon, lineBreak: .carriageReturnNewline, hasMark: true,
        leadGroup: "Leitungen", firstAidGroup: "Brandschutzhelfende", deputyTitle: "Stellvertretende Leitung"
    )

    static let tabbed = DemonstrationExport(
        columns: [
            ("Username", .email), ("Email", .email), ("Display name", .displayName), ("First name", .givenName),
            ("Last name", .familyName), ("Title", .title), ("Department", .department), ("Phone", .phone),
            ("Active", .active), ("Groups", .groups),
        ],
        active: "yes", inactive: "no",
        delimiter: .tab, lineBreak: .newline, hasMark: false,
        leadGroup: "Leads", firstAidGroup: "Fire wardens", deputyTitle: "Associate director"
    )

    var writer: CSVWriter { CSVWriter(delimiter: delimiter, lineBreak: lineBreak, hasMark: hasMark) }

    func row(_ person: DemonstrationPerson) -> [String] {
        columns.map { column in
            switch column.field {
            case .employeeNumber: String(10_001 + person.number)
            case .email: person.email
            case .givenName: person.givenName
            case .familyName: person.familyName
            case .displayName: person.displayName
            case .formattedName: person.formattedName ?? ""
            case .honorificPrefix: person.honorificPrefix ?? ""
            case .title: person.title
            case .department: person.department
            case .manager: person.managerEmail ?? ""
            case .phone: person.phone
            case .active: person.isActive ? active : inactive
            case .groups: person.groups.joined(separator: "; ")
            case .birthDate: person.birthDate
            }
        }
    }
}
