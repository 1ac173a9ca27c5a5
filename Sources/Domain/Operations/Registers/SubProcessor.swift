/// Another company that works, or is to work, for the operator (GDPR Art. 28(2), (4)).
package struct SubProcessor: Sendable {
    /// Between the announcement and the first byte, milliseconds.
    package static let noticePeriod = 30 * Clock.day

    package let recipient: Recipient
    /// What it does for the operator.
    package let service: String
    /// Where: a country.
    package let place: String
    /// Milliseconds UTC, as all instants here.
    package let announcedAt: Int64
    package let effectiveAt: Int64
    package let endedAt: Int64?
}

/// What one customer was told of a sub-processor, and said.
package struct SubProcessorNotice: Sendable {
    package enum State: Sendable { case waiting, running, held, ended }

    package let subProcessor: SubProcessor
    /// nil for a customer that came after the announcement: it was part of its contract.
    package let toldAt: Int64?
    /// From then on data of this customer may go there.
    package let opensAt: Int64
    package let objectedAt: Int64?
    package let acknowledgedAt: Int64?
    package let reason: String?

    /// Nobody has answered yet.
    package var isOpen: Bool {
        toldAt != nil && objectedAt == nil && acknowledgedAt == nil && subProcessor.endedAt == nil
    }

    package func state(at now: Int64) -> State {
        if subProcessor.endedAt != nil { return .ended }
        if objectedAt != nil { return .held }
        return now < opensAt ? .waiting : .running
    }
}

/// A sub-processor as the operator's console shows it.
package struct SubProcessorEntry: Sendable {
    package let subProcessor: SubProcessor
    package let told: Int
    package let acknowledged: Int
    /// The customers that object.
    package let objections: [(slug: String, name: String, at: Int64, reason: String?)]
}

/// What someone of the operator's people types.
package struct SubProcessorDraft: Sendable {
    package var name = ""
    package var service = ""
    package var place = ""
    /// One a line or blank: `https://host`.
    package var origins: [String] = []
    package var purposes: Set<PurposeName> = []
    package var effectiveAt: Int64 = 0

    package init() {}

    /// - Throws: `Failure.invalid` that names the field.
    func recipient(at now: Int64) throws(Failure) -> Recipient {
        try RegisterText.require(name, "name", max: 120, "The name")
        try RegisterText.require(service, "service", max: 500, "What it does")
        try RegisterText.require(place, "place", max: 80, "The country")
        guard !name.utf8.contains(where: { $0 < 0x20 }) else {
            throw .invalid("name", "The name stands on one line.")
        }
        let found = origins.compactMap { Origin($0) }
        guard (1...8).contains(origins.count), found.count == origins.count else {
            throw .invalid("origins", "One to eight addresses such as https://speech.example, without a path.")
        }
        guard !purposes.isEmpty else { throw .invalid("purposes", "Name what it gets data for.") }
        guard effectiveAt >= now + SubProcessor.noticePeriod else {
            throw .invalid("effectiveAt", "Customers are told at least 30 days before: name a later day.")
        }
        return Recipient(kind: .subProcessor, name: name, origins: found, purposes: purposes, of: nil)
    }
}
