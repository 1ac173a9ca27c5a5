/// Who signed in at the provider: from an ID token that was checked in full. Only ``OpenIDClient`` makes one.
///
/// An account is bound by issuer and subject together; a subject alone means nothing at another provider, and
/// an e-mail address is no identity (OpenID Connect Core, section 5.7).
package struct OpenIDIdentity: Sendable, Concealed {
    private static let claimBytesMax = 1_024

    package let issuer: String
    /// 1 to 255 printable ASCII characters, to be compared byte for byte.
    package let subject: Personal<String>
    /// Whether the provider says that more than one factor was used: `mfa` among the methods (RFC 8176), or the
    /// context that the administrator named.
    package let hasMFA: Bool
    private let claims: StrictJSON

    init(issuer: String, subject: Personal<String>, claims: StrictJSON, acr: String?) {
        self.issuer = issuer
        self.subject = subject
        self.claims = claims
        let isNamedContext = acr.map { claims["acr"]?.text?.isExactly($0) ?? false } ?? false
        hasMFA = isNamedContext || claims["amr"]?.texts?.contains { $0.isExactly("mfa") } ?? false
    }

    /// A claim that is a string of 1 to 1,024 bytes without control characters; nil for any other, and for an e-mail
    /// address that the provider has not verified.
    package func claim(_ name: String) -> Personal<String>? {
        guard let text = claims[name]?.text, (1...Self.claimBytesMax).contains(text.utf8.count),
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { return nil }
        if name.isExactly("email"), !isEmailVerified { return nil }
        return Personal(text)
    }

    /// Silence counts as yes, since employers' providers seldom say it of addresses that they gave out themselves.
    /// Some write the truth as a word.
    private var isEmailVerified: Bool {
        guard let verified = claims["email_verified"] else { return true }
        return verified.truth ?? verified.text?.foldsTo(ascii: "true") ?? false
    }
}
