internal import Storage

enum IncidentSQL {
    static let all: SQL = """
        SELECT id, number, content, aware_at, recorded_at, closed_at FROM incident ORDER BY aware_at DESC, id LIMIT 500
        """
    static let byID: SQL = """
        SELECT id, number, content, aware_at, recorded_at, closed_at FROM incident WHERE id = $1
        """
    static let ofOrganization: SQL = """
        SELECT i.id, i.number, i.content, i.aware_at, i.recorded_at, i.closed_at, o.told_at, o.told_phase,
            o.acknowledged_at, o.acknowledged_phase
        FROM incident i JOIN incident_organization o ON o.incident = i.id
        WHERE o.organization = $1 AND o.told_at IS NOT NULL ORDER BY i.aware_at DESC, i.id LIMIT 500
        """
    static let phases: SQL = "SELECT seq, at, content FROM incident_phase WHERE incident = $1 ORDER BY seq"
    static let concerned: SQL = """
        SELECT o.organization, g.slug, g.name, o.named_at, o.told_at, o.told_phase, o.acknowledged_at
        FROM incident_organization o JOIN organization g ON g.id = o.organization WHERE o.incident = $1 ORDER BY g.slug
        """
    static let numbers: SQL = "SELECT number FROM incident WHERE number LIKE $1"
    static let insert: SQL = """
        INSERT INTO incident (id, number, content, aware_at, recorded_at) VALUES ($1, $2, $3, $4, $5)
        """
    static let insertPhase: SQL = "INSERT INTO incident_phase (incident, seq, at, content) VALUES ($1, $2, $3, $4)"
    static let lastPhase: SQL = "SELECT coalesce(max(seq), 0) FROM incident_phase WHERE incident = $1"
    static let name: SQL = """
        INSERT INTO incident_organization (incident, organization, named_at, told_phase) VALUES ($1, $2, $3, 0)
        ON CONFLICT (incident, organization) DO NOTHING
        """
    static let untold: SQL = """
        SELECT o.incident, o.organization, i.number, (SELECT max(p.seq) FROM incident_phase p WHERE p.incident = i.id)
        FROM incident_organization o JOIN incident i ON i.id = o.incident
        JOIN organization g ON g.id = o.organization
        WHERE g.destroying_at IS NULL
            AND o.told_phase < (SELECT max(p.seq) FROM incident_phase p WHERE p.incident = i.id)
        ORDER BY i.aware_at, o.organization LIMIT 1000
        """
    static let told: SQL = """
        UPDATE incident_organization SET told_at = coalesce(told_at, $1), told_phase = $2
        WHERE incident = $3 AND organization = $4 AND told_phase < $2
        """
    static let acknowledge: SQL = """
        UPDATE incident_organization SET acknowledged_at = $1, acknowledged_phase = told_phase
        WHERE incident = $2 AND organization = $3 AND told_at IS NOT NULL
        """
    static let close: SQL = "UPDATE incident SET closed_at = $1 WHERE id = $2 AND closed_at IS NULL"
}

extension Connection {
    func incidents(_ sql: SQL, _ values: [Value] = [], _ seal: RegisterSeal) throws -> [Incident] {
        try all(sql, values) { try IncidentRow($0) }.map { try incident($0, seal) }
    }

    func incident(_ row: IncidentRow, _ seal: RegisterSeal, upTo last: Int64 = .max) throws -> Incident {
        let content = try IncidentDraft.decode(seal.open(row.content, in: "incident.content", of: row.id))
        let phases = try all(IncidentSQL.phases, [.blob(row.id.bytes)]) { phase in
            Incident.Phase(
                sequence: phase.integer(0), at: phase.integer(1),
                text: String(
                    decoding: try seal.open(phase.blob(2), in: "incident_phase.content", of: row.id), as: UTF8.self))
        }
        return Incident(
            id: row.id, number: row.number, title: content.title, kinds: content.kinds, categories: content.categories,
            awareAt: row.awareAt, recordedAt: row.recordedAt, closedAt: row.closedAt,
            phases: phases.filter { $0.sequence <= last })
    }

    func concerned(by incident: UUIDValue) throws -> [ConcernedOrganization] {
        try all(IncidentSQL.concerned, [.blob(incident.bytes)]) { row in
            guard let organization = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
            return ConcernedOrganization(
                organization: organization, slug: row.text(1), name: row.text(2), namedAt: row.integer(3),
                toldAt: row.optionalInteger(4), toldPhase: row.integer(5), acknowledgedAt: row.optionalInteger(6))
        }
    }
}

/// The first columns of `IncidentSQL.all`.
struct IncidentRow {
    let id: UUIDValue
    let number: String
    let content: [UInt8]
    let awareAt: Int64
    let recordedAt: Int64
    let closedAt: Int64?

    init(_ row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
        self.id = id
        number = row.text(1)
        content = row.blob(2)
        awareAt = row.integer(3)
        recordedAt = row.integer(4)
        closedAt = row.optionalInteger(5)
    }
}
