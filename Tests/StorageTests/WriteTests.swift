import Storage
import TestSupport
import Testing

@Suite struct WriteTests {
    @Test("A closure that throws takes back its own changes alone", arguments: Engine.allCases)
    func isolation(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let gate = Latch()
            let blocker = Task { try await db.write { _ in gate.waitBlocking() } }
            let outcomes = try await withThrowingTaskGroup(of: (Int64, Bool).self) { group in
                for id in 1...40 as ClosedRange<Int64> {
                    group.addTask { (id, await Self.insert(id, into: db)) }
                }
                await Task.yield()
                gate.open()
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            try await blocker.value
            let expected = (1...40 as ClosedRange<Int64>).filter { $0 % 4 != 0 }
            #expect(try await db.read { try $0.ids() } == expected)
            for (id, isDone) in outcomes { #expect(isDone == (id % 4 != 0), "\(id)") }
        }
    }

    /// Every fourth closure fails after its change: by an error of its own, or by a statement's.
    private static func insert(_ id: Int64, into db: any Database) async -> Bool {
        do {
            try await db.write { db in
                try db.insert(id)
                if id % 8 == 0 { throw Refused() }
                if id % 4 == 0 { try db.insert(id) }
            }
            return true
        } catch is Refused where id % 8 == 0 {
            return false
        } catch StorageError.unique where id % 8 == 4 {
            return false
        } catch {
            Issue.record(error)
            return true
        }
    }

    @Test("A failed statement ends the closure, even where it hides the error", arguments: Engine.allCases)
    func hiddenFailure(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            try await db.write { try $0.insert(1) }
            let first = await #expect(throws: StorageError.self) {
                try await db.write { db in
                    try db.insert(2)
                    _ = try? db.insert(1)
                }
            }
            let second = await #expect(throws: StorageError.self) {
                try await db.write { db in
                    _ = try? db.insert(1)
                    try db.insert(3)
                }
            }
            for error in [first, second] {
                guard case .unique = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
            #expect(try await db.read { try $0.ids() } == [1])
        }
    }

    @Test("Each caller has its own result", arguments: Engine.allCases)
    func results(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let results = try await withThrowingTaskGroup(of: [Int].self) { group in
                for number in 0..<100 {
                    group.addTask { [number, try await db.write { _ in number }] }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.count == 100)
            #expect(results.allSatisfy { $0[0] == $0[1] })
        }
    }

    @Test("What is acknowledged is there for whoever reads next", arguments: Engine.allCases)
    func readYourWrites(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<8 as Range<Int64> {
                    group.addTask {
                        for number in 0..<25 as Range<Int64> {
                            let id = task * 1_000 + number
                            try await db.write { try $0.insert(id) }
                            let found = try await db.read { db in
                                try db.first("SELECT id FROM item WHERE id = $1", [.integer(id)]) { $0.integer(0) }
                            }
                            #expect(found == id)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("Increments by many tasks are serial: none is lost", arguments: Engine.allCases, [true, false])
    func increments(engine: Engine, alone: Bool) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<12 {
                    group.addTask { for _ in 0..<10 { try await Self.increment(db, alone: alone) } }
                }
                try await group.waitForAll()
            }
            let counter = try await db.read { try $0.first("SELECT counter FROM gate") { $0.integer(0) } }
            #expect(counter == 120)
        }
    }

    /// Reads, then writes what it read plus one: wrong wherever two of these overlap.
    private static func increment(_ db: any Database, alone: Bool) async throws {
        let body: @Sendable (any Connection) throws -> Void = { db in
            let counter = try db.first("SELECT counter FROM gate WHERE id = 1") { $0.integer(0) } ?? 0
            try db.run("UPDATE gate SET counter = $1 WHERE id = 1", [.integer(counter + 1)])
        }
        if alone { try db.writeNow(body) } else { try await db.write(body) }
    }

    @Test("Two who each see the other leave cannot both leave", arguments: Engine.allCases)
    func writeSkew(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            for round in 0..<10 as Range<Int64> {
                try await db.write { db in
                    try db.insert(round * 2, amount: 1)
                    try db.insert(round * 2 + 1, amount: 1)
                }
                async let first = Self.leave(db, round * 2)
                async let second = Self.leave(db, round * 2 + 1)
                #expect(try await [first, second].filter { $0 }.count == 1)
                try await db.write { _ = try $0.run("UPDATE item SET amount = 0") }
            }
        }
    }

    /// As for the last administrator: takes `id` away unless it is the only one left.
    private static func leave(_ db: any Database, _ id: Int64) async throws -> Bool {
        try await db.write { db in
            let others = try db.first("SELECT count(*) FROM item WHERE amount = 1 AND id <> $1", [.integer(id)]) {
                $0.integer(0)
            }
            if others == 0 { return false }
            return try db.run("UPDATE item SET amount = 0 WHERE id = $1", [.integer(id)]) == 1
        }
    }

    @Test("The count of changes is that of the statement", arguments: Engine.allCases)
    func changeCounts(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let counts = try await db.write { db in
                [
                    try db.run("INSERT INTO item (id) VALUES (1), (2), (3)"),
                    try db.run("SELECT id FROM item"),
                    try db.run("UPDATE item SET amount = 1 WHERE id > 1"),
                    try db.run("CREATE TABLE other (id INTEGER PRIMARY KEY)"),
                    try db.run("DELETE FROM item WHERE id = 99"),
                    try db.run("INSERT INTO item (id) VALUES (1) ON CONFLICT (id) DO NOTHING"),
                    try db.run("DELETE FROM item WHERE id IN (2, 3)"),
                ]
            }
            #expect(counts == [3, 0, 2, 0, 0, 0, 2])
        }
    }

    @Test("Five thousand rows go in by one call, or none of them", arguments: Engine.allCases)
    func bulk(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let rows = (0..<5_000).map { [Value.integer(Int64($0)), $0 % 3 == 0 ? .null : .text("label \($0)")] }
            let insert: SQL = "INSERT INTO item (id, label) VALUES ($1, $2)"
            try await db.write { try $0.run(insert, each: rows) }
            await #expect(throws: StorageError.self) {
                try await db.write { db in
                    try db.run("DELETE FROM item")
                    try db.run(insert, each: rows + [rows[4_321]])
                }
            }
            let counts = try await db.read { db in
                try db.first("SELECT count(*), count(label) FROM item") { [$0.integer(0), $0.integer(1)] }
            }
            #expect(counts == [5_000, 3_333])
            try await db.write { try $0.run(insert, each: []) }
        }
    }
}
