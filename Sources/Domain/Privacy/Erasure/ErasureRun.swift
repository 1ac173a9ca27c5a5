internal import Storage

/// What an erasure needs beyond the customer's own database.
protocol ErasureSurroundings: Sendable {
    /// Enters the erasure into the installation's ledger; entering it twice does no harm.
    /// - Returns: the line's number.
    func enter(_ erasure: ErasureEntry) async throws -> Int64
    /// Until when a backup can hold the key, milliseconds UTC; nil where none can.
    func residualUntil() async throws -> Int64?
    /// The certificate with the installation's signature.
    func certify(_ certificate: ErasureCertificate) async throws -> String
}

/// What the ledger is told of an erasure.
struct ErasureEntry: Sendable {
    let organization: UUIDValue
    let person: UUIDValue
    let keyID: UUIDValue
    let marks: [[UInt8]]
    /// Until when the marks hold, milliseconds UTC.
    let until: Int64
}

extension Customer {
    /// Carries an erasure on from wherever it is.
    ///
    /// - Returns: when to come back, milliseconds UTC; nil where it is complete.
    /// - Throws: `Failure` where a step could not be done; the next run begins with it.
    func runErasure(_ id: UUIDValue, _ surroundings: any ErasureSurroundings) async throws -> Int64? {
        while true {
            let erasure = try await read { tx in try tx.erasure(id) }
            switch erasure.state {
            case .marked: try await enter(erasure, surroundings)
            case .entered: try await destroyKey(erasure)
            case .destroyed: try await remove(erasure)
            case .removed:
                guard try await makeEffective(erasure, surroundings) else { return clock.now + Clock.minute }
            case .effective:
                if erasure.certificate == nil {
                    try await issueCertificate(erasure, surroundings)
                    continue
                }
                if let end = erasure.residualUntil, end > clock.now { return end }
                try await write { tx in
                    if try tx.db.run(ErasureSQL.complete, [.integer(tx.now), .blob(id.bytes)]) == 1 {
                        try tx.record(EvidenceEvent(.erasureComplete, detail: ["\(id)"]), by: .program)
                    }
                }
            case .complete: return nil
            }
        }
    }

    private func enter(_ erasure: Erasure, _ surroundings: any ErasureSurroundings) async throws {
        // The positive control: what the search misses after the erasure, it must find now.
        if let encoded = erasure.remains {
            var remains = try Remains(encoded: encoded)
            if remains.foundBefore == nil {
                remains.foundBefore = hunt(remains).map { if case .searched(let found) = $0 { found } else { 0 } }
                let controlled = remains.encoded
                try await write { tx in
                    _ = try tx.db.run(ErasureSQL.controlled, [.blob(controlled), .blob(erasure.id.bytes)])
                }
            }
        }
        let marks = try await write { tx in
            try tx.keepHeld(of: erasure.person)
            return try tx.db.all(ErasureSQL.marksOf, [.blob(erasure.id.bytes)]) { ($0.blob(0), $0.integer(1)) }
        }
        let line = try await surroundings.enter(
            ErasureEntry(
                organization: organization.id, person: erasure.person, keyID: erasure.keyID, marks: marks.map(\.0),
                until: marks.map(\.1).max() ?? clock.now))
        try await write { tx in
            _ = try tx.db.run(ErasureSQL.entered, [.integer(line), .blob(erasure.id.bytes)])
        }
    }

    private func destroyKey(_ erasure: Erasure) async throws {
        if guards.stand(.r3) { try await destroyKey(erasure.keyID) }
        try await write { tx in
            try tx.db.run(ErasureSQL.destroyed, [.blob(erasure.id.bytes)])
            // Whoever read the key between the mark and now forgets it.
            try tx.db.run(GateSQL.moveEpoch)
        }
    }

    /// Deletes a key from the key store, and sees to it that it is gone.
    func destroyKey(_ id: UUIDValue) async throws {
        do { try await vault.destroy(id) } catch { throw Failure(storage: error) }
    }

    private func remove(_ erasure: Erasure) async throws {
        try await write { tx in
            guard try tx.erasure(erasure.id).state == .destroyed else { return }
            let rows = try tx.removeRows(of: erasure.person).filter { $0.rows > 0 }
            var remains = try Remains(encoded: erasure.remains ?? [0, 0, 0])
            remains.removed = rows
            try tx.countChange()
            try tx.record(
                EvidenceEvent(.erasureEffective, detail: ["\(erasure.id)"] + rows.map { "\($0.table) \($0.rows)" }),
                by: .program)
            try tx.db.run(ErasureSQL.removed, [.blob(remains.encoded), .blob(erasure.id.bytes)])
        }
    }

    /// - Returns: false where something is still in the files: a reader of an older state keeps it there.
    private func makeEffective(_ erasure: Erasure, _ surroundings: any ErasureSurroundings) async throws -> Bool {
        do {
            guard try await database.purge(), try await vault.purge() else { return false }
        } catch {
            throw Failure(storage: error)
        }
        if let encoded = erasure.remains {
            let found = hunt(try Remains(encoded: encoded)).reduce(0) { sum, result in
                if case .searched(let found) = result { sum + found } else { sum }
            }
            guard found == 0 else {
                throw Failure(
                    .unavailable, "Something of an erased person is still in the files; the erasure goes on.",
                    detail: "\(found) remains found")
            }
        }
        let residual = try await surroundings.residualUntil()
        try await write { tx in
            let values: [Value] = [.integer(tx.now), .optional(residual), .blob(erasure.id.bytes)]
            guard try tx.db.run(ErasureSQL.effective, values) == 1 else { return }
            if let request = erasure.request { try tx.requestErased(request, erasure.id) }
        }
        return true
    }

    /// In the customer's database and in the key store.
    func hunt(_ remains: Remains) -> [HuntResult] {
        let key = remains.needles.filter { $0.kind == .key }.map(\.bytes)
        let others = remains.needles.filter { $0.kind != .key }.map(\.bytes)
        return [Hunt.search(database.files, for: others), Hunt.search(vault.files, for: key)]
    }
}
