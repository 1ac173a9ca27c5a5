import ArgumentParser
import Domain
import Logging

/// `instructors demo`
struct Demo: ParsableCommand, ServingCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a filled demonstration.",
        discussion: """
            Three companies that do not exist, in a data folder of their own: made at the first start, kept after it. \
            Prints a fresh sign-in link for each administrator, and for the operator, at every start. Mail goes nowhere: \
            the operator's console shows it.
            """)

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var address: AddressOptions
    @Option(help: "How many people the largest of the companies has.")
    var staff = 250

    func validate() throws {
        guard (1...100_000).contains(staff) else { throw ValidationError("--staff takes a number from 1 to 100000.") }
    }

    func run(environment: [String: String], output: any CommandOutput) async throws {
        let configuration = try await Configuration(
            flags: installation.flags.merging(address.flags) { first, _ in first },
            defaults: [.data: "demo-data", .logLevel: "warning"], environment: environment, file: installation.config)
        let staff = staff
        var serving = Serving(
            configuration: configuration, environment: environment, output: output, isDemonstration: true)
        serving.mailbox = DemonstrationMailbox()
        try await serving
            .run { log in
                try await DemonstrationHistory(place: configuration.place, staff: staff, log: log).make {
                    output.print($0)
                }
            } greet: { platform, base in
                try await DemonstrationGreeting(platform: platform, base: base, data: configuration.data).lines()
            }
    }
}
