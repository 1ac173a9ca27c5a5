import Domain
import Foundation

/// The exclusive lock on a data folder: whoever has it may open the databases. It ends with the process at the latest.
///
/// On PostgreSQL, too: there the folder holds the root key, and each server has a folder of its own.
final class DataLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// - Parameter folder: it exists.
    /// - Returns: nil where another process has the lock.
    /// - Throws: `Failure` where the folder cannot be written.
    static func take(_ folder: String) throws(Failure) -> DataLock? {
        let descriptor = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                .unavailable,
                "The data folder \(Complaint.oneLine(folder)) cannot be written; check its owner and permissions.")
        }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let isHeld = errno == EWOULDBLOCK
            close(descriptor)
            if isHeld { return nil }
            throw Failure(
                .unavailable,
                "The data folder \(Complaint.oneLine(folder)) cannot be locked; put it on a disk of this machine."
            )
        }
        // For people who look into the file; the lock itself is the system's.
        ftruncate(descriptor, 0)
        Descriptor.write(Array("\(getpid())\n".utf8), to: descriptor)
        return DataLock(descriptor: descriptor)
    }

    /// The process that has the lock, as it wrote itself down.
    static func holder(_ folder: String) -> Int32? {
        let descriptor = open(folder + "/lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let digits = Descriptor.read(16, from: descriptor)?.prefix { $0 != UInt8(ascii: "\n") } ?? []
        return Int32(String(decoding: digits, as: UTF8.self))
    }
}
