/// Parameters of a header such as Content-Type, over bytes (RFC 9110, section 5.6.6).
enum HeaderParameters {
    /// Cut at each semicolon that does not stand between quotation marks.
    static func pieces(of value: some Sequence<UInt8>) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in value {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ";"), !isQuoted {
                pieces.append([])
            } else {
                pieces[pieces.count - 1].append(byte)
            }
        }
        return pieces
    }

    /// The parameter of that name (in lower case), without its quotation marks.
    static func value(of name: String, in pieces: some Sequence<some Collection<UInt8>>) -> [UInt8]? {
        for piece in pieces {
            let parts = Array(piece).split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, trimmed(parts[0]).map(\.asciiLowered) == Array(name.utf8) else { continue }
            let value = trimmed(parts[1])
            guard value.first == UInt8(ascii: "\"") else { return value }
            guard value.count >= 2, value.last == UInt8(ascii: "\"") else { return nil }
            return Array(value.dropFirst().dropLast())
        }
        return nil
    }

    static func trimmed(_ bytes: some Collection<UInt8>) -> [UInt8] {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 0x09 }
        var trimmed = Array(bytes.drop(while: isBlank))
        while let last = trimmed.last, isBlank(last) { trimmed.removeLast() }
        return trimmed
    }
}
