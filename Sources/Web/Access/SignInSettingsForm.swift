import Domain

/// What an administrator typed about the employer's provider. The secret is no part of it: it is never echoed.
struct SignInSettingsForm: Sendable, Concealed {
    /// Claims that providers have, those first that nobody can change about themselves.
    static let claims = ["oid", "sub", "upn", "preferred_username", "email"]
    static let other = "other"

    var issuer = ""
    var clientID = ""
    /// One of `claims`, or `other`; empty until one is chosen.
    var claim = ""
    var otherClaim = ""
    var attribute = MatchedAttribute.workEmail
    var acr = ""

    init() {}

    /// What is connected, to change it.
    init(_ provider: SignInProvider) {
        issuer = provider.issuer
        clientID = provider.clientID
        claim = Self.claims.contains(provider.claim) ? provider.claim : Self.other
        otherClaim = Self.claims.contains(provider.claim) ? "" : provider.claim
        attribute = provider.attribute
        acr = provider.acr ?? ""
    }

    /// - Throws: `Failure.invalid` for a choice that the page does not offer.
    init(_ form: Form) throws(Failure) {
        issuer = try Self.text("issuer", form)
        clientID = try Self.text("clientID", form)
        claim = try form.required("claim")
        otherClaim = try Self.text("otherClaim", form)
        acr = try Self.text("acr", form)
        guard claim.isEmpty || Self.claims.contains(claim) || claim == Self.other else {
            throw .invalid("claim", "Choose one of the claims that the form offers, or “Another” and name it.")
        }
        guard let attribute = MatchedAttribute(rawValue: try form.required("attribute")) else {
            throw .invalid("attribute", "Choose what the claim is compared with.")
        }
        self.attribute = attribute
    }

    /// The secret that was typed; nil where the one that is there stays.
    static func secret(_ form: Form) throws(Failure) -> String? {
        let secret = try text("clientSecret", form)
        return secret.isEmpty ? nil : secret
    }

    /// Without the blanks that come along when something is copied.
    private static func text(_ name: String, _ form: Form) throws(Failure) -> String {
        String(decoding: HeaderParameters.trimmed(Array((try form.one(name) ?? "").utf8)), as: UTF8.self)
    }

    private var claimName: String { claim == Self.other ? otherClaim : claim }
    private var acrValue: String? { acr.isEmpty ? nil : acr }

    /// To ask the provider for its document.
    /// - Throws: `Failure.invalid` that names the field.
    func settings(secret: String?) throws(Failure) -> OpenIDSettings {
        guard !claim.isEmpty else { throw .invalid("claim", "Choose the claim by which people are recognised.") }
        return try OpenIDSettings(
            issuer: issuer, clientID: clientID, clientSecret: secret.map { Personal($0) }, claim: claimName,
            acr: acrValue)
    }

    /// - Parameter origins: where requests may go, as the document says.
    /// - Throws: `Failure.invalid` that names the field.
    func draft(secret: String?, origins: [String]) throws(Failure) -> SignInProviderDraft {
        try SignInProviderDraft(
            issuer: issuer, clientID: clientID, clientSecret: secret, claim: claimName, attribute: attribute,
            acr: acrValue, origins: origins)
    }
}
