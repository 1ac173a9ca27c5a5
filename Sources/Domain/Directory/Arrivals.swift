internal import Storage

/// What one connection brought within one hour.
package struct ArrivalHour: Sendable {
    package let connection: UUIDValue
    /// The beginning of the hour, milliseconds UTC.
    package let hour: Int64
    package let created: Int64
    package let changed: Int64
    package let departed: Int64
    /// Records that the directory read back.
    package let reads: Int64
    package let refused: Int64

    /// Records that came, changed or went.
    package var changes: Int64 { created + changed + departed }
    package var requests: Int64 { changes + reads + refused }
}

/// An attribute that directories send and that is not kept: its name and how often, never a value.
package struct DroppedName: Sendable {
    package let name: String
    package let times: Int64
    /// Milliseconds UTC.
    package let lastAt: Int64
}

/// How many people are in which state.
package struct StaffCounts: Sendable, Equatable {
    package let active: Int64
    package let inactive: Int64
    package let held: Int64
    package let left: Int64
    package let groups: Int64
}

extension Reading {
    /// What arrived since an instant, by hour and connection, the oldest first. Counts that are still in memory
    /// are missing: `Customer.flushTally` writes them.
    package func arrivals(since instant: Int64, _ permit: Permit<SeeDirectory>) throws -> [ArrivalHour] {
        try accept(permit)
        return try db.all(TallySQL.arrivals, [.integer(instant)]) { row in
            guard let connection = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
            return ArrivalHour(
                connection: connection, hour: row.integer(1), created: row.integer(2), changed: row.integer(3),
                departed: row.integer(4), reads: row.integer(5), refused: row.integer(6))
        }
    }

    /// How many records a connection has read back since the month began (UTC).
    package func readsThisMonth(of connection: UUIDValue, _ permit: Permit<SeeDirectory>) throws -> Int64 {
        try accept(permit)
        let day = now - now % Clock.day
        let month = day - Int64(CivilTime(now).day - 1) * Clock.day
        return try db.first(ArrivalSQL.reads, [.blob(connection.bytes), .integer(month)]) { $0.integer(0) } ?? 0
    }

    /// The attributes that were dropped in this month (UTC), the most frequent first; at most 200.
    package func droppedNames(_ permit: Permit<SeeDirectory>) throws -> [DroppedName] {
        try accept(permit)
        // A name may have come over several connections; each row is sealed on its own.
        var names: [[UInt8]: DroppedName] = [:]
        try db.each(TallySQL.dropped, [.text(CivilTime.month(now))]) { row in
            let index = row.blob(0)
            let name = try names[index]?.name ?? droppedName(row.blob(1), index)
            names[index] = DroppedName(
                name: name, times: row.integer(2) + (names[index]?.times ?? 0),
                lastAt: max(row.integer(3), names[index]?.lastAt ?? 0))
        }
        return Array(names.values.sorted { ($1.times, $0.name) < ($0.times, $1.name) }.prefix(200))
    }

    private func droppedName(_ sealed: [UInt8], _ index: [UInt8]) throws -> String {
        String(
            decoding: try Sealing.open(sealed, at: droppedPlace(index), with: customer.keys.data), as: UTF8.self)
    }

    /// The brake in force.
    package func brake(_ permit: Permit<SeeDirectory>) throws -> Brake {
        try accept(permit)
        return try gate().brake
    }

    /// How many change sets the brake holds for a decision.
    package func waitingChanges(_ permit: Permit<SeeDirectory>) throws -> Int {
        try accept(permit)
        return Int(try db.first(ArrivalSQL.waiting) { $0.integer(0) } ?? 0)
    }

    /// Counts only; nobody is named.
    package func staffCounts(_ permit: Permit<SeeOverview>) throws -> StaffCounts {
        try accept(permit)
        let gate = try gate()
        var others: [String: Int64] = [:]
        try db.each(StaffSQL.states, []) { row in others[row.text(0)] = row.integer(1) }
        func count(_ state: PersonState) -> Int64 { others[state.rawValue] ?? 0 }
        return StaffCounts(
            active: gate.activeStaff, inactive: count(.inactive), held: count(.held), left: count(.left),
            groups: gate.groups)
    }
}

extension Writing {
    /// What to call people who decided or instructed something. Whose name is shown is recorded, but to themselves.
    /// - Returns: nothing for those who were erased.
    package func actorNames(
        _ people: some Sequence<UUIDValue>, _ permit: Permit<SeeDirectory>
    ) throws -> [UUIDValue: Personal<String>] {
        try accept(permit)
        var names: [UUIDValue: Personal<String>] = [:]
        for person in Set(people) {
            do {
                names[person] = try open(person, for: SecurityPurpose.self).name
            } catch let failure as Failure where failure.kind == .notFound {
                continue
            }
        }
        try recordSeen(names.keys.sorted(), by: permit.principal)
        return names
    }
}
