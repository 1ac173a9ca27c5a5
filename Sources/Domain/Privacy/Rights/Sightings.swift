internal import Storage

/// Who saw what is held about the reader, from the evidence log.
package struct Sightings: Sendable, Concealed {
    /// The same look of the same actor on one day, so often.
    package struct Entry: Sendable {
        package let deed: EvidenceEvent.Deed
        package let actorKind: Principal.Kind
        /// Of a person or a connection; nil for those who are not here any more, and for programs.
        package let name: String?
        /// The highest role of a person.
        package let role: Role?
        package let isOneself: Bool
        package let count: Int
        /// Milliseconds UTC.
        package let lastAt: Int64
        /// Of a visitor: why, and until when.
        package let visit: Visit?
    }

    /// How often a directory read back what it had sent, of everyone together, since the month began.
    package struct ReadBack: Sendable {
        package let connection: String
        package let times: Int64
        /// Milliseconds UTC; of the hour in which it was counted.
        package let lastAt: Int64
    }

    /// The latest first.
    package let entries: [Entry]
    package let total: Int
    package let readBacks: [ReadBack]
    /// Visits of the operator in which this person was seen.
    package let visitsThatSaw: Int
    package let since: Int64
}

extension Reading {
    /// As many events as are looked at; older ones are in the copy.
    private static let sightingsMax: Int64 = 5_000

    /// Who saw the reader: each person's own page, lists in which the reader stood, programs, visits of the operator.
    package func sightings(offset: Int, limit: Int, _ permit: Permit<SeeOwnData>) throws -> Sightings {
        try accept(permit)
        guard let person = permit.principal.id, case .person = permit.principal,
            let row = try db.first(StaffSQL.one, [.blob(person.bytes)], StaffRow.init)
        else { throw Failure.notFound("There is no such person in this organization.") }
        let values: [Value] = [
            .blob(pseudonym(of: person, key: try key(row.keyID))), .blob(person.bytes), .integer(Self.sightingsMax),
        ]
        let looks = try db.all(SightingSQL.ofPerson, values, Look.init)
        var runs: [(look: Look, count: Int)] = []
        for look in looks {
            let place = runs.lastIndex { run in run.look.isLike(look) && run.look.day == look.day }
            // The runs of one day stand at the end.
            if let place { runs[place].count += 1 } else { runs.append((look, 1)) }
        }
        let visits = try visits()
        let page = runs.dropFirst(max(0, offset)).prefix(max(0, limit))
        let entries = try page.map { run in
            Sightings.Entry(
                deed: run.look.deed, actorKind: run.look.actorKind, name: try name(of: run.look),
                role: run.look.actorKind == .person ? try run.look.actor.flatMap { try roles(of: $0).min() } : nil,
                isOneself: run.look.actor == person, count: run.count, lastAt: run.look.at,
                visit: run.look.actorKind == .visitor ? visits.first { $0.id == run.look.actor } : nil)
        }
        return Sightings(
            entries: entries, total: runs.count, readBacks: try readBacks(of: person),
            visitsThatSaw: Set(looks.filter { $0.actorKind == .visitor }.compactMap(\.actor)).count,
            since: row.arrivedAt)
    }

    private func name(of look: Look) throws -> String? {
        guard let actor = look.actor else { return nil }
        return switch look.actorKind {
        case .person: try rightsName(of: actor)?.name
        case .connection: try connectionNames()[actor]?.name
        case .integration, .visitor, .command, .program: nil
        }
    }

    private func readBacks(of person: UUIDValue) throws -> [Sightings.ReadBack] {
        let own = Set(try db.all(SightingSQL.connections, [.blob(person.bytes)]) { UUIDValue(bytes: $0.blob(0)) })
        let day = now - now % Clock.day
        let month = day - Int64(CivilTime(now).day - 1) * Clock.day
        let names = try sourceNames()
        return try db.all(SightingSQL.reads, [.integer(month)]) { row in
            (connection: UUIDValue(bytes: row.blob(0)), times: row.integer(1), at: row.integer(2))
        }.compactMap { row in
            guard let id = row.connection, own.contains(id), let name = names[id] else { return nil }
            return Sightings.ReadBack(connection: name, times: row.times, lastAt: row.at)
        }
    }
}

private struct Look {
    let at: Int64
    let deed: EvidenceEvent.Deed
    let actorKind: Principal.Kind
    let actor: UUIDValue?

    init(_ row: any Row) throws {
        guard let deed = EvidenceEvent.Deed(rawValue: row.text(2)), let kind = Principal.Kind(rawValue: row.text(3))
        else { throw ByteReader.damaged }
        at = row.integer(1)
        self.deed = deed
        actorKind = kind
        actor = row.optionalBlob(4).flatMap { UUIDValue(bytes: $0) }
    }

    var day: Int64 { at / Clock.day }

    func isLike(_ other: Look) -> Bool {
        deed == other.deed && actorKind == other.actorKind && actor == other.actor
    }
}
