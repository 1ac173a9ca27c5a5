internal import Storage

enum ChangeSetSQL {
    static let insert: SQL = """
        INSERT INTO change_set (id, connection, state, created_at, joiners, movers, leavers, unchanged, kept_out, refused,
            applied)
        VALUES ($1, $2, 'reading', $3, 0, 0, 0, 0, 0, 0, 0)
        """
    static let read: SQL = """
        SELECT id, connection, state, created_at, decided_at, decided_by, joiners, movers, leavers, unchanged, kept_out,
            refused, applied, problems
        FROM change_set WHERE id = $1
        """
    static let recent: SQL = """
        SELECT id, connection, state, created_at, decided_at, decided_by, joiners, movers, leavers, unchanged, kept_out,
            refused, applied, problems
        FROM change_set
        ORDER BY CASE WHEN state = 'staged' THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT $1
        """
    static let propose: SQL = """
        UPDATE change_set SET state = 'proposed', joiners = $1, movers = $2, leavers = $3, unchanged = $4, kept_out = $5,
            refused = $6, problems = $7
        WHERE id = $8
        """
    static let setState: SQL = "UPDATE change_set SET state = $1 WHERE id = $2"
    static let progress: SQL = "UPDATE change_set SET applied = applied + $1, refused = refused + $2 WHERE id = $3"
    static let insertChunk: SQL = "INSERT INTO change_chunk (change_set, seq, content) VALUES ($1, $2, $3)"
    static let chunk: SQL = "SELECT content FROM change_chunk WHERE change_set = $1 AND seq = $2"
    static let nextChunk: SQL = """
        SELECT seq, content FROM change_chunk WHERE change_set = $1 AND applied_at IS NULL ORDER BY seq LIMIT 1
        """
    static let chunkApplied: SQL = "UPDATE change_chunk SET applied_at = $1 WHERE change_set = $2 AND seq = $3"
    static let deleteChunks: SQL = "DELETE FROM change_chunk WHERE change_set = $1"
    static let deleteStaleChunks: SQL = """
        DELETE FROM change_chunk WHERE change_set IN
            (SELECT id FROM change_set WHERE state IN ('reading', 'proposed') AND created_at <= $1)
        """
    static let expire: SQL = """
        UPDATE change_set SET state = 'expired' WHERE state IN ('reading', 'proposed') AND created_at <= $1
        """
    static let leaverCandidates: SQL = """
        SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state, p.profile
        FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.gone_at IS NULL AND r.connection = $1 AND r.id > $2 ORDER BY r.id LIMIT $3
        """
    static let fileGroups: SQL = """
        SELECT g.id, g.content FROM membership m JOIN staff_group g ON g.id = m.staff_group
        WHERE m.record = $1 AND g.connection = $2
        """
}
