internal import Storage

/// What removes rows whose time has come. `$1` is the latest clock of which that is so, `$2` how many at most.
enum RetentionSQL {
    /// A file's difference that nobody decided on, and what an application left behind that has not ended in a day.
    static let proposals = Sweep.Statements(
        remove: """
            DELETE FROM change_chunk WHERE (change_set, seq) IN
                (SELECT k.change_set, k.seq FROM change_chunk k JOIN change_set c ON c.id = k.change_set
                WHERE CASE WHEN c.state = 'applying' THEN c.decided_at ELSE c.created_at END <= $1 LIMIT $2)
            """,
        due: """
            SELECT count(*), min(c.created_at) FROM change_chunk k JOIN change_set c ON c.id = k.change_set
            WHERE CASE WHEN c.state = 'applying' THEN c.decided_at ELSE c.created_at END <= $1
            """,
        first: """
            SELECT min(CASE WHEN c.state = 'applying' THEN c.decided_at ELSE c.created_at END)
            FROM change_chunk k JOIN change_set c ON c.id = k.change_set
            """)
    static let logins = Sweep.Statements(
        remove: "DELETE FROM login WHERE id IN (SELECT id FROM login WHERE expires_at <= $1 LIMIT $2)",
        due: "SELECT count(*), min(expires_at) FROM login WHERE expires_at <= $1",
        first: "SELECT min(expires_at) FROM login")
    static let links = Sweep.Statements(
        remove:
            "DELETE FROM sign_in_link WHERE hash IN (SELECT hash FROM sign_in_link WHERE expires_at <= $1 LIMIT $2)",
        due: "SELECT count(*), min(expires_at) FROM sign_in_link WHERE expires_at <= $1",
        first: "SELECT min(expires_at) FROM sign_in_link")
    static let accessTokens = Sweep.Statements(
        remove: """
            DELETE FROM token WHERE id IN (SELECT id FROM token WHERE kind = 'access' AND expires_at <= $1 LIMIT $2)
            """,
        due: "SELECT count(*), min(expires_at) FROM token WHERE kind = 'access' AND expires_at <= $1",
        first: "SELECT min(expires_at) FROM token WHERE kind = 'access'")
    static let mailContents = Sweep.Statements(
        remove: """
            UPDATE mail SET content = NULL WHERE id IN
                (SELECT id FROM mail WHERE content IS NOT NULL AND expires_at <= $1 LIMIT $2)
            """,
        due: "SELECT count(*), min(expires_at) FROM mail WHERE content IS NOT NULL AND expires_at <= $1",
        first: "SELECT min(expires_at) FROM mail WHERE content IS NOT NULL")
    /// A mail that no round has ended, has ended as it expired.
    static let mail = Sweep.Statements(
        remove: """
            DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE coalesce(ended_at, expires_at) <= $1 LIMIT $2)
            """,
        due: """
            SELECT count(*), min(coalesce(ended_at, expires_at)) FROM mail WHERE coalesce(ended_at, expires_at) <= $1
            """,
        first: "SELECT min(coalesce(ended_at, expires_at)) FROM mail")
    static let departures = Sweep.Statements(
        remove: """
            DELETE FROM departure WHERE id IN
                (SELECT id FROM departure WHERE change_set IS NULL AND at <= $1 LIMIT $2)
            """,
        due: "SELECT count(*), min(at) FROM departure WHERE change_set IS NULL AND at <= $1",
        first: "SELECT min(at) FROM departure WHERE change_set IS NULL")
    static let receipts = Sweep.Statements(
        remove: """
            DELETE FROM receipt WHERE (day, purpose) IN (SELECT day, purpose FROM receipt WHERE day <= $1 LIMIT $2)
            """,
        due: "SELECT count(*), min(day) FROM receipt WHERE day <= $1",
        first: "SELECT min(day) FROM receipt")
    static let requestSteps = Sweep.Statements(
        remove: """
            DELETE FROM rights_step WHERE (request, seq) IN
                (SELECT s.request, s.seq FROM rights_step s JOIN rights_request r ON r.id = s.request
                WHERE r.ended_at <= $1 LIMIT $2)
            """,
        due: """
            SELECT count(*), min(r.ended_at) FROM rights_step s JOIN rights_request r ON r.id = s.request
            WHERE r.ended_at <= $1
            """,
        first: "SELECT min(r.ended_at) FROM rights_step s JOIN rights_request r ON r.id = s.request")
    static let requests = Sweep.Statements(
        remove: "DELETE FROM rights_request WHERE id IN (SELECT id FROM rights_request WHERE ended_at <= $1 LIMIT $2)",
        due: "SELECT count(*), min(ended_at) FROM rights_request WHERE ended_at <= $1",
        first: "SELECT min(ended_at) FROM rights_request")
    /// Ten minutes after its download (`ExportFile.repeatWindow`) a copy is not there for anybody any more.
    static let copyContents = Sweep.Statements(
        remove: """
            DELETE FROM export_part WHERE (export_file, seq) IN
                (SELECT p.export_file, p.seq FROM export_part p JOIN export_file f ON f.id = p.export_file
                WHERE f.expires_at <= $1 OR f.fetched_at + 600000 <= $1 LIMIT $2)
            """,
        due: """
            SELECT count(*), min(coalesce(f.fetched_at + 600000, f.expires_at))
            FROM export_part p JOIN export_file f ON f.id = p.export_file
            WHERE f.expires_at <= $1 OR f.fetched_at + 600000 <= $1
            """,
        first: """
            SELECT min(coalesce(f.fetched_at + 600000, f.expires_at))
            FROM export_part p JOIN export_file f ON f.id = p.export_file
            """)
    static let copies = Sweep.Statements(
        remove: "DELETE FROM export_file WHERE id IN (SELECT id FROM export_file WHERE expires_at <= $1 LIMIT $2)",
        due: "SELECT count(*), min(expires_at) FROM export_file WHERE expires_at <= $1",
        first: "SELECT min(expires_at) FROM export_file")
    static let suppressions = Sweep.Statements(
        remove: """
            DELETE FROM suppression WHERE (mark, erasure) IN
                (SELECT mark, erasure FROM suppression WHERE until <= $1 LIMIT $2)
            """,
        due: "SELECT count(*), min(until) FROM suppression WHERE until <= $1",
        first: "SELECT min(until) FROM suppression")
    static let usage = Sweep.Statements(
        remove: "DELETE FROM usage WHERE id IN (SELECT id FROM usage WHERE at <= $1 LIMIT $2)",
        due: "SELECT count(*), min(at) FROM usage WHERE at <= $1",
        first: "SELECT min(at) FROM usage")
    static let probes = Sweep.Statements(
        remove: """
            DELETE FROM probe_run WHERE (promise, at) IN (SELECT promise, at FROM probe_run WHERE at <= $1 LIMIT $2)
            """,
        due: "SELECT count(*), min(at) FROM probe_run WHERE at <= $1",
        first: "SELECT min(at) FROM probe_run")
    static let arrivals = Sweep.Statements(
        remove: """
            DELETE FROM arrival WHERE (connection, hour) IN
                (SELECT connection, hour FROM arrival WHERE hour <= $1 LIMIT $2)
            """,
        due: "SELECT count(*), min(hour) FROM arrival WHERE hour <= $1",
        first: "SELECT min(hour) FROM arrival")
    static let droppedNames = Sweep.Statements(
        remove: """
            DELETE FROM dropped_attribute WHERE (connection, month, name_index) IN
                (SELECT connection, month, name_index FROM dropped_attribute WHERE last_at <= $1 LIMIT $2)
            """,
        due: "SELECT count(*), min(last_at) FROM dropped_attribute WHERE last_at <= $1",
        first: "SELECT min(last_at) FROM dropped_attribute")
    /// The leaf stays: its commitment does not need the detail. The condition on `deed` is that of the index.
    static let sightings = Sweep.Statements(
        remove: """
            UPDATE evidence SET detail = NULL WHERE id IN
                (SELECT id FROM evidence
                WHERE detail IS NOT NULL AND deed IN ('person.seen', 'staff.seen', 'staff.read') AND at <= $1 LIMIT $2)
            """,
        due: """
            SELECT count(*), min(at) FROM evidence
            WHERE detail IS NOT NULL AND deed IN ('person.seen', 'staff.seen', 'staff.read') AND at <= $1
            """,
        first: """
            SELECT min(at) FROM evidence
            WHERE detail IS NOT NULL AND deed IN ('person.seen', 'staff.seen', 'staff.read')
            """)

    static let contacts = Sweep.Statements(
        remove: """
            DELETE FROM contact WHERE (recipient, hour, purpose) IN
                (SELECT recipient, hour, purpose FROM contact WHERE hour <= $1 LIMIT $2)
            """,
        due: "SELECT count(*), min(hour) FROM contact WHERE hour <= $1",
        first: "SELECT min(hour) FROM contact")
    static let audits = Sweep.Statements(
        remove: "DELETE FROM audit_run WHERE id IN (SELECT id FROM audit_run WHERE at <= $1 LIMIT $2)",
        due: "SELECT count(*), min(at) FROM audit_run WHERE at <= $1",
        first: "SELECT min(at) FROM audit_run")
    static let ledgerKeys = Sweep.Statements(
        remove: "DELETE FROM ledger_key WHERE month IN (SELECT month FROM ledger_key WHERE expires_at <= $1 LIMIT $2)",
        due: "SELECT count(*), min(expires_at) FROM ledger_key WHERE expires_at <= $1",
        first: "SELECT min(expires_at) FROM ledger_key")

    static let leavers: SQL = """
        SELECT id FROM person WHERE state = 'left' AND erase_at IS NOT NULL AND erase_at <= $1 ORDER BY erase_at LIMIT $2
        """
    static let dueLeavers: SQL = """
        SELECT count(*), min(erase_at) FROM person WHERE state = 'left' AND erase_at IS NOT NULL AND erase_at <= $1
        """
    static let firstLeaver: SQL = "SELECT min(erase_at) FROM person WHERE state = 'left' AND erase_at IS NOT NULL"
}
