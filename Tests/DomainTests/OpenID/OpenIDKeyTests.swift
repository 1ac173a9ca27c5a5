@testable import Domain
import Synchronization
import Testing

@Suite("A provider's keys")
struct OpenIDKeyTests {
    @Test("A key that the provider has since turned to is accepted; the set is fetched once more")
    func rotation() async throws {
        let provider = try PretendedProvider()
        let client = provider.client()
        #expect(try await provider.refusal(at: client) == nil)
        #expect(try await provider.refusal(at: client) == nil)
        #expect(provider.count(PretendedProvider.keysURL) == 1)
        let next = try ProviderKey.rsa(id: "next", key: ProviderKey.second)
        provider.update { $0.keys = [next] }
        #expect(try await provider.refusal(at: client) == nil)
        #expect(provider.count(PretendedProvider.keysURL) == 2)
    }

    @Test("Many who come with the new key at once are let in, with one fetch")
    func rotationTogether() async throws {
        let provider = try PretendedProvider()
        let client = provider.client()
        #expect(try await provider.refusal(at: client) == nil)
        let next = try ProviderKey.rsa(id: "next", key: ProviderKey.second)
        provider.update { $0.keys = [next] }
        let address = PretendedProvider.keysURL
        let ids = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<20 {
                group.addTask { try await client.keyShelf.renewed(of: address)?.key(id: "next", for: .rs256).id }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(ids.allSatisfy { $0 == "next" })
        #expect(provider.count(address) == 2)
    }

    @Test("Whoever comes while a set is fetched again waits for it, and whoever comes after it is given it")
    func waiting() async throws {
        let fetches = Mutex(0)
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let shelf = OpenIDShelf<Int>(clock: TestClock().clock) { _ in
            let number = fetches.withLock { count in
                count += 1
                return count
            }
            if number == 2 {
                begin.yield()
                for await _ in ended { break }
            }
            return number
        }
        #expect(try await shelf.document(of: "a") == 1)
        async let first = shelf.renewed(of: "a")
        for await _ in begun { break }
        async let second = shelf.renewed(of: "a")
        for _ in 0..<1_000 { await Task.yield() }
        end.yield()
        #expect(try await first == 2)
        #expect(try await second == 2)
        #expect(try await shelf.renewed(of: "a") == 2)
        #expect(fetches.withLock { $0 } == 2)
    }

    @Test("ASVS 9.1.3: an unknown key is looked for once, and then once a minute")
    func unknown() async throws {
        let provider = try PretendedProvider()
        let client = provider.client()
        #expect(try await provider.refusal(at: client) == nil)
        for (seconds, fetches) in [(0, 2), (0, 2), (59, 2), (1, 3), (30, 3), (30, 4)] {
            provider.clock.advance(by: Int64(seconds) * 1_000)
            #expect(
                try await provider.refusal(at: client) { $0.header["kid"] = jsonText("stranger") } == .tokenKeyUnknown)
            #expect(provider.count(PretendedProvider.keysURL) == fetches, "after \(seconds) s")
        }
    }

    @Test("A provider that does not name its one key may turn to another, too")
    func unnamed() async throws {
        let provider = try PretendedProvider([.rsa().withholding("kid")])
        let client = provider.client()
        #expect(try await provider.refusal(at: client) { $0.header["kid"] = nil } == nil)
        let next = try ProviderKey.rsa(key: ProviderKey.second).withholding("kid")
        provider.update { $0.keys = [next] }
        #expect(try await provider.refusal(at: client) { $0.header["kid"] = nil } == nil)
        #expect(provider.count(PretendedProvider.keysURL) == 2)
    }

    @Test("The set is fetched again after an hour: a key that was withdrawn ends with it")
    func withdrawn() async throws {
        let provider = try PretendedProvider()
        let client = provider.client()
        let old = try ProviderKey.rsa()
        #expect(try await provider.refusal(at: client) == nil)
        let next = try ProviderKey.rsa(id: "next", key: ProviderKey.second)
        provider.update { $0.keys = [next] }
        provider.clock.advance(by: Clock.hour - 1)
        #expect(try await provider.refusal(at: client) { $0.sign(with: old) } == nil)
        provider.clock.advance(by: 1)
        #expect(try await provider.refusal(at: client) { $0.sign(with: old) } == .tokenKeyUnknown)
    }

    @Test("A token without the name of a key is good where only one key fits, and no name may mean two")
    func ambiguous() async throws {
        let (one, other) = (try ProviderKey.rsa(), try ProviderKey.rsa(id: "other", key: ProviderKey.second))
        #expect(try await PretendedProvider([one, .p256()]).refusal { $0.header["kid"] = nil } == nil)
        #expect(try await PretendedProvider([one, other]).refusal { $0.header["kid"] = nil } == .tokenKeyAmbiguous)
        let same = other.publishing(["kid": jsonText("rsa")])
        #expect(try await PretendedProvider([one, same]).refusal() == .tokenKeyAmbiguous)
        #expect(try await PretendedProvider([one, .p256(id: "rsa")]).refusal() == nil)
    }

    @Test("A weak RSA key is refused: its modulus has 2,048 to 8,192 bits, whatever zeros stand before it")
    func weak() async throws {
        let weak = [UInt8](repeating: 0xFF, count: 255)
        for modulus in [[UInt8](weak.prefix(128)), weak, [0, 0, 0] + weak, [UInt8](repeating: 0xFF, count: 1_025)] {
            let key = try ProviderKey.rsa().publishing(["n": jsonText(Base64URL.encode(modulus))])
            #expect(try await PretendedProvider([key]).refusal() == .tokenKeyWeak, "\(modulus.count) bytes")
        }
        let one = try ProviderKey.rsa().publishing(["e": jsonText("AQ")])
        #expect(try await PretendedProvider([one]).refusal() == .tokenKeyWeak)
    }

    @Test("Keys for other uses, shared ones, and such as are published with their private half verify nothing")
    func unfit() async throws {
        let changes: [[String: String]] = [
            ["use": jsonText("enc")], ["use": "null"], ["key_ops": #"["sign"]"#], ["key_ops": jsonText("verify")],
            ["alg": jsonText("RSA-OAEP")], ["alg": jsonText("HS256")], ["alg": jsonText("ES256")], ["alg": "7"],
            ["d": jsonText("AQAB")], ["p": jsonText("AQAB")], ["k": jsonText("AQAB")], ["kty": jsonText("oct")],
            ["kty": jsonText("rsa")], ["kty": jsonText("EC")], ["n": jsonText("not base64url!")], ["e": jsonText("")],
            ["n": "7"],
            ["e": jsonText("AQA")],
        ]
        for change in changes {
            let key = try ProviderKey.rsa().publishing(change)
            #expect(try await PretendedProvider([key]).refusal() == .tokenKeyKind, "\(change)")
        }
        #expect(try await PretendedProvider([.rsa().publishing(["key_ops": #"["verify"]"#])]).refusal() == nil)
        #expect(try await PretendedProvider([.rsa().withholding("use")]).refusal() == nil)
    }

    @Test("A point that is not on its curve, is short, or lies on an unknown curve is no key")
    func curves() async throws {
        let zeros = jsonText(Base64URL.encode([UInt8](repeating: 0, count: 32)))
        let short = jsonText(Base64URL.encode([UInt8](repeating: 1, count: 31)))
        let changes = [
            ["y": zeros], ["x": zeros, "y": zeros], ["x": short], ["y": short], ["crv": jsonText("secp256k1")],
            ["crv": jsonText("P-384")], ["crv": jsonText("P-521")], ["crv": "null"], ["x": "null"],
        ]
        for change in changes {
            #expect(try await PretendedProvider([.p256().publishing(change)]).refusal() == .tokenKeyKind, "\(change)")
        }
        for change in [["x": short], ["crv": jsonText("Ed448")], ["crv": jsonText("X25519")], ["kty": jsonText("EC")]] {
            #expect(
                try await PretendedProvider([.ed25519().publishing(change)]).refusal() == .tokenKeyKind, "\(change)")
        }
    }

    @Test("One bad key does not spoil its set; a set that is none is refused")
    func sets() async throws {
        let bad = ProviderKey.p256(id: "bad").publishing(["x": "null"])
        #expect(try await PretendedProvider([.rsa(), bad]).refusal() == nil)
        let wrong: [(String, OpenIDRefusal)] = [
            ("{}", .keysMalformed), (#"{"keys":{}}"#, .keysMalformed), (#"{"keys":[7]}"#, .tokenKeyUnknown),
            (#"{"keys":[],"keys":[]}"#, .documentMalformed), ("[]", .documentMalformed),
            (#"{"keys":["# + Array(repeating: "7", count: 101).joined(separator: ",") + "]}", .keysMalformed),
            (#"{"keys":[]}"# + String(repeating: " ", count: 262_144), .documentSize),
        ]
        for (text, expected) in wrong {
            let provider = try PretendedProvider()
            provider.update { $0.instead[PretendedProvider.keysURL] = PretendedProvider.ok(text) }
            #expect(try await provider.refusal() == expected, "\(text.prefix(40))")
        }
    }
}
