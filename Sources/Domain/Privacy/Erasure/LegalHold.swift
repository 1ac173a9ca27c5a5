internal import Storage

/// Fields of a person that a law makes the organization keep until a date, whatever else is erased.
///
/// They are kept under a key of their own: the person's key goes with the person, and the rest stays readable for that
/// duty alone. When the hold ends, its key is destroyed and the erasure is whole.
package struct LegalHold: Sendable, Concealed {
    package let id: UUIDValue
    package let person: UUIDValue
    let keyID: UUIDValue
    package let fields: [Attribute]
    /// Why: the law, and what it asks for.
    package let reason: String
    /// Milliseconds UTC, all.
    package let begunAt: Int64
    package let endsAt: Int64
    package let endedAt: Int64?
    /// Whether the person was erased and these fields are what is left.
    package let isAllThatIsLeft: Bool

    /// The longest that a hold can be placed for.
    package static let lifetimeMax = 10 * 366 * Clock.day
}

extension Reading {
    /// The holds on a person, also those that have ended.
    package func holds(on person: UUIDValue, _ permit: Permit<SeeRights>) throws -> [LegalHold] {
        try accept(permit)
        return try db.all(HoldSQL.ofPerson, [.blob(person.bytes)], hold)
    }

    /// All holds, the last to end first; at most 200.
    package func holds(_ permit: Permit<SeeRights>) throws -> [LegalHold] {
        try accept(permit)
        return try db.all(HoldSQL.all, [], hold)
    }

    func activeHolds(of person: UUIDValue) throws -> [LegalHold] {
        try db.all(HoldSQL.ofPerson, [.blob(person.bytes)], hold).filter { $0.endedAt == nil && $0.endsAt > now }
    }

    func hold(_ row: any Row) throws -> LegalHold {
        guard let id = UUIDValue(bytes: row.blob(0)), let person = UUIDValue(bytes: row.blob(1)),
            let keyID = UUIDValue(bytes: row.blob(2))
        else { throw ByteReader.damaged }
        let numbers = row.text(3).utf8.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        let reason = try Sealing.open(row.blob(4), at: holdPlace("legal_hold.reason", id), with: customer.keys.data)
        return LegalHold(
            id: id, person: person, keyID: keyID,
            fields: numbers.compactMap { UInt8($0) }.compactMap(Attribute.init(rawValue:)),
            reason: String(decoding: reason, as: UTF8.self), begunAt: row.integer(5), endsAt: row.integer(6),
            endedAt: row.optionalInteger(7), isAllThatIsLeft: row.optionalBlob(8) != nil)
    }

    func holdPlace(_ column: StaticString, _ id: UUIDValue) -> SealedPlace {
        SealedPlace(column, organization: customer.organization.id, owner: id)
    }
}

extension Writing {
    /// Keeps fields of a person for a legal duty, until an instant.
    ///
    /// - Parameters:
    ///   - reason: the law and what it asks for, 1 to 500 characters.
    ///   - end: milliseconds UTC, within ten years.
    /// - Throws: `Failure.invalid`, `Failure.notFound`.
    package func hold(
        _ fields: Set<Attribute>, of person: UUIDValue, until end: Int64, reason: String, _ permit: Permit<HoldData>
    ) throws -> UUIDValue {
        try accept(permit)
        guard !fields.isEmpty else { throw Failure.invalid("fields", "Name at least one field that has to be kept.") }
        guard end > now, end <= now + LegalHold.lifetimeMax else {
            throw Failure.invalid("until", "A hold ends on a day to come, within ten years.")
        }
        guard (1...500).contains(reason.unicodeScalars.count), !reason.utf8.allSatisfy({ $0 <= 0x20 }) else {
            throw Failure.invalid("reason", "Name the law and what it asks for, in 1 to 500 characters.")
        }
        let subject = try subject(person)
        guard try state(of: person) != .erasing else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        let id = UUIDValue.ordered(at: now)
        let minted = try customer.vault.take()
        let sealed = try Sealing.seal(
            Array(reason.utf8), at: holdPlace("legal_hold.reason", id), with: customer.keys.data)
        let ordered = fields.sorted { $0.rawValue < $1.rawValue }
        try db.run(
            HoldSQL.insert,
            [
                .blob(id.bytes), .blob(person.bytes), .blob(minted.id.bytes),
                .text(ordered.map { "\($0.rawValue)" }.joined(separator: " ")), .blob(sealed), .integer(now),
                .integer(end),
            ])
        try record(
            EvidenceEvent(.holdPlaced, of: subject, detail: ["\(id)"] + ordered.map(\.path)), by: permit.principal)
        try schedule(.endHold, subject: id, at: end)
        return id
    }

    /// Ends a hold before its time; what it kept of an erased person is erased.
    package func endHold(_ id: UUIDValue, _ permit: Permit<HoldData>) throws {
        try accept(permit)
        guard let hold = try db.first(HoldSQL.one, [.blob(id.bytes)], hold), hold.endedAt == nil else {
            throw Failure.notFound("This hold has ended.")
        }
        try schedule(.endHold, subject: hold.id, at: now)
        try db.run(HoldSQL.end, [.integer(now), .blob(id.bytes)])
        try record(EvidenceEvent(.holdEnded, detail: ["\(id)"]), by: permit.principal)
    }

    /// Before a person's key is destroyed: what has to be kept is sealed under the holds' own keys.
    func keepHeld(of person: UUIDValue) throws {
        let holds = try activeHolds(of: person).filter { !$0.isAllThatIsLeft }
        guard !holds.isEmpty, let sealed = try sealedPerson(person) else { return }
        let plain = try Sealing.open(sealed.profile, at: profilePlace(person), with: key(sealed.keyID))
        let profile = try Profile(encoded: plain)
        for hold in holds {
            let kept = Profile(
                fields: profile.fields.filter { hold.fields.contains($0.attribute) },
                corrections: profile.corrections.filter { hold.fields.contains($0.attribute) })
            let content = try Sealing.seal(
                kept.encoded, at: holdPlace("legal_hold.content", hold.id), with: key(hold.keyID))
            try db.run(HoldSQL.keep, [.blob(content), .blob(hold.id.bytes)])
        }
    }

    /// The hold's time has come: nothing of it stays readable.
    /// - Returns: the key to destroy; nil where there is no such hold.
    func finishHold(_ id: UUIDValue) throws -> UUIDValue? {
        guard let hold = try db.first(HoldSQL.one, [.blob(id.bytes)], hold) else { return nil }
        if try db.run(HoldSQL.end, [.integer(now), .blob(id.bytes)]) == 1 {
            try record(EvidenceEvent(.holdEnded, detail: ["\(id)"]), by: .program)
        }
        return hold.keyID
    }
}
