extension SchemaReader {
    /// From the catalogues, with the engine's own rendering of expressions. The schema's own name appears nowhere.
    static func dumpPostgres(_ db: any Connection) throws -> String {
        let tables = try db.all(
            """
            SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') ORDER BY c.relname COLLATE "C"
            """
        ) { $0.text(0) }
        var lines: [String] = []
        for table in tables {
            lines.append("table \(table)")
            lines.append(contentsOf: try columnLines(db, table).map { "    " + $0 })
            lines.append(contentsOf: try constraintLines(db, table).map { "    " + $0 })
            lines.append("")
        }
        // Those that a constraint owns are in its line.
        lines.append(
            contentsOf: try db.all(
                """
                SELECT pg_catalog.pg_get_indexdef(i.indexrelid, 0, true) FROM pg_catalog.pg_index i
                JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
                WHERE n.nspname = current_schema() AND k.oid IS NULL ORDER BY c.relname COLLATE "C"
                """
            ) { $0.text(0) }
        )
        return lines.joined(separator: "\n") + "\n"
    }

    private static func columnLines(_ db: any Connection, _ table: String) throws -> [String] {
        try db.all(
            """
            SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), l.collname, a.attnotnull,
                pg_catalog.pg_get_expr(d.adbin, d.adrelid, true)
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
            WHERE n.nspname = current_schema() AND c.relname = $1 AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum
            """,
            [.text(table)]
        ) { row in
            var line = row.text(0) + " " + row.text(1)
            if let collation = row.optionalText(2) { line += " COLLATE \"\(collation)\"" }
            if row.flag(3) { line += " NOT NULL" }
            if let initial = row.optionalText(4) { line += " DEFAULT \(initial)" }
            return line
        }
    }

    private static func constraintLines(_ db: any Connection, _ table: String) throws -> [String] {
        try db.all(
            """
            SELECT k.conname, pg_catalog.pg_get_constraintdef(k.oid, true) FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relname = $1
            ORDER BY CASE k.contype WHEN 'p' THEN 0 WHEN 'u' THEN 1 WHEN 'c' THEN 2 ELSE 3 END, k.conname COLLATE "C"
            """,
            [.text(table)]
        ) { "CONSTRAINT " + $0.text(0) + " " + $0.text(1) }
    }
}
