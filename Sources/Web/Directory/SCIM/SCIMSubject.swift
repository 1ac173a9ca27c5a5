import Domain

/// A value that a filter compares and a sort orders by.
enum SCIMOperand: Sendable {
    /// `isExact` where letter case counts (`caseExact` of RFC 7643).
    case text(String, isExact: Bool)
    case id(UUIDValue)
    case bool(Bool)
    /// Milliseconds UTC.
    case instant(Int64)
}

/// One element of a multi-valued attribute, as it is returned.
enum SCIMElement: Sendable {
    case email(String)
    case phone(String)
    case group(GroupReference)
    case member(UUIDValue)

    /// The values of a sub-attribute, which is none or one.
    func operands(_ name: String) -> [SCIMOperand] {
        if name.foldsTo("value") {
            switch self {
            case .email(let text), .phone(let text): return [.text(text, isExact: false)]
            case .group(let group): return [.id(group.id)]
            case .member(let id): return [.id(id)]
            }
        }
        if name.foldsTo("type") {
            switch self {
            case .email, .phone: return [.text("work", isExact: false)]
            case .group: return [.text("direct", isExact: false)]
            case .member: return [.text("User", isExact: false)]
            }
        }
        if name.foldsTo("primary"), case .email = self { return [.bool(true)] }
        if name.foldsTo("display"), case .group(let group) = self { return [.text(group.displayName, isExact: false)] }
        return []
    }
}

/// What a filter is matched against.
enum SCIMSubject {
    case user(DirectoryRecord)
    case group(DirectoryGroup)

    /// The values at a path; none where the attribute is unset or not declared.
    func operands(_ path: SCIMPath) -> [SCIMOperand] {
        guard let word = path.word else { return [] }
        if let elements = elements(word) {
            let matching = path.filter.map { filter in elements.filter { $0.matches(filter) } } ?? elements
            let sub = path.sub ?? "value"
            return matching.flatMap { $0.operands(sub) }
        }
        guard path.filter == nil else { return [] }
        switch word {
        case .meta: return meta(path.sub)
        case .name: return name(path.sub)
        case .manager: return path.sub?.foldsTo("value") ?? true ? text(.manager) : []
        default: return path.sub == nil ? single(word) : []
        }
    }

    func hasElement(_ path: SCIMPath) -> Bool {
        guard let word = path.word, let filter = path.filter, let elements = elements(word) else { return false }
        return elements.contains { $0.matches(filter) }
    }

    /// The elements of a multi-valued attribute; nil for any other attribute.
    private func elements(_ word: SCIMWord) -> [SCIMElement]? {
        switch (word, self) {
        case (.emails, .user(let record)): record.draft.attributes[.workEmail].map { [.email($0)] } ?? []
        case (.phoneNumbers, .user(let record)): record.draft.attributes[.workPhone].map { [.phone($0)] } ?? []
        case (.groups, .user(let record)): record.groups.map { .group($0) }
        case (.members, .group(let group)): group.draft.members.map { .member($0) }
        case (.emails, _), (.phoneNumbers, _), (.groups, _), (.members, _): []
        default: nil
        }
    }

    private func single(_ word: SCIMWord) -> [SCIMOperand] {
        switch (word, self) {
        case (.id, .user(let record)): [.id(record.id)]
        case (.id, .group(let group)): [.id(group.id)]
        case (.externalID, .user): text(.externalID, isExact: true)
        case (.externalID, .group(let group)): group.draft.externalID.map { [.text($0, isExact: true)] } ?? []
        case (.displayName, .user): text(.displayName)
        case (.displayName, .group(let group)): [.text(group.draft.displayName, isExact: false)]
        case (.userName, .user): text(.userName)
        case (.title, .user): text(.title)
        case (.department, .user): text(.department)
        case (.employeeNumber, .user): text(.employeeNumber)
        case (.active, .user(let record)): [.bool(record.draft.active)]
        case (.schemas, .user): [.text("\(SCIMURN.user)", isExact: false)]
        case (.schemas, .group): [.text("\(SCIMURN.group)", isExact: false)]
        default: []
        }
    }

    private func text(_ attribute: Attribute, isExact: Bool = false) -> [SCIMOperand] {
        guard case .user(let record) = self, let value = record.draft.attributes[attribute] else { return [] }
        return [.text(value, isExact: isExact)]
    }

    private func name(_ sub: String?) -> [SCIMOperand] {
        guard let sub else { return SCIMUserDraft.nameParts.flatMap { text($0.attribute) } }
        return SCIMUserDraft.namePart(sub).map { text($0) } ?? []
    }

    private func meta(_ sub: String?) -> [SCIMOperand] {
        let (kind, created, changed, version) =
            switch self {
            case .user(let record): ("User", record.createdAt, record.changedAt, record.version)
            case .group(let group): ("Group", group.createdAt, group.changedAt, group.version)
            }
        guard let sub else { return [.text(kind, isExact: true)] }
        if sub.foldsTo("lastModified") { return [.instant(changed)] }
        if sub.foldsTo("created") { return [.instant(created)] }
        if sub.foldsTo("resourceType") { return [.text(kind, isExact: true)] }
        if sub.foldsTo("version") { return [.text("W/\"\(version)\"", isExact: true)] }
        return []
    }
}
