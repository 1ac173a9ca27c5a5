internal import Storage

/// The one row that every write of a customer goes through: its counters, and what reads need at hand.
struct Gate {
    /// Moves with each erasure, so that remembered keys are forgotten on every node.
    let epoch: Int64
    /// Moves with each change of staff; a person carries the number of its last one.
    let changes: Int64
    let activeStaff: Int64
    let records: Int64
    let groups: Int64
    let catalogue: Catalogue
    let brake: Brake
    /// The uses that the customer has instructed beyond the service itself.
    let instructed: Instructed
    /// Between a record's removal and the erasure of its person.
    let graceDays: Int64

    init(_ row: any Row) { self.init(row, from: 0) }

    init(_ row: any Row, from column: Int) {
        epoch = row.integer(column)
        changes = row.integer(column + 1)
        activeStaff = row.integer(column + 2)
        records = row.integer(column + 3)
        groups = row.integer(column + 4)
        catalogue = Catalogue(bits: row.integer(column + 5))
        brake = Brake(peopleMax: row.integer(column + 6), percentMax: row.integer(column + 7))
        instructed = Instructed(rawValue: row.integer(column + 8))
        graceDays = row.integer(column + 9)
    }
}

extension Catalogue {
    /// One bit for each attribute that needs an instruction, in the order of `Attribute.instructable`.
    var bits: Int64 {
        Attribute.instructable.enumerated().reduce(0) { $0 | (allows($1.element) ? 1 << Int64($1.offset) : 0) }
    }

    private static let byBits: [Catalogue] = (0..<Int64(1 << Attribute.instructable.count)).map { bits in
        Catalogue(
            instructed: Set(
                Attribute.instructable.enumerated().filter { bits & 1 << Int64($0.offset) != 0 }.map(\.element)))
    }

    init(bits: Int64) {
        self = Self.byBits[Int(bits) & (Self.byBits.count - 1)]
    }
}

enum GateSQL {
    static let read: SQL = """
        SELECT epoch, changes, active_staff, records, staff_groups, attributes, brake_people, brake_percent,
            instructed, grace_days
        FROM gate WHERE id = 1
        """
    static let count: SQL = """
        UPDATE gate SET changes = changes + 1, active_staff = active_staff + $1, records = records + $2,
            staff_groups = staff_groups + $3
        WHERE id = 1 RETURNING changes
        """
    static let instructAttributes: SQL = "UPDATE gate SET attributes = $1 WHERE id = 1"
    static let instructBrake: SQL = "UPDATE gate SET brake_people = $1, brake_percent = $2 WHERE id = 1"
    static let instructUses: SQL = "UPDATE gate SET instructed = $1 WHERE id = 1"
    static let instructGrace: SQL = "UPDATE gate SET grace_days = $1 WHERE id = 1"
    /// Every node forgets what it remembers of keys.
    static let moveEpoch: SQL = "UPDATE gate SET epoch = epoch + 1, changes = changes + 1 WHERE id = 1"
}

extension Writing {
    /// Counts a change of staff: by how much the numbers of active staff, live records and groups moved.
    /// - Returns: the number of this change.
    @discardableResult
    func countChange(active: Int64 = 0, records: Int64 = 0, groups: Int64 = 0) throws -> Int64 {
        forgetGate()
        return try db.first(GateSQL.count, [.integer(active), .integer(records), .integer(groups)]) {
            $0.integer(0)
        } ?? 0
    }
}
