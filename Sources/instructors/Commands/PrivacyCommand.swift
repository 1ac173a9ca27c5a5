import ArgumentParser
import Domain
import Web

/// `instructors privacy …`
struct PrivacyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privacy",
        abstract: "Copy, restrict, release or erase a person's data for an organization.",
        discussion: """
            PERSON is a work e-mail, a user name or an id. Each deed is a request or a restriction of the \
            organization's, with its evidence, and its privacy officers see it.
            """,
        subcommands: [
            ExportCommand.self, EraseCommand.self, RestrictCommand.self, ReleaseCommand.self, ObjectCommand.self,
        ])

    /// What every one of them takes.
    struct Subject: ParsableArguments {
        @Argument(help: "The organization's slug.")
        var slug: String
        @Argument(help: "The person: a work e-mail, a user name or an id.")
        var person: String
        @Option(help: ArgumentHelp("Why; the person reads it.", valueName: "text"))
        var reason: String
    }

    /// `instructors privacy erase SLUG PERSON --reason TEXT --key NAME`
    struct EraseCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "erase",
            abstract: "Ask for a person's erasure and give the first of its two approvals.",
            discussion: """
                The second approval is a person's, in the organization's console. --key names the signing key of \
                whoever answers for this one; it stands in the request and in its evidence.
                """)
        static let name = "privacy erase"

        @OptionGroup var installation: InstallationOptions
        @OptionGroup var subject: Subject
        @Option(help: ArgumentHelp("The name of the signing key that answers for the approval.", valueName: "name"))
        var key: String
        @Flag(help: "Print JSON: request.")
        var json = false

        func run(in context: CommandContext) async throws {
            let customer = try await context.customer(subject.slug)
            let permit = try Policy.permit(ApproveErasure.self, to: .command, in: customer.organization.id)
            let (name, reason, key) = (subject.person, subject.reason, key)
            let request = try await customer.write { tx in
                let person = try tx.personToErase(name, permit)
                return try tx.requestErasure(of: person, reason: reason, key: key, permit)
            }
            guard json else {
                context.print(
                    "Request \(request) is entered and approved once. A person of the organization approves it too.")
                return
            }
            var writer = JSONWriter()
            writer.beginObject()
            writer.name("request")
            writer.string(request.description)
            writer.endObject()
            context.print(writer.bytes)
        }
    }

    /// `instructors privacy restrict SLUG PERSON --reason TEXT [--no-sign-in]`
    struct RestrictCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "restrict", abstract: "Keep a person's data and use it for nothing else (GDPR Art. 18).")
        static let name = "privacy restrict"

        @OptionGroup var installation: InstallationOptions
        @OptionGroup var subject: Subject
        @Flag(help: "The person does not sign in meanwhile.")
        var noSignIn = false

        func run(in context: CommandContext) async throws {
            let keepsSignIn = !noSignIn
            try await subject.run(in: context) { tx, person, reason, permit in
                try tx.restrict(person, keepsSignIn: keepsSignIn, reason: reason, permit)
            }
            context.print("Restricted.")
        }
    }

    /// `instructors privacy release SLUG PERSON --reason TEXT`
    struct ReleaseCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "End the restriction of a person's data; the person is told.")
        static let name = "privacy release"

        @OptionGroup var installation: InstallationOptions
        @OptionGroup var subject: Subject

        func run(in context: CommandContext) async throws {
            try await subject.run(in: context) { tx, person, reason, permit in
                try tx.release(person, reason: reason, permit)
            }
            context.print("Released.")
        }
    }

    /// `instructors privacy object SLUG PERSON --purpose NAME --reason TEXT`
    struct ObjectCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "object", abstract: "Close one use for a person who objected to it (GDPR Art. 21).")
        static let name = "privacy object"

        @OptionGroup var installation: InstallationOptions
        @OptionGroup var subject: Subject
        @Option(help: ArgumentHelp("One of personalization, experience and communication.", valueName: "name"))
        var purpose: String

        func run(in context: CommandContext) async throws {
            let known = ClosedPurposes.objectable
            guard let purpose = known.first(where: { $0.rawValue.utf8.elementsEqual(purpose.utf8) }) else {
                let names = known.map(\.rawValue).joined(separator: ", ")
                throw UsageError(message: "--purpose takes \(names).")
            }
            try await subject.run(in: context) { tx, person, reason, permit in
                try tx.object(person, to: purpose, reason: reason, permit)
            }
            context.print("Closed.")
        }
    }
}

extension PrivacyCommand.Subject {
    /// Runs a deed that restricts or releases in one transaction.
    fileprivate func run(
        in context: CommandContext,
        _ deed: @escaping @Sendable (Writing, UUIDValue, String, Permit<RestrictProcessing>) throws -> Void
    ) async throws {
        let customer = try await context.customer(slug)
        let permit = try Policy.permit(RestrictProcessing.self, to: .command, in: customer.organization.id)
        let (name, reason) = (person, reason)
        try await customer.write { tx in try deed(tx, try tx.personToRestrict(name, permit), reason, permit) }
    }
}

extension PrivacyCommand {
    /// `instructors privacy export SLUG PERSON --reason TEXT --output FILE`
    struct ExportCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Make the complete copy of a person's data, as a ZIP archive.",
            discussion: """
                The copy is made once more and taken at once; that it was made and taken stands in the organization's \
                evidence and on the person's page.
                """)
        static let name = "privacy export"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The organization's slug.")
        var slug: String
        @Argument(help: "The person: a work e-mail, a user name or an id.")
        var person: String
        @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
        var output: String

        var outputFile: String? { output }

        func run(in context: CommandContext) async throws {
            let customer = try await context.customer(slug)
            let permit = try Policy.permit(ExportPerson.self, to: .command, in: customer.organization.id)
            let name = person
            let subject = try await customer.write { tx in try tx.personToExport(name, permit) }
            let made = try await customer.makeExport(of: subject, request: nil, by: .command)
            let download = try await customer.write { tx in try tx.claimExport(made.id, login: nil, permit) }
            for try await part in download {
                context.output.write(part, to: .standardOutput)
                await context.output.settle()
            }
            context.note("\(made.rows) rows of \(made.tables) tables.")
        }
    }
}
