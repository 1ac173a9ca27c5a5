/// Texts of header fields in mail: ASCII where that is enough, encoded words otherwise (RFC 2047).
enum HeaderText {
    /// What one encoded word holds before Base64: 45 bytes become 60 characters, 72 with its frame (at most 75).
    private static let wordBytesMax = 45

    /// Whether a text stays on its line: no line break in any spelling, no other control.
    static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x2028
                && scalar.value != 0x2029
        }
    }

    /// A text such as a subject.
    static func unstructured(_ text: String) -> String {
        isPlain(text) && text.utf8.count <= 66 ? text : encodedWords(text)
    }

    /// A text such as a name before an address.
    static func phrase(_ text: String) -> String {
        guard isPlain(text), text.utf8.count <= 66 else { return encodedWords(text) }
        let isAtoms = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x20, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
            default: false
            }
        }
        if isAtoms { return text }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        quoted.append(UInt8(ascii: "\""))
        return String(decoding: quoted, as: UTF8.self)
    }

    /// Visible ASCII and inner spaces, nothing that reads as an encoded word.
    private static func isPlain(_ text: String) -> Bool {
        var last: UInt8 = 0x20
        for byte in text.utf8 {
            guard byte >= 0x20, byte < 0x7F else { return false }
            if last == UInt8(ascii: "="), byte == UInt8(ascii: "?") { return false }
            if last == 0x20, byte == 0x20 { return false }
            last = byte
        }
        return text.utf8.isEmpty || last != 0x20
    }

    /// Words of whole characters, each on a line of its own.
    private static func encodedWords(_ text: String) -> String {
        var words: [String] = []
        var pending: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if pending.count + bytes.count > wordBytesMax {
                words.append(word(pending))
                pending = []
            }
            pending += bytes
        }
        if !pending.isEmpty || words.isEmpty { words.append(word(pending)) }
        return words.joined(separator: "\r\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Base64.encode(bytes))?=" }
}

/// RFC 4648, section 4, with padding.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for place in 0..<3 { bits = bits << 8 | UInt32(place < group.count ? group[start + place] : 0) }
            for place in 0..<4 {
                let isFilled = place <= group.count
                output.append(isFilled ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
