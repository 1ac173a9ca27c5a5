import ArgumentParser
import Domain
import Web

extension OrganizationCommand {
    /// `instructors organization create SLUG --name N --domain D --admin EMAIL`
    struct Create: PlatformCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an organization with its first administrator.",
            discussion: "Prints JSON: id, slug, signInLink (works once, for ten minutes) and scimBase.")
        static let makesData = true
        static let name = "organization create"

        @OptionGroup var installation: InstallationOptions

        @Argument(help: "Its name in addresses: lower-case letters, digits and hyphens.")
        var slug: String
        @Option(help: "Its name as people read it.")
        var name: String
        @Option(help: "The domain of its work e-mail.")
        var domain: String
        @Option(help: ArgumentHelp("The first administrator's work e-mail.", valueName: "email"))
        var admin: String
        @Option(help: "Its IANA time zone.")
        var zone = "Europe/Berlin"
        @Option(help: ArgumentHelp("Its service level.", valueName: "level"))
        var serviceLevel = "standard"
        @Option(help: "How many people it pays for.")
        var seats: Int64 = 50
        @Flag(help: "JSON is what it prints in any case.")
        var json = false

        func run(in context: CommandContext) async throws {
            let (organization, link) = try await context.platform.create(draft())
            var writer = JSONWriter()
            writer.beginObject()
            writer.name("id")
            writer.string(organization.id)
            writer.name("slug")
            writer.string(organization.slug)
            writer.name("signInLink")
            writer.string(context.signInLink(organization.slug, link))
            writer.name("scimBase")
            writer.string(context.scimBase(organization.slug))
            writer.endObject()
            context.print(writer.bytes)
        }

        /// What is wrong with an option is bad usage, whatever the data say.
        private func draft() throws(UsageError) -> OrganizationDraft {
            do {
                return try OrganizationDraft(
                    slug: slug, name: name, domain: domain, administratorEmail: admin, zone: zone,
                    serviceLevel: serviceLevel, seats: seats)
            } catch {
                throw UsageError(message: error.message)
            }
        }
    }
}
