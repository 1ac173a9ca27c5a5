internal import Storage

/// What a copy reads in one transaction: everything but the long tables.
struct ExportSnapshot: Sendable, Concealed {
    /// By table.
    private(set) var rows: [String: [[ExportValue]]] = [:]
    /// Each value that holds, with its source.
    private(set) var fields: [SourcedField] = []
    private(set) var record: SCIMCopy.Record?
    /// Names of the connections and groups that rows speak of by their ids.
    private(set) var names: [UUIDValue: String] = [:]
    private(set) var schemaVersion: Int64 = 0
    private(set) var checkpoint: Checkpoint?

    /// The newest signed head of the evidence.
    struct Checkpoint: Sendable {
        let size: Int64
        let root: [UInt8]
        let note: String
    }

    init() {}

    init(_ tx: Reading, of person: UUIDValue) throws {
        let reading = try ExportReading(tx, of: person)
        for table in PersonData.tables where !table.isPaged { rows[table.name] = try reading.rows(of: table) }
        fields = try tx.open(person, for: RightsPurpose.self).sourcedFields
        record = try Self.record(reading)
        names = try tx.sourceNames()
        for group in record?.groups ?? [] { names[group.id] = group.displayName }
        schemaVersion = try tx.db.first(PersonDataSQL.schemaVersion) { $0.integer(0) } ?? 0
        checkpoint = try tx.db.first(PersonDataSQL.checkpoint) { row in
            Checkpoint(size: row.integer(0), root: row.blob(1), note: row.text(2))
        }
    }

    /// The living record, or the last one; as the directory said it, without what was corrected here.
    private static func record(_ reading: ExportReading) throws -> SCIMCopy.Record? {
        let (tx, owner) = (reading.tx, reading.owner)
        let row = try tx.db.first(PersonDataSQL.liveOrLastRecord, [.blob(owner.person.bytes)]) { row in
            (
                id: UUIDValue(bytes: row.blob(0)), active: row.flag(1), version: row.integer(2),
                createdAt: row.integer(3), changedAt: row.integer(4)
            )
        }
        guard let row, let id = row.id, let sealed = try tx.sealedPerson(owner.person) else { return nil }
        let plain = try Sealing.open(sealed.profile, at: tx.profilePlace(owner.person), with: owner.key)
        let draft = RecordDraft(attributes: try Profile(encoded: plain).attributes, active: row.active)
        return SCIMCopy.Record(
            id: id, draft: draft, version: row.version, createdAt: row.createdAt, changedAt: row.changedAt,
            groups: try tx.groups(of: id))
    }

    /// What a copy says of itself, in `data.json` and in the manifest.
    func head(_ export: BegunExport, _ organization: Organization) -> [ExportValue.Member] {
        let keeper: [ExportValue.Member] = [
            .init("id", .text("\(organization.id)")), .init("slug", .text(organization.slug)),
            .init("name", .text(organization.name)),
        ]
        let known = names.sorted { $0.key < $1.key }.map { ExportValue.Member("\($0.key)", .text($0.value)) }
        return [
            .init("format", .text("instructors.copy/1")), .init("copy", .text("\(export.id)")),
            .init("organization", .object(keeper)), .init("person", .text("\(export.person)")),
            .init("request", .optional(export.number)), .init("as_of", .instant(export.asOf)),
            .init("names", .object(known)),
        ]
    }
}
