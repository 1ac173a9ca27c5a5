/// A JSON value (RFC 8259) as a provider sent it; two readers of one document cannot see two things in it.
///
/// Foundation's decoder takes the first or the last of two members of one name, as it happens; this reader
/// refuses the document. Names are kept as bytes, since `String` calls U+212A and `K` equal.
enum StrictJSON: Sendable, Concealed {
    /// How deep arrays and objects may lie in each other.
    static let depthMax = 64

    case null
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number that is finite.
    case number(Double)
    case string(String)
    case array([StrictJSON])
    case object([[UInt8]: StrictJSON])

    /// The one value that the bytes hold, in UTF-8; nil where they hold none, more than one, a member twice, or nest
    /// too deep.
    init?(parsing bytes: [UInt8]) {
        var reader = StrictJSONReader(bytes)
        guard let value = reader.document() else { return nil }
        self = value
    }

    /// The member of that name; nil where there is none, or this is no object.
    subscript(name: String) -> StrictJSON? {
        guard case .object(let members) = self else { return nil }
        return members[Array(name.utf8)]
    }

    var isObject: Bool {
        if case .object = self { true } else { false }
    }

    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var truth: Bool? {
        if case .bool(let truth) = self { truth } else { nil }
    }

    /// The strings of an array that holds nothing else.
    var texts: [String]? {
        guard case .array(let elements) = self else { return nil }
        let texts = elements.compactMap(\.text)
        return texts.count == elements.count ? texts : nil
    }

    /// A NumericDate (RFC 7519, section 2), seconds and perhaps a fraction, in milliseconds UTC.
    var instant: Int64? {
        /// The year 5138: no token means more, and no sum with it overflows.
        let secondsMax: Int64 = 100_000_000_000
        switch self {
        case .integer(let seconds) where seconds >= 0 && seconds <= secondsMax: return seconds * 1_000
        case .number(let seconds) where seconds >= 0 && seconds <= Double(secondsMax): return Int64(seconds * 1_000)
        default: return nil
        }
    }
}

extension String {
    /// Byte for byte, where Swift's own `==` would call two normalization forms equal.
    func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// Byte for byte; takes as long for a near miss as for a far one of the same length.
    func isExactlyInConstantTime(_ other: String) -> Bool {
        let (own, others) = (Array(utf8), Array(other.utf8))
        guard own.count == others.count else { return false }
        return zip(own, others).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// ASCII letters count as the same in either case; `word` is lower-case ASCII.
    func foldsTo(ascii word: String) -> Bool {
        utf8.elementsEqual(word.utf8) { byte, wanted in
            (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == wanted
        }
    }

    /// Whether it has 1 to `countMax` bytes, all of them printable ASCII: U+0020 to U+007E.
    func isPrintableASCII(countMax: Int) -> Bool {
        (1...countMax).contains(utf8.count) && utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
