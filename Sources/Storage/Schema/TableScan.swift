/// Reads a whole table in batches by its primary key, so that each batch can be a transaction of its own: what the
/// return of all data needs. Names come from the live schema, are checked, and quoted.
package struct TableScan: Sendable {
    package enum Kind: Sendable { case integer, text, blob }

    package struct Column: Sendable {
        package let name: String
        package let kind: Kind
    }

    package let table: String
    /// In the table's order.
    package let columns: [Column]
    /// The places of the primary key's columns.
    private let key: [Int]

    /// - Throws: `StorageError.other` with code `scan` for a table that is not there or has no primary key.
    package init(of table: String, _ db: any Connection) throws {
        let sql: SQL =
            switch db.dialect {
            case .sqlite: "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid"
            case .postgres:
                """
                SELECT a.attname, pg_catalog.format_type(a.atttypid, NULL),
                    coalesce(array_position(i.indkey::smallint[], a.attnum) + 1, 0)
                FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary
                WHERE n.nspname = current_schema() AND c.relname = $1 AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attnum
                """
            }
        let found = try db.all(sql, [.text(table)]) { (name: $0.text(0), type: $0.text(1), key: $0.integer(2)) }
        self.table = table
        columns = try found.map { Column(name: $0.name, kind: try Self.kind(of: $0.type)) }
        key = found.indices.filter { found[$0].key > 0 }.sorted { found[$0].key < found[$1].key }
        guard !key.isEmpty, ([table] + found.map(\.name)).allSatisfy(Self.isName) else {
            throw StorageError.other(code: "scan", message: "\(table) cannot be read by its primary key")
        }
    }

    /// The rows after one of that key, in the key's order.
    /// - Parameter last: what `key(of:)` gave of the last row before; nil for the beginning.
    package func rows(after last: [Value]?, limit: Int, _ db: any Connection) throws -> [[Value]] {
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let keys = key.map { "\"\(columns[$0].name)\"" }.joined(separator: ", ")
        let marks = key.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let condition = last == nil ? "" : " WHERE (\(keys)) > (\(marks))"
        let sql = SQL(composed: "SELECT \(names) FROM \"\(table)\"\(condition) ORDER BY \(keys) LIMIT \(max(1, limit))")
        return try db.all(sql, last ?? []) { row in
            columns.indices.map { place in
                if row.isNull(place) { return .null }
                return switch columns[place].kind {
                case .integer: .integer(row.integer(place))
                case .text: .text(row.text(place))
                case .blob: .blob(row.blob(place))
                }
            }
        }
    }

    package func key(of row: [Value]) -> [Value] { key.map { row[$0] } }

    private static func kind(of type: String) throws -> Kind {
        switch type.lowercased() {
        case "integer", "bigint", "smallint": return .integer
        case "text": return .text
        case "blob", "bytea": return .blob
        default: throw StorageError.other(code: "scan", message: "a column has the type \(type)")
        }
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }
}
