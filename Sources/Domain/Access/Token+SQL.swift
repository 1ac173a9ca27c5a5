internal import Storage

enum TokenSQL {
    static let admit: SQL = """
        SELECT t.id, t.connection, t.kind, t.expires_at, t.revoked_at,
            g.epoch, g.changes, g.active_staff, g.records, g.staff_groups, g.attributes, g.brake_people, g.brake_percent,
            g.instructed, g.grace_days
        FROM token t CROSS JOIN gate g WHERE t.hash = $1 AND g.id = 1
        """
    static let insert: SQL = """
        INSERT INTO token (id, connection, kind, prefix, hash, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """
    static let client: SQL = """
        SELECT id, connection, kind, prefix, created_at, expires_at, used_at, revoked_at FROM token WHERE hash = $1
        """
    static let ofConnection: SQL = """
        SELECT id, connection, kind, prefix, created_at, expires_at, used_at, revoked_at FROM token
        WHERE connection = $1 AND kind <> 'access' ORDER BY created_at DESC, id DESC LIMIT 100
        """
    static let revoke: SQL = "UPDATE token SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL"
    static let revokeBought: SQL = """
        UPDATE token SET revoked_at = $1 WHERE kind = 'access' AND revoked_at IS NULL
            AND connection = (SELECT connection FROM token WHERE id = $2 AND kind = 'client')
        """
    static let used: SQL = "UPDATE token SET used_at = $1 WHERE id = $2"
    static let sweepAccess: SQL = "DELETE FROM token WHERE kind = 'access' AND expires_at <= $1"
    static let livingOfConnection: SQL = """
        SELECT count(*) FROM token
        WHERE connection = $1 AND kind <> 'access' AND revoked_at IS NULL AND expires_at > $2
        """
}
