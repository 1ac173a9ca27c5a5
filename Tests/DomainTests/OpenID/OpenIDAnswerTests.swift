@testable import Domain
import Testing

@Suite("What the browser brings back from a provider")
struct OpenIDAnswerTests {
    @Test(
        "ASVS 10.1.2 and 10.2.1: an answer with another state, or none, is refused, and its code is not traded",
        arguments: [nil, "", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
    func state(value: String?) async throws {
        let provider = try PretendedProvider()
        #expect(
            try await provider.refusal { signIn in
                signIn.parameters = [("code", PretendedProvider.code)] + (value.map { [("state", $0)] } ?? [])
            } == .parameterState)
        #expect(provider.count(PretendedProvider.tokenURL) == 0)
    }

    @Test("ASVS 10.1.2: the answer of one browser is refused in another, and so is an error without its state")
    func otherBrowser() async throws {
        let provider = try PretendedProvider()
        let other = try await provider.client().begin(try .usual(), redirectURI: PretendedProvider.redirectURI).attempt
        #expect(try await provider.refusal { $0.attempt = other } == .parameterState)
        #expect(try await provider.refusal { $0.parameters = [("error", "access_denied")] } == .parameterState)
        #expect(provider.count(PretendedProvider.tokenURL) == 0)
    }

    @Test("ASVS 10.2.1: a code that was injected into another sign-in is worth nothing, for PKCE binds it")
    func injectedCode() async throws {
        let provider = try PretendedProvider()
        let client = provider.client()
        let victim = try await client.begin(try .usual(), redirectURI: PretendedProvider.redirectURI).attempt
        #expect(
            try await provider.refusal(at: client) { signIn in
                // The attacker's code and challenge, the victim's attempt and state.
                signIn.attempt = victim
                signIn.parameters[1].1 = victim.state
            } == .exchangeCode)
        #expect(try await provider.refusal { $0.redirectURI += "/elsewhere" } == .exchangeCode)
    }

    @Test("ASVS 10.1.2: an attempt works for ten minutes")
    func lifetime() async throws {
        for (milliseconds, expected) in [(Int64(600_000), nil), (600_001, OpenIDRefusal.attemptExpired)] {
            let provider = try PretendedProvider()
            #expect(
                try await provider.refusal { signIn in
                    provider.clock.advance(by: milliseconds)
                    signIn.claims["iat"] = "\(provider.clock.now / 1_000)"
                    signIn.claims["exp"] = "\(provider.clock.now / 1_000 + 300)"
                } == expected)
        }
        let behind = try PretendedProvider()
        #expect(try await behind.refusal { _ in behind.clock.advance(by: -61_000) } == .attemptExpired)
    }

    @Test("ASVS 10.2.2: an answer of another issuer is refused (mix-up), the error of one included")
    func mixUp() async throws {
        let provider = try PretendedProvider()
        let foreign = ["https://evil.example", PretendedProvider.issuer + "/", "", "https://LOGIN.havn.example/tenant"]
        for issuer in foreign {
            #expect(try await provider.refusal { $0.parameters.append(("iss", issuer)) } == .parameterIssuer)
            #expect(
                try await provider.refusal {
                    $0.parameters = [$0.parameters[1], ("error", "access_denied"), ("iss", issuer)]
                } == .parameterIssuer)
        }
        #expect(provider.count(PretendedProvider.tokenURL) == 0)
        #expect(try await provider.refusal { $0.parameters.append(("iss", PretendedProvider.issuer)) } == nil)
    }

    @Test("ASVS 10.2.2: where the provider says that its answers name it, one that does not is refused")
    func missingIssuer() async throws {
        let naming = ["authorization_response_iss_parameter_supported": "true"]
        #expect(try await PretendedProvider(metadata: naming).refusal() == .parameterIssuerMissing)
        #expect(
            try await PretendedProvider(metadata: naming)
                .refusal { $0.parameters.append(("iss", PretendedProvider.issuer)) } == nil)
    }

    @Test("ASVS 10.2.2: an attempt that was begun with another provider is not finished with this one")
    func otherProvider() async throws {
        let elsewhere = OpenIDAttempt(issuer: "https://evil.example", startedAt: TestClock.start)
        #expect(
            try await refusal {
                $0.attempt = elsewhere
                $0.parameters[1].1 = elsewhere.state
            } == .attemptIssuer)
    }

    @Test(
        "A parameter that is there twice is refused, whichever it is",
        arguments: ["code", "state", "iss", "error", "x"])
    func repeated(name: String) async throws {
        #expect(
            try await refusal { signIn in
                let value = signIn.parameters.first { $0.0 == name }?.1 ?? PretendedProvider.issuer
                if !signIn.parameters.contains(where: { $0.0 == name }) { signIn.parameters.append((name, value)) }
                signIn.parameters.append((name, value))
            } == .parameterRepeated)
    }

    @Test("Unknown parameters are let through, too many or too long ones are not")
    func sizes() async throws {
        let more = (0..<30).map { ("p\($0)", "x") }
        #expect(try await refusal { $0.parameters += more } == nil)
        #expect(try await refusal { $0.parameters += more + [("last", "x")] } == .parameterSize)
        let long = String(repeating: "x", count: 4_097)
        #expect(try await refusal { $0.parameters.append(("session_state", long)) } == .parameterSize)
    }

    @Test("An answer with neither a code nor an error is refused", arguments: [nil, "", "co\u{0}de", "cöde"])
    func code(value: String?) async throws {
        #expect(
            try await refusal { signIn in
                signIn.parameters = [signIn.parameters[1]] + (value.map { [("code", $0)] } ?? [])
            } == .parameterCode)
    }

    @Test("Each error of a provider has its meaning, and its code is not traded")
    func errors() async throws {
        let meanings: [(String, OpenIDRefusal)] = [
            ("access_denied", .answerDenied), ("login_required", .answerInteraction),
            ("interaction_required", .answerInteraction), ("consent_required", .answerInteraction),
            ("account_selection_required", .answerInteraction), ("invalid_request", .answerRequest),
            ("unauthorized_client", .answerRequest), ("unsupported_response_type", .answerRequest),
            ("invalid_scope", .answerRequest), ("server_error", .providerUnavailable),
            ("temporarily_unavailable", .providerUnavailable), ("<script>", .answerUnknown), ("", .answerUnknown),
        ]
        let provider = try PretendedProvider()
        for (error, expected) in meanings {
            #expect(try await provider.refusal { $0.parameters.append(("error", error)) } == expected, "\(error)")
        }
        #expect(provider.count(PretendedProvider.tokenURL) == 0)
    }

    @Test("People learn the same of every refusal but a cancelled sign-in and a silent provider, and never a value")
    func oneText() {
        let texts = Dictionary(grouping: OpenIDRefusal.allCases) { $0.failure.message }
        #expect(texts.count == 3)
        #expect(texts.values.contains([.answerDenied]))
        #expect(texts.values.contains([.providerUnavailable]))
        #expect(Set(OpenIDRefusal.allCases.map(\.rawValue)).count == OpenIDRefusal.allCases.count)
        #expect(OpenIDRefusal.allCases.allSatisfy { $0.failure.detail == $0.rawValue })
        #expect(OpenIDRefusal.providerUnavailable.failure.kind == .unavailable)
        #expect(OpenIDRefusal.claimNonce.failure.kind == .unauthenticated)
    }
}

@Suite("An attempt on its way")
struct OpenIDAttemptTests {
    @Test("It comes back from its bytes as it was")
    func encoding() throws {
        let attempt = OpenIDAttempt(issuer: PretendedProvider.issuer, startedAt: TestClock.start)
        let read = try OpenIDAttempt(attempt.encoded)
        #expect(read.issuer == attempt.issuer)
        #expect(read.startedAt == attempt.startedAt)
        #expect(read.state == attempt.state)
        #expect(read.nonce == attempt.nonce)
        #expect(read.verifier == attempt.verifier)
        #expect(read.encoded == attempt.encoded)
    }

    @Test("ASVS 10.1.2: state, nonce and verifier are 256 random bits each, and new each time")
    func random() {
        let attempts = (0..<50).map { _ in OpenIDAttempt(issuer: PretendedProvider.issuer, startedAt: 0) }
        let values = attempts.flatMap { [$0.state, $0.nonce, $0.verifier] }
        #expect(Set(values).count == 150)
        #expect(values.allSatisfy { $0.utf8.count == 43 })
    }

    @Test("The challenge is that of RFC 7636, appendix B")
    func challenge() throws {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        let secret = try #require(Base64URL.decode(verifier.utf8))
        let padding = [UInt8](repeating: 0, count: 64)
        let attempt = try OpenIDAttempt([1] + [UInt8](repeating: 0, count: 8) + padding + secret + Array("i".utf8))
        #expect(attempt.verifier == verifier)
        #expect(attempt.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test("Bytes that are cut, of another version or too long are no attempt")
    func malformed() {
        let whole = OpenIDAttempt(issuer: "i", startedAt: TestClock.start).encoded
        for count in 0..<whole.count {
            #expect(throws: OpenIDRefusal.attemptMalformed) { try OpenIDAttempt(Array(whole.prefix(count))) }
        }
        let negative = [1, 0x80] + whole.dropFirst(2)
        let wrong = [[2] + whole.dropFirst(), whole + [0xFF], whole + [UInt8](repeating: 0x61, count: 512), negative]
        for bytes in wrong {
            #expect(throws: OpenIDRefusal.attemptMalformed) { try OpenIDAttempt(bytes) }
        }
    }
}
