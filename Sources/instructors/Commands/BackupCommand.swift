import ArgumentParser
import Domain
import Web

/// `instructors backup DIR`
struct BackupCommand: PlatformCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the whole installation into a new folder in DIR, encrypted, while it goes on working.",
        discussion: """
            Data and keys lie apart in it (data/, keys/), so that they can be taken to different places; neither can be \
            read without the root key, which is in no backup. It is read back and compared before it counts. Until it \
            expires, it may hold what is erased meanwhile; then it is removed from DIR.
            """)
    static let name = "backup"

    @OptionGroup var installation: InstallationOptions
    @Argument(help: "The folder that backups go to.")
    var dir: String
    @Option(help: ArgumentHelp("For how many days the backup is kept.", valueName: "days"))
    var keep: Int64 = Platform.backupDays
    @Flag(help: "Print JSON: id, folder, at, expiresAt, organizations, bytes, removed.")
    var json = false

    var outputFolder: String? { dir }

    func validate() throws {
        guard (1...3_660).contains(keep) else { throw ValidationError("--keep is a number of days from 1 to 3660.") }
    }

    func run(in context: CommandContext) async throws {
        let permit = try Policy.permit(KeepBackups.self, to: .command, in: .installation)
        let report = try await context.platform.backUp(to: dir, keepsDays: keep, permit)
        guard json else {
            context.print(
                "\(report.folder): \(report.organizations) organization\(report.organizations == 1 ? "" : "s"), "
                    + "\(report.bytes) bytes, verified; kept until \(Timestamp.date(report.expiresAt)).")
            if report.removed > 0 {
                context.print("Removed \(report.removed) expired backup\(report.removed == 1 ? "" : "s").")
            }
            return
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("id")
        writer.string(report.id)
        for (name, text) in [
            ("folder", report.folder), ("at", Timestamp.instant(report.at)),
            ("expiresAt", Timestamp.instant(report.expiresAt)),
        ] {
            writer.name(name)
            writer.string(text)
        }
        for (name, number) in [
            ("organizations", Int64(report.organizations)), ("bytes", report.bytes), ("removed", Int64(report.removed)),
        ] {
            writer.name(name)
            writer.integer(number)
        }
        writer.endObject()
        context.print(writer.bytes)
    }
}
