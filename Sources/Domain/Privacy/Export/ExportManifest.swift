/// What is in a copy and what is not, with the reason; what its files must hash to.
struct ExportManifest {
    let organization: Organization
    let export: BegunExport
    let snapshot: ExportSnapshot
    let entries: [ZipArchive.Entry]
    let counts: [String: Int]
    let tables: [PersonTable]

    var value: ExportValue {
        .object(
            snapshot.head(export, organization) + [
                .init("schema_version", .number(snapshot.schemaVersion)), .init("checkpoint", checkpoint),
                .init("files", .list(entries.map(file))),
                .init("tables", .list(personTables.map(table))), .init("left_out", .list(leftOut)),
            ])
    }

    private var checkpoint: ExportValue {
        guard let checkpoint = snapshot.checkpoint else { return .none }
        return .object([
            .init("size", .number(checkpoint.size)), .init("root", hexadecimal(checkpoint.root)),
            .init("note", .text(checkpoint.note)),
        ])
    }

    private func file(_ entry: ZipArchive.Entry) -> ExportValue {
        let rows = counts.first { "\($0.key).csv" == entry.name }?.value
        return .object([
            .init("name", .text(entry.name)), .init("bytes", .number(Int64(entry.bytes))),
            .init("sha256", hexadecimal(entry.hash)), .init("rows", rows.map { .number(Int64($0)) } ?? .none),
        ])
    }

    /// Tables about staff, and those of which some column is about the person.
    private var personTables: [StoredTable] {
        Inventory.tables(of: .customer).filter { table in
            table.subject == .staffMember || table.columns.contains(where: \.isGivenToPerson)
        }
    }

    private func table(_ table: StoredTable) -> ExportValue {
        .object([
            .init("table", .text(table.name)), .init("rows", .number(Int64(counts[table.name] ?? 0))),
            .init("kept", .text(table.retention.text)), .init("columns", .list(table.columns.map(column))),
        ])
    }

    private func column(_ column: StoredColumn) -> ExportValue {
        .object([
            .init("column", .text(column.name)), .init("category", .text(column.category.rawValue)),
            .init("purposes", .list(column.purposes.map { .text($0.rawValue) })),
            .init("source", .text(column.source.rawValue)), .init("export", .text(column.treatment.export.rawValue)),
            .init("erasure", .text(column.treatment.erasure.rawValue)),
        ])
    }

    /// Columns of those tables that are not given, and why.
    private var leftOut: [ExportValue] {
        personTables.flatMap { table in
            table.columns.compactMap { column in
                column.reasonForOmission.map { reason in
                    .object([.init("column", .text("\(table.name).\(column.name)")), .init("reason", .text(reason))])
                }
            }
        } + [
            .object([
                .init("column", .text("person_key.wrapped")),
                .init("reason", .text("The key that everything about you is sealed under. It is kept apart.")),
            ])
        ]
    }

    private func hexadecimal(_ bytes: [UInt8]) -> ExportValue {
        .text(String(decoding: encodeHexadecimal(bytes), as: UTF8.self))
    }
}
