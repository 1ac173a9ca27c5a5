import Domain

/// A query for resources, from an address or from the body of `.search` (RFC 7644, sections 3.4.2 and 3.4.3).
package struct SCIMQuery: Sendable, Concealed {
    /// How many resources a page has if the request does not say, and at most.
    package static let countDefault = 100
    package static let countMax = 200

    package let filter: SCIMFilter?
    /// From 1.
    package let startIndex: Int
    /// From 0 to ``countMax``.
    package let count: Int
    /// RFC 9865: nil for paging by index, empty for the first page by cursor.
    package let cursor: String?
    package let sort: SCIMSort?
    package let selection: AttributeSelection
    /// Tells questions apart, so that a cursor serves none but its own: a hash of filter and order, no secret.
    package let fingerprint: UInt64

    /// From the decoded pairs of a query string; unknown names are read over.
    ///
    /// Bounds are clamped, never refused. Throws `invalidFilter`, or `invalidValue` for what is no number and for a
    /// parameter given twice.
    package init(items: [(name: String, value: String)]) throws(SCIMProblem) {
        var raw = Raw()
        var seen: Set<Raw.Name> = []
        for item in items {
            guard let name = Raw.Name(folded: item.name) else { continue }
            guard seen.insert(name).inserted else {
                throw .invalid(.invalidValue, name.rawValue, "\(name.rawValue) is given twice; send it once.")
            }
            raw.set(name, item.value)
        }
        try self.init(raw)
    }

    /// From a SearchRequest.
    package init(search json: JSON) throws(SCIMProblem) {
        guard case .object(let members) = json else {
            throw .invalid(.invalidSyntax, "body", "A search request must be an object.")
        }
        var raw = Raw()
        for member in members where !member.value.isUnassigned {
            guard let name = Raw.Name(folded: member.name) else { continue }
            let wrongType = SCIMProblem.invalid(
                .invalidValue, name.rawValue, "\(name.rawValue) has the wrong type in a search request."
            )
            switch member.value {
            case .string(let text): raw.set(name, text)
            case .integer(let number): raw.set(name, String(number))
            case .number(let text): raw.set(name, text)
            case .array(let elements):
                let texts = elements.compactMap(\.text)
                guard texts.count == elements.count, raw.setList(name, texts) else { throw wrongType }
            default:
                throw wrongType
            }
        }
        try self.init(raw)
    }

    private init(_ raw: Raw) throws(SCIMProblem) {
        filter = try raw.filter.map { text throws(SCIMProblem) in try SCIMFilter(parsing: text) }
        startIndex = max(1, try Self.number(raw.startIndex, "startIndex") ?? 1)
        count = min(Self.countMax, max(0, try Self.number(raw.count, "count") ?? Self.countDefault))
        cursor = raw.cursor
        sort = Self.sort(raw)
        selection = AttributeSelection(attributes: raw.attributes, excluded: raw.excluded)
        fingerprint = Self.fingerprint([raw.filter, raw.sortBy, raw.sortOrder])
    }

    /// An attribute that is not declared orders nothing (RFC 7644, section 3.4.2.3 leaves that open).
    private static func sort(_ raw: Raw) -> SCIMSort? {
        guard let text = raw.sortBy, let path = SCIMPath(dotted: text), path.word != nil else { return nil }
        return SCIMSort(path: path, isDescending: raw.sortOrder?.foldsTo("descending") ?? false)
    }

    /// An integer of any size, clamped to what fits.
    private static func number(_ text: String?, _ name: String) throws(SCIMProblem) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        if let number = Int(text) { return number }
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw .invalid(.invalidValue, name, "\(name) must be a whole number.")
        }
        return digits.count == text.utf8.count ? .max : .min
    }

    /// FNV-1a over the parts, each ended by a byte that no text has.
    private static func fingerprint(_ parts: [String?]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in part?.utf8 ?? "".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        return hash
    }
}

/// The parameters as they were written.
private struct Raw {
    enum Name: String, CaseIterable {
        case filter, startIndex, count, cursor, sortBy, sortOrder, attributes, excludedAttributes

        /// By name, in either case.
        init?(folded text: String) {
            for name in Name.allCases
            where name.rawValue.utf8.count == text.utf8.count
                && SCIMText.folded(name.rawValue) == SCIMText.folded(text)
            {
                self = name
                return
            }
            return nil
        }
    }

    var filter, startIndex, count, cursor, sortBy, sortOrder: String?
    var attributes, excluded: [String]?

    /// An empty value counts as absent, but for `cursor`, whose empty value asks for the first page.
    mutating func set(_ name: Name, _ value: String) {
        guard !value.isEmpty || name == .cursor else { return }
        switch name {
        case .filter: filter = value
        case .startIndex: startIndex = value
        case .count: count = value
        case .cursor: cursor = value
        case .sortBy: sortBy = value
        case .sortOrder: sortOrder = value
        case .attributes: attributes = Self.list(value)
        case .excludedAttributes: excluded = Self.list(value)
        }
    }

    /// False for a parameter that is no list.
    mutating func setList(_ name: Name, _ names: [String]) -> Bool {
        switch name {
        case .attributes: attributes = names
        case .excludedAttributes: excluded = names
        default: return false
        }
        return true
    }

    /// Names between commas, with white space around them.
    private static func list(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: ",")).map { part in
            String(Substring(part.drop { $0 == 0x20 }.prefix { $0 != 0x20 }))
        }
    }
}
