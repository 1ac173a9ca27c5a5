internal import Logging
internal import Storage

/// The security audit of the running installation: looked at every week by the program itself, and whenever the
/// operator asks (promise E2). Runs are kept for three years, and each holds the hash of the one before it.
extension Platform {
    /// How long runs are kept.
    static let auditRetention = 1_095 * Clock.day

    /// Looks at everything now, and keeps what was found.
    ///
    /// The operator's own evidence has the run's hash and counts, each customer's the counts of its part.
    package func audit(_ permit: Permit<RunAudit>) async throws -> AuditRun {
        try await accept(permit)
        return try await runAudit(by: permit.principal)
    }

    /// Looks at everything where the interval is over: called by the server's own rhythm.
    /// - Returns: the run; nil where none was due.
    package func auditIfDue() async throws -> AuditRun? {
        let last = try await read { db in try db.first(AuditSQL.latest) { $0.integer(1) } }
        guard guards.stand(.e2), AuditSchedule.isDue(last: last, at: clock.now) else { return nil }
        return try await runAudit(by: .program)
    }

    /// Whether the promise is broken: the last run is too old. For the probe of E2.
    package func auditIsOverdue() async throws -> Bool {
        let (last, since) = try await read { db in
            (
                try db.first(AuditSQL.latest) { $0.integer(1) },
                try db.first(AuditSQL.since) { $0.optionalInteger(0) } ?? nil
            )
        }
        return AuditSchedule.isOverdue(last: last, since: since, at: clock.now)
    }

    /// The counts of the latest run; nil before the first. For the probe of E2.
    package func latestAudit() async throws -> AuditSummary? {
        try await read { db in try Self.summaries(1, db).first }
    }

    /// The latest runs whole, the newest first.
    /// - Parameter limit: at most 60.
    package func audits(limit: Int, _ permit: Permit<SeeAudit>) async throws -> [AuditRun] {
        try await accept(permit)
        let limit = Int64(min(max(limit, 1), 60))
        return try await read { db in
            try db.all(AuditSQL.recent, [.integer(limit)]) { try AuditRun(content: $0.blob(0), only: AuditRun.nobody) }
        }
    }

    /// What the latest runs found in the customer whose permit it is, the newest first: its own part of each.
    /// - Parameter limit: at most 60.
    package func auditParts(limit: Int, _ permit: Permit<SeeAudit>) async throws -> [AuditPart] {
        let organization = permit.organization
        let limit = Int64(min(max(limit, 1), 60))
        return try await read { db in
            try db.all(AuditSQL.recent, [.integer(limit)]) { row in
                let run = try AuditRun(content: row.blob(0), only: organization)
                return run.customers[organization].map { AuditPart(at: run.at, results: $0) }
            }.compactMap(\.self)
        }
    }

    /// The counts of the latest runs, the newest first.
    /// - Parameter limit: at most 200.
    package func auditSummaries(limit: Int, _ permit: Permit<SeeAudit>) async throws -> [AuditSummary] {
        try await accept(permit)
        return try await read { db in try Self.summaries(min(max(limit, 1), 200), db) }
    }

    private static func summaries(_ limit: Int, _ db: any Connection) throws -> [AuditSummary] {
        try db.all(AuditSQL.summaries, [.integer(Int64(limit))]) { row in
            guard let id = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
            var counts = AuditCounts()
            counts.passed = row.integer(2)
            counts.failed = row.integer(3)
            counts.warned = row.integer(4)
            counts.notChecked = row.integer(5)
            counts.waived = row.integer(6)
            return AuditSummary(id: id, at: row.integer(1), counts: counts)
        }
    }

    // MARK: - Running

    private func runAudit(by principal: Principal) async throws -> AuditRun {
        let facts = await auditFacts()
        let (results, customers) = facts.judged()
        let id = UUIDValue.ordered(at: facts.now)
        let run = try await stored { db in
            let previous = try db.first(AuditSQL.latest) { AuditRun.hash(of: $0.blob(2)) }
            let run = AuditRun(id: id, at: facts.now, results: results, customers: customers, previous: previous)
            let counts = run.counts
            try db.run(AuditSQL.prune, [.integer(facts.now - Self.auditRetention)])
            try db.run(
                AuditSQL.insert,
                [
                    .blob(id.bytes), .integer(facts.now), .text(run.isPassed ? "passed" : "failed"),
                    .integer(counts.passed), .integer(counts.failed), .integer(counts.warned),
                    .integer(counts.notChecked), .integer(counts.waived), .blob(run.content),
                ])
            return run
        }
        await note(run, by: principal)
        return run
    }

    /// Writes the run down where it cannot be taken out unseen. An organization that cannot be opened now has no event:
    /// the run says that it could not be opened.
    private func note(_ run: AuditRun, by principal: Principal) async {
        let own = try? await operatorOrganization()
        for organization in (try? await allOrganizations()) ?? [] where organization.state == .active {
            let isOwn = organization.id == own?.id
            guard let part = run.customers[organization.id] else { continue }
            let counts = isOwn ? run.counts : AuditCounts(part)
            var detail = [
                "run \(run.id)", "passed \(counts.passed)", "failed \(counts.failed)", "warned \(counts.warned)",
                "not-checked \(counts.notChecked)", "waived \(counts.waived)",
            ]
            if isOwn {
                detail.append("hash \(String(decoding: encodeHexadecimal(run.hash), as: UTF8.self))")
                if let previous = run.previous {
                    detail.append("previous \(String(decoding: encodeHexadecimal(previous), as: UTF8.self))")
                }
            }
            let event = EvidenceEvent(.auditRun, detail: detail)
            // An operator is nobody in a customer's database.
            let actor = isOwn || principal.kind != .person ? principal : .program
            do {
                try await borrow(organization) { customer in
                    try await customer.write { tx in try tx.record(event, by: actor) }
                }
            } catch {
                log.error("An audit was not written down", metadata: ["organization": "\(organization.id)"])
            }
        }
    }
}

/// What one run found in one customer.
package struct AuditPart: Sendable, Equatable {
    /// Milliseconds UTC.
    package let at: Int64
    /// In the order of the report.
    package let results: [AuditResult]
}
