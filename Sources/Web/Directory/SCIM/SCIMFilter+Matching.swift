package import Domain

extension SCIMFilter {
    /// Whether a user matches. Linear in the filter and in the record's groups.
    package func matches(_ record: DirectoryRecord) -> Bool { Self.matches(root, .user(record)) }

    /// Whether a group matches. Linear in the filter and in the group's members.
    package func matches(_ group: DirectoryGroup) -> Bool { Self.matches(root, .group(group)) }

    private static func matches(_ node: Node, _ subject: SCIMSubject) -> Bool {
        switch node {
        case .and(let left, let right): matches(left, subject) && matches(right, subject)
        case .or(let left, let right): matches(left, subject) || matches(right, subject)
        case .not(let inner): !matches(inner, subject)
        case .present(let path): !subject.operands(path).isEmpty
        case .element(let path): subject.hasElement(path)
        case .compare(let path, let comparison): comparison.holds(for: subject.operands(path))
        }
    }
}

extension SCIMElement {
    /// Whether this element matches a filter in brackets, whose paths are names of sub-attributes.
    func matches(_ node: SCIMFilter.Node) -> Bool {
        switch node {
        case .and(let left, let right): matches(left) && matches(right)
        case .or(let left, let right): matches(left) || matches(right)
        case .not(let inner): !matches(inner)
        case .present(let path): path.sub == nil && !operands(path.attribute).isEmpty
        case .compare(let path, let comparison): comparison.holds(for: path.sub == nil ? operands(path.attribute) : [])
        // The parser lets no brackets stand within brackets.
        case .element: false
        }
    }
}

extension SCIMFilter.Comparison {
    /// For a multi-valued attribute, one value that matches is enough; `ne` asks that none is equal.
    func holds(for operands: [SCIMOperand]) -> Bool {
        if relation == .notEqual {
            return !SCIMFilter.Comparison(relation: .equal, literal: literal).holds(for: operands)
        }
        if case .null = literal { return relation == .equal && operands.isEmpty }
        return operands.contains { holds(for: $0) }
    }

    private func holds(for operand: SCIMOperand) -> Bool {
        switch (operand, literal) {
        case (.text(let value, isExact: let isExact), .text(let text)):
            return isExact
                ? compare(Array(value.utf8), Array(text.text.utf8)) : compare(SCIMText.folded(value), text.folded)
        case (.id(let id), .text(let text)):
            if relation == .equal { return text.id == id && text.text.utf8.count == 36 }
            return compare(Array(id.description.utf8), text.folded)
        case (.instant(let instant), .text(let text)):
            guard let other = text.instant else { return false }
            return compare(instant, other)
        case (.bool(let value), .bool(let other)):
            return value == other
        case (.bool(let value), .text(let text)):
            return text.text.foldsTo(value ? "true" : "false")
        default:
            return false
        }
    }

    private func compare(_ value: [UInt8], _ other: [UInt8]) -> Bool {
        switch relation {
        case .equal: value == other
        case .notEqual: value != other
        case .startsWith: value.starts(with: other)
        case .endsWith: value.count >= other.count && value[(value.count - other.count)...].elementsEqual(other)
        case .contains: value.contains(run: other)
        case .greater: other.lexicographicallyPrecedes(value)
        case .greaterOrEqual: !value.lexicographicallyPrecedes(other)
        case .less: value.lexicographicallyPrecedes(other)
        case .lessOrEqual: !other.lexicographicallyPrecedes(value)
        }
    }

    private func compare(_ value: Int64, _ other: Int64) -> Bool {
        switch relation {
        case .equal: value == other
        case .greater: value > other
        case .greaterOrEqual: value >= other
        case .less: value < other
        case .lessOrEqual: value <= other
        default: false
        }
    }
}

extension [UInt8] {
    /// Whether these bytes stand in it, side by side. Both are bounded, by an attribute's and by a filter's length.
    fileprivate func contains(run: [UInt8]) -> Bool {
        guard let first = run.first else { return true }
        guard count >= run.count else { return false }
        for start in 0...(count - run.count) where self[start] == first {
            if self[start..<(start + run.count)].elementsEqual(run) { return true }
        }
        return false
    }
}
