@testable import Domain
import Foundation
import Testing

/// A sign-in between its beginning and its end: what the browser will bring back, and the token that the provider
/// will give. A test changes what it is about.
struct PretendedSignIn {
    let settings: OpenIDSettings
    var attempt: OpenIDAttempt
    var parameters: [(String, String)]
    var redirectURI = PretendedProvider.redirectURI
    var key: ProviderKey
    /// Members of the token's header and payload, as JSON.
    var header: [String: String]
    var claims: [String: String]
    /// The whole token, instead of one made of the parts.
    var token: String?
    /// Instead of what the key makes.
    var signature: [UInt8]?
    /// Members of the token endpoint's answer, without the token.
    var answer: [String: String] = [
        "token_type": jsonText("Bearer"), "access_token": jsonText(PretendedProvider.accessToken),
    ]
    /// The token endpoint's whole answer instead.
    var response: OpenIDResponse?

    init(_ settings: OpenIDSettings, _ attempt: OpenIDAttempt, key: ProviderKey, query: [String: String], now: Int64) {
        self.settings = settings
        self.attempt = attempt
        parameters = [("code", PretendedProvider.code), ("state", query["state"] ?? "")]
        self.key = key
        header = ["alg": jsonText(key.algorithm), "kid": jsonText(key.id), "typ": jsonText("JWT")]
        claims = [
            "iss": jsonText(PretendedProvider.issuer), "aud": jsonText("client"), "sub": jsonText("subject-1"),
            "iat": "\(now / 1_000)", "exp": "\(now / 1_000 + 300)", "nonce": jsonText(query["nonce"] ?? ""),
            "email": jsonText("ada@havn.example"),
        ]
    }

    /// Signs again with another key, whose algorithm and name the header then bears.
    mutating func sign(with key: ProviderKey) {
        self.key = key
        header["alg"] = jsonText(key.algorithm)
        header["kid"] = jsonText(key.id)
    }

    func signedToken() throws -> String {
        if let token { return token }
        let input = Base64URL.encode(jsonObject(header).utf8) + "." + Base64URL.encode(jsonObject(claims).utf8)
        return input + "." + Base64URL.encode(try signature ?? key.sign(Array(input.utf8)))
    }
}

extension PretendedProvider {
    /// A sign-in from beginning to end, with what `change` changes between.
    func signIn(
        _ settings: OpenIDSettings? = nil, at client: OpenIDClient? = nil,
        change: (inout PretendedSignIn) throws -> Void = { _ in }
    ) async throws -> OpenIDIdentity {
        let settings = try settings ?? .usual()
        let client = client ?? self.client()
        let (url, attempt) = try await client.begin(settings, redirectURI: Self.redirectURI)
        let query = Self.pairs(String(try #require(url.split(separator: "?").last)))
        let key = try #require(update { $0.keys.first })
        var signIn = PretendedSignIn(settings, attempt, key: key, query: query, now: clock.now)
        try change(&signIn)
        var members = signIn.answer
        members["id_token"] = jsonText(try signIn.signedToken())
        let tokens = signIn.response ?? Self.ok(jsonObject(members))
        update { state in
            state.challenge = query["code_challenge"]
            state.tokens = tokens
        }
        return try await client.finish(
            signIn.settings, attempt: signIn.attempt, parameters: signIn.parameters, redirectURI: signIn.redirectURI)
    }

    /// Why that sign-in is refused; nil where it is not.
    func refusal(
        _ settings: OpenIDSettings? = nil, at client: OpenIDClient? = nil,
        change: (inout PretendedSignIn) throws -> Void = { _ in }
    ) async throws -> OpenIDRefusal? {
        do {
            _ = try await signIn(settings, at: client, change: change)
            return nil
        } catch let refusal as OpenIDRefusal {
            return refusal
        }
    }
}

/// Why a sign-in at an otherwise good provider is refused; nil where it is not.
func refusal(change: (inout PretendedSignIn) throws -> Void) async throws -> OpenIDRefusal? {
    try await PretendedProvider().refusal(change: change)
}
