/// A provider's discovery document (OpenID Connect Discovery 1.0, section 3), as far as it is used.
package struct OpenIDMetadata: Sendable {
    static let bytesMax = 64 * 1_024

    /// How the client proves itself at the token endpoint (OpenID Connect Core, section 9).
    enum ClientAuthentication: Sendable {
        case basic
        case post
    }

    package let issuer: String
    let authorizationEndpoint: OpenIDAddress
    let tokenEndpoint: OpenIDAddress
    let keysAddress: OpenIDAddress
    let endSessionEndpoint: OpenIDAddress?
    let algorithms: Set<SigningAlgorithm>
    /// Nil where the provider knows no way of proving a secret that is known here.
    let clientAuthentication: ClientAuthentication?
    /// Whether each answer names its issuer (RFC 9207, section 3).
    let namesIssuerInAnswers: Bool
    /// Whether single claims can be asked for (OpenID Connect Core, section 5.5).
    let takesClaimRequests: Bool

    /// Where the server itself connects to at sign-in: the origins of the issuer, the token endpoint and the keys,
    /// such as `https://login.example`, sorted.
    package var origins: [String] {
        let own = OpenIDAddress(issuer).map { [$0.origin] } ?? []
        return Set(own + [tokenEndpoint.origin, keysAddress.origin]).sorted()
    }

    /// Whether people can be signed out at the provider, too.
    package var canEndSession: Bool { endSessionEndpoint != nil }

    /// Where the document of an issuer lies (section 4).
    static func address(of issuer: String) -> String {
        let base = issuer.utf8.last == UInt8(ascii: "/") ? issuer.utf8.dropLast() : issuer.utf8[...]
        return String(decoding: base, as: UTF8.self) + "/.well-known/openid-configuration"
    }

    /// - Parameter issuer: the one asked for; the document has to name it byte for byte (section 4.3), or one
    ///   provider could speak for another.
    init(_ document: StrictJSON, issuer: String) throws(OpenIDRefusal) {
        guard let named = document["issuer"]?.text, named.isExactly(issuer), let address = OpenIDAddress(issuer) else {
            throw .metadataIssuer
        }
        self.issuer = issuer
        authorizationEndpoint = try Self.endpoint(document["authorization_endpoint"], of: address)
        tokenEndpoint = try Self.endpoint(document["token_endpoint"], of: address)
        keysAddress = try Self.endpoint(document["jwks_uri"], of: address)
        endSessionEndpoint = try Self.optionalEndpoint(document["end_session_endpoint"], of: address)
        guard Self.list(document["response_types_supported"], contains: "code") ?? false,
            Self.list(document["response_modes_supported"], contains: "query") ?? true,
            Self.list(document["grant_types_supported"], contains: "authorization_code") ?? true
        else { throw .metadataFlow }
        // Some providers take a challenge and do not say so; one that names its methods without S256 would not.
        guard Self.list(document["code_challenge_methods_supported"], contains: "S256") ?? true else {
            throw .metadataChallenge
        }
        let algorithmNames = document["id_token_signing_alg_values_supported"]?.texts ?? []
        algorithms = Set(algorithmNames.compactMap(SigningAlgorithm.init(name:)))
        guard !algorithms.isEmpty else { throw .metadataAlgorithm }
        let methods = document["token_endpoint_auth_methods_supported"]
        if Self.list(methods, contains: "client_secret_basic") ?? true {
            clientAuthentication = .basic
        } else {
            clientAuthentication = Self.list(methods, contains: "client_secret_post") == true ? .post : nil
        }
        namesIssuerInAnswers = document["authorization_response_iss_parameter_supported"]?.truth ?? false
        takesClaimRequests = document["claims_parameter_supported"]?.truth ?? false
    }

    /// An https address; http on loopback only where the issuer is such a one, so that no provider points the server
    /// at itself.
    private static func endpoint(
        _ value: StrictJSON?, of issuer: OpenIDAddress
    ) throws(OpenIDRefusal) -> OpenIDAddress {
        guard let address = value?.text.flatMap(OpenIDAddress.init), !address.isPlain || issuer.isPlain else {
            throw .metadataEndpoint
        }
        return address
    }

    private static func optionalEndpoint(
        _ value: StrictJSON?, of issuer: OpenIDAddress
    ) throws(OpenIDRefusal) -> OpenIDAddress? {
        switch value {
        case nil, .null: nil
        default: try endpoint(value, of: issuer)
        }
    }

    /// Nil where the provider does not say; false where what it says is no list of words.
    private static func list(_ value: StrictJSON?, contains word: String) -> Bool? {
        switch value {
        case nil, .null: nil
        case .some(let value): value.texts?.contains { $0.isExactly(word) } ?? false
        }
    }
}
