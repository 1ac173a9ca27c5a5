import Domain

/// The names under which the program may be asked for (security: a page of another name that resolves to us, and links
/// made of a name that the caller chose, both end here). The customer is never derived from it.
struct HostList: Sendable {
    /// Someone asked for a name that is not ours: HTTP 421 (RFC 9110, section 15.5.20).
    struct Misdirected: Error {
        let failure: Failure
    }

    private static let loopback = ["127.0.0.1", "localhost", "[::1]"]

    private let names: Set<String>
    private let base: String

    /// - Parameters:
    ///   - base: the public address.
    ///   - listensOn: the host that is listened on; one of loopback is asked for by each of its names.
    ///   - others: names that the operator adds, without port.
    init(base: String, listensOn: String, others: [String]) {
        self.base = base
        var names = Set(others.compactMap { Self.name(of: $0) })
        let authority = base.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
        if let name = Self.name(of: String(decoding: authority, as: UTF8.self)) { names.insert(name) }
        if ServerOptions.isLoopback(listensOn) { names.formUnion(Self.loopback) }
        self.names = names
    }

    /// - Parameter hosts: what the request names in `Host` and in its first line, or a named proxy in their place.
    /// - Throws: `Failure.invalid` unless it is exactly one; `Misdirected` for a name that is not ours.
    func require(_ hosts: [String]) throws {
        guard hosts.count == 1, let name = hosts.first.flatMap(Self.name(of:)) else {
            throw Failure.invalid("Host", "Send exactly one Host header, with a host and at most a port.")
        }
        guard names.contains(name) else {
            throw Misdirected(failure: .invalid("Host", "Nothing is served under this name; use \(base)."))
        }
    }

    /// The name without its port, in lower case; nil for what is no `uri-host [":" port]`.
    ///
    /// The port does not matter: behind a proxy, or a container's wall, it is another than ours.
    static func name(of host: String) -> String? {
        let bytes = Array(host.utf8)
        guard !bytes.isEmpty, bytes.count <= 259 else { return nil }
        var end = bytes.endIndex
        if bytes[0] == UInt8(ascii: "[") {
            guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")), AddressText.parse(bytes[1..<bracket]) != nil
            else { return nil }
            end = bracket + 1
        } else {
            end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? end
            guard bytes[..<end].allSatisfy(isOfName) else { return nil }
        }
        guard end > 0, end == bytes.endIndex || AddressText.isPort(bytes[end...]) else { return nil }
        return String(decoding: bytes[..<end], as: UTF8.self).lowercased()
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
