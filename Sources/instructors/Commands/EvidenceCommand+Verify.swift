import ArgumentParser
import Domain
import Foundation

extension EvidenceCommand {
    /// `instructors evidence verify SLUG|FILE`
    struct VerifyCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Recompute the evidence of an organization, or of a bundle, and say what is wrong with it.",
            discussion: """
                Where the argument names a file, the file is verified as a bundle: no data folder, server or network is \
                needed. Otherwise it is the slug of an organization, whose stored events are recomputed. To verify an \
                organization although a file has its name, run the command in another folder.
                """)
        static let name = "evidence verify"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The organization's slug, or a bundle that 'evidence export' wrote.")
        var subject: String
        @Option(
            help: ArgumentHelp(
                "An earlier checkpoint: shows whether events were only added since; - is standard input.",
                valueName: "file"))
        var checkpoint: String?
        @Option(
            help: ArgumentHelp(
                "The key that you were given; without it, the bundle's or the installation's own is taken.",
                valueName: "key"))
        var key: String?
        @Flag(help: "Print JSON.")
        var json = false

        var inputFile: String? { checkpoint }

        var withoutData: (@Sendable (any CommandOutput) async throws -> Void)? {
            var status = stat()
            guard stat(subject, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return nil }
            let command = self
            return { output in try await command.verifyBundle(output) }
        }

        func validate() throws {
            guard key == nil || trusted != nil else {
                throw ValidationError("--key takes the key as 'evidence export' showed it: name+hash+base64.")
            }
        }

        private var trusted: VerifierKey? { key.flatMap { VerifierKey($0) } }

        func run(in context: CommandContext) async throws {
            let customer = try await context.customer(subject)
            let permit = try Policy.permit(SeeEvidence.self, to: .command, in: customer.organization.id)
            let earlier = checkpoint == nil ? nil : try await Self.read(context.input)
            let verification = try await customer.verifyEvidence(earlier: earlier, key: trusted, permit)
            try report(
                EvidenceReport(
                    log: verification.log, openedCount: verification.openedCount,
                    sealedCount: verification.sealedCount, unsequencedCount: verification.unsequencedCount),
                to: context.output)
        }

        private func verifyBundle(_ output: any CommandOutput) async throws {
            var earlier: [UInt8]?
            if let checkpoint { earlier = try await Self.read(InputFile(checkpoint).input) }
            var audit = BundleAudit(key: trusted, earlier: earlier)
            for try await bytes in try InputFile(subject).input { audit.append(bytes) }
            let result = try audit.result()
            if key == nil {
                output.write(
                    Array("The key is the bundle's own; compare it with the one that you were given.\n".utf8),
                    to: .standardError)
            }
            try report(
                EvidenceReport(
                    log: result.log, openedCount: result.openedCount, sealedCount: result.sealedCount,
                    unsequencedCount: nil), to: output)
        }

        /// - Throws: `Failure` with the first thing that is wrong, after all of it was printed.
        private func report(_ report: EvidenceReport, to output: any CommandOutput) throws {
            output.write((json ? report.json : Array(report.text.utf8)) + [UInt8(ascii: "\n")], to: .standardOutput)
            if let complaint = report.complaint { throw Failure(.conflict(.state), complaint) }
        }

        /// A whole checkpoint; what is longer than any is cut, and so is none.
        private static func read(_ input: CommandInput) async throws -> [UInt8] {
            var bytes: [UInt8] = []
            for try await part in input where bytes.count < 1 << 20 { bytes += part }
            return bytes
        }
    }
}
