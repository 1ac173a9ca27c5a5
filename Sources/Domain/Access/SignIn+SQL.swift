internal import Storage

enum SignInSQL {
    static let insertLink: SQL = """
        INSERT INTO sign_in_link (hash, person, created_at, expires_at, channel, browser)
        VALUES ($1, $2, $3, $4, $5, $6)
        """
    static let useLink: SQL = """
        UPDATE sign_in_link SET used_at = $1
        WHERE hash = $2 AND used_at IS NULL AND expires_at > $3 AND (browser IS NULL OR browser = $4)
        """
    static let usableLink: SQL = """
        SELECT l.browser FROM sign_in_link l JOIN person p ON p.id = l.person
        WHERE l.hash = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND p.state = 'active'
        """
    static let link: SQL = "SELECT person, channel FROM sign_in_link WHERE hash = $1"
    static let livingMailed: SQL = """
        SELECT coalesce(sum(CASE WHEN browser = $1 THEN 1 ELSE 0 END), 0), count(*) FROM sign_in_link
        WHERE person = $2 AND channel = 'mail' AND used_at IS NULL AND expires_at > $3
        """
    /// Whether anyone has ever signed in.
    static let anyUse: SQL = "SELECT 1 FROM evidence WHERE deed = 'signed-in' LIMIT 1"
}
