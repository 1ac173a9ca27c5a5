import Domain

/// A parameter of the query, as the document describes it and as it is read: nothing else is taken.
struct APIParameter: Sendable {
    enum Kind: Sendable {
        case word([String])
        /// RFC 3339 with its offset.
        case instant
        case id
        /// `2026-11`.
        case month
        case number(ClosedRange<Int>, otherwise: Int)
        /// 64 characters that an earlier answer gave.
        case cursor
    }

    let name: String
    let kind: Kind
    let about: String
    /// Whether it says which rows are listed: a cursor belongs to one choice of these.
    var isFilter = true

    static let limit = APIParameter(
        name: "limit", kind: .number(1...PageLimit.max, otherwise: 50),
        about: "How many items a page holds at most.", isFilter: false)

    static let cursor = APIParameter(
        name: "cursor", kind: .cursor,
        about: "Where to go on: `nextCursor` of the page before, with the same filter.", isFilter: false)

    static func updatedAfter(_ about: String) -> APIParameter {
        APIParameter(name: "updatedAfter", kind: .instant, about: about)
    }
}

/// The parameters of one request.
struct APIArguments: Sendable, Concealed {
    private enum Value: Sendable {
        case text(String)
        case instant(Int64)
        case number(Int)
        case id(UUIDValue)
    }

    private var values: [String: Value] = [:]
    /// The filter in one form whatever the order it was sent in.
    let filter: String

    /// The longest query that is read, in bytes.
    private static let queryMax = 4_096

    /// - Throws: `Failure.invalid`, which names the parameter: one that is not known here, was sent twice, or has a
    ///   value that it cannot have.
    init(query: String, _ parameters: [APIParameter]) throws(Failure) {
        guard query.utf8.count <= Self.queryMax else {
            throw .invalid("query", "The query is longer than \(Self.queryMax) bytes.")
        }
        for (name, text) in PercentDecoding.items(query) {
            guard let parameter = parameters.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
                let shown = Self.shown(name)
                throw .invalid(
                    shown, "There is no parameter “\(shown)” here; the API's document lists those there are.")
            }
            guard values[parameter.name] == nil else {
                throw .invalid(parameter.name, "The parameter \(parameter.name) was sent twice; send it once.")
            }
            values[parameter.name] = try Self.value(text, of: parameter)
        }
        var filter: [String] = []
        for parameter in parameters where parameter.isFilter {
            if let value = values[parameter.name] { filter.append("\(parameter.name)=\(Self.canonical(value))") }
        }
        self.filter = filter.joined(separator: "&")
        for case (let name, .number(_, let otherwise)) in parameters.map({ ($0.name, $0.kind) })
        where values[name] == nil {
            values[name] = .number(otherwise)
        }
    }

    func text(_ name: String) -> String? {
        if case .text(let text) = values[name] { return text }
        return nil
    }

    func instant(_ name: String) -> Int64? {
        if case .instant(let instant) = values[name] { return instant }
        return nil
    }

    func id(_ name: String) -> UUIDValue? {
        if case .id(let id) = values[name] { return id }
        return nil
    }

    func number(_ name: String) -> Int? {
        if case .number(let number) = values[name] { return number }
        return nil
    }

    private static func value(_ text: String, of parameter: APIParameter) throws(Failure) -> Value {
        let name = parameter.name
        switch parameter.kind {
        case .word(let words):
            guard words.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
                throw .invalid(name, "The parameter \(name) is one of: \(words.joined(separator: ", ")).")
            }
            return .text(text)
        case .instant:
            guard let instant = instant(text) else {
                throw .invalid(
                    name,
                    "The parameter \(name) is an instant such as 2026-11-24T09:30:00Z, with + written as %2B.")
            }
            return .instant(instant)
        case .id:
            guard let id = UUIDValue(text) else { throw .invalid(name, "The parameter \(name) is an id.") }
            return .id(id)
        case .month:
            guard isMonth(text) else {
                throw .invalid(name, "The parameter \(name) is a month such as 2026-11.")
            }
            return .text(text)
        case .number(let range, _):
            guard let number = Int(text), "\(number)".utf8.elementsEqual(text.utf8), range.contains(number) else {
                throw .invalid(
                    name, "The parameter \(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
            }
            return .number(number)
        case .cursor:
            // What it is worth is found out with the organization's key.
            return .text(text)
        }
    }

    /// With its offset: a local time would mean something else to everyone.
    private static func instant(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard let last = bytes.last, bytes.count >= 20 else { return nil }
        let sign = bytes[bytes.count - 6]
        guard last.asciiLowered == UInt8(ascii: "z") || sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            return nil
        }
        return SCIMInstant.parse(text)
    }

    private static func isMonth(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"),
            bytes.enumerated().allSatisfy({ $0.offset == 4 || digits.contains($0.element) })
        else { return false }
        let month = (bytes[5] - 0x30) * 10 + bytes[6] - 0x30
        return (1...12).contains(month)
    }

    private static func canonical(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .instant(let instant): String(instant)
        case .number(let number): String(number)
        case .id(let id): id.description
        }
    }

    /// As much of a name as tells the caller which one is meant.
    private static func shown(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.prefix(64)))
    }
}
