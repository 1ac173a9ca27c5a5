internal import Storage

/// A condition on the version that a change meets: If-Match, or the version that a change set saw.
package typealias VersionCondition = @Sendable (Int64) -> Bool

/// Creating, changing and removing directory records, for SCIM and for change sets alike.
extension Writing {
    /// Creates a record, and its person unless someone who left within the grace period returns.
    ///
    /// A record of that name that no directory keeps (the first administrator's, a file's) is taken over instead.
    /// - Throws: `Failure.conflict(.uniqueness)` where the user name is taken, `Failure.invalid`.
    package func createRecord(_ draft: RecordDraft, _ permit: Permit<SyncDirectory>) throws -> DirectoryRecord {
        try accept(permit)
        let connection = try connection(of: permit)
        let record = try create(draft, from: connection, by: permit.principal)
        customer.tally.count(.created, from: connection, at: now)
        return record
    }

    /// Changes a record in place; `change` sees what it is and says what it shall be.
    /// - Returns: the record, and whether anything changed.
    /// - Throws: `Failure.notFound`, `.conflict(.version)` where `condition` fails, `.conflict(.uniqueness)`, what `change` throws.
    package func updateRecord(
        _ id: UUIDValue, if condition: VersionCondition?, _ permit: Permit<SyncDirectory>,
        _ change: (inout RecordDraft) throws -> Void
    ) throws -> DirectoryRecord {
        try accept(permit)
        let connection = try connection(of: permit)
        let stored = try live(id, if: condition)
        let (record, changed) = try update(stored, from: connection, by: permit.principal, change)
        if changed { customer.tally.count(.changed, from: connection, at: now) }
        return record
    }

    /// Removes a record: for the directory it is gone; its person's access ends at once and the grace period begins.
    package func removeRecord(
        _ id: UUIDValue, if condition: VersionCondition?, _ permit: Permit<SyncDirectory>
    ) throws {
        try accept(permit)
        let connection = try connection(of: permit)
        let stored = try live(id, if: condition)
        try requireOwnership(of: stored, by: connection)
        try remove(stored, by: permit.principal)
        customer.tally.count(.departed, from: connection, at: now)
    }

    func connection(of permit: Permit<SyncDirectory>) throws -> UUIDValue {
        guard case .connection(let id) = permit.principal else {
            throw Failure(.forbidden, "Only a directory connection writes directory records.")
        }
        return id
    }

    private func live(_ id: UUIDValue, if condition: VersionCondition?) throws -> StoredRecord {
        guard let stored = try db.first(DirectorySQL.liveRecord, [.blob(id.bytes)], StoredRecord.init) else {
            throw Failure.noSuchRecord
        }
        if let condition, !condition(stored.version) { throw Failure.staleVersion }
        return stored
    }

    // MARK: - The same for every source

    func create(_ draft: RecordDraft, from connection: UUIDValue, by principal: Principal) throws -> DirectoryRecord {
        let draft = try kept(draft)
        let indexes = try RecordIndexes(draft, customer.keys.index)
        if let taken = try db.first(DirectorySQL.byUserName, [.blob(indexes.userName)], StoredRecord.init) {
            guard taken.connection != connection, try isFree(taken.connection) else { throw Failure.userNameTaken }
            return try update(taken, from: connection, by: principal) { $0 = draft }.record
        }
        if let first = try firstAdministrator(indexes) {
            return try update(first, from: connection, by: principal) { $0 = draft }.record
        }
        let returning = try returningPerson(indexes, connection)
        if returning == nil { try requireNotSuppressed(indexes) }
        let change = try countChange(active: draft.active && returning == nil ? 1 : 0, records: 1)
        let profile = Profile().updated(to: draft.attributes, from: provenance(connection), at: now)
        let owner: (person: UUIDValue, key: SealingKey)
        if let returning {
            owner = try subject(returning.person)
            try store(profile, of: owner, change: change)
        } else {
            let minted = try customer.vault.take()
            owner = (UUIDValue.random(), minted.key)
            customer.vault.remember(minted.key, as: minted.id)
            let sealed = try Sealing.seal(profile.encoded, at: profilePlace(owner.person), with: owner.key)
            try db.run(
                DirectorySQL.insertPerson,
                [
                    .blob(owner.person.bytes), .blob(minted.id.bytes),
                    .text((draft.active ? PersonState.active : .inactive).rawValue), .blob(sealed), .integer(now),
                    .integer(now), .integer(change),
                ])
        }
        let id = UUIDValue.ordered(at: now)
        try db.run(
            DirectorySQL.insertRecord,
            [
                .blob(id.bytes), .blob(owner.person.bytes), .blob(connection.bytes), .flag(draft.active), .integer(now),
                .integer(now), .blob(indexes.userName), .optional(indexes.externalID), .optional(indexes.workEmail),
            ])
        if returning != nil, let stored = try db.first(DirectorySQL.liveRecord, [.blob(id.bytes)], StoredRecord.init) {
            try settleReturn(stored, active: draft.active, key: owner.key, by: principal)
        }
        let fields = draft.attributes.entries.map(\.attribute.path)
        let deed: EvidenceEvent.Deed = returning == nil ? .personArrived : .personReturned
        try record(EvidenceEvent(deed, of: owner, detail: fields), by: principal)
        return DirectoryRecord(id: id, draft: draft, version: 1, createdAt: now, changedAt: now, groups: [])
    }

    func update(
        _ stored: StoredRecord, from connection: UUIDValue, by principal: Principal,
        _ change: (inout RecordDraft) throws -> Void
    ) throws -> (record: DirectoryRecord, changed: Bool) {
        try requireOwnership(of: stored, by: connection)
        let key = try key(stored.keyID)
        let profile = try profile(stored, key: key)
        let before = RecordDraft(attributes: profile.attributes, active: stored.active)
        var after = before
        try change(&after)
        after = try kept(after)
        let groups = try groups(of: stored.id)
        guard after != before || stored.connection != connection else {
            return (opened(stored, profile, groups: groups), false)
        }
        let indexes = try RecordIndexes(after, customer.keys.index)
        if let holder = try db.first(
            DirectorySQL.userNameTaken, [.blob(indexes.userName)], { UUIDValue(bytes: $0.blob(0)) }),
            holder != stored.id
        {
            throw Failure.userNameTaken
        }
        let number = try countChange()
        if after.attributes != before.attributes {
            let updated = profile.updated(to: after.attributes, from: provenance(connection), at: now)
            try store(
                customer.guards.stand(.g4) ? updated : updated.withoutCorrections, of: (stored.person, key),
                change: number)
            try noteDisputes(profile, updated, of: (stored.person, key), by: principal)
            try noteBlanked(profile, after.attributes, of: stored, key: key, by: principal)
        }
        try db.run(
            DirectorySQL.updateRecord,
            [
                .blob(connection.bytes), .flag(after.active), .integer(now), .blob(indexes.userName),
                .optional(indexes.externalID), .optional(indexes.workEmail), .blob(stored.id.bytes),
            ])
        let fields = changedFields(before, after)
        try record(EvidenceEvent(.personChanged, of: (stored.person, key), detail: fields), by: principal)
        if before.active && !after.active { try depart(stored, .deactivated, key: key, by: principal) }
        if !before.active && after.active { try comeBack(stored, key: key, by: principal) }
        let record = DirectoryRecord(
            id: stored.id, draft: after, version: stored.version + 1, createdAt: stored.createdAt, changedAt: now,
            groups: groups)
        return (record, true)
    }

    func remove(_ stored: StoredRecord, by principal: Principal) throws {
        let key = try key(stored.keyID)
        let groups = try groups(of: stored.id).map(\.id)
        try db.run(GroupSQL.leaveAll, [.blob(stored.id.bytes)])
        try db.run(GroupSQL.touchGroup, each: groups.map { [.integer(now), .blob($0.bytes)] })
        try db.run(DirectorySQL.removeRecord, [.integer(now), .blob(stored.id.bytes)])
        try countChange(records: -1)
        try depart(stored, .deleted, key: key, by: principal)
    }

    /// What each value says of where it came from (promise S3).
    private func provenance(_ connection: UUIDValue) -> UUIDValue {
        customer.guards.stand(.s3) ? connection : UUIDValue(high: 0, low: 0)
    }

    /// A correction that has just met something new: the employer has to decide.
    private func noteDisputes(
        _ before: Profile, _ after: Profile, of owner: (person: UUIDValue, key: SealingKey), by principal: Principal
    ) throws {
        let disputed = after.corrections.filter { correction in
            correction.isDisputed && before.correction(of: correction.attribute)?.isDisputed == false
        }
        guard !disputed.isEmpty else { return }
        let fields = disputed.map(\.attribute.path)
        try record(EvidenceEvent(.correctionDisputed, of: owner, detail: fields), by: principal)
    }

    /// What the catalogue lets us keep of it, whoever sent it.
    private func kept(_ draft: RecordDraft) throws -> RecordDraft {
        let catalogue = try catalogue()
        guard customer.guards.stand(.d2) else { return draft }
        var kept = draft
        for entry in draft.attributes.entries where !catalogue.allows(entry.attribute) {
            kept.attributes[entry.attribute] = nil
        }
        return kept
    }

    func store(_ profile: Profile, of owner: (person: UUIDValue, key: SealingKey), change: Int64) throws {
        let sealed = try Sealing.seal(profile.encoded, at: profilePlace(owner.person), with: owner.key)
        try db.run(
            DirectorySQL.updatePerson, [.blob(sealed), .integer(now), .integer(change), .blob(owner.person.bytes)])
    }

    private func changedFields(_ before: RecordDraft, _ after: RecordDraft) -> [String] {
        let attributes = Attribute.allCases.filter { attribute in
            let (left, right) = (before.attributes[attribute], after.attributes[attribute])
            return left.map { Array($0.utf8) } != right.map { Array($0.utf8) }
        }
        return attributes.map(\.path) + (before.active == after.active ? [] : ["active"])
    }

    /// The first administrator's record, as the operator made it: a directory that sends that work e-mail takes it over.
    private func firstAdministrator(_ indexes: RecordIndexes) throws -> StoredRecord? {
        guard let email = indexes.workEmail else { return nil }
        return try db.first(DirectorySQL.operatorRecord, [.blob(email)], StoredRecord.init)
    }

    /// The one person who is here without a record and whom this one is about; ambiguity links nobody.
    ///
    /// Recognised by user name unless another external id contradicts it (a name that was given to someone new), or by the
    /// external id of the same connection. A work e-mail alone recognises nobody: mailboxes are handed on.
    private func returningPerson(
        _ indexes: RecordIndexes, _ connection: UUIDValue
    ) throws -> (person: UUIDValue, state: PersonState)? {
        let candidates = try db.all(
            DirectorySQL.goneCandidates,
            [.blob(indexes.userName), .integer(now), .optional(indexes.externalID), .blob(connection.bytes)]
        ) { row in
            (
                person: UUIDValue(bytes: row.blob(0)), isNamed: row.blob(1) == indexes.userName,
                externalID: row.optionalBlob(2)
            )
        }
        let recognised = candidates.filter { candidate in
            guard candidate.isNamed, let theirs = candidate.externalID, let ours = indexes.externalID else {
                return true
            }
            return theirs == ours
        }
        let people = Set(recognised.compactMap(\.person))
        let free = try people.filter { person in
            try db.first(DirectorySQL.hasLiveRecord, [.blob(person.bytes)]) { _ in true } == nil
        }
        guard free.count == 1, let person = free.first, let state = try state(of: person), state != .erasing else {
            return nil
        }
        return (person, state)
    }
}

/// The blind indexes of one record.
struct RecordIndexes {
    let userName: [UInt8]
    let externalID: [UInt8]?
    let workEmail: [UInt8]?

    init(userName: [UInt8], externalID: [UInt8]?, workEmail: [UInt8]?) {
        self.userName = userName
        self.externalID = externalID
        self.workEmail = workEmail
    }

    init(_ draft: RecordDraft, _ index: BlindIndex) throws(Failure) {
        guard let name = draft.attributes[.userName] else {
            throw .invalid("userName", "userName is required and must not be empty.")
        }
        userName = index.of(name, as: .userName)
        externalID = draft.attributes[.externalID].map { index.of($0, as: .externalID) }
        workEmail = draft.attributes[.workEmail].map { index.of($0, as: .workEmail) }
    }
}

extension Failure {
    static let userNameTaken = Failure(
        .conflict(.uniqueness), "Another user of this organization has that userName; look it up and change that one.")
    static let staleVersion = Failure(
        .conflict(.version), "The resource has changed since that version; read it again and repeat the change.")
}
