internal import Foundation
internal import Storage

/// Reads an encrypted file from its first chunk to its last.
struct BackupReading: CopySource {
    private let file: BackupFile
    private let open: OpenFile
    private var number: UInt64 = 0
    private var isAtEnd = false

    /// - Throws: `Failure.unavailable` where it is missing.
    init(_ file: BackupFile) throws {
        guard let open = OpenFile(file.path, O_RDONLY) else {
            throw Failure(
                .unavailable, "The backup's file \(file.path) is missing or cannot be read; bring the whole backup.")
        }
        self.file = file
        self.open = open
    }

    mutating func next() throws -> CopyFrame? {
        guard let bytes = try nextBytes() else { return nil }
        do { return try CopyFrame(bytes: bytes) } catch { throw file.damaged }
    }

    /// The next chunk; nil after the last one, which has to be the file's end.
    mutating func nextBytes() throws -> [UInt8]? {
        if isAtEnd { return nil }
        let head = try read(BackupFile.headBytes)
        let length = head[1...].reduce(0) { $0 << 8 | Int($1) }
        guard head[0] <= 1, length <= CopyFrame.bytesMax else { throw file.damaged }
        let plain = try file.open(try read(length + BackupFile.tagBytes), head: head, number: number)
        number += 1
        guard head[0] == 1 else { return plain }
        isAtEnd = true
        guard plain.isEmpty, Disk.read(1, from: open.descriptor) == [] else { throw file.damaged }
        return nil
    }

    private func read(_ count: Int) throws -> [UInt8] {
        guard let bytes = Disk.read(count, from: open.descriptor), bytes.count == count else { throw file.damaged }
        return bytes
    }
}
