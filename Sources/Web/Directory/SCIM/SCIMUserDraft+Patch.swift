import Domain

/// One PATCH operation on a user.
extension SCIMUserDraft {
    mutating func apply(_ operation: SCIMPatch.Operation) throws(SCIMProblem) {
        guard let path = operation.path else {
            return try applyMembers(operation.kind, operation.value ?? .null)
        }
        if let word = path.word, word.isReadOnly { throw SCIMPatch.isReadOnly(path.attribute) }
        try apply(operation.kind, path, operation.value)
    }

    /// An operation without path: each name of the object is a path. What is read-only is read over.
    private mutating func applyMembers(_ kind: SCIMPatch.Kind, _ value: JSON) throws(SCIMProblem) {
        guard case .object(let members) = value else {
            throw .invalid(.invalidValue, "value", "An operation without path needs an object as its value.")
        }
        for member in members {
            guard let path = try? SCIMPath(parsing: member.name) else {
                dropUndeclared(member.name, member.value)
                continue
            }
            if path.word?.isReadOnly ?? false { continue }
            try apply(kind, path, member.value)
        }
    }

    private mutating func apply(_ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?) throws(SCIMProblem) {
        guard let word = path.word else { return try applyWhole(kind, path, value) }
        switch word {
        case .userName: try applySingle(.userName, kind, path, value)
        case .externalID: try applySingle(.externalID, kind, path, value)
        case .displayName: try applySingle(.displayName, kind, path, value)
        case .title: try applySingle(.title, kind, path, value)
        case .department: try applySingle(.department, kind, path, value)
        case .employeeNumber: try applySingle(.employeeNumber, kind, path, value)
        case .active: try applyActive(kind, path, value)
        case .name: try applyName(kind, path, value)
        case .emails: try applyContact(.workEmail, "emails", kind, path, value)
        case .phoneNumbers: try applyContact(.workPhone, "phoneNumbers", kind, path, value)
        case .manager: try applyManager(kind, path, value)
        case .schemas, .password, .roles, .id, .meta, .groups: break
        case .members: drop(kind, path, value)
        }
    }

    /// A path to a schema as a whole, or to an attribute that is not declared.
    private mutating func applyWhole(
        _ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?
    ) throws(SCIMProblem) {
        guard path.attribute.isEmpty else { return drop(kind, path, value) }
        guard path.filter == nil else { throw SCIMPatch.hasNoPart("A schema") }
        if path.schema == .enterprise {
            return try setEnterprise(kind == .remove ? .null : value ?? .null, replaces: false)
        }
        guard kind != .remove else { throw .invalid(.noTarget, "path", "Name the attribute that is to be removed.") }
        try applyMembers(kind, value ?? .null)
    }

    private mutating func drop(_ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?) {
        guard kind != .remove, let value, !value.isVoid else { return }
        if let filter = path.filter {
            dropped.insert(path.written, type: Self.type(in: filter), sub: path.sub)
        } else {
            dropUndeclared(path.written, value)
        }
    }

    private mutating func applySingle(
        _ attribute: Attribute, _ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?
    ) throws(SCIMProblem) {
        guard path.filter == nil, path.sub == nil else { throw SCIMPatch.hasNoPart(attribute.path) }
        if kind == .remove {
            if attribute == .userName { throw SCIMPatch.isRequired("userName") }
            draft.attributes[attribute] = nil
            return
        }
        let text = try (value ?? .null).singleText(attribute.path, isWrapped: true)
        try set(attribute, text, name: path.written)
    }

    private mutating func applyActive(
        _ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?
    ) throws(SCIMProblem) {
        guard path.filter == nil, path.sub == nil else { throw SCIMPatch.hasNoPart("active") }
        if kind == .remove { throw SCIMPatch.isRequired("active") }
        guard let isActive = try value?.boolean("active", isWrapped: true) else {
            throw .invalid(.invalidValue, "active", "active must be true or false.")
        }
        draft.active = isActive
    }

    /// Replacing `name` sets the parts that are given and leaves the others (RFC 7644, section 3.5.2.3).
    private mutating func applyName(
        _ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?
    ) throws(SCIMProblem) {
        guard path.filter == nil else { throw SCIMPatch.hasNoPart("name") }
        guard let sub = path.sub else {
            return try setName(kind == .remove ? .null : value ?? .null, replaces: false)
        }
        guard let attribute = Self.namePart(sub) else { return drop(kind, path, value) }
        let text = kind == .remove ? nil : try (value ?? .null).singleText(attribute.path, isWrapped: true)
        try set(attribute, text, name: attribute.path)
    }

    private mutating func applyManager(
        _ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?
    ) throws(SCIMProblem) {
        guard path.filter == nil else { throw SCIMPatch.hasNoPart("manager") }
        guard path.sub?.foldsTo("value") ?? true else {
            // The manager's name and address follow from the id: nothing to keep.
            if let sub = path.sub, !sub.foldsTo("$ref") { drop(kind, path, value) }
            return
        }
        try setManager(kind == .remove ? .null : value ?? .null, name: path.written)
    }
}
