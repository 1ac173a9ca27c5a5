import Crypto
@testable import Domain
import Testing

@Suite("Signatures of ID tokens")
struct IDTokenSignatureTests {
    @Test("Every accepted algorithm signs in")
    func accepted() async throws {
        for key in try ProviderKey.all() {
            #expect(try await PretendedProvider([key]).refusal() == nil, "\(key.algorithm)")
        }
    }

    @Test("ASVS 6.8.2: a token without a signature is refused, whatever it says of its algorithm")
    func unsigned() async throws {
        #expect(try await refusal { $0.signature = [] } == .tokenUnsigned)
        #expect(
            try await refusal { signIn in
                let whole = try signIn.signedToken()
                signIn.token = String(whole[..<(try #require(whole.lastIndex(of: ".")))])
            } == .tokenMalformed)
    }

    @Test("ASVS 6.8.2: a signature of another token, a changed bit, or a changed payload is refused")
    func tampered() async throws {
        for key in try ProviderKey.all() {
            let provider = try PretendedProvider([key])
            #expect(
                try await provider.refusal { $0.signature = try $0.key.sign(Array("another token".utf8)) }
                    == .tokenSignature, "\(key.algorithm)")
            #expect(
                try await provider.refusal { signIn in
                    let parts = try signIn.signedToken().split(separator: ".")
                    var signature = try #require(Base64URL.decode(parts[2].utf8))
                    signature[signature.count / 2] ^= 1
                    signIn.signature = signature
                } == .tokenSignature, "\(key.algorithm)")
            #expect(
                try await provider.refusal { signIn in
                    let parts = try signIn.signedToken().split(separator: ".")
                    signIn.claims["sub"] = jsonText("someone-else")
                    signIn.signature = Base64URL.decode(parts[2].utf8)
                } == .tokenSignature, "\(key.algorithm)")
        }
    }

    @Test("ASVS 9.1.1: a token that another key signed under the right name is refused")
    func otherKey() async throws {
        let other = try ProviderKey.rsa(key: ProviderKey.second)
        #expect(try await refusal { $0.sign(with: other) } == .tokenSignature)
    }

    @Test("ASVS 9.1.2: a token with alg none is refused", arguments: ["none", "None", "NONE", "nOnE"])
    func none(name: String) async throws {
        #expect(try await refusal { $0.header["alg"] = jsonText(name) } == .tokenUnsigned)
        #expect(
            try await refusal {
                $0.header["alg"] = jsonText(name)
                $0.signature = []
            } == .tokenUnsigned)
    }

    @Test("ASVS 9.1.2: a keyed hash made with the public key is refused, even where the provider lists HS256")
    func keyedHash() async throws {
        for shared in try ProviderKey.publicSpellings() {
            #expect(
                try await refusal { signIn in
                    signIn.sign(
                        with: ProviderKey(id: "rsa", algorithm: "HS256", published: [:]) { input in
                            Array(HMAC<SHA256>.authenticationCode(for: input, using: SymmetricKey(data: shared)))
                        })
                } == .tokenAlgorithm)
        }
    }

    @Test(
        "ASVS 9.1.2: an algorithm outside the list is refused, and so is another spelling of one on it",
        arguments: ["HS384", "HS512", "PS384", "ES512", "ES256K", "rs256", "RS256 ", "", "RSA-OAEP"])
    func unknownAlgorithm(name: String) async throws {
        #expect(try await refusal { $0.header["alg"] = jsonText(name) } == .tokenAlgorithm)
    }

    @Test("ASVS 9.1.2: an algorithm that the provider does not list is refused, though it is accepted elsewhere")
    func unlisted() async throws {
        let provider = try PretendedProvider(
            [.p256()], metadata: ["id_token_signing_alg_values_supported": #"["RS256"]"#])
        #expect(try await provider.refusal() == .tokenAlgorithm)
    }

    @Test("ASVS 9.1.2: a key is used with the algorithms of its own type and curve only")
    func wrongType() async throws {
        let keys = [try ProviderKey.rsa(), .p256(), .p384(), .ed25519()]
        let families = [["RS256", "RS384", "RS512", "PS256"], ["ES256"], ["ES384"], ["EdDSA"]]
        for (key, family) in zip(keys, families) {
            for name in families.joined() where !family.contains(name) {
                let provider = try PretendedProvider([key])
                #expect(
                    try await provider.refusal { $0.header["alg"] = jsonText(name) } == .tokenKeyKind,
                    "\(key.id) as \(name)")
            }
        }
    }

    @Test("ASVS 9.1.2: a key that names its algorithm is used with no other")
    func ownAlgorithm() async throws {
        let key = try ProviderKey.rsa("PS256").publishing(["alg": jsonText("RS256")])
        #expect(try await PretendedProvider([key]).refusal() == .tokenKeyKind)
        #expect(try await PretendedProvider([key.publishing(["alg": jsonText("PS256")])]).refusal() == nil)
    }

    @Test(
        "ASVS 9.1.3: a header that brings a key or points to one is refused before anything is fetched",
        arguments: ["jku", "x5u", "jwk", "x5c", "crit"])
    func foreignKey(name: String) async throws {
        let values = [
            "jku": jsonText("https://evil.example/keys"), "x5u": jsonText("https://evil.example/chain"),
            "jwk": jsonObject(try ProviderKey.rsa().published), "x5c": #"["MIIB"]"#, "crit": #"["exp"]"#,
        ]
        let provider = try PretendedProvider()
        #expect(try await provider.refusal { $0.header[name] = values[name] } == .tokenHeader)
        #expect(try await provider.refusal { $0.header[name] = "null" } == .tokenHeader)
        #expect(provider.count(PretendedProvider.keysURL) == 0)
        #expect(provider.update { $0.seen.allSatisfy { !$0.request.url.contains("evil") } })
    }

    @Test("ASVS 9.2.2: a token of another kind is refused", arguments: ["at+jwt", "logout+jwt", "JWE", "dpop+jwt", ""])
    func kind(name: String) async throws {
        #expect(try await refusal { $0.header["typ"] = jsonText(name) } == .tokenKind)
        #expect(try await refusal { $0.header["typ"] = jsonText("jWt") } == nil)
        #expect(try await refusal { $0.header["typ"] = nil } == nil)
        #expect(try await refusal { $0.header["typ"] = "1" } == .tokenKind)
    }

    @Test("A token that is not of its one form is refused: parts, base64url, JSON, members twice, size")
    func malformed() async throws {
        let provider = try PretendedProvider()
        let header = Base64URL.encode(#"{"alg":"RS256"}"#.utf8)
        let twice = Base64URL.encode(#"{"alg":"RS256","alg":"RS256"}"#.utf8)
        let claims = Base64URL.encode("{}".utf8)
        let tokens = [
            "", "..", "a.b", "\(header).\(claims).c2ln.c2ln", "\(header).\(claims).c2ln.", "\(header)=.\(claims).c2ln",
            "\(header).\(claims).c2l+", "\(header).\(claims).c2l/", "\(header).\(claims).c2lnX", "\(header).e31.c2lnX",
            " \(header).\(claims).c2ln", "\(header).\(claims).c2ln\\n", "\(header).\(claims).c2lh_x",
            "\(twice).\(claims).c2ln", "\(header).\(Base64URL.encode("[]".utf8)).c2ln",
            "\(header).\(Base64URL.encode(#"{"a":1,"a":1}"#.utf8)).c2ln",
            "\(header).\(Base64URL.encode("{} {}".utf8)).c2ln",
            "\(header).\(String(repeating: "A", count: 70_000)).c2ln",
            "\(Base64URL.encode("[]".utf8)).\(claims).c2ln", "\(Base64URL.encode("{}".utf8)).\(claims).c2ln",
            "\(Base64URL.encode(#"{"alg":1}"#.utf8)).\(claims).c2ln",
            "\(Base64URL.encode(#"{"alg":"RS256","kid":7}"#.utf8)).\(claims).c2ln",
        ]
        for token in tokens {
            #expect(try await provider.refusal { $0.token = token } == .tokenMalformed, "\(token.prefix(60))")
        }
    }
}
