package import Domain

/// The order that a query asks for (RFC 7644, section 3.4.2.3).
package struct SCIMSort: Sendable {
    let path: SCIMPath
    package let isDescending: Bool

    /// The key of a user; of a multi-valued attribute, the first value counts.
    package func key(of record: DirectoryRecord) -> SCIMSortKey {
        SCIMSortKey(SCIMSubject.user(record).operands(path).first)
    }

    package func key(of group: DirectoryGroup) -> SCIMSortKey {
        SCIMSortKey(SCIMSubject.group(group).operands(path).first)
    }

    /// Whether `left` comes before `right`: false for equal keys, so that a stable sort keeps their order.
    package func isOrdered(_ left: SCIMSortKey, before right: SCIMSortKey) -> Bool {
        isDescending ? right < left : left < right
    }
}

/// What a resource is ordered by. Texts are compared byte for byte in the form of comparison; without a value, a
/// resource comes last in ascending and first in descending order.
package enum SCIMSortKey: Sendable, Comparable, Concealed {
    case number(Int64)
    case text([UInt8])
    case absent

    init(_ operand: SCIMOperand?) {
        switch operand {
        case nil: self = .absent
        case .text(let text, isExact: let isExact): self = .text(isExact ? Array(text.utf8) : SCIMText.folded(text))
        case .id(let id): self = .text(id.bytes)
        case .bool(let value): self = .number(value ? 1 : 0)
        case .instant(let instant): self = .number(instant)
        }
    }

    package static func < (left: SCIMSortKey, right: SCIMSortKey) -> Bool {
        switch (left, right) {
        case (.number(let one), .number(let other)): one < other
        case (.text(let one), .text(let other)): one.lexicographicallyPrecedes(other)
        case (.number, .text), (.number, .absent), (.text, .absent): true
        default: false
        }
    }
}
