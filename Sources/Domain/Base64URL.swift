/// Base64 for addresses and tokens, without padding (RFC 4648, section 5; RFC 7515, appendix C).
enum Base64URL {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var (buffer, bits) = (UInt32(0), UInt32(0))
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(letters[Int(buffer >> bits & 0x3F)])
            }
        }
        if bits > 0 { text.append(letters[Int(buffer << (6 - bits) & 0x3F)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for anything but the one spelling of some bytes: no padding, no space, no `+` or `/`, no bits left over.
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var (buffer, bits) = (UInt32(0), UInt32(0))
        for letter in text {
            guard let value = value(of: letter) else { return nil }
            buffer = (buffer << 6 | value) & 0xFFFF
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
        }
        return buffer & (1 << bits - 1) == 0 ? bytes : nil
    }

    private static func value(of letter: UInt8) -> UInt32? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter) - 0x41
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter) - 0x61 + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter) - 0x30 + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
