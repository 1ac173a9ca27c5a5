import Foundation
import Testing

@testable import instructors

/// The program itself, as another process.
@Suite("serve", .serialized, .timeLimit(.minutes(2)))
struct ServeTests {
    @Test("It says where it listens, takes commands through its socket, and ends with 0 when told to stop")
    func life() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let server = try Program(["serve", "--port", "0"], environment: scratch.environment)
        let line = try #require(server.firstLine())
        #expect(line.hasPrefix("Listening on http://127.0.0.1:"))
        let base = String(line.dropFirst("Listening on ".count))
        let link = await scratch.run("sign-in-link", "havn", "freja@havn.example")
        #expect(link.status == .done && link.output.hasPrefix("\(base)/o/havn/sign-in/"))
        let second = try Program(["serve", "--port", "0"], environment: scratch.environment)
        #expect(second.end() == 1)
        #expect(second.errors.hasPrefix("instructors: The data in ") && second.errors.lineCount == 1)
        server.stop()
        #expect(server.end() == 0)
        #expect(await scratch.run("organization", "list").status == .done)
    }

    @Test("A port that is in use is said in one line")
    func portInUse() async throws {
        let (one, other) = (try Scratch(), try Scratch())
        let server = try Program(["serve", "--port", "0"], environment: one.environment)
        let port = try #require(server.firstLine()?.split(separator: ":").last)
        let second = try Program(["serve", "--port", "\(port)"], environment: other.environment)
        #expect(second.end() == 1)
        #expect(second.errors.hasPrefix("instructors: Port \(port) is in use;"))
        server.stop()
        #expect(server.end() == 0)
    }

    @Test("Killed in the middle, it leaves a folder that the next start takes over")
    func killed() async throws {
        let scratch = try Scratch()
        let server = try Program(["serve", "--port", "0"], environment: scratch.environment)
        _ = try #require(server.firstLine())
        server.kill()
        #expect(server.end() != 0)
        #expect(await scratch.createHavn().status == .done)
        let next = try Program(["serve", "--port", "0"], environment: scratch.environment)
        _ = try #require(next.firstLine())
        #expect(await scratch.run("organization", "show", "havn").status == .done)
        next.stop()
        #expect(next.end() == 0)
    }
}

/// The built program, run beside the tests.
private final class Program {
    private let process = Process()
    private let output = Pipe()
    private let error = Pipe()

    init(_ arguments: [String], environment: [String: String]) throws {
        // The test bundle and the program are built into one folder.
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        process.executableURL = folder.appendingPathComponent("instructors")
        process.arguments = arguments
        process.environment = environment
        process.standardOutput = output
        process.standardError = error
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit { if process.isRunning { kill() } }

    /// Waits for a whole line on standard output; nil where it ends before.
    func firstLine() -> String? {
        var line: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first {
            if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }

    func stop() { process.terminate() }

    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    /// Waits for the end.
    func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// All of standard error, once it has ended.
    private(set) lazy var errors = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
}
