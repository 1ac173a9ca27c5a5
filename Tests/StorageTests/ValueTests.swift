import Storage
import TestSupport
import Testing

@Suite struct ValueTests {
    @Test("Integers come back as they went in, the extremes too", arguments: Engine.allCases)
    func integers(engine: Engine) async throws {
        let values: [Int64] = [.min, .min + 1, -1, 0, 1, 255, 256, 1 << 31, 1 << 53, .max]
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let found = try await db.write { db in
                for value in values { try db.insert(value) }
                return try db.ids()
            }
            #expect(found == values)
        }
    }

    @Test(
        "Text of every Unicode plane comes back as it went in", arguments: Engine.allCases,
        [
            "", "a", "'; DROP TABLE item; --", "$1", "é", "e\u{301}", "\u{7f}\u{80}\u{7ff}\u{800}", "\u{feff}x",
            "שלום‎", "漢字", "👩‍👩‍👧", "\u{1}\t\r\n", "\u{fffd}\u{ffff}", "\u{10000}\u{2fffe}\u{e0041}\u{10ffff}",
        ]
    )
    func text(engine: Engine, text: String) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            try await db.write { try $0.insert(1, label: text) }
            let found = try await db.read { db in
                try db.first("SELECT label, length(label) FROM item WHERE label = $1", [.text(text)]) {
                    (text: $0.text(0), length: $0.integer(1), isNull: $0.isNull(0))
                }
            }
            #expect(found?.text.utf8.elementsEqual(text.utf8) == true)
            #expect(found?.length == Int64(text.unicodeScalars.count))
            #expect(found?.isNull == false)
        }
    }

    @Test("Text compares by its bytes", arguments: Engine.allCases)
    func textOrder(engine: Engine) async throws {
        let sorted = ["", "B", "a", "a ", "b", "É", "é", "\u{ffff}", "\u{10000}"]
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let found = try await db.write { db in
                for (id, label) in sorted.reversed().enumerated() { try db.insert(Int64(id), label: label) }
                return try db.all("SELECT label FROM item ORDER BY label") { $0.text(0) }
            }
            #expect(found == sorted)
        }
    }

    @Test("Blobs come back as they went in, the empty one too", arguments: Engine.allCases)
    func blobs(engine: Engine) async throws {
        let blobs: [[UInt8]] = [[], [0], Array(0...255), Array(repeating: 0xff, count: 100_000)]
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let found = try await db.write { db in
                try db.run(
                    "INSERT INTO item (id, data) VALUES ($1, $2)",
                    each: blobs.enumerated().map { [.integer(Int64($0.offset)), .blob($0.element)] }
                )
                return try db.all("SELECT data FROM item ORDER BY id") { $0.isNull(0) ? nil : $0.blob(0) }
            }
            #expect(found == blobs)
        }
    }

    @Test("NULL is not the empty text, the empty blob or 0", arguments: Engine.allCases)
    func nulls(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let row = try await db.write { db in
                try db.run(
                    "INSERT INTO item (id, label, data, amount) VALUES ($1, $2, $3, $4)",
                    [
                        .integer(1), .null, .null, .null,
                    ])
                return try db.first("SELECT label, data, amount FROM item") {
                    (
                        nulls: (0..<3).map($0.isNull), text: $0.optionalText(0), blob: $0.optionalBlob(1),
                        integer: $0.optionalInteger(2), asZero: $0.integer(2), asEmpty: $0.text(0)
                    )
                }
            }
            #expect(row?.nulls == [true, true, true])
            #expect(row?.text == nil && row?.blob == nil && row?.integer == nil)
            #expect(row?.asZero == 0 && row?.asEmpty == "")
        }
    }

    @Test("Counts, sums and comparisons read as integers", arguments: Engine.allCases)
    func results(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let numbers = try await db.write { db in
                for id in 1...3 as ClosedRange<Int64> { try db.insert(id, amount: 3_000_000_000_000_000_000 / id) }
                try db.insert(4, amount: 7)
                return try db.first(
                    """
                    SELECT count(*), sum(amount), min(amount), length('abc'), 1, amount > 5
                    FROM item WHERE id IN (1, 2, 3, 4) GROUP BY id > 0, amount > 5
                    """
                ) { row in (0..<6).map(row.integer) }
            }
            #expect(numbers == [4, 5_500_000_000_000_000_007, 7, 3, 1, 1])
        }
    }

    @Test("Sums below zero and to the ends of 64 bits read as integers", arguments: Engine.allCases)
    func sums(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            for sum in [-1, -9_999, -10_000, -123_456_789, 10_000, 100_000_000, Int64.max, -Int64.max] {
                let found = try await db.read { db in
                    try db.first(
                        "SELECT sum(v) FROM (SELECT CAST($1 AS BIGINT) AS v UNION ALL SELECT CAST($2 AS BIGINT)) s",
                        [.integer(sum - sum / 3), .integer(sum / 3)]
                    ) { $0.integer(0) }
                }
                #expect(found == sum)
            }
        }
    }

    @Test("Text with U+0000 is refused, and the closure with it", arguments: Engine.allCases)
    func zeroInText(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            await #expect(throws: StorageError.other(code: "22021", message: "text with U+0000")) {
                try await db.write { db in
                    try db.insert(1)
                    try db.insert(2, label: "a\u{0}b")
                }
            }
            await #expect(throws: StorageError.self) {
                try await db.write { db in
                    try db.run(
                        "INSERT INTO item (id, label) VALUES ($1, $2)",
                        each: [[.integer(1), .text("a")], [.integer(2), .text("\u{0}")]]
                    )
                }
            }
            let count = try await db.read { try $0.count() }
            #expect(count == 0)
        }
    }

    @Test("A list of a fixed length is padded with NULL", arguments: Engine.allCases)
    func lists(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let found = try await db.write { db in
                for id in 1...9 as ClosedRange<Int64> { try db.insert(id, amount: id % 2) }
                return try db.all(
                    SQL(
                        list: "SELECT id FROM item WHERE amount = $1 AND id IN (", first: 2, count: 4,
                        tail: " ORDER BY id"),
                    [.integer(1), .integer(9), .integer(2), .integer(3), .null]
                ) { $0.integer(0) }
            }
            #expect(found == [3, 9])
        }
    }
}
