import ArgumentParser
import Domain
import Web

/// `instructors keys …`
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The keys that everything is sealed under.",
        subcommands: [Rotate.self])

    /// `instructors keys rotate`
    struct Rotate: PlatformCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new root key and wrap all keys by it.",
            discussion: """
                No data is rewritten, and a running server goes on. Put the new root.key where its recovery copy lies. \
                The old one stays as root.key.<fingerprint> until the last backup under it has expired. Where several \
                servers serve one installation, stop the others before, and bring them the new root.key.
                """)
        static let name = "keys rotate"

        @OptionGroup var installation: InstallationOptions
        @Flag(help: "Print JSON: old, new, keys, kept.")
        var json = false

        func run(in context: CommandContext) async throws {
            let permit = try Policy.permit(RotateKeys.self, to: .command, in: .installation)
            let report = try await context.platform.rotateRootKey(permit)
            guard json else {
                context.print("The root key \(report.new) has taken the place of \(report.old): \(report.keys) keys.")
                for old in report.kept {
                    context.print("root.key.\(old) stays until the backups under it have expired.")
                }
                return
            }
            var writer = JSONWriter()
            writer.beginObject()
            writer.name("old")
            writer.string(report.old)
            writer.name("new")
            writer.string(report.new)
            writer.name("keys")
            writer.integer(Int64(report.keys))
            writer.name("kept")
            writer.strings(report.kept)
            writer.endObject()
            context.print(writer.bytes)
        }
    }
}
