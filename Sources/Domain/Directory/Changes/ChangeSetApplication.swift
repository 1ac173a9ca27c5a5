internal import Storage

/// Carrying out what was decided: exactly the difference that was shown.
extension Customer {
    /// Applies a proposed change set: all at once up to 2,000 changes, above that in batches that survive a stop.
    /// - Parameter progress: told how many changes are done, after each batch.
    /// - Throws: `Failure.conflict(.state)` where it is not proposed any more, or where staff changed since (up to 2,000).
    package func apply(
        _ id: UUIDValue, _ permit: Permit<ImportStaff>, progress: @Sendable (Int64) -> Void = { _ in }
    ) async throws -> ChangeSet {
        let changeSet = try await read { tx in try tx.storedChangeSet(id) }
        if changeSet.changes <= ChangeSet.atomicMax {
            try await stockKeys(Int(changeSet.joiners))
            return try await write { tx in
                try tx.begin(id, permit)
                while let (applied, refused) = try tx.applyNextChunk(of: id, by: permit.principal, isAtomic: true) {
                    try tx.db.run(ChangeSetSQL.progress, [.integer(applied), .integer(refused), .blob(id.bytes)])
                }
                return try tx.finish(id, by: permit.principal)
            }
        }
        try await write { tx in
            try tx.begin(id, permit)
            try tx.schedule(.apply, subject: id, at: tx.now + Job.lease)
        }
        return try await carryOn(id, progress: progress)
    }

    /// Begins a large change set and leaves it to the jobs; small ones are applied at once.
    package func applyInBackground(_ id: UUIDValue, _ permit: Permit<ImportStaff>) async throws -> ChangeSet {
        let changeSet = try await read { tx in try tx.storedChangeSet(id) }
        if changeSet.changes <= ChangeSet.atomicMax { return try await apply(id, permit) }
        return try await write { tx in
            try tx.begin(id, permit)
            try tx.schedule(.apply, subject: id, at: tx.now)
            return try tx.storedChangeSet(id)
        }
    }

    /// Applies the batches that are left, one transaction each, so that others' writes go on between them.
    func carryOn(_ id: UUIDValue, progress: @Sendable (Int64) -> Void = { _ in }) async throws -> ChangeSet {
        while true {
            try await stockKeys(ChangeCodec.chunkSize)
            let changeSet = try await write { tx -> ChangeSet in
                guard try tx.storedChangeSet(id).state == .applying else { return try tx.storedChangeSet(id) }
                guard let (applied, refused) = try tx.applyNextChunk(of: id, by: .program, isAtomic: false) else {
                    return try tx.finish(id, by: .program)
                }
                try tx.db.run(ChangeSetSQL.progress, [.integer(applied), .integer(refused), .blob(id.bytes)])
                return try tx.storedChangeSet(id)
            }
            progress(changeSet.applied)
            if changeSet.state != .applying { return changeSet }
        }
    }
}

extension Writing {
    fileprivate func begin(_ id: UUIDValue, _ permit: Permit<ImportStaff>) throws {
        try accept(permit)
        let changeSet = try storedChangeSet(id)
        guard changeSet.state == .proposed, changeSet.createdAt > now - ChangeSet.proposalLifetime else {
            throw Failure(
                .conflict(.state), "This change set is decided already, or older than a day. Read the file again.")
        }
        try close(id, as: .applying, by: permit.principal)
    }

    fileprivate func finish(_ id: UUIDValue, by principal: Principal) throws -> ChangeSet {
        try db.run(ChangeSetSQL.deleteChunks, [.blob(id.bytes)])
        try db.run(ChangeSetSQL.setState, [.text(ChangeSet.State.applied.rawValue), .blob(id.bytes)])
        let changeSet = try storedChangeSet(id)
        try record(
            EvidenceEvent(.changesApplied, detail: ["\(id)", "changes \(changeSet.applied)"]), by: principal)
        return changeSet
    }

    /// - Returns: how many changes were applied and refused; nil where no chunk is left.
    fileprivate func applyNextChunk(
        of id: UUIDValue, by principal: Principal, isAtomic: Bool
    ) throws -> (applied: Int64, refused: Int64)? {
        let next = try db.first(ChangeSetSQL.nextChunk, [.blob(id.bytes)]) { row in
            (
                row.integer(0),
                try ChangeCodec.decode(Sealing.open(row.blob(1), at: chunkPlace(id), with: customer.keys.data))
            )
        }
        guard let (sequence, changes) = next else { return nil }
        let connection = try storedChangeSet(id).connection
        var application = ChangeApplication(connection: connection, principal: principal)
        var (applied, refused): (Int64, Int64) = (0, 0)
        for change in changes where change.kind != .keptOut {
            if try application.apply(change, self) {
                applied += 1
            } else if isAtomic {
                throw Failure(
                    .conflict(.state),
                    "The staff changed since this difference was made; nothing was applied. Read the file again.")
            } else {
                refused += 1
            }
        }
        try application.touchGroups(self)
        try db.run(ChangeSetSQL.chunkApplied, [.integer(now), .blob(id.bytes), .integer(sequence)])
        customer.tally.count(.changed, from: connection, at: now, times: applied)
        return (applied, refused)
    }
}

/// Applies single changes of one chunk; remembers the groups that it has met.
private struct ChangeApplication {
    let connection: UUIDValue
    let principal: Principal
    private var groups: [String: UUIDValue] = [:]
    private var changedGroups: Set<UUIDValue> = []

    init(connection: UUIDValue, principal: Principal) {
        self.connection = connection
        self.principal = principal
    }

    /// - Returns: false where what it was compared with has changed since.
    mutating func apply(_ change: Change, _ tx: Writing) throws -> Bool {
        guard let id = change.record else {
            let index = tx.customer.keys.index.of(change.after.attributes[.userName] ?? "", as: .userName)
            guard try tx.db.first(DirectorySQL.userNameTaken, [.blob(index)], { _ in true }) == nil else {
                return false
            }
            // Whoever was erased is not brought back by a file either.
            guard try !tx.isSuppressed(RecordIndexes(change.after, tx.customer.keys.index)) else { return false }
            let record = try tx.create(change.after, from: connection, by: principal)
            if let groups = change.groups { try join(record.id, groups, tx, isNew: true) }
            return true
        }
        guard let stored = try tx.db.first(DirectorySQL.liveRecord, [.blob(id.bytes)], StoredRecord.init),
            stored.version == change.version, try tx.mayWrite(stored, from: connection)
        else { return false }
        if change.kind == .leaver {
            try tx.remove(stored, by: principal)
            return true
        }
        _ = try tx.update(stored, from: connection, by: principal) { $0 = change.after }
        if let groups = change.groups { try join(id, groups, tx, isNew: false) }
        return true
    }

    /// Makes the record a member of exactly these groups among the file's; groups of a living directory are left alone.
    private mutating func join(_ record: UUIDValue, _ names: [String], _ tx: Writing, isNew: Bool) throws {
        let before = isNew ? [] : try tx.fileGroups(of: record, connection)
        for name in Set(names).subtracting(before) {
            guard let group = try group(named: name, tx) else { continue }
            try tx.db.run(GroupSQL.join, [.blob(group.bytes), .blob(record.bytes)])
            changedGroups.insert(group)
        }
        for name in before.subtracting(names) {
            guard let group = try group(named: name, tx) else { continue }
            try tx.noteLeaving([record], of: group, named: GroupDraft(displayName: name), from: connection)
            try tx.db.run(GroupSQL.leave, [.blob(group.bytes), .blob(record.bytes)])
            changedGroups.insert(group)
            if try tx.db.first(GroupSQL.hasMembers, [.blob(group.bytes)], { _ in true }) == nil {
                try tx.brakeEmptied(group, from: connection, by: principal)
            }
        }
        if !isNew && before != Set(names) { try tx.db.run(GroupSQL.touch, [.blob(record.bytes)]) }
    }

    /// Members are part of what SCIM returns of a group, so their versions move.
    func touchGroups(_ tx: Writing) throws {
        try tx.db.run(GroupSQL.touchGroup, each: changedGroups.map { [.integer(tx.now), .blob($0.bytes)] })
    }

    /// - Returns: nil where another living directory keeps the group of that name.
    private mutating func group(named name: String, _ tx: Writing) throws -> UUIDValue? {
        if let known = groups[name] { return known }
        let index = tx.customer.keys.index.of(name, as: .groupName)
        let found = try tx.db.first(GroupSQL.byName, [.blob(index)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil
        if let found, let keeper = try tx.keeper(ofGroup: found), keeper != connection {
            guard try tx.isFree(keeper) else { return nil }
            try tx.db.run(GroupSQL.keep, [.blob(connection.bytes), .blob(found.bytes)])
        }
        let id = try found ?? tx.createGroup(GroupDraft(displayName: name), from: connection, by: principal).id
        groups[name] = id
        return id
    }
}
