internal import Storage

extension Attribute {
    /// Whether the employer can set it right here. What signs people in, or points at a record, is set right where it
    /// comes from.
    package var isCorrectable: Bool {
        switch self {
        case .userName, .externalID, .workEmail, .manager: false
        default: true
        }
    }
}

/// A correction that the directory has contradicted since: the employer decides which of the two holds.
package struct Dispute: Sendable, Concealed {
    package let person: UUIDValue
    package let name: String
    package let attribute: Attribute
    /// What was set here; empty where there should be none.
    package let corrected: String
    /// What the directory says now; nil where it says nothing.
    package let directory: String?
    /// Milliseconds UTC, of the correction.
    package let at: Int64
}

extension Writing {
    /// Sets a value right over what the directory says (GDPR Art. 16). It wins until the directory says something new.
    /// - Parameter value: empty where there should be none.
    /// - Throws: `Failure.invalid` for a value that cannot be corrected here, or that no directory could send.
    package func correct(
        _ person: UUIDValue, _ attribute: Attribute, to value: String, _ permit: Permit<CorrectProfile>
    ) throws {
        try accept(permit)
        try correct(person, attribute, to: value, by: permit.principal)
    }

    /// Asks those who keep the directory to set a value right there.
    package func askAtSource(
        of person: UUIDValue, _ attribute: Attribute, _ permit: Permit<CorrectProfile>
    ) throws {
        try accept(permit)
        try askAtSource(of: person, attribute, by: permit.principal)
    }

    /// The corrections that wait for a decision, by name. Whose values are shown is recorded.
    package func disputes(_ permit: Permit<SeeRights>) throws -> [Dispute] {
        try accept(permit)
        let people = try customer.staff.entries(self).filter(\.isDisputed)
        var disputes: [Dispute] = []
        for entry in people.sorted(by: { ($0.sortKey, $0.id) < ($1.sortKey, $1.id) }).prefix(200) {
            let opened = try open(entry.id, for: RightsPurpose.self)
            for field in opened.sourcedFields {
                guard let correction = field.correction, correction.isDisputed else { continue }
                disputes.append(
                    Dispute(
                        person: entry.id, name: opened.name.revealed, attribute: field.attribute,
                        corrected: field.value.revealed, directory: field.directoryValue?.revealed, at: correction.at))
            }
        }
        try recordSeen(Set(disputes.map(\.person)).sorted(), by: permit.principal)
        return disputes
    }

    /// Decides a dispute.
    /// - Parameter keep: the correction goes on standing over the directory's new value; else the directory's holds.
    /// - Throws: `Failure.conflict(.state)` where nothing is disputed.
    package func settleDispute(
        _ person: UUIDValue, _ attribute: Attribute, keep: Bool, _ permit: Permit<CorrectProfile>
    ) throws {
        try accept(permit)
        let owner = try subject(person)
        let profile = try profile(of: owner)
        guard var correction = profile.correction(of: attribute), correction.isDisputed else {
            throw Failure(.conflict(.state), "This correction is not disputed any more.")
        }
        correction.isDisputed = false
        let settled = keep ? profile.corrected(correction) : profile.uncorrected(attribute)
        try store(settled, of: owner, change: countChange())
        let detail = [attribute.path, keep ? "the correction holds" : "the directory holds"]
        try record(EvidenceEvent(.correctionEnded, of: owner, detail: detail), by: permit.principal)
    }

    // MARK: - As part of a request, too

    func correct(
        _ person: UUIDValue, _ attribute: Attribute, to value: String, by principal: Principal
    ) throws {
        guard attribute.isCorrectable else {
            throw Failure.invalid("attribute", "This value is set right where it comes from: in the directory.")
        }
        guard try catalogue().allows(attribute) else {
            throw Failure.invalid("attribute", "Your organization has not instructed that this is held.")
        }
        try attribute.check(value)
        let owner = try subject(person)
        let profile = try profile(of: owner)
        let said = profile.fields.first { $0.attribute == attribute }?.value ?? ""
        let isAgreed = said.utf8.elementsEqual(value.utf8)
        let corrected =
            isAgreed
            ? profile.uncorrected(attribute)
            : profile.corrected(
                Profile.Correction(attribute: attribute, value: value, author: principal.id ?? person, at: now))
        try store(corrected, of: owner, change: countChange())
        try record(EvidenceEvent(.profileCorrected, of: owner, detail: [attribute.path]), by: principal)
    }

    func askAtSource(of person: UUIDValue, _ attribute: Attribute, by principal: Principal) throws {
        try record(
            EvidenceEvent(.correctionAtSourceAsked, of: subject(person), detail: [attribute.path]), by: principal)
        try queueToAdministrators(.correctionAtSource(person: person, attribute: attribute))
    }

    private func profile(of owner: (person: UUIDValue, key: SealingKey)) throws -> Profile {
        guard let sealed = try sealedPerson(owner.person) else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        return try Profile(encoded: Sealing.open(sealed.profile, at: profilePlace(owner.person), with: owner.key))
    }
}
