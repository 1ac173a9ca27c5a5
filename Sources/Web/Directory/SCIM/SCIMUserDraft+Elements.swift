import Domain

/// E-mail addresses and telephone numbers: of each, this service holds the one for work, or none.
extension SCIMUserDraft {
    /// One element of a multi-valued attribute, as it was sent.
    struct Element {
        var value: String?
        var type: String?
        var isPrimary = false

        var isWork: Bool { type?.foldsTo("work") ?? false }
        var isUntyped: Bool { type?.isEmpty ?? true }
    }

    /// Keeps the work address: the one of type work (the primary first), else an untyped one that is primary or alone.
    /// The others are dropped by name. With no address at all it is unset.
    mutating func setEmails(_ json: JSON) throws(SCIMProblem) {
        let elements = try self.elements(json, "emails")
        let chosen =
            elements.firstIndex { $0.isWork && $0.isPrimary && $0.value != nil }
            ?? elements.firstIndex { $0.isWork && $0.value != nil }
            ?? elements.firstIndex { $0.isUntyped && $0.isPrimary }
            ?? (elements.count == 1 && elements[0].isUntyped ? 0 : nil)
        try keep(.workEmail, "emails", elements, chosen)
    }

    /// Keeps the telephone number of type work.
    mutating func setPhoneNumbers(_ json: JSON) throws(SCIMProblem) {
        let elements = try self.elements(json, "phoneNumbers")
        let chosen =
            elements.firstIndex { $0.isWork && $0.isPrimary && $0.value != nil }
            ?? elements.firstIndex { $0.isWork && $0.value != nil }
        try keep(.workPhone, "phoneNumbers", elements, chosen)
    }

    private mutating func keep(
        _ attribute: Attribute, _ name: String, _ elements: [Element], _ chosen: Int?
    ) throws(SCIMProblem) {
        for (place, element) in elements.enumerated() where place != chosen && element.value != nil {
            dropped.insert(name, type: element.type)
        }
        let value = chosen.flatMap { elements[$0].value }
        try set(attribute, value, name: attribute.path, typedName: name)
    }

    /// As ``set(_:_:name:)``, for an attribute whose name tells its type.
    mutating func set(
        _ attribute: Attribute, _ value: String?, name: String, typedName: String
    ) throws(SCIMProblem) {
        if !catalogue.allows(attribute) {
            if value != nil { dropped.insert(typedName, type: "work") }
            return
        }
        try set(attribute, value, name: name)
    }

    /// The elements of an array, or the one element where the array was left out.
    func elements(_ json: JSON, _ name: String) throws(SCIMProblem) -> [Element] {
        switch json {
        case .null: return []
        case .array(let values):
            var elements: [Element] = []
            elements.reserveCapacity(values.count)
            for value in values {
                if case .null = value { continue }
                elements.append(try element(value, name))
            }
            return elements
        case .string(let text) where text.isEmpty: return []
        default: return [try element(json, name)]
        }
    }

    private func element(_ json: JSON, _ name: String) throws(SCIMProblem) -> Element {
        if case .string(let text) = json { return Element(value: text.isEmpty ? nil : text) }
        guard case .object(let members) = json else {
            throw .invalid(.invalidValue, name, "\(name) must be an array of objects and holds \(json.kindName).")
        }
        var element = Element()
        for member in members {
            if member.name.foldsTo("value") {
                element.value = try member.value.singleText(name + ".value")
            } else if member.name.foldsTo("type") {
                element.type = try member.value.singleText(name + ".type")
            } else if member.name.foldsTo("primary") {
                element.isPrimary = try member.value.boolean(name + ".primary") ?? false
            }
        }
        return element
    }
}
