import Storage
import TestSupport
import Testing

@Suite struct ReadTests {
    @Test("A read sees one state, whatever is written meanwhile", arguments: Engine.allCases)
    func snapshot(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let looked = Latch()
            let written = Latch()
            let reading = Task {
                try await db.read { db in
                    let before = try db.count()
                    looked.open()
                    written.waitBlocking()
                    return [before, try db.count()]
                }
            }
            await looked.wait()
            try await db.write { try $0.insert(1) }
            written.open()
            #expect(try await reading.value == [0, 0])
            #expect(try await db.read { try $0.count() } == 1)
        }
    }

    @Test("A read cannot write", arguments: Engine.allCases)
    func readOnly(engine: Engine) async throws {
        let refused = StorageError.other(code: "25006", message: "a write in a read-only transaction")
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            await #expect(throws: refused) { try await db.read { try $0.insert(1) } }
            #expect(throws: refused) { try db.readNow { try $0.insert(1) } }
            let count = try await db.read { try $0.count() }
            #expect(count == 0)
        }
    }

    @Test("A read that fails leaves those beside it alone", arguments: Engine.allCases)
    func failingReads(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            try await db.write { try $0.insert(7) }
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<120 {
                    group.addTask { await Self.read(db, number) }
                }
            }
        }
    }

    private static func read(_ db: any Database, _ number: Int) async {
        switch number % 3 {
        case 0:
            await #expect(throws: Refused(number: number)) { try await db.read { _ in throw Refused(number: number) } }
        case 1:
            await #expect(throws: StorageError.self) { try await db.read { try $0.run("SELECT 1 FROM nowhere") } }
        default:
            let found = try? await db.read { try $0.ids() }
            #expect(found == [7])
        }
    }

    @Test("A closure can stop in the middle of a result, and look at another inside one", arguments: Engine.allCases)
    func nested(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            try await db.write { db in for id in 1...5 as ClosedRange<Int64> { try db.insert(id, amount: id) } }
            let sums = try await db.read { db in
                var seen: [Int64] = []
                do {
                    try db.each("SELECT id FROM item ORDER BY id", []) { row in
                        if row.integer(0) == 4 { throw Refused() }
                        seen.append(try db.all("SELECT id FROM item ORDER BY id") { $0.integer(0) }.reduce(0, +))
                        seen.append(row.integer(0))
                    }
                } catch is Refused {}
                return seen + [try db.count()]
            }
            #expect(sums == [15, 1, 15, 2, 15, 3, 5])
        }
    }

    @Test("Another database can be used inside a closure", arguments: Engine.allCases)
    func otherDatabase(engine: Engine) async throws {
        try await withTwoDatabases(engine) { data, keys in
            for db in [data, keys] { try await Migrator(sampleMigrations).migrate(db, now: 0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 0..<40 as Range<Int64> {
                    group.addTask {
                        try await data.write { db in
                            try keys.writeNow { try $0.insert(id) }
                            try db.insert(id, amount: try keys.readNow { try $0.count() })
                        }
                        _ = try await data.read { _ in try keys.readNow { try $0.count() } }
                    }
                }
                try await group.waitForAll()
            }
            let amounts = try await data.read { try $0.all("SELECT amount FROM item ORDER BY id") { $0.integer(0) } }
            #expect(amounts.sorted() == Array(1...40))
        }
    }
}
