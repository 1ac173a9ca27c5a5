import ArgumentParser
import Domain

/// `instructors migrate`
struct Migrate: PlatformCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring every database up to this program.",
        discussion:
            "The server does the same for each organization when it first opens it; this does it for all at once.")
    static let makesData = true
    static let name = "migrate"

    @OptionGroup var installation: InstallationOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run(in context: CommandContext) async throws {
        let count = try await context.platform.migrateAll()
        if json {
            context.print("{\"organizations\":\(count)}")
        } else {
            context.print("All databases are up to date (\(count) organization\(count == 1 ? "" : "s")).")
        }
    }
}
