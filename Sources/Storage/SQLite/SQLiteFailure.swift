import GRDBSQLite

extension StorageError {
    static let parameterCount = StorageError.other(code: "bind", message: "not as many values as parameters")
    /// SQLSTATE 22021, as PostgreSQL says: SQLite would store it, and cut the text there in some functions.
    static let zeroInText = StorageError.other(code: "22021", message: "text with U+0000")
    /// SQLSTATE 25006.
    static let readOnly = StorageError.other(code: "25006", message: "a write in a read-only transaction")

    /// What SQLite's result code means, with the constraint's name where its message has one.
    static func sqlite(_ code: Int32, _ database: OpaquePointer?) -> StorageError {
        let message = database.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? ""
        // The connection's own extended code: some calls return the plain one.
        let extended = database.map { sqlite3_extended_errcode($0) } ?? code
        return sqlite(extended & 0xff == code & 0xff ? extended : code, message: message)
    }

    static func sqlite(_ code: Int32, message: String) -> StorageError {
        switch code {
        case 2067, 1555, 2579: return .unique(subject(of: message))
        case 787: return .foreignKey
        case 275, 1299, 3091: return .check(subject(of: message))
        default: break
        }
        switch code & 0xff {
        case SQLITE_FULL: return .full
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt
        case SQLITE_READONLY: return .readOnly
        case SQLITE_BUSY, SQLITE_LOCKED: return .unavailable("another connection has locked the database")
        case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_PERM, SQLITE_AUTH:
            return .unavailable("SQLite \(code): the file cannot be opened, read or written")
        case SQLITE_ERROR: return .other(code: "SQLITE_1", message: message)
        default: return .other(code: "SQLITE_\(code)", message: "")
        }
    }

    /// What follows `… constraint failed: `.
    private static func subject(of message: String) -> String {
        let marker = Array("failed: ".utf8)
        let bytes = Array(message.utf8)
        guard bytes.count > marker.count else { return message }
        for start in 0...(bytes.count - marker.count) where bytes[start...].starts(with: marker) {
            return String(decoding: bytes[(start + marker.count)...], as: UTF8.self)
        }
        return message
    }
}
