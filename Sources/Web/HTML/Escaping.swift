extension String {
    /// Appends the text to `bytes`, safe as element content and as a quoted attribute value.
    ///
    /// Works on UTF-8 bytes: a Character such as `"` followed by U+0301 compares unequal to `"`, yet a browser still
    /// sees the quote. Control characters that HTML forbids (U+0000 foremost) become U+FFFD, so that no value can
    /// end or shift what follows it.
    func appendEscaped(to bytes: inout [UInt8]) {
        let utf8 = self.utf8
        bytes.reserveCapacity(bytes.count + utf8.count)
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
            case 0x09, 0x0A, 0x0D: bytes.append(byte)
            case 0x00..<0x20, 0x7F: bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
            default: bytes.append(byte)
            }
        }
    }
}
