@testable import Domain
import Logging
import Storage
import Testing

/// Looking behind the verbs, at what is really stored.
extension Company {
    func person(of record: UUIDValue) async throws -> UUIDValue {
        try await customer.read { tx in
            let sql: SQL = "SELECT person FROM directory_record WHERE id = $1"
            return try found(try tx.db.first(sql, [.blob(record.bytes)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil)
        }
    }

    func state(of record: DirectoryRecord) async throws -> PersonState? {
        let person = try await person(of: record.id)
        return try await customer.read { tx in try tx.state(of: person) }
    }

    func states(of records: some Sequence<DirectoryRecord>) async throws -> Set<PersonState> {
        var states: Set<PersonState> = []
        for record in records { if let state = try await state(of: record) { states.insert(state) } }
        return states
    }

    /// The number that a statement gives.
    func count(_ sql: StaticString) async throws -> Int64 {
        try await customer.read { tx in try tx.db.first(SQL(stringLiteral: sql)) { $0.integer(0) } ?? 0 }
    }

    /// Every event, in the order of the log.
    func deeds() async throws -> [String] {
        try await customer.read { tx in try tx.db.all("SELECT deed FROM evidence ORDER BY position") { $0.text(0) } }
    }

    func runJobs() async throws {
        _ = try await customer.runDueJobs(Logger(label: "tests"), platform.post, platform.surroundings)
        await platform.post.settle()
    }

    /// The change sets that wait for a decision of the administrator.
    func staged() async throws -> [ChangeSet] {
        let permit = try permit(SeeDirectory.self)
        return try await customer.read { tx in try tx.changeSets(permit) }.filter { $0.state == .staged }
    }

    @discardableResult
    func decide(_ changeSet: ChangeSet, apply: Bool) async throws -> ChangeSet {
        let permit = try permit(DecideChanges.self)
        return try await customer.write { tx in try tx.decide(changeSet.id, apply: apply, permit) }
    }

    /// Counters equal what they count, each profile opens, and each living record is found by what its profile says.
    func expectConsistent(_ location: SourceLocation = #_sourceLocation) async throws {
        let (counted, real) = try await customer.read { tx in
            let gate = try tx.gate()
            let real =
                try tx.db.first(
                    """
                    SELECT (SELECT count(*) FROM person WHERE state = 'active'),
                        (SELECT count(*) FROM directory_record WHERE gone_at IS NULL), (SELECT count(*) FROM staff_group),
                        (SELECT max(change) FROM person)
                    """
                ) { [$0.integer(0), $0.integer(1), $0.integer(2), $0.integer(3)] } ?? []
            return ([gate.activeStaff, gate.records, gate.groups, gate.changes], real)
        }
        #expect(Array(counted.prefix(3)) == Array(real.prefix(3)), "active, records, groups", sourceLocation: location)
        #expect(counted[3] >= real[3], "a person's change is never ahead", sourceLocation: location)
        let unlike = try await customer.read { tx in
            _ = try tx.gate()
            return try tx.db.all(
                """
                SELECT r.id, r.person, r.connection, r.active, r.version, r.created_at, r.changed_at, p.key_id, p.state,
                    p.profile, r.user_name, r.external_id, r.work_email
                FROM directory_record r JOIN person p ON p.id = r.person WHERE r.gone_at IS NULL
                """
            ) { row in
                let stored = try StoredRecord(row)
                let profile = try tx.profile(stored, key: tx.key(stored.keyID))
                let indexes = try RecordIndexes(RecordDraft(attributes: profile.attributes), tx.customer.keys.index)
                let isAlike =
                    indexes.userName == row.blob(10) && indexes.externalID == row.optionalBlob(11)
                    && indexes.workEmail == row.optionalBlob(12)
                return isAlike ? nil : stored.id
            }.compactMap(\.self)
        }
        #expect(unlike.isEmpty, "records whose look-ups are not what their profiles say", sourceLocation: location)
    }
}

/// The kind of failure that `body` ends with; nil where it succeeds.
func failure(_ body: () async throws -> some Any) async -> Failure.Kind? {
    do {
        _ = try await body()
        return nil
    } catch {
        return (error as? Failure)?.kind
    }
}

/// The value, which has to be there.
///
/// For expressions with closures: inside `#require` itself, in another closure, Swift 6.3.1 confuses them with later ones.
func found<Value>(_ value: Value?, _ location: SourceLocation = #_sourceLocation) throws -> Value {
    try #require(value, sourceLocation: location)
}
