internal import Storage

/// What the API lists: by id, a page at a time.
enum StaffListingSQL {
    static let people: SQL = """
        SELECT id, key_id, state, profile, arrived_at, changed_at, change, erase_at FROM person
        WHERE id > $1 AND changed_at > $2 AND state <> 'erasing' AND ($3 = '' OR state = $3) ORDER BY id LIMIT $4
        """
    /// What moves with everything that is listed of a person: its own changes, and its records' with their groups.
    static let personVersion: SQL = """
        SELECT p.change, count(r.id), sum(r.version)
        FROM person p LEFT JOIN directory_record r ON r.person = p.id AND r.gone_at IS NULL
        WHERE p.id = $1 AND p.state <> 'erasing' GROUP BY p.change
        """
    static let groupsOfPeople = SQL(
        list: """
            SELECT r.person, m.staff_group FROM directory_record r JOIN membership m ON m.record = r.id
            WHERE r.gone_at IS NULL AND r.person IN (
            """,
        count: PageLimit.max, tail: " ORDER BY r.person, m.staff_group")

    static let groups: SQL = """
        SELECT g.id, g.connection, g.content, g.version, g.created_at, g.changed_at,
            (SELECT count(*) FROM membership m WHERE m.staff_group = g.id)
        FROM staff_group g WHERE g.id > $1 AND g.changed_at > $2 ORDER BY g.id LIMIT $3
        """
    static let group: SQL = """
        SELECT g.id, g.connection, g.content, g.version, g.created_at, g.changed_at,
            (SELECT count(*) FROM membership m WHERE m.staff_group = g.id)
        FROM staff_group g WHERE g.id = $1
        """
    static let members: SQL = """
        SELECT DISTINCT r.person
        FROM membership m JOIN directory_record r ON r.id = m.record JOIN person p ON p.id = r.person
        WHERE m.staff_group = $1 AND r.person > $2 AND r.gone_at IS NULL AND p.state <> 'erasing'
        ORDER BY r.person LIMIT $3
        """

    static let connections: SQL = """
        SELECT c.id, c.kind, c.name, c.created_at, c.arrived_at,
            (SELECT count(*) FROM directory_record r WHERE r.connection = c.id AND r.gone_at IS NULL)
        FROM connection c WHERE c.id > $1 ORDER BY c.id LIMIT $2
        """
    static let connection: SQL = """
        SELECT c.id, c.kind, c.name, c.created_at, c.arrived_at,
            (SELECT count(*) FROM directory_record r WHERE r.connection = c.id AND r.gone_at IS NULL)
        FROM connection c WHERE c.id = $1
        """
    static let arrivals: SQL = """
        SELECT connection, hour, created, changed, departed, reads, refused FROM arrival
        WHERE (hour, connection) > ($1, $2) AND hour >= $3 ORDER BY hour, connection LIMIT $4
        """
    static let arrivalsOfOne: SQL = """
        SELECT connection, hour, created, changed, departed, reads, refused FROM arrival
        WHERE connection = $1 AND hour > $2 AND hour >= $3 ORDER BY hour LIMIT $4
        """
    static let dropped: SQL = """
        SELECT connection, name_index, name, times, last_at FROM dropped_attribute
        WHERE month = $1 AND (connection, name_index) > ($2, $3) ORDER BY connection, name_index LIMIT $4
        """
    static let changeSets: SQL = """
        SELECT id, connection, state, created_at, decided_at, joiners, movers, leavers, unchanged, kept_out, refused,
            applied, CASE WHEN problems IS NULL THEN 1 ELSE 0 END
        FROM change_set
        WHERE id > $1 AND ($2 = '' OR state = $2) AND coalesce(decided_at, created_at) > $3 ORDER BY id LIMIT $4
        """
    static let changeSet: SQL = """
        SELECT id, connection, state, created_at, decided_at, joiners, movers, leavers, unchanged, kept_out, refused,
            applied, CASE WHEN problems IS NULL THEN 1 ELSE 0 END
        FROM change_set WHERE id = $1
        """
}
