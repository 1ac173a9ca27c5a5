internal import Storage

enum SignInProviderSQL {
    static let read: SQL = """
        SELECT id, issuer, client_id, client_secret, claim, attribute, acr, origins, is_only, changed_at
        FROM sign_in_provider ORDER BY created_at DESC LIMIT 1
        """
    static let write: SQL = """
        INSERT INTO sign_in_provider
            (id, issuer, client_id, client_secret, claim, attribute, acr, origins, is_only, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
        ON CONFLICT (id) DO UPDATE SET client_secret = excluded.client_secret, claim = excluded.claim,
            attribute = excluded.attribute, acr = excluded.acr, origins = excluded.origins,
            changed_at = excluded.changed_at
        """
    static let remove: SQL = "DELETE FROM sign_in_provider"
    static let forgetIdentities: SQL = "DELETE FROM identity"
    static let countIdentities: SQL = "SELECT count(*) FROM identity"
    static let setOnly: SQL = "UPDATE sign_in_provider SET is_only = $1, changed_at = $2 WHERE id = $3"
    static let endMailedLinks: SQL = """
        UPDATE sign_in_link SET expires_at = $1 WHERE channel = 'mail' AND used_at IS NULL
        """
    static let bound: SQL = "SELECT person FROM identity WHERE subject = $1"
    static let identityOf: SQL = "SELECT 1 FROM identity WHERE person = $1"
    static let bind: SQL = "INSERT INTO identity (subject, provider, person, bound_at) VALUES ($1, $2, $3, $4)"
    static let byUserName: SQL = """
        SELECT p.id FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.user_name = $1 AND r.gone_at IS NULL AND r.active = 1 AND p.state = 'active' LIMIT 2
        """
    static let byWorkEmail: SQL = """
        SELECT p.id FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.work_email = $1 AND r.gone_at IS NULL AND r.active = 1 AND p.state = 'active' LIMIT 2
        """
    static let byExternalID: SQL = """
        SELECT p.id FROM directory_record r JOIN person p ON p.id = r.person
        WHERE r.external_id = $1 AND r.gone_at IS NULL AND r.active = 1 AND p.state = 'active' LIMIT 2
        """
}
