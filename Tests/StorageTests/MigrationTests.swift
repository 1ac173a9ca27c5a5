import Storage
import TestSupport
import Testing

@Suite struct MigrationTests {
    private let second = Migration(
        version: 2, name: "colour",
        statements: [
            "ALTER TABLE item ADD COLUMN colour TEXT NOT NULL DEFAULT 'INTEGER BLOB'",
            "UPDATE item SET amount = 1 WHERE amount IS NULL",
        ]
    )

    @Test("From nothing, in steps or at once, it comes to the same schema", arguments: Engine.allCases)
    func fromNothing(engine: Engine) async throws {
        let all = sampleMigrations + [second]
        let inSteps = try await withDatabase(engine, migrations: sampleMigrations) { db in
            #expect(try await Migrator(all).migrate(db, now: 2) == 1)
            return try await SchemaReader.dump(db)
        }
        let atOnce = try await withDatabase(engine) { db in
            #expect(try await Migrator(all).migrate(db, now: 2) == 2)
            #expect(try await Migrator(all).migrate(db, now: 3) == 0)
            let rows = try await db.read { db in
                try db.all("SELECT version, name, applied_at FROM schema_version ORDER BY version") {
                    "\($0.integer(0)) \($0.text(1)) \($0.integer(2))"
                }
            }
            #expect(rows == ["1 sample 2", "2 colour 2"])
            return try await SchemaReader.dump(db)
        }
        #expect(inSteps == atOnce)
    }

    @Test("Many who migrate at once apply each step once", arguments: Engine.allCases)
    func concurrently(engine: Engine) async throws {
        try await withDatabase(engine) { db in
            let all = sampleMigrations + [second]
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 { group.addTask { try await Migrator(all).migrate(db, now: 1) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.reduce(0, +) == 2)
        }
    }

    @Test("A database that is newer than the program, or another's, is refused untouched", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations + [second]) { db in
            await #expect(throws: MigrationError.newerThanKnown(found: 2, known: 1)) {
                try await Migrator(sampleMigrations).migrate(db, now: 1)
            }
            let other = Migration(version: 2, name: "another colour", statements: [])
            await #expect(throws: MigrationError.different(version: 2, found: "colour")) {
                try await Migrator(sampleMigrations + [other]).migrate(db, now: 1)
            }
            let message = MigrationError.newerThanKnown(found: 2, known: 1).description
            #expect(message == "the database has schema version 2, this program knows 1: run the newer program")
        }
    }

    @Test("A step that fails leaves nothing of itself, and those before it", arguments: Engine.allCases)
    func failing(engine: Engine) async throws {
        let broken = Migration(
            version: 3, name: "broken",
            statements: ["CREATE TABLE half (id INTEGER PRIMARY KEY)", "ALTER TABLE nowhere ADD COLUMN x TEXT"]
        )
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator(sampleMigrations + [second, broken]).migrate(db, now: 1)
            }
            guard case .failed(version: 3, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let tables = Set(try await SchemaReader.columns(of: db).map(\.table))
            #expect(tables == ["gate", "item", "schema_version"])
            #expect(try await Migrator(sampleMigrations + [second]).migrate(db, now: 1) == 0)
        }
    }

    @Test("Versions count from 1 without gaps")
    func numbering() {
        #expect(throws: MigrationError.misnumbered(version: 2)) { try Migrator([second]) }
        #expect(throws: MigrationError.misnumbered(version: 1)) { try Migrator(sampleMigrations + sampleMigrations) }
    }

    @Test("Every column of every table is listed", arguments: Engine.allCases)
    func columns(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations + [second]) { db in
            let columns = try await SchemaReader.columns(of: db).map { "\($0.table).\($0.column)" }
            #expect(
                columns == [
                    "gate.id", "gate.counter", "item.id", "item.parent", "item.label", "item.data", "item.amount",
                    "item.colour", "schema_version.version", "schema_version.name", "schema_version.applied_at",
                ]
            )
        }
    }
}
