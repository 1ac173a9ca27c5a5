import Storage
import TestSupport
import Testing

@Suite struct ConstraintTests {
    @Test("A second row with the same key or the same indexed value is `unique`", arguments: Engine.allCases)
    func unique(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            try await db.write { try $0.insert(1, label: "secret value") }
            let keyName = engine == .sqlite ? "item.id" : "item_pkey"
            await #expect(throws: StorageError.unique(keyName)) { try await db.write { try $0.insert(1) } }
            let indexName = engine == .sqlite ? "item.label" : "item_label"
            await #expect(throws: StorageError.unique(indexName)) {
                try await db.write { try $0.insert(2, label: "secret value") }
            }
        }
    }

    @Test("A reference to nothing, and the end of what is referred to, are `foreignKey`", arguments: Engine.allCases)
    func foreignKey(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            await #expect(throws: StorageError.foreignKey) {
                try await db.write { _ = try $0.run("INSERT INTO item (id, parent) VALUES (1, 99)") }
            }
            try await db.write { _ = try $0.run("INSERT INTO item (id, parent) VALUES (1, NULL), (2, 1)") }
            await #expect(throws: StorageError.foreignKey) {
                try await db.write { _ = try $0.run("DELETE FROM item WHERE id = 1") }
            }
        }
    }

    @Test("A CHECK's name, and a missing value's column, are named", arguments: Engine.allCases)
    func check(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            await #expect(throws: StorageError.check("amount_not_negative")) {
                try await db.write { try $0.insert(1, amount: -1) }
            }
            await #expect(throws: StorageError.check("gate.counter")) {
                try await db.write { _ = try $0.run("INSERT INTO gate (id, counter) VALUES (2, NULL)") }
            }
        }
    }

    @Test("A value of the wrong type is refused", arguments: Engine.allCases)
    func types(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            for wrong in [Value.text("secret"), .blob([1, 2, 3])] {
                let error = await #expect(throws: StorageError.self) {
                    try await db.write { _ = try $0.run("INSERT INTO item (id, amount) VALUES (1, $1)", [wrong]) }
                }
                #expect(!String(describing: error).contains("secret"))
            }
        }
    }

    @Test("Too few values, too many, and two statements in one text are refused", arguments: Engine.allCases)
    func statementTexts(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let select: SQL = "SELECT id FROM item WHERE id = $1 OR id = $2"
            for values in [[Value.integer(1)], Array(repeating: .integer(1), count: 3)] {
                await #expect(throws: StorageError.self) { try await db.read { try $0.all(select, values) { _ in 0 } } }
            }
            await #expect(throws: StorageError.self) {
                try await db.write { _ = try $0.run("DELETE FROM item; DELETE FROM gate") }
            }
            let count = try await db.read { try $0.first("SELECT count(*) FROM gate") { $0.integer(0) } }
            #expect(count == 1)
        }
    }

    @Test("A foreign key that is checked at COMMIT spoils no other write of the batch", arguments: Engine.allCases)
    func deferred(engine: Engine) async throws {
        let table = Migration(
            version: 2, name: "deferred",
            statements: [
                """
                CREATE TABLE note (
                    id INTEGER PRIMARY KEY,
                    item INTEGER NOT NULL REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED
                )
                """
            ]
        )
        try await withDatabase(engine, migrations: sampleMigrations + [table]) { db in
            await withTaskGroup(of: Void.self) { group in
                for id in 1...20 as ClosedRange<Int64> {
                    group.addTask { await Self.note(id, in: db) }
                }
            }
            let found = try await db.read { try $0.all("SELECT id FROM note ORDER BY id") { $0.integer(0) } }
            #expect(found == (1...20).filter { $0 % 5 != 0 })
        }
    }

    private static func note(_ id: Int64, in db: any Database) async {
        func write() async throws {
            try await db.write { db in
                try db.run("INSERT INTO note (id, item) VALUES ($1, $2)", [.integer(id), .integer(id)])
                if id % 5 != 0 { try db.insert(id) }
            }
        }
        if id % 5 == 0 {
            await #expect(throws: StorageError.foreignKey) { try await write() }
        } else {
            await #expect(throws: Never.self) { try await write() }
        }
    }
}
