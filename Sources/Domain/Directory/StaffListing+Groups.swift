internal import Storage

/// A directory group as the customer's own programs read it.
package struct GroupListing: Sendable, Concealed {
    package let id: UUIDValue
    package let name: String
    /// The directory's own id of the group.
    package let externalID: String?
    /// The connection that keeps it.
    package let source: UUIDValue
    package let members: Int64
    /// Milliseconds UTC, both.
    package let createdAt: Int64
    /// When it was last renamed, or someone came or went.
    package let changedAt: Int64
    let version: Int64
}

extension Reading {
    /// A page of groups in order of id.
    package func groups(
        updatedAfter instant: Int64?, after place: PagePlace?, limit: Int, _ permit: Permit<ReadGroups>
    ) throws -> ListPage<GroupListing> {
        try accept(permit)
        let rows = try db.all(
            StaffListingSQL.groups,
            [.blob((place ?? .start).first.bytes), .integer(instant ?? .min), .integer(Int64(limit) + 1)], groupListing)
        return ListPage(rows, limit: limit) { PagePlace($0.id) }
    }

    /// - Throws: `Failure.notFound`.
    package func group(
        _ id: UUIDValue, unless isKnown: KnownVersion, _ permit: Permit<ReadGroups>
    ) throws -> Versioned<GroupListing> {
        try accept(permit)
        guard let group = try db.first(StaffListingSQL.group, [.blob(id.bytes)], groupListing) else {
            throw Failure.noSuchGroup
        }
        let version = "\(group.version)-\(group.members)"
        return Versioned(version: version, value: isKnown(version) ? nil : group)
    }

    private func groupListing(_ row: any Row) throws -> GroupListing {
        guard let id = UUIDValue(bytes: row.blob(0)), let source = UUIDValue(bytes: row.blob(1)) else {
            throw ByteReader.damaged
        }
        let draft = try groupDraft(id, row.blob(2))
        return GroupListing(
            id: id, name: draft.displayName, externalID: draft.externalID, source: source, members: row.integer(6),
            createdAt: row.integer(4), changedAt: row.integer(5), version: row.integer(3))
    }
}

extension Writing {
    /// A page of a group's members in order of id: who they are says `person`. That they were read is recorded.
    /// - Throws: `Failure.notFound`.
    package func members(
        of group: UUIDValue, after place: PagePlace?, limit: Int, _ permit: Permit<ReadGroups>
    ) throws -> ListPage<UUIDValue> {
        try accept(permit)
        guard try db.first(GroupSQL.connection, [.blob(group.bytes)], { _ in true }) != nil else {
            throw Failure.noSuchGroup
        }
        let rows = try db.all(
            StaffListingSQL.members,
            [.blob(group.bytes), .blob((place ?? .start).first.bytes), .integer(Int64(limit) + 1)]
        ) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self)
        let page = ListPage(rows, limit: limit) { PagePlace($0) }
        if !page.items.isEmpty {
            let detail = ["group \(group)"] + page.items.map(\.description)
            try record(EvidenceEvent(.staffRead, detail: detail), by: permit.principal)
        }
        return page
    }
}
