internal import Storage

enum SubProcessorSQL {
    static let announce: SQL = """
        INSERT INTO recipient
            (id, kind, name, origins, purposes, created_at, announced_at, effective_at, service, place)
        VALUES ($1, 'sub-processor', $2, $3, $4, $5, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING
        """
    static let all: SQL = """
        SELECT id, organization, kind, name, origins, purposes, announced_at, effective_at, ended_at, service, place
        FROM recipient WHERE kind = 'sub-processor' AND announced_at IS NOT NULL
        ORDER BY announced_at DESC, id LIMIT 500
        """
    static let notices: SQL = """
        SELECT n.recipient, n.told_at, n.objected_at, n.acknowledged_at, n.reason, g.slug, g.name
        FROM recipient_notice n JOIN organization g ON g.id = n.organization ORDER BY g.slug
        """
    static let ofOrganization: SQL = """
        SELECT recipient, told_at, objected_at, acknowledged_at, reason FROM recipient_notice WHERE organization = $1
        """
    /// Customers that were here when it was announced and have not been told.
    static let untold: SQL = """
        SELECT r.id, g.id, r.name, r.effective_at FROM recipient r
        JOIN organization g ON g.created_at < r.announced_at AND g.slug <> 'operator' AND g.state = 'active'
        LEFT JOIN recipient_notice n ON n.recipient = r.id AND n.organization = g.id
        WHERE r.kind = 'sub-processor' AND r.announced_at IS NOT NULL AND r.ended_at IS NULL AND n.recipient IS NULL
        ORDER BY r.announced_at, g.id LIMIT 1000
        """
    static let told: SQL = """
        INSERT INTO recipient_notice (recipient, organization, told_at) VALUES ($1, $2, $3)
        ON CONFLICT (recipient, organization) DO NOTHING
        """
    static let acknowledge: SQL = """
        UPDATE recipient_notice SET acknowledged_at = $1, objected_at = NULL, reason = NULL
        WHERE recipient = $2 AND organization = $3
        """
    /// Whoever came after the announcement may object as well.
    static let object: SQL = """
        INSERT INTO recipient_notice (recipient, organization, told_at, objected_at, reason)
        VALUES ($1, $2, $3, $3, $4)
        ON CONFLICT (recipient, organization) DO UPDATE SET objected_at = excluded.objected_at,
            reason = excluded.reason, acknowledged_at = NULL
        """
    static let holding: SQL = """
        SELECT r.announced_at, r.effective_at, r.ended_at, g.created_at, n.told_at, n.objected_at
        FROM recipient r JOIN organization g ON g.id = $1
        LEFT JOIN recipient_notice n ON n.recipient = r.id AND n.organization = g.id
        WHERE r.id = $2
        """
    static let end: SQL = """
        UPDATE recipient SET ended_at = $1 WHERE id = $2 AND kind = 'sub-processor' AND ended_at IS NULL
        """
}

extension SubProcessor {
    /// The columns of `SubProcessorSQL.all`.
    init(_ row: any Row) throws {
        self.init(
            recipient: try Recipient(row), service: row.text(9), place: row.text(10), announcedAt: row.integer(6),
            effectiveAt: row.integer(7), endedAt: row.optionalInteger(8))
    }
}

/// When data of one customer may begin to go to a sub-processor: after the whole notice period from when it was told.
enum RecipientOpening {
    /// - Parameter toldAt: nil for a customer that was not told.
    /// - Returns: nil where it may not at all.
    static func at(announced: Int64, effective: Int64, created: Int64, told: Int64?) -> Int64? {
        if let told { return max(effective, told + effective - announced) }
        // A customer that came later read of it before it signed.
        return created >= announced ? effective : nil
    }
}

/// Holds traffic to sub-processors, customer by customer. The register is asked each time: an objection on one node
/// counts on all.
struct RecipientHold: Sendable {
    let database: any Database
    let clock: Clock

    /// Whether nothing of the organization may go there now.
    func holds(_ recipient: Recipient, for organization: UUIDValue?) async throws -> Bool {
        guard let organization else { return true }
        let now = clock.now
        do {
            let values: [Value] = [.blob(organization.bytes), .blob(recipient.id.bytes)]
            return try await database.read { db in
                try db.first(SubProcessorSQL.holding, values) { row in
                    guard let announced = row.optionalInteger(0), let effective = row.optionalInteger(1),
                        row.isNull(2), row.isNull(5)
                    else { return true }
                    let opens = RecipientOpening.at(
                        announced: announced, effective: effective, created: row.integer(3),
                        told: row.optionalInteger(4))
                    return opens.map { now < $0 } ?? true
                } ?? true
            }
        } catch {
            throw Failure(storage: error)
        }
    }
}
