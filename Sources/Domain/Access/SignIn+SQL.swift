internal import Storage

enum SignInSQL {
    static let insertLink: SQL = """
        INSERT INTO sign_in_link (hash, person, created_at, expires_at) VALUES ($1, $2, $3, $4)
        """
    static let useLink: SQL = """
        UPDATE sign_in_link SET used_at = $1 WHERE hash = $2 AND used_at IS NULL AND expires_at > $3
        """
    static let usableLink: SQL = """
        SELECT 1 FROM sign_in_link l JOIN person p ON p.id = l.person
        WHERE l.hash = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND p.state = 'active'
        """
    static let linkPerson: SQL = "SELECT person FROM sign_in_link WHERE hash = $1"
    static let anyUse: SQL = "SELECT 1 FROM sign_in_link WHERE used_at IS NOT NULL LIMIT 1"
    static let insertLogin: SQL = """
        INSERT INTO login (hash, person, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5)
        """
    static let login: SQL = """
        SELECT p.id FROM login l JOIN person p ON p.id = l.person
        WHERE l.hash = $1 AND l.expires_at > $2 AND l.seen_at > $3 AND p.state = 'active'
        """
    static let endLogin: SQL = "DELETE FROM login WHERE hash = $1"
    static let endLogins: SQL = "DELETE FROM login WHERE person = $1"
    static let touch: SQL = "UPDATE login SET seen_at = $1 WHERE hash = $2 AND seen_at < $3"
    static let sweepLogins: SQL = "DELETE FROM login WHERE expires_at <= $1"
    static let sweepLinks: SQL = "DELETE FROM sign_in_link WHERE expires_at <= $1 AND used_at IS NULL"
    static let giveRole: SQL = """
        INSERT INTO role (person, role, given_at) VALUES ($1, $2, $3) ON CONFLICT (person, role) DO NOTHING
        """
    static let takeRoles: SQL = "DELETE FROM role WHERE person = $1"
    static let roles: SQL = "SELECT role FROM role WHERE person = $1"
    static let activeAdministrators: SQL = """
        SELECT p.id FROM role r JOIN person p ON p.id = r.person
        WHERE r.role = 'administrator' AND p.state = 'active' LIMIT 2
        """
}
