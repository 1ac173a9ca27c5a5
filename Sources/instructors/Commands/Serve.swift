import ArgumentParser
import Domain

/// `instructors serve`
struct Serve: ParsableCommand, ServingCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the platform.",
        discussion: """
            Prints its address once it answers, logs to standard error, and stops in good order on SIGTERM and SIGINT. \
            Data lies in the data folder (SQLite), or on PostgreSQL where INSTRUCTORS_DATABASE_URL says so.
            """)

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var address: AddressOptions
    @Flag(help: "Print the configuration that would be in force, secrets hidden, and end.")
    var printConfig = false
    @Flag(help: "With --print-config: as JSON.")
    var json = false

    func run(environment: [String: String], output: any CommandOutput) async throws {
        let configuration = try await Configuration(
            flags: installation.flags.merging(address.flags) { first, _ in first }, environment: environment,
            file: installation.config)
        guard !printConfig else {
            let bytes = json ? configuration.json + [UInt8(ascii: "\n")] : Array(configuration.yaml.utf8)
            output.write(bytes, to: .standardOutput)
            return
        }
        try await Serving(configuration: configuration, environment: environment, output: output)
            .run { _, base in ["Listening on \(base)"] }
    }
}

/// Where a server listens.
struct AddressOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host: String?
    @Option(help: ArgumentHelp("The port to listen on; 0 for any that is free.", valueName: "number"))
    var port: String?
    @Option(
        help: ArgumentHelp(
            "The certificate chain, as PEM; read again when it changes, and on SIGHUP.", valueName: "file"))
    var tlsCert: String?
    @Option(help: ArgumentHelp("The certificate's key, as PEM.", valueName: "file"))
    var tlsKey: String?
    @Option(
        help: ArgumentHelp(
            "Proxies that speak TLS for us and whose word about their clients counts.",
            valueName: "address[/length],…"))
    var behindProxy: String?

    var flags: [Setting: String] {
        var flags: [Setting: String] = [:]
        flags[.host] = host
        flags[.port] = port
        flags[.tlsCert] = tlsCert
        flags[.tlsKey] = tlsKey
        flags[.trustedProxies] = behindProxy
        return flags
    }
}
