internal import Storage

enum StatisticSQL {
    /// The members of a group who count: those for whom none of the purposes of `$2` is closed.
    static let members: SQL = """
        SELECT DISTINCT r.person FROM membership m JOIN directory_record r ON r.id = m.record
            JOIN person p ON p.id = r.person
        WHERE m.staff_group = $1 AND r.gone_at IS NULL AND p.state = 'active' AND (p.closed & $2) = 0
        """
    /// The instruction that held at an instant.
    static let instructionAt: SQL = """
        SELECT content FROM instruction WHERE topic = 'statistics' AND given_at < $1 ORDER BY version DESC LIMIT 1
        """
    static let newestInstruction: SQL = """
        SELECT content FROM instruction WHERE topic = 'statistics' ORDER BY version DESC LIMIT 1
        """
    static let block: SQL = "SELECT week, published_at, groups FROM statistic_block WHERE week = $1"
    /// The newest first.
    static let blocks: SQL = "SELECT week, published_at, groups FROM statistic_block ORDER BY week DESC LIMIT 200"
    static let insertBlock: SQL = "INSERT INTO statistic_block (week, published_at, groups) VALUES ($1, $2, $3)"
    static let insertCell: SQL = """
        INSERT INTO statistic_cell (block, week, staff_group, feature, people, times) VALUES ($1, $2, $3, $4, $5, $6)
        """
    static let cells: SQL = "SELECT week, staff_group, feature, people, times FROM statistic_cell WHERE block = $1"
    static let publication: SQL = "SELECT id FROM job WHERE kind = 'statistics.publish' LIMIT 1"
    static let bringForward: SQL = "UPDATE job SET due_at = $1 WHERE kind = 'statistics.publish' AND due_at > $1"
    static let groupContent: SQL = "SELECT content FROM staff_group WHERE id = $1"
    /// Groups in which a figure can ever be seen, the largest first.
    static let groups: SQL = """
        SELECT g.id, g.content, (SELECT count(*) FROM membership m WHERE m.staff_group = g.id) AS members
        FROM staff_group g WHERE (SELECT count(*) FROM membership m WHERE m.staff_group = g.id) > $1
        ORDER BY members DESC, g.id LIMIT $2
        """
}
