import Domain

/// PATCH operations on e-mail addresses and telephone numbers, of which the one for work is held.
extension SCIMUserDraft {
    mutating func applyContact(
        _ attribute: Attribute, _ name: String, _ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?
    ) throws(SCIMProblem) {
        if path.filter == nil, path.sub == nil {
            return try applyWhole(attribute, name, kind, value)
        }
        if let sub = path.sub, !sub.foldsTo("value") {
            // Type and primary are the same for every address that is held here.
            if !sub.foldsTo("type"), !sub.foldsTo("primary"), kind != .remove, !(value?.isVoid ?? true) {
                dropped.insert(name, type: path.filter.flatMap(Self.type), sub: sub)
            }
            return
        }
        let filter = path.filter
        let isTarget = draft.attributes[attribute].map { held in
            filter.map { Self.element(attribute, held).matches($0) } ?? true
        }
        if kind == .remove {
            if isTarget ?? false { draft.attributes[attribute] = nil }
            return
        }
        let text = try contactText(value ?? .null, path, name)
        // Entra replaces `emails[type eq "work"].value` of users that have none: it is created then.
        let fits = filter.map { Self.element(attribute, text ?? "").matches($0) } ?? true
        if isTarget ?? fits {
            return try set(attribute, text, name: attribute.path, typedName: name)
        }
        if let filter, Self.namesValue(filter) {
            throw .invalid(.noTarget, "path", "No element of \(name) matches the filter in the path.")
        }
        if text != nil { dropped.insert(name, type: filter.flatMap(Self.type), sub: path.sub) }
    }

    private func contactText(_ value: JSON, _ path: SCIMPath, _ name: String) throws(SCIMProblem) -> String? {
        if path.sub != nil { return try value.singleText(name + ".value", isWrapped: true) }
        return try elements(value, name).first { $0.value != nil }?.value
    }

    /// The attribute as a whole: `add` never unsets, `replace` does if no element is for work, `remove` with elements
    /// removes only those.
    private mutating func applyWhole(
        _ attribute: Attribute, _ name: String, _ kind: SCIMPatch.Kind, _ value: JSON?
    ) throws(SCIMProblem) {
        let held = draft.attributes[attribute]
        switch kind {
        case .remove:
            guard let value, value != .null else {
                draft.attributes[attribute] = nil
                return
            }
            let isRemoved = try elements(value, name).contains { element in
                guard let held, let text = element.value else { return false }
                return SCIMText.folded(text) == SCIMText.folded(held)
            }
            if isRemoved { draft.attributes[attribute] = nil }
        case .add, .replace:
            if attribute == .workEmail { try setEmails(value ?? .null) } else { try setPhoneNumbers(value ?? .null) }
            if kind == .add, draft.attributes[attribute] == nil { draft.attributes[attribute] = held }
        }
    }

    private static func element(_ attribute: Attribute, _ value: String) -> SCIMElement {
        attribute == .workEmail ? .email(value) : .phone(value)
    }

    /// The type that a filter asks for, if it is a plain one: `type eq "home"`, alone or in an `and`.
    static func type(in filter: SCIMFilter.Node) -> String? {
        switch filter {
        case .and(let left, let right):
            return type(in: left) ?? type(in: right)
        case .compare(let path, let comparison) where comparison.relation == .equal && path.attribute.foldsTo("type"):
            guard case .text(let text) = comparison.literal else { return nil }
            return text.text
        default:
            return nil
        }
    }

    private static func namesValue(_ filter: SCIMFilter.Node) -> Bool {
        switch filter {
        case .and(let left, let right), .or(let left, let right): namesValue(left) || namesValue(right)
        case .not(let inner): namesValue(inner)
        case .compare(let path, _), .present(let path), .element(let path): path.attribute.foldsTo("value")
        }
    }
}
