internal import Storage

/// How a person's rows are found. Each statement selects the columns that its table declares, in their order.
enum PersonDataSQL {
    static let person: SQL = """
        SELECT id, state, profile, arrived_at, changed_at, erase_at, closed FROM person WHERE id = $1
        """
    static let record: SQL = """
        SELECT id, person, connection, active, version, created_at, changed_at, gone_at FROM directory_record
        WHERE person = $1 ORDER BY created_at, id
        """
    static let membership: SQL = """
        SELECT m.staff_group, m.record, g.id, g.content FROM membership m JOIN staff_group g ON g.id = m.staff_group
        WHERE m.record IN (SELECT id FROM directory_record WHERE person = $1) ORDER BY m.staff_group, m.record
        """
    static let role: SQL = "SELECT person, role, given_at FROM role WHERE person = $1 ORDER BY role"
    static let managedGroup: SQL = """
        SELECT m.person, m.staff_group, m.given_at, g.id, g.content
        FROM managed_group m JOIN staff_group g ON g.id = m.staff_group WHERE m.person = $1 ORDER BY m.staff_group
        """
    static let restriction: SQL = """
        SELECT id, person, kind, purpose, keeps_sign_in, reason, request, begun_at, confirmed_at, ended_at
        FROM restriction WHERE person = $1 ORDER BY begun_at, id
        """
    static let request: SQL = """
        SELECT id, number, person, kind, state, origin, content, received_at, due_at, extended_at, ended_at
        FROM rights_request WHERE person = $1 ORDER BY received_at, id
        """
    static let step: SQL = """
        SELECT request, seq, at, step, actor_kind, actor, note, evidence FROM rights_step
        WHERE request IN (SELECT id FROM rights_request WHERE person = $1) ORDER BY at, request, seq
        """
    static let exportFile: SQL = """
        SELECT id, person, request, created_at, expires_at, fetched_at, bytes FROM export_file
        WHERE person = $1 AND bytes > 0 ORDER BY created_at, id
        """
    static let signInLink: SQL = """
        SELECT person, created_at, expires_at, used_at, channel FROM sign_in_link WHERE person = $1
        ORDER BY created_at, hash
        """
    static let login: SQL = """
        SELECT id, person, visit, method, assured, created_at, seen_at, proved_at, expires_at, family, platform
        FROM login WHERE person = $1 ORDER BY created_at, id
        """
    static let identity: SQL = "SELECT provider, person, bound_at FROM identity WHERE person = $1 ORDER BY bound_at"
    static let factor: SQL = """
        SELECT person, kind, confirmed_at, drafted_at, failures, locked_until FROM factor WHERE person = $1 ORDER BY kind
        """
    static let recoveryCode: SQL = """
        SELECT person, created_at, used_at FROM recovery_code WHERE person = $1 ORDER BY created_at, hash
        """
    static let mail: SQL = """
        SELECT id, person, kind, state, created_at, due_at, expires_at, lease_until, attempts, reply, ended_at
        FROM mail WHERE person = $1 ORDER BY created_at, id
        """
    static let departure: SQL = """
        SELECT person, record, connection, kind, at, staff_group, lost FROM departure WHERE person = $1 ORDER BY at, id
        """
    static let changes: SQL = """
        SELECT k.change_set, k.content FROM change_chunk k JOIN change_set c ON c.id = k.change_set
        WHERE c.state IN ('reading', 'proposed', 'applying') ORDER BY k.change_set, k.seq
        """
    static let decided: SQL = """
        SELECT decided_by, id, state, decided_at FROM change_set WHERE decided_by = $1 ORDER BY decided_at, id
        """
    static let instructed: SQL = """
        SELECT person, version, topic, given_at FROM instruction WHERE person = $1 ORDER BY version
        """
    static let usage: SQL = """
        SELECT id, person, feature, at FROM usage WHERE person = $1 AND id > $2 AND at <= $3 ORDER BY id LIMIT $4
        """
    static let sighting: SQL = """
        SELECT evidence, person FROM sighting
        WHERE person = $1 AND evidence > $2
            AND EXISTS (SELECT 1 FROM evidence e WHERE e.id = sighting.evidence AND e.at <= $3)
        ORDER BY evidence LIMIT $4
        """
    static let evidenceOf: SQL = """
        SELECT id, position, at, deed, actor_kind, actor, subject, detail, commitment, 'of you' FROM evidence
        WHERE subject = $1 AND id > $2 AND at <= $3 ORDER BY id LIMIT $4
        """
    /// The detail of a list names everyone who was in it, so that it is given to nobody.
    static let evidenceSeen: SQL = """
        SELECT e.id, e.position, e.at, e.deed, e.actor_kind, e.actor, e.subject, NULL, e.commitment, 'you in a list'
        FROM sighting s JOIN evidence e ON e.id = s.evidence
        WHERE s.person = $1 AND s.evidence > $2 AND e.at <= $3 ORDER BY e.id LIMIT $4
        """
    /// What the person did to others: that, without whom. `$2` is the person's own name in evidence.
    static let evidenceBy: SQL = """
        SELECT id, position, at, deed, actor_kind, actor, NULL, NULL, commitment, 'by you' FROM evidence
        WHERE actor = $1 AND actor_kind = 'person' AND (subject IS NULL OR subject <> $2) AND id > $3 AND at <= $4
        ORDER BY id LIMIT $5
        """
    static let held: SQL = """
        SELECT id, fields, purpose, begun_at, ends_at, ended_at, content FROM legal_hold WHERE person = $1
        ORDER BY begun_at, id
        """
    static let holdKey: SQL = "SELECT key_id FROM legal_hold WHERE id = $1"
    static let userNames: SQL = "SELECT id, user_name FROM directory_record WHERE person = $1"
    static let schemaVersion: SQL = "SELECT max(version) FROM schema_version"
    static let checkpoint: SQL = "SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT 1"
    static let liveOrLastRecord: SQL = """
        SELECT id, active, version, created_at, changed_at FROM directory_record WHERE person = $1
        ORDER BY CASE WHEN gone_at IS NULL THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT 1
        """
}
