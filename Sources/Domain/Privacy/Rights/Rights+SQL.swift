internal import Storage

enum RightsSQL {
    static let insert: SQL = """
        INSERT INTO rights_request (id, number, person, kind, state, origin, content, received_at, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """
    /// The columns that `StoredRequest` reads, in its order.
    static let one: SQL = """
        SELECT id, number, person, kind, state, origin, content, received_at, due_at, extended_at, ended_at
        FROM rights_request WHERE id = $1
        """
    static let open: SQL = """
        SELECT id, number, person, kind, state, origin, content, received_at, due_at, extended_at, ended_at
        FROM rights_request WHERE ended_at IS NULL ORDER BY due_at, id LIMIT $1
        """
    static let ended: SQL = """
        SELECT id, number, person, kind, state, origin, content, received_at, due_at, extended_at, ended_at
        FROM rights_request WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT $1
        """
    static let ofPerson: SQL = """
        SELECT id, number, person, kind, state, origin, content, received_at, due_at, extended_at, ended_at
        FROM rights_request WHERE person = $1 ORDER BY received_at DESC, id DESC LIMIT $2
        """
    /// The greatest number of a year: longer ones are greater.
    static let lastNumber: SQL = """
        SELECT number FROM rights_request WHERE number LIKE $1 ORDER BY length(number) DESC, number DESC LIMIT 1
        """
    static let update: SQL = """
        UPDATE rights_request SET state = $1, due_at = $2, extended_at = $3, ended_at = $4 WHERE id = $5
        """
    static let insertStep: SQL = """
        INSERT INTO rights_step (request, seq, at, step, actor_kind, actor, note, evidence)
        VALUES ($1, (SELECT coalesce(max(seq), 0) + 1 FROM rights_step WHERE request = $1), $2, $3, $4, $5, $6, $7)
        """
    static let steps: SQL = """
        SELECT seq, at, step, actor_kind, actor, note, evidence FROM rights_step WHERE request = $1 ORDER BY seq LIMIT 200
        """
    static let officers: SQL = """
        SELECT p.id FROM role r JOIN person p ON p.id = r.person
        WHERE r.role = 'privacy-officer' AND p.state = 'active'
        UNION SELECT p.id FROM group_role g JOIN membership m ON m.staff_group = g.staff_group
            JOIN directory_record d ON d.id = m.record JOIN person p ON p.id = d.person
        WHERE g.role = 'privacy-officer' AND p.state = 'active' AND d.gone_at IS NULL
        LIMIT 50
        """
    static let counts: SQL = """
        SELECT count(*), coalesce(sum(CASE WHEN due_at < $1 THEN 1 ELSE 0 END), 0) FROM rights_request
        WHERE ended_at IS NULL
        """
}

enum RestrictionSQL {
    static let insert: SQL = """
        INSERT INTO restriction (id, person, kind, purpose, keeps_sign_in, reason, request, begun_at, confirmed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """
    static let openOf: SQL = """
        SELECT id, person, kind, purpose, keeps_sign_in, reason, request, begun_at, confirmed_at, ended_at
        FROM restriction WHERE person = $1 AND ended_at IS NULL ORDER BY begun_at, id
        """
    static let allOpen: SQL = """
        SELECT id, person, kind, purpose, keeps_sign_in, reason, request, begun_at, confirmed_at, ended_at
        FROM restriction WHERE ended_at IS NULL ORDER BY begun_at, id LIMIT 500
        """
    static let countOpen: SQL = "SELECT count(*) FROM restriction WHERE ended_at IS NULL"
    static let end: SQL = "UPDATE restriction SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL"
    static let confirm: SQL = """
        UPDATE restriction SET confirmed_at = $1 WHERE id = $2 AND ended_at IS NULL AND confirmed_at IS NULL
        """
    static let close: SQL = "UPDATE person SET closed = $1, changed_at = $2, change = $3 WHERE id = $4"
}

enum SightingSQL {
    static let ofPerson: SQL = """
        SELECT id, at, deed, actor_kind, actor FROM evidence
        WHERE subject = $1 AND deed IN ('person.seen', 'staff.read', 'export.made', 'profile.corrected')
        UNION ALL SELECT e.id, e.at, e.deed, e.actor_kind, e.actor
        FROM sighting s JOIN evidence e ON e.id = s.evidence WHERE s.person = $2
        ORDER BY 2 DESC, 1 DESC LIMIT $3
        """
    static let reads: SQL = """
        SELECT connection, sum(reads), max(hour) FROM arrival WHERE hour >= $1 AND reads > 0 GROUP BY connection
        """
    static let connections: SQL = "SELECT DISTINCT connection FROM directory_record WHERE person = $1"
    static let counts: SQL = """
        SELECT (SELECT count(*) FROM evidence WHERE subject = $1), (SELECT count(*) FROM mail WHERE person = $2),
            (SELECT count(*) FROM login WHERE person = $2 AND expires_at > $3), (SELECT min(created_at) FROM mail WHERE person = $2),
            (SELECT min(created_at) FROM login WHERE person = $2 AND expires_at > $3)
        """
}
