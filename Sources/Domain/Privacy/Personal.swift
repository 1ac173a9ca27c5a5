/// Something that never shows its content by accident: not in `print`, `dump`, interpolation, logging or a debugger.
///
/// `description` alone is not enough, since `dump` reads the mirror. Conforming types are not Codable either.
package protocol Concealed: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Concealed {
    package var description: String { "‹personal›" }
    package var debugDescription: String { "‹personal›" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A value about a person. It is carried like any other, and shown only where `revealed` says so in the source.
package struct Personal<Value: Sendable>: Concealed, Sendable {
    /// The value itself. Whoever writes this word has decided where it goes.
    package let revealed: Value

    package init(_ value: Value) {
        revealed = value
    }
}

extension Personal: Equatable where Value: Equatable {}
