/// A column of a customer's database that is sealed, as far as the organization gets it back: how it opens and what is in
/// it. What is sealed and not here is given back as it is stored, in hexadecimal digits.
struct SealedColumn: Sendable {
    enum Key: Sendable {
        case organization
        /// The key of the person that this column names.
        case person(String)
        /// The key whose id stands in this column.
        case named(String)
        /// The key of the person who made the rights request that the column `request` names.
        case requester
        /// Not sealed at all: bytes that are text.
        case none
        /// That of the event's subject, or the organization's where it has none.
        case subject
    }

    enum Form: Sendable {
        case text
        /// Attributes, each a value of its own.
        case profile
        /// A group's name and external id.
        case group
        /// Salt and lines.
        case evidence
        /// Rows of a file that were refused.
        case problems
        /// What someone wrote about a rights request, or a step of one.
        case request, step
    }

    /// `table.column`.
    let column: StaticString
    /// The column whose id the value is bound to.
    let owner: String
    let key: Key
    let form: Form

    var name: String { "\(column)" }

    static let all: [SealedColumn] = [
        .init(column: "connection.name", owner: "id", key: .organization, form: .text),
        .init(column: "staff_group.content", owner: "id", key: .organization, form: .group),
        .init(column: "visit.reason", owner: "id", key: .organization, form: .text),
        .init(column: "integration.name", owner: "id", key: .organization, form: .text),
        .init(column: "dropped_attribute.name", owner: "name_index", key: .organization, form: .text),
        .init(column: "change_set.problems", owner: "id", key: .organization, form: .problems),
        .init(column: "person.profile", owner: "id", key: .person("id"), form: .profile),
        .init(column: "mail.reply", owner: "person", key: .person("person"), form: .text),
        .init(column: "legal_hold.reason", owner: "id", key: .organization, form: .text),
        .init(column: "legal_hold.content", owner: "id", key: .named("key_id"), form: .profile),
        .init(column: "erasure.certificate", owner: "id", key: .none, form: .text),
        .init(column: "restriction.reason", owner: "id", key: .person("person"), form: .text),
        .init(column: "rights_request.content", owner: "id", key: .person("person"), form: .request),
        .init(column: "rights_step.note", owner: "request", key: .requester, form: .step),
        .init(column: "evidence.detail", owner: "id", key: .subject, form: .evidence),
    ]

    /// What serves only while something is under way, and what only the program can use: not given back.
    static let passing: Set<String> = ["change_chunk.content", "departure.lost"]
}
