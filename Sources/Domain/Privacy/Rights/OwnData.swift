internal import Storage

/// What is held about the reader, as “my data” shows it.
package struct OwnData: Sendable, Concealed {
    /// Recorded by the program: what it is, how often, from when to when (milliseconds UTC).
    package struct Recorded: Sendable {
        package let feature: String
        package let times: Int64
        package let firstAt: Int64
        package let lastAt: Int64
    }

    package let name: String
    package let state: PersonState
    /// Milliseconds UTC.
    package let arrivedAt: Int64
    /// When the directory last sent something of this person.
    package let changedAt: Int64
    package let eraseAt: Int64?
    /// Days between leaving and erasure.
    package let graceDays: Int64
    package let fields: [SourcedField]
    /// Of directory connections.
    package let sources: [UUIDValue: String]
    package let groups: [String]
    package let roles: [Role]
    /// When the organization last instructed what is held beyond the default; nil where it never did.
    package let instructedAt: Int64?
    package let usage: [Recorded]
    package let logins: Int64
    package let mails: Int64
    /// Entries of the evidence log about this person.
    package let entries: Int64
    package let oldestLoginAt: Int64?
    package let oldestMailAt: Int64?
    package let restrictions: [Restriction]
    package let closed: ClosedPurposes
    /// The attributes with a correction asked for, and its request.
    package let corrections: [Attribute: UUIDValue]
    /// Open requests, the latest first, with what was asked.
    package let open: [(entry: RightsEntry, wish: RightsWish?)]
}

extension Reading {
    /// Everything about oneself. It opens for one's rights, and so for everyone, whatever is restricted.
    package func ownData(_ permit: Permit<SeeOwnData>) throws -> OwnData {
        try accept(permit)
        guard let person = permit.principal.id, case .person = permit.principal,
            let row = try db.first(StaffSQL.one, [.blob(person.bytes)], StaffRow.init)
        else { throw Failure.notFound("There is no such person in this organization.") }
        let opened = try open(row.sealed, for: RightsPurpose.self)
        let records = try db.all(StaffSQL.recordOf, [.blob(person.bytes)], PersonView.Record.init(row:))
        let live = records.first { $0.goneAt == nil }
        let key = try key(row.keyID)
        let counts = try db.first(
            SightingSQL.counts, [.blob(pseudonym(of: person, key: key)), .blob(person.bytes), .integer(now)]
        ) { row in
            (
                entries: row.integer(0), mails: row.integer(1), logins: row.integer(2), mailAt: row.optionalInteger(3),
                loginAt: row.optionalInteger(4)
            )
        }
        let stored = try db.all(RightsSQL.ofPerson, [.blob(person.bytes), .integer(200)], StoredRequest.init)
            .filter { $0.request.state.isOpen }
        let open = try stored.map { stored in
            (
                entry: RightsEntry(id: stored.id, number: stored.number, request: stored.request, name: nil),
                wish: try wish(of: stored)
            )
        }
        var corrections: [Attribute: UUIDValue] = [:]
        for (entry, wish) in open { if let attribute = wish?.attribute { corrections[attribute] = entry.id } }
        return OwnData(
            name: opened.name.revealed, state: row.state, arrivedAt: row.arrivedAt,
            changedAt: live?.changedAt ?? row.changedAt,
            eraseAt: row.eraseAt, graceDays: try gate().graceDays, fields: opened.sourcedFields,
            sources: try sourceNames(), groups: try live.map { try groups(of: $0.id).map(\.displayName) } ?? [],
            roles: try roles(of: person).sorted(), instructedAt: try instructedAttributesAt(),
            usage: try recordedUse(of: person),
            logins: counts?.logins ?? 0, mails: counts?.mails ?? 0, entries: counts?.entries ?? 0,
            oldestLoginAt: counts?.loginAt, oldestMailAt: counts?.mailAt, restrictions: try restrictions(of: person),
            closed: row.closed, corrections: corrections, open: open)
    }

    private func instructedAttributesAt() throws -> Int64? {
        try db.first(InstructionSQL.all, [.text(Instruction.Topic.attributes.rawValue)]) { $0.integer(3) }
    }

    private func recordedUse(of person: UUIDValue) throws -> [OwnData.Recorded] {
        try db.all(UsageSQL.grouped, [.blob(person.bytes)]) { row in
            OwnData.Recorded(
                feature: row.text(0), times: row.integer(1), firstAt: row.integer(2), lastAt: row.integer(3))
        }
    }
}
