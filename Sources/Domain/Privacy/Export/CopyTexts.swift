/// The sentences of the page that lies in a copy, in one language.
struct CopyTexts: Sendable {
    struct Table: Sendable {
        let title: String
        let lead: String

        init(_ title: String, _ lead: String) {
            self.title = title
            self.lead = lead
        }
    }

    let title: String
    let lead: @Sendable (_ organization: String, _ moment: String) -> String
    let profileTitle: String
    let profileLead: String
    /// What it is, its value, where it came from, since when.
    let profileColumns: [String]
    let nothing: String
    let operatorSource: String
    let corrected: @Sendable (_ directoryValue: String?, _ isDisputed: Bool) -> String
    let count: @Sendable (_ count: Int, _ shown: Int, _ file: String) -> String
    let leftOutTitle: String
    let leftOutLead: String
    let leftOutReasons: [String]
    let filesTitle: String
    let files: [(name: String, use: String)]
    let identity: @Sendable (_ copy: String, _ request: String?) -> String
    let yes: String
    let no: String
    let moment: @Sendable (CivilTime) -> String
    /// Labels by column; a column that is missing is called by its name.
    let columns: [String: String]
    /// By table.
    let tables: [String: Table]
    /// Words that are stored, in the words of people.
    let words: [String: String]
    let attributes: [Attribute: String]

    func column(_ name: String) -> String {
        columns[name] ?? Attribute.allCases.first { $0.path == name }.map(attribute) ?? name
    }

    func table(_ name: String) -> Table { tables[name] ?? Table(name, "") }

    func attribute(_ attribute: Attribute) -> String { attributes[attribute] ?? attribute.path }

    static func `in`(_ language: MailLanguage) -> CopyTexts {
        switch language {
        case .english: english
        case .german: german
        }
    }

    /// Columns that only the program reads: its counting and its timers.
    static let unread: Set<String> = ["position", "version", "seq", "attempts", "lease_until", "line"]

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
