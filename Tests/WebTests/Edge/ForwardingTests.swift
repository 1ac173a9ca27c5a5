import HTTPTypes
import Testing

@testable import Web

@Suite("What proxies say")
struct ForwardingTests {
    private static let proxy = "10.0.0.1"
    private let forwarding = Forwarding(proxies: ["10.0.0.0/8", "fd00::/8"].compactMap(AddressBlock.init))

    private func caller(
        from peer: String = proxy, host: String? = "inner", _ lines: [(String, String)]
    ) throws -> Caller {
        var headers = HTTPFields()
        for (name, value) in lines {
            headers.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value))
        }
        let request = HTTPRequest(method: .get, scheme: "http", authority: host, path: "/", headerFields: headers)
        let address = try #require(AddressText.parse(peer.utf8))
        return forwarding.caller(of: request, from: address, isSecure: false)
    }

    private func address(_ text: String) throws -> ClientAddress { try #require(AddressText.parse(text.utf8)) }

    @Test(
        "The right-most hop that is no named proxy is the client",
        arguments: [
            (["203.0.113.9"], "203.0.113.9"), (["198.51.100.1, 203.0.113.9"], "203.0.113.9"),
            (["203.0.113.9, 10.2.0.1"], "203.0.113.9"), (["198.51.100.1", "203.0.113.9", "10.2.0.1"], "203.0.113.9"),
            (["203.0.113.9:4711"], "203.0.113.9"), (["[2001:db8::1]:4711"], "2001:db8::1"),
            (["2001:db8::1"], "2001:db8::1"),
            (["203.0.113.9,fd00::1,10.1.1.1"], "203.0.113.9"), (["10.3.0.1"], "10.3.0.1"), ([""], "10.0.0.1"),
            (["203.0.113.9, unknown"], "10.0.0.1"), (["203.0.113.9, unknown, 10.2.0.1"], "10.2.0.1"),
            (["203.0.113.9,"], "10.0.0.1"), (["1.2.3.4.5"], "10.0.0.1"),
        ])
    func xForwardedFor(lines: [String], client: String) throws {
        let caller = try caller(lines.map { ("X-Forwarded-For", $0) })
        #expect(caller.address == (try address(client)))
    }

    @Test(
        "Forwarded says the same in its own form (RFC 7239)",
        arguments: [
            (["for=203.0.113.9"], "203.0.113.9"), (["for=\"203.0.113.9:80\";proto=https"], "203.0.113.9"),
            (["For=\"[2001:db8:cafe::17]:4711\""], "2001:db8:cafe::17"),
            (["for=198.51.100.1, for=203.0.113.9;by=10.0.0.1, for=10.2.0.1"], "203.0.113.9"),
            (["for=198.51.100.1", "for=203.0.113.9"], "203.0.113.9"), (["for=unknown"], "10.0.0.1"),
            (["for=203.0.113.9, for=_hidden"], "10.0.0.1"), (["proto=https"], "10.0.0.1"),
            // Not well-formed: nothing of it is believed.
            (["for=203.0.113.9, for"], "10.0.0.1"), (["for=\"203.0.113.9"], "10.0.0.1"),
            (["for=203.0.113.9;for=198.51.100.1"], "10.0.0.1"), (["for=\"a\\\"b\", for=203.0.113.9"], "203.0.113.9"),
            // A comma within quotation marks parts nothing.
            (["for=\"198.51.100.1, for=203.0.113.9\""], "10.0.0.1"),
        ])
    func forwarded(lines: [String], client: String) throws {
        let caller = try caller(lines.map { ("Forwarded", $0) })
        #expect(caller.address == (try address(client)))
    }

    @Test("Where the two headers disagree neither is believed: a proxy writes one and passes the other on")
    func disagreement() throws {
        let agreeing = try caller([("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for=203.0.113.9")])
        #expect(agreeing.address == (try address("203.0.113.9")))
        let disagreeing = try caller([("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for=198.51.100.1")])
        #expect(disagreeing.address == (try address(Self.proxy)))
        let broken = try caller([("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for")])
        #expect(broken.address == (try address(Self.proxy)))
    }

    @Test("Beyond sixteen hops of proxies nobody looks")
    func hops() throws {
        let hops = ["203.0.113.9"] + Array(repeating: "10.2.0.1", count: 1_000)
        let caller = try caller([("X-Forwarded-For", hops.joined(separator: ","))])
        #expect(caller.address == (try address("10.2.0.1")))
    }

    @Test("From anyone else than a named proxy all of it is ignored, but noticed")
    func strangers() throws {
        let lines = [
            ("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for=203.0.113.9;host=evil.example;proto=https"),
            ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"),
        ]
        let caller = try caller(from: "192.0.2.1", lines)
        #expect(caller.address == (try address("192.0.2.1")))
        #expect(caller.hosts == ["inner"] && caller.isSecure == false && caller.isForwarded)
        let silent = try self.caller(from: "192.0.2.1", [])
        #expect(!silent.isForwarded)
    }

    @Test("A named proxy says the host and the scheme; the nearest one's word counts")
    func hostAndScheme() throws {
        let x = try caller([("X-Forwarded-Host", "evil.example, learn.example"), ("X-Forwarded-Proto", "http, HTTPS")])
        #expect(x.hosts == ["learn.example"] && x.isSecure == true)
        let element = try caller([("Forwarded", "host=evil.example, host=\"learn.example:443\";proto=http")])
        #expect(element.hosts == ["learn.example:443"] && element.isSecure == false)
        let silent = try caller([])
        #expect(silent.hosts == ["inner"] && silent.isSecure == nil && silent.isForwarded)
        let two = try caller([("X-Forwarded-Host", "a.example"), ("Forwarded", "host=b.example")])
        #expect(two.hosts.count == 2)
    }

    @Test("A second Host is seen")
    func hosts() throws {
        let two = try caller(from: "192.0.2.1", host: "a", [("Host", "b")])
        #expect(two.hosts == ["a", "b"])
        let none = try caller(from: "192.0.2.1", host: nil, [])
        #expect(none.hosts.isEmpty)
    }
}
