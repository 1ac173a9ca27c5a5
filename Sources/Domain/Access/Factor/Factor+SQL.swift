internal import Storage

enum FactorSQL {
    static let confirmed: SQL = "SELECT 1 FROM factor WHERE person = $1 AND confirmed_at IS NOT NULL"
    static let read: SQL = """
        SELECT secret, confirmed_at, used_step, draft, drafted_at, failures, locked_until FROM factor
        WHERE person = $1 AND kind = 'totp'
        """
    /// Since when the person has had a role that needs a second step; the latest one counts.
    static let guardedSince: SQL = """
        SELECT max(g.given_at) FROM (
            SELECT given_at FROM role WHERE person = $1 AND role NOT IN ('learner', 'manager', 'billing-contact')
            UNION ALL SELECT f.given_at FROM directory_record r JOIN membership m ON m.record = r.id
                JOIN group_role f ON f.staff_group = m.staff_group
                WHERE r.person = $1 AND r.gone_at IS NULL AND f.role NOT IN ('learner', 'manager', 'billing-contact')
        ) g
        """
    static let draft: SQL = """
        INSERT INTO factor (person, kind, draft, drafted_at, failures, locked_until) VALUES ($1, 'totp', $2, $3, 0, 0)
        ON CONFLICT (person, kind) DO UPDATE SET draft = excluded.draft, drafted_at = excluded.drafted_at
        """
    static let confirm: SQL = """
        UPDATE factor SET secret = draft, confirmed_at = $1, used_step = $2, draft = NULL, drafted_at = NULL, failures = 0,
            locked_until = 0
        WHERE person = $3 AND kind = 'totp'
        """
    static let used: SQL = """
        UPDATE factor SET used_step = $1, failures = 0, locked_until = 0 WHERE person = $2 AND kind = 'totp'
        """
    static let forgive: SQL = "UPDATE factor SET failures = 0, locked_until = 0 WHERE person = $1 AND kind = 'totp'"
    static let fail: SQL = """
        UPDATE factor SET failures = $1, locked_until = $2 WHERE person = $3 AND kind = 'totp'
        """
    static let remove: SQL = "DELETE FROM factor WHERE person = $1"
    static let insertCode: SQL = "INSERT INTO recovery_code (hash, person, created_at) VALUES ($1, $2, $3)"
    static let useCode: SQL = """
        UPDATE recovery_code SET used_at = $1 WHERE hash = $2 AND person = $3 AND used_at IS NULL
        """
    static let removeCodes: SQL = "DELETE FROM recovery_code WHERE person = $1"
    static let codesLeft: SQL = "SELECT count(*) FROM recovery_code WHERE person = $1 AND used_at IS NULL"
}
