internal import Storage

/// A one-time link, at the only moment when its secret is known.
package struct SignInLink: Sendable {
    /// How it reaches the person. Raw values are stored: never change one.
    enum Channel: String {
        /// Printed at the operator's command line, and given to the person by hand.
        case command
        case mail
    }

    /// Ten minutes.
    package static let lifetime = 10 * Clock.minute
    /// As many living links as one browser can have asked for, for one person.
    static let livingMax: Int64 = 3
    /// And as many as one mailbox gets in ten minutes, whoever asks: more would only fill it.
    static let mailboxMax: Int64 = 30

    package let secret: Secret
    package let expiresAt: Int64
}

/// What became of a link that someone opened.
package enum LinkState: Sendable, Equatable {
    case usable
    /// It was asked for in another browser, and works there only.
    case elsewhere
    /// It was used, has ended, or never was: one answer for all three.
    case gone
}

/// A request for a link by mail, as a stranger can make one.
package struct LinkRequest: Sendable, Concealed {
    package let email: String
    /// Bound to the browser that asks: a secret that only its cookie has.
    package let browser: Secret
    /// `https://learn.example/o/havn/sign-in/`: the link's address up to its secret.
    package let address: String
    package let language: MailLanguage

    package init(email: String, browser: Secret, address: String, language: MailLanguage) {
        self.email = email
        self.browser = browser
        self.address = address
        self.language = language
    }
}

extension Reading {
    /// Whether a link would sign someone in now, in the browser that has this secret. To look uses nothing up.
    package func state(of link: Secret, in browser: Secret?) throws -> LinkState {
        guard let bound = try db.first(SignInSQL.usableLink, [.blob(link.hash), .integer(now)], { $0.optionalBlob(0) })
        else { return .gone }
        return bound == nil || bound == browser?.hash ? .usable : .elsewhere
    }
}

extension Writing {
    /// Makes a link for a person by work e-mail or user name. Once someone has signed in it needs a reason, which counts
    /// as operator access and is shown to the customer.
    package func issueSignInLink(
        email: String, reason: String?, _ permit: Permit<IssueSignInLink>
    ) throws -> SignInLink {
        try accept(permit)
        guard let person = try findPerson(email: email) else {
            throw Failure.notFound("No active person of this organization has that work e-mail.")
        }
        if try db.first(SignInSQL.anyUse, [], { _ in true }) ?? false {
            guard let reason, !reason.isEmpty, reason.unicodeScalars.count <= 500 else {
                throw Failure.invalid(
                    "reason", "An administrator has signed in before: give --reason TEXT; the customer is told of it.")
            }
            try record(EvidenceEvent(.operatorAccess, detail: [reason]), by: permit.principal)
        }
        return try insertSignInLink(for: person, .command, by: permit.principal)
    }

    /// Mails a link where an active person has that address. Whoever asks learns nothing: for an address that nobody has,
    /// as much is done, and what is queued is thrown away.
    package func requestSignInLink(_ request: LinkRequest) throws {
        let person = try findPerson(email: request.email)
        let mayMail = try signInProvider()?.isOnly != true
        if let person, mayMail, try isBelowLinkLimit(person, request.browser) {
            let link = try insertSignInLink(for: person, .mail, browser: request.browser, by: .program)
            try queue(
                .signInLink(address: request.address + link.secret.revealed), to: person, in: request.language,
                until: link.expiresAt)
        } else {
            try queueNothing(until: now + SignInLink.lifetime)
        }
    }

    /// Somebody else's requests never cost one's own link: they come from another browser.
    private func isBelowLinkLimit(_ person: UUIDValue, _ browser: Secret) throws -> Bool {
        let values: [Value] = [.blob(browser.hash), .blob(person.bytes), .integer(now)]
        let living = try db.first(SignInSQL.livingMailed, values) { ($0.integer(0), $0.integer(1)) }
        let (ofBrowser, ofAll) = living ?? (0, 0)
        return ofBrowser < SignInLink.livingMax && ofAll < SignInLink.mailboxMax
    }

    func insertSignInLink(
        for person: UUIDValue, _ channel: SignInLink.Channel, browser: Secret? = nil, by principal: Principal
    ) throws -> SignInLink {
        let secret = Secret.random(prefix: "")
        let expiresAt = now + SignInLink.lifetime
        try db.run(
            SignInSQL.insertLink,
            [
                .blob(secret.hash), .blob(person.bytes), .integer(now), .integer(expiresAt), .text(channel.rawValue),
                .optional(browser?.hash),
            ])
        try sweepIsDue(at: expiresAt)
        try record(EvidenceEvent(.signInLinkIssued, of: try subject(person), detail: [channel.rawValue]), by: principal)
        return SignInLink(secret: secret, expiresAt: expiresAt)
    }

    /// Trades a link for a login. The link works once, for ten minutes, in the browser that asked, for an active person.
    ///
    /// A link from the command line was handed over by whoever holds the machine: it counts as a second proof, so that
    /// the first administrator can begin and one who lost a factor can come back. A link by mail does not.
    /// - Returns: the secret for the browser's cookie.
    package func signIn(with link: Secret, from asking: Secret?, in browser: BrowserKind) throws -> Secret {
        let used = try db.run(
            SignInSQL.useLink, [.integer(now), .blob(link.hash), .integer(now), .optional(asking?.hash)])
        guard used == 1,
            let row = try db.first(SignInSQL.link, [.blob(link.hash)], { ($0.blob(0), $0.text(1)) }),
            let person = UUIDValue(bytes: row.0), let channel = SignInLink.Channel(rawValue: row.1),
            try state(of: person) == .active, try channel == .command || signInProvider()?.isOnly != true
        else {
            throw Failure(.unauthenticated, "This link was used before, is older than ten minutes, or was never made.")
        }
        let isCommand = channel == .command
        return try begin(person, isCommand ? .link : .mail, assured: isCommand, in: browser)
    }

    /// A login of a person, with its time and its evidence.
    func begin(
        _ person: UUIDValue, _ method: Login.Method, assured: Bool, in browser: BrowserKind
    ) throws -> Secret {
        let principal = Principal.person(person, roles: [])
        let secret = try insertLogin(principal, method, assured: assured, in: browser)
        try storeSignIn(of: person)
        try record(EvidenceEvent(.signedIn, of: try subject(person), detail: [method.rawValue]), by: principal)
        return secret
    }
}
