import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Copies of whole databases")
struct CopyTests {
    private static let pairs = Engine.allCases.flatMap { from in Engine.allCases.map { (from, $0) } }

    @Test(
        "Every value arrives as it was, on either engine, in front of what it refers to or after it", arguments: pairs)
    func roundTrip(from: Engine, to: Engine) async throws {
        try await withDatabase(from, migrations: sampleMigrations) { source in
            try await Self.fill(source)
            let (version, copy) = try await DatabaseCopy.read(source) { Kept() }
            #expect(version == 1)
            #expect(copy.frames.map(\.table.name).first == "gate")
            try await withDatabase(to, migrations: sampleMigrations) { target in
                _ = try await target.write { try $0.insert(99, label: "was here before") }
                try await DatabaseCopy.write(into: target, version: version) { Replayed(frames: copy.frames) }
                let again = try await DatabaseCopy.read(target) { Kept() }.sink
                #expect(again.frames.flatMap(\.rows) == copy.frames.flatMap(\.rows))
                #expect(again.frames.map(\.rowCount).reduce(0, +) == 2_504)
                // References are held as before, and there are rows to refer to.
                await #expect(throws: StorageError.foreignKey) {
                    _ = try await target.write { db in
                        try db.run("INSERT INTO item (id, parent) VALUES ($1, $2)", [.integer(7), .integer(-7)])
                    }
                }
            }
        }
    }

    @Test("The schema is the same afterwards", arguments: Engine.allCases)
    func schema(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { database in
            try await Self.fill(database)
            let before = try await SchemaReader.dump(database)
            let copy = try await DatabaseCopy.read(database) { Kept() }.sink
            try await DatabaseCopy.write(into: database, version: 1) { Replayed(frames: copy.frames) }
            #expect(try await SchemaReader.dump(database) == before)
        }
    }

    @Test("A copy is of one instant, whatever is written meanwhile", arguments: Engine.allCases)
    func consistent(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { database in
            try await Self.fill(database)
            let copy = try await DatabaseCopy.read(database) { Kept(onFirst: { Self.writeAlone(to: database) }) }.sink
            #expect(try await database.read { try $0.ids() }.contains(5_000))
            let items = try copy.frames.filter { $0.table.name == "item" }.flatMap { try $0.values() }
            #expect(items.count == 2_503 && !items.contains { $0[0] == .integer(5_000) })
        }
    }

    @Test("What fails in the middle changes nothing", arguments: Engine.allCases)
    func atomic(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { database in
            try await Self.fill(database)
            let before = try await DatabaseCopy.read(database) { Kept() }.sink
            let half = Array(before.frames.dropLast())
            await #expect(throws: Refused.self) {
                try await DatabaseCopy.write(into: database, version: 1) { Replayed(frames: half, isTorn: true) }
            }
            let dangling = CopyFrame(
                table: try #require(before.frames.last).table,
                values: [[.integer(1), .integer(2), .null, .null, .null]])
            await #expect(throws: StorageError.foreignKey) {
                try await DatabaseCopy.write(into: database, version: 1) { Replayed(frames: [dangling]) }
            }
            #expect(try await DatabaseCopy.read(database) { Kept() }.sink.frames == before.frames)
        }
    }

    @Test("Another version, a foreign table and other columns are refused", arguments: Engine.allCases)
    func differences(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { database in
            await #expect(throws: CopyError.differentVersion(found: 1, expected: 2)) {
                try await DatabaseCopy.write(into: database, version: 2) { Replayed(frames: []) }
            }
            let column = CopiedColumn(name: "id", kind: .integer)
            for name in ["item", "other\" (id) VALUES (1); --"] {
                let frame = CopyFrame(table: CopiedTable(name: name, columns: [column]), values: [[.integer(1)]])
                await #expect(throws: CopyError.differentTable(name)) {
                    try await DatabaseCopy.write(into: database, version: 1) { Replayed(frames: [frame]) }
                }
            }
        }
    }

    @Test("Damaged frames are refused, never misread")
    func malformed() throws {
        let table = CopiedTable(name: "t", columns: [.init(name: "a", kind: .text), .init(name: "b", kind: .blob)])
        let frame = CopyFrame(table: table, values: [[.text("ä"), .null], [.null, .blob([0, 1])]])
        #expect(try CopyFrame(bytes: frame.bytes) == frame)
        #expect(try CopyFrame(bytes: frame.bytes).values() == [[.text("ä"), .null], [.null, .blob([0, 1])]])
        for count in 0..<frame.bytes.count {
            #expect(throws: CopyError.malformed) { try CopyFrame(bytes: Array(frame.bytes[..<count])).values() }
        }
        #expect(throws: CopyError.malformed) { try CopyFrame(bytes: frame.bytes + [0]).values() }
        for place in frame.bytes.indices {
            var bytes = frame.bytes
            bytes[place] = 0xFF
            _ = try? CopyFrame(bytes: bytes).values()
        }
    }

    /// Every kind of value, more rows than a frame holds, and a row that refers to one after it.
    private static func fill(_ database: any Database) async throws {
        _ = try await database.write { db in
            try db.insert(1, label: "", amount: .max)
            try db.insert(2, label: "Ünïcode 漢字 'quoted\"", amount: 0)
            try db.run(
                "INSERT INTO item (id, parent, data) VALUES ($1, $2, $3)",
                [.integer(.min), .integer(2), .blob([0, 255, 10])])
            let rows = (0..<2_500 as Range<Int64>).map { id -> [Value] in
                [.integer(id + 10), .blob(Array(repeating: UInt8(truncatingIfNeeded: id), count: Int(id % 300)))]
            }
            try db.run("INSERT INTO item (id, data) VALUES ($1, $2)", each: rows)
        }
    }

    /// From the thread that copies: another connection writes while the transaction is open.
    private static func writeAlone(to database: any Database) {
        #expect(throws: Never.self) { try database.writeNow { try $0.insert(5_000) } }
    }
}

private struct Kept: CopySink {
    var frames: [CopyFrame] = []
    var onFirst: (@Sendable () -> Void)?

    mutating func take(_ frame: CopyFrame) throws {
        frames.append(frame)
        onFirst?()
        onFirst = nil
    }
}

private struct Replayed: CopySource {
    var frames: [CopyFrame]
    var isTorn = false

    mutating func next() throws -> CopyFrame? {
        if frames.isEmpty {
            if isTorn { throw Refused() }
            return nil
        }
        return frames.removeFirst()
    }
}
