internal import Foundation
internal import Storage

/// What the console asks of the staff list.
package struct StaffQuery: Sendable, Concealed {
    package enum Sort: String, Sendable, CaseIterable { case name, title, department, state, arrived }

    package var text = ""
    package var state: PersonState?
    package var department: String?
    package var source: UUIDValue?
    /// People whose sort name begins with this letter, folded.
    package var initial: String?
    package var sort = Sort.name
    package var descending = false
    package var offset = 0
    package var limit = 25

    package init() {}
}

/// One person in a list.
package struct StaffMember: Sendable, Concealed {
    package let id: UUIDValue
    package let name: String
    /// The full name as the directory wrote it, where it is not `name`; some directories send one in each script.
    package let nativeName: String?
    package let title: String?
    package let workEmail: String?
    package let department: String?
    package let state: PersonState
    package let isRestricted: Bool
    package let source: UUIDValue?
    package let arrivedAt: Int64
    package let changedAt: Int64
    package let eraseAt: Int64?
}

package struct StaffPage: Sendable, Concealed {
    package let members: [StaffMember]
    /// All people of the organization.
    package let total: Int
    package let matching: Int
    /// How many match by first letter of the sort name, A to Z; the rest is under `#`.
    package let initials: [String: Int]
    package let departments: [String]
    package let states: [PersonState: Int]
    package let sources: [UUIDValue: String]
}

/// Everything that is held on one person, with where it came from.
package struct PersonView: Sendable, Concealed {
    package struct Record: Sendable {
        package let id: UUIDValue
        package let connection: UUIDValue
        package let active: Bool
        package let createdAt: Int64
        package let changedAt: Int64
        package let goneAt: Int64?
        package let version: Int64
    }

    package struct Event: Sendable {
        package let at: Int64
        package let deed: EvidenceEvent.Deed?
        package let actorKind: Principal.Kind
        package let actor: UUIDValue?
        /// The role that was given or taken, where the deed is one of the two.
        package let role: Role?
    }

    package let id: UUIDValue
    package let name: String
    package let state: PersonState
    package let arrivedAt: Int64
    package let changedAt: Int64
    package let eraseAt: Int64?
    package let fields: [SourcedField]
    package let roles: [Role]
    package let records: [Record]
    package let groups: [GroupReference]
    package let events: [Event]
    package let sources: [UUIDValue: String]
    package let catalogue: Catalogue
    /// The staged change set that holds the access, if one does.
    package let heldBy: UUIDValue?
    /// The purposes that are closed for this person.
    package let closed: ClosedPurposes
}

extension Writing {
    /// A page of the staff list. Who sees whom is recorded in the same transaction.
    package func staff(_ query: StaffQuery, _ permit: Permit<SeeStaff>) throws -> StaffPage {
        try accept(permit)
        let everyone = try customer.staff.entries(self)
        let all =
            Policy.allows(SeeRights.self, permit.principal) ? everyone : everyone.filter { !$0.isRestricted }
        // Each word somewhere, in any order: “Ada Byron” finds “Byron, Ada”.
        let words = Folding.fold(query.text).utf8.split { $0 <= 0x20 }
        let matching = all.filter { entry in
            words.allSatisfy { entry.searchText.utf8.contains($0) }
                && (query.state == nil || entry.state == query.state)
                && (query.department == nil || entry.department == query.department)
                && (query.source == nil || entry.source == query.source)
        }
        var initials: [String: Int] = [:]
        for entry in matching { initials[Self.initial(entry.sortKey), default: 0] += 1 }
        let lettered =
            query.initial.map { letter in matching.filter { Self.initial($0.sortKey) == letter } } ?? matching
        let sorted = lettered.sorted { Self.precedes($0, $1, query.sort) }
        let ordered = query.descending ? sorted.reversed() : sorted
        let page = ordered.dropFirst(max(0, query.offset)).prefix(max(0, query.limit)).map(StaffMember.init)
        try recordSeen(page.map(\.id), by: permit.principal)
        return StaffPage(
            members: page, total: all.count, matching: lettered.count, initials: initials,
            departments: Set(all.compactMap(\.department)).sorted(),
            states: all.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }, sources: try sourceNames())
    }

    /// Everything held on one person. That it was seen is recorded, unless people look at themselves.
    package func person(_ id: UUIDValue, _ permit: Permit<SeeStaff>) throws -> PersonView {
        try accept(permit)
        guard let row = try db.first(StaffSQL.one, [.blob(id.bytes)], StaffRow.init), row.state != .erasing else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        let key = try key(row.keyID)
        let shown = try shown(row.sealed, to: permit.principal)
        let records = try db.all(StaffSQL.recordOf, [.blob(id.bytes)], PersonView.Record.init(row:))
        let live = records.first { $0.goneAt == nil }
        let events = try db.all(
            EvidenceSQL.ofSubject, [.blob(pseudonym(of: id, key: key)), .integer(50)]
        ) { row in
            PersonView.Event(row: row, role: try roleOfEvent(row, key))
        }
        if permit.principal.id != id {
            try record(EvidenceEvent(.personSeen, of: (id, key)), by: permit.principal)
        }
        return PersonView(
            id: id, name: shown.name, state: row.state, arrivedAt: row.arrivedAt, changedAt: row.changedAt,
            eraseAt: row.eraseAt, fields: shown.fields, roles: try roles(of: id).sorted(), records: records,
            groups: try live.map { try groups(of: $0.id) } ?? [], events: events, sources: try sourceNames(),
            catalogue: try catalogue(),
            heldBy: try db.first(StaffSQL.heldBy, [.blob(id.bytes)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil,
            closed: row.closed)
    }

    /// Whoever looks after people's rights sees a restricted person too, for that.
    private func shown(
        _ sealed: SealedPerson, to principal: Principal
    ) throws -> (name: String, fields: [SourcedField]) {
        if sealed.closed.contains(.service), Policy.allows(SeeRights.self, principal) {
            let opened = try open(sealed, for: RightsPurpose.self)
            return (opened.name.revealed, opened.sourcedFields)
        }
        let opened = try open(sealed, for: ServicePurpose.self)
        return (opened.name.revealed, opened.sourcedFields)
    }

    /// A group with a page of its members; who was seen is recorded.
    package func members(
        of group: UUIDValue, offset: Int, limit: Int, _ permit: Permit<SeeStaff>
    ) throws -> (group: GroupSummary, members: [StaffMember], total: Int) {
        try accept(permit)
        guard let stored = try storedGroup(group, withMembers: false) else { throw Failure.noSuchGroup }
        let (page, total) = try page(of: group, offset: offset, limit: limit)
        try recordSeen(page.map(\.id), by: permit.principal)
        let summary = GroupSummary(
            id: group, displayName: stored.draft.displayName, members: Int64(total), changedAt: stored.changedAt,
            source: try db.first(GroupSQL.connection, [.blob(group.bytes)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil,
            externalID: stored.draft.externalID, createdAt: stored.createdAt)
        return (summary, page, total)
    }

    /// Members of a group by name, and how many there are.
    func page(of group: UUIDValue, offset: Int, limit: Int) throws -> ([StaffMember], Int) {
        let people = Set(
            try db.all(GroupSQL.memberPeople, [.blob(group.bytes)]) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self))
        let entries = try customer.staff.entries(self).filter { people.contains($0.id) && !$0.isRestricted }
            .sorted { Self.precedes($0, $1, .name) }
        return (entries.dropFirst(max(0, offset)).prefix(max(0, limit)).map(StaffMember.init), entries.count)
    }

    func recordSeen(_ people: [UUIDValue], by principal: Principal) throws {
        let others = people.filter { $0 != principal.id }
        guard !others.isEmpty else { return }
        let event = try recorded(EvidenceEvent(.staffSeen, detail: others.map(\.description)), by: principal)
        try note(event, sees: others)
    }

    private static func initial(_ sortKey: String) -> String {
        guard let first = sortKey.decomposedStringWithCanonicalMapping.utf8.first,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        else { return "#" }
        return String(UnicodeScalar(first - 32))
    }

    private static func precedes(_ left: StaffIndex.Entry, _ right: StaffIndex.Entry, _ sort: StaffQuery.Sort) -> Bool {
        func order<Key: Comparable>(_ key: (StaffIndex.Entry) -> Key) -> Bool {
            let (first, second) = (key(left), key(right))
            return first != second ? first < second : (left.sortKey, left.id) < (right.sortKey, right.id)
        }
        return switch sort {
        case .name: order(\.sortKey)
        case .title: order { Folding.fold($0.title ?? "\u{FFFF}") }
        case .department: order { Folding.fold($0.department ?? "\u{FFFF}") }
        case .state: order(\.state.rawValue)
        case .arrived: order { -$0.arrivedAt }
        }
    }
}

/// A group as lists show it.
package struct GroupSummary: Sendable, Concealed {
    package let id: UUIDValue
    package let displayName: String
    package let members: Int64
    package let changedAt: Int64
    package let source: UUIDValue?
    package let externalID: String?
    package let createdAt: Int64
}

extension Reading {
    /// All groups by name; at most 5,000.
    package func groupSummaries(_ permit: Permit<SeeStaff>) throws -> [GroupSummary] {
        try accept(permit)
        return try db.all(GroupSQL.all, [.integer(5_000)]) { row in
            guard let id = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
            let draft = try groupDraft(id, row.blob(2))
            return GroupSummary(
                id: id, displayName: draft.displayName, members: row.integer(4), changedAt: row.integer(3),
                source: UUIDValue(bytes: row.blob(1)), externalID: draft.externalID, createdAt: row.integer(5))
        }.sorted { Folding.fold($0.displayName) < Folding.fold($1.displayName) }
    }

    /// The names of all connections, to show where something came from.
    package func sourceNames(_ permit: Permit<SeeStaff>) throws -> [UUIDValue: String] {
        try accept(permit)
        return try sourceNames()
    }

    func sourceNames() throws -> [UUIDValue: String] {
        try connectionNames().mapValues(\.name)
    }
}

extension StaffMember {
    init(_ entry: StaffIndex.Entry) {
        self.init(
            id: entry.id, name: entry.name, nativeName: entry.nativeName, title: entry.title,
            workEmail: entry.workEmail,
            department: entry.department, state: entry.state, isRestricted: entry.isRestricted, source: entry.source,
            arrivedAt: entry.arrivedAt,
            changedAt: entry.changedAt, eraseAt: entry.eraseAt)
    }
}

extension PersonView.Record {
    init(row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let connection = UUIDValue(bytes: row.blob(1)) else {
            throw ByteReader.damaged
        }
        self.init(
            id: id, connection: connection, active: row.flag(2), createdAt: row.integer(3), changedAt: row.integer(4),
            goneAt: row.optionalInteger(5), version: row.integer(6))
    }
}

extension PersonView.Event {
    init(row: any Row, role: Role?) {
        self.init(
            at: row.integer(1), deed: EvidenceEvent.Deed(rawValue: row.text(2)),
            actorKind: Principal.Kind(rawValue: row.text(3)) ?? .program,
            actor: row.optionalBlob(4).flatMap { UUIDValue(bytes: $0) }, role: role)
    }
}
