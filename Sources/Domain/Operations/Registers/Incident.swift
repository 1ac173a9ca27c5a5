/// Something that happened to personal data, from when the operator became aware of it (GDPR Art. 33(2)).
package struct Incident: Sendable, Concealed {
    /// What the data lost (Art. 4(12)).
    package enum Kind: String, Sendable, CaseIterable { case confidentiality, integrity, availability }

    /// Customers are told without undue delay; after this long it shows in red. Milliseconds.
    package static let tellWithin = 24 * Clock.hour
    /// The customer's own limit for its authority, from when it knows (Art. 33(1)).
    package static let notifyWithin = 72 * Clock.hour
    package static let organizationsMax = 500

    package let id: UUIDValue
    /// `I-2026-001`.
    package let number: String
    package let title: String
    package let kinds: [Kind]
    /// Kinds of data and of people concerned, as far as known.
    package let categories: String
    /// Milliseconds UTC, as all instants here.
    package let awareAt: Int64
    package let recordedAt: Int64
    package let closedAt: Int64?
    /// What was known when, the first first: information may come in phases (Art. 33(4)).
    package let phases: [Phase]

    package struct Phase: Sendable, Concealed {
        package let sequence: Int64
        package let at: Int64
        package let text: String
    }
}

/// A customer that an incident concerns, for the operator. Customers never read of each other.
package struct ConcernedOrganization: Sendable {
    package let organization: UUIDValue
    package let slug: String
    package let name: String
    /// When it was known to be concerned.
    package let namedAt: Int64
    package let toldAt: Int64?
    /// The last piece of information that it was told of.
    package let toldPhase: Int64
    package let acknowledgedAt: Int64?

    /// Whether telling it took, or has taken until now, longer than it may.
    package func isLate(_ incident: Incident, at now: Int64) -> Bool {
        // One that turned out to be concerned later is told within a day from then.
        let known = namedAt > incident.recordedAt ? namedAt : incident.awareAt
        return (toldAt ?? now) > known + Incident.tellWithin
    }
}

/// An incident as the operator's console shows it.
package struct IncidentEntry: Sendable {
    package let incident: Incident
    package let concerned: [ConcernedOrganization]

    package func hasLate(at now: Int64) -> Bool { concerned.contains { $0.isLate(incident, at: now) } }
}

/// An incident as one customer sees it: what it was told, and nothing of the others.
package struct OwnIncident: Sendable {
    package let incident: Incident
    package let toldAt: Int64
    package let acknowledgedAt: Int64?
    /// There is information that nobody of the organization has acknowledged.
    package let waits: Bool
}

/// What someone of the operator's people types.
package struct IncidentDraft: Sendable, Concealed {
    package var title = ""
    package var kinds: Set<Incident.Kind> = []
    package var categories = ""
    /// What is known so far: the first phase.
    package var text = ""
    package var awareAt: Int64 = 0
    /// Slugs of the customers concerned.
    package var organizations: [String] = []

    package init() {}

    /// - Throws: `Failure.invalid` that names the field.
    func validate(at now: Int64) throws(Failure) {
        try RegisterText.require(title, "title", max: 200, "The title")
        try RegisterText.require(categories, "categories", max: 1_000, "What data is concerned")
        try RegisterText.require(text, "text", max: 8_000, "What is known")
        guard !kinds.isEmpty else { throw .invalid("kinds", "Say what the data lost; more than one is possible.") }
        guard awareAt > 0, awareAt <= now else {
            throw .invalid("awareAt", "You became aware of it at a time that is not in the future.")
        }
        guard (1...Incident.organizationsMax).contains(organizations.count) else {
            throw .invalid("organizations", "Name the customers concerned; others can be added as they become known.")
        }
    }
}

extension IncidentDraft {
    var encoded: [UInt8] {
        var bytes: [UInt8] = [1]
        bytes.appendText(title)
        bytes.appendText(categories)
        bytes.appendVarint(UInt64(kinds.count))
        for kind in kinds.map(\.rawValue).sorted() { bytes.appendText(kind) }
        return bytes
    }

    static func decode(
        _ bytes: [UInt8]
    ) throws -> (title: String, categories: String, kinds: [Incident.Kind]) {
        var reader = ByteReader(bytes)
        guard try reader.byte() == 1 else { throw ByteReader.damaged }
        let (title, categories) = (try reader.text(), try reader.text())
        let kinds = try (0..<reader.count()).map { _ in
            guard let kind = Incident.Kind(rawValue: try reader.text()) else { throw ByteReader.damaged }
            return kind
        }
        return (title, categories, kinds)
    }
}
