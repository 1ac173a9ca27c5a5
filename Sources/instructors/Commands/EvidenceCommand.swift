import ArgumentParser
import Domain
import Foundation

/// `instructors evidence …`
struct EvidenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Verify an organization's evidence, and take it along.",
        subcommands: [VerifyCommand.self, ExportCommand.self, CheckpointCommand.self])

    /// `instructors evidence export SLUG FILE`
    struct ExportCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write the evidence as one file that anyone can verify.",
            discussion: """
                The file has the newest checkpoint, the key that verifies it, and a line of bytes for each event that \
                names nobody. With --details it also has what can still be opened of each event: fields, counts and \
                ids, never values. Standard error shows the key; give it to whoever verifies by another way.
                """)
        static let name = "evidence export"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The organization's slug.")
        var slug: String
        @Argument(help: "The file to write; - is standard output.")
        var file: String
        @Flag(help: "With the details that can be opened.")
        var details = false

        var outputFile: String? { file }

        func run(in context: CommandContext) async throws {
            let customer = try await context.customer(slug)
            let permit = try Policy.permit(SeeEvidence.self, to: .command, in: customer.organization.id)
            let exported = try await customer.exportEvidence(withDetails: details, permit) { bytes in
                context.output.write(bytes, to: .standardOutput)
                await context.output.settle()
            }
            let count = exported.checkpoint.checkpoint.size
            context.note("\(count) events, \(details ? "\(exported.openedCount) with details" : "without details").")
            context.note("Key: \(exported.key)")
        }
    }

    /// `instructors evidence checkpoint SLUG`
    struct CheckpointCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "checkpoint",
            abstract: "Print the newest checkpoint.",
            discussion: """
                Keep it: handed to 'evidence verify --checkpoint' later, it shows whether events were only added since.
                """)
        static let name = "evidence checkpoint"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The organization's slug.")
        var slug: String

        func run(in context: CommandContext) async throws {
            let customer = try await context.customer(slug)
            let permit = try Policy.permit(SeeEvidence.self, to: .command, in: customer.organization.id)
            try await customer.sequence()
            let (newest, key) = try await customer.read { tx in
                (try tx.checkpoint(permit), try tx.evidenceKey(permit))
            }
            guard let newest, let key else { throw Failure.notFound("Nothing was recorded yet.") }
            context.output.write(Array(newest.signed.text.utf8), to: .standardOutput)
            context.note("Key: \(key)")
        }
    }
}
