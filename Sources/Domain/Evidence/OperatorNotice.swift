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
                return OperatorNotice(at: row.at, kind: .escalated, reason: nil)
            }
            return OperatorNotice(
                at: row.at, kind: .operatorAccess, reason: try evidenceDetail(row.detail, of: id).first)
        }
    }

    /// The detail of an event that was sealed under the organization's key.
    private func evidenceDetail(_ sealed: [UInt8], of id: UUIDValue) throws -> [String] {
        let place = SealedPlace("evidence.detail", organization: customer.organization.id, owner: id)
        var reader = ByteReader(try Sealing.open(sealed, at: place, with: customer.keys.data))
        _ = try reader.uuid()
        return try (0..<reader.count()).map { _ in try reader.text() }
    }
}
