internal import Storage

/// Compares rows of a file with the records that are there, many at a time.
struct FileComparison {
    struct Result {
        /// The first 8 bytes of the user name's index.
        let name: UInt64
        let record: UUIDValue?
        /// Nil where the row changes nothing.
        let change: Change?
    }

    let mapping: CSVMapping
    let connection: UUIDValue

    func compare(_ rows: [CSVRow], _ tx: Reading) throws -> [Result] {
        let indexes = rows.map { tx.customer.keys.index.of($0.draft.attributes[.userName] ?? "", as: .userName) }
        var found: [[UInt8]: (stored: StoredRecord, kind: String)] = [:]
        for start in stride(from: 0, to: indexes.count, by: 100) {
            var values = indexes[start..<min(start + 100, indexes.count)].map(Value.blob)
            while values.count < 100 { values.append(.null) }
            try tx.db.each(DirectorySQL.byUserNames, values) { row in
                found[row.blob(10)] = (try StoredRecord(row), row.text(11))
            }
        }
        _ = try tx.gate()
        let keys = try tx.customer.vault.keys(found.values.map(\.stored.keyID))
        return try zip(rows, indexes).map { row, index in
            let name = index.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            guard let (stored, kind) = found[index] else {
                return Result(name: name, record: nil, change: joiner(row))
            }
            guard let key = keys[stored.keyID] else {
                throw Failure(.unavailable, "A person's key is missing from the key store; restore its backup.")
            }
            let profile = try tx.profile(stored, key: key)
            let change = try mover(row, stored, profile, kind, tx)
            return Result(name: name, record: stored.id, change: change)
        }
    }

    private func joiner(_ row: CSVRow) -> Change {
        var draft = row.draft
        if let manager = row.managerKey { draft.attributes[.manager] = manager }
        return Change(
            kind: .joiner, line: row.line, record: nil, version: 0, before: RecordDraft(active: false), after: draft,
            groups: mapping.hasGroups ? row.groups : nil)
    }

    /// Only what the file has a column for can change.
    private func mover(
        _ row: CSVRow, _ stored: StoredRecord, _ profile: Profile, _ kind: String, _ tx: Reading
    ) throws -> Change? {
        let before = RecordDraft(attributes: profile.attributes, active: stored.active)
        var after = before
        for attribute in mapping.attributes where attribute != .manager {
            after.attributes[attribute] = row.draft.attributes[attribute]
        }
        if mapping.attributes.contains(.manager) { after.attributes[.manager] = row.managerKey }
        if mapping.hasActive { after.active = row.draft.active }
        let isOwn = stored.connection == connection
        let groups = mapping.hasGroups ? row.groups : nil
        let movesGroups = try isOwn && groups.map { try tx.fileGroups(of: stored.id, connection) != Set($0) } ?? false
        guard after != before || movesGroups || (!isOwn && kind != ConnectionKind.scim.rawValue) else { return nil }
        let mayWrite = try isOwn || kind != ConnectionKind.scim.rawValue || tx.isFree(stored.connection)
        return Change(
            kind: mayWrite ? .mover : .keptOut, line: row.line, record: stored.id, version: stored.version,
            before: before, after: after, groups: groups)
    }
}

extension Reading {
    /// The names of the groups of a file's connection that a record belongs to.
    func fileGroups(of record: UUIDValue, _ connection: UUIDValue) throws -> Set<String> {
        guard try gate().groups > 0 else { return [] }
        return Set(
            try db.all(ChangeSetSQL.fileGroups, [.blob(record.bytes), .blob(connection.bytes)]) { row in
                try groupReference(id: row.blob(0), content: row.blob(1)).displayName
            })
    }
}
