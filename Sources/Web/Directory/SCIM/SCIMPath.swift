/// An attribute's address: `name.givenName`, `urn:…:enterprise:2.0:User:department`, `emails[type eq "work"].value`
/// (RFC 7644, sections 3.5.2 and 3.10).
package struct SCIMPath: Sendable {
    enum Schema: Sendable, Equatable {
        case core, enterprise
        /// A URN that is not declared here.
        case other
    }

    let schema: Schema
    /// As it was written; empty where the path names a whole extension.
    let attribute: String
    /// What an element of a multi-valued attribute must match.
    let filter: SCIMFilter.Node?
    let sub: String?
    /// Nil for an attribute that is not declared.
    let word: SCIMWord?
    /// The path as it was written, up to its filter if it has one: for names of what was dropped.
    let written: String

    init(schema: Schema, attribute: String, filter: SCIMFilter.Node?, sub: String?, written: String) {
        self.schema = schema
        self.attribute = attribute
        self.filter = filter
        self.sub = sub
        self.written = written
        word = schema == .other ? nil : SCIMWord.find(attribute, isEnterprise: schema == .enterprise)
    }

    /// The longest path that is read, in bytes.
    static let lengthMax = 1_024

    /// Reads a path as PATCH, `sortBy` and `attributes` have it.
    ///
    /// Throws `invalidPath` where the syntax is wrong; an unknown attribute is not wrong.
    package init(parsing text: String) throws(SCIMProblem) {
        guard text.utf8.count <= Self.lengthMax else {
            throw .invalid(.invalidPath, "path", "A path has at most \(Self.lengthMax) bytes; send a shorter one.")
        }
        let bytes = Array(text.utf8)
        self = try bytes.withUnsafeBufferPointer { buffer throws(SCIMProblem) in
            var parser = SCIMFilterParser(buffer, problem: .invalidPath)
            return try parser.wholePath()
        }
    }

    /// Splits a dotted name, with or without URN, that holds no filter; nil unless it follows the grammar of names.
    init?(dotted text: String) {
        guard text.utf8.count <= Self.lengthMax else { return nil }
        let (schema, rest) = Self.schema(of: text[...])
        guard let rest else {
            self.init(schema: schema, attribute: "", filter: nil, sub: nil, written: text)
            return
        }
        var parts = rest.utf8.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
        if schema == .other { parts = [rest.utf8] }
        guard parts.count <= 2, let first = parts.first, Self.isName(first, hasColon: schema == .other) else {
            return nil
        }
        var sub: String?
        if parts.count == 2 {
            guard Self.isName(parts[1], hasColon: false) else { return nil }
            sub = String(parts[1])
        }
        self.init(schema: schema, attribute: String(Substring(first)), filter: nil, sub: sub, written: text)
    }

    /// The schema that a name belongs to, and the name within it: nil where the whole extension is named.
    private static func schema(of text: Substring) -> (Schema, Substring?) {
        guard text.utf8.count > 4, text.prefix(ascii: "urn:") else { return (.core, text) }
        for (urn, schema) in [(SCIMURN.enterprise, Schema.enterprise), (SCIMURN.user, .core), (SCIMURN.group, .core)] {
            guard text.prefix(ascii: urn) else { continue }
            let rest = text.utf8.dropFirst(urn.utf8CodeUnitCount)
            guard let colon = rest.first else { return (schema, nil) }
            if colon == UInt8(ascii: ":") { return (schema, Substring(rest.dropFirst())) }
        }
        return (.other, text)
    }

    /// ATTRNAME of RFC 7643, section 2.1, with `$` for `$ref`; in an unknown URN also colons and dots.
    private static func isName(_ text: Substring.UTF8View, hasColon: Bool) -> Bool {
        guard !text.isEmpty else { return false }
        return text.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "$"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
            case UInt8(ascii: ":"), UInt8(ascii: "."): hasColon
            default: false
            }
        }
    }
}

extension Substring {
    /// Whether it begins with this ASCII text, in either case.
    fileprivate func prefix(ascii text: StaticString) -> Bool {
        guard utf8.count >= text.utf8CodeUnitCount else { return false }
        var place = 0
        for byte in utf8.prefix(text.utf8CodeUnitCount) {
            guard byte.asciiLowered == text.utf8Start[place].asciiLowered else { return false }
            place += 1
        }
        return true
    }
}
