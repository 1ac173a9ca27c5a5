internal import Storage

/// What customers are told of the registers, by mail to whoever answers for the organization.
package enum RegisterNews: Sendable, Equatable {
    /// Data was disclosed by law or to protect someone.
    case disclosed
    /// Something happened to personal data: its number, and how many pieces of information there are now.
    case incident(number: String, phase: Int64)
    /// Another company is to work for the operator, from an instant on.
    case subProcessor(name: String, effectiveAt: Int64)
    /// The contract ends; until when the data can be taken.
    case leaving(retrieveUntil: Int64)

    /// Stored: never change one.
    var kind: String {
        switch self {
        case .disclosed: "disclosed"
        case .incident: "incident"
        case .subProcessor: "sub-processor"
        case .leaving: "leaving"
        }
    }

    var value: String {
        switch self {
        case .disclosed: ""
        case .incident(let number, let phase): "\(phase) \(number)"
        case .subProcessor(let name, let at): "\(at) \(name)"
        case .leaving(let until): "\(until)"
        }
    }

    init?(kind: String, value: String) {
        let parts = value.utf8.split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        let number = parts.first.flatMap { Int64($0) }
        switch (kind, number, parts.count) {
        case ("disclosed", _, _): self = .disclosed
        case ("incident", let phase?, 2): self = .incident(number: parts[1], phase: phase)
        case ("sub-processor", let at?, 2): self = .subProcessor(name: parts[1], effectiveAt: at)
        case ("leaving", let until?, 1): self = .leaving(retrieveUntil: until)
        default: return nil
        }
    }

    /// Where the organization reads more.
    var page: String {
        switch self {
        case .disclosed: "privacy/disclosures"
        case .incident: "privacy/incidents"
        case .subProcessor: "privacy/sub-processors"
        case .leaving: "leaving"
        }
    }
}

extension RegisterNews {
    func subject(in language: MailLanguage) -> String {
        let isEnglish = language == .english
        return switch self {
        case .disclosed: isEnglish ? "Data of your staff was disclosed" : "Daten Ihrer Belegschaft wurden offengelegt"
        case .incident(let number, let phase):
            if phase > 1 {
                isEnglish ? "Incident \(number): further information" : "Vorfall \(number): weitere Angaben"
            } else {
                isEnglish ? "Incident \(number) concerns you" : "Vorfall \(number) betrifft Sie"
            }
        case .subProcessor(let name, _):
            isEnglish ? "A new sub-processor: \(name)" : "Ein neuer Unterauftragsverarbeiter: \(name)"
        case .leaving: isEnglish ? "Take your data" : "Nehmen Sie Ihre Daten mit"
        }
    }

    /// - Parameter link: the page's address on a line of its own, or nothing.
    func text(in language: MailLanguage, _ organization: String, link: String) -> String {
        language == .english ? english(organization, link) : german(organization, link)
    }

    private func english(_ organization: String, _ link: String) -> String {
        switch self {
        case .disclosed:
            """
            Data of the staff of \(organization) was disclosed, by law or to protect someone. The register says to whom, \
            on what basis, and what.
            \(link)
            """
        case .incident(_, let phase):
            """
            \(phase > 1 ? "There is further information on an incident" : "There was an incident") that concerns personal \
            data of \(organization). Please read what is known and acknowledge it; your own duty to notify runs from now on \
            (GDPR Art. 33(1)).
            \(link)
            """
        case .subProcessor(let name, let at):
            """
            From \(Self.day(at)) on, \(name) is to work for us. Until then nothing of \(organization) goes there, and \
            nothing ever does if you object. Please look at it and say.
            \(link)
            """
        case .leaving(let until):
            """
            The contract with \(organization) has ended: nobody signs in to train, no directory writes. An administrator \
            can take all data in open formats until \(Self.day(until)). After that it is destroyed for good.
            \(link)
            """
        }
    }

    private func german(_ organization: String, _ link: String) -> String {
        switch self {
        case .disclosed:
            """
            Daten der Belegschaft von \(organization) wurden offengelegt, aufgrund eines Gesetzes oder zum Schutz von \
            Personen. Im Register steht, wem gegenüber, auf welcher Grundlage und welche.
            \(link)
            """
        case .incident(_, let phase):
            """
            \(phase > 1 ? "Es gibt weitere Angaben zu einem Vorfall" : "Es gab einen Vorfall"), der personenbezogene Daten \
            von \(organization) betrifft. Bitte lesen Sie, was bekannt ist, und bestätigen Sie es; Ihre eigene Meldefrist \
            läuft ab jetzt (Art. 33 Abs. 1 DSGVO).
            \(link)
            """
        case .subProcessor(let name, let at):
            """
            Ab dem \(Self.day(at)) soll \(name) für uns arbeiten. Bis dahin geht nichts von \(organization) dorthin, und \
            nie, wenn Sie widersprechen. Bitte sehen Sie es sich an und antworten Sie.
            \(link)
            """
        case .leaving(let until):
            """
            Der Vertrag mit \(organization) ist beendet: niemand trainiert mehr, kein Verzeichnis schreibt. Die \
            Administration kann alle Daten bis zum \(Self.day(until)) in offenen Formaten mitnehmen. Danach werden sie \
            endgültig vernichtet.
            \(link)
            """
        }
    }

    /// `2026-11-24` in UTC.
    private static func day(_ instant: Int64) -> String { CivilDate(instant).text }
}

extension Writing {
    /// Records that the organization was told, and writes to everyone who answers for it, in this transaction.
    func tell(_ news: RegisterNews, _ event: EvidenceEvent) throws {
        try record(event, by: .program)
        for person in try db.all(RegisterNewsSQL.officers, [], { UUIDValue(bytes: $0.blob(0)) }) {
            if let person { try queue(.register(news), to: person, in: .english) }
        }
    }
}

enum RegisterNewsSQL {
    static let officers: SQL = """
        SELECT p.id FROM person p WHERE p.state = 'active'
            AND EXISTS (SELECT 1 FROM role r WHERE r.person = p.id AND r.role IN ('administrator', 'privacy-officer'))
        ORDER BY p.id LIMIT 50
        """
}
