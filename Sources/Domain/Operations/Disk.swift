internal import Dispatch
internal import Foundation

/// Plain files whose content counts only once it is on the disk: keys, the ledger, backups.
enum Disk {
    /// Writes all of it, despite signals.
    /// - Returns: false where the medium is full or fails; `errno` says which.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var place = 0
            while place < buffer.count {
                let count = Foundation.write(descriptor, buffer.baseAddress?.advanced(by: place), buffer.count - place)
                if count > 0 { place += count } else if count == 0 || errno != EINTR { return false }
            }
            return true
        }
    }

    /// Reads until there are `count` bytes.
    /// - Returns: fewer at the end of the file; nil where it cannot be read.
    static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Foundation.read(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled)
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    break
                } else if errno != EINTR {
                    isWhole = false
                    break
                }
            }
        }
        return isWhole ? bytes : nil
    }

    /// A whole small file, or nil where it is not there, is no plain file, or is larger than `max`.
    static func contents(of path: String, max: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let bytes = read(max + 1, from: descriptor), bytes.count <= max else { return nil }
        return bytes
    }

    /// Puts a small file in place at once, readable by this user alone: afterwards it is the old one or the new one.
    /// - Returns: false where it could not be written; then the old one is there.
    static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
        // Of its own: another node may be writing the same file.
        let draft = "\(path).\(UUIDValue.random()).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        let isWritten = write(bytes, to: descriptor) && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(draft, path) == 0 else {
            unlink(draft)
            return false
        }
        return sync(folderOf: path)
    }

    /// Runs what waits for the disk apart from the threads that run tasks.
    static func queued<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: body)) }
        }
    }

    private static let queue = DispatchQueue(label: "instructors.disk", attributes: .concurrent)

    /// Makes the names in a folder durable, after a file was made, renamed or removed there.
    @discardableResult
    static func sync(folder: String) -> Bool {
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    @discardableResult
    static func sync(folderOf path: String) -> Bool { sync(folder: folder(of: path)) }

    /// The part before the last slash; `.` where there is none.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// A descriptor that is closed with its last owner.
final class OpenFile: Sendable {
    let descriptor: Int32

    init?(_ path: String, _ flags: Int32) {
        descriptor = open(path, flags | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if descriptor < 0 { return nil }
    }

    /// Runs also where the file could not be opened: `errno` stays what it was.
    deinit { if descriptor >= 0 { close(descriptor) } }
}
