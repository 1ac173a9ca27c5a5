internal import Storage

enum DomainSQL {
    static let ofOrganization: SQL = """
        SELECT name, challenge, named_at, verified_at, method FROM organization_domain
        WHERE organization = $1 ORDER BY name
        """
    static let pending: SQL = """
        SELECT o.slug, o.name, d.name, d.challenge, d.named_at FROM organization_domain d
            JOIN organization o ON o.id = d.organization
        WHERE d.verified_at IS NULL AND d.method IS NULL AND o.state = 'active' ORDER BY d.named_at, d.name, o.slug LIMIT 500
        """
    static let holder: SQL = """
        SELECT organization FROM organization_domain WHERE name = $1 AND verified_at IS NOT NULL
        """
    static let name: SQL = """
        INSERT INTO organization_domain (organization, name, challenge, named_at) VALUES ($1, $2, $3, $4)
        """
    static let insertVerified: SQL = """
        INSERT INTO organization_domain (organization, name, named_at, verified_at, method)
        VALUES ($1, $2, $3, $4, 'operator')
        """
    static let verify: SQL = """
        UPDATE organization_domain SET verified_at = $1, method = $2
        WHERE organization = $3 AND name = $4 AND verified_at IS NULL
        """
    /// What it had to prove is gone with the refusal.
    static let refuse: SQL = """
        UPDATE organization_domain SET method = 'refused', challenge = NULL, named_at = $1
        WHERE organization = $2 AND name = $3 AND verified_at IS NULL
        """
    static let removeRefused: SQL = """
        DELETE FROM organization_domain WHERE organization = $1 AND name = $2 AND method = 'refused'
        """
    static let remove: SQL = "DELETE FROM organization_domain WHERE organization = $1 AND name = $2"
}
