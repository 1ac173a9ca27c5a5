import Domain

/// A JSON value (RFC 8259) that keeps what it was read from: members in order, numbers exact.
package enum JSON: Sendable, Concealed {
    case null
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number, as its own text: nothing is rounded.
    case number(String)
    case string(String)
    case array([JSON])
    /// No two members bear the same name; see ``JSONNames``.
    case object([JSONMember])
}

package struct JSONMember: Sendable, Concealed {
    package let name: String
    package var value: JSON

    package init(_ name: String, _ value: JSON) {
        self.name = name
        self.value = value
    }
}

/// When two member names count as the same, and the object is refused.
package enum JSONNames: Sendable {
    /// Byte for byte.
    case exact
    /// As SCIM compares attribute names: ASCII letters in either case (RFC 7643, section 2.1).
    case caseInsensitive
}

extension JSON {
    /// The member's value, by exact name; nil where there is none or this is no object.
    package subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        for member in members where member.name.utf8.elementsEqual(name.utf8) { return member.value }
        return nil
    }

    /// The member's value, by a name of ASCII letters in either case.
    package func member(folded name: StaticString) -> JSON? {
        guard case .object(let members) = self else { return nil }
        for member in members where member.name.foldsTo(name) { return member.value }
        return nil
    }

    package var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    /// What stands for nothing: null, or an array without elements (RFC 7643, section 2.5).
    package var isUnassigned: Bool {
        switch self {
        case .null: true
        case .array(let elements): elements.isEmpty
        default: false
        }
    }

    /// What it is, for a message that must not repeat the value.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSON: Equatable {
    /// Strings are compared byte for byte, where Swift's own `==` would call two normalization forms equal.
    package static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.integer(let one), .integer(let other)): one == other
        case (.number(let one), .number(let other)): one.utf8.elementsEqual(other.utf8)
        case (.string(let one), .string(let other)): one.utf8.elementsEqual(other.utf8)
        case (.array(let one), .array(let other)): one == other
        case (.object(let one), .object(let other)):
            one.count == other.count
                && zip(one, other).allSatisfy { $0.name.utf8.elementsEqual($1.name.utf8) && $0.value == $1.value }
        default: false
        }
    }
}

extension String {
    /// Whether it is this word, with ASCII letters in either case. `word` is ASCII.
    @inline(__always)
    package func foldsTo(_ word: StaticString) -> Bool {
        utf8.count == word.utf8CodeUnitCount && foldsToSameLength(word)
    }

    private func foldsToSameLength(_ word: StaticString) -> Bool {
        withUTF8Bytes { bytes in
            for place in 0..<bytes.count
            where bytes[place] != word.utf8Start[place]
                && bytes[place].asciiLowered != word.utf8Start[place].asciiLowered
            {
                return false
            }
            return true
        }
    }

    /// Its UTF-8 bytes, without copying them where they lie in one piece, as those of Swift's own strings do.
    @inline(__always)
    func withUTF8Bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }
}

extension UInt8 {
    /// The lower-case form of an ASCII capital; any other byte is itself.
    @inline(__always)
    package var asciiLowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
