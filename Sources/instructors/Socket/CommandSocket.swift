import ArgumentParser
import Domain
import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The server's side of the talk: runs commands that come over the local socket, on the data that this process holds.
struct CommandSocket: Service {
    let path: String
    let platform: Platform
    let baseURL: String
    let log: Logger

    /// Commands that run at the same time.
    private static let commandsMax = 16

    func run() async throws {
        // Only the holder of the lock comes here: a socket that is left over is of a process that has ended.
        unlink(path)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture { try CommandConnection(channel) }
            }
        chmod(path, 0o600)
        defer { unlink(path) }
        try await withGracefulShutdownHandler {
            try await listener.executeThenClose { connections in
                await withTaskGroup(of: Void.self) { group in
                    await accept(connections, into: &group)
                }
            }
        } onGracefulShutdown: {
            // No new commands; those that run come to their end.
            listener.channel.close(promise: nil)
        }
    }

    /// Takes commands as they come, so many at a time; the others wait for their turn.
    private func accept(
        _ connections: NIOAsyncChannelInboundStream<CommandConnection>, into group: inout TaskGroup<Void>
    ) async {
        var running = 0
        do {
            for try await connection in connections {
                if running == Self.commandsMax {
                    await group.next()
                    running -= 1
                }
                group.addTask { await serve(connection) }
                running += 1
            }
        } catch {
            log.error("The command socket failed; commands are refused until a restart")
        }
    }

    private func serve(_ connection: CommandConnection) async {
        let status = await run(connection)
        await connection.end(status)
    }

    private func run(_ connection: CommandConnection) async -> ExitStatus {
        do {
            // A command that connected and says nothing does not hold up a stop.
            guard let first = await cancelWhenGracefulShutdown({ await connection.next() }) else { return .failed }
            guard let arguments = try? first.arguments() else {
                throw Failure(
                    .unavailable,
                    "This command is of another version than the running server; restart the server with it.")
            }
            guard let command = try Instructors.parseAsRoot(arguments) as? any PlatformCommand else {
                throw UsageError(message: "This command does not go through a running server; stop the server first.")
            }
            let context = CommandContext(
                platform: platform, baseURL: command.installation.url.flatMap(Configuration.web) ?? baseURL,
                output: connection, input: connection.input)
            log.info("A command runs", metadata: ["command": "\(type(of: command).name)"])
            try await command.run(in: context)
            return .done
        } catch {
            let complaint = Complaint(error)
            connection.complain(complaint.line)
            return complaint.status
        }
    }
}
