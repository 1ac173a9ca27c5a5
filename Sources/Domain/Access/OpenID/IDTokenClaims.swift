/// The claims of an ID token whose signature is good (OpenID Connect Core, section 2); what they say is checked here.
struct IDTokenClaims: Sendable, Concealed {
    /// How far the provider's clock and ours may be apart.
    static let leeway = Clock.minute
    /// A token is made for this sign-in, within its attempt.
    static let ageMax = 10 * Clock.minute
    private static let audienceCountMax = 16

    private let claims: StrictJSON
    private let algorithm: SigningAlgorithm

    init(_ claims: StrictJSON, algorithm: SigningAlgorithm) {
        self.claims = claims
        self.algorithm = algorithm
    }

    /// Section 3.1.3.7, in full.
    ///
    /// - Parameter now: milliseconds UTC.
    /// - Throws: the first refusal, of the group `claim`.
    func check(_ settings: OpenIDSettings, nonce: String, now: Int64) throws(OpenIDRefusal) {
        guard claims["iss"]?.text?.isExactly(settings.issuer) ?? false else { throw .claimIssuer }
        try checkAudience(settings.clientID)
        try checkTimes(now)
        guard claims["nonce"]?.text?.isExactlyInConstantTime(nonce) ?? false else { throw .claimNonce }
        guard claims["sub"]?.text?.isPrintableASCII(countMax: 255) ?? false else { throw .claimSubject }
    }

    /// Whether the token belongs to the code and the access token that it came with, where it says so
    /// (sections 3.1.3.6 and 3.3.2.11).
    func check(code: String, accessToken: String) throws(OpenIDRefusal) {
        if let hash = claims["at_hash"] {
            guard hash.text?.isExactly(algorithm.leftHalfHash(of: accessToken)) ?? false else {
                throw .claimAccessTokenHash
            }
        }
        if let hash = claims["c_hash"] {
            guard hash.text?.isExactly(algorithm.leftHalfHash(of: code)) ?? false else { throw .claimCodeHash }
        }
    }

    func identity(_ settings: OpenIDSettings) throws(OpenIDRefusal) -> OpenIDIdentity {
        guard let subject = claims["sub"]?.text else { throw .claimSubject }
        return OpenIDIdentity(issuer: settings.issuer, subject: Personal(subject), claims: claims, acr: settings.acr)
    }

    private func checkAudience(_ clientID: String) throws(OpenIDRefusal) {
        let audience = claims["aud"]?.text.map { [$0] } ?? claims["aud"]?.texts ?? []
        guard audience.count <= Self.audienceCountMax, audience.contains(where: { $0.isExactly(clientID) }) else {
            throw .claimAudience
        }
        let party = claims["azp"]
        if party == nil, audience.count == 1 { return }
        guard party?.text?.isExactly(clientID) ?? false else { throw .claimAuthorizedParty }
    }

    private func checkTimes(_ now: Int64) throws(OpenIDRefusal) {
        guard let expiry = claims["exp"]?.instant, now < expiry + Self.leeway else { throw .claimExpiry }
        guard let issuedAt = claims["iat"]?.instant, issuedAt <= now + Self.leeway, issuedAt >= now - Self.ageMax else {
            throw .claimIssuedAt
        }
        if let value = claims["nbf"] {
            guard let notBefore = value.instant, notBefore <= now + Self.leeway else { throw .claimNotBefore }
        }
        if let value = claims["auth_time"] {
            guard let authenticatedAt = value.instant, authenticatedAt <= now + Self.leeway else {
                throw .claimAuthenticatedAt
            }
        }
    }
}
