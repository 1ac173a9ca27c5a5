import Domain
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import UnixSignals
import Web

/// A command that serves until it is told to stop.
protocol ServingCommand {
    /// Returns after a stop in good order.
    func run(environment: [String: String], output: any CommandOutput) async throws
}

/// The program's one root: opens the installation, wires everything, serves.
struct Serving: Sendable {
    let configuration: Configuration
    let environment: [String: String]
    let output: any CommandOutput
    var isDemonstration = false
    /// Keeps the demonstration's mail.
    var mailbox: (any MailTransport)?

    /// How long requests and commands under way may take after a stop was asked for.
    private static let stopLimit = Duration.seconds(30)

    /// - Parameters:
    ///   - prepare: with the folder locked, before the installation is opened to serve.
    ///   - greet: the lines to print once the address answers.
    /// - Throws: `Failure` where it cannot begin.
    func run(
        prepare: @Sendable (Logger) async throws -> Void = { _ in },
        greet: @escaping @Sendable (Platform, _ base: String) async throws -> [String]
    ) async throws {
        try configuration.requireSafeListening()
        let log = bootstrap()
        raiseFileLimit()
        let lock = try await lock()
        let port = try PortProbe.free(host: configuration.host, port: configuration.port)
        try await prepare(log)
        let outside = Outside(
            rules: configuration.egress, mailServer: configuration.mailServer, mail: mailbox ?? NoMail(),
            base: configuration.serverOptions(port: port, isDemonstration: isDemonstration).base,
            audited: configuration.audited(isDemonstration: isDemonstration))
        let platform = try await Platform.open(configuration.place, outside: outside, log: log)
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        let options = configuration.serverOptions(port: port, isDemonstration: isDemonstration)
        do {
            let server = Server(platform: platform, options: options, metrics: metrics, log: log)
            let output = output
            let path = try SocketPath.forData(configuration.data, environment: environment)
            // Services stop in the opposite order: first no more requests, then no more commands, at last no more jobs.
            var services: [any Service] = [
                JobLoop(platform: platform, log: log), ProofLoop(platform: platform, door: try server.door(), log: log),
                CommandSocket(path: path, platform: platform, baseURL: options.base, log: log),
            ]
            services += try server.services {
                log.info("Listening", metadata: ["address": "\(options.base)"])
                do {
                    for line in try await greet(platform, options.base) { output.print(line) }
                } catch {
                    output.complain(Complaint(error).line)
                }
            }
            try await group(services, log).run()
        } catch {
            await platform.close()
            // A failure says itself what to do, in one line.
            if error is Failure { throw error }
            log.error("A service failed", metadata: ["detail": "\(String(reflecting: type(of: error)))"])
            throw Failure(.unavailable, "The server stopped because of an error; its log says more. Start it again.")
        }
        await platform.close()
        withExtendedLifetime(lock) {}
        log.info("Stopped")
    }

    private func group(_ services: [any Service], _ log: Logger) -> ServiceGroup {
        var settings = ServiceGroupConfiguration(
            services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        settings.maximumGracefulShutdownDuration = Self.stopLimit
        return ServiceGroup(configuration: settings)
    }

    private func lock() async throws -> DataLock {
        try DataFolder.make(configuration.data)
        // Another command may hold it for a moment.
        for _ in 0..<40 {
            if let lock = try DataLock.take(configuration.data) { return lock }
            try await Task.sleep(for: .milliseconds(50))
        }
        let holder = DataLock.holder(configuration.data).map { "process \($0)" } ?? "another process"
        throw Failure(
            .unavailable,
            "The data in \(configuration.data) is held by \(holder); stop that server, or give another --data."
        )
    }

    /// Each open customer and each connection takes descriptors: as many as the system grants.
    private func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    private func bootstrap() -> Logger {
        let level = configuration.logLevel
        LoggingSystem.bootstrap { label in JSONLogHandler(label: label, level: level) }
        return Logger(label: "instructors")
    }
}
