/// The fields that can be returned of a user or group, as a set; `schemas` and `id` always are.
struct SCIMFields: OptionSet, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(bit: UInt64) { rawValue = 1 << bit }

    static let externalID = SCIMFields(bit: 0)
    static let userName = SCIMFields(bit: 1)
    static let displayName = SCIMFields(bit: 2)
    static let title = SCIMFields(bit: 3)
    static let active = SCIMFields(bit: 4)
    static let emailValue = SCIMFields(bit: 5)
    static let emailType = SCIMFields(bit: 6)
    /// Returned on request only: it is always true, and directories that compare what they sent stumble over it.
    static let emailPrimary = SCIMFields(bit: 7)
    static let phoneValue = SCIMFields(bit: 8)
    static let phoneType = SCIMFields(bit: 9)
    static let department = SCIMFields(bit: 10)
    static let employeeNumber = SCIMFields(bit: 11)
    static let managerValue = SCIMFields(bit: 12)
    static let managerReference = SCIMFields(bit: 13)
    static let groupValue = SCIMFields(bit: 14)
    static let groupReference = SCIMFields(bit: 15)
    static let groupDisplay = SCIMFields(bit: 16)
    static let groupType = SCIMFields(bit: 17)
    static let metaResourceType = SCIMFields(bit: 18)
    static let metaCreated = SCIMFields(bit: 19)
    static let metaLastModified = SCIMFields(bit: 20)
    static let metaLocation = SCIMFields(bit: 21)
    static let metaVersion = SCIMFields(bit: 22)
    static let memberValue = SCIMFields(bit: 23)
    static let memberReference = SCIMFields(bit: 24)
    static let memberType = SCIMFields(bit: 25)

    /// The parts of `name`, in the order of ``SCIMUserDraft/nameParts``.
    static func namePart(_ place: Int) -> SCIMFields { SCIMFields(bit: 32 + UInt64(place)) }

    static let name = SCIMFields(rawValue: 0x3F << 32)
    static let emails: SCIMFields = [.emailValue, .emailType]
    static let phones: SCIMFields = [.phoneValue, .phoneType]
    static let manager: SCIMFields = [.managerValue, .managerReference]
    static let enterprise: SCIMFields = [.department, .employeeNumber, .manager]
    static let groups: SCIMFields = [.groupValue, .groupReference, .groupDisplay, .groupType]
    static let meta: SCIMFields = [
        .metaResourceType, .metaCreated, .metaLastModified, .metaLocation, .metaVersion,
    ]
    static let members: SCIMFields = [.memberValue, .memberReference, .memberType]
    static let core: SCIMFields = [
        .externalID, .userName, .displayName, .title, .active, .name, .emails, .phones, .groups, .meta, .members,
    ]
    static let all: SCIMFields = [.core, .enterprise]

    /// The fields that a path names; none for one that is not declared.
    init(named path: SCIMPath) {
        if path.attribute.isEmpty {
            self = path.schema == .enterprise ? .enterprise : path.schema == .core ? .core : []
            return
        }
        switch path.word {
        case .externalID: self = .externalID
        case .userName: self = .userName
        case .displayName: self = .displayName
        case .title: self = .title
        case .active: self = .active
        case .department: self = .department
        case .employeeNumber: self = .employeeNumber
        case .name: self = Self.nameFields(path.sub)
        default: self = Self.parts(of: path)
        }
    }

    private static func nameFields(_ sub: String?) -> SCIMFields {
        guard let sub else { return .name }
        return SCIMUserDraft.nameParts.firstIndex { sub.foldsTo($0.name) }.map { namePart($0) } ?? []
    }

    private static func parts(of path: SCIMPath) -> SCIMFields {
        let parts: [(StaticString, SCIMFields)]
        let whole: SCIMFields
        switch path.word {
        case .emails:
            whole = .emails
            parts = [("value", .emailValue), ("type", .emailType), ("primary", .emailPrimary)]
        case .phoneNumbers:
            whole = .phones
            parts = [("value", .phoneValue), ("type", .phoneType)]
        case .manager:
            whole = .manager
            parts = [("value", .managerValue), ("$ref", .managerReference)]
        case .groups:
            whole = .groups
            parts = [
                ("value", .groupValue), ("$ref", .groupReference), ("display", .groupDisplay), ("type", .groupType),
            ]
        case .meta:
            whole = .meta
            parts = [
                ("resourceType", .metaResourceType), ("created", .metaCreated), ("lastModified", .metaLastModified),
                ("location", .metaLocation), ("version", .metaVersion),
            ]
        case .members:
            whole = .members
            parts = [("value", .memberValue), ("$ref", .memberReference), ("type", .memberType)]
        default:
            return []
        }
        guard let sub = path.sub else { return whole }
        return parts.first { sub.foldsTo($0.0) }?.1 ?? []
    }
}

/// What a request wants returned: `attributes` or `excludedAttributes` (RFC 7644, section 3.9).
package struct AttributeSelection: Sendable, Equatable {
    let fields: SCIMFields

    /// Everything that is returned by default.
    package static let all = AttributeSelection(fields: .all)

    init(fields: SCIMFields) { self.fields = fields }

    /// The longest list, in names.
    private static let namesMax = 200

    /// From names in either case, with or without URN, of attributes or their parts; what is not declared is read over.
    /// Where both are given, `attributes` decides what there is, and `excluded` takes from that.
    package init(attributes: [String]?, excluded: [String]?) {
        var fields = SCIMFields.all
        if let attributes { fields = Self.union(attributes) }
        if let excluded { fields.subtract(Self.union(excluded)) }
        self.fields = fields
    }

    private static func union(_ names: [String]) -> SCIMFields {
        names.prefix(namesMax).reduce(into: []) { fields, name in
            if let path = SCIMPath(dotted: name) { fields.formUnion(SCIMFields(named: path)) }
        }
    }

    /// Whether any member of a group is to be returned: if not, they need not be read.
    package var hasMembers: Bool { !fields.isDisjoint(with: .members) }
}
