internal import Logging
internal import Storage
internal import Synchronization

/// One run of the probes at a time.
final class ProbeTurn: Sendable {
    private let isTaken = Mutex(false)

    func take() -> Bool {
        isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
    }

    func leave() { isTaken.withLock { $0 = false } }
}

/// Running the probes of all promises: the canary's day, then a look into every organization's own database.
extension Platform {
    /// Runs the probes where the last run is a day old, or there was none.
    /// - Returns: whether they ran.
    @discardableResult
    package func probeIfDue(door: (any CanaryDoor)?) async throws -> Bool {
        let last = try await read { db in try db.first(ProbeSQL.newest) { $0.optionalInteger(0) } ?? nil }
        if let last, last > clock.now - Clock.day { return false }
        _ = try await runProbes(door: door)
        return true
    }

    /// As `runProbes(door:)`, for whoever asks for it.
    package func runProbes(door: (any CanaryDoor)?, _ permit: Permit<RunProbes>) async throws -> [ProbeRun] {
        try await accept(permit)
        return try await runProbes(door: door)
    }

    /// Runs every probe and stores what each found. A promise that fails, and one that is kept again, is evidence in the
    /// operator's own organization.
    ///
    /// - Parameter door: the way in for the canary; without one, what needs it counts as not checked.
    /// - Throws: `Failure.conflict(.state)` while another run goes on; what the platform's database throws.
    package func runProbes(door: (any CanaryDoor)?) async throws -> [ProbeRun] {
        guard probing.take() else { throw Failure(.conflict(.state), "The probes are running; wait for their end.") }
        defer { probing.leave() }
        var findings: [PromiseID: [ProbeFinding]] = await findingsOfCanary(door)
        for (promise, found) in await findingsOfOrganizations() { findings[promise, default: []] += found }
        let now = clock.now
        let runs = Promise.inForce.map { promise in
            let found = findings[promise.id] ?? [.notChecked("No probe has looked at it.")]
            return ProbeRun(promise.id, at: now, .worst(found))
        }
        try await store(runs)
        return runs
    }

    private func findingsOfCanary(_ door: (any CanaryDoor)?) async -> [PromiseID: [ProbeFinding]] {
        var findings: [PromiseID: [ProbeFinding]] = [:]
        do {
            let day = try await CanaryDay.begin(self, door)
            for probe in CanaryDay.probes where Promise[probe.promise]?.isInForce == true {
                do {
                    findings[probe.promise, default: []].append(try await probe.run(day))
                } catch {
                    findings[probe.promise, default: []].append(noted(error, probe.promise))
                }
            }
            do { try await day.end() } catch { log.warning("The canary's day did not end in good order") }
        } catch {
            for probe in CanaryDay.probes { findings[probe.promise] = [noted(error, probe.promise)] }
        }
        return findings
    }

    private func noted(_ error: any Error, _ promise: PromiseID) -> ProbeFinding {
        let failure = Failure(storage: error)
        if !(error is ProbeObstacle) {
            log.warning(
                "A probe did not get through",
                metadata: ["promise": "\(promise.rawValue)", "detail": "\(failure.detail ?? "\(failure.kind)")"])
        }
        return ProbeFinding(error)
    }

    /// What the read-only probes find in every organization's own database, added up: nobody is named.
    private func findingsOfOrganizations() async -> [PromiseID: [ProbeFinding]] {
        var counts: [PromiseID: OrganizationCount] = [:]
        let organizations = (try? await allOrganizations())?.filter { $0.state == .active } ?? []
        for organization in organizations {
            let runs: [ProbeRun]
            do {
                runs = try await customer(organization.slug).probe()
            } catch {
                log.warning("An organization was not probed", metadata: ["organization": "\(organization.id)"])
                runs = CustomerProbe.all.map {
                    ProbeRun($0.promise, at: clock.now, .notChecked("Its database did not open."))
                }
            }
            for run in runs { counts[run.promise, default: OrganizationCount()].add(run) }
        }
        return counts.mapValues { [$0.finding] }
    }

    /// Of the failed runs, the first one's words stand for all; they name nobody.
    private struct OrganizationCount {
        var kept = 0
        var broken = 0
        var unchecked = 0
        var words = ""

        mutating func add(_ run: ProbeRun) {
            switch run.outcome {
            case .kept: kept += 1
            case .notChecked: unchecked += 1
            case .broken:
                broken += 1
                words = run.measured
            }
        }

        var finding: ProbeFinding {
            let all = kept + broken + unchecked
            if broken > 0 { return .broken("in \(broken) of \(all) databases: \(words)") }
            if unchecked > 0 { return .notChecked("\(unchecked) of \(all) databases did not open") }
            return .kept("looked into \(all) \(all == 1 ? "database" : "databases")")
        }
    }

    private func store(_ runs: [ProbeRun]) async throws {
        let now = clock.now
        let before = try await read { db in try ProbeRun.since(now - 2 * Clock.day, in: db) }
        _ = try await stored { db in try ProbeRun.store(runs, in: db) }
        try await witness(changes(from: before, to: runs))
    }

    /// What failed now and did not before, and what is kept again.
    private func changes(from before: [ProbeRun], to runs: [ProbeRun]) -> [EvidenceEvent] {
        let last = Dictionary(before.map { ($0.promise, $0.outcome) }) { _, later in later }
        return runs.compactMap { run in
            switch (last[run.promise], run.outcome) {
            case (.broken, .broken): nil
            case (_, .broken): EvidenceEvent(.probeFailed, detail: [run.promise.rawValue])
            case (.broken, .kept): EvidenceEvent(.probeKeptAgain, detail: [run.promise.rawValue])
            default: nil
            }
        }
    }

    private func witness(_ events: [EvidenceEvent]) async throws {
        guard !events.isEmpty else { return }
        // Where nobody operates yet, the canary's own log has it.
        let slug = try await operatorOrganization()?.slug ?? Organization.canarySlug
        try await customer(slug).write { tx in for event in events { try tx.record(event, by: .program) } }
    }

    // MARK: - What is shown

    /// How the promises stand, for everyone to see: words of the program and counts.
    package func trust() async throws -> TrustReport {
        let now = clock.now
        let runs = try await read { db in try ProbeRun.since(TrustReport.firstDay(now), in: db) }
        return TrustReport(runs, at: now)
    }

    /// The privacy policy as this program keeps it.
    package var policy: PrivacyPolicy { .generated(guards) }
}

extension Reading {
    /// How the promises that are probed in an organization's own database stand there.
    package func trust(_ permit: Permit<SeeTrust>) throws -> TrustReport {
        try accept(permit)
        let probed = Set(CustomerProbe.all.map(\.promise))
        return TrustReport(
            try ProbeRun.since(TrustReport.firstDay(now), in: db),
            promises: Promise.inForce.filter { probed.contains($0.id) }, at: now)
    }
}
