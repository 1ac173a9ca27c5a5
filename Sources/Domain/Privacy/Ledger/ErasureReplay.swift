internal import Storage

/// What a restore does in each customer that came back: whoever was erased is erased again, and the evidence says how it
/// came to this state.
struct ErasureReplay: Sendable {
    private let platform: Platform
    private let source: RestoreSource
    private let erasures: [UUIDValue: [LedgerErasure]]
    /// The organizations whose data was destroyed, and when, milliseconds UTC.
    let destroyed: [(organization: UUIDValue, at: Int64)]

    init(_ platform: Platform, _ source: RestoreSource) async throws {
        self.platform = platform
        self.source = source
        var erasures: [UUIDValue: [LedgerErasure]] = [:]
        var destroyed: [(organization: UUIDValue, at: Int64)] = []
        for record in source.ledger == nil ? [] : try await platform.ledger.entries() {
            switch record.entry {
            case .erased(let erasure): erasures[erasure.organization, default: []].append(erasure)
            case .destroyed(let organization): destroyed.append((organization, record.at))
            case .head: break
            }
        }
        self.erasures = erasures
        self.destroyed = destroyed
    }

    func run(_ customer: Customer, _ report: inout RestoreReport) async throws {
        for erasure in erasures[customer.organization.id] ?? [] {
            if try await customer.eraseAgain(erasure, in: platform) { report.erasedAgain += 1 }
        }
        if try await explain(customer) { report.behind += 1 }
    }

    /// Writes into the evidence what was restored. Whoever knows a newer checkpoint sees the log end before it and go on
    /// differently; this event, the first after the gap, says why, and names the newest head that is known.
    /// - Returns: whether the evidence had come further than the backup has it.
    private func explain(_ customer: Customer) async throws -> Bool {
        let id = customer.organization.id
        let handed = source.checkpoint.flatMap { $0.organization == id ? $0 : nil }
        let known = [source.ledger?.heads[id], handed].compactMap(\.self).max { $0.size < $1.size }
        let (header, approvals) = (source.header, source.approvals)
        return try await customer.write { tx in
            let size = try tx.db.first(RestoreSQL.countEvidence) { $0.integer(0) } ?? 0
            // Who was signed in when the backup was made is not signed in by that now.
            for statement in [RestoreSQL.endLogins, RestoreSQL.endLinks, RestoreSQL.moveEpoch] {
                try tx.db.run(statement)
            }
            var detail = ["backup \(header.id)", "made \(header.at)", "events \(size)"]
            let isBehind = known.map { $0.size > size } ?? false
            if let known, isBehind { detail.append("known \(known.size) \(Base64URL.encode(known.root))") }
            if !approvals.isEmpty { detail += ["without ledger"] + approvals.map { "approved by \($0)" } }
            try tx.record(EvidenceEvent(.restored, detail: detail), by: .command)
            return isBehind
        }
    }
}

extension Customer {
    /// Erases someone again whom a restored backup has brought back; and whom it never had, no sync brings back either.
    /// - Returns: whether there was anything to erase.
    func eraseAgain(_ erasure: LedgerErasure, in platform: Platform) async throws -> Bool {
        guard let id = try await write({ tx in try tx.beginAgain(erasure) }) else { return false }
        do {
            _ = try await runErasure(id, platform.surroundings)
        } catch {
            // Key and rows are gone from this state on: the job searches the files again, and certifies.
            guard try await read({ tx in try tx.erasure(id) }).state.isRemoved else { throw error }
        }
        return true
    }
}

extension Writing {
    /// - Returns: the erasure to carry on; nil where nothing of the person is here.
    fileprivate func beginAgain(_ erasure: LedgerErasure) throws -> UUIDValue? {
        if let known = try db.first(ReplaySQL.ofPerson, [.blob(erasure.person.bytes)], Erasure.init) {
            // The backup knows of it: its marks are as they were then, also where a rehire has lifted them.
            return known.state.isRemoved ? nil : known.id
        }
        let isHere = try db.first(ReplaySQL.person, [.blob(erasure.person.bytes)]) { _ in true } ?? false
        let id =
            try isHere ? beginErasure(of: erasure.person, cause: .ledger, by: .command) : UUIDValue.ordered(at: now)
        if !isHere {
            guard erasure.until > now, erasure.marks?.isEmpty == false else { return nil }
            try db.run(
                ReplaySQL.insertComplete,
                [
                    .blob(id.bytes), .blob(erasure.person.bytes), .blob(erasure.keyID.bytes), .integer(now),
                    .integer(now),
                ])
        }
        if let marks = erasure.marks, erasure.until > now {
            try db.run(
                ErasureSQL.insertMark,
                each: marks.map { [.blob($0), .blob(id.bytes), .integer(erasure.until)] })
            try sweepIsDue(at: erasure.until)
        }
        return isHere ? id : nil
    }
}

extension Erasure.State {
    /// Whether key and rows are gone.
    fileprivate var isRemoved: Bool { self == .removed || self == .effective || self == .complete }
}

enum ReplaySQL {
    static let person: SQL = "SELECT id FROM person WHERE id = $1"
    static let ofPerson: SQL = """
        SELECT id, request, person, key_id, cause, state, begun_at, effective_at, complete_at, residual_until, entry,
            remains, certificate
        FROM erasure WHERE person = $1
        """
    static let insertComplete: SQL = """
        INSERT INTO erasure (id, person, key_id, cause, state, begun_at, complete_at)
        VALUES ($1, $2, $3, 'ledger', 'complete', $4, $5)
        """
}
