import ArgumentParser
import Domain
import Web

/// `instructors sign-in-link SLUG EMAIL`
struct SignInLinkCommand: PlatformCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-in-link",
        abstract: "Print a one-time link for someone of an organization's staff.",
        discussion: """
            The link works once, for ten minutes, and stands alone on standard output. Once an administrator has \
            signed in, a link needs a reason, counts as operator access, and the organization is told.
            """)
    static let name = "sign-in-link"

    @OptionGroup var installation: InstallationOptions
    @Argument(help: "The organization's slug.")
    var slug: String
    @Argument(help: "The person's work e-mail.")
    var email: String
    @Option(help: ArgumentHelp("Why; the organization reads it.", valueName: "text"))
    var reason: String?
    @Flag(help: "Print JSON: signInLink, expiresAt.")
    var json = false

    func run(in context: CommandContext) async throws {
        let customer = try await context.customer(slug)
        let permit = try Policy.permit(IssueSignInLink.self, to: .command, in: customer.organization.id)
        let (email, reason) = (email, reason)
        let link = try await customer.write { tx in
            try tx.issueSignInLink(email: email, reason: reason, permit)
        }
        let address = context.signInLink(customer.organization.slug, link)
        guard json else {
            context.print(address)
            return
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("signInLink")
        writer.string(address)
        writer.name("expiresAt")
        writer.string(Timestamp.instant(link.expiresAt))
        writer.endObject()
        context.print(writer.bytes)
    }
}
