/// Why a sign-in through a provider was refused: for evidence and tests. People see ``failure``, which says less.
///
/// The raw values go into evidence. They name what was wrong and never hold a value of it.
package enum OpenIDRefusal: String, Error, Sendable, CaseIterable {
    // What the browser brought back.
    case attemptMalformed = "attempt.malformed"
    case attemptExpired = "attempt.expired"
    /// The attempt was begun with another provider than the one that is connected now.
    case attemptIssuer = "attempt.issuer"
    case parameterRepeated = "parameter.repeated"
    case parameterSize = "parameter.size"
    case parameterState = "parameter.state"
    /// Another provider than the one asked has answered (RFC 9207: mix-up).
    case parameterIssuer = "parameter.issuer"
    case parameterIssuerMissing = "parameter.issuer-missing"
    case parameterCode = "parameter.code"

    // What the provider answered instead of a code (RFC 6749, section 4.1.2.1; OpenID Connect Core, section 3.1.2.6).
    case answerDenied = "answer.access-denied"
    /// Login, consent, selection or another interaction is needed; the person has to go there again.
    case answerInteraction = "answer.interaction-required"
    /// The request was not as the provider wants it: the client id, the scopes or the address to return to.
    case answerRequest = "answer.request-refused"
    case answerUnknown = "answer.unknown"

    // The provider's documents.
    case providerUnavailable = "provider.unavailable"
    case documentStatus = "document.status"
    case documentSize = "document.size"
    case documentMalformed = "document.malformed"
    case metadataIssuer = "metadata.issuer"
    case metadataEndpoint = "metadata.endpoint"
    case metadataFlow = "metadata.flow"
    case metadataChallenge = "metadata.code-challenge"
    case metadataAlgorithm = "metadata.algorithm"
    case metadataClientAuthentication = "metadata.client-authentication"
    case keysMalformed = "keys.malformed"

    // The exchange of the code.
    case exchangeCode = "exchange.code"
    case exchangeClient = "exchange.client"
    case exchangeRefused = "exchange.refused"
    case exchangeAnswer = "exchange.answer"

    // The ID token's form, header and signature.
    case tokenMalformed = "token.malformed"
    case tokenUnsigned = "token.unsigned"
    case tokenAlgorithm = "token.algorithm"
    /// The header brings a key along, points to one, or asks for an extension.
    case tokenHeader = "token.header"
    case tokenKind = "token.kind"
    case tokenKeyUnknown = "token.key-unknown"
    case tokenKeyAmbiguous = "token.key-ambiguous"
    /// The key is there, and is of another type or for another use than the token's algorithm needs.
    case tokenKeyKind = "token.key-kind"
    case tokenKeyWeak = "token.key-weak"
    case tokenSignature = "token.signature"

    // The ID token's claims.
    case claimIssuer = "claim.iss"
    case claimSubject = "claim.sub"
    case claimAudience = "claim.aud"
    case claimAuthorizedParty = "claim.azp"
    case claimExpiry = "claim.exp"
    case claimIssuedAt = "claim.iat"
    case claimNotBefore = "claim.nbf"
    case claimNonce = "claim.nonce"
    case claimAuthenticatedAt = "claim.auth_time"
    case claimAccessTokenHash = "claim.at_hash"
    case claimCodeHash = "claim.c_hash"
}

extension OpenIDRefusal {
    /// What people are told: one text for whatever was wrong with an answer, so that nobody can feel their way along.
    package var failure: Failure {
        switch self {
        case .answerDenied:
            Failure(
                .unauthenticated, "Your organization's sign-in was cancelled or refused there. Start again from here.",
                detail: rawValue)
        case .providerUnavailable:
            Failure(
                .unavailable, "Your organization's sign-in does not answer now. Try again in a few minutes.",
                detail: rawValue)
        default:
            Failure(
                .unauthenticated,
                "Signing in through your organization did not work. Start again from here; "
                    + "if it happens again, give your administrator the reference of this error.",
                detail: rawValue)
        }
    }
}
