package import Domain

/// Reads a user as directories send it (RFC 7643, section 4.1), tolerant of their habits and strict in what is kept.
package enum SCIMUserDecoder {
    /// A whole user, for POST and PUT.
    ///
    /// Attributes that the catalogue does not declare are dropped and their names given back. Nulls and empty arrays
    /// count as absent; `id`, `meta`, `groups`, `schemas`, `roles` and `password` are read over. `isActive` holds
    /// where the request does not say: true for POST, the present state for PUT, so that nobody is re-activated by
    /// its being left out.
    /// Throws `invalidValue` for a wrong type or a text that must not be stored, and where userName is missing.
    package static func decode(
        _ json: JSON, catalogue: Catalogue, isActive: Bool = true, dropped: inout DroppedNames
    ) throws(SCIMProblem) -> RecordDraft {
        guard case .object(let members) = json else {
            throw .invalid(.invalidSyntax, "body", "A user must be an object and is \(json.kindName).")
        }
        var user = SCIMUserDraft(draft: RecordDraft(active: isActive), catalogue: catalogue, dropped: dropped)
        for member in members where !member.value.isUnassigned {
            try user.set(member)
        }
        guard user.draft.attributes[.userName] != nil else {
            throw .invalid(.invalidValue, "userName", "userName is required; send one that is not empty.")
        }
        dropped = user.dropped
        return user.draft
    }
}

extension SCIMUserDraft {
    /// One member of a whole user.
    fileprivate mutating func set(_ member: JSONMember) throws(SCIMProblem) {
        guard let word = SCIMWord.find(member.name) else { return try setUnknown(member) }
        switch word {
        case .userName: try setSingle(.userName, member)
        case .externalID: try setSingle(.externalID, member)
        case .displayName: try setSingle(.displayName, member)
        case .title: try setSingle(.title, member)
        case .name: try setName(member.value, replaces: true)
        case .active: draft.active = try member.value.boolean("active") ?? draft.active
        case .emails: try setEmails(member.value)
        case .phoneNumbers: try setPhoneNumbers(member.value)
        case .schemas, .id, .meta, .groups, .password, .roles: break
        case .department, .employeeNumber, .manager: try setEnterprise(word, member, name: member.name)
        case .members: dropUndeclared(member.name, member.value)
        }
    }

    private mutating func setSingle(_ attribute: Attribute, _ member: JSONMember) throws(SCIMProblem) {
        try set(attribute, try member.value.singleText(attribute.path), name: attribute.path)
    }

    private mutating func setUnknown(_ member: JSONMember) throws(SCIMProblem) {
        if member.name.foldsTo(SCIMURN.enterprise) {
            try setEnterprise(member.value, replaces: true)
        } else if !member.name.foldsTo(SCIMURN.user) {
            dropUndeclared(member.name, member.value)
        }
    }

    /// Drops an attribute by name; a multi-valued one by the types of its elements.
    mutating func dropUndeclared(_ name: String, _ value: JSON) {
        guard !value.isVoid else { return }
        guard case .array(let elements) = value else { return dropped.insert(name) }
        for element in elements.prefix(DroppedNames.countMax) where !element.isVoid {
            dropped.insert(name, type: element.member(folded: "type")?.text)
        }
    }
}
