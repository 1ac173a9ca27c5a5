import Crypto
@testable import Domain
import Foundation
import Synchronization
import Testing

/// A provider in memory, which does what it is told to: everything it publishes and answers can be changed.
final class PretendedProvider: Sendable {
    static let issuer = "https://login.havn.example/tenant"
    static let redirectURI = "https://training.example/o/havn/sign-in/answer"
    static let code = "the-code"
    static let accessToken = "the-access-token"

    struct Seen {
        let request: OpenIDRequest
        var body: String { String(decoding: request.body, as: UTF8.self) }
        func header(_ name: String) -> String? { request.headers.first { $0.0 == name }?.1 }
    }

    struct State {
        var metadata: [String: String]
        var keys: [ProviderKey]
        /// Sent instead of a document, by address.
        var instead: [String: OpenIDResponse] = [:]
        var challenge: String?
        var tokens: OpenIDResponse?
        var seen: [Seen] = []
    }

    private let state: Mutex<State>
    let clock = TestClock()

    init(_ keys: [ProviderKey]? = nil, metadata: [String: String] = [:]) throws {
        let all = Self.metadata.merging(metadata) { $1 }
        state = Mutex(State(metadata: all, keys: try keys ?? [.rsa()]))
    }

    /// A client, which remembers; `self` is all that lies between it and a network.
    func client() -> OpenIDClient {
        OpenIDClient(transport: OpenIDTransport { try await self.answer($0) }, clock: clock.clock)
    }

    static let metadata = [
        "issuer": jsonText(issuer),
        "authorization_endpoint": jsonText("https://login.havn.example/tenant/authorize?kind=work"),
        "token_endpoint": jsonText("https://login.havn.example/tenant/token"),
        "jwks_uri": jsonText("https://keys.havn.example/keys"),
        "end_session_endpoint": jsonText("https://login.havn.example/tenant/logout"),
        "response_types_supported": #"["code","id_token"]"#,
        "code_challenge_methods_supported": #"["plain","S256"]"#,
        "id_token_signing_alg_values_supported":
            #"["RS256","RS384","RS512","PS256","ES256","ES384","EdDSA","HS256","none"]"#,
    ]

    static let metadataURL = issuer + "/.well-known/openid-configuration"
    static let keysURL = "https://keys.havn.example/keys"
    static let tokenURL = "https://login.havn.example/tenant/token"

    func update<Result: Sendable>(_ body: (inout sending State) -> Result) -> Result { state.withLock { body(&$0) } }

    func count(_ url: String) -> Int { state.withLock { $0.seen.count { $0.request.url == url } } }

    func tokenRequest() throws -> Seen {
        try #require(state.withLock { $0.seen.last { $0.request.url == Self.tokenURL } })
    }

    /// Answers after others had a chance to ask, as a network does.
    private func answer(_ request: OpenIDRequest) async throws -> OpenIDResponse {
        for _ in 0..<10 { await Task.yield() }
        return state.withLock { state in
            state.seen.append(Seen(request: request))
            if let instead = state.instead[request.url] { return instead }
            switch request.url {
            case Self.metadataURL: return Self.ok(jsonObject(state.metadata))
            case Self.keysURL:
                return Self.ok(
                    #"{"keys":["# + state.keys.map { jsonObject($0.published) }.joined(separator: ",") + "]}")
            case Self.tokenURL: return Self.trade(request, state)
            default: return OpenIDResponse(status: 404, body: [])
            }
        }
    }

    static func ok(_ text: String) -> OpenIDResponse { OpenIDResponse(status: 200, body: Array(text.utf8)) }

    static func error(_ status: Int, _ word: String) -> OpenIDResponse {
        OpenIDResponse(status: status, body: Array(jsonObject(["error": jsonText(word)]).utf8))
    }

    /// A provider that minds PKCE: RFC 7636, section 4.6.
    private static func trade(_ request: OpenIDRequest, _ state: State) -> OpenIDResponse {
        let form = pairs(String(decoding: request.body, as: UTF8.self))
        let hash = SHA256.hash(data: Array((form["code_verifier"] ?? "").utf8))
        guard form["code"] == code, form["redirect_uri"] == redirectURI, Base64URL.encode(hash) == state.challenge
        else {
            return error(400, "invalid_grant")
        }
        return state.tokens ?? error(500, "server_error")
    }

    /// The decoded names and values of a query or form without repeated names.
    static func pairs(_ text: String) -> [String: String] {
        let all = text.split(separator: "&").map { $0.split(separator: "=", omittingEmptySubsequences: false) }
        return Dictionary(uniqueKeysWithValues: all.map { (decoded($0[0]), decoded($0[1])) })
    }

    private static func decoded(_ text: Substring) -> String { text.removingPercentEncoding ?? "" }
}

extension OpenIDSettings {
    static func usual(
        issuer: String = PretendedProvider.issuer, secret: String? = "a secret: with % & signs", acr: String? = nil
    ) throws -> OpenIDSettings {
        try OpenIDSettings(
            issuer: issuer, clientID: "client", clientSecret: secret.map { Personal($0) }, claim: "email", acr: acr)
    }
}
