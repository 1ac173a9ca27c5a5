internal import Storage

enum StaffSQL {
    static let after: SQL = """
        SELECT id, key_id, state, profile, arrived_at, changed_at, change, erase_at, closed FROM person
        WHERE id > $1 ORDER BY id LIMIT $2
        """
    static let changedAfter: SQL = """
        SELECT id, key_id, state, profile, arrived_at, changed_at, change, erase_at, closed FROM person
        WHERE (change, id) > ($1, $2) ORDER BY change, id LIMIT $3
        """
    static let one: SQL = """
        SELECT id, key_id, state, profile, arrived_at, changed_at, change, erase_at, closed FROM person WHERE id = $1
        """
    static let recordOf: SQL = """
        SELECT id, connection, active, created_at, changed_at, gone_at, version FROM directory_record
        WHERE person = $1 ORDER BY created_at DESC, id DESC LIMIT 20
        """
    static let heldBy: SQL = """
        SELECT d.change_set FROM departure d JOIN change_set c ON c.id = d.change_set
        WHERE d.person = $1 AND c.state = 'staged' ORDER BY d.id DESC LIMIT 1
        """
    /// Everyone but the active, whom the gate counts.
    static let states: SQL = "SELECT state, count(*) FROM person WHERE state <> 'active' GROUP BY state"
    static let touchRecords: SQL = """
        UPDATE directory_record SET version = version + 1, changed_at = $1 WHERE person = $2 AND gone_at IS NULL
        """
}

/// A row of `person`, still sealed.
struct StaffRow {
    let id: UUIDValue
    let keyID: UUIDValue
    let state: PersonState
    let profile: [UInt8]
    let arrivedAt: Int64
    let changedAt: Int64
    let change: Int64
    let eraseAt: Int64?
    let closed: ClosedPurposes

    var sealed: SealedPerson { SealedPerson(id: id, keyID: keyID, profile: profile, closed: closed) }

    init(_ row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let keyID = UUIDValue(bytes: row.blob(1)),
            let state = PersonState(rawValue: row.text(2))
        else { throw ByteReader.damaged }
        self.id = id
        self.keyID = keyID
        self.state = state
        profile = row.blob(3)
        arrivedAt = row.integer(4)
        changedAt = row.integer(5)
        change = row.integer(6)
        eraseAt = row.optionalInteger(7)
        closed = ClosedPurposes(rawValue: row.integer(8))
    }
}
