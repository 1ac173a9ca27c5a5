internal import Storage

enum DirectorySQL {
    // A stored record: the columns that `StoredRecord` reads, in its order. Each statement writes them out, since a
    // statement is one literal.
    static let liveRecord: SQL = """
        SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state, p.profile
        FROM directory_record r JOIN person p ON p.id = r.person WHERE r.id = $1 AND r.gone_at IS NULL
        """
    static let byUserName: SQL = """
        SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state, p.profile
        FROM directory_record r JOIN person p ON p.id = r.person WHERE r.user_name = $1 AND r.gone_at IS NULL
        """
    static let byUserNames = SQL(
        list: """
            SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state,
                p.profile, r.user_name, c.kind
            FROM directory_record r JOIN person p ON p.id = r.person JOIN connection c ON c.id = r.connection
            WHERE r.gone_at IS NULL AND r.user_name IN (
            """,
        count: 100)
    static let byExternalID: SQL = """
        SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state, p.profile
        FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.external_id = $1 AND r.gone_at IS NULL ORDER BY r.id LIMIT 200
        """
    static let byWorkEmail: SQL = """
        SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state, p.profile
        FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.work_email = $1 AND r.gone_at IS NULL ORDER BY r.id LIMIT 200
        """
    static let page: SQL = """
        SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state, p.profile
        FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.id IN (SELECT id FROM directory_record WHERE gone_at IS NULL ORDER BY id LIMIT $1 OFFSET $2)
        ORDER BY r.id
        """
    static let pageAfter: SQL = """
        SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state, p.profile
        FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.gone_at IS NULL AND r.id > $1 ORDER BY r.id LIMIT $2
        """
    static let pageGroups: SQL = """
        SELECT m.record, g.id, g.content FROM membership m JOIN staff_group g ON g.id = m.staff_group
        WHERE m.record IN (SELECT id FROM directory_record WHERE gone_at IS NULL ORDER BY id LIMIT $1 OFFSET $2)
        ORDER BY m.record, g.id
        """
    static let recordGroups: SQL = """
        SELECT g.id, g.content FROM membership m JOIN staff_group g ON g.id = m.staff_group
        WHERE m.record = $1 ORDER BY g.id
        """
    static let rangeGroups: SQL = """
        SELECT m.record, g.id, g.content FROM membership m JOIN staff_group g ON g.id = m.staff_group
        WHERE m.record >= $1 AND m.record <= $2 ORDER BY m.record, g.id
        """
    /// Records that are gone and whose person is still here: candidates for a return.
    static let goneCandidates: SQL = """
        SELECT r.person, r.user_name, r.external_id FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.gone_at IS NOT NULL AND r.user_name = $1 AND (p.erase_at IS NULL OR p.erase_at > $2)
        UNION SELECT r.person, r.user_name, r.external_id FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.gone_at IS NOT NULL AND r.external_id = $3 AND r.connection = $4
            AND (p.erase_at IS NULL OR p.erase_at > $2)
        """
    static let operatorRecord: SQL = """
        SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state, p.profile
        FROM directory_record r JOIN person p ON p.id = r.person JOIN connection c ON c.id = r.connection
        WHERE r.work_email = $1 AND r.gone_at IS NULL AND c.kind = 'operator'
        """
    static let hasLiveRecord: SQL = "SELECT 1 FROM directory_record WHERE person = $1 AND gone_at IS NULL"
    static let userNameTaken: SQL = "SELECT id FROM directory_record WHERE user_name = $1 AND gone_at IS NULL"
    static let insertRecord: SQL = """
        INSERT INTO directory_record
            (id, person, connection, active, version, created_at, changed_at, user_name, external_id, work_email)
        VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9)
        """
    static let updateRecord: SQL = """
        UPDATE directory_record SET connection = $1, active = $2, version = version + 1, changed_at = $3,
            user_name = $4, external_id = $5, work_email = $6
        WHERE id = $7
        """
    static let removeRecord: SQL = "UPDATE directory_record SET gone_at = $1 WHERE id = $2"

    static let insertPerson: SQL = """
        INSERT INTO person (id, key_id, state, profile, arrived_at, changed_at, change)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """
    static let updatePerson: SQL = "UPDATE person SET profile = $1, changed_at = $2, change = $3 WHERE id = $4"
    static let setState: SQL = """
        UPDATE person SET state = $1, erase_at = $2, changed_at = $3, change = $4 WHERE id = $5
        """
    static let person: SQL = "SELECT key_id, state, profile FROM person WHERE id = $1"
    static let sealedPerson: SQL = "SELECT key_id, profile, closed FROM person WHERE id = $1"
    static let keyInUse: SQL = "SELECT 1 FROM person WHERE key_id = $1"
    static let personByEmail: SQL = """
        SELECT p.id FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.work_email = $1 AND r.gone_at IS NULL AND p.state = 'active'
        UNION SELECT p.id FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.user_name = $2 AND r.gone_at IS NULL AND p.state = 'active'
        """
    /// Active people whose record is gone: the last administrator, and whom an administrator has kept.
    static let personByGoneEmail: SQL = """
        SELECT p.id FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.work_email = $1 AND r.gone_at IS NOT NULL AND p.state = 'active'
            AND NOT EXISTS (SELECT 1 FROM directory_record l WHERE l.person = p.id AND l.gone_at IS NULL)
        UNION SELECT p.id FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.user_name = $2 AND r.gone_at IS NOT NULL AND p.state = 'active'
            AND NOT EXISTS (SELECT 1 FROM directory_record l WHERE l.person = p.id AND l.gone_at IS NULL)
        """
    static let reindexRecord: SQL = """
        UPDATE directory_record SET external_id = $1, work_email = $2, version = version + 1, changed_at = $3 WHERE id = $4
        """
    static let personOfRecord: SQL = "SELECT person FROM directory_record WHERE id = $1"
    static let liveRecordOf: SQL = "SELECT id FROM directory_record WHERE person = $1 AND gone_at IS NULL"
}

enum ConnectionSQL {
    static let insert: SQL = """
        INSERT INTO connection (id, kind, name, name_index, created_at) VALUES ($1, $2, $3, $4, $5)
        """
    static let byName: SQL = "SELECT id, kind FROM connection WHERE name_index = $1"
    static let kind: SQL = "SELECT kind FROM connection WHERE id = $1"
    static let all: SQL = """
        SELECT c.id, c.kind, c.name, c.created_at, c.arrived_at,
            (SELECT count(*) FROM directory_record r WHERE r.connection = c.id AND r.gone_at IS NULL)
        FROM connection c ORDER BY c.created_at, c.id
        """
    static let names: SQL = "SELECT id, kind, name FROM connection"
    static let arrived: SQL = "UPDATE connection SET arrived_at = $1 WHERE id = $2"
}
