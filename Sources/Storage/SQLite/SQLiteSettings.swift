extension Database {
    /// What the connection that writes to a SQLite file has not, of what every one must have: pragmas by name.
    /// - Returns: nil where the database is no SQLite file.
    package func missingSQLiteSettings() async throws -> [String]? {
        guard dialect == .sqlite else { return nil }
        let pragmas: [(name: String, sql: SQL)] = [
            ("foreign_keys", "PRAGMA foreign_keys"), ("journal_mode", "PRAGMA journal_mode"),
            ("secure_delete", "PRAGMA secure_delete"), ("synchronous", "PRAGMA synchronous"),
        ]
        return try await write { db in
            try pragmas.filter { pragma in
                try db.first(pragma.sql) { $0.text(0) } != SQLiteHandle.writerSettings[pragma.name]
            }.map(\.name)
        }
    }
}
