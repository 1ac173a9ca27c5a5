import ArgumentParser
import Domain
import Web

/// `instructors directory …`
struct DirectoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory",
        abstract: "Connect an organization's directory and import staff files.",
        subcommands: [TokenCommand.self, AttributesCommand.self, ImportCommand.self])

    struct TokenCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "token",
            abstract: "Issue a SCIM bearer token.",
            discussion: """
                The token stands alone on standard output, this once; only its hash is stored. The same name again \
                gives a further token of the same connection, so that a directory can be moved to it without a gap.
                """)
        static let name = "directory token"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The organization's slug.")
        var slug: String
        @Option(help: "The connection's name.")
        var name = "SCIM"
        @Flag(help: "Print JSON: token, connection, expiresAt, scimBase.")
        var json = false

        func run(in context: CommandContext) async throws {
            let customer = try await context.customer(slug)
            let permit = try Policy.permit(ManageConnections.self, to: .command, in: customer.organization.id)
            let name = name
            let token = try await customer.write { tx in
                try tx.issueToken(.bearer, for: tx.scimConnection(named: name, permit), permit)
            }
            guard json else {
                context.print(token.secret.revealed)
                return
            }
            var writer = JSONWriter()
            writer.beginObject()
            writer.name("token")
            writer.string(token.secret.revealed)
            writer.name("connection")
            writer.string(token.connection)
            writer.name("expiresAt")
            writer.string(Timestamp.instant(token.expiresAt))
            writer.name("scimBase")
            writer.string(context.scimBase(customer.organization.slug))
            writer.endObject()
            context.print(writer.bytes)
        }
    }
}

extension JSONWriter {
    /// A whole array of texts.
    mutating func strings(_ texts: [String]) {
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
