internal import Storage

enum ErasureSQL {
    /// The columns that `Erasure` reads, in its order.
    static let one: SQL = """
        SELECT id, request, person, key_id, cause, state, begun_at, effective_at, complete_at, residual_until, entry,
            remains, certificate
        FROM erasure WHERE id = $1
        """
    static let ofRequest: SQL = """
        SELECT id, request, person, key_id, cause, state, begun_at, effective_at, complete_at, residual_until, entry,
            remains, certificate
        FROM erasure WHERE request = $1
        """
    static let recent: SQL = """
        SELECT id, request, person, key_id, cause, state, begun_at, effective_at, complete_at, residual_until, entry,
            remains, certificate
        FROM erasure WHERE begun_at > $1 ORDER BY begun_at DESC, id DESC LIMIT 200
        """
    static let insert: SQL = """
        INSERT INTO erasure (id, request, person, key_id, cause, state, begun_at, remains)
        VALUES ($1, $2, $3, $4, $5, 'marked', $6, $7)
        """
    static let controlled: SQL = "UPDATE erasure SET remains = $1 WHERE id = $2 AND state = 'marked'"
    static let entered: SQL = "UPDATE erasure SET state = 'entered', entry = $1 WHERE id = $2 AND state = 'marked'"
    static let destroyed: SQL = "UPDATE erasure SET state = 'destroyed' WHERE id = $1 AND state = 'entered'"
    static let removed: SQL = "UPDATE erasure SET state = 'removed', remains = $1 WHERE id = $2 AND state = 'destroyed'"
    static let effective: SQL = """
        UPDATE erasure SET state = 'effective', effective_at = $1, residual_until = $2
        WHERE id = $3 AND state = 'removed'
        """
    static let certified: SQL =
        "UPDATE erasure SET certificate = $1, remains = NULL WHERE id = $2 AND certificate IS NULL"
    static let complete: SQL = """
        UPDATE erasure SET state = 'complete', complete_at = $1 WHERE id = $2 AND state = 'effective'
        """
    static let liveRecords: SQL = "SELECT id FROM directory_record WHERE person = $1 AND gone_at IS NULL"
    static let indexes: SQL = "SELECT user_name, external_id, work_email FROM directory_record WHERE person = $1"
    static let countEvidence: SQL = "SELECT count(*) FROM evidence WHERE subject = $1"

    static let suppressed: SQL = """
        SELECT until FROM suppression WHERE mark IN ($1, $2, $3) AND until > $4 ORDER BY until DESC LIMIT 1
        """
    static let insertMark: SQL = "INSERT INTO suppression (mark, erasure, until) VALUES ($1, $2, $3)"
    static let marksOf: SQL = "SELECT mark, until FROM suppression WHERE erasure = $1 ORDER BY mark"
    static let erasuresOfMarks: SQL = """
        SELECT DISTINCT erasure FROM suppression WHERE mark IN ($1, $2, $3) AND until > $4
        """
    static let suppressing: SQL = "SELECT DISTINCT erasure FROM suppression WHERE until > $1"
    static let removeMarks: SQL = "DELETE FROM suppression WHERE erasure = $1"
}

enum HoldSQL {
    static let insert: SQL = """
        INSERT INTO legal_hold (id, person, key_id, fields, purpose, reason, begun_at, ends_at)
        VALUES ($1, $2, $3, $4, 'legal', $5, $6, $7)
        """
    /// The columns that `LegalHold` reads, in its order.
    static let ofPerson: SQL = """
        SELECT id, person, key_id, fields, reason, begun_at, ends_at, ended_at, content FROM legal_hold
        WHERE person = $1 ORDER BY begun_at, id
        """
    static let one: SQL = """
        SELECT id, person, key_id, fields, reason, begun_at, ends_at, ended_at, content FROM legal_hold WHERE id = $1
        """
    static let all: SQL = """
        SELECT id, person, key_id, fields, reason, begun_at, ends_at, ended_at, content FROM legal_hold
        ORDER BY ends_at DESC, id LIMIT 200
        """
    static let due: SQL = "SELECT id FROM legal_hold WHERE ended_at IS NULL AND ends_at <= $1 LIMIT 100"
    static let keep: SQL = "UPDATE legal_hold SET content = $1 WHERE id = $2 AND content IS NULL"
    static let end: SQL = """
        UPDATE legal_hold SET ended_at = $1, content = NULL WHERE id = $2 AND ended_at IS NULL
        """
    static let remove: SQL = "DELETE FROM legal_hold WHERE id = $1"
}
