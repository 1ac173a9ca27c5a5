extension ASVSMap {
    static let tenancy: [Row] = [
        row(
            "8.2.1", "Who may call what is decided for each function.",
            "Domain/Access/Policy", "WebTests/Access/MatrixTests"),
        row(
            "8.2.2", "Who may touch which thing is decided for each thing.",
            "Domain/Customer", "WebTests/Access/MatrixTests"),
        row(
            "8.2.3", "Who may see which field is decided for each field.",
            "Domain/Privacy/Purpose", "DomainTests/Privacy/PurposeTests"),
        row(
            "8.3.1", "Authorization is enforced on the server, in the verb.",
            "Domain/Access/Policy", "DomainTests/Access/PermitTests"),
        row(
            "8.3.2", "A change of rights counts at once.",
            "Domain/Access/Login", "DomainTests/Access/SignInTests"),
        row(
            "8.4.1", "No customer reaches another's data.",
            "Domain/Operations/StoragePlace", "DomainTests/Operations/IsolationTests"),
        row(
            "15.3.3", "Only declared fields can be written.",
            "Domain/Directory/Attribute", "DomainTests/Privacy/InstructionTests"),
        row(
            "15.4.2", "A check and the deed that depends on it are one.",
            "Domain/Gate", "DomainTests/Directory/ConcurrencyTests"),
        row(
            "2.3.3", "A deed happens whole or not at all.",
            "Storage/Engine/WriteBatcher", "StorageTests/BatchTests"),
    ]

    static let signIn: [Row] = [
        row(
            "6.3.3", "More than one proof of who somebody is.",
            "Domain/Access/Factor/Factor", "WebTests/Access/MailedLinkTests"),
        row(
            "6.3.4", "Every way in is documented and as strong as the others.",
            "docs/decisions/0007-two-proofs.md", "WebTests/Access/MatrixTests"),
        row(
            "6.3.7", "People are told when the way they sign in changes.",
            "Domain/Notices/Mail", "DomainTests/Notices/MailTests"),
        row(
            "6.3.8", "No answer tells who is known.",
            "Web/Access/SignInAsking", "WebTests/Access/MailedLinkTests"),
        row(
            "6.5.1", "Links, codes and recovery codes count once.",
            "Domain/Access/SignIn", "WebTests/Access/FactorTests"),
        row(
            "6.5.2", "Stored secrets are hashed, and long enough for a plain hash.",
            "Domain/Access/Factor/RecoveryCode", "DomainTests/Access/OneTimeCodeTests"),
        row(
            "6.5.3", "They come from a cryptographic generator.",
            "Domain/Access/Secret", "DomainTests/Access/OneTimeCodeTests"),
        row(
            "6.5.5", "A link lives ten minutes, a code half a minute.",
            "Domain/Access/Factor/OneTimeCode", "WebTests/Access/MailedLinkTests"),
        row(
            "6.6.2", "A link counts only for the request that asked for it.",
            "Domain/Access/BrowserSeal", "WebTests/Access/MailedLinkTests"),
        row(
            "6.6.3", "Codes cannot be guessed.",
            "Domain/Access/Factor/Factor", "WebTests/Access/FactorTests"),
        row(
            "6.8.1", "One provider cannot speak for another's people.",
            "Domain/Access/OpenID/OpenIDIdentity", "DomainTests/Access/SignInProviderTests"),
        row(
            "6.8.4", "The provider's word on how somebody signed in is checked.",
            "Domain/Access/OpenID/IDTokenClaims", "DomainTests/Access/SignInProviderTests"),
        row(
            "11.5.1", "What cannot be guessed has 128 random bits or more.",
            "Domain/Access/Secret", "DomainTests/Access/SignInTests"),
    ]

    static let openID: [Row] = [
        row(
            "6.8.2", "Assertions without a valid signature are refused.",
            "Domain/Access/OpenID/IDToken", "DomainTests/OpenID/IDTokenSignatureTests"),
        row(
            "9.1.1", "A token is believed after its signature only.",
            "Domain/Access/OpenID/IDToken", "DomainTests/OpenID/IDTokenSignatureTests"),
        row(
            "9.1.2", "Algorithms are those of a list, without none.",
            "Domain/Access/OpenID/SigningAlgorithm", "DomainTests/OpenID/IDTokenSignatureTests"),
        row(
            "9.1.3", "Keys come from the issuer's own document only.",
            "Domain/Access/OpenID/OpenIDKeys", "DomainTests/OpenID/IDTokenSignatureTests"),
        row(
            "9.2.1", "A token counts within its time only.",
            "Domain/Access/OpenID/IDTokenClaims", "DomainTests/OpenID/IDTokenClaimTests"),
        row(
            "9.2.2", "A token of another kind is refused.",
            "Domain/Access/OpenID/IDToken", "DomainTests/OpenID/IDTokenSignatureTests"),
        row(
            "9.2.3", "A token for another audience is refused.",
            "Domain/Access/OpenID/IDTokenClaims", "DomainTests/OpenID/IDTokenClaimTests"),
        row(
            "10.1.2", "An answer counts only for the attempt of the same browser.",
            "Domain/Access/OpenID/OpenIDAttempt", "DomainTests/OpenID/OpenIDAnswerTests"),
        row(
            "10.2.1", "PKCE and state stand against forged answers.",
            "Domain/Access/OpenID/OpenIDClient+Exchange", "DomainTests/OpenID/OpenIDAnswerTests"),
        row(
            "10.2.2", "Answers of another provider are not mixed up with this one's.",
            "Domain/Access/OpenID/OpenIDAnswer", "DomainTests/OpenID/OpenIDAnswerTests"),
        row(
            "10.5.1", "An ID token is not replayed.",
            "Domain/Access/OpenID/IDTokenClaims", "DomainTests/OpenID/IDTokenClaimTests"),
        row(
            "10.5.2", "Who somebody is follows from issuer and subject.",
            "Domain/Access/OpenID/OpenIDIdentity", "DomainTests/OpenID/OpenIDSignInTests"),
        row(
            "10.5.3", "A document of another issuer is refused.",
            "Domain/Access/OpenID/OpenIDMetadata", "DomainTests/OpenID/OpenIDMetadataTests"),
        row(
            "10.5.4", "The token names this client.",
            "Domain/Access/OpenID/IDTokenClaims", "DomainTests/OpenID/IDTokenClaimTests"),
        none(
            "10.5.5", "Logout tokens are strictly checked.",
            "back-channel logout is not offered; logins end after 30 minutes of rest, and at once by SCIM"),
    ]

    static let sessions: [Row] = [
        row(
            "7.2.3", "A session's name has 128 random bits or more.",
            "Domain/Access/Secret", "DomainTests/Access/SignInTests"),
        row(
            "7.2.4", "A proof gives the session a new name.",
            "Domain/Access/Login", "WebTests/Access/MailedLinkTests"),
        row(
            "7.3.1", "A session ends after 30 minutes of rest.",
            "Domain/Access/Login", "DomainTests/Access/SignInTests"),
        row(
            "7.3.2", "A session ends after eight hours.",
            "Domain/Access/Login", "DomainTests/Access/SignInTests"),
        row(
            "7.4.1", "An ended session opens nothing, on any node.",
            "Domain/Access/Login", "DomainTests/Operations/OperatorVisitTests"),
        row(
            "7.4.2", "Whoever is deactivated is out at once.",
            "Domain/Directory/Staff", "DomainTests/Access/SignInTests"),
        open(
            "7.4.5", "An administrator can end other people's sessions.",
            "Domain/Access/Roles", "WebTests/Access/AccessTests",
            "product engineer, access", by: "2027-03-31",
            "deactivating, a reset of the second step and the end of access end them; a deed of its own is missing"),
        row(
            "7.5.2", "People see their sessions and end them, after a fresh proof.",
            "Web/Access/LoginsRoutes", "WebTests/Access/LoginsTests"),
    ]
}
