internal import Storage

enum UsageSQL {
    /// Nothing is stored for somebody who is gone, or for whom the purposes of `$4` are closed.
    static let insert: SQL = """
        INSERT INTO usage (id, person, feature, at)
        SELECT $1, p.id, $2, $3 FROM person p WHERE (p.closed & $4) = 0 AND p.id = $5 AND p.state <> 'erasing'
        ON CONFLICT (id) DO NOTHING
        """
    static let times: SQL = """
        SELECT at FROM usage WHERE person = $1 AND feature = $2 ORDER BY id DESC LIMIT $3
        """
    static let grouped: SQL = """
        SELECT feature, count(*), min(at), max(at) FROM usage WHERE person = $1 GROUP BY feature ORDER BY feature
        """
    /// The last of the next rows after one id, up to an id.
    static let batchEnd: SQL = """
        SELECT b.id FROM (SELECT id FROM usage WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3) b
        ORDER BY b.id DESC LIMIT 1
        """
    static let forget: SQL = "DELETE FROM usage WHERE id > $1 AND id <= $2 AND feature = $3"
    /// Rows of a span of time, in order: ids begin with the instant.
    static let between: SQL = """
        SELECT id, person, feature, at FROM usage WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3
        """
}
