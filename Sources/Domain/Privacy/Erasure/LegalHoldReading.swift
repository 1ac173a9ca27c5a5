internal import Storage

/// A hold with whom it is on.
package struct HeldPerson: Sendable, Concealed {
    package let hold: LegalHold
    /// Nil where the person was erased.
    package let name: String?
}

/// What people see of holds; whom they see is recorded in the same transaction.
extension Writing {
    /// All holds, the last to end first; at most 200.
    package func heldPeople(_ permit: Permit<SeeRights>) throws -> [HeldPerson] {
        try accept(permit)
        let held = try holds(permit).map { HeldPerson(hold: $0, name: try nameOfHeld($0.person)) }
        try recordSeen(Array(Set(held.filter { $0.name != nil }.map(\.hold.person))).sorted(), by: permit.principal)
        return held
    }

    /// - Throws: `Failure.notFound`.
    package func heldPerson(_ id: UUIDValue, _ permit: Permit<SeeRights>) throws -> HeldPerson {
        try accept(permit)
        guard let hold = try db.first(HoldSQL.one, [.blob(id.bytes)], hold) else { throw Failure.noSuchHold }
        let name = try nameOfHeld(hold.person)
        if name != nil { try recordSeen([hold.person], by: permit.principal) }
        return HeldPerson(hold: hold, name: name)
    }

    /// Whose fields may be held, and which there are.
    /// - Throws: `Failure.notFound` where there is no such person, or it was erased.
    package func personToHold(
        _ id: UUIDValue, _ permit: Permit<HoldData>
    ) throws -> (name: String, fields: [Attribute]) {
        try accept(permit)
        guard let state = try state(of: id), state != .erasing else { throw Failure.notHere }
        let opened = try open(id, for: LegalPurpose.self)
        if permit.principal.id != id {
            try record(EvidenceEvent(.personSeen, of: try subject(id)), by: permit.principal)
        }
        return (opened.name.revealed, opened.sourcedFields.map(\.attribute))
    }

    /// What a hold keeps of an erased person, for the duty that it is kept for.
    ///
    /// The person has no pseudonym any more: the event names the hold, and the fields that were shown.
    /// - Throws: `Failure.notFound` where it keeps nothing.
    package func held(
        _ id: UUIDValue, _ permit: Permit<HoldData>
    ) throws -> (hold: LegalHold, fields: [SourcedField]) {
        try accept(permit)
        let found = try db.first(HoldSQL.one, [.blob(id.bytes)]) { (try hold($0), $0.optionalBlob(8)) }
        guard let (hold, content) = found, hold.endedAt == nil, let content else {
            throw Failure.notFound("This hold keeps nothing: the person is still here, or the hold has ended.")
        }
        let plain = try Sealing.open(content, at: holdPlace("legal_hold.content", id), with: key(hold.keyID))
        let fields = Opened(try Profile(encoded: plain), for: LegalPurpose.self).sourcedFields
        try record(
            EvidenceEvent(.personSeen, detail: ["hold \(id)"] + fields.map(\.attribute.path)), by: permit.principal)
        return (hold, fields)
    }

    private func nameOfHeld(_ person: UUIDValue) throws -> String? {
        guard let state = try state(of: person), state != .erasing else { return nil }
        return try open(person, for: LegalPurpose.self).name.revealed
    }
}

extension Failure {
    fileprivate static let noSuchHold = Failure.notFound("There is no such hold in this organization.")
    fileprivate static let notHere = Failure.notFound("There is no such person in this organization.")
}
