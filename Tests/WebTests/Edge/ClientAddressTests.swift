import NIOCore
import Testing

@testable import Web

@Suite("Addresses of callers")
struct ClientAddressTests {
    private func parse(_ text: String) -> ClientAddress? { AddressText.parse(text.utf8) }

    @Test(
        "IPv4 is read in one spelling only",
        arguments: [
            ("192.0.2.1", 0xC000_0201 as UInt32?), ("0.0.0.0", 0), ("255.255.255.255", 0xFFFF_FFFF), ("127.1", nil),
            ("192.0.2.01", nil), ("192.0.2.256", nil), ("0x7f.0.0.1", nil), ("2130706433", nil), ("1.2.3.4.", nil),
            ("1.2.3.4.5", nil), ("", nil), (" 1.2.3.4", nil), ("1.2.3.-4", nil), ("１.2.3.4", nil),
        ])
    func ipv4(text: String, number: UInt32?) {
        #expect(parse(text) == number.map(ClientAddress.init(ipv4:)))
    }

    @Test(
        "IPv6 is read as RFC 4291 has it",
        arguments: [
            ("::1", 0 as UInt64, 1 as UInt64), ("2001:db8::", 0x2001_0DB8_0000_0000, 0),
            ("2001:DB8:0:0:8:800:200c:417A", 0x2001_0DB8_0000_0000, 0x0008_0800_200C_417A),
            ("fe80::1:2", 0xFE80_0000_0000_0000, 0x0001_0002), ("::ffff:192.0.2.1", 0, 0xFFFF_C000_0201),
            ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004, 0x0005_0006_0007_0000),
        ])
    func ipv6(text: String, high: UInt64, low: UInt64) {
        #expect(parse(text) == ClientAddress(high: high, low: low))
    }

    @Test(
        "What is no IPv6 address is none",
        arguments: [
            ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1%eth0",
            "1:2:3:4:5:6:7:8::",
            "::ffff:192.0.2", "192.0.2.1::", ":1:2:3:4:5:6:7", String(repeating: "0:", count: 40) + "0",
        ])
    func noIPv6(text: String) { #expect(parse(text) == nil) }

    @Test("A socket's address is the same as its text's")
    func sockets() throws {
        for text in ["192.0.2.1", "127.0.0.1", "2001:db8::7", "::1", "::ffff:192.0.2.1"] {
            #expect(ClientAddress(try SocketAddress(ipAddress: text, port: 1)) == parse(text))
        }
        #expect(ClientAddress(try SocketAddress(unixDomainSocketPath: "/x")) == .unknown)
        #expect(ClientAddress(nil) == .unknown)
        #expect(!ClientAddress.unknown.isLoopback)
    }

    @Test("Loopback is 127.0.0.0/8 and ::1")
    func loopback() {
        for text in ["127.0.0.1", "127.255.0.3", "::1", "::ffff:127.0.0.1"] { #expect(parse(text)?.isLoopback == true) }
        for text in ["128.0.0.1", "0.0.0.0", "::", "::2", "10.0.0.1", "fe80::1"] {
            #expect(parse(text)?.isLoopback == false)
        }
    }

    @Test(
        "A block has the addresses of its length, and no others",
        arguments: [
            ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.0", false),
            ("10.0.0.0/8", "::ffff:10.0.0.1", true),
            ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false), ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "2001:db8::1", true),
            ("2001:db8::/32", "2001:db8:ffff::", true),
            ("2001:db8::/32", "2001:db9::", false), ("fd00::/64", "fd00::ffff:0:0:1", true),
            ("fd00::/65", "fd00::8000:0:0:1", false), ("::1/128", "::1", true),
        ])
    func blocks(text: String, address: String, isInside: Bool) throws {
        let block = try #require(AddressBlock(text))
        #expect(block.contains(try #require(parse(address))) == isInside)
    }

    @Test(
        "What trusts other machines than were meant is no block",
        arguments: [
            "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "/8", "10.0.0.0/8/8", "10.0.0.0/-1", "10.0.0.0/+8", "::/129", "x",
            "", "10.0.0.0/0008", "2001:db8::1/32",
        ])
    func noBlocks(text: String) { #expect(AddressBlock(text) == nil) }
}
