import Dispatch
import Domain
import Foundation

/// A file that a command reads, or standard input, in chunks.
final class InputFile: Sendable {
    static let chunkBytes = 65_536

    private let descriptor: Int32
    private let isOwn: Bool
    /// Reading blocks, so it has a thread of its own.
    private let queue = DispatchQueue(label: "instructors.input")

    /// - Parameter path: `-` is standard input.
    /// - Throws: `Failure` that says why it cannot be opened.
    init(_ path: String) throws(Failure) {
        guard path != "-" else {
            (descriptor, isOwn) = (STDIN_FILENO, false)
            return
        }
        let name = Complaint.oneLine(path)
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else {
            let reason = errno == ENOENT ? "does not exist" : errno == EACCES ? "may not be read" : "cannot be opened"
            throw .notFound("The file \(name) \(reason); check the path and its permissions.")
        }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(opened)
            throw .invalid("file", "\(name) is a folder; give a file.")
        }
        (descriptor, isOwn) = (opened, true)
    }

    deinit { if isOwn { close(descriptor) } }

    /// The next bytes, on the calling thread; none at the end.
    func read() throws(Failure) -> [UInt8] {
        guard let bytes = Descriptor.read(Self.chunkBytes, from: descriptor) else {
            throw Failure(
                .unavailable, "The file cannot be read to its end; nothing was changed. Check the disk, then retry.")
        }
        return bytes
    }

    var input: CommandInput {
        CommandInput {
            try await withCheckedThrowingContinuation { continuation in
                self.queue.async {
                    continuation.resume(
                        with: Result<[UInt8]?, any Error> {
                            let bytes = try self.read()
                            return bytes.isEmpty ? nil : bytes
                        })
                }
            }
        }
    }
}
