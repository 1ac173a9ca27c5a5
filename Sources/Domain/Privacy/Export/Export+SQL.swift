internal import Storage

enum ExportSQL {
    static let insert: SQL = """
        INSERT INTO export_file (id, person, request, created_at, expires_at, bytes) VALUES ($1, $2, $3, $4, $5, 0)
        """
    static let insertPart: SQL = "INSERT INTO export_part (export_file, seq, content) VALUES ($1, $2, $3)"
    static let finish: SQL = """
        UPDATE export_file SET bytes = $1, hash = $2, expires_at = $3 WHERE id = $4 AND bytes = 0
        """
    static let deleteParts: SQL = "DELETE FROM export_part WHERE export_file = $1"
    static let delete: SQL = "DELETE FROM export_file WHERE id = $1"
    /// The columns that `ExportEntry` reads, in its order.
    static let one: SQL = """
        SELECT f.id, f.person, f.request, f.created_at, f.expires_at, f.fetched_at, f.bytes, r.number, f.hash
        FROM export_file f LEFT JOIN rights_request r ON r.id = f.request WHERE f.id = $1 AND f.bytes > 0
        """
    static let byLink: SQL = """
        SELECT f.id, f.person, f.request, f.created_at, f.expires_at, f.fetched_at, f.bytes, r.number, f.hash
        FROM export_file f LEFT JOIN rights_request r ON r.id = f.request WHERE f.hash = $1 AND f.bytes > 0
        """
    static let ofPerson: SQL = """
        SELECT f.id, f.person, f.request, f.created_at, f.expires_at, f.fetched_at, f.bytes, r.number, f.hash
        FROM export_file f LEFT JOIN rights_request r ON r.id = f.request WHERE f.person = $1 AND f.bytes > 0
        ORDER BY f.created_at DESC, f.id LIMIT 50
        """
    static let recent: SQL = """
        SELECT f.id, f.person, f.request, f.created_at, f.expires_at, f.fetched_at, f.bytes, r.number, f.hash
        FROM export_file f LEFT JOIN rights_request r ON r.id = f.request WHERE f.bytes > 0
        ORDER BY f.created_at DESC, f.id LIMIT 200
        """
    static let number: SQL = "SELECT number FROM rights_request WHERE id = $1 AND person = $2"
    static let claim: SQL = "UPDATE export_file SET fetched_at = $1, hash = $2 WHERE id = $3 AND fetched_at IS NULL"
    static let part: SQL = "SELECT content FROM export_part WHERE export_file = $1 AND seq = $2"
}
