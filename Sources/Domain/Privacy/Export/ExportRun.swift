internal import Storage

/// One export under way: reads page by page, writes the archive, and stores its parts as they fill.
struct ExportRun {
    let customer: Customer
    let export: BegunExport
    private var archive: ZipArchive
    private var snapshot = ExportSnapshot()
    /// Rows by table.
    private(set) var counts: [String: Int] = [:]
    /// The newest rows of each table, for reading.
    private var shown: [String: [[ExportValue]]] = [:]

    /// Rows of one table on the readable page; the tables beside it have all.
    static let shownMax = 200
    /// Parts that are stored in one transaction: 4 MiB.
    private static let partsAtOnce = 16

    init(_ customer: Customer, _ export: BegunExport) {
        self.customer = customer
        self.export = export
        archive = ZipArchive(at: export.asOf)
    }

    private var tables: [PersonTable] {
        customer.guards.stand(.r1) ? PersonData.tables : PersonData.tables.filter { $0.name != "usage" }
    }

    mutating func make(_ permit: Permit<ExportPerson>) async throws -> ExportFile {
        let export = export
        snapshot = try await customer.read { tx in try ExportSnapshot(tx, of: export.person) }
        try await writeData()
        for table in tables where counts[table.name] ?? 0 > 0 { try await writeTable(table) }
        try await writeValues()
        try await writeReadable()
        try await writeManifest()
        try archive.finish()
        try await store()
        let contents = archive.entries.map { entry in
            ExportFile.Content(
                name: entry.name, bytes: entry.bytes,
                hash: String(decoding: encodeHexadecimal(entry.hash), as: UTF8.self))
        }
        let (bytes, rows) = (archive.count, counts.values.reduce(0, +))
        let (link, expiresAt) = try await customer.write { tx in
            try tx.finishExport(export, bytes: bytes, rows: rows, permit)
        }
        return ExportFile(
            id: export.id, bytes: Int64(bytes), expiresAt: expiresAt, link: link, contents: contents, rows: rows,
            tables: counts.values.count { $0 > 0 })
    }

    /// `data.json`: everything, as it is stored and opened.
    private mutating func writeData() async throws {
        archive.begin("data.json")
        let head = ExportValue.object(snapshot.head(export, customer.organization)).json
        // The head's object stays open for the tables.
        archive.write(head.dropLast() + Array(#","tables":{"#.utf8))
        for (place, table) in tables.enumerated() {
            var bytes: [UInt8] = place == 0 ? [] : [UInt8(ascii: ",")]
            ExportValue.writeString(table.name, to: &bytes)
            bytes.append(contentsOf: ":[".utf8)
            var count = 0
            var newest: [[ExportValue]] = []
            var pages = ExportPages(self, table, snapshot)
            while let rows = try await pages.next() {
                for row in rows {
                    bytes.append(count == 0 ? 0x0A : UInt8(ascii: ","))
                    if count > 0 { bytes.append(0x0A) }
                    table.writeJSON(row, to: &bytes)
                    count += 1
                }
                newest = Array((newest + rows).suffix(Self.shownMax))
                archive.write(bytes)
                bytes = []
                try await store()
            }
            bytes.append(UInt8(ascii: "]"))
            archive.write(bytes)
            counts[table.name] = count
            shown[table.name] = newest
        }
        archive.write(Array("}}\n".utf8))
        archive.end()
    }

    /// `<table>.csv`: the same rows, for spreadsheets.
    private mutating func writeTable(_ table: PersonTable) async throws {
        archive.begin("\(table.name).csv")
        var csv = sheet()
        csv.row(table.columns.map(\.name))
        var pages = ExportPages(self, table, snapshot)
        while let rows = try await pages.next() {
            for row in rows { csv.row(row.map(\.cell)) }
            archive.write(csv.take())
            try await store()
        }
        archive.end()
    }

    /// `profile.csv`, one value a row, and `scim.json`, as the directory said it.
    private mutating func writeValues() async throws {
        archive.begin("profile.csv")
        var csv = sheet()
        csv.row(["attribute", "value", "source", "at", "directory_value", "corrected_at", "corrected_by", "disputed"])
        for field in snapshot.fields {
            csv.row([
                field.attribute.path, field.value.revealed, field.source?.description ?? "",
                ExportValue.iso8601(field.at), field.directoryValue?.revealed ?? "",
                field.correction.map { ExportValue.iso8601($0.at) } ?? "",
                field.correction.map { $0.author.description } ?? "",
                field.correction.map { $0.isDisputed ? "true" : "false" } ?? "",
            ])
        }
        archive.write(csv.take())
        archive.end()
        if let record = snapshot.record {
            archive.begin("scim.json")
            archive.write(SCIMCopy.user(record).json + [0x0A])
            archive.end()
        }
        try await store()
    }

    /// `index.html` and its German sister: for people.
    private mutating func writeReadable() async throws {
        for language in MailLanguage.allCases {
            let copy = ReadableCopy(
                language: language, organization: customer.organization, export: export, snapshot: snapshot,
                tables: tables, counts: counts, shown: shown)
            archive.begin(ReadableCopy.fileName(language))
            archive.write(copy.page)
            archive.end()
        }
        try await store()
    }

    private mutating func writeManifest() async throws {
        let manifest = ExportManifest(
            organization: customer.organization, export: export, snapshot: snapshot, entries: archive.entries,
            counts: counts, tables: tables)
        archive.begin("manifest.json")
        archive.write(manifest.value.json + [0x0A])
        archive.end()
        try await store()
    }

    private func sheet() -> CSVWriter {
        CSVWriter(
            delimiter: .comma, lineBreak: .carriageReturnNewline, hasMark: true,
            guardsFormulas: customer.guards.stand(.r6))
    }

    /// Stores what is whole, a few parts a transaction.
    private mutating func store() async throws {
        let parts = archive.takeParts()
        for start in stride(from: 0, to: parts.count, by: Self.partsAtOnce) {
            let some = Array(parts[start..<min(start + Self.partsAtOnce, parts.count)])
            let export = export
            try await customer.write { tx in try tx.store(some, of: export) }
        }
    }
}

extension PersonTable {
    func writeJSON(_ row: [ExportValue], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (place, cell) in row.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            ExportValue.writeString(columns[place].name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            cell.writeJSON(to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

/// The rows of one table, page by page, each page in a transaction of its own.
struct ExportPages {
    private let customer: Customer
    private let export: BegunExport
    private let table: PersonTable
    /// Rows of a table that is not paged; they were read with the snapshot.
    private var rows: [[ExportValue]]?
    private var links: [PersonLink]
    private var last: [UInt8]?

    init(_ run: ExportRun, _ table: PersonTable, _ snapshot: ExportSnapshot) {
        customer = run.customer
        export = run.export
        self.table = table
        rows = table.isPaged ? nil : snapshot.rows[table.name] ?? []
        links = table.isPaged ? table.links : []
    }

    mutating func next() async throws -> [[ExportValue]]? {
        if let rows {
            self.rows = nil
            return rows
        }
        guard case .pages(let sql, let key)? = links.first else { return nil }
        let (export, table, after) = (export, table, last)
        let page = try await customer.read { tx in
            try ExportReading(tx, of: export.person).page(of: table, sql, by: key, after: after, asOf: export.asOf)
        }
        last = page.last
        if last == nil { links.removeFirst() }
        return page.rows
    }
}
