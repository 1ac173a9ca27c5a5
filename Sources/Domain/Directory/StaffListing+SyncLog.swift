internal import Storage

/// A change set in numbers, as the customer's own programs read it.
package struct ChangeSetListing: Sendable {
    package let id: UUIDValue
    package let connection: UUIDValue
    package let state: ChangeSet.State
    package let origin: ChangeSet.Origin
    /// Milliseconds UTC, both.
    package let createdAt: Int64
    package let decidedAt: Int64?
    package let joiners: Int64
    package let movers: Int64
    package let leavers: Int64
    package let unchanged: Int64
    package let keptOut: Int64
    package let refused: Int64
    package let applied: Int64
}

/// Which change sets are listed.
package struct ChangeSetFilter: Sendable {
    package var state: ChangeSet.State?
    /// Milliseconds UTC: only what was made or decided after it.
    package var updatedAfter: Int64?

    package init(state: ChangeSet.State? = nil, updatedAfter: Int64? = nil) {
        self.state = state
        self.updatedAfter = updatedAfter
    }
}

/// A dropped attribute's name over one connection in one month.
package struct DroppedListing: Sendable, Concealed {
    package let connection: UUIDValue
    package let name: String
    package let times: Int64
    /// Milliseconds UTC.
    package let lastAt: Int64
    fileprivate let index: UUIDValue
}

/// The sync log: counts only, nobody is named. Counts that are still in memory are missing: they are written every few
/// seconds.
extension Reading {
    /// A page of connections in order of id.
    package func connections(
        after place: PagePlace?, limit: Int, _ permit: Permit<ReadSyncLog>
    ) throws -> ListPage<DirectoryConnection> {
        try accept(permit)
        let rows = try db.all(
            StaffListingSQL.connections, [.blob((place ?? .start).first.bytes), .integer(Int64(limit) + 1)],
            connectionListing)
        return ListPage(rows, limit: limit) { PagePlace($0.id) }
    }

    /// - Throws: `Failure.notFound`.
    package func connection(
        _ id: UUIDValue, unless isKnown: KnownVersion, _ permit: Permit<ReadSyncLog>
    ) throws -> Versioned<DirectoryConnection> {
        try accept(permit)
        guard let found = try db.first(StaffListingSQL.connection, [.blob(id.bytes)], connectionListing) else {
            throw Failure.noSuchConnection
        }
        let version = "\(found.arrivedAt ?? 0)-\(found.records)"
        return Versioned(version: version, value: isKnown(version) ? nil : found)
    }

    /// What arrived in each hour that has begun since an instant, the oldest first.
    ///
    /// - Parameter connection: one only; nil: all.
    /// - Throws: `Failure.notFound` for a connection that is not here.
    package func arrivals(
        since instant: Int64?, of connection: UUIDValue?, after place: PagePlace?, limit: Int,
        _ permit: Permit<ReadSyncLog>
    ) throws -> ListPage<ArrivalHour> {
        try accept(permit)
        let hour = place.map { Int64(bitPattern: $0.first.high) } ?? .min
        let bounds: [Value] = [.integer(instant ?? .min), .integer(Int64(limit) + 1)]
        let rows: [ArrivalHour]
        if let connection {
            guard try db.first(ConnectionSQL.kind, [.blob(connection.bytes)], { _ in true }) != nil else {
                throw Failure.noSuchConnection
            }
            rows = try db.all(
                StaffListingSQL.arrivalsOfOne, [.blob(connection.bytes), .integer(hour)] + bounds, arrivalHour)
        } else {
            let last = (place ?? .start).second
            rows = try db.all(
                StaffListingSQL.arrivals, [.integer(hour), .blob(last.bytes)] + bounds, arrivalHour)
        }
        return ListPage(rows, limit: limit) { row in
            PagePlace(UUIDValue(high: UInt64(bitPattern: row.hour), low: 0), row.connection)
        }
    }

    /// The names of attributes that were dropped in a month, by connection.
    ///
    /// - Parameter month: such as `2026-11`, UTC; nil: the present one.
    package func droppedNames(
        in month: String?, after place: PagePlace?, limit: Int, _ permit: Permit<ReadSyncLog>
    ) throws -> ListPage<DroppedListing> {
        try accept(permit)
        let from = place ?? .start
        let rows = try db.all(
            StaffListingSQL.dropped,
            [
                .text(month ?? CivilTime.month(now)), .blob(from.first.bytes), .blob(from.second.bytes),
                .integer(Int64(limit) + 1),
            ]
        ) { row in
            let index = row.blob(1)
            guard let connection = UUIDValue(bytes: row.blob(0)), let place = UUIDValue(bytes: index) else {
                throw ByteReader.damaged
            }
            let name = try Sealing.open(row.blob(2), at: droppedPlace(index), with: customer.keys.data)
            return DroppedListing(
                connection: connection, name: String(decoding: name, as: UTF8.self), times: row.integer(3),
                lastAt: row.integer(4), index: place)
        }
        return ListPage(rows, limit: limit) { PagePlace($0.connection, $0.index) }
    }

    /// A page of change sets in order of id, which is that of their making.
    package func changeSets(
        _ filter: ChangeSetFilter, after place: PagePlace?, limit: Int, _ permit: Permit<ReadSyncLog>
    ) throws -> ListPage<ChangeSetListing> {
        try accept(permit)
        let rows = try db.all(
            StaffListingSQL.changeSets,
            [
                .blob((place ?? .start).first.bytes), .text(filter.state?.rawValue ?? ""),
                .integer(filter.updatedAfter ?? .min), .integer(Int64(limit) + 1),
            ], ChangeSetListing.init(row:))
        return ListPage(rows, limit: limit) { PagePlace($0.id) }
    }

    /// - Throws: `Failure.notFound`.
    package func changeSet(
        _ id: UUIDValue, unless isKnown: KnownVersion, _ permit: Permit<ReadSyncLog>
    ) throws -> Versioned<ChangeSetListing> {
        try accept(permit)
        guard let found = try db.first(StaffListingSQL.changeSet, [.blob(id.bytes)], ChangeSetListing.init(row:))
        else { throw Failure.notFound("There is no such change set.") }
        let counts = [
            found.joiners, found.movers, found.leavers, found.unchanged, found.keptOut, found.refused, found.applied,
        ]
        let version = "\(found.state.rawValue)-" + counts.map(String.init).joined(separator: "-")
        return Versioned(version: version, value: isKnown(version) ? nil : found)
    }

    private func connectionListing(_ row: any Row) throws -> DirectoryConnection {
        guard let id = UUIDValue(bytes: row.blob(0)), let kind = ConnectionKind(rawValue: row.text(1)) else {
            throw ByteReader.damaged
        }
        let name = try Sealing.open(row.blob(2), at: connectionPlace(id), with: customer.keys.data)
        return DirectoryConnection(
            id: id, kind: kind, name: String(decoding: name, as: UTF8.self), createdAt: row.integer(3),
            arrivedAt: row.optionalInteger(4), records: row.integer(5))
    }

    private func arrivalHour(_ row: any Row) throws -> ArrivalHour {
        guard let connection = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
        return ArrivalHour(
            connection: connection, hour: row.integer(1), created: row.integer(2), changed: row.integer(3),
            departed: row.integer(4), reads: row.integer(5), refused: row.integer(6))
    }
}

extension Failure {
    fileprivate static let noSuchConnection = Failure.notFound("There is no such directory connection.")
}

extension ChangeSetListing {
    init(row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let connection = UUIDValue(bytes: row.blob(1)),
            let state = ChangeSet.State(rawValue: row.text(2))
        else { throw ByteReader.damaged }
        // What a file said is kept with its problems, be there none; the brake has no file.
        let isBrake = row.flag(12) && [.staged, .applied, .discarded].contains(state)
        self.init(
            id: id, connection: connection, state: state, origin: isBrake ? .brake : .file, createdAt: row.integer(3),
            decidedAt: row.optionalInteger(4), joiners: row.integer(5), movers: row.integer(6), leavers: row.integer(7),
            unchanged: row.integer(8), keptOut: row.integer(9), refused: row.integer(10), applied: row.integer(11))
    }
}
