package import Domain

/// Where a walk through a result goes on (RFC 9865): behind one id, as of one moment, for one question.
///
/// Written as 44 characters of base64url; clients must not read it. It says only where among one's own
/// records to go on: one from elsewhere leads to nothing that a walk from the beginning would not.
package struct SCIMCursor: Sendable, Equatable {
    /// The last id that was given out.
    package let after: UUIDValue
    /// When the walk began, in milliseconds UTC. Whatever is there throughout is met once; what is made later comes last,
    /// since ids are in order of time.
    package let startedAt: Int64
    /// ``SCIMQuery/fingerprint`` of the question.
    package let fingerprint: UInt64

    private static let form: UInt8 = 1
    private static let length = 33

    package init(after: UUIDValue, startedAt: Int64, fingerprint: UInt64) {
        self.after = after
        self.startedAt = startedAt
        self.fingerprint = fingerprint
    }

    /// Throws `invalidCursor` for a text that is not one of ours, or one that belongs to another question.
    package init(decoding text: String, for fingerprint: UInt64) throws(SCIMProblem) {
        guard let bytes = Base64URL.decode(text, count: Self.length), bytes[0] == Self.form,
            let after = UUIDValue(bytes: bytes[1..<17])
        else {
            throw .invalid(.invalidCursor, "cursor", "This is no cursor of ours; begin again with an empty cursor.")
        }
        self.init(
            after: after,
            startedAt: Int64(bitPattern: Self.number(bytes[17..<25])),
            fingerprint: Self.number(bytes[25..<33])
        )
        guard self.fingerprint == fingerprint else {
            throw .invalid(
                .invalidCursor, "cursor",
                "This cursor belongs to another filter or order; begin again with an empty cursor."
            )
        }
    }

    package var encoded: String {
        var bytes: [UInt8] = [Self.form]
        bytes.reserveCapacity(Self.length)
        bytes.append(contentsOf: after.bytes)
        for number in [UInt64(bitPattern: startedAt), fingerprint] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        return Base64URL.encode(bytes)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Base64 for addresses, without padding (RFC 4648, section 5), for byte counts that are multiples of three.
private enum Base64URL {
    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 3 * 4)
        for start in stride(from: 0, to: bytes.count - 2, by: 3) {
            let group = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
            for shift in [18, 12, 6, 0] { text.append(alphabet.utf8Start[group >> shift & 0x3F]) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Exactly `count` bytes, or nil.
    static func decode(_ text: String, count: Int) -> [UInt8]? {
        guard text.utf8.count == count / 3 * 4 else { return nil }
        var bytes: [UInt8] = []
        var group = 0
        for (place, byte) in text.utf8.enumerated() {
            guard let digit = digit(byte) else { return nil }
            group = group << 6 | digit
            if place % 4 == 3 {
                bytes.append(contentsOf: [group >> 16, group >> 8, group].map { UInt8(truncatingIfNeeded: $0) })
                group = 0
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x41...0x5A: Int(byte) - 0x41
        case 0x61...0x7A: Int(byte) - 0x61 + 26
        case 0x30...0x39: Int(byte) - 0x30 + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
