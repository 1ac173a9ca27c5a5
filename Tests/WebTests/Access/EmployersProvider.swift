import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import Domain
@testable import Web

/// An OpenID provider on this machine, which signs what a test tells it to.
final class EmployersProvider: Sendable {
    struct State {
        var claims: [String: String] = ["sub": "\"s-1\"", "email": "\"freja@havn.example\""]
        /// Of the authorization request that is under way.
        var nonce = ""
        var isDown = false
        var exchanges = 0
    }

    private let key = Curve25519.Signing.PrivateKey()
    private let port = Mutex(0)
    /// Milliseconds UTC: the provider's clock is the console's.
    private let now = Mutex<@Sendable () -> Int64>({ 0 })
    let state = Mutex(State())

    var issuer: String { "http://127.0.0.1:\(port.withLock { $0 })" }

    /// Runs `body` beside a console whose organization has this provider connected.
    static func run(
        base: String = ConsoleWorld.base, rates: DoorRates = DoorRates(),
        _ body: @escaping @Sendable (DoorWorld, EmployersProvider) async throws -> Void
    ) async throws {
        let provider = EmployersProvider()
        let application = Application(
            responder: provider.router().buildResponder(),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.live) { client in
            provider.port.withLock { $0 = client.port ?? 0 }
            try await DoorWorld.run(base: base, provider: Origin(provider.issuer), rates: rates) { door in
                provider.now.withLock { $0 = { door.clock.clock.now } }
                try await provider.connect(to: door)
                try await body(door, provider)
            }
        }
    }

    func connect(to door: DoorWorld, acr: String? = nil) async throws {
        let draft = try SignInProviderDraft(
            issuer: issuer, clientID: "client", clientSecret: "secret", claim: "email", attribute: .workEmail, acr: acr,
            origins: [issuer])
        let permit = try door.permit(ManageSignIn.self)
        try await door.customer.write { tx in try tx.connect(draft, permit) }
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/.well-known/openid-configuration") { _, _ in
            let issuer = self.issuer
            if self.state.withLock(\.isDown) { return Self.answer("{}", .serviceUnavailable) }
            return Self.answer(
                """
                {"issuer":"\(issuer)","authorization_endpoint":"\(issuer)/authorize","token_endpoint":"\(issuer)/token",\
                "jwks_uri":"\(issuer)/keys","end_session_endpoint":"\(issuer)/logout",\
                "response_types_supported":["code"],"code_challenge_methods_supported":["S256"],\
                "authorization_response_iss_parameter_supported":true,\
                "id_token_signing_alg_values_supported":["EdDSA"]}
                """)
        }
        router.get("/keys") { _, _ in
            let point = Base64URL.encode(self.key.publicKey.rawRepresentation)
            return Self.answer("{\"keys\":[{\"kid\":\"k\",\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"\(point)\"}]}")
        }
        router.post("/token") { _, _ in
            let token = try self.token()
            return Self.answer("{\"token_type\":\"Bearer\",\"access_token\":\"a\",\"id_token\":\"\(token)\"}")
        }
        return router
    }

    private func token() throws -> String {
        let now = now.withLock { $0 }() / 1_000
        var claims = state.withLock { state in
            state.exchanges += 1
            return state.claims.merging(["nonce": "\"\(state.nonce)\""]) { first, _ in first }
        }
        claims.merge(["iss": "\"\(issuer)\"", "aud": "\"client\"", "iat": "\(now)", "exp": "\(now + 300)"]) {
            first, _ in
            first
        }
        let payload = "{" + claims.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
        let input =
            Base64URL.encode(Array(#"{"alg":"EdDSA","kid":"k"}"#.utf8)) + "." + Base64URL.encode(Array(payload.utf8))
        return input + "." + Base64URL.encode(try key.signature(for: Array(input.utf8)))
    }

    private static func answer(_ json: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: json)))
    }

    // MARK: - What the browser does

    /// Begins at the console, as the browser does, and is led to the provider.
    /// - Returns: the parameters of the authorization request.
    func begin(_ browser: Browser) async throws -> [String: String] {
        let led = try await browser.get("/o/havn/sso")
        #expect(led.status == 302)
        let location = try #require(led.location)
        #expect(location.utf8.starts(with: "\(issuer)/authorize?".utf8))
        let pairs = PercentDecoding.items(location.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst().string)
        let parameters = Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.value) })
        state.withLock { $0.nonce = parameters["nonce"] ?? "" }
        return parameters
    }

    /// The address that the provider leads back to.
    func back(_ parameters: [String: String], _ changes: [String: String?] = [:]) -> String {
        var answer: [String: String?] = ["code": "c", "state": parameters["state"], "iss": issuer]
        answer.merge(changes) { $1 }
        let query = answer.compactMap { name, value in
            value.map { "\(name)=\($0.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())" }
        }
        return "/o/havn/sso/callback?" + query.joined(separator: "&")
    }

    /// The whole way.
    func signIn(_ browser: Browser) async throws -> Answer {
        let parameters = try await begin(browser)
        return try await browser.get(back(parameters))
    }
}

extension Sequence<UInt8> {
    fileprivate var string: String { String(decoding: Array(self), as: UTF8.self) }
}
