internal import Storage

/// A look into an organization's own database: it reads, and writes nothing but what it found.
struct CustomerProbe: Sendable {
    let promise: PromiseID
    let look: @Sendable (Customer) async throws -> ProbeFinding

    static let all: [CustomerProbe] = [
        CustomerProbe(promise: .s3) { try await $0.probeProfiles().provenance },
        CustomerProbe(promise: .d1) { try await $0.probeColumns() },
        CustomerProbe(promise: .d2) { try await $0.probeProfiles().catalogue },
        CustomerProbe(promise: .d3) { try await $0.probeUsage() },
        CustomerProbe(promise: .g3) { try await $0.probeStatistics() },
        CustomerProbe(promise: .g5) { try await $0.probeAges() },
        CustomerProbe(promise: .g6) { try await $0.probeTransplants() },
        CustomerProbe(promise: .r7) { try await $0.probeRequests() },
    ]
}

extension Customer {
    /// Runs the probes of this database and stores what they found there.
    func probe() async throws -> [ProbeRun] {
        var runs: [ProbeRun] = []
        for probe in CustomerProbe.all where Promise[probe.promise]?.isInForce == true {
            let finding: ProbeFinding
            do { finding = try await probe.look(self) } catch { finding = ProbeFinding(error) }
            runs.append(ProbeRun(probe.promise, at: clock.now, finding))
        }
        let stored = runs
        try await write { tx in try ProbeRun.store(stored, in: tx.db) }
        return runs
    }

    /// Every column is declared, and every declaration has its column (promise D1).
    fileprivate func probeColumns() async throws -> ProbeFinding {
        let live = try await SchemaReader.columns(of: database)
        let undeclared = Inventory.undeclared(live, in: .customer)
        let stale = Inventory.stale(live, in: .customer)
        guard undeclared.isEmpty, stale.isEmpty else {
            return .broken("\(undeclared.count) columns undeclared, \(stale.count) declarations stale")
        }
        return .kept("\(live.count) columns, each declared")
    }

    /// At most so many profiles are opened by one probe; where there are more, a random stretch of them.
    private static let profilesMax = 20_000

    /// Where each value came from (promise S3), and whether the catalogue allows it (promise D2).
    fileprivate func probeProfiles() async throws -> (provenance: ProbeFinding, catalogue: ProbeFinding) {
        var seen = ProfileCount()
        var after: UUIDValue?
        if try await read({ tx in try tx.gate().records }) > Self.profilesMax { after = .random() }
        repeat {
            let from = after
            let (count, last) = try await read { tx in try tx.lookAtProfiles(after: from, limit: 500) }
            seen.add(count)
            after = last
        } while after != nil && seen.people < Self.profilesMax
        let provenance: ProbeFinding =
            seen.unsourced == 0
            ? .kept("\(seen.values) values of \(seen.people) people, each with its source and time")
            : .broken("\(seen.unsourced) of \(seen.values) values have no source")
        let catalogue: ProbeFinding =
            seen.uninstructed == 0
            ? .kept("\(seen.people) profiles hold what the instruction allows")
            : .broken("\(seen.uninstructed) values are not allowed by any instruction")
        return (provenance, catalogue)
    }

    /// Usage rows name registered features and nothing else (promise D3).
    fileprivate func probeUsage() async throws -> ProbeFinding {
        let names = try await read { tx in try tx.db.all(CustomerProbeSQL.features) { $0.text(0) } }
        let unknown = names.filter { Feature(rawValue: $0) == nil }.count
        guard unknown == 0 else { return .broken("\(unknown) kinds of use are recorded that no registry has") }
        return .kept("\(names.count) kinds of use, each of the registry")
    }

    /// No published figure stands for fewer than ten people (promise G3).
    fileprivate func probeStatistics() async throws -> ProbeFinding {
        let (figures, small) = try await read { tx in
            let least = Value.integer(Int64(Cube.k))
            return try tx.db.first(CustomerProbeSQL.figures, [least]) { ($0.integer(0), $0.integer(1)) } ?? (0, 0)
        }
        guard small == 0 else {
            return .broken("\(small) of \(figures) published figures are about fewer than ten people")
        }
        return .kept("\(figures) published figures, none about fewer than ten people")
    }

    /// A sweep comes at least once a day; what ended longer ago has been forgotten (promise G5).
    private static let sweepLimit = 26 * Clock.hour

    /// Nothing is older than its limit in the inventory.
    fileprivate func probeAges() async throws -> ProbeFinding {
        let late = try await read { tx in
            let kinds = try Sweep.timedOfCustomers.filter { timed in
                let oldest = try tx.db.first(timed.sweep.statements.first) { $0.optionalInteger(0) } ?? nil
                return oldest.map { $0 + timed.length < tx.now - Self.sweepLimit } ?? false
            }
            return Set(kinds.map(\.sweep.swept.rawValue)).sorted()
        }
        guard late.isEmpty else { return .broken("Older than their limit: \(late.joined(separator: ", "))") }
        return .kept("\(Sweep.timedOfCustomers.count) kinds of rows, none older than its limit")
    }

    /// No open request is past its day (promise R7).
    fileprivate func probeRequests() async throws -> ProbeFinding {
        let (open, overdue) = try await read { tx in
            let counts = try tx.db.first(RightsSQL.counts, [.integer(tx.now)]) { [$0.integer(0), $0.integer(1)] }
            return (counts?[0] ?? 0, counts?[1] ?? 0)
        }
        guard overdue == 0 else { return .broken("\(overdue) of \(open) open requests are overdue") }
        return .kept("\(overdue) overdue of \(open) open")
    }

    /// A ciphertext in another person's place does not open (promise G6).
    fileprivate func probeTransplants() async throws -> ProbeFinding {
        let (tried, opened, lost) = try await read { tx in try tx.transplant(limit: 64) }
        guard opened == 0 else { return .broken("\(opened) of \(tried) transplanted profiles opened") }
        guard lost == 0 else { return .broken("\(lost) profiles do not open where they belong") }
        return .kept("\(tried) ciphertexts transplanted or altered, \(tried) refused")
    }
}

struct ProfileCount: Sendable {
    var people = 0
    var values = 0
    var unsourced = 0
    var uninstructed = 0

    mutating func add(_ other: ProfileCount) {
        people += other.people
        values += other.values
        unsourced += other.unsourced
        uninstructed += other.uninstructed
    }
}

extension Reading {
    /// Opens up to `limit` profiles after an id, to count; no value leaves.
    /// - Returns: the counts, and the last person looked at; nil where there are no more.
    func lookAtProfiles(after id: UUIDValue?, limit: Int) throws -> (ProfileCount, last: UUIDValue?) {
        var count = ProfileCount()
        let sources = Set(try connectionNames().keys)
        let catalogue = try catalogue()
        // What was withdrawn goes by a job; until it has ended, it is on its way out.
        let isWithdrawing = try db.first(CustomerProbeSQL.withdrawing, [], { _ in true }) ?? false
        let people = try db.all(
            StaffSQL.after, [.blob((id ?? UUIDValue(high: 0, low: 0)).bytes), .integer(Int64(limit))], StaffRow.init)
        let keys = try customer.vault.keys(people.map(\.keyID))
        for row in people {
            guard let key = keys[row.keyID] else { continue }
            let profile = try Profile(encoded: Sealing.open(row.profile, at: profilePlace(row.id), with: key))
            count.people += 1
            count.values += profile.fields.count
            count.unsourced += profile.fields.filter { !sources.contains($0.source) || $0.at <= 0 }.count
            if !isWithdrawing {
                count.uninstructed += profile.fields.filter { !catalogue.allows($0.attribute) }.count
            }
        }
        return (count, people.count == limit ? people.last?.id : nil)
    }

    /// Puts the profiles of neighbours into each other's places, and alters a bit of each.
    func transplant(limit: Int) throws -> (tried: Int, opened: Int, lost: Int) {
        let start = UUIDValue.random()
        var people = try db.all(StaffSQL.after, [.blob(start.bytes), .integer(Int64(limit))], StaffRow.init)
        if people.count < limit {
            // Round to the beginning, so that a small organization is looked at in whole.
            let first = UUIDValue(high: 0, low: 0)
            let others = try db.all(StaffSQL.after, [.blob(first.bytes), .integer(Int64(limit))], StaffRow.init)
            people += others.filter { other in !people.contains { $0.id == other.id } }
        }
        let keys = try customer.vault.keys(people.map(\.keyID))
        var (tried, opened, lost) = (0, 0, 0)
        for (place, row) in people.enumerated() {
            guard let key = keys[row.keyID] else { continue }
            let other = people.count > 1 ? people[(place + 1) % people.count].id : UUIDValue.random()
            var altered = row.profile
            if let last = altered.indices.last { altered[last] ^= 1 }
            if (try? Sealing.open(row.profile, at: profilePlace(row.id), with: key)) == nil { lost += 1 }
            for (sealed, place) in [(row.profile, profilePlace(other)), (altered, profilePlace(row.id))] {
                tried += 1
                if (try? Sealing.open(sealed, at: place, with: key)) != nil { opened += 1 }
            }
        }
        return (tried, opened, lost)
    }
}

enum CustomerProbeSQL {
    static let features: SQL = "SELECT DISTINCT feature FROM usage ORDER BY feature"
    static let figures: SQL = """
        SELECT count(*), count(CASE WHEN people < $1 THEN 1 END) FROM statistic_cell WHERE people IS NOT NULL
        """
    static let withdrawing: SQL = "SELECT 1 FROM job WHERE kind = 'attributes.withdraw' LIMIT 1"
}
