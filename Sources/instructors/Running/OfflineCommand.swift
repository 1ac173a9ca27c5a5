import ArgumentParser
import Domain
import Logging

/// A command on a data folder that nobody serves: it has the lock, and opens what it needs itself.
protocol OfflineCommand: ParsableCommand {
    var installation: InstallationOptions { get }

    /// - Throws: `Failure` where it is refused, `UsageError` where its arguments can never be right.
    func run(in context: OfflineContext) async throws
}

struct OfflineContext: Sendable {
    let configuration: Configuration
    let output: any CommandOutput
    let log: Logger
}

extension Invocation {
    /// Runs with the lock on the data folder, which is made where it is not there.
    func run(_ command: any OfflineCommand) async throws {
        let configuration = try await Configuration(
            flags: command.installation.flags, environment: environment, file: command.installation.config)
        try DataFolder.make(configuration.data)
        guard let lock = try DataLock.take(configuration.data) else {
            let holder = DataLock.holder(configuration.data).map { "process \($0)" } ?? "another process"
            throw Failure(
                .unavailable, "The data in \(configuration.data) is held by \(holder); stop that server first.")
        }
        try await command.run(
            in: OfflineContext(configuration: configuration, output: output, log: log(configuration)))
        withExtendedLifetime(lock) {}
    }
}
