internal import Storage

enum LeavingSQL {
    static let giveNotice: SQL = """
        UPDATE organization SET closes_at = $1 WHERE id = $2 AND state = 'active' AND closes_at IS NULL
        """
    static let takeBack: SQL = """
        UPDATE organization SET closes_at = NULL WHERE id = $1 AND state = 'active' AND closes_at IS NOT NULL
        """
    /// Those closed before there was such a period have it from now on.
    static let setRetrieval: SQL = """
        UPDATE organization SET retrieve_until = $1 WHERE state = 'closed' AND retrieve_until IS NULL
        """
    static let approve: SQL = """
        INSERT INTO organization_deletion (organization, natural_person, side, person, at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (organization, natural_person) DO NOTHING
        """
    static let approvals: SQL = """
        SELECT side, at FROM organization_deletion WHERE organization = $1 ORDER BY at, natural_person
        """
    static let certificate: SQL = "SELECT certificate FROM organization WHERE id = $1"
    static let beginDestroying: SQL = """
        UPDATE organization SET destroying_at = $1, certificate = $2 WHERE id = $3 AND destroying_at IS NULL
        """
    static let destroyed: SQL = """
        UPDATE organization SET destroyed_at = $1, certificate = $2 WHERE id = $3 AND destroyed_at IS NULL
        """
    static let replay: SQL = """
        UPDATE organization SET state = 'closed', closed_at = coalesce(closed_at, $1),
            destroying_at = coalesce(destroying_at, $1), destroyed_at = coalesce(destroyed_at, $1)
        WHERE id = $2
        """
    static let endRecipients: SQL = "UPDATE recipient SET ended_at = $1 WHERE organization = $2 AND ended_at IS NULL"
    static let removeDomains: SQL = "DELETE FROM organization_domain WHERE organization = $1"
    /// What the certificate counts.
    static let measure: SQL = """
        SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM directory_record), (SELECT count(*) FROM staff_group),
            (SELECT count(*) FROM evidence), (SELECT max(size) FROM checkpoint)
        """
    static let checkpoint: SQL = "SELECT root FROM checkpoint WHERE size = $1"
}
