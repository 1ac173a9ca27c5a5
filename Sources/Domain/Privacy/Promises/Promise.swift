/// A sentence of the privacy policy that promises something, with what keeps it and what shows that it is kept.
///
/// The policy page, `/trust`, the record of processing and the tests are made from this registry. A promise that is in
/// force has a probe, and a test lifts its guard to see that the probe notices.
package struct Promise: Sendable {
    package enum State: Sendable, Equatable {
        case inForce
        /// It belongs to something that the product does not do yet, so that there is nothing to keep or to break.
        case notYet(reason: String)
    }

    package let id: PromiseID
    /// In the product's own words.
    package let sentence: String
    /// Of the GDPR, such as “Art. 5(1)(b)”.
    package let article: String
    package let section: PolicySection
    /// Where the code stands that enforces it, such as `Reading.open(_:for:)`.
    package let place: String
    /// What that code does.
    package let enforcement: String
    /// What the probe tries.
    package let attempt: String
    /// Whose probes turn red when this guard is lifted; its own is among them.
    package let turnsRed: Set<PromiseID>
    package let state: State

    init(
        _ id: PromiseID, _ sentence: String, article: String, in section: PolicySection, guard place: String,
        _ enforcement: String, probe attempt: String, alsoTurnsRed others: Set<PromiseID> = [],
        state: State = .inForce
    ) {
        self.id = id
        self.sentence = sentence
        self.article = article
        self.section = section
        self.place = place
        self.enforcement = enforcement
        self.attempt = attempt
        turnsRed = others.union([id])
        self.state = state
    }

    package var isInForce: Bool { state == .inForce }

    /// Every promise, in the order of their ids.
    package static let all: [Promise] =
        (ofStaffData + ofUses + ofPrinciples + ofSharing + ofSecurity + ofRights + ofChanges).sorted { $0.id < $1.id }

    package static let inForce = all.filter(\.isInForce)

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

    package static subscript(_ id: PromiseID) -> Promise? { byID[id] }
}

/// The parts of the privacy policy, in its order. Raw values are anchors of the page.
package enum PolicySection: String, Sendable, CaseIterable {
    case scope, data, purposes, principles, sharing, security, rights, changes, contact
}
