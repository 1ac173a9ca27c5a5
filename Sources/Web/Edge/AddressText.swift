/// Reads IP addresses as people and headers write them, strictly: one spelling of an IPv4 address, no zones.
enum AddressText {
    /// The longest text of an IPv6 address, with an IPv4 address at its end.
    private static let bytesMax = 45

    /// `192.0.2.1`, `2001:db8::1`; nil for anything else.
    static func parse(_ text: some Collection<UInt8>) -> ClientAddress? {
        guard text.count <= bytesMax else { return nil }
        let bytes = Array(text)
        return bytes.contains(UInt8(ascii: ":")) ? ipv6(bytes) : ipv4(bytes[...]).map(ClientAddress.init(ipv4:))
    }

    /// As proxies write it: `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:443`.
    static func parseNode(_ text: some Collection<UInt8>) -> ClientAddress? {
        let bytes = Array(text)
        if bytes.first == UInt8(ascii: "[") {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            let rest = bytes[(end + 1)...]
            return rest.isEmpty || isPort(rest) ? parse(bytes[1..<end]) : nil
        }
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[..<colon].contains(UInt8(ascii: ".")) {
            return isPort(bytes[colon...]) ? parse(bytes[..<colon]) : nil
        }
        return parse(bytes)
    }

    /// `:` and one to five digits.
    static func isPort(_ text: some Collection<UInt8>) -> Bool {
        guard text.first == UInt8(ascii: ":"), text.count >= 2, text.count <= 6 else { return false }
        return text.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private static func ipv4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            // A leading zero is octal to some readers and decimal to others.
            guard (1...3).contains(part.count), part.count == 1 || part.first != 0x30 else { return nil }
            var value: UInt32 = 0
            for digit in part {
                guard digit >= 0x30, digit <= 0x39 else { return nil }
                value = value * 10 + UInt32(digit - 0x30)
            }
            guard value <= 255 else { return nil }
            number = number << 8 | value
        }
        return number
    }

    /// RFC 4291, section 2.2.
    private static func ipv6(_ bytes: [UInt8]) -> ClientAddress? {
        guard let gap = gap(in: bytes) else {
            guard let groups = groups(bytes[...], isLast: true), groups.count == 8 else { return nil }
            return address(groups)
        }
        guard let front = groups(bytes[..<gap], isLast: false),
            let back = groups(bytes[(gap + 2)...], isLast: true)
        else { return nil }
        let missing = 8 - front.count - back.count
        guard missing >= 1 else { return nil }
        return address(front + Array(repeating: 0, count: missing) + back)
    }

    private static func gap(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 2 else { return nil }
        let colon = UInt8(ascii: ":")
        return (0..<bytes.count - 1).first { bytes[$0] == colon && bytes[$0 + 1] == colon }
    }

    /// - Parameter isLast: whether the address ends here, where IPv4 may stand for the last two groups.
    private static func groups(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt16]? {
        guard !bytes.isEmpty else { return [] }
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (place, part) in parts.enumerated() {
            if isLast, place == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let number = ipv4(part) else { return nil }
                groups += [UInt16(number >> 16), UInt16(truncatingIfNeeded: number)]
                continue
            }
            guard (1...4).contains(part.count) else { return nil }
            var value: UInt16 = 0
            for byte in part {
                guard let digit = hexDigit(byte) else { return nil }
                value = value << 4 | digit
            }
            groups.append(value)
        }
        return groups.count <= 8 ? groups : nil
    }

    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func address(_ groups: [UInt16]) -> ClientAddress {
        ClientAddress(
            high: groups.prefix(4).reduce(UInt64(0)) { $0 << 16 | UInt64($1) },
            low: groups.suffix(4).reduce(UInt64(0)) { $0 << 16 | UInt64($1) })
    }
}
