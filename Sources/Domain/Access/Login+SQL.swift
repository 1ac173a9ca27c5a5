internal import Storage

enum LoginSQL {
    static let insert: SQL = """
        INSERT INTO login
            (id, hash, person, visit, method, assured, created_at, seen_at, proved_at, expires_at, family, platform)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7, $8, $9, $10)
        """
    /// The columns that `LoginRow` reads, in its order.
    static let read: SQL = """
        SELECT l.id, l.person, l.visit, l.method, l.assured, l.proved_at, l.seen_at, l.expires_at, p.state, p.key_id,
            p.profile,
            CASE WHEN EXISTS (SELECT 1 FROM factor f WHERE f.person = l.person AND f.confirmed_at IS NOT NULL)
                THEN 1 ELSE 0 END,
            p.closed
        FROM login l LEFT JOIN person p ON p.id = l.person
        WHERE l.hash = $1 AND l.expires_at > $2 AND l.seen_at > $3
        """
    static let ofPerson: SQL = """
        SELECT id, method, family, platform, created_at, seen_at, expires_at FROM login
        WHERE person = $1 AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id LIMIT 100
        """
    static let raise: SQL = "UPDATE login SET hash = $1, proved_at = $2, assured = 1 WHERE id = $3"
    static let end: SQL = "DELETE FROM login WHERE id = $1"
    static let endOwn: SQL = "DELETE FROM login WHERE id = $1 AND person = $2"
    static let endOthers: SQL = "DELETE FROM login WHERE person = $1 AND id <> $2"
    static let endAll: SQL = "DELETE FROM login WHERE person = $1"
    static let endOfVisit: SQL = "DELETE FROM login WHERE visit = $1"
    static let touch: SQL = "UPDATE login SET seen_at = $1 WHERE id = $2 AND seen_at < $1"
}
