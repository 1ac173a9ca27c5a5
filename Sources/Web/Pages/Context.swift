import Domain

/// What every page of a console needs beside its own values.
struct ConsoleContext: Sendable {
    var texts: Texts
    let slug: String
    /// The organization's name.
    let organization: String
    let zone: LocalZone
    /// Milliseconds UTC.
    let now: Int64
    let reader: Reader
    /// Changes that wait for an administrator; shown beside “Directory”.
    let waitingCount: Int
    /// The session's token against cross-site requests; in each POST form as the field `csrf`.
    let csrf: String
    /// What the last deed did; shown once.
    var flash: Flash?
    /// The visit that the reader is on: one of the operator's people, in a customer's console.
    var visit: Visit?
    /// The organization is closed: of its rooms, only the way out is there.
    var isLeaving = false

    func address(_ room: Address.Room) -> Address { .room(slug: slug, room) }

    /// For a room that all staff see: in the reader's language throughout.
    var forStaff: ConsoleContext {
        var context = self
        context.texts = texts.forStaff
        return context
    }

    /// The hidden field of every POST form.
    var csrfField: HTML { "<input type=\"hidden\" name=\"csrf\" value=\"\(csrf)\">" }
}

/// Who is signed in.
struct Reader: Sendable {
    let name: String
    let principal: Principal

    var roles: [Role] {
        guard case .person(_, let roles) = principal else { return [] }
        return roles.sorted()
    }

    func may<A: Action>(_ action: A.Type) -> Bool { Policy.allows(action, principal) }
}

/// What a page before signing in needs.
struct DoorContext: Sendable {
    let texts: Texts
    /// A token bound to the browser's own cookie, since there is no session yet; empty on pages without a POST form.
    let csrf: String

    init(texts: Texts, csrf: String = "") {
        self.texts = texts
        self.csrf = csrf
    }
}

extension ConsoleContext {
    /// “24 November 2026”.
    func date(_ milliseconds: Int64) -> String { texts.roomFormat.date(zone.civil(milliseconds)) }

    /// “24 November”, with the year where it is another.
    func day(_ milliseconds: Int64) -> String {
        texts.roomFormat.day(zone.civil(milliseconds), now: zone.civil(now))
    }

    /// “14:52”.
    func time(_ milliseconds: Int64) -> String { texts.roomFormat.time(zone.civil(milliseconds)) }

    /// “today, 14:52”.
    func moment(_ milliseconds: Int64) -> String {
        texts.roomFormat.moment(
            zone.civil(milliseconds), now: zone.civil(now), yesterday: zone.civil(now - 86_400_000))
    }

    /// “14:52” today, else as `moment`: after words such as “since”.
    func sinceMoment(_ milliseconds: Int64) -> String {
        zone.civil(milliseconds).isSameDay(as: zone.civil(now)) ? time(milliseconds) : moment(milliseconds)
    }

    func number(_ number: Int) -> String { texts.roomFormat.number(number) }
}
