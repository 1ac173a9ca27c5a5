/// An address of a provider: https, or http where the provider is tried out on this machine (loopback).
///
/// It decides how an address may be spelled; whether a connection may be opened to it is the egress gate's to say.
struct OpenIDAddress: Sendable, Equatable {
    static let bytesMax = 2_048
    private static let loopbackHosts: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

    /// As it was given, byte for byte.
    let text: String
    /// Scheme, host in lower case, and the port where it is not the scheme's own, such as `https://login.example:8443`.
    let origin: String
    /// http; the host is then a loopback one.
    let isPlain: Bool
    let hasQuery: Bool

    /// Nil for any other scheme, http to another host, user information, a fragment, or a byte that no URI has (RFC
    /// 3986).
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.bytesMax, bytes.allSatisfy(Self.isAddressByte) else { return nil }
        let isPlain = bytes.starts(with: "http://".utf8)
        guard isPlain || bytes.starts(with: "https://".utf8) else { return nil }
        let rest = bytes[(isPlain ? 7 : 8)...]
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        guard let (host, port) = Self.authority(rest[..<end]) else { return nil }
        if isPlain, !Self.loopbackHosts.contains(host) { return nil }
        let isUsualPort = port == nil || port == (isPlain ? 80 : 443)
        let portText = isUsualPort ? "" : ":\(port ?? 0)"
        self.text = text
        self.origin = (isPlain ? "http://" : "https://") + host + portText
        self.isPlain = isPlain
        hasQuery = rest[end...].contains(UInt8(ascii: "?"))
    }

    /// The address with parameters after those that its query may have already (RFC 6749, section 3.1).
    func adding(_ parameters: [(String, String)]) -> String {
        text + (hasQuery ? "&" : "?") + FormEncoding.pairs(parameters)
    }

    /// Unreserved and reserved characters and `%`, but for `#`, which begins a fragment, and `@`, which ends user
    /// information.
    private static func isAddressByte(_ byte: UInt8) -> Bool {
        FormEncoding.isPlain(byte) || "%:/?[]!$&'()*+,;=".utf8.contains(byte)
    }

    /// Host in lower case and port; nil where either is missing or malformed.
    private static func authority(_ bytes: ArraySlice<UInt8>) -> (host: String, port: Int?)? {
        let isBracketed = bytes.first == UInt8(ascii: "[")
        let hostEnd: Int
        if isBracketed {
            guard let closing = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            hostEnd = closing + 1
        } else {
            hostEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        }
        let host = bytes[..<hostEnd].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let letters = isBracketed ? "[]:.0123456789abcdef" : "-.0123456789abcdefghijklmnopqrstuvwxyz"
        guard (1...253).contains(host.count), host.allSatisfy(letters.utf8.contains) else { return nil }
        let hostText = String(decoding: host, as: UTF8.self)
        if hostEnd == bytes.endIndex { return (hostText, nil) }
        let digits = bytes[(hostEnd + 1)...]
        guard bytes[hostEnd] == UInt8(ascii: ":"), (1...5).contains(digits.count),
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let port = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return (1...65_535).contains(port) ? (hostText, port) : nil
    }
}
