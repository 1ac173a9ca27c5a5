internal import Crypto
internal import Storage

/// Why someone is erased. Raw values are stored: never change one.
package enum ErasureCause: String, Sendable {
    /// A person asked, and two others approved.
    case request
    /// The person left, and the customer's grace period has ended.
    case grace
    /// A restored backup had brought the person back.
    case ledger
}

/// The erasure of one person, from the decision to the day on which no backup can hold the key any more.
///
/// Each state is stored with what it did; whoever finds an erasure in a state goes on from there, so that a crash at any
/// step leads to the same end.
package struct Erasure: Sendable {
    package enum State: String, Sendable {
        /// Nobody sees the person any more, and suppression marks keep a sync from bringing it back.
        case marked
        /// It is in the installation's ledger: a restored backup will not bring the person back either.
        case entered
        /// The person's key is gone from the key store.
        case destroyed
        /// The rows are gone.
        case removed
        /// No file that could be searched holds any of it: the certificate is issued.
        case effective
        /// No backup can hold the key any more.
        case complete
    }

    package let id: UUIDValue
    /// The request that it answers.
    package let request: UUIDValue?
    let person: UUIDValue
    let keyID: UUIDValue
    package let cause: ErasureCause
    package let state: State
    /// Milliseconds UTC, all.
    package let begunAt: Int64
    package let effectiveAt: Int64?
    package let completeAt: Int64?
    package let residualUntil: Int64?
    /// The line of the installation's ledger.
    package let entry: Int64?
    let remains: [UInt8]?
    /// Signed text, once it is effective. It names nobody.
    package let certificate: String?

    /// How long a sync is kept from bringing an erased person back.
    package static let suppressionLifetime = 365 * Clock.day

    init(_ row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let person = UUIDValue(bytes: row.blob(2)),
            let keyID = UUIDValue(bytes: row.blob(3)), let cause = ErasureCause(rawValue: row.text(4)),
            let state = State(rawValue: row.text(5))
        else { throw ByteReader.damaged }
        self.id = id
        request = row.optionalBlob(1).flatMap { UUIDValue(bytes: $0) }
        self.person = person
        self.keyID = keyID
        self.cause = cause
        self.state = state
        begunAt = row.integer(6)
        effectiveAt = row.optionalInteger(7)
        completeAt = row.optionalInteger(8)
        residualUntil = row.optionalInteger(9)
        entry = row.optionalInteger(10)
        remains = row.optionalBlob(11)
        certificate = row.optionalBlob(12).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Names the destroyed key without being it: the first 8 bytes of the hash of its id.
    package var keyFingerprint: String {
        let hash = SHA256.hash(data: keyID.bytes).withUnsafeBytes { [UInt8]($0.prefix(8)) }
        return String(decoding: encodeHexadecimal(hash), as: UTF8.self)
    }
}

extension Reading {
    func erasure(_ id: UUIDValue) throws -> Erasure {
        guard let erasure = try db.first(ErasureSQL.one, [.blob(id.bytes)], Erasure.init) else {
            throw Failure.notFound("There is no such erasure.")
        }
        return erasure
    }

    func erasure(ofRequest request: UUIDValue) throws -> Erasure? {
        try db.first(ErasureSQL.ofRequest, [.blob(request.bytes)], Erasure.init)
    }

    /// The erasures of the last two years, the latest first; at most 200.
    package func erasures(_ permit: Permit<SeeRights>) throws -> [Erasure] {
        try accept(permit)
        return try db.all(ErasureSQL.recent, [.integer(now - 730 * Clock.day)], Erasure.init)
    }

    /// - Throws: `Failure.notFound`.
    package func erasure(_ id: UUIDValue, _ permit: Permit<SeeRights>) throws -> Erasure {
        try accept(permit)
        return try erasure(id)
    }

    /// The erasures whose people a sync cannot bring back now.
    package func suppressing(_ permit: Permit<SeeRights>) throws -> Set<UUIDValue> {
        try accept(permit)
        return Set(
            try db.all(ErasureSQL.suppressing, [.integer(now)]) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self))
    }
}

extension Writing {
    /// Begins an erasure: from here on nobody sees the person, no sync brings it back, and no key of it is remembered.
    /// A job does the rest.
    ///
    /// - Returns: the erasure's id.
    /// - Throws: `Failure.notFound` where there is no such person: an erasure that matches nothing has not succeeded;
    ///   `Failure.conflict(.state)` for the last administrator.
    func beginErasure(
        of person: UUIDValue, cause: ErasureCause, request: UUIDValue? = nil, by principal: Principal
    ) throws -> UUIDValue {
        guard let row = try db.first(StaffSQL.one, [.blob(person.bytes)], StaffRow.init), row.state != .erasing else {
            throw Failure.notFound("There is no such person in this organization; nothing was erased.")
        }
        // What the ledger names was erased already, while there was another administrator; its key may be gone.
        guard try cause == .ledger || !isLastAdministrator(person) else { throw Failure.lastAdministrator }
        let key = cause == .ledger ? try? key(row.keyID) : try key(row.keyID)
        let id = UUIDValue.ordered(at: now)
        try record(
            EvidenceEvent(.erasureBegun, of: key.map { (person, $0) }, detail: [cause.rawValue, "\(id)"]), by: principal
        )
        let indexes = try recordIndexes(of: person)
        try db.run(
            ErasureSQL.insert,
            [
                .blob(id.bytes), .optional(request?.bytes), .blob(person.bytes), .blob(row.keyID.bytes),
                .text(cause.rawValue), .integer(now),
                .optional(
                    try key.map { _ in try Remains(row, indexes, wrappedKey: customer.vault.wrapped(row.keyID)).encoded
                    }),
            ])
        if cause == .request { try suppress(indexes, for: id) }
        try endLogins(of: person)
        try forgetDepartures(of: person)
        try removeLiveRecords(of: person)
        try setState(.erasing, of: person, from: row.state)
        // A proposal of a file may name the person; it is read again.
        try db.run(ChangeSetSQL.deleteStaleChunks, [.integer(now)])
        try db.run(ChangeSetSQL.expire, [.integer(now)])
        try db.run(GateSQL.moveEpoch)
        forgetGate()
        try schedule(.erase, subject: id, at: now)
        return id
    }

    private func removeLiveRecords(of person: UUIDValue) throws {
        for record in try db.all(ErasureSQL.liveRecords, [.blob(person.bytes)], { $0.blob(0) }) {
            guard let id = UUIDValue(bytes: record) else { throw ByteReader.damaged }
            let groups = try groups(of: id).map(\.id)
            try db.run(GroupSQL.leaveAll, [.blob(record)])
            try db.run(GroupSQL.touchGroup, each: groups.map { [.integer(now), .blob($0.bytes)] })
            try db.run(DirectorySQL.removeRecord, [.integer(now), .blob(record)])
            try countChange(records: -1)
        }
    }

    private func recordIndexes(of person: UUIDValue) throws -> [RecordIndexes] {
        try db.all(ErasureSQL.indexes, [.blob(person.bytes)]) { row in
            RecordIndexes(
                userName: row.blob(0), externalID: row.optionalBlob(1), workEmail: row.optionalBlob(2))
        }
    }
}
