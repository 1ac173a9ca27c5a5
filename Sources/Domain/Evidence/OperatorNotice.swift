internal import Storage

/// Something in the evidence that the customer must be told: the operator had access, or a decision is overdue.
package struct OperatorNotice: Sendable {
    package enum Kind: Sendable {
        /// The operator made a sign-in link for an administrator, for the reason given.
        case operatorAccess
        /// The brake holds changes that nobody has decided for seven days.
        case escalated
    }

    /// Milliseconds UTC.
    package let at: Int64
    package let kind: Kind
    package let reason: String?
    /// The visit that it was; nil for a link of the command line.
    package let visit: UUIDValue?
}

extension Reading {
    /// What happened within the last 30 days, newest first; at most five.
    package func operatorNotices(_ permit: Permit<SeeOverview>) throws -> [OperatorNotice] {
        try accept(permit)
        let rows = try db.all(EvidenceSQL.notices, [.integer(now - 30 * Clock.day)]) { row in
            (id: row.blob(0), at: row.integer(1), deed: row.text(2), detail: row.blob(3))
        }
        return try rows.map { row in
            guard let id = UUIDValue(bytes: row.id) else { throw ByteReader.damaged }
            guard row.deed == EvidenceEvent.Deed.operatorAccess.rawValue else {
                return OperatorNotice(at: row.at, kind: .escalated, reason: nil, visit: nil)
            }
            let detail = try evidenceDetail(row.detail, of: id, with: customer.keys.data)
            let visit = detail.dropFirst().first.flatMap { line in
                line.utf8.starts(with: "visit ".utf8) ? UUIDValue(String(line.dropFirst(6))) : nil
            }
            return OperatorNotice(at: row.at, kind: .operatorAccess, reason: detail.first, visit: visit)
        }
    }

    /// The role that an event about one person gives or takes; nil for other deeds.
    /// - Parameters:
    ///   - row: the columns of `EvidenceSQL.ofSubject`.
    ///   - key: the person's.
    func roleOfEvent(_ row: any Row, _ key: SealingKey) throws -> Role? {
        guard let deed = EvidenceEvent.Deed(rawValue: row.text(2)), deed == .roleGiven || deed == .roleTaken else {
            return nil
        }
        guard let id = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
        return try evidenceDetail(row.blob(5), of: id, with: key).first.flatMap(Role.init(rawValue:))
    }

    /// The detail of an event, opened with the key it was sealed under.
    func evidenceDetail(
        _ sealed: [UInt8], of id: UUIDValue, with key: SealingKey
    ) throws -> [String] {
        let place = SealedPlace("evidence.detail", organization: customer.organization.id, owner: id)
        var reader = ByteReader(try Sealing.open(sealed, at: place, with: key))
        _ = try reader.uuid()
        return try (0..<reader.count()).map { _ in try reader.text() }
    }
}
