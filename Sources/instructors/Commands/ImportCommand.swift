import ArgumentParser
import Domain

extension DirectoryCommand {
    /// `instructors directory import SLUG FILE.csv`
    struct ImportCommand: PlatformCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Import a staff file (CSV) and print the change set.",
            discussion: """
                Rows that are refused are named by line; the others are applied, nobody is taken as having left, and \
                the status is 0 all the same. It is 1 only where the file cannot be read at all or nothing was applied.
                """)
        static let name = "directory import"

        @OptionGroup var installation: InstallationOptions
        @Argument(help: "The organization's slug.")
        var slug: String
        @Argument(help: "The CSV file; - is standard input.")
        var file: String
        @Flag(help: "Only show the difference; nothing is changed.")
        var dryRun = false
        @Flag(help: "Print JSON.")
        var json = false

        var inputFile: String? { file }

        func run(in context: CommandContext) async throws {
            let customer = try await context.customer(slug)
            let permit = try Policy.permit(ImportStaff.self, to: .command, in: customer.organization.id)
            let (columns, bytes) = try await FileColumns.read(
                context.input, catalogue: try await customer.read { try $0.catalogue() })
            let proposed = try await StaffImport(customer, permit).propose(bytes)
            let changeSet =
                dryRun
                ? try await discard(proposed, in: customer, permit)
                : try await apply(proposed, in: customer, permit, context)
            let report = ImportReport(
                changeSet: changeSet, held: dryRun ? nil : try await held(after: changeSet, in: customer),
                columns: columns, isDryRun: dryRun, slug: customer.organization.slug)
            context.print(json ? report.json : Array(report.text.utf8))
            if let remark = report.remark { context.output.complain(remark) }
        }

        /// The departures that wait for the administrator because this import was one too many of them within the hour.
        private func held(after changeSet: ChangeSet, in customer: Customer) async throws -> ChangeSet? {
            guard changeSet.leavers + changeSet.movers > 0 else { return nil }
            let permit = try Policy.permit(SeeDirectory.self, to: .command, in: customer.organization.id)
            return try await customer.read { tx in
                try tx.changeSets(permit).first { $0.state == .staged && $0.createdAt > tx.now - Brake.window }
            }
        }

        private func discard(
            _ proposed: ChangeSet, in customer: Customer, _ permit: Permit<ImportStaff>
        ) async throws -> ChangeSet {
            try await customer.write { tx in try tx.discardProposal(proposed.id, permit) }
            return proposed
        }

        private func apply(
            _ proposed: ChangeSet, in customer: Customer, _ permit: Permit<ImportStaff>, _ context: CommandContext
        ) async throws -> ChangeSet {
            let total = proposed.changes
            guard total > ChangeSet.atomicMax else { return try await customer.apply(proposed.id, permit) }
            context.note(
                "\(total) changes: more than \(ChangeSet.atomicMax) are applied in batches. "
                    + "If this stops, it is carried on by itself; nothing is applied twice.")
            let progress = ImportProgress(total: total)
            return try await customer.apply(proposed.id, permit) { applied in
                if let line = progress.line(applied) { context.note(line) }
            }
        }
    }
}
