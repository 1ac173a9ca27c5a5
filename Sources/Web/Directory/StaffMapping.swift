import Domain

extension StaffQuery {
    static let pageSize = 25

    init(_ query: StaffListQuery) {
        self.init()
        text = query.q
        state = query.state.map { kind in
            switch kind {
            case .active: .active
            case .deactivated: .inactive
            case .held: .held
            case .left: .left
            }
        }
        department = query.department
        source = query.source.flatMap { UUIDValue($0) }
        initial = query.initial
        sort =
            switch query.order {
            case .name: .name
            case .title: .title
            case .state: .state
            }
        descending = query.isDescending
        offset = (query.page - 1) * Self.pageSize
        limit = Self.pageSize
    }
}

extension StaffListPage {
    private static let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }

    init(_ page: StaffPage, _ query: StaffListQuery, keepsDepartments: Bool) {
        let others = page.initials["#"].map { [Initial(letter: "#", count: $0)] } ?? []
        self.init(
            query: query,
            rows: page.members.map { member in
                Row(
                    id: member.id.description, name: member.name,
                    nativeName: PersonPage.native(member.nativeName, beside: member.name), email: member.workEmail,
                    title: member.title, department: member.department,
                    source: member.source.flatMap { page.sources[$0] } ?? "–", state: StaffState(member))
            },
            matchCount: page.matching, totalCount: page.total, leftCount: page.states[.left] ?? 0,
            initials: Self.letters.map { Initial(letter: $0, count: page.initials[$0] ?? 0) } + others,
            departments: keepsDepartments ? page.departments : nil,
            sources: page.sources.map { Option(id: $0.key.description, name: $0.value) }.sorted { $0.name < $1.name },
            pageSize: StaffQuery.pageSize)
    }
}

extension StaffState {
    init(_ member: StaffMember) {
        self.init(member.state, changedAt: member.changedAt, eraseAt: member.eraseAt)
    }

    init(_ state: PersonState, changedAt: Int64, eraseAt: Int64?) {
        switch state {
        case .active: self = .active
        case .inactive: self = .deactivated
        case .held: self = .held
        case .left, .erasing: self = .left(at: changedAt, erasedAt: eraseAt ?? changedAt)
        }
    }
}

extension PersonPage {
    private static let changing: Set<EvidenceEvent.Deed> = [
        .personChanged, .personDeactivated, .personReactivated, .personReturned, .accessHeld, .accessRestored,
        .attributesWithdrawn,
    ]

    init(_ view: PersonView) {
        func value(_ attribute: Attribute) -> String? {
            view.fields.first { $0.attribute == attribute }?.value.revealed
        }
        func source(_ id: UUIDValue?) -> String { id.flatMap { view.sources[$0] } ?? "–" }
        let live = view.records.first { $0.goneAt == nil }
        let leftAt = view.records.compactMap(\.goneAt).max() ?? view.changedAt
        self.init(
            id: view.id.description, name: view.name, nativeName: Self.native(value(.formattedName), beside: view.name),
            state: StaffState(view.state, changedAt: leftAt, eraseAt: view.eraseAt),
            heldByChange: view.heldBy?.description, arrivedAt: view.arrivedAt,
            changes: view.events.filter { $0.deed.map(Self.changing.contains) ?? false }.map(\.at),
            held: view.fields.map { field in
                Held(
                    attribute: field.attribute, value: field.value.revealed, source: source(field.source),
                    since: field.at, correctedAt: field.correction?.at)
            },
            groups: view.groups.map { Group(id: $0.id.description, name: $0.displayName) },
            record: live.map { record in
                Record(
                    connection: source(record.connection), userName: value(.userName) ?? "–",
                    externalID: value(.externalID), version: record.version, createdAt: record.createdAt,
                    changedAt: record.changedAt)
            },
            notInstructed: Attribute.instructable.filter { !view.catalogue.allows($0) })
    }

    /// The full name, where it is in a script of its own and not the name that is shown already.
    static func native(_ formatted: String?, beside name: String) -> String? {
        guard let formatted, PersonName.language(of: formatted) != nil, PersonName.language(of: name) == nil else {
            return nil
        }
        return formatted
    }
}
