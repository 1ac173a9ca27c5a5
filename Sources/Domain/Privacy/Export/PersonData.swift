internal import Storage

/// How the rows that belong to a person are found, table by table, and what their cells are: what a complete copy
/// (GDPR Art. 15(3) and 20) is made of. It is held against the inventory and the live schema whenever a copy is made.
enum PersonData {
    /// Tables in the order of the copy: who someone is, then what they asked, then what was done.
    static let tables: [PersonTable] =
        personTables + rightsTables + heldTables + signInTables + actTables + logTables

    /// The columns that the copy gives, as `table.column`.
    static let delivered: Set<String> = Set(
        tables.flatMap { table in table.columns.filter { !$0.isContext }.map { "\(table.name).\($0.name)" } })

    /// Rows of one page of a long table.
    static let pageSize: Int64 = 2_000
}

/// One table of the copy.
struct PersonTable: Sendable {
    /// As the database and the inventory have it.
    let name: String
    /// In the order in which each of the statements selects them.
    let columns: [PersonColumn]
    let links: [PersonLink]

    init(_ name: String, _ links: [PersonLink], _ columns: [PersonColumn]) {
        self.name = name
        self.links = links
        self.columns = columns
    }

    /// Whether it can be long, and is read page by page.
    var isPaged: Bool {
        links.contains { link in
            if case .pages = link { true } else { false }
        }
    }
}

/// How rows of a person are found.
enum PersonLink: Sendable {
    /// All rows; `$1` is the person's id.
    case all(SQL)
    /// Page by page, by the id in the first column; `$1` is the person's id or its name in evidence, `$2` the id after
    /// which, `$3` the instant until which, `$4` how many.
    case pages(SQL, by: PersonLinkKey)
    /// Rows of everybody: those whose sealed cell says nothing of the person are left out.
    case everyone(SQL)
}

enum PersonLinkKey: Sendable {
    case person
    /// The keyed pseudonym, which dies with the person.
    case pseudonym
    /// The person, where its deeds are not about itself: `$2` is the pseudonym, the others come after it.
    case actor
}

struct PersonColumn: Sendable {
    let name: String
    let form: PersonForm
    /// Beside what the inventory declares for the person: what it takes to understand the row.
    let isContext: Bool

    init(_ name: String, _ form: PersonForm, isContext: Bool = false) {
        self.name = name
        self.form = form
        self.isContext = isContext
    }
}

/// What a stored cell is, and so how the copy writes it.
enum PersonForm: Sendable, Equatable {
    /// 16 bytes: written as 36 characters.
    case id
    /// Milliseconds UTC: written as ISO 8601.
    case instant
    case number
    case flag
    /// A word or a text that is stored as it is.
    case word
    /// Bytes that mean nothing beyond themselves: written in hexadecimal digits.
    case bytes
    /// Bits of `ClosedPurposes`.
    case purposes
    /// Numbers of attributes, with spaces between them: written as their paths.
    case attributes
    case sealed(SealedForm)
}

/// What lies in a sealed cell.
enum SealedForm: Sendable, Equatable {
    /// `person.profile`.
    case profile
    /// `departure.lost`: values, or a group, that a decision may give back.
    case lost
    /// `mail.reply`: what the mail server answered.
    case reply
    /// A text that someone wrote about a request, in this place.
    case note(NotePlace)
    /// `evidence.detail`.
    case detail
    /// `change_chunk.content`: what a staff file would change.
    case changes
    /// `legal_hold.content`: values that a legal duty keeps, under a key of their own.
    case held
    /// `staff_group.content`: the group's name, sealed under the organization's key.
    case groupName
}

/// Texts about a person’s rights, sealed under the person’s key.
enum NotePlace: Sendable, Equatable {
    case restriction, request, step

    var column: StaticString {
        switch self {
        case .restriction: "restriction.reason"
        case .request: "rights_request.content"
        case .step: "rights_step.note"
        }
    }

    /// The column that names the row in whose place the text is sealed.
    var owner: String { self == .step ? "request" : "id" }
}
