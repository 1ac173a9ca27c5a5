import ArgumentParser
import Domain
import Web

/// `instructors operator …`
struct OperatorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operator",
        abstract: "The people who run this installation.",
        subcommands: [Create.self])

    /// `instructors operator create EMAIL`
    struct Create: PlatformCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make one of the operator's people, who may do everything that operators may.",
            discussion: """
                Prints JSON: organization, slug, signInLink (works once, for ten minutes) and console. Someone who is \
                there already gets a new link. The console adds people with less to do.
                """)
        static let makesData = true
        static let name = "operator create"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The person's work e-mail.")
        var email: String
        @Flag(help: "JSON is what it prints in any case.")
        var json = false

        func run(in context: CommandContext) async throws {
            let (organization, link) = try await made(in: context)
            var writer = JSONWriter()
            writer.beginObject()
            writer.name("organization")
            writer.string(organization.id)
            writer.name("slug")
            writer.string(organization.slug)
            writer.name("signInLink")
            writer.string(context.signInLink(organization.slug, link))
            writer.name("console")
            writer.string("\(context.baseURL)/operator")
            writer.endObject()
            context.print(writer.bytes)
        }

        /// What is no e-mail is bad usage, whatever the data say.
        private func made(in context: CommandContext) async throws -> (organization: Organization, link: SignInLink) {
            do {
                return try await context.platform.createOperator(email: email)
            } catch let failure as Failure where failure.kind == .invalid(field: "email") {
                throw UsageError(message: failure.message)
            }
        }
    }
}
