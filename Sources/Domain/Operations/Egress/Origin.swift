/// Where something is sent to: scheme, host and port (RFC 6454, section 4), for the schemes that leave this program.
///
/// Two origins are equal exactly when their texts are: the host has one spelling, the port is always known.
package struct Origin: Sendable, Hashable, CustomStringConvertible {
    package enum Scheme: String, Sendable, CaseIterable {
        case http, https
        /// Mail over a connection that becomes TLS by STARTTLS (RFC 3207).
        case smtp
        /// Mail over TLS from the first byte (RFC 8314).
        case smtps

        package var defaultPort: UInt16 {
            switch self {
            case .http: 80
            case .https: 443
            case .smtp: 25
            case .smtps: 465
            }
        }

        package var isMail: Bool { self == .smtp || self == .smtps }
    }

    static let urlBytesMax = 8_192

    package let scheme: Scheme
    /// Lower-case; an IPv6 address without its brackets.
    package let host: String
    package let port: UInt16

    /// From `scheme://host[:port]`, a single `/` after it allowed; anything else is nil.
    package init?(_ text: String) {
        guard let (origin, target) = Origin.split(text), target == "/",
            text.utf8.last != UInt8(ascii: "?")
        else { return nil }
        self = origin
    }

    private init(scheme: Scheme, host: String, port: UInt16) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// Takes a URL apart into its origin and what is asked for there, path and query.
    ///
    /// The request is sent to the URL that is put together from the two, so nothing depends on another parser reading
    /// the text in the same way. User information, fragments and everything but visible ASCII are refused.
    package static func split(_ url: String) -> (origin: Origin, target: String)? {
        let bytes = Array(url.utf8)
        guard bytes.count <= urlBytesMax, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        for scheme in Scheme.allCases {
            let mark = Array("\(scheme.rawValue)://".utf8)
            guard bytes.count > mark.count, zip(bytes, mark).allSatisfy({ lower($0) == $1 }) else { continue }
            let rest = bytes[mark.count...]
            let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
            guard let origin = origin(scheme, authority: rest[..<end]) else { return nil }
            let target = rest[end...]
            guard !target.contains(UInt8(ascii: "#")) else { return nil }
            let slash = target.first == UInt8(ascii: "/") ? "" : "/"
            return (origin, slash + String(decoding: target, as: UTF8.self))
        }
        return nil
    }

    private static func origin(_ scheme: Scheme, authority: ArraySlice<UInt8>) -> Origin? {
        let host: String?
        let rest: ArraySlice<UInt8>
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            host = HostName.normalized6(authority[authority.startIndex + 1..<end])
            rest = authority[(end + 1)...]
        } else {
            let end = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
            host = HostName.normalized(authority[..<end])
            rest = authority[end...]
        }
        guard let host, let port = port(rest, scheme) else { return nil }
        return Origin(scheme: scheme, host: host, port: port)
    }

    /// From `:443`, or nothing.
    private static func port(_ rest: ArraySlice<UInt8>, _ scheme: Scheme) -> UInt16? {
        guard let first = rest.first else { return scheme.defaultPort }
        let digits = rest.dropFirst()
        guard first == UInt8(ascii: ":"), (1...5).contains(digits.count), digits.first != UInt8(ascii: "0"),
            digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self))
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    /// Whether it names this very machine: `localhost`, 127.0.0.0/8, `::1`.
    package var isLoopback: Bool {
        if host == "localhost" { return true }
        return NetworkAddress(literal: host)?.isLoopback ?? false
    }

    /// As it stands in a URL, the port always written.
    package var description: String {
        let shown = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(shown):\(port)"
    }
}
