import Domain
import Testing

@testable import Web

@Suite("Names to be asked for")
struct HostListTests {
    private let list = HostList(base: "https://Learn.Example:8443", listensOn: "10.0.0.7", others: ["intranet"])

    @Test(
        "The public address's host and those that the operator adds are ours, on any port",
        arguments: ["learn.example", "LEARN.example:443", "learn.example:8443", "intranet", "intranet:80"])
    func ours(host: String) throws { try list.require([host]) }

    @Test(
        "Any other is misdirected, loopback's names as well where we do not listen there",
        arguments: [
            "evil.example", "learn.example.evil.example", "xlearn.example", "localhost", "127.0.0.1", "[::1]",
            "10.0.0.7",
        ])
    func foreign(host: String) {
        #expect(throws: HostList.Misdirected.self) { try list.require([host]) }
    }

    @Test("On loopback all its names are ours", arguments: ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
    func loopback(listensOn: String) throws {
        let list = HostList(base: "http://127.0.0.1:8080", listensOn: listensOn, others: [])
        for host in ["127.0.0.1:8080", "localhost", "[::1]:8080"] { try list.require([host]) }
    }

    @Test(
        "None, two, and what is no host are refused",
        arguments: [
            [], ["learn.example", "learn.example"], [""], [":80"], ["learn.example:"], ["learn.example:123456"],
            ["learn.example:x"], ["user@learn.example"], ["learn.example/x"], ["learn.example, intranet"],
            ["learn.example\u{301}"], ["[::1"], ["[learn.example]"], [" learn.example"],
            [String(repeating: "a", count: 300)],
        ])
    func wrong(hosts: [String]) {
        #expect(throws: Failure.self) { try list.require(hosts) }
    }

    @Test(
        "A host in the request line is found in whatever form",
        arguments: [
            ("/", nil as String?), ("/x://y/", nil), ("*", nil), ("http://a.example/x", "a.example"),
            ("http://a.example?x", "a.example"), ("https://u@b.example:1/", "u@b.example:1"), ("a.example:443", nil),
            ("http://", ""),
        ])
    func targets(target: String, host: String?) { #expect(TargetHost.host(in: target) == host) }
}
