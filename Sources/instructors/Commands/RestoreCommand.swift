import ArgumentParser
import Domain
import Logging
import Web

/// `instructors restore DIR`
struct RestoreCommand: ParsableCommand, OfflineCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a backup back: everything into an empty data folder, or one organization.",
        discussion: """
            DIR is the folder that backups went to (the newest is taken) or one backup's own. The data folder has to have \
            the root key (root.key), and the erasure ledger has to be where the setting 'ledger' says: whoever was erased \
            since the backup is erased again before anything is served. No server may run on the data meanwhile.
            """)

    @OptionGroup var installation: InstallationOptions
    @Argument(help: "The folder of the backup, or of backups.")
    var dir: String
    @Option(
        help: ArgumentHelp(
            "Restore this organization alone, into the installation that has it; what it has now is replaced.",
            valueName: "slug"))
    var organization: String?
    @Option(
        help: ArgumentHelp(
            "The newest checkpoint of an organization's evidence that somebody outside has.", valueName: "file"))
    var checkpoint: String?
    @Flag(help: "Restore although the erasure ledger is lost; two operators approve, and it is recorded.")
    var withoutLedger = false
    @Option(help: ArgumentHelp("An operator who approves --without-ledger; give it twice.", valueName: "name"))
    var approvedBy: [String] = []
    @Flag(help: "Print JSON: backup, at, organizations, rows, erasedAgain, behind.")
    var json = false

    func validate() throws {
        guard withoutLedger == !approvedBy.isEmpty, approvedBy.count == (withoutLedger ? 2 : 0) else {
            throw ValidationError("--without-ledger takes two names: --approved-by NAME --approved-by NAME.")
        }
    }

    func run(in context: OfflineContext) async throws {
        var request = RestoreRequest(directory: dir)
        request.organization = organization
        request.approvals = approvedBy
        if let checkpoint { request.checkpoint = try InputFile(checkpoint).read() }
        let report = try await Restore(request, into: context.configuration.place, log: context.log).run()
        if json {
            context.output.write(Self.json(report) + [UInt8(ascii: "\n")], to: .standardOutput)
        } else {
            for line in Self.lines(report) { context.output.print(line) }
        }
    }

    private static func lines(_ report: RestoreReport) -> [String] {
        var lines = [
            "Restored \(report.organizations) organization\(report.organizations == 1 ? "" : "s") "
                + "(\(report.rows) rows) as of \(Timestamp.instant(report.at)); everybody signs in again.",
            "\(report.erasedAgain) \(report.erasedAgain == 1 ? "person" : "people") whom the ledger names "
                + "\(report.erasedAgain == 1 ? "was" : "were") erased again.",
        ]
        if report.behind > 0 {
            lines.append(
                "\(report.behind) organization\(report.behind == 1 ? "'s" : "s'") evidence had come further than the "
                    + "backup; it says so itself, and whoever keeps a newer checkpoint should be told.")
        }
        lines.append("Tokens that were revoked since then count again; revoke them once more.")
        return lines
    }

    private static func json(_ report: RestoreReport) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("backup")
        writer.string(report.backup)
        writer.name("at")
        writer.string(Timestamp.instant(report.at))
        for (name, number) in [
            ("organizations", Int64(report.organizations)), ("rows", report.rows),
            ("erasedAgain", Int64(report.erasedAgain)), ("behind", Int64(report.behind)),
        ] {
            writer.name(name)
            writer.integer(number)
        }
        writer.endObject()
        return writer.bytes
    }
}
