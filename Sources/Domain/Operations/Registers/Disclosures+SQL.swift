internal import Storage

enum DisclosureSQL {
    static let insert: SQL = """
        INSERT INTO disclosure (id, organization, state, content, secret_until, drafted_at, drafted_by)
        VALUES ($1, $2, 'drafted', $3, $4, $5, $6)
        """
    static let all: SQL = """
        SELECT id, organization, state, content, secret_until, drafted_at, drafted_by, ended_at, ended_by, told_at, hash
        FROM disclosure ORDER BY drafted_at DESC, id LIMIT 500
        """
    static let byID: SQL = """
        SELECT id, organization, state, content, secret_until, drafted_at, drafted_by, ended_at, ended_by, told_at, hash
        FROM disclosure WHERE id = $1
        """
    /// What a customer was told of: nothing else exists for it.
    static let told: SQL = """
        SELECT id, organization, state, content, secret_until, drafted_at, drafted_by, ended_at, ended_by, told_at, hash
        FROM disclosure WHERE organization = $1 AND state = 'made' AND told_at IS NOT NULL
        ORDER BY ended_at DESC, id LIMIT 500
        """
    static let untold: SQL = """
        SELECT id FROM disclosure
        WHERE state = 'made' AND told_at IS NULL AND (secret_until IS NULL OR secret_until <= $1) ORDER BY ended_at LIMIT 100
        """
    static let approvals: SQL = """
        SELECT natural_person, person, at FROM disclosure_approval WHERE disclosure = $1 ORDER BY at, natural_person
        """
    static let approve: SQL = """
        INSERT INTO disclosure_approval (disclosure, natural_person, person, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (disclosure, natural_person) DO NOTHING
        """
    static let isDrafted: SQL = "SELECT 1 FROM disclosure WHERE id = $1 AND state = 'drafted'"
    static let end: SQL = """
        UPDATE disclosure SET state = $1, ended_at = $2, ended_by = $3, hash = $4 WHERE id = $5 AND state = 'drafted'
        """
    static let setTold: SQL = "UPDATE disclosure SET told_at = $1 WHERE id = $2 AND told_at IS NULL"
}

extension Disclosure {
    /// The columns of `DisclosureSQL.all`.
    static func read(_ row: any Row, _ seal: RegisterSeal) throws -> Disclosure {
        guard let id = UUIDValue(bytes: row.blob(0)), let organization = UUIDValue(bytes: row.blob(1)),
            let state = State(rawValue: row.text(2)), let draftedBy = UUIDValue(bytes: row.blob(6))
        else { throw ByteReader.damaged }
        let content = try decode(seal.open(row.blob(3), in: "disclosure.content", of: id))
        let endedBy = row.optionalBlob(8).flatMap { UUIDValue(bytes: $0) }
        return Disclosure(
            id: id, organization: organization, state: state, authority: content.authority, basis: content.basis,
            reason: content.reason, scope: content.scope, secretUntil: row.optionalInteger(4),
            draftedAt: row.integer(5), draftedBy: draftedBy, endedAt: row.optionalInteger(7), endedBy: endedBy,
            toldAt: row.optionalInteger(9), hash: row.optionalBlob(10), approvals: [])
    }

    func with(_ approvals: [Approval]) -> Disclosure {
        Disclosure(
            id: id, organization: organization, state: state, authority: authority, basis: basis, reason: reason,
            scope: scope, secretUntil: secretUntil, draftedAt: draftedAt, draftedBy: draftedBy, endedAt: endedAt,
            endedBy: endedBy, toldAt: toldAt, hash: hash, approvals: approvals)
    }
}

extension Connection {
    func disclosures(_ sql: SQL, _ values: [Value] = [], _ seal: RegisterSeal) throws -> [Disclosure] {
        let found = try all(sql, values) { try Disclosure.read($0, seal) }
        return try found.map { disclosure in
            disclosure.with(
                try all(DisclosureSQL.approvals, [.blob(disclosure.id.bytes)]) { row in
                    guard let person = UUIDValue(bytes: row.blob(1)) else { throw ByteReader.damaged }
                    return Disclosure.Approval(person: person, at: row.integer(2), natural: row.blob(0))
                })
        }
    }
}
