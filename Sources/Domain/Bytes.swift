extension [UInt8] {
    /// LEB128: seven bits a byte, lowest first.
    mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    mutating func appendText(_ text: String) {
        appendVarint(UInt64(text.utf8.count))
        append(contentsOf: text.utf8)
    }

    mutating func appendOptionalText(_ text: String?) {
        append(text == nil ? 0 : 1)
        if let text { appendText(text) }
    }
}

/// Reads what this program wrote. Every read is bounded; damaged input throws, it never traps.
struct ByteReader {
    static let damaged = Failure(
        .unavailable, "A stored value is damaged. Tell the operator the reference of this error.", detail: "undecodable"
    )

    private let bytes: [UInt8]
    private var place: Int

    init(_ bytes: [UInt8], from place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    /// What was not read yet.
    var rest: [UInt8] { [UInt8](bytes[min(place, bytes.count)...]) }

    mutating func byte() throws -> UInt8 {
        guard place < bytes.count else { throw Self.damaged }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func varint() throws -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
        }
        throw Self.damaged
    }

    /// How many of something follow, each of them at least one byte long.
    mutating func count() throws -> Int {
        let count = try varint()
        guard count <= UInt64(bytes.count - place) else { throw Self.damaged }
        return Int(count)
    }

    mutating func uuid() throws -> UUIDValue {
        guard place + 16 <= bytes.count, let id = UUIDValue(bytes: bytes[place..<place + 16]) else {
            throw Self.damaged
        }
        place += 16
        return id
    }

    mutating func text() throws -> String {
        let length = try varint()
        guard length <= UInt64(bytes.count - place) else { throw Self.damaged }
        defer { place += Int(length) }
        return String(decoding: bytes[place..<place + Int(length)], as: UTF8.self)
    }

    mutating func optionalText() throws -> String? {
        try byte() == 0 ? nil : try text()
    }

    mutating func data() throws -> [UInt8] {
        let length = try varint()
        guard length <= UInt64(bytes.count - place) else { throw Self.damaged }
        defer { place += Int(length) }
        return [UInt8](bytes[place..<place + Int(length)])
    }
}
