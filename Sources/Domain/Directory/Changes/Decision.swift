internal import Storage

/// Deciding what the brake has staged.
package struct StagedDeparture: Sendable, Concealed {
    package let person: UUIDValue
    package let name: String
    package let title: String?
    /// `deactivated`, `deleted`, `blanked` or `emptied`.
    package let kind: String
    /// The attributes that were blanked.
    package let lost: [Attribute]
    /// The group that was emptied, where it still exists.
    package let group: String?
    package let at: Int64
}

/// What waits, in numbers.
package struct StagedExtent: Sendable, Concealed {
    /// A person who loses several things counts once for each.
    package let departures: Int
    /// Milliseconds UTC, both.
    package let firstAt: Int64
    package let lastAt: Int64
    /// The group that more than half of the people belong to, if any.
    package let mostly: String?
}

extension Reading {
    /// How much the brake has staged, and within which time; nobody is named.
    package func stagedExtent(of id: UUIDValue, _ permit: Permit<SeeDirectory>) throws -> StagedExtent {
        try accept(permit)
        let found = try db.first(BrakeSQL.extent, [.blob(id.bytes)]) { row in
            (count: row.integer(0), people: row.integer(1), first: row.integer(2), last: row.integer(3))
        }
        let largest = try db.first(BrakeSQL.largestGroup, [.blob(id.bytes)]) { ($0.blob(0), $0.integer(1)) }
        var mostly: String?
        if let found, let (group, people) = largest, people * 2 > found.people, people > 1 {
            mostly = try UUIDValue(bytes: group).flatMap { try storedGroup($0, withMembers: false) }?.draft.displayName
        }
        return StagedExtent(
            departures: Int(found?.count ?? 0), firstAt: found?.first ?? 0, lastAt: found?.last ?? 0, mostly: mostly)
    }
}

extension Writing {
    /// A page of what waits; who looked is recorded.
    package func stagedDepartures(
        of id: UUIDValue, offset: Int, limit: Int, _ permit: Permit<DecideChanges>
    ) throws -> [StagedDeparture] {
        try accept(permit)
        let rows = try departures(of: id, offset: offset, limit: limit)
        try recordSeen(rows.map(\.person), by: permit.principal)
        return try rows.map { row in
            let opened = try openIfAllowed(row.sealed, with: row.key, for: ServicePurpose.self)
            let lost = row.kind == .blanked ? try row.lost.map { try Profile(encoded: $0).fields } : nil
            let emptied = row.kind == .emptied ? try row.lost.map { try LostGroup($0) } : nil
            return StagedDeparture(
                person: row.person, name: opened?.name.revealed ?? "", title: opened?.title?.revealed,
                kind: row.kind.rawValue,
                lost: (lost ?? []).map(\.attribute),
                group: emptied?.draft.displayName, at: row.at)
        }
    }

    /// Lets the staged departures happen (`apply`) or gives everything back.
    ///
    /// Up to 2,000 are done in this transaction; a job does the rest.
    package func decide(_ id: UUIDValue, apply: Bool, _ permit: Permit<DecideChanges>) throws -> ChangeSet {
        try accept(permit)
        guard try storedChangeSet(id).state == .staged else {
            throw Failure(.conflict(.state), "This change is decided already.")
        }
        try close(id, as: apply ? .applied : .discarded, by: permit.principal)
        let deed: EvidenceEvent.Deed = apply ? .changesApplied : .changesDiscarded
        try record(EvidenceEvent(deed, detail: ["\(id)"]), by: permit.principal)
        if try settle(id, limit: Int(ChangeSet.atomicMax), by: permit.principal) {
            try schedule(.settle, subject: id, at: now)
        }
        return try storedChangeSet(id)
    }

    /// Carries the decision out for some of the departures.
    /// - Returns: whether there are more.
    func settle(_ id: UUIDValue, limit: Int, by principal: Principal) throws -> Bool {
        let isApplied = try storedChangeSet(id).state == .applied
        let rows = try departures(of: id, offset: 0, limit: limit)
        // Newest first, so that of two values that one attribute lost the later one is given back.
        for row in rows.reversed() {
            if isApplied { try confirm(row, by: principal) } else { try restore(row, by: principal) }
            try db.run(BrakeSQL.settled, [.blob(row.id.bytes)])
        }
        let people = Int64(Set(rows.map(\.person)).count)
        try db.run(ChangeSetSQL.progress, [.integer(people), .integer(0), .blob(id.bytes)])
        return rows.count == limit
    }

    private func confirm(_ row: DepartureRow, by principal: Principal) throws {
        guard row.kind == .deactivated || row.kind == .deleted, try state(of: row.person) == .held else { return }
        try setState(row.kind == .deleted ? .left : .inactive, of: row.person, from: .held)
        let deed: EvidenceEvent.Deed = row.kind == .deleted ? .personLeft : .personDeactivated
        try record(EvidenceEvent(deed, of: (row.person, row.key)), by: principal)
    }

    private func restore(_ row: DepartureRow, by principal: Principal) throws {
        switch row.kind {
        case .deactivated, .deleted:
            guard try state(of: row.person) == .held else { return }
            try setState(.active, of: row.person, from: .held)
            try record(EvidenceEvent(.accessRestored, of: (row.person, row.key)), by: principal)
        case .blanked:
            guard let lost = try row.lost.map({ try Profile(encoded: $0) }) else { return }
            // A value that the directory has set anew since then stays.
            let profile = try profile(of: row.person, key: row.key)
            let catalogue = try catalogue()
            let back = lost.fields.filter { field in
                catalogue.allows(field.attribute) && !profile.fields.contains { $0.attribute == field.attribute }
            }
            guard !back.isEmpty else { return }
            let whole = Profile(fields: profile.fields + back, corrections: profile.corrections)
            try store(whole, of: (row.person, row.key), change: try countChange())
            try reindex(whole, of: row.person)
            let fields = back.map(\.attribute.path)
            try record(EvidenceEvent(.personChanged, of: (row.person, row.key), detail: fields), by: principal)
        case .emptied:
            try rejoin(row, by: principal)
        case .leftGroup:
            break
        }
    }

    /// Gives a membership back; the group too, where it was removed.
    private func rejoin(_ row: DepartureRow, by principal: Principal) throws {
        guard let lost = try row.lost.map({ try LostGroup($0) }),
            try db.first(GroupSQL.isLive, [.blob(row.record.bytes)], { _ in true }) != nil
        else { return }
        if try storedGroup(lost.id, withMembers: false) == nil {
            let index = customer.keys.index.of(lost.draft.displayName, as: .groupName)
            // A group of that name that has come since then is that group.
            guard try db.first(GroupSQL.byName, [.blob(index)], { _ in true }) == nil else { return }
            try createGroup(lost.draft, as: lost.id, from: row.connection, by: principal)
        }
        try db.run(GroupSQL.join, [.blob(lost.id.bytes), .blob(row.record.bytes)])
        try db.run(GroupSQL.touch, [.blob(row.record.bytes)])
        try db.run(GroupSQL.touchGroup, [.integer(now), .blob(lost.id.bytes)])
        try countChange()
        try record(EvidenceEvent(.groupChanged, detail: ["\(lost.id)", "members"]), by: principal)
    }

    /// Makes the record of a person findable by what its profile says now.
    private func reindex(_ profile: Profile, of person: UUIDValue) throws {
        guard let id = try db.first(DirectorySQL.liveRecordOf, [.blob(person.bytes)], { $0.blob(0) }) else { return }
        let indexes = try RecordIndexes(RecordDraft(attributes: profile.attributes), customer.keys.index)
        try db.run(
            DirectorySQL.reindexRecord,
            [.optional(indexes.externalID), .optional(indexes.workEmail), .integer(now), .blob(id)])
    }

    /// The profile as it is now; a departure that was settled before this one may have changed it.
    private func profile(of person: UUIDValue, key: SealingKey) throws -> Profile {
        let sealed = try db.first(DirectorySQL.person, [.blob(person.bytes)]) { $0.blob(2) }
        guard let sealed else { throw ByteReader.damaged }
        return try Profile(encoded: Sealing.open(sealed, at: profilePlace(person), with: key))
    }
}

/// A group that was emptied or removed, as `departure.lost` keeps it.
private struct LostGroup {
    let id: UUIDValue
    let draft: GroupDraft

    init(_ bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        id = try reader.uuid()
        draft = GroupDraft(displayName: try reader.text(), externalID: try reader.optionalText())
    }
}

/// A departure with its person, opened.
private struct DepartureRow {
    let id: UUIDValue
    let person: UUIDValue
    let record: UUIDValue
    let connection: UUIDValue
    let kind: DepartureKind
    let at: Int64
    let lost: [UInt8]?
    let key: SealingKey
    let sealed: SealedPerson
}

extension Reading {
    /// The blanked values that departures keep, opened.
    func pendingLosses() throws -> [(id: UUIDValue, person: UUIDValue, key: SealingKey, profile: Profile)] {
        try db.all(BrakeSQL.blanked) { row in
            guard let id = UUIDValue(bytes: row.blob(0)), let person = UUIDValue(bytes: row.blob(1)),
                let keyID = UUIDValue(bytes: row.blob(3))
            else { throw ByteReader.damaged }
            let key = try key(keyID)
            return (id, person, key, try Profile(encoded: Sealing.open(row.blob(2), at: lostPlace(person), with: key)))
        }
    }

    fileprivate func departures(of id: UUIDValue, offset: Int, limit: Int) throws -> [DepartureRow] {
        _ = try gate()
        let bounds: [Value] = [.blob(id.bytes), .integer(Int64(limit)), .integer(Int64(offset))]
        return try db.all(BrakeSQL.staged, bounds) { row in
            guard let id = UUIDValue(bytes: row.blob(0)), let person = UUIDValue(bytes: row.blob(1)),
                let record = UUIDValue(bytes: row.blob(2)), let connection = UUIDValue(bytes: row.blob(9)),
                let kind = DepartureKind(rawValue: row.text(3)),
                let keyID = UUIDValue(bytes: row.blob(6))
            else { throw ByteReader.damaged }
            let key = try key(keyID)
            return DepartureRow(
                id: id, person: person, record: record, connection: connection, kind: kind, at: row.integer(4),
                lost: try row.optionalBlob(5).map { try Sealing.open($0, at: lostPlace(person), with: key) }, key: key,
                sealed: SealedPerson(
                    id: person, keyID: keyID, profile: row.blob(8), closed: ClosedPurposes(rawValue: row.integer(10))))
        }
    }
}
