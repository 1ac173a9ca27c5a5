internal import Foundation

/// A file in the data folder that says: a restore has begun here and is not finished. Until then nothing is served, since
/// people whom the ledger says were erased might be among what came back.
struct RestoreMark: Sendable, Equatable {
    let backup: UUIDValue
    /// nil where the whole installation is restored.
    let organization: UUIDValue?

    private static func path(_ folder: String) -> String { folder + "/restore.pending" }

    init(backup: UUIDValue, organization: UUIDValue?) {
        self.backup = backup
        self.organization = organization
    }

    /// The mark in a data folder; nil where there is none.
    init?(in folder: String) throws {
        let path = Self.path(folder)
        guard access(path, F_OK) == 0 else { return nil }
        let lines = (Disk.contents(of: path, max: 256) ?? []).split(separator: UInt8(ascii: "\n"))
        let ids = lines.map { UUIDValue(String(decoding: $0, as: UTF8.self)) }
        guard let first = ids.first, let backup = first, ids.count <= 2 else {
            throw Failure(.unavailable, "\(path) cannot be read: restore into an empty data folder.")
        }
        self.init(backup: backup, organization: ids.count == 2 ? ids[1] : nil)
    }

    func put(in folder: String) throws {
        let lines = [backup, organization].compactMap(\.self).map { "\($0)\n" }.joined()
        guard Disk.replace(Self.path(folder), with: Array(lines.utf8)) else {
            throw Failure(
                .unavailable, "The data folder \(folder) cannot be written; check its permissions and the disk.")
        }
    }

    static func remove(from folder: String) throws {
        guard unlink(path(folder)) == 0 || errno == ENOENT, Disk.sync(folder: folder) else {
            throw Failure(
                .unavailable, "\(path(folder)) cannot be removed; remove it by hand: the restore is finished.")
        }
    }

    /// - Throws: `Failure.unavailable` that says what to do, where a restore is not finished.
    static func requireNone(in folder: String) throws {
        guard access(path(folder), F_OK) == 0 else { return }
        throw Failure(
            .unavailable,
            "A restore into \(folder) is not finished, so nothing is served from it; run the same 'instructors restore' "
                + "again, to its end.")
    }
}
