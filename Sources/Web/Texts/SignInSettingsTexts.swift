import Domain

/// The room “How people sign in”.
struct SignInSettingsTexts: Sendable {
    let title = "How people sign in"
    let mailLead =
        "By a link that is mailed to the work e-mail. Connect your own sign-in, and people use the account they have."
    let noMailLead = "This installation sends no mail. Connect your own sign-in, and people use the account they have."
    let stateTitle = "Your provider"
    let noProvider = "No provider is connected. An administrator can connect one."
    let connected = "Connected"
    let onlyBadge = "The only way in"
    let issuer = "Issuer"
    let issuerHelp = "The provider’s https address, exactly as it shows it, such as https://login.example/tenant."
    let clientID = "Client id"
    let clientIDHelp = "What the provider calls this application after you registered it there."
    let secret = "Client secret"
    let secretHelp = "It is kept sealed and never shown again. Leave it empty for a client without one."
    let secretLost = "Not kept: type the secret again."
    let secretKept = "One is kept. Leave this empty to keep it; type a new one to replace it."
    let claim = "Claim that recognises someone the first time"
    let chooseClaim = "Choose a claim"
    let claimHelp =
        "Choose one that people cannot change themselves; with Entra ID: oid, compared with the id in the directory."
    let otherClaim = "Name of the other claim"
    let otherClaimHelp = "Only where you chose “Another”."
    let attribute = "What of the directory it has to equal"
    let acr = "Value of acr that stands for two factors"
    let acrHelp = "Only where your provider says so by acr. Where it says mfa in amr, leave this empty."
    let another = "Another"
    let save = "Read its document and save"
    let connectTitle = "Connect your provider"
    let changeTitle = "Change the connection"
    let changeText = """
        Another issuer or client id is another provider: everyone is recognised anew at their next sign-in.
        """
    let origins = "Asked at"
    let bound = "Signed in through it"
    let changed = "Last changed"
    let recognised = "Recognised by"

    let onlyTitle = "Only through the provider"
    let onlyText = """
        Mailed links then open nothing, nor do those that are under way. You have to have signed in through the \
        provider once yourself, so that nobody is locked out.
        """
    let besideText = "Mailed links open nothing. If the provider fails, the operator can let an administrator in."
    let makeOnly = "Let people in through it only"
    let letMail = "Allow mailed links beside it"

    let disconnect = "Disconnect the provider"
    let disconnectTitle = "Disconnect the provider?"
    let keep = "Keep it"

    let registerTitle = "What to register there"
    let registerText = "A web application with the code flow, PKCE, and this address to return to:"
    let redirect = "Redirect address"
    let afterSignOut = "Address after signing out"
    let mailTitle = "Mailed links"
    let mailText = """
        A link works once, for ten minutes, in the browser that asked. Whoever has a role that sees others is asked \
        for a second step beside it.
        """
    let matchTitle = "Who gets in"
    let matchText = """
        The first time, whoever the claim names: an active person whom your directory sends. From then on the \
        account itself is known, whatever its claims say later, and no second account gets to the same person.
        """
    let domainsTitle = "Your domains"
    let domainsText = "Whoever types a work e-mail of one of them on the start page is led here."
    let toDomains = "See your domains"
    let proveTitle = "Show once more that it is you"
    let prove = "Prove it now"

    func lead(_ host: String, isOnly: Bool) -> String {
        isOnly ? "Through \(host), and in no other way." : "Through \(host), or by a link that is mailed."
    }

    func people(_ count: Int) -> String { count == 0 ? "Nobody yet" : Count.people(count) }

    func disconnectText(mailsLinks: Bool) -> String {
        let now = "Nobody signs in through it any more; those who are signed in stay so until their login ends."
        let then =
            mailsLinks
            ? "People ask for a mailed link instead."
            : "This installation sends no mail: until you connect another, only the operator’s links let people in."
        return "\(now) \(then)"
    }

    func matched(_ claim: String, _ attribute: MatchedAttribute) -> HTML {
        "<code>\(claim)</code>, compared with the \(name(attribute))"
    }

    func name(_ attribute: MatchedAttribute) -> String {
        switch attribute {
        case .userName: "user name"
        case .workEmail: "work e-mail"
        case .externalID: "id in the directory"
        }
    }

    /// As a choice.
    func option(_ attribute: MatchedAttribute) -> String {
        switch attribute {
        case .userName: "User name"
        case .workEmail: "Work e-mail"
        case .externalID: "Id in the directory"
        }
    }
}
