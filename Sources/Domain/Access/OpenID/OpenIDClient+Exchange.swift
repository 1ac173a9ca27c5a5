internal import Foundation

/// The token endpoint (RFC 6749, sections 4.1.3 and 5; OpenID Connect Core, section 3.1.3).
extension OpenIDClient {
    private static let answerBytesMax = 256 * 1_024

    struct Tokens: Sendable, Concealed {
        let idToken: String
        /// Used for its hash only, and dropped.
        let accessToken: String
    }

    /// How this client proves itself; nil for a public client.
    ///
    /// - Throws: `OpenIDRefusal.metadataClientAuthentication` where there is a secret that the provider takes in no
    ///   known way.
    func authentication(
        _ settings: OpenIDSettings, _ metadata: OpenIDMetadata
    ) throws(OpenIDRefusal) -> (method: OpenIDMetadata.ClientAuthentication, secret: String)? {
        guard let secret = settings.clientSecret else { return nil }
        guard let method = metadata.clientAuthentication else { throw .metadataClientAuthentication }
        return (method, secret.revealed)
    }

    func exchange(
        _ code: String, verifier: String, redirectURI: String, settings: OpenIDSettings, metadata: OpenIDMetadata
    ) async throws -> Tokens {
        var parameters = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectURI),
            ("code_verifier", verifier),
        ]
        var headers: [(String, String)] = []
        let authentication = try authentication(settings, metadata)
        switch authentication?.method {
        case .basic:
            let pair = "\(FormEncoding.encode(settings.clientID)):\(FormEncoding.encode(authentication?.secret ?? ""))"
            headers.append(("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
        case .post:
            parameters += [("client_id", settings.clientID), ("client_secret", authentication?.secret ?? "")]
        case nil:
            parameters.append(("client_id", settings.clientID))
        }
        let response = try await transport.answer(
            to: .form(
                parameters, to: metadata.tokenEndpoint.text, headers: headers, answerBytesMax: Self.answerBytesMax))
        guard response.status == 200 else { throw Self.refusal(response) }
        return try Self.tokens(response)
    }

    private static func tokens(_ response: OpenIDResponse) throws(OpenIDRefusal) -> Tokens {
        guard let answer = StrictJSON(parsing: response.body),
            answer["token_type"]?.text?.foldsTo(ascii: "bearer") ?? false,
            let accessToken = answer["access_token"]?.text, let idToken = answer["id_token"]?.text
        else { throw .exchangeAnswer }
        return Tokens(idToken: idToken, accessToken: accessToken)
    }

    /// RFC 6749, section 5.2.
    private static func refusal(_ response: OpenIDResponse) -> OpenIDRefusal {
        if response.status >= 500 { return .providerUnavailable }
        switch StrictJSON(parsing: response.body)?["error"]?.text {
        case "invalid_grant": return .exchangeCode
        case "invalid_client", "unauthorized_client": return .exchangeClient
        default: return response.status == 401 ? .exchangeClient : .exchangeRefused
        }
    }
}
