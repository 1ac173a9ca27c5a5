import Glibc
import Storage
import TestSupport
import Testing

@Suite(.enabled(if: SmallDisk.isPossible, "mounting a small disk takes root")) struct FullDiskTests {
    @Test("A full disk gives `full`, loses nothing acknowledged, and is over when there is room again")
    func fullDisk() async throws {
        try await SmallDisk.with(megabytes: 3) { folder in
            let db = try SQLiteDatabase(path: folder + "/a.sqlite", readers: 1)
            try await Migrator(sampleMigrations).migrate(db, now: 0)
            let ballast = folder + "/ballast"
            try fill(ballast, byteCount: 1_500_000)
            var acknowledged: [Int64] = []
            for id in 0..<200 as Range<Int64> {
                do {
                    try await write(id, to: db)
                    acknowledged.append(id)
                } catch {
                    #expect(error as? StorageError == .full)
                    break
                }
            }
            #expect((1..<200).contains(acknowledged.count))
            #expect(try await db.read { try $0.ids() } == acknowledged)
            unlink(ballast)
            try await write(1_000, to: db)
            #expect(try await db.read { try $0.ids() } == acknowledged + [1_000])
            await db.close()
        }
    }

    private func write(_ id: Int64, to db: any Database) async throws {
        _ = try await db.write { db in
            try db.run(
                "INSERT INTO item (id, data) VALUES ($1, $2)",
                [.integer(id), .blob(Array(repeating: UInt8(truncatingIfNeeded: id), count: 50_000))]
            )
        }
    }

    private func fill(_ path: String, byteCount: Int) throws {
        let file = try #require(fopen(path, "w"))
        let bytes = [UInt8](repeating: 1, count: byteCount)
        #expect(fwrite(bytes, 1, byteCount, file) == byteCount)
        fclose(file)
    }
}

/// A disk of few megabytes, in memory.
enum SmallDisk {
    static let isPossible: Bool = {
        if geteuid() != 0 { return false }
        var template = Array("/tmp/instructors-mount-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return false }
        defer { rmdir(template) }
        guard mount("tmpfs", template, "tmpfs", 0, "size=1m") == 0 else { return false }
        return umount(template) == 0
    }()

    static func with(megabytes: Int, _ body: (String) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let isMounted = mount("tmpfs", folder, "tmpfs", 0, "size=\(megabytes)m") == 0
            try #require(isMounted)
            defer { umount2(folder, Int32(MNT_DETACH)) }
            try await body(folder)
        }
    }
}
