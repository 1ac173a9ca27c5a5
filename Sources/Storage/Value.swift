/// A value bound to a statement. Both engines store booleans as 0 and 1, instants as milliseconds UTC, ids as 16 bytes.
package enum Value: Sendable, Equatable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    package static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .null }
    package static func optional(_ blob: [UInt8]?) -> Value { blob.map(Value.blob) ?? .null }
    package static func optional(_ integer: Int64?) -> Value { integer.map(Value.integer) ?? .null }
    package static func flag(_ flag: Bool) -> Value { .integer(flag ? 1 : 0) }
}

/// A statement's text. It can only be made of literals, so no value ever becomes part of it.
///
/// The text is in the subset that means the same on both engines. Parameters are `$1`, `$2`, … and first appear in
/// that order, so that a position and a name are the same thing (SQLite numbers by first appearance; a text that breaks
/// the rule is refused when it is prepared there, with `StorageError.other`).
package struct SQL: ExpressibleByStringLiteral, Sendable, Hashable {
    private enum Source: Sendable {
        case literal(StaticString)
        case composed(String)
    }

    /// What a connection's statement cache looks up: a literal is found by its address, without touching its text.
    enum Key: Hashable, Sendable {
        case address(UInt)
        case text(String)
    }

    private let source: Source

    package init(stringLiteral literal: StaticString) {
        source = .literal(literal)
    }

    /// `head` followed by `$first, … $last)` and `tail`: an IN list of a fixed length, which callers pad with NULL.
    package init(list head: StaticString, first: Int = 1, count: Int, tail: StaticString = "") {
        var text = head.description
        for index in first..<first + count {
            text += index == first ? "$" : ", $"
            text += String(index)
        }
        text += ")"
        text += tail.description
        source = .composed(text)
    }

    /// For schema statements, translated from literals and validated names by this target.
    init(composed text: String) {
        source = .composed(text)
    }

    package var text: String {
        switch source {
        case .literal(let literal): literal.description
        case .composed(let text): text
        }
    }

    var key: Key {
        switch source {
        case .literal(let literal) where literal.hasPointerRepresentation:
            .address(UInt(bitPattern: literal.utf8Start))
        case .literal(let literal): .text(literal.description)
        case .composed(let text): .text(text)
        }
    }

    /// The number of the last parameter: PostgreSQL would take more values than that without a word.
    var parameterCount: Int {
        withUTF8 { start, count in
            var last = 0
            var position = 0
            var isQuoted = false
            while position < count {
                let byte = UInt8(bitPattern: start[position])
                position += 1
                if byte == UInt8(ascii: "'") { isQuoted.toggle() }
                if byte != UInt8(ascii: "$") || isQuoted { continue }
                var number = 0
                while position < count, let digit = Self.digit(start[position]), number < 100_000 {
                    number = number * 10 + digit
                    position += 1
                }
                last = max(last, number)
            }
            return last
        }
    }

    private static func digit(_ byte: CChar) -> Int? {
        (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
    }

    /// Calls `body` with the text's UTF-8, ended by a zero byte that does not count.
    func withUTF8<Result>(_ body: (UnsafePointer<CChar>, Int) throws -> Result) rethrows -> Result {
        if case .literal(let literal) = source, literal.hasPointerRepresentation {
            let start = UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
            return try body(start, literal.utf8CodeUnitCount)
        }
        return try text.withCString { try body($0, text.utf8.count) }
    }

    package static func == (left: SQL, right: SQL) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// One row of a result, valid only while its statement steps: read the columns, keep nothing of it.
///
/// Columns count from 0. A NULL reads as 0, the empty text or the empty blob: ask `isNull`, or use `optional…`.
package protocol Row {
    func isNull(_ column: Int) -> Bool
    func integer(_ column: Int) -> Int64
    func text(_ column: Int) -> String
    func blob(_ column: Int) -> [UInt8]
}

extension Row {
    package func flag(_ column: Int) -> Bool { integer(column) != 0 }
    package func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    package func optionalBlob(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }
}
