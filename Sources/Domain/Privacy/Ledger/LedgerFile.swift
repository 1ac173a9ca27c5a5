internal import Foundation

/// The ledger's file, opened and locked: by this for reading, or against all other nodes for writing.
/// The lock ends with the last copy of this.
struct LedgerFile {
    private let file: OpenFile
    private let path: String

    enum Access {
        case reading
        case writing
    }

    /// Opens the file; for writing it is made, with its folder, where it is not there.
    /// - Returns: nil where it is read and is not there.
    /// - Throws: `Failure.unavailable`.
    init?(_ path: String, for access: Access) throws {
        self.path = path
        let flags = access == .writing ? O_RDWR | O_CREAT | O_APPEND : O_RDONLY
        if access == .writing { try Folder.make(Disk.folder(of: path)) }
        guard let file = OpenFile(path, flags) else {
            if access == .reading, errno == ENOENT { return nil }
            throw Failure(
                .unavailable,
                "The erasure ledger \(path) cannot be opened; check the path (setting ‘ledger’) and its permissions.")
        }
        self.file = file
        while flock(file.descriptor, access == .writing ? LOCK_EX : LOCK_SH) != 0 {
            if errno == EINTR { continue }
            throw Failure(.unavailable, "The erasure ledger \(path) cannot be locked; put it on a disk that can lock.")
        }
    }

    private var descriptor: Int32 { file.descriptor }

    func size() throws -> Int64 {
        let end = lseek(descriptor, 0, SEEK_END)
        guard end >= 0 else { throw unreadable }
        return Int64(end)
    }

    /// Everything from `offset` to the end.
    func contents(from offset: Int64) throws -> [UInt8] {
        let count = try size() - offset
        guard count >= 0, lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset),
            let bytes = Disk.read(Int(count), from: descriptor), bytes.count == Int(count)
        else { throw unreadable }
        return bytes
    }

    /// Cuts off what follows `offset`: a line that a crash has torn, or that could not be written whole.
    func cut(at offset: Int64) throws {
        guard ftruncate(descriptor, off_t(offset)) == 0, fsync(descriptor) == 0 else { throw unwritable }
    }

    /// Adds bytes at the end; they are on the disk when this returns, or none of them is there.
    func append(_ bytes: [UInt8]) throws {
        let end = try size()
        guard Disk.write(bytes, to: descriptor), fsync(descriptor) == 0 else {
            let failure = unwritable
            _ = ftruncate(descriptor, off_t(end))
            throw failure
        }
        if end == 0 { Disk.sync(folderOf: path) }
    }

    private var unreadable: Failure {
        Failure(.unavailable, "The erasure ledger \(path) cannot be read; check the disk.")
    }

    private var unwritable: Failure {
        Failure(
            .unavailable,
            errno == ENOSPC
                ? "The erasure ledger's disk is full (\(path)); nothing was erased. Make room, then it goes on by itself."
                : "The erasure ledger \(path) cannot be written; nothing was erased. Check the disk.")
    }
}
