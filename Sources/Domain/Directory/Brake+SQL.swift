internal import Storage

enum BrakeSQL {
    static let insert: SQL = """
        INSERT INTO departure (id, person, record, connection, kind, at, staff_group, lost)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """
    static let openSet: SQL = """
        SELECT c.id FROM change_set c
        WHERE c.state = 'staged' AND EXISTS (SELECT 1 FROM departure d WHERE d.change_set = c.id AND d.at > $1)
        ORDER BY c.created_at DESC LIMIT 1
        """
    static let join: SQL = """
        UPDATE departure SET change_set = $1 WHERE change_set IS NULL AND at > $2 AND kind <> 'left-group'
        """
    static let joinOne: SQL = """
        UPDATE departure SET change_set = $1
        WHERE person = $2 AND change_set IS NULL AND at > $3 AND kind <> 'left-group'
        """
    /// People who depart or lose something, and how many of them are not active any more.
    static let countWindow: SQL = """
        SELECT count(DISTINCT d.person), count(DISTINCT CASE WHEN p.state = 'active' THEN NULL ELSE d.person END)
        FROM departure d JOIN person p ON p.id = d.person
        WHERE d.at > $1 AND d.change_set IS NULL AND d.kind <> 'left-group'
        """
    /// People, and those of them whose access ended.
    static let countOf: SQL = """
        SELECT count(DISTINCT person),
            count(DISTINCT CASE WHEN kind IN ('deactivated', 'deleted') THEN person ELSE NULL END)
        FROM departure WHERE change_set = $1
        """
    static let extent: SQL = """
        SELECT count(*), count(DISTINCT person), min(at), max(at) FROM departure WHERE change_set = $1
        """
    static let largestGroup: SQL = """
        SELECT m.staff_group, count(DISTINCT d.person) FROM departure d JOIN membership m ON m.record = d.record
        WHERE d.change_set = $1 GROUP BY m.staff_group ORDER BY 2 DESC, 1 LIMIT 1
        """
    static let stage: SQL = """
        INSERT INTO change_set (id, connection, state, created_at, joiners, movers, leavers, unchanged, kept_out, refused,
            applied)
        VALUES ($1, $2, 'staged', $3, 0, 0, 0, 0, 0, 0, 0)
        """
    static let setCounts: SQL = "UPDATE change_set SET leavers = $1, movers = $2 WHERE id = $3"
    static let close: SQL = "UPDATE change_set SET state = $1, decided_at = $2, decided_by = $3 WHERE id = $4"
    static let hold: SQL = """
        UPDATE person SET state = 'held', erase_at = NULL, change = $1, changed_at = $2
        WHERE state IN ('inactive', 'left')
            AND id IN (SELECT person FROM departure WHERE change_set = $3 AND kind IN ('deactivated', 'deleted'))
        """
    static let becomeDeleted: SQL = """
        UPDATE departure SET kind = 'deleted' WHERE person = $1 AND kind = 'deactivated'
        """
    static let becomeDeactivated: SQL = """
        UPDATE departure SET kind = 'deactivated' WHERE person = $1 AND kind = 'deleted'
        """
    /// Those who left a group within the hour, now that nobody is left in it.
    static let becomeEmptied: SQL = """
        UPDATE departure SET kind = 'emptied'
        WHERE staff_group = $1 AND kind = 'left-group' AND change_set IS NULL AND at > $2 RETURNING person
        """
    static let stagedOf: SQL = "SELECT DISTINCT change_set FROM departure WHERE person = $1 AND change_set IS NOT NULL"
    static let forget: SQL = "DELETE FROM departure WHERE person = $1"
    static let staged: SQL = """
        SELECT d.id, d.person, d.record, d.kind, d.at, d.lost, p.key_id, p.state, p.profile, d.connection, p.closed
        FROM departure d JOIN person p ON p.id = d.person WHERE d.change_set = $1 ORDER BY d.id LIMIT $2 OFFSET $3
        """
    static let blanked: SQL = """
        SELECT d.id, d.person, d.lost, p.key_id FROM departure d JOIN person p ON p.id = d.person
        WHERE d.kind = 'blanked' AND d.lost IS NOT NULL
        """
    static let setLost: SQL = "UPDATE departure SET lost = $1 WHERE id = $2"
    static let settled: SQL = "DELETE FROM departure WHERE id = $1"
}
