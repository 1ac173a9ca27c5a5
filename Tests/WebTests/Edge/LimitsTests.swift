import Domain
import Synchronization
import Testing

@testable import Web

@Suite("Limits")
struct LimitsTests {
    /// Microseconds that tests move.
    private final class Time: Sendable {
        let now = Mutex<Int64>(0)
        func pass(seconds: Int64) { now.withLock { $0 += seconds * 1_000_000 } }
    }

    private let time = Time()
    private let limits: Limits
    private let someone = ClientAddress(ipv4: 0xC000_0201)

    init() {
        let time = time
        limits = Limits(RateSettings()) { time.now.withLock { $0 } }
    }

    private func grants(_ key: Limits.Key, of tries: Int = 2_000) -> Int {
        (0..<tries).count { _ in (try? limits.take(key)) != nil }
    }

    @Test("An address has 400 requests at once and 200 a second; after that it is told how long to wait")
    func address() throws {
        #expect(grants(.address(someone)) == 400)
        #expect(throws: Failure(.limit(retryAfter: 1), "Too many requests from this address; wait 1 s and try again."))
        {
            try limits.take(.address(someone))
        }
        time.pass(seconds: 1)
        #expect(grants(.address(someone)) == 200)
        #expect(grants(.address(ClientAddress(ipv4: 0xC000_0202))) == 400)
    }

    @Test("All of a /64 of IPv6 is one address, and what is mapped from IPv4 is that of IPv4")
    func networks() throws {
        let one = try #require(AddressText.parse("2001:db8:1:2::1".utf8))
        let other = try #require(AddressText.parse("2001:db8:1:2:ffff:ffff:ffff:ffff".utf8))
        let next = try #require(AddressText.parse("2001:db8:1:3::1".utf8))
        #expect(grants(.address(one)) == 400)
        #expect(grants(.address(other)) == 0)
        #expect(grants(.address(next)) == 400)
        #expect(grants(.address(someone)) == 400)
        #expect(grants(.address(try #require(AddressText.parse("::ffff:192.0.2.1".utf8)))) == 0)
    }

    @Test("ASVS 6.3.1: wrong credentials are 40 at once and 20 a minute, for links and for tokens apart")
    func failures() throws {
        for _ in 0..<40 {
            try limits.require(.failures(someone, .signIn, at: []))
            limits.failed(someone)
        }
        #expect(throws: Failure.self) { try limits.require(.failures(someone, .signIn, at: [])) }
        try limits.require(.failures(someone, .token, at: []))
        time.pass(seconds: 3)
        try limits.require(.failures(someone, .signIn, at: []))
    }

    @Test("ASVS 6.3.1: guesses that were under way at once are all paid for")
    func parallel() {
        for _ in 0..<40 { limits.failed(someone) }
        for _ in 0..<256 { limits.failed(someone) }
        time.pass(seconds: 3 * 255)
        #expect(throws: Failure.self) { try limits.require(.failures(someone, .signIn, at: [])) }
        time.pass(seconds: 6)
        #expect(throws: Never.self) { try limits.require(.failures(someone, .signIn, at: [])) }
    }

    @Test("ASVS 6.3.1: one account has ten attempts at once and 480 a day, from wherever they come")
    func accounts() {
        #expect(grants(.code([1, 2, 3])) == 10)
        #expect(grants(.code([1, 2, 4])) == 10)
        var day = 0
        for _ in 0..<24 {
            time.pass(seconds: 3_600)
            day += grants(.code([1, 2, 3]))
        }
        #expect(day == 24 * 10, "what is not used within the hour does not add up beyond ten")
    }

    @Test("Links for one account are ten at once for each address that asks, whatever others elsewhere ask for")
    func links() {
        let other = ClientAddress(ipv4: 0xC000_0202)
        #expect(grants(.link([1], other)) == 10)
        #expect(grants(.link([1], someone)) == 10)
        #expect(grants(.link([2], someone)) == 10)
    }

    @Test("An address asks for forty links at once and twenty a minute, for whomever")
    func asking() {
        #expect(grants(.asking(someone)) == 40)
        time.pass(seconds: 60)
        #expect(grants(.asking(someone)) == 20)
        #expect(grants(.asking(ClientAddress(ipv4: 0xC000_0202))) == 40)
    }

    @Test("Any number of made-up accounts of nobody's domains leaves links and codes of the known as they are")
    func flood() {
        // Each bucket of the table is emptied: whoever comes next there inherits an empty one.
        for number in 0..<UInt32(100_000) {
            let name = withUnsafeBytes(of: number) { Array($0) }
            for _ in 0..<10 { _ = try? limits.take(.nobodysLink(name, someone)) }
        }
        #expect(grants(.nobodysLink([1], someone)) == 0)
        #expect(grants(.link([1], someone)) == 10)
        #expect(grants(.code([1])) == 10)
    }

    @Test("What one organization has the server fetch is ten at once and ten a minute, apart from its mails")
    func fetching() {
        let organization = UUIDValue(high: 1, low: 1)
        #expect(grants(.fetching(organization)) == 10)
        time.pass(seconds: 60)
        #expect(grants(.fetching(organization)) == 10)
        #expect(grants(.organization(organization)) == 200)
    }

    @Test("One organization does not use up what another has")
    func organizations() {
        #expect(grants(.organization(UUIDValue(high: 1, low: 1))) == 200)
        #expect(grants(.organization(UUIDValue(high: 1, low: 2))) == 200)
        time.pass(seconds: 1)
        #expect(grants(.organization(UUIDValue(high: 1, low: 1))) == 20)
    }

    @Test("Memory is below 8 MiB and stays, whoever asks")
    func memory() {
        let before = limits.bytes
        #expect(before < 8 * 1_048_576)
        for number in 0..<UInt32(200_000) {
            _ = try? limits.take(.address(ClientAddress(ipv4: number)))
            limits.failed(ClientAddress(ipv4: number), .token)
        }
        #expect(limits.bytes == before)
    }

    @Test("Promise D3: an address prints as nothing")
    func concealed() {
        let address = ClientAddress(ipv4: 0x7F00_0001)
        var dumped = ""
        dump(address, to: &dumped)
        for text in ["\(address)", String(reflecting: address), dumped, "\(Optional(address) as Any)"] {
            #expect(!text.contains("127") && !text.contains("2130706433"), "\(text)")
        }
    }
}
