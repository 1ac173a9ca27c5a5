internal import Crypto
internal import Storage

/// Everything that an organization has here, in open formats, at the end of its contract or before: a ZIP archive that
/// is made as it is read, table by table, in batches that let others work.
///
/// `tables/<name>.json` holds all of a table, `tables/<name>.csv` the same for spreadsheets (formula-safe), `staff.csv`
/// a staff list that this program and others import, `organization.json` what the platform knows,
/// `manifest.json` what is in each file and what was left out, and why.
package struct ReturnArchive: Sendable {
    private static let batch = 500

    let customer: Customer

    /// The name of the file: it names nobody.
    package var fileName: String { "\(customer.organization.slug)-\(CivilDate(customer.clock.now).text).zip" }

    /// Writes the archive, part after part; a slow sink holds up nothing else.
    /// - Returns: the sink, which has all of it.
    package func write<Sink: ArchiveSink>(to sink: Sink) async throws -> Sink {
        var writer = ArchiveWriter(at: customer.clock.now, sink)
        let customer = customer
        let (all, subjects) = try await customer.read { tx in
            (try Inventory.tables(of: .customer).map { try ReturnedTable($0, tx.db) }, try tx.subjects())
        }
        let tables = all.filter { !$0.columns.isEmpty }
        try await writer.file("organization.json", rows: 1) { try await $0.add(organization().bytes) }
        try await writeStaff(tables, subjects, &writer)
        for table in tables {
            try await writeJSON(table, subjects, &writer)
            try await writeCSV(table, subjects, &writer)
        }
        try await writer.finish(all)
        return writer.sink
    }

    private func writeJSON(
        _ table: ReturnedTable, _ subjects: [[UInt8]: UUIDValue], _ writer: inout ArchiveWriter<some ArchiveSink>
    ) async throws {
        try await writer.begin("tables/\(table.table.name).json")
        var json = JSONText()
        json.openArray()
        var count = 0
        try await each(of: table, subjects) { rows in
            for row in rows {
                json.object { json in
                    for (column, cell) in zip(table.columns, row) { json.field(column.name) { cell.write(to: &$0) } }
                }
            }
            count += rows.count
            try await writer.add(json.take())
        }
        json.closeArray()
        try await writer.add(json.take())
        try await writer.end(rows: count)
    }

    private func writeCSV(
        _ table: ReturnedTable, _ subjects: [[UInt8]: UUIDValue], _ writer: inout ArchiveWriter<some ArchiveSink>
    ) async throws {
        try await writer.begin("tables/\(table.table.name).csv")
        var csv = CSVWriter()
        csv.row(table.header)
        var count = 0
        try await each(of: table, subjects) { rows in
            for row in rows { csv.row(table.record(row)) }
            count += rows.count
            try await writer.add(csv.take())
        }
        try await writer.add(csv.take())
        try await writer.end(rows: count)
    }

    /// Those who are staff now, as a file that a directory or this program reads.
    private func writeStaff(
        _ tables: [ReturnedTable], _ subjects: [[UInt8]: UUIDValue], _ writer: inout ArchiveWriter<some ArchiveSink>
    ) async throws {
        guard let table = tables.first(where: { $0.table.name == "person" }),
            let profile = table.columns.firstIndex(where: { $0.name == "profile" }),
            let state = table.columns.firstIndex(where: { $0.name == "state" })
        else { return }
        try await writer.begin("staff.csv")
        var csv = CSVWriter()
        csv.row(Attribute.allCases.map(\.path) + ["active"])
        var count = 0
        try await each(of: table, subjects) { rows in
            for row in rows {
                guard case .parts(let parts) = row[profile], case .text(let state) = row[state], state != "left",
                    state != "erasing"
                else { continue }
                let values = Attribute.allCases.map { attribute in
                    parts.first { $0.name == attribute.path }?.value ?? ""
                }
                csv.row(values + [state == "active" ? "true" : "false"])
                count += 1
            }
            try await writer.add(csv.take())
        }
        try await writer.add(csv.take())
        try await writer.end(rows: count)
    }

    /// All rows, batch by batch, each in a transaction of its own.
    private func each(
        of table: ReturnedTable, _ subjects: [[UInt8]: UUIDValue],
        _ body: ([[ReturnedTable.Cell]]) async throws -> Void
    ) async throws {
        var last: [Value]?
        while true {
            let after = last
            let batch = try await customer.read { tx in
                try tx.rows(of: table, after: after, limit: Self.batch, subjects)
            }
            if !batch.rows.isEmpty { try await body(batch.rows) }
            guard batch.count == Self.batch, let next = batch.last else { return }
            last = next
        }
    }

    private func organization() -> JSONText {
        let organization = customer.organization
        var json = JSONText()
        json.object { json in
            json.field("id") { $0.text("\(organization.id)") }
            json.field("slug") { $0.text(organization.slug) }
            json.field("name") { $0.text(organization.name) }
            json.field("zone") { $0.text(organization.zone) }
            json.field("serviceLevel") { $0.text(organization.serviceLevel) }
            json.field("seats") { $0.number(organization.seats) }
            json.field("domains") { json in json.array(organization.domains) { $0.text($1) } }
            json.field("createdAt") { $0.number(organization.createdAt) }
            json.field("closedAt") { json in
                if let at = organization.ending.closedAt { json.number(at) } else { json.null() }
            }
        }
        return json
    }
}

/// Takes the parts of an archive, one after the other.
package protocol ArchiveSink {
    mutating func write(_ bytes: [UInt8]) async throws
}

/// The archive under way: files one after the other, and what the manifest says of each.
struct ArchiveWriter<Sink: ArchiveSink> {
    private var zip: ZipStream
    private(set) var sink: Sink
    private let at: Int64
    private var files: [ArchivedFile] = []
    private var name = ""
    private var size: Int64 = 0
    private var hash = SHA256()

    init(at: Int64, _ sink: Sink) {
        self.at = at
        self.sink = sink
        zip = ZipStream(at: at)
    }

    private mutating func pass() async throws {
        let bytes = zip.take()
        if !bytes.isEmpty { try await sink.write(bytes) }
    }

    mutating func begin(_ name: String) async throws {
        self.name = name
        size = 0
        hash = SHA256()
        zip.begin(name)
    }

    mutating func add(_ bytes: [UInt8]) async throws {
        size += Int64(bytes.count)
        hash.update(data: bytes)
        zip.add(bytes)
        try await pass()
    }

    mutating func end(rows: Int) async throws {
        try zip.end()
        try await pass()
        let digest = hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        files.append(ArchivedFile(name: name, rows: rows, bytes: size, hash: digest))
    }

    mutating func file(
        _ name: String, rows: Int, _ body: (inout ArchiveWriter<Sink>) async throws -> Void
    ) async throws {
        try await begin(name)
        try await body(&self)
        try await end(rows: rows)
    }

    /// The manifest and the end of the archive.
    mutating func finish(_ tables: [ReturnedTable]) async throws {
        var json = JSONText()
        json.object { json in
            json.field("madeAt") { $0.number(at) }
            json.field("files") { json in
                json.array(files) { json, file in
                    json.object { json in
                        json.field("name") { $0.text(file.name) }
                        json.field("rows") { $0.number(Int64(file.rows)) }
                        json.field("bytes") { $0.number(file.bytes) }
                        json.field("sha256") { $0.text(file.hash) }
                    }
                }
            }
            json.field("leftOut") { json in
                json.array(tables.filter { !$0.omitted.isEmpty }) { json, table in
                    json.object { json in
                        json.field("table") { $0.text(table.table.name) }
                        json.field("columns") { json in
                            json.object { json in
                                for column in table.omitted { json.field(column.name) { $0.text(column.why) } }
                            }
                        }
                    }
                }
            }
        }
        try await file("manifest.json", rows: 1) { try await $0.add(json.bytes) }
        zip.finish()
        try await pass()
    }
}

/// What the manifest says of a file.
struct ArchivedFile: Sendable {
    let name: String
    let rows: Int
    let bytes: Int64
    let hash: String
}
