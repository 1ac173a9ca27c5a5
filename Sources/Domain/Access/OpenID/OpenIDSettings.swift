/// What an administrator says about the employer's provider, checked for form; whether it works shows in its metadata.
package struct OpenIDSettings: Sendable, Concealed {
    /// Compared byte for byte with the metadata, the answer and the token.
    package let issuer: String
    package let clientID: String
    /// Nil for a public client, which has nothing but PKCE.
    package let clientSecret: Personal<String>?
    /// The claim by which a person is found at the first binding.
    package let claim: String
    /// `openid` and what was asked for beside it.
    package let requestedScopes: [String]
    /// The authentication context that counts as multi-factor, asked for at each sign-in (OpenID Connect Core,
    /// section 2).
    package let acr: String?

    /// - Parameter requestedScopes: nil asks for no more than the claim needs.
    /// - Throws: `Failure.invalid` with the name of the field.
    package init(
        issuer: String, clientID: String, clientSecret: Personal<String>?, claim: String,
        requestedScopes: [String]? = nil, acr: String? = nil
    ) throws(Failure) {
        guard issuer.utf8.count <= Self.issuerBytesMax, let address = OpenIDAddress(issuer), !address.hasQuery else {
            throw .invalid(
                "issuer",
                "The issuer is an https address of at most \(Self.issuerBytesMax) characters, without a query, "
                    + "written exactly as the provider writes it.")
        }
        guard clientID.isPrintableASCII(countMax: 255) else {
            throw .invalid("clientID", "The client id has 1 to 255 printable ASCII characters.")
        }
        if let clientSecret, !clientSecret.revealed.isPrintableASCII(countMax: 512) {
            throw .invalid("clientSecret", "The client secret has 1 to 512 printable ASCII characters.")
        }
        guard Self.isScope(claim) else {
            throw .invalid("claim", "A claim is one word of at most 255 ASCII characters, such as email or upn.")
        }
        if let acr, !Self.isToken(acr) {
            throw .invalid("acr", "The acr value is one word of at most 255 ASCII characters.")
        }
        let requestedScopes = requestedScopes ?? Self.scopes(for: claim)
        guard requestedScopes.count <= 16, requestedScopes.allSatisfy(Self.isScope) else {
            throw .invalid(
                "requestedScopes",
                "Up to 16 scopes, each one word; offline_access is not among them, since access ends with the sign-in.")
        }
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.claim = claim
        self.requestedScopes = ["openid"] + requestedScopes.filter { !$0.isExactly("openid") }
        self.acr = acr
    }

    /// An attempt carries the issuer in a cookie.
    static let issuerBytesMax = 512

    private static func isToken(_ text: String) -> Bool {
        text.isPrintableASCII(countMax: 255) && !text.utf8.contains(0x20)
    }

    /// A scope-token of RFC 6749, section 3.3.
    private static func isScope(_ text: String) -> Bool {
        isToken(text) && !text.utf8.contains(0x22) && !text.utf8.contains(0x5C) && !text.isExactly("offline_access")
    }

    /// The scope that usually brings a claim (OpenID Connect Core, section 5.4); providers tie their own claims to
    /// `profile`.
    private static func scopes(for claim: String) -> [String] {
        switch claim {
        case "sub": []
        case "email": ["email"]
        case "phone_number": ["phone"]
        default: ["profile"]
        }
    }
}
