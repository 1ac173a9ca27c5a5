internal import Storage

enum AuditSQL {
    // MARK: - Kept runs

    static let latest: SQL = "SELECT id, at, content FROM audit_run ORDER BY at DESC, id DESC LIMIT 1"
    static let recent: SQL = "SELECT content FROM audit_run ORDER BY at DESC, id DESC LIMIT $1"
    static let summaries: SQL = """
        SELECT id, at, passed, failed, warned, not_checked, waived FROM audit_run ORDER BY at DESC, id DESC LIMIT $1
        """
    static let insert: SQL = """
        INSERT INTO audit_run (id, at, outcome, passed, failed, warned, not_checked, waived, content)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """
    /// Some months of history are enough for the console: the hash chain goes on over what is removed.
    static let prune: SQL = "DELETE FROM audit_run WHERE at < $1"

    // MARK: - The platform's database and the key store

    static let since: SQL = "SELECT min(applied_at) FROM schema_version"
    static let newest: SQL = """
        SELECT max(n.at) FROM (
            SELECT max(created_at) AS at FROM organization
            UNION ALL SELECT max(created_at) AS at FROM recipient
            UNION ALL SELECT max(at) AS at FROM audit_run
        ) n
        """
    static let overdueWakes: SQL = """
        SELECT count(*) FROM wake w JOIN organization o ON o.id = w.organization
        WHERE w.due_at < $1 AND o.state = 'active'
        """
    static let blockedContacts: SQL = "SELECT coalesce(sum(blocked), 0) FROM contact WHERE hour >= $1"
    static let backups: SQL = """
        SELECT max(CASE WHEN verified_at IS NOT NULL THEN at END),
            count(CASE WHEN expires_at < $1 AND removed_at IS NULL THEN 1 END) FROM backup
        """
    static let roots: SQL = "SELECT count(DISTINCT root) FROM organization_key"
    static let unsweptBatches: SQL = "SELECT count(*) FROM key_batch WHERE swept_at IS NULL AND created_at < $1"

    // MARK: - A customer's database

    /// Those who were given the role that keeps the organization from locking itself out.
    static let administrators: SQL = """
        SELECT count(DISTINCT r.person) FROM role r JOIN person p ON p.id = r.person
        WHERE r.role = $1 AND p.state = 'active'
        """
    static let withoutFactor: SQL = """
        SELECT count(DISTINCT r.person) FROM role r JOIN person p ON p.id = r.person
        WHERE p.state = 'active'
            AND r.role IN ('administrator', 'privacy-officer', 'operator', 'operator-support', 'operator-auditor')
            AND NOT EXISTS (SELECT 1 FROM factor f WHERE f.person = p.id AND f.confirmed_at IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.person = p.id)
        """
    static let tokens: SQL = """
        SELECT count(CASE WHEN t.expires_at - t.created_at > $1 THEN 1 END),
            count(CASE WHEN coalesce(t.used_at, t.created_at) < $2 THEN 1 END)
        FROM (
            SELECT created_at, expires_at, used_at FROM token
            WHERE kind <> 'access' AND revoked_at IS NULL AND expires_at > $3
            UNION ALL
            SELECT created_at, expires_at, used_at FROM integration WHERE revoked_at IS NULL AND expires_at > $4
        ) t
        """
    static let loginsOfEndedVisits: SQL = """
        SELECT count(*) FROM login l JOIN visit v ON v.id = l.visit
        WHERE l.expires_at > $1 AND (v.ended_at IS NOT NULL OR v.ends_at <= $2)
        """
    static let endlessLogins: SQL = "SELECT count(*) FROM login WHERE expires_at - created_at > $1"
    static let overdueJobs: SQL = "SELECT count(*) FROM job WHERE due_at < $1 AND lease_until < $2"
    static let failingJobs: SQL = "SELECT count(*) FROM job WHERE failure IS NOT NULL AND attempts >= 5"
    static let stuckMails: SQL = "SELECT count(*) FROM mail WHERE state = 'queued' AND created_at < $1"
    static let unerasedLeavers: SQL = """
        SELECT count(*) FROM person p WHERE p.erase_at IS NOT NULL AND p.erase_at < $1
            AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.person = p.id AND h.ended_at IS NULL)
        """
    static let newestEvent: SQL = "SELECT max(at) FROM evidence"
    /// What lies beyond the newest checkpoint.
    static let unsequenced: SQL = """
        SELECT count(*), min(at) FROM evidence
        WHERE position >= (SELECT coalesce(max(size), 0) FROM checkpoint)
        """
}
