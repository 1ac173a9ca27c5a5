import ArgumentParser
import Domain
import Web

extension DirectoryCommand {
    /// `instructors directory attributes SLUG --allow LIST`
    struct AttributesCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "attributes",
            abstract: "Record the organization's instruction on which attributes are kept.",
            discussion: """
                What is named here is kept beside what is always kept; what was named before and is not any more is \
                removed from everyone. An empty list is one, too: --allow "".
                """)
        static let name = "directory attributes"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The organization's slug.")
        var slug: String
        @Option(
            help: ArgumentHelp("Of department, manager, employeeNumber and workPhone, with commas.", valueName: "list"))
        var allow: String
        @Flag(help: "Print JSON: version, allowed, kept.")
        var json = false

        func run(in context: CommandContext) async throws {
            let attributes = try Self.attributes(allow)
            let customer = try await context.customer(slug)
            let permit = try Policy.permit(InstructAttributes.self, to: .command, in: customer.organization.id)
            let (version, catalogue) = try await customer.write { tx in
                (try tx.instruct(attributes: attributes, permit), try tx.catalogue())
            }
            let kept = Attribute.allCases.filter(catalogue.allows)
            guard json else {
                context.print(
                    "Instruction \(version) of \(slug) is recorded. Kept: \(kept.map(\.path).joined(separator: ", ")).")
                return
            }
            var writer = JSONWriter()
            writer.beginObject()
            writer.name("version")
            writer.integer(version)
            writer.name("allowed")
            writer.strings(kept.filter(\.needsInstruction).map(\.instructionName))
            writer.name("kept")
            writer.strings(kept.map(\.path))
            writer.endObject()
            context.print(writer.bytes)
        }

        /// - Throws: `UsageError` for a name that no instruction can allow.
        static func attributes(_ list: String) throws(UsageError) -> Set<Attribute> {
            var attributes: Set<Attribute> = []
            for part in list.utf8.split(separator: UInt8(ascii: ",")) {
                let name = String(Substring(part)).trimmed
                guard !name.isEmpty else { continue }
                guard let attribute = Attribute.instructable.first(where: { $0.instructionName == name }) else {
                    let known = Attribute.instructable.map(\.instructionName).joined(separator: ", ")
                    throw UsageError(
                        message: "No instruction can allow \(Complaint.oneLine(name)); --allow takes \(known).")
                }
                attributes.insert(attribute)
            }
            return attributes
        }
    }
}

extension String {
    /// Without spaces at either end.
    fileprivate var trimmed: String {
        let space = UInt8(ascii: " ")
        let start = utf8.firstIndex { $0 != space } ?? utf8.endIndex
        let end = utf8.lastIndex { $0 != space }.map { utf8.index(after: $0) } ?? start
        return String(self[start..<end])
    }
}
