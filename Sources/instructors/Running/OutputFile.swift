import Domain
import Foundation
import Synchronization

/// A file that takes a command's standard output. It appears under its name once it is whole.
final class OutputFile: CommandOutput {
    private let path: String
    private let descriptor: Int32
    private let beside: any CommandOutput
    private let state = Mutex(State())

    private struct State {
        var isWhole = true
        var hasContent = false
        var isFinished = false
    }

    /// - Parameter beside: takes what goes to standard error.
    /// - Throws: `Failure` where it cannot be made.
    init(_ path: String, beside: any CommandOutput) throws(Failure) {
        self.path = path
        self.beside = beside
        descriptor = open(
            Self.unfinished(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                .unavailable,
                "The file \(Complaint.oneLine(path)) cannot be written; check its folder and the permissions.")
        }
    }

    deinit {
        close(descriptor)
        if !state.withLock({ $0.isFinished }) { unlink(Self.unfinished(path)) }
    }

    func write(_ bytes: [UInt8], to stream: OutputStream) {
        guard stream == .standardOutput else { return beside.write(bytes, to: stream) }
        state.withLock { state in
            if !Descriptor.write(bytes, to: descriptor) { state.isWhole = false }
            state.hasContent = true
        }
    }

    var hasContent: Bool { state.withLock { $0.hasContent } }

    /// Puts the file in its place, over one that was there.
    /// - Throws: `Failure` where not all of it could be written; then nothing is there.
    func finish() throws(Failure) {
        let isFinished = state.withLock { state in
            state.isFinished =
                state.isWhole && fsync(descriptor) == 0 && rename(Self.unfinished(path), path) == 0
            return state.isFinished
        }
        guard isFinished else {
            throw Failure(
                .unavailable,
                "The file \(Complaint.oneLine(path)) could not be written to its end; make room on the disk, then retry."
            )
        }
    }

    private static func unfinished(_ path: String) -> String { path + ".unfinished" }
}
