internal import Storage

/// Directory groups (SCIM Group): reading and changing them. Their names are sealed under the organization's key.
extension Reading {
    package func group(_ id: UUIDValue, withMembers: Bool = true, _ permit: Permit<ReadDirectory>) throws
        -> DirectoryGroup
    {
        try accept(permit)
        guard let group = try storedGroup(id, withMembers: withMembers) else { throw Failure.noSuchGroup }
        customer.tally.count(.read, from: permit, at: now)
        return group
    }

    package func groupCount(_ permit: Permit<ReadDirectory>) throws -> Int {
        try accept(permit)
        return Int(try gate().groups)
    }

    /// The group of that name or external id, if any.
    package func groups(
        where lookup: GroupLookup, withMembers: Bool = true, _ permit: Permit<ReadDirectory>
    ) throws -> [DirectoryGroup] {
        try accept(permit)
        let ids: [UUIDValue?]
        switch lookup {
        case .id(let id): ids = [id]
        case .displayName(let name):
            ids = try db.all(GroupSQL.byName, [.blob(customer.keys.index.of(name, as: .groupName))]) {
                UUIDValue(bytes: $0.blob(0))
            }
        case .externalID(let id):
            ids = try db.all(GroupSQL.byExternalID, [.blob(customer.keys.index.of(id, as: .groupExternalID))]) {
                UUIDValue(bytes: $0.blob(0))
            }
        }
        return try ids.compactMap(\.self).compactMap { try storedGroup($0, withMembers: withMembers) }
    }

    /// A page of groups in order of id, after one id or by position.
    package func groups(
        after id: UUIDValue? = nil, offset: Int = 0, limit: Int, withMembers: Bool = true,
        _ permit: Permit<ReadDirectory>
    ) throws -> [DirectoryGroup] {
        try accept(permit)
        let from = id ?? UUIDValue(high: 0, low: 0)
        let ids = try db.all(
            GroupSQL.page, [.blob(from.bytes), .integer(Int64(limit)), .integer(Int64(offset))]
        ) { UUIDValue(bytes: $0.blob(0)) }
        return try ids.compactMap(\.self).compactMap { try storedGroup($0, withMembers: withMembers) }
    }

    func storedGroup(_ id: UUIDValue, withMembers: Bool) throws -> DirectoryGroup? {
        let row = try db.first(GroupSQL.read, [.blob(id.bytes)]) { row in
            (content: row.blob(0), version: row.integer(1), createdAt: row.integer(2), changedAt: row.integer(3))
        }
        guard let row else { return nil }
        var draft = try groupDraft(id, row.content)
        if withMembers {
            draft.members = try db.all(GroupSQL.members, [.blob(id.bytes)]) { UUIDValue(bytes: $0.blob(0)) }.compactMap(
                \.self)
        }
        return DirectoryGroup(
            id: id, draft: draft, version: row.version, createdAt: row.createdAt, changedAt: row.changedAt)
    }

    func groupReference(id: [UInt8], content: [UInt8]) throws -> GroupReference {
        guard let id = UUIDValue(bytes: id) else { throw ByteReader.damaged }
        return GroupReference(id: id, displayName: try groupDraft(id, content).displayName)
    }

    func groupPlace(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("staff_group.content", organization: customer.organization.id, owner: id)
    }

    func groupDraft(_ id: UUIDValue, _ content: [UInt8]) throws -> GroupDraft {
        var reader = ByteReader(try Sealing.open(content, at: groupPlace(id), with: customer.keys.data))
        return GroupDraft(displayName: try reader.text(), externalID: try reader.optionalText())
    }
}

package enum GroupLookup: Sendable, Equatable, Concealed {
    case id(UUIDValue)
    case displayName(String)
    case externalID(String)
}

extension Writing {
    /// - Throws: `Failure.conflict(.uniqueness)` where the name is taken; `.invalid` for a member that is not here.
    package func createGroup(_ draft: GroupDraft, _ permit: Permit<SyncDirectory>) throws -> DirectoryGroup {
        try accept(permit)
        let connection = try connection(of: permit)
        let group = try takeOver(draft, from: connection, by: permit.principal)
        customer.tally.count(.created, from: permit, at: now)
        return group
    }

    package func updateGroup(
        _ id: UUIDValue, if condition: VersionCondition?, _ permit: Permit<SyncDirectory>,
        _ change: (inout GroupDraft) throws -> Void
    ) throws -> DirectoryGroup {
        try accept(permit)
        guard let stored = try storedGroup(id, withMembers: true) else { throw Failure.noSuchGroup }
        if let condition, !condition(stored.version) { throw Failure.staleVersion }
        var draft = stored.draft
        try change(&draft)
        let connection = try connection(of: permit)
        try requireOwnership(ofGroup: id, by: connection)
        guard draft != stored.draft else { return stored }
        try write(draft, over: stored, from: connection, by: permit.principal)
        customer.tally.count(.changed, from: permit, at: now)
        return DirectoryGroup(
            id: id, draft: draft, version: stored.version + 1, createdAt: stored.createdAt, changedAt: now)
    }

    package func removeGroup(_ id: UUIDValue, if condition: VersionCondition?, _ permit: Permit<SyncDirectory>) throws {
        try accept(permit)
        guard let stored = try storedGroup(id, withMembers: true) else { throw Failure.noSuchGroup }
        if let condition, !condition(stored.version) { throw Failure.staleVersion }
        let connection = try connection(of: permit)
        try requireOwnership(ofGroup: id, by: connection)
        try change(
            members: stored.draft.members, to: [], of: id, named: stored.draft, from: connection, by: permit.principal)
        try forgetRoles(of: id)
        try db.run(GroupSQL.delete, [.blob(id.bytes)])
        try countChange(groups: -1)
        try record(EvidenceEvent(.groupRemoved, detail: ["\(id)"]), by: permit.principal)
        customer.tally.count(.departed, from: permit, at: now)
    }

    @discardableResult
    func createGroup(
        _ draft: GroupDraft, as known: UUIDValue? = nil, from connection: UUIDValue, by principal: Principal
    ) throws -> DirectoryGroup {
        let id = known ?? UUIDValue.ordered(at: now)
        let (content, name, external) = try sealed(draft, id)
        try requireFreeName(name, except: nil)
        try db.run(
            GroupSQL.insert,
            [
                .blob(id.bytes), .blob(connection.bytes), .blob(content), .blob(name), .optional(external),
                .integer(now), .integer(now),
            ])
        try countChange(groups: 1)
        try change(members: [], to: draft.members, of: id, named: draft, from: connection, by: principal)
        try record(EvidenceEvent(.groupCreated, detail: ["\(id)", "members \(draft.members.count)"]), by: principal)
        return DirectoryGroup(id: id, draft: draft, version: 1, createdAt: now, changedAt: now)
    }

    /// A new group, or the one of that name that no living directory keeps.
    private func takeOver(_ draft: GroupDraft, from connection: UUIDValue, by principal: Principal) throws
        -> DirectoryGroup
    {
        let index = customer.keys.index.of(draft.displayName, as: .groupName)
        guard let id = try db.first(GroupSQL.byName, [.blob(index)], { UUIDValue(bytes: $0.blob(0)) }) ?? nil,
            let keeper = try keeper(ofGroup: id), keeper != connection, try isFree(keeper),
            let stored = try storedGroup(id, withMembers: true)
        else { return try createGroup(draft, from: connection, by: principal) }
        try write(draft, over: stored, from: connection, by: principal)
        return DirectoryGroup(
            id: id, draft: draft, version: stored.version + 1, createdAt: stored.createdAt, changedAt: now)
    }

    private func write(
        _ draft: GroupDraft, over stored: DirectoryGroup, from connection: UUIDValue, by principal: Principal
    ) throws {
        let (content, name, external) = try sealed(draft, stored.id)
        try requireFreeName(name, except: stored.id)
        try db.run(
            GroupSQL.update,
            [
                .blob(content), .blob(name), .optional(external), .integer(now), .blob(connection.bytes),
                .blob(stored.id.bytes),
            ])
        let isRenamed = !draft.displayName.utf8.elementsEqual(stored.draft.displayName.utf8)
        if isRenamed {
            try db.run(GroupSQL.touchMembers, [.blob(stored.id.bytes)])
        }
        try change(
            members: stored.draft.members, to: draft.members, of: stored.id, named: draft, from: connection,
            by: principal)
        var detail = ["\(stored.id)"]
        if isRenamed { detail.append("displayName") }
        if draft.externalID != stored.draft.externalID { detail.append("externalId") }
        if draft.members != stored.draft.members { detail.append("members") }
        try record(EvidenceEvent(.groupChanged, detail: detail), by: principal)
    }

    private func sealed(_ draft: GroupDraft, _ id: UUIDValue) throws -> (
        content: [UInt8], name: [UInt8], external: [UInt8]?
    ) {
        var plain: [UInt8] = []
        plain.appendText(draft.displayName)
        plain.appendOptionalText(draft.externalID)
        let content = try Sealing.seal(plain, at: groupPlace(id), with: customer.keys.data)
        let index = customer.keys.index
        return (
            content, index.of(draft.displayName, as: .groupName),
            draft.externalID.map { index.of($0, as: .groupExternalID) }
        )
    }

    private func requireFreeName(_ name: [UInt8], except id: UUIDValue?) throws {
        let holder = try db.first(GroupSQL.byName, [.blob(name)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil
        guard holder == nil || holder == id else {
            throw Failure(
                .conflict(.uniqueness),
                "Another group of this organization has that displayName; look it up and change that one.")
        }
    }

    /// Members in and out. Each record's version moves, since its groups are part of what SCIM returns.
    private func change(
        members before: [UUIDValue], to after: [UUIDValue], of group: UUIDValue, named draft: GroupDraft,
        from connection: UUIDValue, by principal: Principal
    ) throws {
        let (old, new) = (Set(before), Set(after))
        let joining = after.filter { !old.contains($0) }
        let leaving = before.filter { !new.contains($0) }
        guard !joining.isEmpty || !leaving.isEmpty else { return }
        for record in joining where try db.first(GroupSQL.isLive, [.blob(record.bytes)], { _ in true }) == nil {
            throw Failure.invalid("members", "A member's value is not the id of a user of this organization.")
        }
        try noteLeaving(leaving, of: group, named: draft, from: connection)
        try db.run(GroupSQL.leave, each: leaving.map { [.blob(group.bytes), .blob($0.bytes)] })
        try db.run(GroupSQL.join, each: joining.map { [.blob(group.bytes), .blob($0.bytes)] })
        try db.run(GroupSQL.touch, each: (joining + leaving).map { [.blob($0.bytes)] })
        try countChange()
        if after.isEmpty && !leaving.isEmpty { try brakeEmptied(group, from: connection, by: principal) }
    }

    /// Notes who leaves a group, in case that it is being emptied, with what it takes to give it back.
    func noteLeaving(
        _ members: [UUIDValue], of group: UUIDValue, named draft: GroupDraft, from connection: UUIDValue
    ) throws {
        var lost = group.bytes
        lost.appendText(draft.displayName)
        lost.appendOptionalText(draft.externalID)
        for member in members {
            guard let stored = try db.first(DirectorySQL.liveRecord, [.blob(member.bytes)], StoredRecord.init),
                stored.state == .active
            else { continue }
            try note(.leftGroup, of: stored, from: connection, group: group, lost: lost, key: key(stored.keyID))
        }
    }

    /// A group has lost its last member: all who left it within the hour count like departures.
    func brakeEmptied(_ group: UUIDValue, from connection: UUIDValue, by principal: Principal) throws {
        let people = try db.all(BrakeSQL.becomeEmptied, [.blob(group.bytes), .integer(now - Brake.window)]) {
            UUIDValue(bytes: $0.blob(0))
        }
        let known = people.compactMap(\.self)
        guard !known.isEmpty else { return }
        _ = try brake(connection, people: known, by: principal)
    }
}
