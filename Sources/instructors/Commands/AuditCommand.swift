import ArgumentParser
import Domain

/// `instructors audit`
struct AuditCommand: PlatformCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Look at the whole installation: is what protects it in place?",
        discussion: """
            Prints each check with its result, and what to do where it does not hold. The run is kept and written into \
            the evidence. Exit status 1 where a control does not hold; a warning, and what cannot be looked at, are \
            none. INSTRUCTORS_AUDIT_WAIVERS names a file of waivers, one a line: check, owner, last day (2027-03-31), \
            reason.
            """)
    static let name = "audit"
    static let reportsFailures = true

    @OptionGroup var installation: InstallationOptions
    @Flag(help: "Print JSON.")
    var json = false
    @Option(help: ArgumentHelp("Write SARIF 2.1.0 to a file; - is standard output.", valueName: "file"))
    var sarif: String?
    @Option(help: ArgumentHelp("Write JUnit XML to a file; - is standard output.", valueName: "file"))
    var junit: String?
    @Option(help: ArgumentHelp("Write OSCAL assessment results to a file; - is standard output.", valueName: "file"))
    var oscal: String?

    var outputFile: String? { [sarif, junit, oscal].compactMap(\.self).first { $0 != "-" } }

    func validate() throws {
        let forms = [sarif, junit, oscal].compactMap(\.self).count + (json ? 1 : 0)
        guard forms <= 1 else { throw ValidationError("Give one of --json, --sarif, --junit and --oscal.") }
    }

    func run(in context: CommandContext) async throws {
        // The command's permit counts for the platform, also before the operator has any people.
        let own = try await context.platform.operatorOrganization()
        let permit = try Policy.permit(RunAudit.self, to: .command, in: own?.id ?? .random())
        let report = AuditReport(try await context.platform.audit(permit))
        if sarif != nil {
            context.print(report.sarif)
        } else if oscal != nil {
            context.print(report.oscal)
        } else if junit != nil {
            context.output.write(report.junit, to: .standardOutput)
        } else if json {
            context.print(report.json)
        } else {
            context.output.write(Array(report.text.utf8), to: .standardOutput)
        }
        if outputFile != nil { context.note(report.summary) }
        guard report.failed.isEmpty else {
            let count = report.failed.count
            throw Failure(
                .conflict(.state),
                "\(count) control\(count == 1 ? " does" : "s do") not hold: \(report.failed.joined(separator: ", "))."
            )
        }
    }
}
