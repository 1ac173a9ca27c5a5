/// Reads the schema that a database really has, for golden files and for the inventory of stored columns.
package enum SchemaReader {
    /// Every column of every table, by table's name, then in the table's order.
    package static func columns(of database: any Database) async throws -> [(table: String, column: String)] {
        let sql: SQL =
            switch database.dialect {
            case .sqlite:
                """
                SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
                WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY t.name, c.cid
                """
            case .postgres:
                """
                SELECT c.relname, a.attname FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
                WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY c.relname COLLATE "C", a.attnum
                """
            }
        return try await database.read { db in
            try db.all(sql) { (table: $0.text(0), column: $0.text(1)) }
        }
    }

    /// The complete schema as text that a person can review: tables by name with their columns and constraints, then
    /// indexes by name, each on one line, and the same for the same schema however it came about.
    package static func dump(_ database: any Database) async throws -> String {
        try await database.read { db in
            switch db.dialect {
            case .sqlite: try dumpSQLite(db)
            case .postgres: try dumpPostgres(db)
            }
        }
    }
}
