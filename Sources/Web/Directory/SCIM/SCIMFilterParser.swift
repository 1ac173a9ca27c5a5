import Domain

/// Reads filters and paths over bytes, bounded in length, depth and number of nodes.
struct SCIMFilterParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let problem: SCIMType
    private var position = 0
    private var nodes = 0

    /// `problem` is what errors are called: `invalidFilter` or `invalidPath`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, problem: SCIMType) {
        self.bytes = bytes
        self.problem = problem
    }

    mutating func wholeFilter() throws(SCIMProblem) -> SCIMFilter.Node {
        let node = try disjunction(depth: 0, isElement: false)
        skipSpace()
        guard position == bytes.count else { throw wrong("and, or or the end is expected here.") }
        return node
    }

    mutating func wholePath() throws(SCIMProblem) -> SCIMPath {
        let path = try path(depth: 0, isElement: false)
        skipSpace()
        guard position == bytes.count else { throw wrong("the path should end here.") }
        return path
    }

    private func wrong(_ message: String, at place: Int? = nil) -> SCIMProblem {
        let field = problem == .invalidFilter ? "filter" : "path"
        return .invalid(problem, field, "The \(field) is wrong at byte \(place ?? position): \(message)")
    }

    private mutating func disjunction(depth: Int, isElement: Bool) throws(SCIMProblem) -> SCIMFilter.Node {
        var node = try conjunction(depth: depth, isElement: isElement)
        while takeWord("or") {
            try count()
            node = .or(node, try conjunction(depth: depth, isElement: isElement))
        }
        return node
    }

    private mutating func conjunction(depth: Int, isElement: Bool) throws(SCIMProblem) -> SCIMFilter.Node {
        var node = try term(depth: depth, isElement: isElement)
        while takeWord("and") {
            try count()
            node = .and(node, try term(depth: depth, isElement: isElement))
        }
        return node
    }

    private mutating func term(depth: Int, isElement: Bool) throws(SCIMProblem) -> SCIMFilter.Node {
        try count()
        guard depth < SCIMFilter.depthMax else {
            throw wrong("it nests deeper than \(SCIMFilter.depthMax) levels; write it flatter.")
        }
        skipSpace()
        let start = position
        if takeWord("not") {
            skipSpace()
            if peek() == UInt8(ascii: "(") { return .not(try group(depth: depth, isElement: isElement)) }
            position = start
        }
        if peek() == UInt8(ascii: "(") { return try group(depth: depth, isElement: isElement) }
        return try expression(depth: depth, isElement: isElement)
    }

    private mutating func group(depth: Int, isElement: Bool) throws(SCIMProblem) -> SCIMFilter.Node {
        position += 1
        let node = try disjunction(depth: depth + 1, isElement: isElement)
        skipSpace()
        guard peek() == UInt8(ascii: ")") else { throw wrong("a closing parenthesis is expected here.") }
        position += 1
        return node
    }

    private mutating func expression(depth: Int, isElement: Bool) throws(SCIMProblem) -> SCIMFilter.Node {
        let start = position
        let path = try path(depth: depth, isElement: isElement)
        guard !path.attribute.isEmpty else { throw wrong("an attribute's name is expected here.", at: start) }
        skipSpace()
        let place = position
        if takeWord("pr") { return .present(path) }
        guard let relation = takeRelation() else {
            if path.filter != nil, path.sub == nil { return .element(path) }
            throw wrong("one of eq, ne, co, sw, ew, gt, ge, lt, le, pr is expected here.", at: place)
        }
        let literal = try literal()
        try check(path, relation, literal, isElement: isElement, at: place)
        return .compare(path, SCIMFilter.Comparison(relation: relation, literal: literal))
    }

    /// An order on booleans is refused by the RFC, and a date has to be one.
    private func check(
        _ path: SCIMPath, _ relation: SCIMFilter.Relation, _ literal: SCIMFilter.Literal, isElement: Bool, at place: Int
    ) throws(SCIMProblem) {
        let isBoolean = isElement ? path.attribute.foldsTo("primary") : path.word == .active
        if isBoolean, relation != .equal, relation != .notEqual {
            throw wrong("a boolean can only be compared by eq and ne.", at: place)
        }
        guard path.word == .meta, let sub = path.sub, sub.foldsTo("created") || sub.foldsTo("lastModified") else {
            return
        }
        if case .text(let text) = literal, text.instant == nil {
            throw wrong("a date and time is expected, such as \"2026-11-24T09:30:00Z\".", at: place)
        }
    }

    private mutating func path(depth: Int, isElement: Bool) throws(SCIMProblem) -> SCIMPath {
        skipSpace()
        let start = position
        let written = takeName()
        guard !written.isEmpty, let plain = SCIMPath(dotted: written) else {
            throw wrong("an attribute's name is expected here.", at: start)
        }
        guard peek() == UInt8(ascii: "[") else { return plain }
        guard !isElement, plain.sub == nil, !plain.attribute.isEmpty else { throw wrong("no filter can stand here.") }
        position += 1
        let filter = try disjunction(depth: depth + 1, isElement: true)
        skipSpace()
        guard peek() == UInt8(ascii: "]") else { throw wrong("a closing bracket is expected here.") }
        position += 1
        var sub: String?
        if peek() == UInt8(ascii: ".") {
            position += 1
            let place = position
            let name = takeName()
            guard !name.isEmpty, let parsed = SCIMPath(dotted: name), parsed.sub == nil, parsed.schema == .core else {
                throw wrong("a sub-attribute's name is expected here.", at: place)
            }
            sub = name
        }
        return SCIMPath(schema: plain.schema, attribute: plain.attribute, filter: filter, sub: sub, written: written)
    }

    private mutating func literal() throws(SCIMProblem) -> SCIMFilter.Literal {
        skipSpace()
        let place = position
        guard let first = peek(), first != UInt8(ascii: "["), first != UInt8(ascii: "{") else {
            throw wrong("a value is expected here, in double quotes if it is text.", at: place)
        }
        var parser = JSONParser(bytes)
        parser.position = position
        let value: JSON
        do {
            value = try parser.value(depth: 0)
        } catch {
            throw wrong("this is no value: write text in double quotes, or a number, true, false or null.", at: place)
        }
        position = parser.position
        switch value {
        case .bool(let value): return .bool(value)
        case .integer(let number): return .number(String(number))
        case .number(let text): return .number(text)
        case .string(let text):
            return .text(
                .init(
                    text: text, folded: SCIMText.folded(text), id: UUIDValue(text), instant: SCIMInstant.parse(text)
                )
            )
        default: return .null
        }
    }

    private mutating func takeRelation() -> SCIMFilter.Relation? {
        let relations: [(StaticString, SCIMFilter.Relation)] = [
            ("eq", .equal), ("ne", .notEqual), ("co", .contains), ("sw", .startsWith), ("ew", .endsWith),
            ("gt", .greater), ("ge", .greaterOrEqual), ("lt", .less), ("le", .lessOrEqual),
        ]
        for (word, relation) in relations where takeWord(word) { return relation }
        return nil
    }

    private mutating func count() throws(SCIMProblem) {
        nodes += 1
        guard nodes <= SCIMFilter.nodesMax else {
            throw wrong("it has more than \(SCIMFilter.nodesMax) parts; split the query.")
        }
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    /// Takes this word, in either case, if it stands here as a word of its own.
    private mutating func takeWord(_ word: StaticString) -> Bool {
        skipSpace()
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for place in 0..<length where bytes[position + place].asciiLowered != word.utf8Start[place] { return false }
        if position + length < bytes.count, Self.isNameByte(bytes[position + length]) { return false }
        position += length
        return true
    }

    private mutating func takeName() -> String {
        let start = position
        while let byte = peek(), Self.isNameByte(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "$"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."): true
        default: false
        }
    }
}
