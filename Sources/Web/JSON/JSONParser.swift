package import Domain

extension JSON {
    /// How deep arrays and objects may nest.
    package static let depthMax = 64

    /// Reads exactly one value, with nothing behind it but white space (RFC 8259).
    ///
    /// Refused with `Failure.invalid(field: "body")`, which names the byte (from 0) and a remedy: anything that is not
    /// JSON, invalid UTF-8, U+0000, a lone surrogate, a repeated name, more than ``depthMax`` levels.
    /// Sizes are the caller's to limit; time and memory are linear in the input.
    package init(parsing bytes: UnsafeRawBufferPointer, names: JSONNames = .exact) throws(Failure) {
        var parser = JSONParser(bytes.assumingMemoryBound(to: UInt8.self), names: names)
        self = try parser.document()
    }

    package init(parsing bytes: [UInt8], names: JSONNames = .exact) throws(Failure) {
        self = try bytes.withUnsafeBufferPointer { buffer throws(Failure) in
            try JSON(parsing: UnsafeRawBufferPointer(buffer), names: names)
        }
    }
}

/// A recursive-descent parser over bytes; its depth is bounded, so the stack is too.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let names: JSONNames
    /// The byte that is looked at next.
    var position = 0
    /// The unescaped bytes of the string in hand, kept between strings for its storage.
    var scratch: [UInt8] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, names: JSONNames = .exact) {
        self.bytes = bytes
        self.names = names
    }

    func failure(_ message: String, at place: Int? = nil) -> Failure {
        .invalid("body", "The JSON is wrong at byte \(place ?? position): \(message)")
    }

    mutating func document() throws(Failure) -> JSON {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else {
            throw failure("something follows the value; send exactly one value.")
        }
        return value
    }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    mutating func value(depth: Int) throws(Failure) -> JSON {
        skipSpace()
        guard position < bytes.count else { throw failure("it ends too early; send the whole value.") }
        switch bytes[position] {
        case UInt8(ascii: "\""):
            return .string(try string())
        case UInt8(ascii: "{"):
            return try object(depth: depth + 1)
        case UInt8(ascii: "["):
            return try array(depth: depth + 1)
        case UInt8(ascii: "t"):
            try word("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try word("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try number()
        default:
            throw failure("a value is expected here: an object, array, string, number, true, false or null.")
        }
    }

    private mutating func word(_ word: StaticString) throws(Failure) {
        let length = word.utf8CodeUnitCount
        for place in 0..<length {
            guard position + place < bytes.count, bytes[position + place] == word.utf8Start[place] else {
                throw failure("true, false or null is expected here, in lower case.")
            }
        }
        position += length
    }

    private mutating func array(depth: Int) throws(Failure) -> JSON {
        try descend(depth)
        var elements: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            if take(UInt8(ascii: "]")) { return .array(elements) }
            throw failure("a comma or ] is expected here.")
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> JSON {
        try descend(depth)
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        var members: [JSONMember] = []
        members.reserveCapacity(8)
        var seen = SeenNames(names)
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw failure("a member's name is expected here, in double quotes.")
            }
            let start = position
            let name = try string()
            guard seen.insert(name, members) else {
                throw failure("this object has a member of that name already; send each name once.", at: start)
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw failure("a colon is expected here.") }
            members.append(JSONMember(name, try value(depth: depth)))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            if take(UInt8(ascii: "}")) { return .object(members) }
            throw failure("a comma or } is expected here.")
        }
    }

    private mutating func descend(_ depth: Int) throws(Failure) {
        guard depth <= JSON.depthMax else {
            throw failure("it nests deeper than \(JSON.depthMax) levels; send a flatter value.")
        }
        position += 1
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}

/// The names that an object has so far: compared one by one while they are few, hashed when they are many.
private struct SeenNames {
    private static let fewMax = 16
    private let names: JSONNames
    private var hashed: Set<[UInt8]> = []
    /// A 32-bit mix of each name, so that unequal names are told apart without looking at them.
    private var mixes: [UInt32] = []

    init(_ names: JSONNames) {
        self.names = names
        mixes.reserveCapacity(8)
    }

    /// False if the name is there already.
    mutating func insert(_ name: String, _ members: [JSONMember]) -> Bool {
        if members.count > Self.fewMax {
            if hashed.isEmpty { for member in members { hashed.insert(key(member.name)) } }
            return hashed.insert(key(name)).inserted
        }
        var mix: UInt32 = 2_166_136_261
        for byte in name.utf8 { mix = (mix ^ UInt32(byte.asciiLowered)) &* 16_777_619 }
        for place in mixes.indices where mixes[place] == mix {
            if key(members[place].name) == key(name) { return false }
        }
        mixes.append(mix)
        return true
    }

    private func key(_ name: String) -> [UInt8] {
        names == .exact ? Array(name.utf8) : name.utf8.map(\.asciiLowered)
    }
}
