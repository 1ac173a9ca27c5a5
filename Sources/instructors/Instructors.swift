import ArgumentParser

/// `instructors`: the one program. What each command does lies in `Commands/`; how it is run, in `Running/`.
@main
struct Instructors: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instructors",
        abstract: "Workplace training with on-screen instructors, whose privacy policy is running code.",
        discussion: """
            What no option says is taken from the environment (INSTRUCTORS_DATA, INSTRUCTORS_PORT, …), then from \
            instructors.yaml. Exit status: 0 done, 1 refused or failed, 2 bad usage.
            """,
        version: "0.1.0",
        subcommands: [
            Serve.self, Demo.self, Migrate.self, OrganizationCommand.self, OperatorCommand.self,
            SignInLinkCommand.self, DirectoryCommand.self, EvidenceCommand.self, AuditCommand.self,
            TrustCommand.self, PrivacyCommand.self, BackupCommand.self, RestoreCommand.self, KeysCommand.self,
        ]
    )

    static func main() async {
        let status = await Invocation(arguments: Array(CommandLine.arguments.dropFirst())).run()
        exit(withError: status == .done ? nil : ExitCode(status.rawValue))
    }
}
