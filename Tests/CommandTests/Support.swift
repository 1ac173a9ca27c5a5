import Domain
import Foundation
import Synchronization

@testable import instructors

/// Keeps what a command writes.
final class CapturedOutput: CommandOutput {
    private let written = Mutex<(output: [UInt8], error: [UInt8])>(([], []))

    func write(_ bytes: [UInt8], to stream: instructors.OutputStream) {
        written.withLock { written in
            if stream == .standardOutput { written.output += bytes } else { written.error += bytes }
        }
    }

    var output: String { String(decoding: written.withLock { $0.output }, as: UTF8.self) }
    var error: String { String(decoding: written.withLock { $0.error }, as: UTF8.self) }
}

/// A folder that goes with the test.
final class Scratch: Sendable {
    let path: String

    init() throws {
        // Short, since sockets lie in it.
        path = "/tmp/iic-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch { print("\(path) is left over") }
    }

    var data: String { path + "/data" }
    var environment: [String: String] { ["XDG_RUNTIME_DIR": path, "INSTRUCTORS_DATA": data] }

    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    /// Runs a command as the program would.
    func run(_ arguments: String...) async -> (status: ExitStatus, output: String, error: String) {
        await run(arguments)
    }

    /// - Parameter more: variables beside the scratch folder's own.
    func run(
        _ arguments: [String], with more: [String: String] = [:]
    ) async -> (status: ExitStatus, output: String, error: String) {
        let captured = CapturedOutput()
        let environment = environment.merging(more) { _, new in new }
        let status = await Invocation(arguments: arguments, environment: environment, output: captured).run()
        return (status, captured.output, captured.error)
    }

    func createHavn() async -> (status: ExitStatus, output: String, error: String) {
        await run(
            "organization", "create", "havn", "--name", "Havn", "--domain", "havn.example", "--admin",
            "freja@havn.example")
    }
}

extension String {
    var lineCount: Int { utf8.count { $0 == UInt8(ascii: "\n") } }
}
