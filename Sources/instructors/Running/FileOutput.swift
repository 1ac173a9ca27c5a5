import Domain
import Foundation

/// Puts what a command prints into a file instead: in the process that was called, also where a server runs the command.
final class FileOutput: CommandOutput {
    private let descriptor: Int32
    private let errors: any CommandOutput

    /// - Parameter errors: takes what goes to standard error.
    /// - Throws: `Failure` where the file cannot be written.
    init(_ path: String, errors: any CommandOutput) throws(Failure) {
        // What a report says is nobody else's business.
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                .unavailable, "\(Complaint.oneLine(path)) cannot be written; check its folder and its permissions.")
        }
        self.errors = errors
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8], to stream: OutputStream) {
        switch stream {
        case .standardOutput: Descriptor.write(bytes, to: descriptor)
        case .standardError: errors.write(bytes, to: stream)
        }
    }
}
