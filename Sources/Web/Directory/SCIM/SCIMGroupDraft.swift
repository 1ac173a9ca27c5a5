import Domain

/// A group's draft while a PATCH is applied to it.
struct SCIMGroupDraft {
    var draft: GroupDraft
    var dropped: DroppedNames

    mutating func apply(_ operation: SCIMPatch.Operation) throws(SCIMProblem) {
        if let path = operation.path {
            if path.word == .id || path.word == .meta { throw SCIMPatch.isReadOnly(path.attribute) }
            return try apply(operation.kind, path, operation.value)
        }
        guard case .object(let members)? = operation.value else {
            throw .invalid(.invalidValue, "value", "An operation without path needs an object as its value.")
        }
        for member in members {
            guard let path = try? SCIMPath(parsing: member.name) else {
                if !member.value.isVoid { dropped.insert(member.name) }
                continue
            }
            if path.word == .id || path.word == .meta { continue }
            try apply(operation.kind, path, member.value)
        }
    }

    private mutating func apply(_ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?) throws(SCIMProblem) {
        switch path.word {
        case .members:
            return try applyMembers(kind, path, value)
        case .displayName:
            guard path.filter == nil, path.sub == nil else { throw SCIMPatch.hasNoPart("displayName") }
            if kind == .remove { throw SCIMPatch.isRequired("displayName") }
            draft.displayName = try SCIMGroupDecoder.displayName(value ?? .null)
        case .externalID:
            guard path.filter == nil, path.sub == nil else { throw SCIMPatch.hasNoPart("externalId") }
            draft.externalID = kind == .remove ? nil : try SCIMGroupDecoder.externalID(value ?? .null)
        case .schemas:
            return
        default:
            if kind != .remove, let value, !value.isVoid { dropped.insert(path.written) }
        }
    }

    private mutating func applyMembers(
        _ kind: SCIMPatch.Kind, _ path: SCIMPath, _ value: JSON?
    ) throws(SCIMProblem) {
        guard path.sub?.foldsTo("value") ?? true, path.filter == nil || kind == .remove else {
            throw .invalid(.invalidPath, "path", "Members are added and removed whole: use the path members.")
        }
        if let filter = path.filter { return remove(where: filter) }
        switch kind {
        case .add:
            let added = try SCIMGroupDecoder.ids(value ?? .null, dropped: &dropped)
            draft.members = SCIMGroupDecoder.sorted(draft.members + added)
            guard draft.members.count <= SCIMGroupDecoder.membersMax else { throw SCIMGroupDecoder.tooMany }
        case .replace:
            draft.members = SCIMGroupDecoder.sorted(try SCIMGroupDecoder.ids(value ?? .null, dropped: &dropped))
        case .remove:
            guard let value, value != .null else {
                draft.members = []
                return
            }
            var ignored = DroppedNames()
            remove(try SCIMGroupDecoder.ids(value, dropped: &ignored))
        }
    }

    /// `members[value eq "id"]`. A member that is not there is removed already: directories repeat themselves.
    private mutating func remove(where filter: SCIMFilter.Node) {
        if case .compare(let path, let comparison) = filter, path.attribute.foldsTo("value"),
            comparison.relation == .equal, case .text(let text) = comparison.literal
        {
            return remove(text.id.map { [$0] } ?? [])
        }
        draft.members.removeAll { SCIMElement.member($0).matches(filter) }
    }

    /// Few are searched for one by one, since a directory may send one operation for each; many in one pass.
    private mutating func remove(_ ids: [UUIDValue]) {
        if ids.count > 16 {
            let removed = Set(ids)
            draft.members.removeAll { removed.contains($0) }
            return
        }
        for id in ids {
            var (low, high) = (0, draft.members.count)
            while low < high {
                let middle = low + (high - low) / 2
                if draft.members[middle] < id { low = middle + 1 } else { high = middle }
            }
            if low < draft.members.count, draft.members[low] == id { draft.members.remove(at: low) }
        }
    }
}
