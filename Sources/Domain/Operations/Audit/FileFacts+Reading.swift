internal import Foundation

/// What the file system and the kernel say. Nothing is opened but what the kernel makes up.
extension FileFacts {
    init(folder: String, settings: AuditedSettings?) {
        self.folder = folder
        rootKey = Place(folder + "/root.key")
        data = Place(folder)
        let names = Self.databaseFiles(in: folder)
        files = names?.count
        openFiles = names.map { $0.filter { Place($0).map { !$0.isPrivate } ?? false }.count }
        if let settings {
            let known = settings.secretFiles.compactMap { path in Place(path).map { (path, $0) } }
            secrets = known.count
            openSecrets = known.filter { $0.1.mode & 0o077 != 0 }.map { Self.lastPart(of: $0.0) }
            ledger = settings.ledger.flatMap { Place($0) }
        }
        var room = statvfs()
        if statvfs(folder, &room) == 0, room.f_blocks > 0 {
            freePercent = Int(UInt64(room.f_bavail) * 100 / UInt64(room.f_blocks))
            freeBytes = Int64(clamping: UInt64(room.f_bavail) &* UInt64(room.f_frsize))
        }
    }

    /// Databases with their WAL and shared memory; nil where the folder cannot be listed.
    private static func databaseFiles(in folder: String) -> [String]? {
        guard let here = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        let customers = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/customers")) ?? []
        let endings = [".sqlite", ".sqlite-wal", ".sqlite-shm"]
        return (here.map { "\(folder)/\($0)" } + customers.map { "\(folder)/customers/\($0)" })
            .filter { path in endings.contains { path.utf8.reversed().starts(with: $0.utf8.reversed()) } }
    }

    private static func lastPart(of path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? path
    }
}

extension FileFacts.Place {
    /// nil where nothing is there. Links are followed: what they lead to counts.
    init?(_ path: String) {
        let real = URL(filePath: path).resolvingSymlinksInPath().path
        guard let found = try? FileManager.default.attributesOfItem(atPath: real),
            let mode = found[.posixPermissions] as? Int, let device = found[.systemNumber] as? Int,
            let changed = found[.modificationDate] as? Date
        else { return nil }
        self.mode = UInt32(truncatingIfNeeded: mode)
        self.device = UInt64(truncatingIfNeeded: device)
        changedAt = Int64(changed.timeIntervalSince1970 * 1_000)
    }
}

extension ProcessFacts {
    static var present: ProcessFacts {
        var facts = ProcessFacts()
        facts.isRoot = geteuid() == 0
        facts.openFilesMax = limit(RLIMIT_NOFILE)
        facts.dumpsCore = limit(RLIMIT_CORE).map { $0 > 0 }
        if let bytes = FileManager.default.contents(atPath: "/proc/sys/kernel/yama/ptrace_scope") {
            let digits = String(decoding: bytes.prefix(8), as: UTF8.self).filter { $0.isASCII && $0.isNumber }
            facts.ptraceScope = Int(digits)
        }
        return facts
    }

    private static func limit(_ resource: __rlimit_resource) -> UInt64? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return nil }
        return UInt64(limit.rlim_cur)
    }
}
