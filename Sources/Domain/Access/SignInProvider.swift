internal import Storage

/// The employer's OpenID provider, as an administrator connected it. One an organization.
package struct SignInProvider: Sendable {
    package let id: UUIDValue
    package let issuer: String
    package let clientID: String
    package let clientSecret: Personal<String>?
    /// The claim of the ID token by which someone is recognised the first time.
    package let claim: String
    /// What of the directory the claim has to equal.
    package let attribute: MatchedAttribute
    /// The `acr` that says that two factors were checked, beside `mfa` in `amr`.
    package let acr: String?
    /// Where requests to it may go: the issuer's origin and those of its endpoints, as they were when it was connected.
    package let origins: [String]
    /// Whether this is the only way in.
    package let isOnly: Bool
    package let changedAt: Int64
}

/// What the first sign-in is matched by. Raw values are stored: never change one.
package enum MatchedAttribute: String, Sendable, CaseIterable {
    case userName
    case workEmail
    case externalID = "externalId"
}

/// What an administrator says of the provider, after its discovery document was read.
package struct SignInProviderDraft: Sendable, Concealed {
    package let issuer: String
    package let clientID: String
    /// nil keeps the one that is there.
    package let clientSecret: String?
    package let claim: String
    package let attribute: MatchedAttribute
    package let acr: String?
    package let origins: [String]

    /// - Throws: `Failure.invalid` that names the field.
    package init(
        issuer: String, clientID: String, clientSecret: String?, claim: String, attribute: MatchedAttribute,
        acr: String?, origins: [String]
    ) throws(Failure) {
        guard Self.isPlain(issuer, max: 500) else {
            throw .invalid(
                "issuer", "The issuer is the provider's https address, such as https://login.example/tenant.")
        }
        guard Self.isPlain(clientID, max: 200) else {
            throw .invalid("clientID", "The client id has 1 to 200 characters without spaces.")
        }
        guard clientSecret.map({ Self.isPlain($0, max: 500) }) ?? true else {
            throw .invalid("clientSecret", "The client secret has 1 to 500 characters without spaces.")
        }
        guard Self.isPlain(claim, max: 100) else {
            throw .invalid("claim", "A claim is one word, such as email, upn or oid.")
        }
        guard acr.map({ Self.isPlain($0, max: 200) }) ?? true else {
            throw .invalid("acr", "The acr value has 1 to 200 characters without spaces.")
        }
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.claim = claim
        self.attribute = attribute
        self.acr = acr
        self.origins = origins
    }

    private static func isPlain(_ text: String, max: Int) -> Bool {
        (1...max).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}

/// What a provider vouches for: made from a verified ID token.
package struct VouchedIdentity: Sendable, Concealed {
    package let issuer: String
    package let subject: String
    /// The value of the claim that the administrator chose; nil where the token has none that counts.
    package let claimed: String?
    package let hasMFA: Bool

    package init(issuer: String, subject: String, claimed: String?, hasMFA: Bool) {
        self.issuer = issuer
        self.subject = subject
        self.claimed = claimed
        self.hasMFA = hasMFA
    }
}

extension Reading {
    /// The connected provider; nil where there is none.
    package func signInProvider() throws -> SignInProvider? {
        try db.first(SignInProviderSQL.read) { row in
            guard let id = UUIDValue(bytes: row.blob(0)), let attribute = MatchedAttribute(rawValue: row.text(5)) else {
                throw ByteReader.damaged
            }
            let secret = try row.optionalBlob(3).map { sealed in
                let plain = try Sealing.open(sealed, at: clientSecretPlace(id), with: customer.keys.data)
                return Personal(String(decoding: plain, as: UTF8.self))
            }
            return SignInProvider(
                id: id, issuer: row.text(1), clientID: row.text(2), clientSecret: secret, claim: row.text(4),
                attribute: attribute, acr: row.optionalText(6),
                origins: row.text(7).utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) },
                isOnly: row.integer(8) == 1, changedAt: row.integer(9))
        }
    }

    fileprivate func clientSecretPlace(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("sign_in_provider.client_secret", organization: customer.organization.id, owner: id)
    }

    /// The name of a subject of a provider, which says nothing without the index key.
    fileprivate func identityIndex(_ issuer: String, _ subject: String) -> [UInt8] {
        customer.keys.index.of("\(issuer.utf8.count):\(issuer)\(subject)", as: .identity)
    }

    /// How many people have signed in through the provider.
    package func boundIdentities(_ permit: Permit<SeeAccess>) throws -> Int64 {
        try accept(permit)
        return try db.first(SignInProviderSQL.countIdentities) { $0.integer(0) } ?? 0
    }
}

extension Writing {
    /// Connects a provider, or changes it. Another issuer or client is another provider: who was bound is bound anew.
    package func connect(_ draft: SignInProviderDraft, _ permit: Permit<ManageSignIn>) throws {
        try accept(permit)
        let before = try signInProvider()
        let isSame = before?.issuer == draft.issuer && before?.clientID == draft.clientID
        if !isSame { try removeProvider() }
        let id = isSame ? before?.id ?? .random() : .random()
        let kept = isSame ? before?.clientSecret?.revealed : nil
        let sealed = try (draft.clientSecret ?? kept).map {
            try Sealing.seal(Array($0.utf8), at: clientSecretPlace(id), with: customer.keys.data)
        }
        try db.run(
            SignInProviderSQL.write,
            [
                .blob(id.bytes), .text(draft.issuer), .text(draft.clientID), .optional(sealed), .text(draft.claim),
                .text(draft.attribute.rawValue), .optional(draft.acr), .text(draft.origins.joined(separator: " ")),
                .integer(isSame && before?.isOnly == true ? 1 : 0), .integer(now),
            ])
        try record(EvidenceEvent(.signInProviderSet, detail: [draft.issuer, draft.claim]), by: permit.principal)
    }

    /// Disconnects the provider: people sign in by mail again.
    package func disconnectProvider(_ permit: Permit<ManageSignIn>) throws {
        try accept(permit)
        guard try signInProvider() != nil else { throw Failure.notFound("No provider is connected.") }
        try removeProvider()
        try record(EvidenceEvent(.signInProviderRemoved), by: permit.principal)
    }

    private func removeProvider() throws {
        try db.run(SignInProviderSQL.forgetIdentities)
        try db.run(SignInProviderSQL.remove)
    }

    /// Makes the provider the only way in, or lets people sign in by mail beside it.
    /// - Throws: `Failure.conflict(.state)` where the administrator who asks has not signed in through it yet: it would
    ///   lock the organization out.
    package func setSingleSignOnOnly(_ isOnly: Bool, _ permit: Permit<ManageSignIn>) throws {
        try accept(permit)
        guard let provider = try signInProvider() else { throw Failure.notFound("No provider is connected.") }
        if isOnly {
            let person = permit.principal.id?.bytes ?? []
            guard try db.first(SignInProviderSQL.identityOf, [.blob(person)], { _ in true }) != nil else {
                throw Failure(
                    .conflict(.state),
                    "Sign in through the provider once yourself first: then it is certain that nobody is locked out.")
            }
            // Links that were mailed before would be a way around.
            try db.run(SignInProviderSQL.endMailedLinks, [.integer(now)])
        }
        try db.run(SignInProviderSQL.setOnly, [.integer(isOnly ? 1 : 0), .integer(now), .blob(provider.id.bytes)])
        try record(
            EvidenceEvent(.signInProviderSet, detail: [isOnly ? "only way in" : "one way in"]), by: permit.principal)
    }

    /// Signs in whom the provider vouches for: the person bound to issuer and subject; the first time an active person
    /// whom a directory keeps and whose attribute equals the claim, unless another subject has it (nOAuth).
    /// - Returns: the secret for the browser's cookie.
    /// - Throws: `Failure.unauthenticated`, with one text for every reason.
    package func signIn(_ identity: VouchedIdentity, in browser: BrowserKind) throws -> Secret {
        guard let provider = try signInProvider(), provider.issuer == identity.issuer,
            let person = try person(of: identity, at: provider), try state(of: person) == .active
        else { throw Failure.unknownIdentity }
        return try begin(person, .sso, assured: identity.hasMFA, in: browser)
    }

    private func person(of identity: VouchedIdentity, at provider: SignInProvider) throws -> UUIDValue? {
        let index = identityIndex(identity.issuer, identity.subject)
        if let bound = try db.first(SignInProviderSQL.bound, [.blob(index)], { UUIDValue(bytes: $0.blob(0)) }) {
            return bound
        }
        guard let claimed = identity.claimed, !claimed.isEmpty, claimed.utf8.count <= 1_024,
            let person = try syncedPerson(provider.attribute, claimed),
            try db.first(SignInProviderSQL.identityOf, [.blob(person.bytes)], { _ in true }) == nil
        else { return nil }
        try db.run(
            SignInProviderSQL.bind,
            [.blob(index), .blob(provider.id.bytes), .blob(person.bytes), .integer(now)])
        try record(
            EvidenceEvent(.identityBound, of: try subject(person), detail: [provider.attribute.rawValue]), by: .program)
        return person
    }

    /// The one active person with a living, active record of that attribute; nil where several have it.
    private func syncedPerson(_ attribute: MatchedAttribute, _ value: String) throws -> UUIDValue? {
        let index = customer.keys.index
        let found: [UUIDValue?] =
            switch attribute {
            case .userName:
                try db.all(SignInProviderSQL.byUserName, [.blob(index.of(value, as: .userName))]) {
                    UUIDValue(bytes: $0.blob(0))
                }
            case .workEmail:
                try db.all(SignInProviderSQL.byWorkEmail, [.blob(index.of(value, as: .workEmail))]) {
                    UUIDValue(bytes: $0.blob(0))
                }
            case .externalID:
                try db.all(SignInProviderSQL.byExternalID, [.blob(index.of(value, as: .externalID))]) {
                    UUIDValue(bytes: $0.blob(0))
                }
            }
        return found.count == 1 ? found[0] : nil
    }
}

extension Failure {
    static let unknownIdentity = Failure(
        .unauthenticated,
        "Your employer's sign-in worked, but nobody here is known by it. Ask an administrator of your organization.")
}
