package import Domain

/// Reads a group as directories send it (RFC 7643, section 4.2).
package enum SCIMGroupDecoder {
    /// The most members that a group may have.
    package static let membersMax = 20_000

    /// A whole group, for POST and PUT. Throws `invalidValue` for a wrong type and where displayName is missing.
    ///
    /// A member whose `value` is no id of ours cannot be anyone's and is left out, as a nested group is: their names
    /// are among the dropped ones.
    package static func decode(_ json: JSON, dropped: inout DroppedNames) throws(SCIMProblem) -> GroupDraft {
        guard case .object(let members) = json else {
            throw .invalid(.invalidSyntax, "body", "A group must be an object and is \(json.kindName).")
        }
        var draft = GroupDraft(displayName: "")
        for member in members where !member.value.isUnassigned {
            switch SCIMWord.find(member.name) {
            case .displayName: draft.displayName = try displayName(member.value)
            case .externalID: draft.externalID = try externalID(member.value)
            case .members: draft.members = sorted(try ids(member.value, dropped: &dropped))
            case .id, .meta, .schemas: break
            default:
                if !member.value.isVoid, !member.name.foldsTo(SCIMURN.group) { dropped.insert(member.name) }
            }
        }
        guard !draft.displayName.isEmpty else { throw missingName }
        return draft
    }

    private static var missingName: SCIMProblem {
        .invalid(.invalidValue, "displayName", "displayName is required; send one that is not blank.")
    }

    /// A group's name: at most as long as a person's, and not blank.
    static func displayName(_ json: JSON) throws(SCIMProblem) -> String {
        guard let name = try json.singleText("displayName", isWrapped: true) else { throw missingName }
        try SCIMText.check(name, field: "displayName", lengthMax: Attribute.displayName.lengthMax)
        guard !SCIMText.isBlank(name) else { throw missingName }
        return name
    }

    static func externalID(_ json: JSON) throws(SCIMProblem) -> String? {
        guard let id = try json.singleText("externalId", isWrapped: true) else { return nil }
        try SCIMText.check(id, .externalID)
        return id
    }

    /// The ids of an array of members, in its order: `{"value": id}` or the id alone.
    static func ids(_ json: JSON, dropped: inout DroppedNames) throws(SCIMProblem) -> [UUIDValue] {
        let elements: [JSON]
        switch json {
        case .null: return []
        case .array(let values): elements = values
        default: elements = [json]
        }
        guard elements.count <= membersMax else { throw tooMany }
        var ids: [UUIDValue] = []
        ids.reserveCapacity(elements.count)
        for element in elements {
            if element.member(folded: "type")?.text?.foldsTo("Group") ?? false {
                dropped.insert("members.Group")
                continue
            }
            guard let text = try id(element) else { continue }
            if let id = UUIDValue(text) { ids.append(id) } else { dropped.insert("members") }
        }
        return ids
    }

    private static func id(_ element: JSON) throws(SCIMProblem) -> String? {
        switch element {
        case .null: return nil
        case .string(let text): return text.isEmpty ? nil : text
        case .object: return try (element.member(folded: "value") ?? .null).singleText("members.value")
        default:
            throw .invalid(.invalidValue, "members", "members must be an array of objects with a value each.")
        }
    }

    static var tooMany: SCIMProblem {
        .tooLarge("A group has at most \(membersMax) members; split the group or the request.")
    }

    /// Sorted, without repetition: the form in which a group keeps its members.
    static func sorted(_ ids: [UUIDValue]) -> [UUIDValue] {
        var result: [UUIDValue] = []
        result.reserveCapacity(ids.count)
        for id in ids.sorted() where result.last != id { result.append(id) }
        return result
    }
}
