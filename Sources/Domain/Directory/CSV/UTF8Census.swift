/// Counts the well-formed multi-byte sequences of a text and the bytes that belong to none (RFC 3629, section 4).
struct UTF8Census {
    private(set) var sequences = 0
    private(set) var strays = 0

    /// `mayEndEarly`: a sequence that the end of the bytes cuts off is not counted as wrong.
    init(_ bytes: UnsafeBufferPointer<UInt8>, mayEndEarly: Bool = false) {
        var place = 0
        while place < bytes.count {
            let lead = bytes[place]
            if lead < 0x80 {
                place += 1
                continue
            }
            let length = Self.length(lead)
            var good = 1
            while good < length, place + good < bytes.count,
                Self.continues(bytes[place + good], at: good, after: lead)
            {
                good += 1
            }
            if length > 0, good == length {
                sequences += 1
                place += length
            } else if mayEndEarly, length > 0, place + good == bytes.count {
                place = bytes.count
            } else {
                strays += 1
                place += 1
            }
        }
    }

    /// Whether all bytes are below 0x80; eight at a time, since most rows are.
    static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var place = 0
        while place + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { return false }
            place += 8
        }
        while place < raw.count {
            if raw[place] >= 0x80 { return false }
            place += 1
        }
        return true
    }

    private static func length(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    /// The second byte is narrower after some leads: no overlong forms, surrogates, or scalars above U+10FFFF.
    private static func continues(_ byte: UInt8, at place: Int, after lead: UInt8) -> Bool {
        guard place == 1 else { return (0x80...0xBF).contains(byte) }
        switch lead {
        case 0xE0: return (0xA0...0xBF).contains(byte)
        case 0xED: return (0x80...0x9F).contains(byte)
        case 0xF0: return (0x90...0xBF).contains(byte)
        case 0xF4: return (0x80...0x8F).contains(byte)
        default: return (0x80...0xBF).contains(byte)
        }
    }
}
