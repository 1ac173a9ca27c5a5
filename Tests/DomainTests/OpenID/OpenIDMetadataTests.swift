@testable import Domain
import Testing

@Suite("A provider's discovery document")
struct OpenIDMetadataTests {
    @Test("ASVS 10.5.3: a document of another issuer is refused, and so is another spelling of this one")
    func issuer() async throws {
        let others = ["https://evil.example", PretendedProvider.issuer + "/", "https://login.havn.example/TENANT"]
        for value in others.map(jsonText) + ["null", "7"] {
            #expect(try await PretendedProvider(metadata: ["issuer": value]).refusal() == .metadataIssuer, "\(value)")
        }
    }

    @Test(
        "An endpoint without https is refused, on loopback too, and so is one with user information or a fragment",
        arguments: [
            "http://login.havn.example/x", "http://127.0.0.1/x", "http://localhost:8080/x",
            "ftp://login.havn.example/x",
            "javascript:alert(1)", "//login.havn.example/x", "/x", "", "https://", "https:///x",
            "https://a@b.example/x",
            "https://login.havn.example/#x", "https://login.havn.example:0/x", "https://login.havn.example:65536/x",
            "https://login.havn.example:/x", "https://login.havn.example/ x", "https://login.hävn.example/x",
            "https://login.havn.example\\\\@evil.example/x", "HTTPS://login.havn.example/x", "https://[::1/x",
            "https://login_x.example/", "https://login.havn.example/<x>",
        ])
    func endpoints(address: String) async throws {
        for name in ["authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint"] {
            let provider = try PretendedProvider(metadata: [name: jsonText(address)])
            #expect(try await provider.refusal() == .metadataEndpoint, "\(name)")
        }
    }

    @Test("An endpoint that is missing is refused, but for that of signing out")
    func missing() async throws {
        for name in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
            #expect(try await PretendedProvider(metadata: [name: "null"]).refusal() == .metadataEndpoint)
        }
        let silent = try PretendedProvider(metadata: ["end_session_endpoint": "null"])
        #expect(try await silent.refusal() == nil)
        #expect(try await silent.client().endSessionURL(try .usual(), returningTo: "https://training.example/") == nil)
        #expect(try await !silent.client().metadata(try .usual()).canEndSession)
    }

    @Test("A provider on loopback may use http, and then its endpoints may, too")
    func loopback() throws {
        for host in ["localhost:9000", "127.0.0.1:9000", "[::1]:9000", "127.0.0.1"] {
            let issuer = "http://\(host)"
            var members = PretendedProvider.metadata
            members["issuer"] = jsonText(issuer)
            members["token_endpoint"] = jsonText("\(issuer)/token")
            let document = try #require(StrictJSON(parsing: Array(jsonObject(members).utf8)))
            let metadata = try OpenIDMetadata(document, issuer: issuer)
            #expect(metadata.origins == [issuer, "https://keys.havn.example"])
            #expect(try OpenIDSettings.usual(issuer: issuer).issuer == issuer)
        }
    }

    @Test("The flow, the answer in the query, and the grant have to be among those that the provider has")
    func flow() async throws {
        let wrong = [
            ["response_types_supported": #"["id_token"]"#], ["response_types_supported": "null"],
            ["response_types_supported": jsonText("code")], ["response_modes_supported": #"["form_post"]"#],
            ["grant_types_supported": #"["implicit"]"#],
        ]
        for members in wrong {
            #expect(try await PretendedProvider(metadata: members).refusal() == .metadataFlow, "\(members)")
        }
    }

    @Test("ASVS 10.2.1: a provider that lists its PKCE methods without S256 is refused")
    func challenge() async throws {
        for value in [#"["plain"]"#, "[]", jsonText("S256"), #"{"S256":true}"#] {
            let provider = try PretendedProvider(metadata: ["code_challenge_methods_supported": value])
            #expect(try await provider.refusal() == .metadataChallenge, "\(value)")
        }
    }

    @Test("A provider need not say what is usual, and may say that it does not say")
    func unsaid() async throws {
        let names = [
            "code_challenge_methods_supported", "response_modes_supported", "grant_types_supported",
            "token_endpoint_auth_methods_supported", "authorization_response_iss_parameter_supported",
        ]
        for name in names {
            let provider = try PretendedProvider(metadata: [name: "null"])
            #expect(try await provider.refusal() == nil, "\(name)")
            provider.update { $0.metadata[name] = nil }
            #expect(try await provider.refusal() == nil, "\(name)")
        }
    }

    @Test("ASVS 9.1.2: a provider that signs with nothing that is accepted is refused")
    func algorithms() async throws {
        for value in [#"["HS256","none"]"#, "[]", "null", #"["RS256",7]"#] {
            let provider = try PretendedProvider(metadata: ["id_token_signing_alg_values_supported": value])
            #expect(try await provider.refusal() == .metadataAlgorithm, "\(value)")
        }
    }

    @Test("A secret is not sent to a provider that takes it in no known way")
    func authentication() async throws {
        let methods = ["token_endpoint_auth_methods_supported": #"["private_key_jwt"]"#]
        let provider = try PretendedProvider(metadata: methods)
        #expect(try await provider.refusal() == .metadataClientAuthentication)
        #expect(try await provider.refusal(try .usual(secret: nil)) == nil)
    }

    @Test("A document that is no JSON, has a member twice, is too large or is not there is refused")
    func documents() async throws {
        let good = jsonObject(PretendedProvider.metadata)
        let twice = good.dropLast() + #","token_endpoint":"https://evil.example/token"}"#
        let cases: [(OpenIDResponse, OpenIDRefusal)] = [
            (PretendedProvider.ok("<html>"), .documentMalformed), (PretendedProvider.ok(""), .documentMalformed),
            (PretendedProvider.ok("[]"), .documentMalformed), (PretendedProvider.ok(String(twice)), .documentMalformed),
            (PretendedProvider.ok(good + String(repeating: " ", count: 65_536)), .documentSize),
            (OpenIDResponse(status: 404, body: Array(good.utf8)), .documentStatus),
            (OpenIDResponse(status: 302, headers: [("location", "https://evil.example")], body: []), .documentStatus),
            (OpenIDResponse(status: 204, body: []), .documentStatus),
            (OpenIDResponse(status: 503, body: []), .providerUnavailable),
        ]
        for (response, expected) in cases {
            let provider = try PretendedProvider()
            provider.update { $0.instead[PretendedProvider.metadataURL] = response }
            #expect(try await provider.refusal() == expected)
        }
    }

    @Test("It is fetched once an hour, by one of those who need it; a bad one is not kept")
    func remembered() async throws {
        let provider = try PretendedProvider()
        let client = provider.client()
        provider.update { $0.instead[PretendedProvider.metadataURL] = PretendedProvider.ok("{}") }
        #expect(try await provider.refusal(at: client) == .metadataIssuer)
        provider.update { $0.instead = [:] }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { _ = try await client.begin(try .usual(), redirectURI: PretendedProvider.redirectURI) }
            }
            try await group.waitForAll()
        }
        #expect(provider.count(PretendedProvider.metadataURL) == 2)
        provider.clock.advance(by: Clock.hour - 1)
        _ = try await client.metadata(try .usual())
        #expect(provider.count(PretendedProvider.metadataURL) == 2)
        provider.clock.advance(by: 1)
        _ = try await client.metadata(try .usual())
        #expect(provider.count(PretendedProvider.metadataURL) == 3)
    }

    @Test("It lies below the issuer, whose last slash is dropped")
    func address() {
        #expect(OpenIDMetadata.address(of: "https://a.example") == "https://a.example/.well-known/openid-configuration")
        #expect(
            OpenIDMetadata.address(of: "https://a.example/t/") == "https://a.example/t/.well-known/openid-configuration"
        )
    }
}

@Suite("What an administrator says about a provider")
struct OpenIDSettingsTests {
    @Test(
        "An issuer is https, or http on loopback, without a query or fragment",
        arguments: [
            "", "login.example", "http://login.example", "http://127.0.0.2", "http://0x7f.1",
            "http://localhost.evil.example",
            "http://2130706433", "https://a@b.example", "https://login.example?x=1", "https://login.example#x",
            "https://login.example/ü", "https://" + String(repeating: "a", count: 510),
        ])
    func issuer(text: String) {
        #expect(throws: Failure.self) { try OpenIDSettings.usual(issuer: text) }
    }

    @Test("The other fields have their forms, too")
    func fields() throws {
        func settings(
            id: String = "client", secret: String? = nil, claim: String = "email", scopes: [String]? = nil,
            acr: String? = nil
        ) throws -> OpenIDSettings {
            try OpenIDSettings(
                issuer: PretendedProvider.issuer, clientID: id, clientSecret: secret.map { Personal($0) }, claim: claim,
                requestedScopes: scopes, acr: acr)
        }
        #expect(try settings(claim: "email").requestedScopes == ["openid", "email"])
        #expect(try settings(claim: "sub").requestedScopes == ["openid"])
        #expect(try settings(claim: "upn").requestedScopes == ["openid", "profile"])
        #expect(try settings(scopes: ["groups", "openid"]).requestedScopes == ["openid", "groups"])
        #expect(throws: Failure.self) { try settings(id: "") }
        #expect(throws: Failure.self) { try settings(id: "cl\nient") }
        #expect(throws: Failure.self) { try settings(secret: "") }
        #expect(throws: Failure.self) { try settings(secret: "s\u{0}") }
        #expect(throws: Failure.self) { try settings(claim: "two words") }
        #expect(throws: Failure.self) { try settings(claim: "a\"b") }
        #expect(throws: Failure.self) { try settings(acr: "") }
        #expect(throws: Failure.self) { try settings(scopes: ["offline_access"]) }
        #expect(throws: Failure.self) { try settings(scopes: ["a b"]) }
    }
}
