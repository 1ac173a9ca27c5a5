/// The tables that a database really has, as a copy needs them: with their columns' types, keys and references.
struct CopySchema {
    struct Table {
        let copied: CopiedTable
        let primaryKey: [String]
        let references: [Reference]

        var name: String { copied.name }
    }

    struct Reference {
        let target: String
        /// The constraint's name; SQLite's have none.
        let constraint: String?
    }

    /// The last step in `schema_version`; that table itself is no part of a copy.
    let version: Int
    /// Each after those that it refers to, as far as there is such an order.
    let tables: [Table]

    /// - Throws: `CopyError.unknownType`.
    init(_ db: any Connection) throws {
        version = Int(try db.first("SELECT max(version) FROM schema_version") { $0.integer(0) } ?? 0)
        let found = try db.dialect == .sqlite ? Self.sqliteTables(db) : Self.postgresTables(db)
        tables = Self.ordered(found.filter { $0.name != "schema_version" })
    }

    /// References to the table itself, or to one that comes later: they hold only at the end.
    var lateReferences: [(table: String, constraint: String)] {
        var written: Set<String> = []
        var late: [(table: String, constraint: String)] = []
        for table in tables {
            for reference in table.references where !written.contains(reference.target) {
                if let constraint = reference.constraint { late.append((table.name, constraint)) }
            }
            written.insert(table.name)
        }
        return late
    }

    private static func ordered(_ tables: [Table]) -> [Table] {
        var waiting = tables.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        var result: [Table] = []
        var placed: Set<String> = []
        while !waiting.isEmpty {
            let free = waiting.firstIndex { table in
                table.references.allSatisfy { $0.target == table.name || placed.contains($0.target) }
            }
            // A circle: the first by name, and its references hold at the end.
            let next = waiting.remove(at: free ?? 0)
            placed.insert(next.name)
            result.append(next)
        }
        return result
    }

    private static func sqliteTables(_ db: any Connection) throws -> [Table] {
        let names = try db.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        ) { $0.text(0) }
        return try names.map { name in
            let columns = try db.all("SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid", [.text(name)]) {
                (name: $0.text(0), type: $0.text(1), key: $0.integer(2))
            }
            let references = try db.all(
                "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)", [.text(name)]
            ) { Reference(target: $0.text(0), constraint: nil) }
            return Table(
                copied: CopiedTable(name: name, columns: try columns.map { try column($0.name, $0.type, of: name) }),
                primaryKey: columns.filter { $0.key > 0 }.sorted { $0.key < $1.key }.map(\.name),
                references: references)
        }
    }

    private static func postgresTables(_ db: any Connection) throws -> [Table] {
        let names = try db.all(
            """
            SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relkind = 'r'
            """
        ) { $0.text(0) }
        return try names.map { name in
            let columns = try db.all(postgresColumns, [.text(name)]) {
                (name: $0.text(0), type: $0.text(1), key: $0.integer(2))
            }
            let references = try db.all(postgresReferences, [.text(name)]) {
                Reference(target: $0.text(0), constraint: $0.text(1))
            }
            return Table(
                copied: CopiedTable(name: name, columns: try columns.map { try column($0.name, $0.type, of: name) }),
                primaryKey: columns.filter { $0.key > 0 }.sorted { $0.key < $1.key }.map(\.name),
                references: references)
        }
    }

    private static let postgresColumns: SQL = """
        SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
            coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)::bigint
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary
        WHERE n.nspname = current_schema() AND c.relname = $1 AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
        """
    private static let postgresReferences: SQL = """
        SELECT t.relname, k.conname FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_class t ON t.oid = k.confrelid
        WHERE n.nspname = current_schema() AND c.relname = $1 AND k.contype = 'f'
        """

    private static func column(_ name: String, _ type: String, of table: String) throws(CopyError) -> CopiedColumn {
        switch type {
        case "INTEGER", "bigint": CopiedColumn(name: name, kind: .integer)
        case "TEXT", "text": CopiedColumn(name: name, kind: .text)
        case "BLOB", "bytea": CopiedColumn(name: name, kind: .blob)
        default: throw .unknownType("\(table).\(name)")
        }
    }
}
