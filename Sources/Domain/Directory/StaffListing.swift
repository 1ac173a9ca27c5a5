internal import Storage

/// A person as the customer's own programs read it: what the instruction keeps, and nothing else.
package struct PersonListing: Sendable, Concealed {
    package let id: UUIDValue
    package let state: PersonState
    /// What to call the person.
    package let name: String
    /// By attribute, each with where it came from.
    package let fields: [SourcedField]
    /// The directory groups that the person belongs to, in order of id.
    package let groups: [UUIDValue]
    /// Milliseconds UTC, all.
    package let arrivedAt: Int64
    package let changedAt: Int64
    /// When the person is erased, where the directory has removed the record.
    package let eraseAt: Int64?
}

/// Which people are listed.
package struct PeopleFilter: Sendable {
    package var state: PersonState?
    /// Milliseconds UTC: only who has changed after it.
    package var updatedAfter: Int64?

    package init(state: PersonState? = nil, updatedAfter: Int64? = nil) {
        self.state = state
        self.updatedAfter = updatedAfter
    }
}

extension Writing {
    /// A page of the staff in order of id. Whom the integration read is recorded in the same transaction, as one event.
    ///
    /// - Parameter limit: 1 to `PageLimit.max`.
    package func people(
        _ filter: PeopleFilter, after place: PagePlace?, limit: Int, _ permit: Permit<ReadPeople>
    ) throws -> ListPage<PersonListing> {
        try accept(permit)
        let rows = ListPage(
            try db.all(
                StaffListingSQL.people,
                [
                    .blob((place ?? .start).first.bytes), .integer(filter.updatedAfter ?? .min),
                    .text(filter.state?.rawValue ?? ""), .integer(Int64(limit) + 1),
                ], StaffRow.init), limit: limit
        ) { PagePlace($0.id) }
        let groups = try groups(ofPeople: rows.items.map(\.id))
        let keys = try customer.vault.keys(rows.items.map(\.keyID))
        let catalogue = try gate().catalogue
        let people = try rows.items.compactMap { row in
            try keys[row.keyID].flatMap { try listing(row, key: $0, groups: groups[row.id] ?? [], catalogue) }
        }
        if !people.isEmpty {
            let event = try recorded(
                EvidenceEvent(.staffRead, detail: people.map(\.id.description)), by: permit.principal)
            try note(event, sees: people.map(\.id))
        }
        return ListPage(items: people, next: rows.next)
    }

    /// One person. That the integration read it is recorded, unless it has this version already.
    /// - Throws: `Failure.notFound`.
    package func person(
        _ id: UUIDValue, unless isKnown: KnownVersion, _ permit: Permit<ReadPeople>
    ) throws -> Versioned<PersonListing> {
        try accept(permit)
        let catalogue = try gate().catalogue
        let found = try db.first(StaffListingSQL.personVersion, [.blob(id.bytes)]) { row in
            "\(row.integer(0))-\(row.integer(1))-\(row.integer(2))-\(catalogue.bits)"
        }
        guard let version = found, let row = try db.first(StaffSQL.one, [.blob(id.bytes)], StaffRow.init) else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        if isKnown(version) { return Versioned(version: version, value: nil) }
        let key = try key(row.keyID)
        guard let person = try listing(row, key: key, groups: groups(ofPeople: [id])[id] ?? [], catalogue) else {
            throw Failure.closed(.service)
        }
        try record(EvidenceEvent(.staffRead, of: (id, key)), by: permit.principal)
        return Versioned(version: version, value: person)
    }
}

extension Reading {
    fileprivate func listing(
        _ row: StaffRow, key: SealingKey, groups: [UUIDValue], _ catalogue: Catalogue
    ) throws -> PersonListing? {
        guard let opened = try openIfAllowed(row.sealed, with: key, for: ServicePurpose.self) else { return nil }
        return PersonListing(
            id: row.id, state: row.state, name: opened.name.revealed,
            // A withdrawn attribute is gone at once, also before the job has removed it from every profile.
            fields: opened.sourcedFields.filter { catalogue.allows($0.attribute) }, groups: groups,
            arrivedAt: row.arrivedAt, changedAt: row.changedAt, eraseAt: row.eraseAt)
    }

    /// The groups of up to `PageLimit.max` people.
    fileprivate func groups(ofPeople people: [UUIDValue]) throws -> [UUIDValue: [UUIDValue]] {
        guard !people.isEmpty, people.count <= PageLimit.max, try gate().groups > 0 else { return [:] }
        let blanks = [Value](repeating: .null, count: PageLimit.max - people.count)
        var groups: [UUIDValue: [UUIDValue]] = [:]
        try db.each(StaffListingSQL.groupsOfPeople, people.map { .blob($0.bytes) } + blanks) { row in
            guard let person = UUIDValue(bytes: row.blob(0)), let group = UUIDValue(bytes: row.blob(1)) else {
                throw ByteReader.damaged
            }
            groups[person, default: []].append(group)
        }
        return groups
    }
}
