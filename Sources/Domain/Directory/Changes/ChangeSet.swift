internal import Storage

/// What a sync would do, or did: the difference that a file makes, or the departures that the brake has staged.
package struct ChangeSet: Sendable, Concealed {
    package enum State: String, Sendable {
        /// The file is being read.
        case reading
        /// The difference is known and waits for a decision, a day at most.
        case proposed
        case applying
        /// The brake holds it for the administrator.
        case staged
        case applied, discarded, expired
    }

    /// Up to here a change set is applied all at once; above, in batches that can be resumed.
    package static let atomicMax: Int64 = 2_000
    package static let proposalLifetime = Clock.day

    /// Who made it.
    package enum Origin: Sendable {
        /// Someone who sent a staff file.
        case file
        /// The brake, which stopped a directory or a file.
        case brake
    }

    package let id: UUIDValue
    package let connection: UUIDValue
    package let state: State
    package let origin: Origin
    package let createdAt: Int64
    package let decidedAt: Int64?
    package let decidedBy: UUIDValue?
    package let joiners: Int64
    package let movers: Int64
    package let leavers: Int64
    package let unchanged: Int64
    package let keptOut: Int64
    /// Rows of the file, or changes, that were refused.
    package let refused: Int64
    /// Changes carried out so far.
    package let applied: Int64
    package let problems: [Problem]

    /// A row that was refused: where and why, without its values.
    package struct Problem: Sendable, Equatable {
        package let line: Int
        /// The column's name as the header has it, where one cell is at fault.
        package let column: String?
        /// What is wrong and what to do, without the place.
        package let reason: String

        /// The whole sentence, with the place.
        package var message: String {
            "Line \(line)\(column.map { ", column “\($0)”" } ?? ""): \(reason)"
        }
    }

    package var changes: Int64 { joiners + movers + leavers }
}

extension Reading {
    /// - Throws: `Failure.notFound`.
    package func changeSet(_ id: UUIDValue, _ permit: Permit<SeeDirectory>) throws -> ChangeSet {
        try accept(permit)
        return try storedChangeSet(id)
    }

    /// The change sets of the last days, newest first; staged ones come first.
    package func changeSets(_ permit: Permit<SeeDirectory>, limit: Int = 20) throws -> [ChangeSet] {
        try accept(permit)
        return try db.all(ChangeSetSQL.recent, [.integer(Int64(limit))]) { try changeSet($0) }
    }

    func storedChangeSet(_ id: UUIDValue) throws -> ChangeSet {
        guard let found = try db.first(ChangeSetSQL.read, [.blob(id.bytes)], { try changeSet($0) }) else {
            throw Failure.notFound("There is no such change set.")
        }
        return found
    }

    private func changeSet(_ row: any Row) throws -> ChangeSet {
        guard let id = UUIDValue(bytes: row.blob(0)), let connection = UUIDValue(bytes: row.blob(1)),
            let state = ChangeSet.State(rawValue: row.text(2))
        else { throw ByteReader.damaged }
        // What a file said is kept with its problems, be there none; the brake has no file.
        let isBrake = row.isNull(13) && [.staged, .applied, .discarded].contains(state)
        return ChangeSet(
            id: id, connection: connection, state: state, origin: isBrake ? .brake : .file,
            createdAt: row.integer(3), decidedAt: row.optionalInteger(4),
            decidedBy: row.optionalBlob(5).flatMap { UUIDValue(bytes: $0) }, joiners: row.integer(6),
            movers: row.integer(7), leavers: row.integer(8), unchanged: row.integer(9), keptOut: row.integer(10),
            refused: row.integer(11), applied: row.integer(12), problems: try problems(row.optionalBlob(13), id))
    }

    private func problems(_ sealed: [UInt8]?, _ id: UUIDValue) throws -> [ChangeSet.Problem] {
        guard let sealed else { return [] }
        var reader = ByteReader(try Sealing.open(sealed, at: problemsPlace(id), with: customer.keys.data))
        return try (0..<reader.count()).map { _ in
            ChangeSet.Problem(
                line: Int(truncatingIfNeeded: try reader.varint()), column: try reader.optionalText(),
                reason: try reader.text())
        }
    }

    func problemsPlace(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("change_set.problems", organization: customer.organization.id, owner: id)
    }

    func chunkPlace(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("change_chunk.content", organization: customer.organization.id, owner: id)
    }

    func chunk(_ sequence: Int64, of id: UUIDValue) throws -> [Change]? {
        try db.first(ChangeSetSQL.chunk, [.blob(id.bytes), .integer(sequence)]) { row in
            try ChangeCodec.decode(Sealing.open(row.blob(0), at: chunkPlace(id), with: customer.keys.data))
        }
    }
}

extension Writing {
    /// A page of a proposed difference. Who looked is recorded.
    package func changes(
        of id: UUIDValue, kind: Change.Kind?, offset: Int, limit: Int, _ permit: Permit<ImportStaff>
    ) throws -> [Change] {
        try accept(permit)
        var skipped = 0
        var page: [Change] = []
        var sequence: Int64 = kind == nil ? Int64(offset / ChangeCodec.chunkSize) : 0
        if kind == nil { skipped = Int(sequence) * ChangeCodec.chunkSize }
        while page.count < limit, let chunk = try chunk(sequence, of: id) {
            for change in chunk where kind == nil || change.kind == kind {
                if skipped < offset { skipped += 1 } else if page.count < limit { page.append(change) }
            }
            sequence += 1
        }
        try record(
            EvidenceEvent(.staffSeen, detail: ["change set \(id)", "changes \(page.count)"]), by: permit.principal)
        return page
    }

    /// Throws a proposed difference away; nothing was changed.
    package func discardProposal(_ id: UUIDValue, _ permit: Permit<ImportStaff>) throws {
        try accept(permit)
        guard try storedChangeSet(id).state == .proposed else {
            throw Failure(.conflict(.state), "This change set is decided already.")
        }
        try db.run(ChangeSetSQL.deleteChunks, [.blob(id.bytes)])
        try close(id, as: .discarded, by: permit.principal)
        try record(EvidenceEvent(.changesDiscarded, detail: ["\(id)"]), by: permit.principal)
    }

    func close(_ id: UUIDValue, as state: ChangeSet.State, by principal: Principal) throws {
        try db.run(
            BrakeSQL.close,
            [.text(state.rawValue), .integer(now), .optional(principal.id?.bytes), .blob(id.bytes)])
    }
}
