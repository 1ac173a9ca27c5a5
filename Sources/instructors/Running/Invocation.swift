import ArgumentParser
import Dispatch
import Domain
import Foundation
import Logging
import Web

/// One call of the program, from its arguments to its exit status.
struct Invocation: Sendable {
    let arguments: [String]
    var environment = ProcessInfo.processInfo.environment
    var output: any CommandOutput = TerminalOutput()

    func run() async -> ExitStatus {
        // Whoever stops reading our output must not end us in the middle of a write to the data.
        signal(SIGPIPE, SIG_IGN)
        do {
            let command = try Instructors.parseAsRoot(arguments)
            switch command {
            case let command as any PlatformCommand:
                guard let work = command.withoutData else { return try await run(command) }
                try await work(output)
            case let command as any OfflineCommand: try await run(command)
            case let command as any ServingCommand: try await command.run(environment: environment, output: output)
            case var command as any AsyncParsableCommand: try await command.run()
            // Help for one command: running it throws the text.
            case var command: try command.run()
            }
            return .done
        } catch {
            return report(error)
        }
    }

    /// Help and the version are errors to the parser; they go to standard output.
    private func report(_ error: any Error) -> ExitStatus {
        let isFailure = error is Failure || error is UsageError || Instructors.exitCode(for: error) != .success
        guard isFailure else {
            output.write(Array("\(Instructors.fullMessage(for: error))\n".utf8), to: .standardOutput)
            return .done
        }
        let complaint = Complaint(error)
        output.complain(complaint.line)
        return complaint.status
    }

    // MARK: - On the data

    private func run(_ command: any PlatformCommand) async throws -> ExitStatus {
        guard let path = command.outputFile, path != "-" else { return try await perform(command) }
        let file = try OutputFile(path, beside: output)
        var invocation = self
        invocation.output = file
        let result = await Result { try await invocation.perform(command) }
        let isDone = if case .success(.done) = result { true } else { type(of: command).reportsFailures }
        if isDone, file.hasContent { try file.finish() }
        return try result.get()
    }

    private func perform(_ command: any PlatformCommand) async throws -> ExitStatus {
        let configuration = try await Configuration(
            flags: command.installation.flags, environment: environment, file: command.installation.config)
        let input = try command.inputFile.map { path throws(Failure) in try InputFile(path) }
        try requireData(configuration, for: command)
        try DataFolder.make(configuration.data)
        switch try await access(to: configuration.data) {
        case .own(let lock):
            try await run(command, configuration, input)
            withExtendedLifetime(lock) {}
            return .done
        case .through(let server):
            let (arguments, output) = (sent(command), output)
            // It blocks, which the threads that run tasks must not do: where the server is in this process, as in
            // tests, it would wait for them.
            let status = try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(
                        with: Result(catching: { try server.run(arguments, input: input, output: output) }))
                }
            }
            return ExitStatus(rawValue: status) ?? .failed
        }
    }

    /// The arguments as they go to a server.
    private func sent(_ command: any PlatformCommand) -> [String] {
        guard let folder = command.outputFolder, folder.utf8.first != UInt8(ascii: "/") else { return arguments }
        let absolute = FileManager.default.currentDirectoryPath + "/" + folder
        return arguments.map { $0.utf8.elementsEqual(folder.utf8) ? absolute : $0 }
    }

    private enum Access {
        case own(DataLock)
        case through(SocketClient)
    }

    /// The lock, or the server that has it. A server that is starting, or another command, has a few seconds.
    private func access(to folder: String) async throws -> Access {
        let path = try SocketPath.forData(folder, environment: environment)
        for _ in 0..<100 {
            if let lock = try DataLock.take(folder) { return .own(lock) }
            if let client = SocketClient(path: path) { return .through(client) }
            try await Task.sleep(for: .milliseconds(50))
        }
        let holder = DataLock.holder(folder).map { "process \($0)" } ?? "another process"
        throw Failure(
            .unavailable,
            "The data in \(folder) is held by \(holder), which does not answer at \(path); end it, then try again."
        )
    }

    private func run(
        _ command: any PlatformCommand, _ configuration: Configuration, _ input: InputFile?
    ) async throws {
        let platform = try await Platform.open(
            configuration.place, outside: Outside(audited: configuration.audited()), log: log(configuration))
        let context = CommandContext(
            platform: platform, baseURL: configuration.serverOptions().base, output: output,
            input: input?.input ?? .none)
        let result = await Result { try await command.run(in: context) }
        await platform.close()
        try result.get()
    }

    /// A command speaks for itself; its log is for what goes wrong, unless more was asked for.
    func log(_ configuration: Configuration) -> Logger {
        let level = configuration.sources[.logLevel] == .builtIn ? .warning : configuration.logLevel
        return Logger(label: "instructors") { label in JSONLogHandler(label: label, level: level) }
    }

    private func requireData(_ configuration: Configuration, for command: any PlatformCommand) throws {
        guard !type(of: command).makesData, !DataFolder.exists(configuration.data) else { return }
        throw Failure.notFound(
            "There is no data in \(configuration.data); give --data, or begin with 'instructors organization create'."
        )
    }
}

extension Result where Failure == any Error {
    /// What an asynchronous body gives or throws.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
