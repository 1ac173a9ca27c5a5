internal import Foundation
internal import Synchronization

/// The installation's root keys: the one in force, `root.key`, and those that backups still need,
/// `root.key.<fingerprint>`.
package final class RootKeys: Sendable {
    package let path: String
    private let state: Mutex<State>

    private struct State {
        var current: RootKeyFile
        /// Of a rotation that is under way: rows may be wrapped by it before this process knows.
        var next: RootKeyFile?
        var isRotating = false
    }

    package init(path: String, current: RootKeyFile) {
        self.path = path
        state = Mutex(State(current: current))
    }

    /// What new keys are wrapped by.
    package var current: RootKeyFile { state.withLock { $0.current } }

    /// The root of that fingerprint: the one in force; the file's, where it was replaced meanwhile (another node has
    /// rotated, and the operator has brought the new key here); or an old one that was kept.
    /// - Throws: `Failure.unavailable` where there is none.
    package func key(_ fingerprint: [UInt8]) throws -> RootKeyFile {
        let known = state.withLock { [$0.current, $0.next] }.compactMap(\.self)
        if let key = known.first(where: { $0.fingerprint == fingerprint }) { return key }
        if let replaced = try RootKeyFile.existing(path), replaced.fingerprint == fingerprint {
            state.withLock { $0.current = replaced }
            return replaced
        }
        if let old = try RootKeyFile.existing(RootFiles.old(path, fingerprint)), old.fingerprint == fingerprint {
            return old
        }
        throw Failure(
            .unavailable,
            "These keys belong to another root key (\(RootFiles.name(fingerprint))); put it beside \(path) as "
                + "\(RootFiles.old(path, fingerprint)).")
    }

    func expect(_ key: RootKeyFile) { state.withLock { $0.next = key } }

    func take(_ key: RootKeyFile) {
        state.withLock { state in
            state.current = key
            state.next = nil
        }
    }

    /// - Returns: false where a rotation is under way already.
    func beginRotation() -> Bool {
        state.withLock { state in
            defer { state.isRotating = true }
            return !state.isRotating
        }
    }

    func endRotation() { state.withLock { $0.isRotating = false } }
}

/// The files that root keys lie in, and how one takes the place of another.
///
/// A rotation writes `root.key.next`, then wraps all keys anew in one transaction, then renames. Whatever it was stopped
/// by, the key store says which key is in force: `settle` goes on from there.
enum RootFiles {
    static func next(_ path: String) -> String { path + ".next" }

    static func old(_ path: String, _ fingerprint: [UInt8]) -> String { path + "." + name(fingerprint) }

    static func name(_ fingerprint: [UInt8]) -> String {
        String(decoding: encodeHexadecimal(fingerprint), as: UTF8.self)
    }

    /// Finishes or undoes a rotation that was cut off.
    /// - Parameter used: the fingerprints of all roots that the key store's rows are wrapped by.
    static func settle(_ path: String, used: [[UInt8]]) throws {
        guard access(next(path), F_OK) == 0 else { return }
        let isCurrentUsed = try RootKeyFile.existing(path).map { used.contains($0.fingerprint) } ?? false
        // It is complete before a row is wrapped by it: what cannot be read was never used.
        if let key = try? RootKeyFile.existing(next(path)), used.contains(key.fingerprint) {
            guard !isCurrentUsed else {
                throw Failure(
                    .unavailable,
                    "Some keys are wrapped by \(path) and some by \(next(path)); restore the key store from its backup."
                )
            }
            return try promote(path)
        }
        guard isCurrentUsed || used.isEmpty else { return }
        unlink(next(path))
        Disk.sync(folderOf: path)
    }

    /// Puts `root.key.next` in the place of `root.key`, which stays under its fingerprint.
    static func promote(_ path: String) throws {
        guard let current = try RootKeyFile.existing(path) else {
            throw Failure(.unavailable, "The root key \(path) is missing; restore it from its backup.")
        }
        // There already where it was cut off here before.
        let isKept = link(path, old(path, current.fingerprint)) == 0 || errno == EEXIST
        guard isKept, rename(next(path), path) == 0, Disk.sync(folderOf: path) else {
            throw Failure(
                .unavailable,
                "The new root key is in force, but \(next(path)) could not be renamed to \(path); "
                    + "check the folder's permissions, then start again: it is finished then.")
        }
    }

    /// The old roots that lie beside `path`.
    static func kept(_ path: String) throws -> [(path: String, fingerprint: [UInt8])] {
        let folder = Disk.folder(of: path)
        let prefix = String(path.dropFirst(folder == "." ? 0 : folder.utf8.count + 1)) + "."
        return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { name in
            guard name.utf8.starts(with: prefix.utf8),
                let fingerprint = decodeHexadecimal(Array(name.utf8.dropFirst(prefix.utf8.count))),
                fingerprint.count == 8
            else { return nil }
            return (path + name.dropFirst(prefix.count - 1), fingerprint)
        }
    }
}
