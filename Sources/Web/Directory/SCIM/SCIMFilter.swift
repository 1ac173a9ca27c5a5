package import Domain

/// A filter (RFC 7644, section 3.4.2.2), read once and matched against records.
///
/// An attribute that is not declared has no value: `pr` and every comparison fail, and `ne` holds.
package struct SCIMFilter: Sendable, Concealed {
    /// The longest filter, in bytes.
    package static let lengthMax = 4_096
    /// How deep parentheses and brackets may nest.
    package static let depthMax = 32
    /// How many comparisons and connectives one filter may have.
    package static let nodesMax = 100

    let root: Node

    indirect enum Node: Sendable {
        case and(Node, Node)
        case or(Node, Node)
        case not(Node)
        case compare(SCIMPath, Comparison)
        case present(SCIMPath)
        /// `emails[type eq "work"]`: one element at least matches the path's filter.
        case element(SCIMPath)
    }

    struct Comparison: Sendable {
        let relation: Relation
        let literal: Literal
    }

    enum Relation: Sendable, Equatable {
        case equal, notEqual, contains, startsWith, endsWith, greater, greaterOrEqual, less, lessOrEqual
    }

    enum Literal: Sendable {
        case null
        case bool(Bool)
        case number(String)
        case text(Text)

        struct Text: Sendable {
            let text: String
            let folded: [UInt8]
            let id: UUIDValue?
            /// Milliseconds UTC, where the text is a date and time.
            let instant: Int64?
        }
    }

    init(root: Node) { self.root = root }

    /// Throws `invalidFilter`, with the byte at which it is wrong.
    package init(parsing text: String) throws(SCIMProblem) {
        guard text.utf8.count <= Self.lengthMax else {
            throw .invalid(
                .invalidFilter, "filter", "A filter has at most \(Self.lengthMax) bytes; split the query."
            )
        }
        let bytes = Array(text.utf8)
        root = try bytes.withUnsafeBufferPointer { buffer throws(SCIMProblem) in
            var parser = SCIMFilterParser(buffer, problem: .invalidFilter)
            return try parser.wholeFilter()
        }
    }
}

/// The question that an index answers at once.
package enum SCIMLookup: Sendable, Equatable, Concealed {
    /// The filter can match no record.
    case nothing
    case id(UUIDValue)
    /// Compared without letter case.
    case userName(String)
    /// Compared exactly.
    case externalID(String)
    /// Compared without letter case.
    case workEmail(String)
    /// A group's name, compared without letter case.
    case displayName(String)
}

extension SCIMFilter {
    /// The indexed part of the filter and the rest, which is still to be matched; nil if a scan is needed.
    ///
    /// There is one if the filter is an equality on an indexed attribute, or an `and` of such a one with anything.
    package func lookup(in resource: SCIMResource) -> (key: SCIMLookup, residual: SCIMFilter?)? {
        var conjuncts: [Node] = []
        Self.flatten(root, into: &conjuncts)
        var best: (place: Int, key: SCIMLookup)?
        for (place, node) in conjuncts.enumerated() {
            guard let key = Self.key(of: node, in: resource) else { continue }
            if let known = best, Self.rank(known.key) <= Self.rank(key) { continue }
            best = (place, key)
        }
        guard let best else { return nil }
        conjuncts.remove(at: best.place)
        guard let first = conjuncts.first else { return (best.key, nil) }
        return (best.key, SCIMFilter(root: conjuncts.dropFirst().reduce(first) { .and($0, $1) }))
    }

    private static func flatten(_ node: Node, into conjuncts: inout [Node]) {
        if case .and(let left, let right) = node {
            flatten(left, into: &conjuncts)
            flatten(right, into: &conjuncts)
        } else {
            conjuncts.append(node)
        }
    }

    /// The more a look-up narrows, the lower.
    private static func rank(_ key: SCIMLookup) -> Int {
        switch key {
        case .nothing: 0
        case .id: 1
        case .userName: 2
        case .externalID: 3
        case .workEmail: 4
        case .displayName: 5
        }
    }

    private static func key(of node: Node, in resource: SCIMResource) -> SCIMLookup? {
        switch node {
        case .compare(let path, let comparison) where comparison.relation == .equal:
            if path.filter == nil, path.sub == nil, let key = plainKey(path, comparison, resource) { return key }
            guard resource == .user, path.word == .emails, path.sub?.foldsTo("value") ?? true else { return nil }
            return emailKey(path.filter, value: comparison)
        case .element(let path) where resource == .user && path.word == .emails:
            return emailKey(path.filter, value: nil)
        default:
            return nil
        }
    }

    private static func plainKey(_ path: SCIMPath, _ comparison: Comparison, _ resource: SCIMResource) -> SCIMLookup? {
        guard case .text(let value) = comparison.literal else { return nil }
        switch (path.word, resource) {
        case (.id, _): return value.id.map { .id($0) } ?? .nothing
        case (.externalID, _): return .externalID(value.text)
        case (.userName, .user): return .userName(value.text)
        case (.displayName, .group): return .displayName(value.text)
        default: return nil
        }
    }

    /// `emails[…]` is a look-up if it asks for one address and otherwise only for what every address here is.
    private static func emailKey(_ filter: Node?, value: Comparison?) -> SCIMLookup? {
        var wanted = value.map { [$0] } ?? []
        var conjuncts: [Node] = []
        if let filter { flatten(filter, into: &conjuncts) }
        for node in conjuncts {
            guard case .compare(let path, let comparison) = node, comparison.relation == .equal else { return nil }
            if path.attribute.foldsTo("value") {
                wanted.append(comparison)
            } else if path.attribute.foldsTo("type") || path.attribute.foldsTo("primary") {
                guard SCIMElement.email("").matches(node) else { return .nothing }
            } else {
                return nil
            }
        }
        guard wanted.count == 1, case .text(let text) = wanted[0].literal else { return nil }
        return .workEmail(text.text)
    }
}
