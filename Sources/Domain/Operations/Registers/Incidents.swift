internal import Logging
internal import Storage

/// The register of incidents: recorded by the operator, told to each customer concerned, of itself alone.
extension Platform {
    /// The whole register, the latest first.
    package func incidents(_ permit: Permit<SeeIncidents>) async throws -> [IncidentEntry] {
        try await accept(permit)
        guard let seal = try await registerSealIfAny() else { return [] }
        return try await read { db in
            try db.incidents(IncidentSQL.all, [], seal).map { incident in
                IncidentEntry(incident: incident, concerned: try db.concerned(by: incident.id))
            }
        }
    }

    /// - Throws: `Failure.notFound`.
    package func incident(_ id: UUIDValue, _ permit: Permit<SeeIncidents>) async throws -> IncidentEntry {
        try await accept(permit)
        return try await incident(id)
    }

    /// What the permit's own organization was told of, the latest first. Nothing says whom else it concerns.
    package func ownIncidents(_ permit: Permit<SeeIncidents>) async throws -> [OwnIncident] {
        guard let seal = try await registerSealIfAny() else { return [] }
        return try await read { db in
            let rows = try db.all(IncidentSQL.ofOrganization, [.blob(permit.organization.bytes)]) { row in
                (
                    row: try IncidentRow(row), toldAt: row.integer(6), toldPhase: row.integer(7),
                    acknowledgedAt: row.optionalInteger(8), acknowledgedPhase: row.optionalInteger(9) ?? 0
                )
            }
            return try rows.map { found in
                OwnIncident(
                    incident: try db.incident(found.row, seal, upTo: found.toldPhase), toldAt: found.toldAt,
                    acknowledgedAt: found.acknowledgedAt, waits: found.acknowledgedPhase < found.toldPhase)
            }
        }
    }

    // MARK: - The operator's deeds

    /// Records an incident and tells the customers concerned at once.
    /// - Throws: `Failure.invalid` that names the field.
    package func recordIncident(
        _ draft: IncidentDraft, _ permit: Permit<ManageIncidents>
    ) async throws -> UUIDValue {
        try await accept(permit)
        let now = clock.now
        try draft.validate(at: now)
        let organizations = try await customers(draft.organizations)
        let seal = try await registerSeal()
        let id = UUIDValue.ordered(at: now)
        let content = try seal.seal(draft.encoded, in: "incident.content", of: id)
        let phase = try seal.seal(Array(draft.text.utf8), in: "incident_phase.content", of: id)
        try await noteOwn(
            EvidenceEvent(
                .incidentRecorded, detail: ["incident \(id)", "organizations \(organizations.count)"]), permit)
        _ = try await stored { db in
            let number = try db.nextIncidentNumber(at: now)
            try db.run(
                IncidentSQL.insert,
                [.blob(id.bytes), .text(number), .blob(content), .integer(draft.awareAt), .integer(now)])
            try db.run(IncidentSQL.insertPhase, [.blob(id.bytes), .integer(1), .integer(now), .blob(phase)])
            try db.run(
                IncidentSQL.name, each: organizations.map { [.blob(id.bytes), .blob($0.id.bytes), .integer(now)] })
        }
        await tellOfIncidents()
        return id
    }

    /// Further information, and customers that turn out to be concerned; all of them are told.
    /// - Throws: `Failure.notFound`, `.invalid`, `.conflict(.state)` where the incident is closed.
    package func addIncidentPhase(
        to id: UUIDValue, text: String, organizations slugs: [String] = [], _ permit: Permit<ManageIncidents>
    ) async throws {
        try await accept(permit)
        try RegisterText.require(text, "text", max: 8_000, "What is known")
        let entry = try await incident(id)
        guard entry.incident.closedAt == nil else { throw Failure.incidentClosed }
        let organizations = try await customers(slugs)
        let sealed = try await registerSeal().seal(Array(text.utf8), in: "incident_phase.content", of: id)
        try await noteOwn(
            EvidenceEvent(
                .incidentRecorded,
                detail: ["incident \(id)", "further information", "organizations \(organizations.count)"]), permit)
        let now = clock.now
        _ = try await stored { db in
            let last = try db.first(IncidentSQL.lastPhase, [.blob(id.bytes)]) { $0.integer(0) } ?? 0
            try db.run(
                IncidentSQL.insertPhase, [.blob(id.bytes), .integer(last + 1), .integer(now), .blob(sealed)])
            try db.run(
                IncidentSQL.name, each: organizations.map { [.blob(id.bytes), .blob($0.id.bytes), .integer(now)] })
        }
        await tellOfIncidents()
    }

    /// Nothing more is to come.
    /// - Throws: `Failure.notFound`, `.conflict(.state)`.
    package func closeIncident(_ id: UUIDValue, _ permit: Permit<ManageIncidents>) async throws {
        try await accept(permit)
        _ = try await incident(id)
        let now = clock.now
        let count = try await stored { db in
            try db.run(IncidentSQL.close, [.integer(now), .blob(id.bytes)])
        }
        guard count == 1 else { throw Failure.incidentClosed }
        try await noteOwn(EvidenceEvent(.incidentRecorded, detail: ["incident \(id)", "closed"]), permit)
    }

    // MARK: - Telling, and its acknowledgement

    /// Tells customers what they have not been told yet. Each is told in its own database first: where the program stops
    /// in between, it is told twice, and never not at all.
    func tellOfIncidents() async {
        do {
            let due = try await read { db in
                try db.all(IncidentSQL.untold) { row in
                    guard let incident = UUIDValue(bytes: row.blob(0)), let organization = UUIDValue(bytes: row.blob(1))
                    else { throw ByteReader.damaged }
                    return (incident: incident, organization: organization, number: row.text(2), phase: row.integer(3))
                }
            }
            for notice in due {
                do {
                    guard let organization = try await organization(notice.organization) else { continue }
                    let detail = ["incident \(notice.incident)", "phase \(notice.phase)"]
                    try await openCustomer(organization).write { tx in
                        try tx.tell(
                            .incident(number: notice.number, phase: notice.phase),
                            EvidenceEvent(.incidentTold, detail: detail))
                    }
                    let now = clock.now
                    _ = try await stored { db in
                        try db.run(
                            IncidentSQL.told,
                            [
                                .integer(now), .integer(notice.phase), .blob(notice.incident.bytes),
                                .blob(notice.organization.bytes),
                            ])
                    }
                } catch {
                    log.error(
                        "An organization was not told of an incident; it is tried again",
                        metadata: ["organization": "\(notice.organization)"])
                }
            }
        } catch {
            log.error("Organizations were not told of incidents; it is tried again")
        }
    }

    /// The permit's organization has read what it was told.
    /// - Throws: `Failure.notFound` for an incident that it was not told of.
    package func acknowledgeIncident(_ id: UUIDValue, _ permit: Permit<AnswerSubProcessors>) async throws {
        let now = clock.now
        let organization = permit.organization
        let count = try await stored { db in
            try db.run(IncidentSQL.acknowledge, [.integer(now), .blob(id.bytes), .blob(organization.bytes)])
        }
        guard count == 1 else { throw Failure.notFound("There is no such incident.") }
        try await noteAnswer(EvidenceEvent(.incidentAcknowledged, detail: ["incident \(id)"]), permit)
    }

    /// Writes what a customer's person answered into that customer's evidence.
    func noteAnswer<A: Action>(_ event: EvidenceEvent, _ permit: Permit<A>) async throws {
        guard let organization = try await organization(permit.organization) else {
            throw Failure.notFound("There is no such organization here.")
        }
        try await openCustomer(organization).write { tx in try tx.record(event, by: permit.principal) }
    }

    private func incident(_ id: UUIDValue) async throws -> IncidentEntry {
        let seal = try await registerSeal()
        let found = try await read { db in
            try db.incidents(IncidentSQL.byID, [.blob(id.bytes)], seal).first.map { incident in
                IncidentEntry(incident: incident, concerned: try db.concerned(by: id))
            }
        }
        guard let found else { throw Failure.notFound("There is no such incident.") }
        return found
    }

    /// - Throws: `Failure.invalid("organizations")`.
    private func customers(_ slugs: [String]) async throws -> [Organization] {
        var found: [Organization] = []
        for slug in Set(slugs).sorted() {
            guard let organization = try await organization(slug), !organization.isOperator,
                organization.ending.destroyingAt == nil
            else { throw Failure.invalid("organizations", "One of these is no organization here.") }
            found.append(organization)
        }
        return found
    }
}

extension Connection {
    /// Numbers begin anew each year, without gaps: the writer is alone.
    fileprivate func nextIncidentNumber(at now: Int64) throws -> String {
        let prefix = "I-\(CivilTime(now).year)-"
        let last =
            try all(IncidentSQL.numbers, [.text(prefix + "%")]) { row in
                Int(row.text(0).dropFirst(prefix.utf8.count)) ?? 0
            }.max() ?? 0
        let digits = String(last + 1)
        return prefix + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    }
}

extension Failure {
    static let incidentClosed = Failure(.conflict(.state), "This incident is closed.")
}
