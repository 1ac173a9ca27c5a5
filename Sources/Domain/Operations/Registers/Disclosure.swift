/// A disclosure by law or to protect someone (promise X2): what is asked, on what basis, and who agreed.
package struct Disclosure: Sendable, Concealed {
    package enum State: String, Sendable { case drafted, refused, made }

    /// What is given out, and nothing else.
    package enum Scope: Sendable, Equatable {
        /// How many people there are, by state; nobody is named.
        case counts
        /// These attributes of these people.
        case people([UUIDValue], Set<Attribute>)

        package var peopleCount: Int {
            switch self {
            case .counts: 0
            case .people(let people, _): people.count
            }
        }
    }

    /// As many natural persons have to approve.
    package static let approvalsNeeded = 2
    package static let peopleMax = 50
    /// After this long the customer is told, whatever was forbidden; a longer ban is asked for anew.
    package static let secretMax = 366 * Clock.day
    /// How long whoever made it can fetch it again: the connection may have broken.
    static let refetch = Clock.hour

    package let id: UUIDValue
    package let organization: UUIDValue
    package let state: State
    package let authority: String
    /// The law or order, with its article or number.
    package let basis: String
    package let reason: String
    package let scope: Scope
    /// Until then the customer may not be told; nil where it is told at once. Milliseconds UTC, as all instants here.
    package let secretUntil: Int64?
    package let draftedAt: Int64
    /// A person of the operator's organization.
    package let draftedBy: UUIDValue
    /// Made or refused.
    package let endedAt: Int64?
    package let endedBy: UUIDValue?
    package let toldAt: Int64?
    /// SHA-256 of what was handed out.
    package let hash: [UInt8]?
    package let approvals: [Approval]

    package struct Approval: Sendable {
        package let person: UUIDValue
        package let at: Int64
        let natural: [UInt8]
    }

    package var isApproved: Bool { Set(approvals.map(\.natural)).count >= Self.approvalsNeeded }
}

/// What someone of the operator's people types.
package struct DisclosureDraft: Sendable, Concealed {
    package var authority = ""
    package var basis = ""
    package var reason = ""
    /// Work e-mails or user names; empty for counts.
    package var people: [String] = []
    package var attributes: Set<Attribute> = []
    package var secretUntil: Int64?

    package init() {}

    /// - Throws: `Failure.invalid` that names the field.
    func validate(at now: Int64) throws(Failure) {
        try RegisterText.require(authority, "authority", max: 200, "The authority")
        try RegisterText.require(basis, "basis", max: 500, "The legal basis")
        try RegisterText.require(reason, "reason", max: 2_000, "The reason")
        guard people.count <= Disclosure.peopleMax else {
            throw .invalid("people", "A disclosure is about at most \(Disclosure.peopleMax) people.")
        }
        guard people.isEmpty == attributes.isEmpty else {
            throw .invalid("attributes", "Name people and the attributes asked for; or neither, for counts alone.")
        }
        guard let secretUntil else { return }
        guard secretUntil > now, secretUntil <= now + Disclosure.secretMax else {
            throw .invalid("secretUntil", "A ban on telling the customer ends within a year, and not in the past.")
        }
    }
}

extension Disclosure {
    /// Version, texts, scope.
    static func encode(_ draft: DisclosureDraft, _ scope: Scope) -> [UInt8] {
        var bytes: [UInt8] = [1]
        bytes.appendText(draft.authority)
        bytes.appendText(draft.basis)
        bytes.appendText(draft.reason)
        guard case .people(let people, let attributes) = scope else {
            bytes.append(0)
            return bytes
        }
        bytes.append(1)
        bytes.appendVarint(UInt64(people.count))
        for person in people { bytes.append(contentsOf: person.bytes) }
        bytes.appendVarint(UInt64(attributes.count))
        for attribute in attributes.map(\.rawValue).sorted() { bytes.append(attribute) }
        return bytes
    }

    static func decode(
        _ bytes: [UInt8]
    ) throws -> (authority: String, basis: String, reason: String, scope: Scope) {
        var reader = ByteReader(bytes)
        guard try reader.byte() == 1 else { throw ByteReader.damaged }
        let texts = (try reader.text(), try reader.text(), try reader.text())
        guard try reader.byte() == 1 else { return (texts.0, texts.1, texts.2, .counts) }
        let people = try (0..<reader.count()).map { _ in try reader.uuid() }
        let attributes = try (0..<reader.count()).map { _ in
            guard let attribute = Attribute(rawValue: try reader.byte()) else { throw ByteReader.damaged }
            return attribute
        }
        return (texts.0, texts.1, texts.2, .people(people, Set(attributes)))
    }
}
