/// A piece of a page: UTF-8 bytes that are safe to send as HTML.
///
/// The literal parts of an `HTML` literal are markup; whatever is interpolated into it is escaped, unless it is
/// `HTML` itself. Since a literal is a `StaticString`, markup cannot be made from text that arrives at run time:
/// ```swift
/// let page: HTML = "<h1>\(person.name)</h1>"   // the name is escaped
/// HTML(stringLiteral: person.name)             // does not compile
/// ```
/// Attribute values are safe between double or single quotes. Not for use inside `<script>`, `<style>`, an unquoted
/// attribute, or a URL's scheme: pages have none of the first three, and every link comes from `Address`.
package struct HTML: Sendable, Equatable {
    /// The markup, UTF-8.
    package private(set) var bytes: [UInt8]

    package init() { bytes = [] }

    /// Markup that was built into the program, such as a picture of `Resources/`. Never for anything that a person,
    /// a directory or a request supplied.
    init(markupOfResource bytes: [UInt8]) { self.bytes = bytes }

    /// The text, escaped.
    package init(text: String) {
        bytes = []
        text.appendEscaped(to: &bytes)
    }

    package var isEmpty: Bool { bytes.isEmpty }

    package var string: String { String(decoding: bytes, as: UTF8.self) }

    package mutating func append(_ other: HTML) { bytes.append(contentsOf: other.bytes) }

    package static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.append(right)
        return sum
    }
}

extension Sequence where Element == HTML {
    /// The pieces in order, with `separator` between them.
    package func joined(separator: HTML = "") -> HTML {
        var all = HTML()
        var isFirst = true
        for piece in self {
            if !isFirst { all.append(separator) }
            isFirst = false
            all.append(piece)
        }
        return all
    }
}

extension HTML: ExpressibleByStringInterpolation {
    package typealias StringLiteralType = StaticString
    package typealias ExtendedGraphemeClusterLiteralType = StaticString
    package typealias UnicodeScalarLiteralType = StaticString

    package init(stringLiteral markup: StaticString) {
        bytes = []
        bytes.append(literal: markup)
    }

    package init(stringInterpolation: Interpolation) { bytes = stringInterpolation.bytes }

    /// Collects the parts of one literal.
    package struct Interpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString

        fileprivate var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }

        package mutating func appendLiteral(_ markup: StaticString) { bytes.append(literal: markup) }

        package mutating func appendInterpolation(_ markup: HTML) { bytes.append(contentsOf: markup.bytes) }

        package mutating func appendInterpolation(_ markup: HTML?) {
            if let markup { bytes.append(contentsOf: markup.bytes) }
        }

        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        package mutating func appendInterpolation(_ text: String) { text.appendEscaped(to: &bytes) }

        package mutating func appendInterpolation(_ text: String?) { text?.appendEscaped(to: &bytes) }

        package mutating func appendInterpolation(_ number: Int) {
            bytes.append(contentsOf: String(number).utf8)
        }

        /// The markup where the condition holds, else nothing: `<option\(when: isChosen, " selected")>`.
        package mutating func appendInterpolation(when condition: Bool, _ markup: @autoclosure () -> HTML) {
            if condition { bytes.append(contentsOf: markup().bytes) }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(literal: StaticString) {
        literal.withUTF8Buffer { append(contentsOf: $0) }
    }
}
