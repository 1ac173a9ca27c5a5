internal import Storage

/// The directory: what connections believe about the staff. This file reads; `Provisioning.swift` changes.
extension Reading {
    /// The live record of that id.
    /// - Throws: `Failure.notFound`.
    package func record(_ id: UUIDValue, _ permit: Permit<ReadDirectory>) throws -> DirectoryRecord {
        try accept(permit)
        guard let stored = try db.first(DirectorySQL.liveRecord, [.blob(id.bytes)], StoredRecord.init) else {
            throw Failure.noSuchRecord
        }
        customer.tally.count(.read, from: permit, at: now)
        return try opened(stored, groups: groups(of: stored.id))
    }

    /// The live records that an indexed value matches; at most 200.
    package func records(
        where lookup: DirectoryLookup, _ permit: Permit<ReadDirectory>
    ) throws -> [DirectoryRecord] {
        try accept(permit)
        let stored: [StoredRecord]
        let index = customer.keys.index
        switch lookup {
        case .id(let id):
            stored = try db.all(DirectorySQL.liveRecord, [.blob(id.bytes)], StoredRecord.init)
        case .userName(let name):
            stored = try db.all(DirectorySQL.byUserName, [.blob(index.of(name, as: .userName))], StoredRecord.init)
        case .externalID(let id):
            stored = try db.all(DirectorySQL.byExternalID, [.blob(index.of(id, as: .externalID))], StoredRecord.init)
        case .workEmail(let email):
            stored = try db.all(DirectorySQL.byWorkEmail, [.blob(index.of(email, as: .workEmail))], StoredRecord.init)
        }
        customer.tally.count(.read, from: permit, at: now, times: Int64(stored.count))
        return try stored.map { try opened($0, groups: groups(of: $0.id)) }
    }

    /// How many live records there are.
    package func recordCount(_ permit: Permit<ReadDirectory>) throws -> Int {
        try accept(permit)
        return Int(try gate().records)
    }

    /// A page by position, in order of id: `offset` records are skipped.
    package func records(
        offset: Int, limit: Int, _ permit: Permit<ReadDirectory>
    ) throws -> [DirectoryRecord] {
        try accept(permit)
        let bounds: [Value] = [.integer(Int64(limit)), .integer(Int64(offset))]
        let stored = try db.all(DirectorySQL.page, bounds, StoredRecord.init)
        let groups = try gate().groups == 0 ? [:] : groupsByRecord(DirectorySQL.pageGroups, bounds)
        return try open(stored, groups: groups, permit)
    }

    /// A page by key, in order of id: the records after `id`. Stable while rows come and go.
    package func records(
        after id: UUIDValue?, limit: Int, _ permit: Permit<ReadDirectory>
    ) throws -> [DirectoryRecord] {
        try accept(permit)
        let from = id ?? UUIDValue(high: 0, low: 0)
        let stored = try db.all(DirectorySQL.pageAfter, [.blob(from.bytes), .integer(Int64(limit))], StoredRecord.init)
        var groups: [UUIDValue: [GroupReference]] = [:]
        if let first = stored.first, let last = stored.last, try gate().groups > 0 {
            groups = try groupsByRecord(DirectorySQL.rangeGroups, [.blob(first.id.bytes), .blob(last.id.bytes)])
        }
        return try open(stored, groups: groups, permit)
    }

    /// Visits every live record in order of id, in batches of 200, until `visit` returns false.
    package func eachRecord(
        _ permit: Permit<ReadDirectory>, _ visit: (DirectoryRecord) throws -> Bool
    ) throws {
        try accept(permit)
        var last: UUIDValue?
        while true {
            let batch = try records(after: last, limit: 200, permit)
            for record in batch { guard try visit(record) else { return } }
            guard batch.count == 200 else { return }
            last = batch.last?.id
        }
    }

    private func open(
        _ stored: [StoredRecord], groups: [UUIDValue: [GroupReference]], _ permit: Permit<ReadDirectory>
    ) throws -> [DirectoryRecord] {
        customer.tally.count(.read, from: permit, at: now, times: Int64(stored.count))
        _ = try gate()
        let keys = try customer.vault.keys(stored.map(\.keyID))
        return try stored.compactMap { stored in
            guard let key = keys[stored.keyID] else { return nil }
            return opened(stored, try profile(stored, key: key), groups: groups[stored.id] ?? [])
        }
    }

    func groups(of record: UUIDValue) throws -> [GroupReference] {
        guard try gate().groups > 0 else { return [] }
        return try db.all(DirectorySQL.recordGroups, [.blob(record.bytes)]) { row in
            try groupReference(id: row.blob(0), content: row.blob(1))
        }
    }

    private func groupsByRecord(_ sql: SQL, _ values: [Value]) throws -> [UUIDValue: [GroupReference]] {
        var names: [[UInt8]: GroupReference] = [:]
        var groups: [UUIDValue: [GroupReference]] = [:]
        try db.each(sql, values) { row in
            guard let record = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
            let id = row.blob(1)
            let reference = try names[id] ?? groupReference(id: id, content: row.blob(2))
            names[id] = reference
            groups[record, default: []].append(reference)
        }
        return groups
    }
}

/// A look-up that an index answers.
package enum DirectoryLookup: Sendable, Equatable, Concealed {
    case id(UUIDValue)
    case userName(String)
    case externalID(String)
    case workEmail(String)
}

extension Failure {
    static let noSuchRecord = Failure.notFound("There is no such user here.")
    static let noSuchGroup = Failure.notFound("There is no such group here.")
}

extension Tally {
    func count<A: Action>(_ kind: Kind, from permit: Permit<A>, at now: Int64, times: Int64 = 1) {
        guard case .connection(let connection) = permit.principal else { return }
        count(kind, from: connection, at: now, times: times)
    }
}
