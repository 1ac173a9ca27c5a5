import ArgumentParser
import Domain
import Web

/// `instructors organization …`
struct OrganizationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization",
        abstract: "Create, list, show and close organizations.",
        subcommands: [Create.self, List.self, Show.self, Close.self])

    struct List: PlatformCommand {
        static let configuration = CommandConfiguration(abstract: "List all organizations.")
        static let name = "organization list"

        @OptionGroup var installation: InstallationOptions
        @Flag(help: "Print JSON.")
        var json = false

        func run(in context: CommandContext) async throws {
            let organizations = try await context.platform.organizations()
            if json {
                var writer = JSONWriter()
                writer.beginArray()
                for organization in organizations {
                    writer.beginObject()
                    writer.facts(of: organization)
                    writer.endObject()
                }
                writer.endArray()
                context.print(writer.bytes)
            } else if organizations.isEmpty {
                context.note("There are no organizations yet; create one with 'instructors organization create'.")
            } else {
                let rows = organizations.map { [$0.slug, $0.name, $0.state.rawValue, Timestamp.date($0.createdAt)] }
                for line in Columns.lines([["slug", "name", "state", "created"]] + rows) { context.print(line) }
            }
        }
    }

    struct Show: PlatformCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one organization: facts and counts, nobody's name.")
        static let name = "organization show"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The organization's slug.")
        var slug: String
        @Flag(help: "Print JSON.")
        var json = false

        func run(in context: CommandContext) async throws {
            let organization = try await context.organization(slug)
            let size = try await context.platform.size(of: organization)
            let base = context.scimBase(organization.slug)
            guard !json else {
                var writer = JSONWriter()
                writer.beginObject()
                writer.facts(of: organization)
                for (name, count) in [
                    ("activeStaff", size.activeStaff), ("records", size.records), ("groups", size.groups),
                ] {
                    writer.name(name)
                    writer.integer(count)
                }
                writer.name("scimBase")
                writer.string(base)
                writer.endObject()
                context.print(writer.bytes)
                return
            }
            let rows = [
                ["slug", organization.slug], ["name", organization.name], ["id", "\(organization.id)"],
                ["state", organization.state.rawValue], ["zone", organization.zone],
                ["domains", organization.domains.joined(separator: ", ")],
                ["service level", organization.serviceLevel],
                ["seats", "\(organization.seats)"], ["created", Timestamp.instant(organization.createdAt)],
                ["active staff", "\(size.activeStaff)"], ["records", "\(size.records)"], ["groups", "\(size.groups)"],
                ["SCIM base", base],
            ]
            for line in Columns.lines(rows) { context.print(line) }
        }
    }

    struct Close: PlatformCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close an organization: nobody signs in, no directory writes.",
            discussion: "Its data stays until it is returned and erased.")
        static let name = "organization close"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The organization's slug.")
        var slug: String
        @Flag(help: "Print JSON.")
        var json = false

        func run(in context: CommandContext) async throws {
            let organization = try await context.platform.close(slug)
            guard json else {
                context.print("\(organization.slug) is closed.")
                return
            }
            var writer = JSONWriter()
            writer.beginObject()
            writer.facts(of: organization)
            writer.endObject()
            context.print(writer.bytes)
        }
    }
}

extension JSONWriter {
    /// An organization's facts as members of the object that is open.
    fileprivate mutating func facts(of organization: Organization) {
        name("id")
        string(organization.id)
        name("slug")
        string(organization.slug)
        name("name")
        string(organization.name)
        name("state")
        string(organization.state.rawValue)
        name("zone")
        string(organization.zone)
        name("domains")
        beginArray()
        for domain in organization.domains { string(domain) }
        endArray()
        name("serviceLevel")
        string(organization.serviceLevel)
        name("seats")
        integer(organization.seats)
        name("createdAt")
        string(Timestamp.instant(organization.createdAt))
    }
}
