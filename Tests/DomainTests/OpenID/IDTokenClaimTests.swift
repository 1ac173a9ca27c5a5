import Crypto
@testable import Domain
import Testing

@Suite("Claims of ID tokens")
struct IDTokenClaimTests {
    @Test("ASVS 9.2.1: a token is good until a minute after its end, for clocks differ")
    func expiry() async throws {
        for (seconds, expected) in [(300, nil), (-59, nil), (-60, .claimExpiry), (-61, OpenIDRefusal.claimExpiry)] {
            let provider = try PretendedProvider()
            let end = provider.clock.now / 1_000 + Int64(seconds)
            #expect(try await provider.refusal { $0.claims["exp"] = "\(end)" } == expected, "\(seconds)")
            #expect(try await provider.refusal { $0.claims["exp"] = "\(end).0" } == expected, "\(seconds)")
        }
    }

    @Test("ASVS 9.2.1: a token counts from a minute before its beginning")
    func notBefore() async throws {
        for (seconds, expected) in [(-300, nil), (59, nil), (60, nil), (61, OpenIDRefusal.claimNotBefore)] {
            let provider = try PretendedProvider()
            let start = provider.clock.now / 1_000 + Int64(seconds)
            #expect(try await provider.refusal { $0.claims["nbf"] = "\(start)" } == expected, "\(seconds)")
        }
    }

    @Test("ASVS 9.2.1: a token was made for this sign-in: at most ten minutes ago, and not in the future")
    func issuedAt() async throws {
        let ages = [
            (59, nil), (60, nil), (61, .claimIssuedAt), (-599, nil), (-600, nil), (-601, OpenIDRefusal.claimIssuedAt),
        ]
        for (seconds, expected) in ages {
            let provider = try PretendedProvider()
            let made = provider.clock.now / 1_000 + Int64(seconds)
            #expect(try await provider.refusal { $0.claims["iat"] = "\(made)" } == expected, "\(seconds)")
        }
    }

    @Test(
        "ASVS 9.2.1: a time that is missing or no number in range is refused",
        arguments: [nil, "null", jsonText("1772442300"), "-1", "1e30", "99999999999999999999", "true", "[1772442300]"])
    func wrongTimes(value: String?) async throws {
        #expect(try await refusal { $0.claims["exp"] = value } == .claimExpiry)
        #expect(try await refusal { $0.claims["iat"] = value } == .claimIssuedAt)
        let optional: OpenIDRefusal? = value == nil ? nil : .claimNotBefore
        #expect(try await refusal { $0.claims["nbf"] = value } == optional)
        let authenticated: OpenIDRefusal? = value == nil ? nil : .claimAuthenticatedAt
        #expect(try await refusal { $0.claims["auth_time"] = value } == authenticated)
    }

    @Test("A time of authentication in the future is refused")
    func authenticatedAt() async throws {
        for (seconds, expected) in [(-86_400, nil), (59, nil), (61, OpenIDRefusal.claimAuthenticatedAt)] {
            let provider = try PretendedProvider()
            let time = provider.clock.now / 1_000 + Int64(seconds)
            #expect(try await provider.refusal { $0.claims["auth_time"] = "\(time)" } == expected, "\(seconds)")
        }
    }

    @Test(
        "ASVS 9.2.3 and 10.5.4: a token for another audience is refused",
        arguments: [
            nil, jsonText("other"), jsonText("client "), jsonText("Client"), jsonText("clien"), jsonText(""), "[]",
            #"["other"]"#,
            "null", #"["client",7]"#, #"{"client":true}"#,
        ])
    func audience(value: String?) async throws {
        #expect(try await refusal { $0.claims["aud"] = value } == .claimAudience)
    }

    @Test("ASVS 9.2.3 and 10.5.4: among several audiences, the token says that it is for this client")
    func authorizedParty() async throws {
        let cases: [(audience: String, party: String?, expected: OpenIDRefusal?)] = [
            (#"["client"]"#, nil, nil), (#"["client"]"#, jsonText("client"), nil),
            (#"["client","other"]"#, jsonText("client"), nil),
            (#"["client","other"]"#, nil, .claimAuthorizedParty),
            (#"["client","other"]"#, jsonText("other"), .claimAuthorizedParty),
            (#"["client","other"]"#, "null", .claimAuthorizedParty),
            (jsonText("client"), jsonText("other"), .claimAuthorizedParty),
        ]
        for (audience, party, expected) in cases {
            #expect(
                try await refusal {
                    $0.claims["aud"] = audience
                    $0.claims["azp"] = party
                } == expected, "\(audience) \(party ?? "-")")
        }
    }

    @Test(
        "ASVS 10.5.3: a token of another issuer is refused, and so is another spelling of this one",
        arguments: [
            nil, jsonText("https://login.havn.example/tenant/"), jsonText("https://login.havn.example/Tenant"),
            jsonText("https://evil.example"), jsonText(""), "null", #"["https://login.havn.example/tenant"]"#,
        ])
    func issuer(value: String?) async throws {
        #expect(try await refusal { $0.claims["iss"] = value } == .claimIssuer)
    }

    @Test(
        "ASVS 10.5.1: a token with another nonce, or none, is refused",
        arguments: [nil, jsonText(""), "null", jsonText("x")])
    func nonce(value: String?) async throws {
        #expect(try await refusal { $0.claims["nonce"] = value } == .claimNonce)
    }

    @Test("ASVS 10.5.1: the token of an earlier sign-in cannot be used again")
    func replay() async throws {
        let provider = try PretendedProvider()
        var earlier = ""
        #expect(try await provider.refusal { earlier = try $0.signedToken() } == nil)
        #expect(try await provider.refusal { $0.token = earlier } == .claimNonce)
    }

    @Test("ASVS 10.5.2: the subject is 1 to 255 printable ASCII characters")
    func subject() async throws {
        let longest = String(repeating: "s", count: 255)
        let identity = try await PretendedProvider().signIn { $0.claims["sub"] = jsonText(longest) }
        #expect(identity.subject == Personal(longest))
        for value in [
            nil, jsonText(""), jsonText(longest + "s"), jsonText("ü"), jsonText("\u{212A}"), #""a\u0000""#, "7", "null",
        ] {
            #expect(try await refusal { $0.claims["sub"] = value } == .claimSubject, "\(value ?? "-")")
        }
    }

    @Test("ASVS 10.5.5: a logout token is no ID token, even under the right key")
    func logoutToken() async throws {
        let events = #"{"http://schemas.openid.net/event/backchannel-logout":{}}"#
        #expect(
            try await refusal {
                $0.header["typ"] = jsonText("logout+jwt")
                $0.claims["events"] = events
                $0.claims["nonce"] = nil
            } == .tokenKind)
        #expect(
            try await refusal {
                $0.claims["events"] = events
                $0.claims["nonce"] = nil
            } == .claimNonce)
    }

    @Test("A hash of the access token or of the code has to be right where it is there, for each algorithm")
    func hashes() async throws {
        for key in try ProviderKey.all() {
            let provider = try PretendedProvider([key])
            let (access, code) = (
                Self.half(key.algorithm, PretendedProvider.accessToken),
                Self.half(key.algorithm, PretendedProvider.code)
            )
            #expect(
                try await provider.refusal {
                    $0.claims["at_hash"] = jsonText(access)
                    $0.claims["c_hash"] = jsonText(code)
                } == nil, "\(key.algorithm)")
            #expect(try await provider.refusal { $0.claims["at_hash"] = jsonText(code) } == .claimAccessTokenHash)
            #expect(try await provider.refusal { $0.claims["c_hash"] = jsonText(access) } == .claimCodeHash)
            #expect(try await provider.refusal { $0.claims["at_hash"] = "null" } == .claimAccessTokenHash)
        }
    }

    private static func half(_ algorithm: String, _ text: String) -> String {
        let bytes = Array(text.utf8)
        return switch algorithm {
        case "RS384", "ES384": Base64URL.encode(Array(SHA384.hash(data: bytes))[..<24])
        case "RS512", "EdDSA": Base64URL.encode(Array(SHA512.hash(data: bytes))[..<32])
        default: Base64URL.encode(Array(SHA256.hash(data: bytes))[..<16])
        }
    }
}
