package import Domain

/// A PATCH request (RFC 7644, section 3.5.2), in every form that identity providers send.
///
/// What it is applied to is changed step by step: if it throws, the caller drops the draft, and nothing has happened.
package struct SCIMPatch: Sendable, Concealed {
    /// The most operations of one request.
    package static let operationsMax = 1_000

    enum Kind: Sendable, Equatable {
        case add, replace, remove
    }

    struct Operation: Sendable {
        let kind: Kind
        /// Nil where `value` is an object whose names are paths.
        let path: SCIMPath?
        let value: JSON?
    }

    let operations: [Operation]

    /// Throws `invalidSyntax` for the request's form, `invalidPath` for a path, a limit for too many operations.
    package init(_ json: JSON) throws(SCIMProblem) {
        guard case .array(let items)? = json.member(folded: "Operations"), !items.isEmpty else {
            throw .invalid(.invalidSyntax, "Operations", "A PATCH needs an array named Operations with an operation.")
        }
        guard items.count <= Self.operationsMax else {
            throw .tooLarge("A PATCH has at most \(Self.operationsMax) operations; split it.")
        }
        var operations: [Operation] = []
        operations.reserveCapacity(items.count)
        for item in items { operations.append(try Self.operation(item)) }
        self.operations = operations
    }

    private static func operation(_ json: JSON) throws(SCIMProblem) -> Operation {
        guard let word = json.member(folded: "op")?.text else {
            throw .invalid(.invalidSyntax, "op", "Each operation needs an op: add, replace or remove.")
        }
        let kind: Kind
        if word.foldsTo("add") {
            kind = .add
        } else if word.foldsTo("replace") {
            kind = .replace
        } else if word.foldsTo("remove") {
            kind = .remove
        } else {
            throw .invalid(.invalidSyntax, "op", "There is no such op; use add, replace or remove.")
        }
        var path: SCIMPath?
        switch json.member(folded: "path") {
        case nil, .null?: break
        case .string(let text)?: if !text.isEmpty { path = try SCIMPath(parsing: text) }
        default: throw .invalid(.invalidPath, "path", "A path must be a string.")
        }
        let value = json.member(folded: "value")
        if kind == .remove, path == nil {
            throw .invalid(.noTarget, "path", "A remove needs a path that says what to remove.")
        }
        if kind != .remove, value == nil {
            throw .invalid(.invalidValue, "value", "This operation needs a value; null unsets an attribute.")
        }
        return Operation(kind: kind, path: path, value: value)
    }

    /// Applies it to a user. What the catalogue does not declare is dropped by name, as in a whole user.
    ///
    /// Throws `mutability` for a path to something read-only or for removing what is required, `invalidValue`,
    /// `noTarget` where a filter that names a value matches nothing, `invalidPath` where an attribute has no such part.
    package func apply(
        to draft: inout RecordDraft, catalogue: Catalogue, dropped: inout DroppedNames
    ) throws(SCIMProblem) {
        var user = SCIMUserDraft(draft: draft, catalogue: catalogue, dropped: dropped)
        for operation in operations { try user.apply(operation) }
        draft = user.draft
        dropped = user.dropped
    }

    /// Applies it to a group; the members stay sorted, without repetition.
    package func apply(to draft: inout GroupDraft, dropped: inout DroppedNames) throws(SCIMProblem) {
        var group = SCIMGroupDraft(draft: draft, dropped: dropped)
        for operation in operations { try group.apply(operation) }
        draft = group.draft
        dropped = group.dropped
    }

    static func isReadOnly(_ name: String) -> SCIMProblem {
        .invalid(.mutability, name, "\(name) is read-only; leave it out of the request.")
    }

    static func isRequired(_ name: String) -> SCIMProblem {
        .invalid(.mutability, name, "\(name) is required and cannot be removed; replace it instead.")
    }

    static func hasNoPart(_ name: String) -> SCIMProblem {
        .invalid(.invalidPath, "path", "\(name) has no such part; name the attribute itself.")
    }
}
