internal import Storage

/// Removing what has served its time, in batches of their own transactions, so that others' writes go on between them. A
/// stop at any point leaves the rest for the next sweep.
extension Customer {
    /// Batches of one run of the job, within its lease; then other jobs have their turn.
    private static let batchesMax = 200
    /// People whose erasure begins in one transaction.
    static let leaversAtOnce: Int64 = 20

    func sweep(_ job: Job) async throws {
        var batches = 0
        // Promise G5.
        if guards.stand(.g5) {
            for timed in Sweep.timedOfCustomers {
                while try await write({ tx in try tx.sweepBatch(timed) }) == timed.sweep.batch {
                    batches += 1
                    guard batches < Self.batchesMax else {
                        return try await write { tx in try tx.postpone(job, until: tx.now, failure: nil) }
                    }
                }
            }
            try await write { tx in try tx.expireProposals() }
            while try await write({ tx in try tx.eraseLeavers(limit: Self.leaversAtOnce) }) {}
        }
        try await write { tx in
            try tx.finish(job)
            try tx.sweepIsDue(at: try tx.nextSweep())
        }
    }
}

extension Writing {
    /// Removes one batch.
    /// - Returns: how many rows there were; fewer than the batch holds where no more are due.
    func sweepBatch(_ timed: TimedSweep) throws -> Int64 {
        let count = try timed.sweep.remove(at: now, timed.length, in: db)
        if count > 0, timed.sweep.isNoted {
            let detail = [timed.sweep.swept.rawValue, "rows \(count)"]
            try record(EvidenceEvent(.retentionSwept, detail: detail), by: .program)
        }
        return count
    }

    /// Begins the erasure of those whose grace period has ended.
    /// - Returns: whether there may be more.
    func eraseLeavers(limit: Int64) throws -> Bool {
        let due = try db.all(RetentionSQL.leavers, [.integer(now), .integer(limit)]) { UUIDValue(bytes: $0.blob(0)) }
        var begun = 0
        for person in due.compactMap(\.self) {
            do {
                _ = try beginErasure(of: person, cause: .grace, by: .program)
                begun += 1
            } catch let failure as Failure where failure.kind == .conflict(.state) {
                // Whoever must not be erased now is looked at again by the next sweep.
                continue
            }
        }
        return begun == limit
    }

    /// Proposals of which nobody can decide any more.
    func expireProposals() throws {
        try db.run(ChangeSetSQL.expire, [.integer(now - ChangeSet.proposalLifetime)])
    }
}

extension Reading {
    /// The least time between two sweeps: what ends within it goes together.
    static var sweepRest: Int64 { 15 * Clock.minute }

    /// When the next sweep comes: as something ends, and once a day in any case.
    func nextSweep() throws -> Int64 {
        max(now + Self.sweepRest, min(try nextExpiry() ?? .max, now + Clock.day))
    }

    /// When the next row has served its time, by the inventory; nil where nothing is stored that ends.
    func nextExpiry() throws -> Int64? {
        let ends = try Sweep.timedOfCustomers.compactMap { timed in
            try first(timed.sweep.statements.first).map { $0 + timed.length }
        }
        let leaver = try first(RetentionSQL.firstLeaver)
        return (ends + [leaver].compactMap(\.self)).min()
    }

    private func first(_ sql: SQL) throws -> Int64? { try db.first(sql) { $0.optionalInteger(0) } ?? nil }
}

extension Platform {
    /// The same for the installation's own databases; idempotent, so that any node may do it.
    func sweepOwn() async throws {
        guard guards.stand(.g5) else { return }
        let own: [(any Database, [TimedSweep])] = [
            (database, TimedSweep.all(Sweep.ofPlatform, in: .platform)),
            (keyStore.database, TimedSweep.all(Sweep.ofKeys, in: .keys)),
        ]
        let now = clock.now
        for (database, sweeps) in own {
            for timed in sweeps {
                while try await database.write({ db in try timed.sweep.remove(at: now, timed.length, in: db) })
                    == timed.sweep.batch
                {}
            }
        }
    }
}
