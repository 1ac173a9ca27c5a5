internal import Storage

/// Reads a staff file into a proposed change set: every row validated and compared, nothing changed.
///
/// Memory holds 500 rows and, for each person of the file, 24 bytes by which repeated and missing ones are found.
package struct StaffImport: Sendable {
    package static let connectionName = "Staff file"
    /// People in one file; more belong behind a directory connection.
    package static let rowsMax = 1_000_000
    private static let batchSize = 500

    private let customer: Customer
    private let permit: Permit<ImportStaff>

    package init(_ customer: Customer, _ permit: Permit<ImportStaff>) {
        self.customer = customer
        self.permit = permit
    }

    /// - Parameter chunks: the file's bytes, cut anywhere.
    /// - Returns: the proposed change set; `problems` names the rows that were refused.
    /// - Throws: `Failure.invalid` or `.limit` for a file that cannot be read at all.
    package func propose(
        _ chunks: some AsyncSequence<[UInt8], any Error>
    ) async throws -> ChangeSet {
        let permit = permit
        let (id, connection, catalogue) = try await customer.write { tx in
            try tx.accept(permit)
            let connection = try tx.connection(named: Self.connectionName, kind: .csv)
            let id = UUIDValue.ordered(at: tx.now)
            try tx.db.run(ChangeSetSQL.insert, [.blob(id.bytes), .blob(connection.bytes), .integer(tx.now)])
            try tx.sweepIsDue(at: tx.now + ChangeSet.proposalLifetime)
            return (id, connection, try tx.catalogue())
        }
        var file = StaffCSV(catalogue: catalogue)
        var proposal = Proposal(id: id, connection: connection)
        for try await chunk in chunks {
            file.push(chunk)
            try await drain(&file, into: &proposal, all: false)
        }
        file.finish()
        try await drain(&file, into: &proposal, all: true)
        // A file of column names alone is a mistake, not the news that everyone has left.
        guard proposal.rowCount > 0 || !file.errors.isEmpty else { throw CSVError(line: 1, .empty).failure }
        if file.errors.isEmpty && proposal.repeated.isEmpty { try await findLeavers(&proposal) }
        try await flush(&proposal, all: true)
        for drop in file.dropped where drop.count > 0 {
            customer.tally.dropped([drop.name], from: connection, at: customer.clock.now, times: Int64(drop.count))
        }
        return try await finish(proposal, file.errors, permit.principal)
    }

    /// What the rows so far amount to.
    private struct Proposal: Sendable {
        let id: UUIDValue
        let connection: UUIDValue
        var rows: [CSVRow] = []
        var pending: [Change] = []
        var chunks: Int64 = 0
        var counts: [Change.Kind: Int64] = [:]
        var unchanged: Int64 = 0
        var rowCount = 0
        /// The first 8 bytes of each row's user name index.
        var names: Set<UInt64> = []
        var matched: Set<UUIDValue> = []
        var repeated: [ChangeSet.Problem] = []
        var repeatedCount: Int64 = 0
    }

    private func drain(_ file: inout StaffCSV, into proposal: inout Proposal, all: Bool) async throws {
        while let row = try file.next() {
            proposal.rows.append(row)
            proposal.rowCount += 1
            guard proposal.rowCount <= Self.rowsMax else {
                throw Failure(.limit(retryAfter: nil), "A staff file has at most \(Self.rowsMax) people.")
            }
            if proposal.rows.count == Self.batchSize { try await compare(&proposal, file.mapping) }
        }
        if all { try await compare(&proposal, file.mapping) }
    }

    private func compare(_ proposal: inout Proposal, _ mapping: CSVMapping?) async throws {
        guard let mapping, !proposal.rows.isEmpty else { return }
        let (rows, connection) = (proposal.rows, proposal.connection)
        proposal.rows.removeAll(keepingCapacity: true)
        let compared = try await customer.read { tx in
            try FileComparison(mapping: mapping, connection: connection).compare(rows, tx)
        }
        for (row, result) in zip(rows, compared) {
            guard proposal.names.insert(result.name).inserted else {
                proposal.repeatedCount += 1
                if proposal.repeated.count < 1_000 {
                    proposal.repeated.append(
                        ChangeSet.Problem(
                            line: row.line, column: nil,
                            reason: "this person stands in the file more than once. Keep one row."))
                }
                continue
            }
            if let record = result.record { proposal.matched.insert(record) }
            if let change = result.change { proposal.pending.append(change) } else { proposal.unchanged += 1 }
        }
        try await flush(&proposal, all: false)
    }

    private func flush(_ proposal: inout Proposal, all: Bool) async throws {
        while proposal.pending.count >= ChangeCodec.chunkSize || (all && !proposal.pending.isEmpty) {
            let changes = Array(proposal.pending.prefix(ChangeCodec.chunkSize))
            proposal.pending.removeFirst(changes.count)
            for change in changes { proposal.counts[change.kind, default: 0] += 1 }
            let (id, sequence) = (proposal.id, proposal.chunks)
            proposal.chunks += 1
            try await customer.write { tx in
                let sealed = try Sealing.seal(
                    ChangeCodec.encode(changes), at: tx.chunkPlace(id), with: tx.customer.keys.data)
                try tx.db.run(ChangeSetSQL.insertChunk, [.blob(id.bytes), .integer(sequence), .blob(sealed)])
            }
        }
    }

    /// The people whom this file's connection keeps and who are not in it any more.
    private func findLeavers(_ proposal: inout Proposal) async throws {
        let connection = proposal.connection
        var last = UUIDValue(high: 0, low: 0)
        while true {
            let (after, matched) = (last, proposal.matched)
            let found = try await customer.read { tx in
                try tx.leavers(of: connection, after: after, limit: Self.batchSize, except: matched)
            }
            proposal.pending.append(contentsOf: found.leavers)
            try await flush(&proposal, all: false)
            guard let next = found.last else { return }
            last = next
        }
    }

    private func problem(_ error: CSVError) -> ChangeSet.Problem {
        ChangeSet.Problem(line: error.line, column: error.column, reason: error.reason.text)
    }

    private func finish(_ proposal: Proposal, _ errors: CSVErrors, _ principal: Principal) async throws -> ChangeSet {
        let found = errors.kept.map { problem($0) } + proposal.repeated
        let problems = found.sorted { $0.line < $1.line }
        return try await customer.write { tx in
            var plain: [UInt8] = []
            plain.appendVarint(UInt64(problems.count))
            for problem in problems {
                plain.appendVarint(UInt64(problem.line))
                plain.appendOptionalText(problem.column)
                plain.appendText(problem.reason)
            }
            let sealed = try Sealing.seal(plain, at: tx.problemsPlace(proposal.id), with: tx.customer.keys.data)
            func count(_ kind: Change.Kind) -> Value { .integer(proposal.counts[kind] ?? 0) }
            try tx.db.run(
                ChangeSetSQL.propose,
                [
                    count(.joiner), count(.mover), count(.leaver), .integer(proposal.unchanged), count(.keptOut),
                    .integer(Int64(errors.count) + proposal.repeatedCount), .blob(sealed), .blob(proposal.id.bytes),
                ])
            return try tx.storedChangeSet(proposal.id)
        }
    }
}

extension Reading {
    /// Some of the live records of a connection, as leavers, except those that the file named.
    fileprivate func leavers(
        of connection: UUIDValue, after id: UUIDValue, limit: Int, except matched: Set<UUIDValue>
    ) throws -> (leavers: [Change], last: UUIDValue?) {
        let stored = try db.all(
            ChangeSetSQL.leaverCandidates, [.blob(connection.bytes), .blob(id.bytes), .integer(Int64(limit))],
            StoredRecord.init)
        _ = try gate()
        let missing = stored.filter { !matched.contains($0.id) }
        let keys = try customer.vault.keys(missing.map(\.keyID))
        let leavers = try missing.compactMap { stored -> Change? in
            guard let key = keys[stored.keyID] else { return nil }
            let before = RecordDraft(attributes: try profile(stored, key: key).attributes, active: stored.active)
            return Change(
                kind: .leaver, line: 0, record: stored.id, version: stored.version, before: before,
                after: RecordDraft(attributes: Attributes(), active: false), groups: nil)
        }
        return (leavers, stored.count == limit ? stored.last?.id : nil)
    }
}
