internal import Storage

enum BackupSQL {
    static let insert: SQL = """
        INSERT INTO backup (id, at, expires_at, folder, root, organizations, bytes) VALUES ($1, $2, $3, $4, $5, 0, 0)
        ON CONFLICT DO NOTHING
        """
    static let finish: SQL = """
        UPDATE backup SET finished_at = $1, verified_at = $2, organizations = $3, bytes = $4 WHERE id = $5
        """
    static let delete: SQL = "DELETE FROM backup WHERE id = $1"
    static let expired: SQL = """
        SELECT id, folder FROM backup WHERE expires_at <= $1 AND removed_at IS NULL ORDER BY at LIMIT 1000
        """
    static let removed: SQL = "UPDATE backup SET removed_at = $1 WHERE id = $2"
    static let residual: SQL = "SELECT max(expires_at) FROM backup WHERE removed_at IS NULL AND expires_at > $1"
    /// Roots that a backup which may still be there needs.
    static let roots: SQL = "SELECT DISTINCT root FROM backup WHERE removed_at IS NULL"
    static let organizations: SQL = "SELECT id FROM organization WHERE destroyed_at IS NULL ORDER BY slug"
    static let all: SQL = """
        SELECT id, at, finished_at, expires_at, folder, organizations, bytes, verified_at, removed_at FROM backup
        ORDER BY at DESC LIMIT $1
        """
    /// The newest checkpoint of a customer's evidence.
    static let evidenceHead: SQL = "SELECT size, root FROM checkpoint ORDER BY size DESC LIMIT 1"
}
