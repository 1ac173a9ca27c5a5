import Domain
import HTTPTypes

/// Who calls, and by which name, as far as it can be believed.
struct Caller: Sendable {
    /// Of the client: the peer, or what named proxies say of it.
    let address: ClientAddress
    /// The hosts that the request names; a request should name one.
    let hosts: [String]
    /// Whether the client speaks TLS; nil where a proxy does not say.
    let isSecure: Bool?
    /// Whether someone stands in between, named or not.
    let isForwarded: Bool
}

/// Headers in which proxies say for whom they ask: `X-Forwarded-For`, `-Proto`, `-Host`, and `Forwarded` (RFC 7239).
///
/// They are read where the peer is a proxy that the operator named, and ignored everywhere else. Of several hops the
/// right-most one that is no named proxy counts: everything left of it is that client's own word.
struct Forwarding: Sendable {
    /// Beyond so many hops nobody is believed any more.
    private static let hopsMax = 16

    private static let forwarded = HTTPField.Name("Forwarded")
    private static let xFor = HTTPField.Name("X-Forwarded-For")
    private static let xProto = HTTPField.Name("X-Forwarded-Proto")
    private static let xHost = HTTPField.Name("X-Forwarded-Host")
    private static let via = HTTPField.Name("Via")
    private static let hostName = HTTPField.Name("Host")

    let proxies: [AddressBlock]

    func isProxy(_ address: ClientAddress) -> Bool { proxies.contains { $0.contains(address) } }

    /// - Parameter isSecure: whether the connection itself is TLS.
    func caller(of request: HTTPRequest, from peer: ClientAddress, isSecure: Bool) -> Caller {
        let headers = request.headerFields
        let named = [request.authority].compactMap(\.self) + Self.values(Self.hostName, headers)
        let isForwarded = [Self.forwarded, Self.xFor, Self.xProto, Self.xHost, Self.via]
            .contains { $0.map { headers[$0] != nil } ?? false }
        guard isProxy(peer) else {
            return Caller(address: peer, hosts: named, isSecure: isSecure, isForwarded: isForwarded)
        }
        let elements = ForwardedHeader.elements(Self.values(Self.forwarded, headers))
        let nodes = Self.list(Self.xFor, headers)
        return Caller(
            address: client(peer, elements.map { $0.map(\.node) }, nodes),
            hosts: Self.hosts(named, elements?.last?.host, Self.list(Self.xHost, headers).last),
            isSecure: Self.scheme(elements?.last?.proto ?? Self.list(Self.xProto, headers).last), isForwarded: true)
    }

    /// Both kinds of header are read. A proxy writes one of them and may pass on whatever its client wrote into the other:
    /// where they disagree, neither is believed, and the proxy itself is the client.
    private func client(_ peer: ClientAddress, _ elements: [String?]?, _ nodes: [String]) -> ClientAddress {
        let said = elements.map { $0.isEmpty ? [] : [walk(peer, $0)] } ?? [peer]
        let all = said + (nodes.isEmpty ? [] : [walk(peer, nodes)])
        guard let first = all.first, all.allSatisfy({ $0 == first }) else { return peer }
        return first
    }

    /// From the right, over named proxies, to the first that is none; where a hop hides its name, its proxy stands for it.
    private func walk(_ peer: ClientAddress, _ hops: [String?]) -> ClientAddress {
        var last = peer
        for hop in hops.suffix(Self.hopsMax).reversed() {
            guard let address = hop.flatMap({ AddressText.parseNode($0.utf8) }) else { return last }
            guard isProxy(address) else { return address }
            last = address
        }
        return last
    }

    private static func hosts(_ named: [String], _ forwarded: String?, _ xHost: String?) -> [String] {
        let said = [forwarded, xHost].compactMap(\.self)
        guard let first = said.first else { return named }
        return said.allSatisfy { $0 == first } ? [first] : said
    }

    private static func scheme(_ proto: String?) -> Bool? { proto.map { $0.lowercased() == "https" } }

    private static func values(_ name: HTTPField.Name?, _ headers: HTTPFields) -> [String] {
        name.map { headers[values: $0] } ?? []
    }

    /// The members of a comma-separated list over all lines of a header, in order.
    private static func list(_ name: HTTPField.Name?, _ headers: HTTPFields) -> [String] {
        values(name, headers).flatMap { line in
            line.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { member in
                String(decoding: HeaderParameters.trimmed(member), as: UTF8.self)
            }
        }
    }
}
