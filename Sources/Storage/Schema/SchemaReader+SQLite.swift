extension SchemaReader {
    /// SQLite keeps the text of each CREATE statement, which is the only place where its CHECKs are.
    static func dumpSQLite(_ db: any Connection) throws -> String {
        let statements = try db.all(
            """
            SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
            ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name
            """
        ) { (type: $0.text(0), name: $0.text(1), sql: $0.text(2)) }
        var lines: [String] = []
        for statement in statements {
            if statement.type == "table" {
                lines.append(contentsOf: tableLines(name: statement.name, sql: statement.sql))
            } else {
                lines.append(collapsed(Array(statement.sql.utf8)))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `table NAME`, then each column or constraint, then what follows the parenthesis (STRICT).
    private static func tableLines(name: String, sql: String) -> [String] {
        let bytes = Array(sql.utf8)
        var depth = 0
        var items: [[UInt8]] = []
        var item: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let end = Dialect.tokenEnd(bytes, position)
            let token = bytes[position..<end]
            position = end
            if token == [UInt8(ascii: ")")] {
                depth -= 1
                if depth == 0 {
                    items.append(item)
                    item = []
                    continue
                }
            }
            if token == [UInt8(ascii: ",")], depth == 1 {
                items.append(item)
                item = []
            } else if depth > 0 {
                item.append(contentsOf: token.starts(with: "--".utf8) ? [] : token)
            } else if !items.isEmpty {
                item.append(contentsOf: token)
            }
            if token == [UInt8(ascii: "(")] { depth += 1 }
        }
        let suffix = collapsed(item)
        // ALTER TABLE ADD COLUMN writes after the constraints: they are put after the columns, however it came.
        let lines = items.map { "    " + collapsed($0) }
        let constraints = lines.filter(isTableConstraint)
        return ["table \(name)" + (suffix.isEmpty ? "" : " \(suffix)")]
            + lines.filter { !isTableConstraint($0) } + constraints.sorted() + [""]
    }

    private static func isTableConstraint(_ line: String) -> Bool {
        ["PRIMARY KEY", "UNIQUE", "CHECK", "FOREIGN KEY", "CONSTRAINT"].contains { line.hasPrefix("    " + $0) }
    }

    /// The text with every run of white space as one space, quoted parts untouched.
    private static func collapsed(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let end = Dialect.tokenEnd(bytes, position)
            if Dialect.isSpace(bytes[position]) {
                if let last = result.last, last != 0x20, last != UInt8(ascii: "(") { result.append(0x20) }
            } else {
                if bytes[position] == UInt8(ascii: ")"), result.last == 0x20 { result.removeLast() }
                result.append(contentsOf: bytes[position..<end])
            }
            position = end
        }
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}
