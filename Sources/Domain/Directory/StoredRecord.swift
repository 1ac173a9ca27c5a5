internal import Storage

/// What a person is to its organization now.
package enum PersonState: String, Sendable, CaseIterable {
    case active
    /// The directory says so.
    case inactive
    /// The brake holds the access until the administrator decides.
    case held
    /// The directory removed the record; the person is erased when the grace period ends.
    case left
    case erasing
}

/// A directory record and its person as the database holds them, still sealed.
struct StoredRecord {
    let id: UUIDValue
    let person: UUIDValue
    let connection: UUIDValue
    let active: Bool
    let version: Int64
    let createdAt: Int64
    let changedAt: Int64
    let keyID: UUIDValue
    let state: PersonState
    let sealedProfile: [UInt8]

    init(_ row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let person = UUIDValue(bytes: row.blob(1)),
            let connection = UUIDValue(bytes: row.blob(2)), let keyID = UUIDValue(bytes: row.blob(7)),
            let state = PersonState(rawValue: row.text(8))
        else { throw ByteReader.damaged }
        self.id = id
        self.person = person
        self.connection = connection
        active = row.flag(3)
        version = row.integer(4)
        createdAt = row.integer(5)
        changedAt = row.integer(6)
        self.keyID = keyID
        self.state = state
        sealedProfile = row.blob(9)
    }
}

extension Reading {
    func profilePlace(_ person: UUIDValue) -> SealedPlace {
        let owner = customer.guards.stand(.g6) ? person : UUIDValue(high: 0, low: 0)
        return SealedPlace("person.profile", organization: customer.organization.id, owner: owner)
    }

    func profile(_ stored: StoredRecord, key: SealingKey) throws -> Profile {
        try Profile(encoded: Sealing.open(stored.sealedProfile, at: profilePlace(stored.person), with: key))
    }

    /// The key of a person of this customer, as of this transaction: a key that was destroyed is not remembered.
    func key(_ id: UUIDValue) throws -> SealingKey {
        _ = try gate()
        return try customer.vault.key(id)
    }

    /// Which of these keys somebody has.
    func usedKeys(_ ids: [UUIDValue]) throws -> Set<UUIDValue> {
        try Set(ids.filter { id in try db.first(DirectorySQL.keyInUse, [.blob(id.bytes)]) { _ in true } != nil })
    }

    func state(of person: UUIDValue) throws -> PersonState? {
        try db.first(DirectorySQL.person, [.blob(person.bytes)]) { PersonState(rawValue: $0.text(1)) } ?? nil
    }

    /// The subject of an evidence event.
    func subject(_ person: UUIDValue) throws -> (person: UUIDValue, key: SealingKey) {
        guard let row = try db.first(DirectorySQL.person, [.blob(person.bytes)], { $0.blob(0) }),
            let keyID = UUIDValue(bytes: row)
        else { throw Failure.notFound("There is no such person in this organization.") }
        return (person, try key(keyID))
    }

    /// An active person by work e-mail or user name; nil where none or more than one matches.
    func findPerson(email: String) throws -> UUIDValue? {
        let values: [Value] = [
            .blob(customer.keys.index.of(email, as: .workEmail)), .blob(customer.keys.index.of(email, as: .userName)),
        ]
        let found = try db.all(DirectorySQL.personByEmail, values) { UUIDValue(bytes: $0.blob(0)) }
        if found.count > 1 {
            // A directory may give one address to several people; whoever holds a role is meant.
            let withRoles = try found.compactMap(\.self).filter { try !roles(of: $0).isEmpty }
            return withRoles.count == 1 ? withRoles[0] : nil
        }
        if let person = found.first { return person }
        let kept = try db.all(DirectorySQL.personByGoneEmail, values) { UUIDValue(bytes: $0.blob(0)) }
        return kept.count == 1 ? kept[0] : nil
    }

    /// The record as SCIM sees it.
    func opened(_ stored: StoredRecord, groups: [GroupReference]) throws -> DirectoryRecord {
        opened(stored, try profile(stored, key: key(stored.keyID)), groups: groups)
    }

    func opened(_ stored: StoredRecord, _ profile: Profile, groups: [GroupReference]) -> DirectoryRecord {
        DirectoryRecord(
            id: stored.id, draft: RecordDraft(attributes: profile.attributes, active: stored.active),
            version: stored.version, createdAt: stored.createdAt, changedAt: stored.changedAt, groups: groups)
    }
}
