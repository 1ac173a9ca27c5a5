internal import Storage

enum GroupSQL {
    static let read: SQL = "SELECT content, version, created_at, changed_at FROM staff_group WHERE id = $1"
    static let connection: SQL = "SELECT connection FROM staff_group WHERE id = $1"
    static let members: SQL = "SELECT record FROM membership WHERE staff_group = $1 ORDER BY record"
    static let hasMembers: SQL = "SELECT 1 FROM membership WHERE staff_group = $1 LIMIT 1"
    static let byName: SQL = "SELECT id FROM staff_group WHERE name_index = $1"
    static let byExternalID: SQL = "SELECT id FROM staff_group WHERE external_index = $1 ORDER BY id LIMIT 200"
    static let page: SQL = "SELECT id FROM staff_group WHERE id > $1 ORDER BY id LIMIT $2 OFFSET $3"
    static let insert: SQL = """
        INSERT INTO staff_group (id, connection, content, name_index, external_index, version, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, 1, $6, $7)
        """
    static let update: SQL = """
        UPDATE staff_group SET content = $1, name_index = $2, external_index = $3, changed_at = $4, connection = $5,
            version = version + 1
        WHERE id = $6
        """
    static let keep: SQL = "UPDATE staff_group SET connection = $1 WHERE id = $2"
    static let delete: SQL = "DELETE FROM staff_group WHERE id = $1"
    static let isLive: SQL = "SELECT 1 FROM directory_record WHERE id = $1 AND gone_at IS NULL"
    static let join: SQL = """
        INSERT INTO membership (staff_group, record) VALUES ($1, $2) ON CONFLICT (staff_group, record) DO NOTHING
        """
    static let leave: SQL = "DELETE FROM membership WHERE staff_group = $1 AND record = $2"
    static let leaveAll: SQL = "DELETE FROM membership WHERE record = $1"
    static let touch: SQL = "UPDATE directory_record SET version = version + 1 WHERE id = $1"
    static let touchGroup: SQL = "UPDATE staff_group SET version = version + 1, changed_at = $1 WHERE id = $2"
    static let touchMembers: SQL = """
        UPDATE directory_record SET version = version + 1
        WHERE id IN (SELECT record FROM membership WHERE staff_group = $1)
        """
    static let all: SQL = """
        SELECT g.id, g.connection, g.content, g.changed_at,
            (SELECT count(*) FROM membership m WHERE m.staff_group = g.id), g.created_at
        FROM staff_group g ORDER BY g.id LIMIT $1
        """
    static let memberPeople: SQL = """
        SELECT r.person FROM membership m JOIN directory_record r ON r.id = m.record WHERE m.staff_group = $1
        """
}
