@testable import Domain
import Testing

@Suite("Origins and addresses")
struct OriginTests {
    @Test(
        "An origin has one spelling",
        arguments: [
            ("https://Example.COM", "https://example.com:443"), ("https://example.com./", "https://example.com:443"),
            ("HTTP://a-b.example:8080", "http://a-b.example:8080"), ("smtp://mail.example", "smtp://mail.example:25"),
            ("smtps://mail.example", "smtps://mail.example:465"), ("http://127.0.0.1", "http://127.0.0.1:80"),
            ("https://[::1]:8443", "https://[::1]:8443"), ("https://[0:0::1]", "https://[::1]:443"),
            ("https://[::FFFF:127.0.0.1]", "https://[::ffff:127.0.0.1]:443"),
            ("https://xn--mller-kva.example", "https://xn--mller-kva.example:443"),
            ("https://1password.com", "https://1password.com:443"),
        ])
    func oneSpelling(text: String, expected: String) {
        #expect(Origin(text)?.description == expected)
        #expect(Origin(expected) == Origin(text))
    }

    @Test(
        "What is no origin, or hides an address, is refused",
        arguments: [
            "", "example.com", "https://", "https:///x", "ftp://example.com", "file:///etc/passwd", "gopher://a",
            "https://user@example.com", "https://user:pass@example.com", "https://example.com@evil.example",
            "https://example.com:0", "https://example.com:", "https://example.com:65536", "https://example.com:080",
            "https://example.com:+80", "https://example.com:8 0", "https://2130706433", "https://0x7f000001",
            "https://0x7f.1", "https://127.1", "https://0177.0.0.1", "https://127.0.0.01", "https://127.0.0.256",
            "https://0x", "https://1.2.3", "https://1.2.3.4.5", "https://127.0.0.1..", "https://.example.com",
            "https://a..b", "https://-a.example", "https://a-.example", "https://a_b.example", "https://exämple.com",
            "https://ex%61mple.com", "https://example.com\\@evil.example", "https://example。com",
            "https://[::1", "https://[::1]x", "https://[fe80::1%25eth0]", "https://[127.0.0.1]", "https://[::g]",
            "https://exa\u{0}mple.com", "https://example.com\r\nHost: evil", "https://example.com/path",
            "https://example.com/?q", "https://example.com?", "https://example.com/#x", "https://\u{2460}.example",
            "https://" + String(repeating: "a", count: 64) + ".example",
            "https://" + String(repeating: "a.", count: 127) + "example",
        ])
    func refused(text: String) {
        #expect(Origin(text) == nil)
    }

    @Test(
        "A URL is an origin and what is asked for there",
        arguments: [
            ("https://example.com", "/"), ("https://example.com/a/../b?c=d/e", "/a/../b?c=d/e"),
            ("https://example.com?q=1", "/?q=1"), ("https://example.com//@evil.example/", "//@evil.example/"),
            ("https://example.com/?u=https://evil.example", "/?u=https://evil.example"),
        ])
    func split(url: String, target: String) throws {
        let (origin, rest) = try #require(Origin.split(url))
        #expect(origin.description == "https://example.com:443")
        #expect(rest == target)
    }

    @Test(
        "A URL with a fragment, a blank or more than 8 KiB is refused",
        arguments: [
            "https://a.example/#f", "https://a.example/a b", "https://a.example/ü",
            "https://a.example/"
                + String(repeating: "a", count: 8_192),
        ])
    func badURL(url: String) {
        #expect(Origin.split(url) == nil)
    }

    @Test("This machine is known by its names")
    func loopback() {
        for text in ["localhost", "LOCALHOST.", "127.0.0.1", "127.9.9.9", "[::1]"] {
            #expect(Origin("http://\(text)")?.isLoopback == true, "\(text)")
        }
        for text in ["localhost.example", "10.0.0.1", "example.com", "[::2]", "128.0.0.1"] {
            #expect(Origin("http://\(text)")?.isLoopback == false, "\(text)")
        }
    }

    @Test(
        "Addresses of this machine, this network and of nobody are not public",
        arguments: [
            "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
            "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1",
            "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
            "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::808:808",
            "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::808:808", "64:ff9b:0:0:1::808:808", "100::1", "2001::1", "2001:0:4136:e378::1", "2001:2::1",
            "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1",
            "fe80::1", "fec0::1", "ff02::1",
        ])
    func notPublic(text: String) throws {
        #expect(try #require(NetworkAddress(literal: text)).isPublic == false)
    }

    @Test(
        "Their neighbours are public",
        arguments: [
            "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
            "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0",
            "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1",
            "2001:db7::1", "2606:4700::1", "2003::1", "64:ff9b::808:808", "3ffe::1",
        ])
    func isPublic(text: String) throws {
        #expect(try #require(NetworkAddress(literal: text)).isPublic)
    }
}
