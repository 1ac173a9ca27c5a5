/// Signs people in at their employer's provider: OpenID Connect's authorization code flow with PKCE (RFC 6749, RFC
/// 7636, RFC 9700).
///
/// Make one for each organization: what it remembers of a provider was fetched for that organization. Personal data
/// passes through and nothing of it is kept; access tokens are dropped at once.
package final class OpenIDClient: Sendable {
    let transport: OpenIDTransport
    let clock: Clock
    let metadataShelf: OpenIDShelf<OpenIDMetadata>
    let keyShelf: OpenIDShelf<OpenIDKeys>

    package init(transport: OpenIDTransport, clock: Clock) {
        self.transport = transport
        self.clock = clock
        metadataShelf = OpenIDShelf(clock: clock) { issuer in
            let address = OpenIDMetadata.address(of: issuer)
            let document = try await transport.document(address, bytesMax: OpenIDMetadata.bytesMax)
            return try OpenIDMetadata(document, issuer: issuer)
        }
        keyShelf = OpenIDShelf(clock: clock) { address in
            try OpenIDKeys(try await transport.document(address, bytesMax: OpenIDKeys.bytesMax))
        }
    }

    /// What the provider says about itself, no older than an hour; for an administrator who connects it, too.
    ///
    /// - Throws: `OpenIDRefusal` where the document is not one to trust; what the transport throws where there is none.
    package func metadata(_ settings: OpenIDSettings) async throws -> OpenIDMetadata {
        try await metadataShelf.document(of: settings.issuer)
    }

    /// Begins a sign-in.
    ///
    /// - Parameter redirectURI: our own address, as it is registered with the provider.
    /// - Returns: where to send the browser, and what it has to bring back. The address holds no personal data: whom we
    ///   expect is not said (no `login_hint`).
    /// - Throws: as ``metadata(_:)`` does.
    package func begin(
        _ settings: OpenIDSettings, redirectURI: String
    ) async throws -> (url: String, attempt: OpenIDAttempt) {
        let metadata = try await metadata(settings)
        _ = try authentication(settings, metadata)
        let attempt = OpenIDAttempt(issuer: settings.issuer, startedAt: clock.now)
        var parameters = [
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirectURI),
            ("scope", settings.requestedScopes.joined(separator: " ")), ("state", attempt.state),
            ("nonce", attempt.nonce), ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"),
        ]
        if let acr = settings.acr { parameters.append(("acr_values", acr)) }
        if metadata.takesClaimRequests { parameters.append(("claims", settings.claimRequest)) }
        return (metadata.authorizationEndpoint.adding(parameters), attempt)
    }

    /// Ends a sign-in: checks the answer, trades its code, and checks the token.
    ///
    /// - Parameters:
    ///   - parameters: names and values of the query, decoded.
    ///   - redirectURI: the same as at the beginning.
    /// - Throws: `OpenIDRefusal`; what the transport throws.
    package func finish(
        _ settings: OpenIDSettings, attempt: OpenIDAttempt, parameters: [(String, String)], redirectURI: String
    ) async throws -> OpenIDIdentity {
        guard attempt.isLiving(at: clock.now) else { throw OpenIDRefusal.attemptExpired }
        guard attempt.issuer.isExactly(settings.issuer) else { throw OpenIDRefusal.attemptIssuer }
        let answer = try OpenIDAnswer(parameters)
        try answer.checkState(attempt.state)
        let metadata = try await metadata(settings)
        try answer.checkIssuer(metadata)
        let code = try answer.code()
        let tokens = try await exchange(
            code, verifier: attempt.verifier, redirectURI: redirectURI, settings: settings, metadata: metadata)
        let claims = try await verify(try IDToken(tokens.idToken), metadata)
        try claims.check(settings, nonce: attempt.nonce, now: clock.now)
        try claims.check(code: code, accessToken: tokens.accessToken)
        return try claims.identity(settings)
    }

    /// Where to send a browser to be signed out at the provider, too (OpenID Connect RP-Initiated Logout 1.0, section
    /// 2); nil where the provider has no such address. It carries no `id_token_hint`, since no address of ours holds
    /// personal data.
    ///
    /// - Parameter returningTo: our own address, as it is registered with the provider.
    /// - Throws: as ``metadata(_:)`` does.
    package func endSessionURL(
        _ settings: OpenIDSettings, returningTo: String, state: String? = nil
    ) async throws -> String? {
        let parameters = [("client_id", settings.clientID), ("post_logout_redirect_uri", returningTo)]
        return try await metadata(settings).endSessionEndpoint?
            .adding(parameters + (state.map { [("state", $0)] } ?? []))
    }

    /// Verifies the signature with the keys at hand; where the provider seems to have changed them, with those that
    /// it has now.
    private func verify(_ token: IDToken, _ metadata: OpenIDMetadata) async throws -> IDTokenClaims {
        let address = metadata.keysAddress.text
        let keys = try await keyShelf.document(of: address)
        do throws(OpenIDRefusal) {
            return try await token.verified(with: keys, accepted: metadata.algorithms)
        } catch {
            // A bad signature under a key that was named is final; without a name it may be of the next key.
            guard error == .tokenKeyUnknown || (error == .tokenSignature && token.keyID == nil),
                let renewed = try await keyShelf.renewed(of: address)
            else { throw error }
            return try await token.verified(with: renewed, accepted: metadata.algorithms)
        }
    }
}

extension OpenIDSettings {
    /// Asks for the one claim in the ID token (OpenID Connect Core, section 5.5). A claim's name needs no escaping in
    /// JSON.
    fileprivate var claimRequest: String { "{\"id_token\":{\"\(claim)\":null}}" }
}
