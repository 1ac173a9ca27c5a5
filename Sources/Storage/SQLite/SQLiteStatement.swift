import GRDBSQLite

/// A prepared statement. Used by the connection that made it, on the thread that has the connection.
final class SQLiteStatement {
    let handle: OpaquePointer
    private let parameterCount: Int32
    /// INSERT, UPDATE or DELETE: only those set the connection's count of changes.
    let changesRows: Bool
    /// It steps right now; who wants to run the same text inside needs a second statement.
    var isBusy = false

    /// - Throws: `StorageError`; `other` where the text is more than one statement or its parameters are not
    ///   `$1`, `$2`, … by first appearance.
    init(_ sql: SQL, in database: OpaquePointer) throws {
        var made: OpaquePointer?
        try sql.withUTF8 { start, count in
            var tail: UnsafePointer<CChar>?
            let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
            let code = sqlite3_prepare_v3(database, start, Int32(count), flags, &made, &tail)
            guard code == SQLITE_OK else { throw StorageError.sqlite(code, database) }
            guard made != nil, let tail, Self.isBlank(tail, until: start + count) else {
                sqlite3_finalize(made)
                throw StorageError.other(code: "syntax", message: "a text has to be exactly one statement")
            }
        }
        guard let made else { throw StorageError.other(code: "syntax", message: "no statement") }
        handle = made
        parameterCount = sqlite3_bind_parameter_count(made)
        changesRows = sqlite3_stmt_readonly(made) == 0 && Self.isChange(made)
        for position in 0..<parameterCount {
            guard let name = sqlite3_bind_parameter_name(made, position + 1),
                String(cString: name) == "$\(position + 1)"
            else {
                // All is set by now, so `deinit` finalizes it.
                throw StorageError.other(code: "syntax", message: "parameters have to be $1, $2, … in that order")
            }
        }
    }

    deinit { sqlite3_finalize(handle) }

    func bind(_ values: [Value]) throws {
        guard values.count == Int(parameterCount) else { throw StorageError.parameterCount }
        var position: Int32 = 0
        for value in values {
            position += 1
            let code: Int32
            switch value {
            case .null: code = sqlite3_bind_null(handle, position)
            case .integer(let integer): code = sqlite3_bind_int64(handle, position, integer)
            case .text(let text): code = try bind(text, at: position)
            case .blob(let bytes): code = bind(bytes, at: position)
            }
            guard code == SQLITE_OK else { throw StorageError.sqlite(code, sqlite3_db_handle(handle)) }
        }
    }

    /// - Returns: true where there is a row to read.
    func step() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw StorageError.sqlite(code, sqlite3_db_handle(handle))
    }

    /// Makes the statement ready for its next use, and forgets the values, which may be personal data.
    func reset() {
        sqlite3_reset(handle)
        if parameterCount > 0 { sqlite3_clear_bindings(handle) }
    }

    private func bind(_ text: String, at position: Int32) throws -> Int32 {
        var text = text
        return try text.withUTF8 { bytes in
            if bytes.contains(0) { throw StorageError.zeroInText }
            // An empty buffer may have no address, which SQLite would take for NULL.
            guard let start = bytes.baseAddress else { return sqlite3_bind_text(handle, position, "", 0, nil) }
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                sqlite3_bind_text(handle, position, $0, Int32(bytes.count), Self.copies)
            }
        }
    }

    private func bind(_ bytes: [UInt8], at position: Int32) -> Int32 {
        if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, position, 0) }
        return bytes.withUnsafeBytes {
            sqlite3_bind_blob64(handle, position, $0.baseAddress, UInt64($0.count), Self.copies)
        }
    }

    /// SQLITE_TRANSIENT, which Swift does not import: SQLite copies the value before it returns.
    private static var copies: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private static func isBlank(_ start: UnsafePointer<CChar>, until end: UnsafePointer<CChar>) -> Bool {
        var next = start
        while next < end {
            if !" \n\t\r;".utf8.contains(UInt8(bitPattern: next.pointee)) { return false }
            next += 1
        }
        return true
    }

    private static func isChange(_ handle: OpaquePointer) -> Bool {
        guard let text = sqlite3_sql(handle) else { return false }
        let letters = String(cString: text).utf8.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a }
        let word = String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self)
        return ["insert", "update", "delete", "replace", "with"].contains(word)
    }
}

/// Reads straight from the statement that steps.
struct SQLiteRow: Row {
    let handle: OpaquePointer

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }
    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

    func text(_ column: Int) -> String {
        guard let start = sqlite3_column_text(handle, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func blob(_ column: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, Int32(column)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column)))))
    }
}
