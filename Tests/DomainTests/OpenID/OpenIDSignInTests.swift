@testable import Domain
import Foundation
import Testing

@Suite("Signing in at a provider")
struct OpenIDSignInTests {
    @Test("The browser is sent with state, nonce and challenge, and with nothing about the person")
    func begin() async throws {
        let provider = try PretendedProvider()
        let (url, attempt) = try await provider.client().begin(try .usual(), redirectURI: PretendedProvider.redirectURI)
        let parts = url.split(separator: "?", maxSplits: 1)
        #expect(parts[0] == "https://login.havn.example/tenant/authorize")
        let expected = [
            "kind": "work", "response_type": "code", "client_id": "client", "scope": "openid email",
            "redirect_uri": PretendedProvider.redirectURI, "state": attempt.state, "nonce": attempt.nonce,
            "code_challenge": attempt.challenge, "code_challenge_method": "S256",
        ]
        #expect(PretendedProvider.pairs(String(parts[1])) == expected)
        #expect(!url.contains(attempt.verifier))
    }

    @Test("The context that counts as multi-factor and the one claim are asked for where that is possible")
    func asking() async throws {
        let provider = try PretendedProvider(metadata: ["claims_parameter_supported": "true"])
        let settings = try OpenIDSettings.usual(acr: "urn:havn:mfa")
        let (url, _) = try await provider.client().begin(settings, redirectURI: PretendedProvider.redirectURI)
        let query = PretendedProvider.pairs(String(try #require(url.split(separator: "?").last)))
        #expect(query["acr_values"] == "urn:havn:mfa")
        #expect(query["claims"] == #"{"id_token":{"email":null}}"#)
    }

    @Test(
        "The code is traded with the verifier, and the secret is sent in the header unless the provider wants otherwise"
    )
    func exchange() async throws {
        let basic = try PretendedProvider()
        #expect(try await basic.refusal() == nil)
        let request = try basic.tokenRequest()
        #expect(request.request.method == .post)
        #expect(request.header("Content-Type") == "application/x-www-form-urlencoded")
        let pair = Data("client:a%20secret%3A%20with%20%25%20%26%20signs".utf8).base64EncodedString()
        #expect(request.header("Authorization") == "Basic " + pair)
        let form = PretendedProvider.pairs(request.body)
        #expect(form["grant_type"] == "authorization_code")
        #expect(form["code_verifier"]?.utf8.count == 43)
        #expect(form["client_id"] == nil)
        #expect(form["client_secret"] == nil)
        let post = try PretendedProvider(
            metadata: ["token_endpoint_auth_methods_supported": #"["client_secret_post"]"#])
        #expect(try await post.refusal() == nil)
        #expect(try post.tokenRequest().header("Authorization") == nil)
        let posted = PretendedProvider.pairs(try post.tokenRequest().body)
        #expect(posted["client_id"] == "client")
        #expect(posted["client_secret"] == "a secret: with % & signs")
        let open = try PretendedProvider()
        #expect(try await open.refusal(try .usual(secret: nil)) == nil)
        #expect(try open.tokenRequest().header("Authorization") == nil)
        #expect(PretendedProvider.pairs(try open.tokenRequest().body)["client_id"] == "client")
    }

    @Test("An answer of the token endpoint that is not a bearer token with an ID token is refused")
    func exchangeAnswers() async throws {
        let token = ["access_token": jsonText("a"), "id_token": jsonText("t"), "token_type": jsonText("Bearer")]
        for (name, value) in [("access_token", nil), ("id_token", nil), ("token_type", nil), ("token_type", "DPoP")] {
            var members = token
            members[name] = value.map(jsonText)
            #expect(
                try await refusal { $0.response = PretendedProvider.ok(jsonObject(members)) } == .exchangeAnswer,
                "\(name)")
        }
        #expect(try await refusal { $0.answer["token_type"] = jsonText("bEARER") } == nil)
        let twice = jsonObject(token).dropLast() + #","id_token":"u"}"#
        #expect(try await refusal { $0.response = PretendedProvider.ok(String(twice)) } == .exchangeAnswer)
        let large = String(repeating: " ", count: 262_145)
        #expect(try await refusal { $0.response = PretendedProvider.ok(large) } == .documentSize)
        let errors: [(Int, String, OpenIDRefusal)] = [
            (400, "invalid_grant", .exchangeCode), (401, "invalid_client", .exchangeClient),
            (400, "unauthorized_client", .exchangeClient), (401, "else", .exchangeClient),
            (400, "invalid_request", .exchangeRefused), (302, "x", .exchangeRefused), (503, "x", .providerUnavailable),
        ]
        for (status, word, expected) in errors {
            #expect(try await refusal { $0.response = PretendedProvider.error(status, word) } == expected, "\(word)")
        }
    }

    @Test("What the transport throws comes through as it is")
    func transport() async throws {
        let silent = Failure(.unavailable, "The provider does not answer.")
        let client = OpenIDClient(transport: OpenIDTransport { _ in throw silent }, clock: TestClock().clock)
        await #expect(throws: silent) { try await client.begin(try .usual(), redirectURI: "https://training.example/") }
    }

    @Test("ASVS 10.5.2: who signed in is issuer and subject; claims are strings without control characters")
    func identity() async throws {
        let identity = try await PretendedProvider().signIn {
            $0.claims["upn"] = jsonText("ada")
            $0.claims["oid"] = "7"
            $0.claims["empty"] = jsonText("")
            $0.claims["broken"] = #""a\nb""#
            $0.claims["hidden"] = #""a\u0085""#
            $0.claims["long"] = jsonText(String(repeating: "x", count: 1_025))
            $0.claims["groups"] = #"["a"]"#
        }
        #expect(identity.issuer == PretendedProvider.issuer)
        #expect(identity.subject == Personal("subject-1"))
        #expect(identity.claim("upn") == Personal("ada"))
        #expect(identity.claim("email") == Personal("ada@havn.example"))
        for name in ["oid", "empty", "broken", "hidden", "long", "groups", "missing", "UPN"] {
            #expect(identity.claim(name) == nil, "\(name)")
        }
    }

    @Test("An e-mail address that the provider has not verified is none")
    func email() async throws {
        let cases = [
            ("true", true), (jsonText("true"), true), ("false", false), (jsonText("false"), false), ("null", false),
            ("1", false),
        ]
        for (value, isGiven) in cases {
            let identity = try await PretendedProvider().signIn { $0.claims["email_verified"] = value }
            #expect((identity.claim("email") != nil) == isGiven, "\(value)")
        }
    }

    @Test("Several factors count where the provider says mfa, or the context that the administrator named")
    func factors() async throws {
        let settings = try OpenIDSettings.usual(acr: "urn:havn:mfa")
        let cases: [(String, String, Bool)] = [
            ("amr", #"["pwd","mfa"]"#, true), ("amr", #"["pwd","otp"]"#, false), ("amr", jsonText("mfa"), false),
            ("amr", #"["MFA"]"#, false), ("acr", jsonText("urn:havn:mfa"), true),
            ("acr", jsonText("urn:havn:pwd"), false),
            ("acr", #"["urn:havn:mfa"]"#, false),
        ]
        for (name, value, expected) in cases {
            let identity = try await PretendedProvider().signIn(settings) { $0.claims[name] = value }
            #expect(identity.hasMFA == expected, "\(name) \(value)")
        }
        let unnamed = try await PretendedProvider().signIn { $0.claims["acr"] = jsonText("urn:havn:mfa") }
        #expect(!unnamed.hasMFA)
    }

    @Test("Signing out at the provider names the client and where to return, and no person")
    func signOut() async throws {
        let client = try PretendedProvider().client()
        let url = try await client.endSessionURL(
            try .usual(), returningTo: "https://training.example/bye?x=1", state: "s")
        let expected =
            "https://login.havn.example/tenant/logout?client_id=client"
            + "&post_logout_redirect_uri=https%3A%2F%2Ftraining.example%2Fbye%3Fx%3D1&state=s"
        #expect(url == expected)
    }

    @Test("The server connects to the issuer, the token endpoint and the keys, and says so to whoever sets it up")
    func origins() async throws {
        let metadata = try await PretendedProvider().client().metadata(try .usual())
        #expect(metadata.origins == ["https://keys.havn.example", "https://login.havn.example"])
        #expect(metadata.canEndSession)
    }

    @Test("Nothing on the way prints what it holds")
    func concealment() async throws {
        let provider = try PretendedProvider()
        let settings = try OpenIDSettings.usual()
        let identity = try await provider.signIn(settings)
        let attempt = OpenIDAttempt(issuer: PretendedProvider.issuer, startedAt: 0)
        let request = try provider.tokenRequest().request
        let response = PretendedProvider.ok("the-access-token")
        for value in [identity, settings, attempt, request, response] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            let text = dumped + String(describing: value) + String(reflecting: value) + "\(value)"
            for secret in ["ada@", "subject-1", "a secret", attempt.state, "the-code", "the-access-token", "havn"] {
                #expect(!text.contains(secret))
            }
        }
    }
}
