internal import Glibc

/// How the host of an origin is read: one spelling for one host, so that comparing texts is comparing hosts.
enum HostName {
    private static let lengthMax = 253
    private static let labelMax = 63

    /// The host in its one spelling: lower-case, without a trailing dot, an IPv6 address as `inet_ntop` writes it.
    ///
    /// - Parameter host: as it stands in a URL, without brackets. Only ASCII: an international name comes as `xn--…`.
    /// - Returns: nil for anything else, among it every other spelling of an IPv4 address: `2130706433`, `0x7f.1`,
    ///   `0177.0.0.1`, `127.1`. A resolver would read those as addresses where a comparison sees names.
    static func normalized(_ host: some Collection<UInt8>) -> String? {
        var name = host.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        if name.last == UInt8(ascii: ".") { name.removeLast() }
        guard !name.isEmpty, name.count <= lengthMax else { return nil }
        let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let last = labels.last, labels.allSatisfy(isLabel) else { return nil }
        if isNumber(last), address4(labels) == nil { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    /// What stands between the brackets of a URL: an IPv6 address, without a zone.
    static func normalized6(_ literal: some Collection<UInt8>) -> String? {
        guard literal.count <= 45, literal.allSatisfy({ isHex($0) || $0 == 0x3A || $0 == 0x2E }) else { return nil }
        var address = in6_addr()
        guard inet_pton(AF_INET6, String(decoding: literal, as: UTF8.self), &address) == 1 else { return nil }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Four decimal numbers without leading zeros.
    private static func address4(_ labels: [some Collection<UInt8>]) -> UInt32? {
        guard labels.count == 4 else { return nil }
        var address: UInt32 = 0
        for label in labels {
            guard label.count <= 3, label.count == 1 || label.first != UInt8(ascii: "0"),
                let number = UInt8(String(decoding: label, as: UTF8.self))
            else { return nil }
            address = address << 8 | UInt32(number)
        }
        return address
    }

    /// Letters, digits and hyphens, neither first nor last a hyphen (RFC 1123, section 2.1).
    private static func isLabel(_ label: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = label.first, let last = label.last, label.count <= labelMax else { return false }
        guard first != UInt8(ascii: "-"), last != UInt8(ascii: "-") else { return false }
        return label.allSatisfy { isDigit($0) || ($0 >= 0x61 && $0 <= 0x7A) || $0 == UInt8(ascii: "-") }
    }

    /// Whether resolvers take a name that ends in this label for an address.
    private static func isNumber(_ label: some Collection<UInt8>) -> Bool {
        if label.allSatisfy(isDigit) { return true }
        return label.starts(with: "0x".utf8) && label.dropFirst(2).allSatisfy(isHex)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66) }
}
