/// Brings a database to the program's schema version, each step in one transaction with its row in `schema_version`.
///
/// Several processes may do so at once: on PostgreSQL each step holds a lock on `schema_version` while it looks which
/// step is next; on SQLite there is one writer anyway.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    /// - Throws: `MigrationError.misnumbered`.
    package init(_ migrations: [Migration]) throws {
        for (index, migration) in migrations.enumerated() where migration.version != index + 1 {
            throw MigrationError.misnumbered(version: migration.version)
        }
        self.migrations = migrations
    }

    package var latestVersion: Int { migrations.count }

    /// Applies what is missing; one cheap read where nothing is.
    /// - Parameter now: milliseconds UTC, stored with each step.
    /// - Returns: how many steps this call applied.
    /// - Throws: `MigrationError`; `StorageError.unavailable` where the database cannot be reached.
    @discardableResult
    package func migrate(_ database: any Database, now: Int64) async throws -> Int {
        let applied = try await database.read { try Self.applied(in: $0) }
        if applied == nil { try await createVersionTable(in: database) }
        let present = try check(applied ?? [])
        var stepCount = 0
        for migration in migrations[present...] where try await apply(migration, to: database, now: now) {
            stepCount += 1
        }
        return stepCount
    }

    private struct Step: Sendable {
        let version: Int
        let name: String
    }

    /// The steps that are there, in order, or nil where the database has no `schema_version` yet.
    private static func applied(in db: any Connection) throws -> [Step]? {
        let exists: SQL =
            switch db.dialect {
            case .sqlite: "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'"
            case .postgres:
                """
                SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND c.relname = 'schema_version'
                """
            }
        if try db.first(exists, [], { $0.integer(0) }) ?? 0 == 0 { return nil }
        return try db.all("SELECT version, name FROM schema_version ORDER BY version") {
            Step(version: Int($0.integer(0)), name: $0.text(1))
        }
    }

    /// - Returns: how many of the program's steps are there.
    private func check(_ applied: [Step]) throws -> Int {
        if let last = applied.last, last.version > latestVersion {
            throw MigrationError.newerThanKnown(found: last.version, known: latestVersion)
        }
        for (index, step) in applied.enumerated() {
            guard step.version == index + 1, step.name == migrations[index].name.description else {
                throw MigrationError.different(version: step.version, found: step.name)
            }
        }
        return applied.count
    }

    private func createVersionTable(in database: any Database) async throws {
        let text = database.dialect.schemaText(
            """
            CREATE TABLE IF NOT EXISTS schema_version
                (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)
            """
        )
        do {
            _ = try await database.write { try $0.run(SQL(composed: text)) }
        } catch let error as StorageError {
            // On PostgreSQL, IF NOT EXISTS does not see a table that another transaction is just making.
            if try await database.read({ try Self.applied(in: $0) }) == nil { throw error }
        }
    }

    /// - Returns: false where somebody else applied it meanwhile.
    private func apply(_ migration: Migration, to database: any Database, now: Int64) async throws -> Bool {
        let statements = migration.statements.map { SQL(composed: database.dialect.schemaText($0.description)) }
        do {
            return try await database.write { db in
                if db.dialect == .postgres { try db.run("LOCK TABLE schema_version IN EXCLUSIVE MODE") }
                let present = try check(try Self.applied(in: db) ?? [])
                if present >= migration.version { return false }
                for statement in statements { try db.run(statement) }
                try db.run(
                    "INSERT INTO schema_version (version, name, applied_at) VALUES ($1, $2, $3)",
                    [.integer(Int64(migration.version)), .text(migration.name.description), .integer(now)]
                )
                return true
            }
        } catch let cause as StorageError {
            if case .unavailable = cause { throw cause }
            throw MigrationError.failed(version: migration.version, cause: cause)
        }
    }
}
