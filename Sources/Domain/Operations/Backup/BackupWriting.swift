internal import Foundation
internal import Storage

/// Writes a copy's frames into an encrypted file, and counts and hashes them by table.
struct BackupWriting: CopySink {
    private let file: BackupFile
    private let open: OpenFile
    private var number: UInt64 = 0
    private(set) var bytes: Int64 = 0
    private(set) var digest = CopyDigest()

    /// Begins the file anew where it is there: a copy may have to be read again.
    init(_ file: BackupFile) throws {
        guard let open = OpenFile(file.path, O_WRONLY | O_CREAT | O_TRUNC) else {
            throw Failure(
                .unavailable, "The backup's file \(file.path) cannot be made; check the folder's permissions.")
        }
        self.file = file
        self.open = open
    }

    mutating func take(_ frame: CopyFrame) throws {
        digest.add(frame)
        try append(frame.bytes)
    }

    mutating func append(_ plain: [UInt8], isLast: Bool = false) throws {
        guard plain.count <= CopyFrame.bytesMax else {
            throw Failure(.limit(retryAfter: nil), "A row is too large for a backup.", detail: file.name)
        }
        let chunk = try file.seal(plain, number: number, isLast: isLast)
        number += 1
        bytes += Int64(chunk.count)
        guard Disk.write(chunk, to: open.descriptor) else { throw unwritable }
    }

    /// Ends the file; it is on the disk when this returns.
    mutating func finish() throws {
        try append([], isLast: true)
        guard fsync(open.descriptor) == 0 else { throw unwritable }
    }

    private var unwritable: Failure {
        Failure(
            .unavailable,
            errno == ENOSPC
                ? "The backup's disk is full; nothing of this backup was kept. Make room, then begin again."
                : "The backup's file \(file.path) cannot be written; check the disk, then begin again.")
    }
}
