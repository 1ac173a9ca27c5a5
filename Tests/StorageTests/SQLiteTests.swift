import Glibc
import Storage
import TestSupport
import Testing

@Suite struct SQLiteTests {
    @Test("An opened file has the settings that the product relies on")
    func settings() async throws {
        try await withSQLite { db in
            let settings = try await db.write { db in
                [
                    "journal_mode": try db.first("PRAGMA journal_mode") { $0.text(0) },
                    "synchronous": try db.first("PRAGMA synchronous") { $0.text(0) },
                    "secure_delete": try db.first("PRAGMA secure_delete") { $0.text(0) },
                    "foreign_keys": try db.first("PRAGMA foreign_keys") { $0.text(0) },
                ]
            }
            #expect(
                settings == ["journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "foreign_keys": "1"]
            )
            #expect(try await db.read { try $0.first("PRAGMA foreign_keys") { $0.integer(0) } } == 1)
        }
    }

    @Test("The files are readable by their owner alone")
    func fileModes() async throws {
        try await withScratchFolder { folder in
            let path = folder + "/a.sqlite"
            let db = try SQLiteDatabase(path: path, readers: 1)
            try await db.write { _ = try $0.run("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT") }
            for file in [path, path + "-wal", path + "-shm"] {
                var status = stat()
                #expect(stat(file, &status) == 0, "\(file)")
                #expect(status.st_mode & 0o777 == 0o600, "\(file)")
            }
            await db.close()
        }
    }

    @Test("After a truncating checkpoint the WAL is empty, and nothing deleted is left in any file")
    func remains() async throws {
        try await withScratchFolder { folder in
            let path = folder + "/a.sqlite"
            let db = try SQLiteDatabase(path: path, readers: 1)
            try await Migrator(sampleMigrations).migrate(db, now: 0)
            try await db.write { db in
                for id in 0..<50 as Range<Int64> { try db.insert(id, label: "Zaphod \(id)") }
            }
            #expect(try bytes(of: path + "-wal").contains(Array("Zaphod".utf8)))
            try await db.write { _ = try $0.run("DELETE FROM item") }
            #expect(try db.checkpointTruncate())
            #expect(try bytes(of: path + "-wal").isEmpty)
            #expect(try !bytes(of: path).contains(Array("Zaphod".utf8)))
            await db.close()
        }
    }

    @Test("A copy holds what was there; a rewritten file is smaller")
    func vacuum() async throws {
        try await withScratchFolder { folder in
            let db = try SQLiteDatabase(path: folder + "/a.sqlite", readers: 1)
            try await Migrator(sampleMigrations).migrate(db, now: 0)
            try await db.write { db in
                try db.run(
                    "INSERT INTO item (id, data) VALUES ($1, $2)",
                    each: (0..<200).map { [.integer($0), .blob(Array(repeating: 1, count: 2_000))] }
                )
            }
            try db.vacuumInto(path: folder + "/b.sqlite")
            try await db.write { _ = try $0.run("DELETE FROM item") }
            _ = try db.checkpointTruncate()
            let before = try bytes(of: folder + "/a.sqlite").count
            try db.vacuum()
            _ = try db.checkpointTruncate()
            #expect(try bytes(of: folder + "/a.sqlite").count < before / 4)
            await db.close()
            let copy = try SQLiteDatabase(path: folder + "/b.sqlite", readers: 1)
            #expect(try await copy.read { try $0.count() } == 200)
            await copy.close()
        }
    }

    @Test("Parameters that do not appear in order are refused when the text is prepared")
    func parameterOrder() async throws {
        try await withSQLite(migrations: sampleMigrations) { db in
            let texts: [SQL] = [
                "SELECT id FROM item WHERE amount = $2 AND id = $1", "SELECT id FROM item WHERE id = ? OR id = ?",
                "SELECT id FROM item WHERE id = $1 OR id = $3", "SELECT id FROM item WHERE id = :a OR id = :b",
            ]
            for text in texts {
                await #expect(throws: StorageError.self, "\(text.text)") {
                    try await db.read { try $0.all(text, [.integer(1), .integer(2)]) { _ in 0 } }
                }
            }
            let again: SQL = "SELECT id FROM item WHERE id = $1 OR parent = $1 OR amount = $2"
            let found = try await db.read { try $0.all(again, [.integer(1), .integer(2)]) { _ in 0 } }
            #expect(found == [])
        }
    }

    @Test("More texts than the cache holds work, one inside another too")
    func statementCache() async throws {
        try await withSQLite(migrations: sampleMigrations) { db in
            try await db.write { db in for id in 0..<400 as Range<Int64> { try db.insert(id) } }
            let sum = try await db.read { db in
                var sum = 0
                try db.each("SELECT id FROM item ORDER BY id", []) { row in
                    let count = Int(row.integer(0)) + 1
                    let list = SQL(list: "SELECT count(*) FROM item WHERE id IN (", count: count)
                    let values = (0..<count).map { Value.integer(Int64($0)) }
                    sum += try Int(db.first(list, values) { $0.integer(0) } ?? 0)
                }
                return sum
            }
            #expect(sum == 400 * 401 / 2)
        }
    }

    @Test("A file that is no database, and a folder that is not there, are told apart")
    func badFiles() async throws {
        try await withScratchFolder { folder in
            let path = folder + "/notes.sqlite"
            let file = try #require(fopen(path, "w"))
            fputs(String(repeating: "these are notes, not a database. ", count: 100), file)
            fclose(file)
            #expect(throws: StorageError.corrupt) { try SQLiteDatabase(path: path, readers: 1) }
            #expect(throws: StorageError.unavailable("the database file cannot be opened or created")) {
                try SQLiteDatabase(path: folder + "/none/a.sqlite", readers: 1)
            }
        }
    }

    private func bytes(of path: String) throws -> [UInt8] {
        let file = try #require(fopen(path, "r"), "\(path)")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}
