import Domain

/// A user's draft while a request is applied to it, under the catalogue in force.
///
/// Both POST/PUT and PATCH set values here and nowhere else, so that one set of rules holds for every way in.
struct SCIMUserDraft {
    var draft: RecordDraft
    let catalogue: Catalogue
    var dropped: DroppedNames

    /// Sets or unsets one attribute; what the catalogue does not declare is dropped by `name`.
    mutating func set(_ attribute: Attribute, _ value: String?, name: @autoclosure () -> String) throws(SCIMProblem) {
        guard catalogue.allows(attribute) else {
            if value != nil { dropped.insert(name()) }
            return
        }
        if let value { try SCIMText.check(value, attribute) }
        if attribute == .userName, value == nil {
            throw .invalid(.invalidValue, "userName", "userName is required; send one that is not empty.")
        }
        draft.attributes[attribute] = value
    }

    /// The parts of `name` (RFC 7643, section 4.1.1).
    static let nameParts: [(name: StaticString, attribute: Attribute)] = [
        ("formatted", .formattedName), ("familyName", .familyName), ("givenName", .givenName),
        ("middleName", .middleName), ("honorificPrefix", .honorificPrefix), ("honorificSuffix", .honorificSuffix),
    ]

    static func namePart(_ name: String) -> Attribute? {
        for part in nameParts where name.foldsTo(part.name) { return part.attribute }
        return nil
    }

    /// Sets those parts of `name` that the object has; with `replaces`, the others are unset first.
    mutating func setName(_ json: JSON, replaces: Bool) throws(SCIMProblem) {
        if replaces || json.isUnassigned { for part in Self.nameParts { draft.attributes[part.attribute] = nil } }
        if json.isUnassigned { return }
        guard case .object(let members) = json else {
            throw .invalid(.invalidValue, "name", "name must be an object and is \(json.kindName).")
        }
        for member in members {
            if let attribute = Self.namePart(member.name) {
                let value = try member.value.singleText(attribute.path)
                try set(attribute, value, name: attribute.path)
            } else if !member.value.isUnassigned {
                dropped.insert("name." + member.name)
            }
        }
    }

    /// The enterprise extension (RFC 7643, section 4.3), whole or in part.
    mutating func setEnterprise(_ json: JSON, replaces: Bool) throws(SCIMProblem) {
        if replaces || json.isUnassigned {
            for attribute in [Attribute.department, .employeeNumber, .manager] { draft.attributes[attribute] = nil }
        }
        if json.isUnassigned { return }
        guard case .object(let members) = json else {
            throw .invalid(.invalidValue, SCIMURN.enterpriseName, "The extension must be an object.")
        }
        for member in members {
            if let word = SCIMWord.find(member.name, isEnterprise: true) {
                try setEnterprise(word, member, name: Self.fullName(member))
            } else if !member.value.isVoid {
                dropped.insert(Self.fullName(member))
            }
        }
    }

    /// One attribute of the extension; `name` is what it is called if it is dropped.
    mutating func setEnterprise(
        _ word: SCIMWord, _ member: JSONMember, name: @autoclosure () -> String
    ) throws(SCIMProblem) {
        switch word {
        case .department: try set(.department, try member.value.singleText("department"), name: name())
        case .employeeNumber: try set(.employeeNumber, try member.value.singleText("employeeNumber"), name: name())
        default: try setManager(member.value, name: name())
        }
    }

    private static func fullName(_ member: JSONMember) -> String { SCIMURN.enterpriseName + ":" + member.name }

    /// The manager in every form that directories send: an id, `{"value": id}`, an array of one of these, `""`, null.
    mutating func setManager(_ json: JSON, name: @autoclosure () -> String) throws(SCIMProblem) {
        try set(.manager, try Self.managerID(json), name: name())
    }

    private static func managerID(_ json: JSON) throws(SCIMProblem) -> String? {
        switch json {
        case .array(let elements):
            guard elements.count <= 1 else {
                throw .invalid(.invalidValue, "manager", "A person has one manager here; send one.")
            }
            return try elements.first.map { element throws(SCIMProblem) in try managerID(element) } ?? nil
        case .object:
            return try (json.member(folded: "value") ?? .null).singleText("manager")
        default:
            return try json.singleText("manager")
        }
    }
}

extension JSON {
    /// Nothing at all, so that an undeclared attribute with it was no data: null, `""`, `[]`, `{}`.
    var isVoid: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }
}
