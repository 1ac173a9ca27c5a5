internal import Storage

/// A person as the database holds it: sealed, with the purposes that are closed.
struct SealedPerson {
    let id: UUIDValue
    let keyID: UUIDValue
    let profile: [UInt8]
    let closed: ClosedPurposes
}

/// The one gate through which a profile opens.
extension Reading {
    /// Opens a person for a purpose.
    ///
    /// - Throws: `Failure.forbidden` where the purpose is closed for this person by a restriction or an objection;
    ///   `Failure.notFound` where the person was erased.
    func open<P: Purpose>(_ sealed: SealedPerson, for purpose: P.Type) throws -> Opened<P> {
        guard isOpen(P.name, sealed.closed) else {
            customer.tally.refused(P.name, at: now)
            throw Failure.closed(P.name)
        }
        return try open(sealed, with: key(sealed.keyID), for: purpose)
    }

    /// As `open(_:for:)`, where the key is at hand; nil where the purpose is closed.
    func openIfAllowed<P: Purpose>(
        _ sealed: SealedPerson, with key: SealingKey, for purpose: P.Type
    ) throws -> Opened<P>? {
        guard isOpen(P.name, sealed.closed) else {
            customer.tally.refused(P.name, at: now)
            return nil
        }
        return try open(sealed, with: key, for: purpose)
    }

    /// Opens a person of this customer for a purpose.
    func open<P: Purpose>(_ person: UUIDValue, for purpose: P.Type) throws -> Opened<P> {
        guard let sealed = try sealedPerson(person) else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        return try open(sealed, for: purpose)
    }

    func sealedPerson(_ person: UUIDValue) throws -> SealedPerson? {
        let row = try db.first(DirectorySQL.sealedPerson, [.blob(person.bytes)]) { row in
            (keyID: row.blob(0), profile: row.blob(1), closed: row.integer(2))
        }
        guard let row else { return nil }
        guard let keyID = UUIDValue(bytes: row.keyID) else { throw ByteReader.damaged }
        return SealedPerson(
            id: person, keyID: keyID, profile: row.profile, closed: ClosedPurposes(rawValue: row.closed))
    }

    /// Whether a purpose is open for a person with these purposes closed.
    func isOpen(_ purpose: PurposeName, _ closed: ClosedPurposes) -> Bool {
        !closed.contains(purpose) || !customer.guards.stand(.g2)
    }

    private func open<P: Purpose>(
        _ sealed: SealedPerson, with key: SealingKey, for purpose: P.Type
    ) throws -> Opened<P> {
        Opened(try profile(sealed, with: key, for: P.name), for: purpose)
    }

    /// One value of an opened profile; whether the purpose may see it was asked before.
    func value(
        _ attribute: Attribute, of sealed: SealedPerson, with key: SealingKey, for purpose: PurposeName
    ) throws -> Personal<String>? {
        try profile(sealed, with: key, for: purpose).effective(attribute).map { Personal($0) }
    }

    private func profile(
        _ sealed: SealedPerson, with key: SealingKey, for purpose: PurposeName
    ) throws -> Profile {
        let plain = try Sealing.open(sealed.profile, at: profilePlace(sealed.id), with: key)
        customer.tally.opened(purpose, at: now)
        let profile = try Profile(encoded: plain)
        return customer.guards.stand(.r2) ? profile : profile.withoutCorrections
    }
}

extension Failure {
    /// A purpose that is closed for this person.
    static func closed(_ purpose: PurposeName) -> Failure {
        Failure(
            .forbidden,
            "This person's data is restricted: it is stored, and not used for this. The privacy officer knows more.",
            detail: "closed for \(purpose.rawValue)")
    }
}
