internal import Foundation

/// Where backups lie: each in a folder of its own, `<stamp>-<id>`, with its parts apart, so that data and keys can be
/// taken to different places.
enum BackupFolder {
    /// `20261124T124212Z-<id>`
    static func name(_ id: UUIDValue, at instant: Int64) -> String {
        let time = CivilTime(instant)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return
            "\(time.year)\(two(time.month))\(two(time.day))T\(two(time.hour))\(two(time.minute))\(two(time.second))Z-\(id)"
    }

    /// While it is written, so that half a backup is never taken for one.
    static func draft(_ path: String) -> String { path + ".partial" }

    static func make(_ path: String) throws {
        for folder in [path, path + "/data", path + "/keys"] { try Folder.make(folder) }
    }

    /// The backup in `path` itself, or the newest of those that lie in it.
    /// - Throws: `Failure.notFound`.
    static func newest(in path: String) throws -> (folder: String, header: BackupHeader) {
        if let header = try BackupHeader(in: path) { return (path, header) }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted().reversed()
        for name in names {
            let folder = path + "/" + name
            let isDraft = name.utf8.suffix(8).elementsEqual(".partial".utf8)
            if !isDraft, let header = try BackupHeader(in: folder) { return (folder, header) }
        }
        throw Failure.notFound("There is no backup in \(path); give the folder that 'instructors backup' wrote to.")
    }

    /// What a backup takes on its disk.
    static func bytes(of manifest: BackupManifest, in folder: String) -> Int64 {
        (manifest.databases.map(\.name) + ["manifest", BackupHeader.file]).reduce(0) { sum, name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            return sum + ((attributes?[.size] as? NSNumber)?.int64Value ?? 0)
        }
    }

    /// Removes the backup `id` from its folder; nothing else is touched.
    /// - Returns: whether it is gone: not where its disk is not there now.
    static func remove(_ id: UUIDValue, at path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: Disk.folder(of: path)) else { return false }
        guard FileManager.default.fileExists(atPath: path) else { return true }
        guard let header = try? BackupHeader(in: path), header.id == id else { return false }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            return false
        }
        return Disk.sync(folderOf: path)
    }
}
