internal import Storage

enum IntegrationSQL {
    static let admit: SQL = """
        SELECT i.id, i.scopes, i.expires_at, i.revoked_at,
            g.epoch, g.changes, g.active_staff, g.records, g.staff_groups, g.attributes, g.brake_people, g.brake_percent,
            g.instructed, g.grace_days
        FROM integration i CROSS JOIN gate g WHERE i.hash = $1 AND g.id = 1
        """
    static let insert: SQL = """
        INSERT INTO integration (id, name, scopes, prefix, hash, created_at, expires_at, created_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """
    static let living: SQL = "SELECT count(*) FROM integration WHERE revoked_at IS NULL AND expires_at > $1"
    static let all: SQL = """
        SELECT id, name, scopes, prefix, created_at, expires_at, used_at, revoked_at, created_by FROM integration
        ORDER BY created_at DESC, id DESC LIMIT 200
        """
    static let one: SQL = """
        SELECT id, name, scopes, prefix, created_at, expires_at, used_at, revoked_at, created_by FROM integration
        WHERE id = $1
        """
    static let revoke: SQL = "UPDATE integration SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL"
}
