internal import Storage

/// The languages that mail is written in.
package enum MailLanguage: String, Sendable, CaseIterable { case english = "en", german = "de" }

/// What the program writes to someone, as it waits in the outbox: a kind and its values, never a composed text.
package enum Mail: Sendable, Equatable, Concealed {
    /// The address of the one-time link.
    case signInLink(address: String)
    /// A second factor is in force now.
    case factorConfirmed
    /// An administrator took the second factor away.
    case factorReset
    case recoveryCodeUsed
    /// The brake holds changes of this many people.
    case changesStaged(people: Int64)
    /// Nobody has decided for seven days.
    case changesEscalated
    /// One of the operator's people came to look, for this reason, until an instant in milliseconds UTC.
    case visitOpened(reason: String, endsAt: Int64)
    /// A step of a request, to the person or to those who decide.
    case rights(RightsLetter)
    /// A value that only the directory can set right, of this person.
    case correctionAtSource(person: UUIDValue, attribute: Attribute)
    /// The restriction of the reader's data has ended.
    case restrictionReleased
    /// Disclosures, incidents, sub-processors, the end of the contract.
    case register(RegisterNews)

    /// Stored: never change one.
    var kind: String {
        switch self {
        case .signInLink: "sign-in-link"
        case .factorConfirmed: "factor-confirmed"
        case .factorReset: "factor-reset"
        case .recoveryCodeUsed: "recovery-code-used"
        case .changesStaged: "changes-staged"
        case .changesEscalated: "changes-escalated"
        case .visitOpened: "visit-opened"
        case .rights: "rights"
        case .correctionAtSource: "correction-at-source"
        case .restrictionReleased: "restriction-released"
        case .register(let news): Self.registerPrefix + news.kind
        }
    }

    /// Signing in and what guards it is `security`; the rest is told.
    var purpose: PurposeName {
        switch self {
        case .signInLink, .factorConfirmed, .factorReset, .recoveryCodeUsed: .security
        case .changesStaged, .changesEscalated, .visitOpened, .register: .communication
        case .rights, .correctionAtSource, .restrictionReleased: .rights
        }
    }

    private var value: String {
        switch self {
        case .signInLink(let address): address
        case .changesStaged(let people): "\(people)"
        case .visitOpened(let reason, let end): "\(end) \(reason)"
        case .rights(let letter): letter.encoded
        case .correctionAtSource(let person, let attribute): "\(person) \(attribute.rawValue)"
        case .register(let news): news.value
        case .factorConfirmed, .factorReset, .recoveryCodeUsed, .changesEscalated, .restrictionReleased: ""
        }
    }

    init?(kind: String, value: String) {
        switch kind {
        case "sign-in-link": self = .signInLink(address: value)
        case "factor-confirmed": self = .factorConfirmed
        case "factor-reset": self = .factorReset
        case "recovery-code-used": self = .recoveryCodeUsed
        case "changes-staged": self = .changesStaged(people: Int64(value) ?? 0)
        case "changes-escalated": self = .changesEscalated
        case "visit-opened":
            let parts = value.utf8.split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let end = Int64(String(decoding: parts[0], as: UTF8.self)) else { return nil }
            self = .visitOpened(reason: String(decoding: parts[1], as: UTF8.self), endsAt: end)
        case "rights":
            guard let letter = RightsLetter(encoded: value) else { return nil }
            self = .rights(letter)
        case "correction-at-source":
            let words = value.utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 2, let person = UUIDValue(words[0]),
                let attribute = UInt8(words[1]).flatMap(Attribute.init(rawValue:))
            else { return nil }
            self = .correctionAtSource(person: person, attribute: attribute)
        case "restriction-released": self = .restrictionReleased
        default:
            guard kind.utf8.starts(with: Self.registerPrefix.utf8) else { return nil }
            let word = String(kind.dropFirst(Self.registerPrefix.count))
            guard let news = RegisterNews(kind: word, value: value) else { return nil }
            self = .register(news)
        }
    }

    private static let registerPrefix = "register."

    func encoded(in language: MailLanguage) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendText(language.rawValue)
        bytes.appendText(value)
        return bytes
    }

    static func decoded(_ bytes: [UInt8], kind: String) throws -> (Mail, MailLanguage) {
        var reader = ByteReader(bytes)
        guard let language = MailLanguage(rawValue: try reader.text()),
            let mail = Mail(kind: kind, value: try reader.text())
        else { throw ByteReader.damaged }
        return (mail, language)
    }
}

/// A mail on its way: composed at the last moment, for whoever the person is then.
package struct Letter: Sendable, Concealed {
    /// Stays the same when the letter is carried again.
    package let id: UUIDValue
    package let organization: String
    package let address: MailAddress
    /// Milliseconds UTC.
    package let at: Int64
    package let purpose: PurposeName
    package let subject: String
    package let text: String
}

/// Whoever carries letters out of the house: SMTP through the egress gate, or the demonstration's mailbox.
package protocol MailTransport: Sendable {
    /// Whether there is any way out at all: pages offer mail only then.
    var isConfigured: Bool { get }
    /// - Returns: the server's reply.
    /// - Throws: `MailFailure`.
    func carry(_ letter: Letter) async throws -> String
}

package struct MailFailure: Error, Sendable {
    /// Trying again later cannot help.
    package let isPermanent: Bool
    /// The server's reply, or what kept it from giving one. It may name the address.
    package let reply: String

    package init(isPermanent: Bool, reply: String) {
        self.isPermanent = isPermanent
        self.reply = reply
    }
}

/// No mail server is configured.
package struct NoMail: MailTransport {
    package init() {}
    package var isConfigured: Bool { false }
    package func carry(_ letter: Letter) async throws -> String {
        throw MailFailure(isPermanent: false, reply: "No mail server is configured.")
    }
}

extension Writing {
    static let mailLifetime = 3 * Clock.day
    /// What was sent or given up stays in the list, without its content, for so long.
    static let mailRetention = 30 * Clock.day

    /// Puts a mail into the outbox, in this transaction: it is sent if, and only if, the rest of it is stored.
    func queue(_ mail: Mail, to person: UUIDValue, in language: MailLanguage, until end: Int64? = nil) throws {
        let key = try subject(person).key
        let id = UUIDValue.ordered(at: now)
        let sealed = try Sealing.seal(mail.encoded(in: language), at: mailPlace("mail.content", person), with: key)
        try insertMail(id, person, mail.kind, sealed, until: end ?? now + Self.mailLifetime)
    }

    /// As much work as `queue`, for nobody: the time that an answer takes says nothing.
    func queueNothing(until end: Int64) throws {
        let content = Mail.signInLink(address: String(repeating: "x", count: 120)).encoded(in: .english)
        let id = UUIDValue.ordered(at: now)
        let sealed = try Sealing.seal(content, at: mailPlace("mail.content", id), with: customer.keys.data)
        try insertMail(id, nil, "nothing", sealed, until: end)
    }

    private func insertMail(
        _ id: UUIDValue, _ person: UUIDValue?, _ kind: String, _ content: [UInt8], until end: Int64
    ) throws {
        try db.run(
            MailSQL.insert,
            [.blob(id.bytes), .optional(person?.bytes), .text(kind), .blob(content), .integer(now), .integer(end)])
        try mailIsDue(at: now)
    }

    /// Sees to it that the mail job runs at `instant`.
    func mailIsDue(at instant: Int64) throws {
        guard try db.first(MailSQL.jobBefore, [.integer(instant)], { _ in true }) == nil else { return }
        try schedule(.mail, at: instant)
    }

    /// Writes to everyone who was given a role that answers for the organization.
    func queueToAdministrators(_ mail: Mail) throws {
        for person in try db.all(MailSQL.administrators, [.text(keyRole.rawValue)], { UUIDValue(bytes: $0.blob(0)) }) {
            if let person { try queue(mail, to: person, in: .english) }
        }
    }
}

extension Reading {
    func mailPlace(_ column: StaticString, _ owner: UUIDValue) -> SealedPlace {
        SealedPlace(column, organization: customer.organization.id, owner: owner)
    }
}
