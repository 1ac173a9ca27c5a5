internal import Storage

enum RecipientSQL {
    static let all: SQL = """
        SELECT r.id, r.organization, r.kind, r.name, r.origins, r.purposes, r.created_at, r.ended_at, o.slug, o.name
        FROM recipient r LEFT JOIN organization o ON o.id = r.organization
        ORDER BY r.kind, r.name, r.created_at, r.id LIMIT 2000
        """
    static let ids: SQL = "SELECT id FROM recipient"
    /// The id follows from what is registered, so that the second time changes nothing, on any node.
    static let register: SQL = """
        INSERT INTO recipient (id, organization, kind, name, origins, purposes, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET ended_at = NULL
        """
    static let end: SQL = "UPDATE recipient SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL"
    static let endOthers: SQL = """
        UPDATE recipient SET ended_at = $1
        WHERE kind = 'operator-infrastructure' AND name = $2 AND id <> $3 AND ended_at IS NULL
        """
    static let endNamed: SQL = """
        UPDATE recipient SET ended_at = $1 WHERE organization = $2 AND name = $3 AND ended_at IS NULL
        """
    static let endOthersNamed: SQL = """
        UPDATE recipient SET ended_at = $1
        WHERE organization = $2 AND name = $3 AND id <> $4 AND ended_at IS NULL
        """
    static let addContact: SQL = """
        INSERT INTO contact (recipient, hour, purpose, done, failed, blocked) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (recipient, hour, purpose) DO UPDATE SET done = contact.done + excluded.done,
            failed = contact.failed + excluded.failed, blocked = contact.blocked + excluded.blocked
        """
    static let contacts: SQL = """
        SELECT recipient, hour, purpose, done, failed, blocked FROM contact WHERE hour > $1 ORDER BY hour, recipient
        """
}
