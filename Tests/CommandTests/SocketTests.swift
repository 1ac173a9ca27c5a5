import Dispatch
import Domain
import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import instructors

@Suite("The local socket")
struct SocketTests {
    @Test(
        "Arguments come over as they are",
        arguments: [[], [""], ["organization", "list", "--data", "Ø \u{301}\n\"", ""]])
    func arguments(arguments: [String]) throws {
        let received = try Frame(arguments: arguments).arguments()
        #expect(received.map { Array($0.utf8) } == arguments.map { Array($0.utf8) })
    }

    @Test(
        "Malformed frames are refused",
        arguments: [[], [1], [99, 0, 0, 0, 0], [2, 0xFF, 0xFF, 0xFF, 0xFF], [2, 0, 0x10, 0, 1], [1, 0, 0, 0, 0, 0]]
            as [[UInt8]])
    func malformedHeads(bytes: [UInt8]) {
        #expect(throws: Frame.Malformed.self) { try Frame.head(bytes) }
    }

    @Test(
        "Malformed arguments are refused",
        arguments: [[], [2], [1, 0], [1, 0, 0, 0, 9, 65], [1, 0, 0, 0, 1, 0xFF], [1, 0xFF, 0xFF, 0xFF, 0xFF]]
            as [[UInt8]])
    func malformedArguments(payload: [UInt8]) {
        #expect(throws: Frame.Malformed.self) { try Frame(.arguments, payload).arguments() }
    }

    @Test("What is printed is cut into frames of bounded size")
    func cutting() {
        let bytes = [UInt8](repeating: 7, count: Frame.bytesMax * 2 + 1)
        let frames = Frame.printed(bytes, to: .standardError)
        #expect(frames.map(\.payload.count) == [Frame.bytesMax, Frame.bytesMax, 1])
        #expect(frames.allSatisfy { $0.kind == .standardError })
    }

    @Test("Output, a file read piece by piece, and the exit status go over a pair of sockets")
    func roundTrip() async throws {
        let scratch = try Scratch()
        let content = String(repeating: "abcdefgh", count: 40_000)
        let file = try InputFile(try scratch.write(content, to: "file"))
        var ends: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let output = CapturedOutput()
        let (mine, theirs) = (ends[0], ends[1])
        async let status: Result<Int32, any Error> = withCheckedContinuation { done in
            DispatchQueue.global().async {
                done.resume(
                    returning: Result {
                        try SocketClient(descriptor: theirs).run(["x", "y"], input: file, output: output)
                    })
            }
        }
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .withConnectedSocket(mine) { channel in
                channel.eventLoop.makeCompletedFuture { try CommandConnection(channel) }
            }
        #expect(try await connection.next()?.arguments() == ["x", "y"])
        connection.print("before")
        var received: [UInt8] = []
        for try await chunk in connection.input { received += chunk }
        connection.complain("after")
        await connection.end(.badUsage)
        #expect(try await status.get() == 2)
        #expect(received == Array(content.utf8))
        #expect(output.output == "before\n" && output.error == "instructors: after\n")
    }

    @Test("Commands go through the server that holds the data, and are refused once it is gone")
    func throughServer() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let file = try scratch.write("Email,Display name\nkaj@havn.example,Kaj\n", to: "staff.csv")
        let lock = try #require(try DataLock.take(scratch.data))
        let log = Logger(label: "instructors") { _ in SwiftLogNoOpLogHandler() }
        let platform = try await Platform.open(StoragePlace(folder: scratch.data), log: log)
        let path = try SocketPath.forData(scratch.data, environment: scratch.environment)
        // What a process that was killed leaves behind is replaced.
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let socket = CommandSocket(path: path, platform: platform, baseURL: "http://server:1", log: log)
        let group = ServiceGroup(services: [socket], logger: log)
        async let served: Void = group.run()
        let link = await scratch.run("sign-in-link", "havn", "freja@havn.example")
        #expect(link.status == .done && link.output.hasPrefix("http://server:1/o/havn/sign-in/"))
        let imported = await scratch.run("directory", "import", "havn", file)
        #expect(imported.status == .done && imported.output.contains("joiners    1"))
        let kept = try scratch.write(await scratch.run("evidence", "checkpoint", "havn").output, to: "kept.txt")
        let bundle = scratch.path + "/havn.bundle"
        #expect(await scratch.run("evidence", "export", "havn", bundle).status == .done)
        #expect(await scratch.run("evidence", "verify", bundle, "--checkpoint", kept).status == .done)
        #expect(await scratch.run("evidence", "verify", "havn", "--checkpoint", kept).status == .done)
        let refused = await scratch.run("organization", "show", "nobody")
        #expect(refused.status == .failed && refused.error.lineCount == 1)
        let wrong = await scratch.run(
            "organization", "create", "X", "--name", "N", "--domain", "n.example", "--admin", "a@n.example")
        #expect(wrong.status == .badUsage)
        #expect(try mode(of: path) == 0o600)
        await group.triggerGracefulShutdown()
        try await served
        #expect(!FileManager.default.fileExists(atPath: path))
        await platform.close()
        withExtendedLifetime(lock) {}
    }

    @Test("Only one process at a time has a data folder, and the next one knows who")
    func lock() throws {
        let scratch = try Scratch()
        let first = try #require(try DataLock.take(scratch.path))
        #expect(try DataLock.take(scratch.path) == nil)
        #expect(DataLock.holder(scratch.path) == getpid())
        withExtendedLifetime(first) {}
    }

    @Test("The lock ends with its holder")
    func lockEnds() throws {
        let scratch = try Scratch()
        do { _ = try #require(try DataLock.take(scratch.path)) }
        #expect(try DataLock.take(scratch.path) != nil)
    }

    @Test("The socket's path is short, one for each data folder, and in a folder of this user alone")
    func paths() throws {
        let scratch = try Scratch()
        let environment = ["XDG_RUNTIME_DIR": scratch.path]
        let first = try SocketPath.forData(scratch.path, environment: environment)
        let second = try SocketPath.forData("/", environment: environment)
        #expect(first != second && first.hasPrefix(scratch.path) && first.utf8.count <= SocketPath.bytesMax)
        #expect(try SocketPath.forData(scratch.path + "/.", environment: environment) == first)
        let long = "/tmp/" + String(repeating: "x", count: 90)
        #expect(try SocketPath.forData("/", environment: ["XDG_RUNTIME_DIR": long]).utf8.count <= SocketPath.bytesMax)
        #expect(try SocketPath.forData("/", environment: ["XDG_RUNTIME_DIR": "/tmp"]).hasPrefix("/tmp/instructors-"))
    }

    private func mode(of path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
}
