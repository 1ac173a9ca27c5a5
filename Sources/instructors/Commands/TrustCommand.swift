import ArgumentParser
import Domain
import Web

/// `instructors trust`
struct TrustCommand: PlatformCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Show every promise of the privacy policy with what its probe found last.",
        discussion: """
            A server runs the probes daily; --run runs them now, which takes some seconds. Ends with 1 where a promise \
            that is in force is not kept, or its probe is overdue.
            """)
    static let name = "trust"

    @OptionGroup var installation: InstallationOptions
    @Flag(help: "Print JSON.")
    var json = false
    @Flag(help: "Run the probes first.")
    var run = false

    func run(in context: CommandContext) async throws {
        let platform = context.platform
        if run { _ = try await platform.runProbes(door: try Self.door(of: context)) }
        let report = try await platform.trust()
        if json {
            context.print(TrustJSON(report: report).bytes)
        } else {
            for line in Columns.lines(report.rows.map(Self.line)) { context.print(line) }
        }
        try Self.require(report)
    }

    /// The program's own router, as the server would have it.
    private static func door(of context: CommandContext) throws -> ProgramDoor {
        var options = ServerOptions()
        options.publicURL = context.baseURL
        return try Server(
            platform: context.platform, options: options, metrics: MetricsRegistry(), log: context.platform.log
        ).door()
    }

    private static func line(_ row: TrustReport.Row) -> [String] {
        let at = row.last.map { Timestamp.instant($0.at) } ?? ""
        let found: String =
            if case .notYet(let reason) = row.standing { reason } else {
                row.last?.measured ?? "The probe has not run yet."
            }
        return [row.promise.id.rawValue, TrustJSON.word(row.standing), at, found, row.promise.place]
    }

    private static func require(_ report: TrustReport) throws(Failure) {
        let bad = report.notKept.map(\.promise.id.rawValue)
        guard bad.isEmpty else {
            throw Failure(
                .conflict(.state),
                "Not kept, or overdue: \(bad.joined(separator: ", ")). Look at what was measured, then run with --run.")
        }
        guard report.inForce.allSatisfy({ $0.last != nil }) else {
            throw Failure(.conflict(.state), "Some probes have not run yet; run 'instructors trust --run'.")
        }
    }
}
