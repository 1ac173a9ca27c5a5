import Domain

/// `/o/{slug}/access/sign-in`: the employer's provider, and what else lets people in.
///
/// POST sends `issuer`, `clientID`, `clientSecret`, `claim`, `otherClaim`, `attribute` and `acr`.
struct SignInSettingsPage: ConsolePage {
    /// What is connected.
    struct Connected: Sendable {
        let host: String
        let issuer: String
        let claim: String
        let attribute: MatchedAttribute
        let hasSecret: Bool
        let origins: [String]
        let isOnly: Bool
        /// How many people have signed in through it.
        let boundCount: Int
        /// Milliseconds UTC.
        let changedAt: Int64
    }

    let connected: Connected?
    let form: SignInSettingsForm
    /// Absolute, both: as they have to be registered at the provider.
    let redirectAddress: String
    let signedOutAddress: String
    let mailsLinks: Bool
    /// Whether the reader has shown within the last minutes who they are.
    let isProved: Bool
    /// The field that was refused, with the reason.
    var error: (field: String, message: String)?
    /// Whether a secret came with the form that was refused: it is not shown again, so it is not kept either.
    var hadSecret = false
    /// Why the last deed was not done.
    var problem: String?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.signInSettings
        let crumb = Crumb(steps: [(context.texts.access.title, context.address(.access))], here: texts.title)
        let lead =
            connected.map { texts.lead($0.host, isOnly: $0.isOnly || !mailsLinks) }
            ?? (mailsLinks ? texts.mailLead : texts.noMailLead)
        return Layout.console(
            context, title: texts.title, in: .access,
            """
            \(problem.map(AccessPage.notice))
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(lead)").html)
            <div class="split"><div class="stack">\(connected.map { state($0, context) })\(change(context))</div>
            <div class="margin">\(margin(context))</div></div>
            """)
    }

    // MARK: - What is connected

    private func state(_ connected: Connected, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.signInSettings
        let mayManage = context.reader.may(ManageSignIn.self) && isProved
        let badge = connected.isOnly ? Badge(.ok, texts.onlyBadge) : Badge(.ok, texts.connected)
        let origins = connected.origins.joined(separator: ", ")
        let disconnect: HTML = """
            <p class="btns">\(Button.link(texts.disconnect, to: context.address(.providerRemoval), "btn btn-grave"))</p>
            """
        return """
            <section class="sheet stack-s" aria-labelledby="pr"><h2 id="pr">\(texts.stateTitle)</h2><p>\(badge.html)\
            </p>\
            <dl class="facts"><dt>\(texts.issuer)</dt><dd class="wrap">\(connected.issuer)</dd>\
            <dt>\(texts.bound)</dt><dd>\(texts.people(connected.boundCount))</dd>\
            <dt>\(texts.recognised)</dt><dd>\(texts.matched(connected.claim, connected.attribute))</dd>\
            <dt>\(texts.origins)</dt><dd class="wrap">\(origins)</dd>\
            <dt>\(texts.changed)</dt><dd>\(context.moment(connected.changedAt))</dd></dl>\
            \(only(connected, mayManage, context))\(when: mayManage, disconnect)</section>
            """
    }

    private func only(_ connected: Connected, _ mayManage: Bool, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.signInSettings
        let form: HTML = """
            <form method="post" action="\(context.address(.singleSignOnOnly))">\(context.csrfField)\
            <input type="hidden" name="only" value="\(connected.isOnly ? "no" : "yes")">\
            <button class="btn">\(connected.isOnly ? texts.letMail : texts.makeOnly)</button></form>
            """
        return """
            <div><h3>\(texts.onlyTitle)</h3><p class="small">\(connected.isOnly ? texts.besideText : texts.onlyText)\
            </p>\
            \(when: mayManage, "<div class=\"btns gap-s\">\(form)</div>")</div>
            """
    }

    // MARK: - The form

    private func change(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.signInSettings
        guard context.reader.may(ManageSignIn.self) else {
            guard connected == nil else { return "" }
            return """
                <section class="sheet stack-s" aria-labelledby="pr"><h2 id="pr">\(texts.stateTitle)</h2>\
                <p>\(texts.noProvider)</p></section>
                """
        }
        guard isProved else { return ProofSheet(then: .signInSettings).html(context) }
        let lead: HTML? = connected == nil ? nil : "<p class=\"quiet\">\(texts.changeText)</p>"
        return """
            <section aria-labelledby="fo"><h2 id="fo">\(connected == nil ? texts.connectTitle : texts.changeTitle)\
            </h2>\(lead)\
            <form class="stack-s form" method="post" action="\(context.address(.signInSettings))" autocomplete="off">\
            \(context.csrfField)\(fields(texts))\
            <p class="btns"><button class="btn btn-main">\(texts.save)</button></p></form></section>
            """
    }

    private func fields(_ texts: SignInSettingsTexts) -> HTML {
        func text(_ name: String, _ label: String, _ value: String, _ help: String, required: Bool = false) -> HTML {
            Field.text(
                id: name, name: name, label: label, value: value, help: help, error: message(name), lengthMax: 512,
                isRequired: required
            ).html
        }
        let claims =
            [Field.Option(value: "", text: texts.chooseClaim)]
            + SignInSettingsForm.claims.map { Field.Option(value: $0, text: $0) }
            + [Field.Option(value: SignInSettingsForm.other, text: texts.another)]
        let claim = Field.select(
            id: "claim", name: "claim", label: texts.claim, options: claims, chosen: form.claim, help: texts.claimHelp,
            error: message("claim"), isRequired: true)
        let attribute = Field.select(
            id: "attribute", name: "attribute", label: texts.attribute,
            options: MatchedAttribute.allCases.map { Field.Option(value: $0.rawValue, text: texts.option($0)) },
            chosen: form.attribute.rawValue)
        return """
            \(text("issuer", texts.issuer, form.issuer, texts.issuerHelp, required: true))\
            \(text("clientID", texts.clientID, form.clientID, texts.clientIDHelp, required: true))\
            \(secret(texts).html)\(claim.html)\
            \(text("otherClaim", texts.otherClaim, form.otherClaim, texts.otherClaimHelp))\(attribute.html)\
            \(text("acr", texts.acr, form.acr, texts.acrHelp))
            """
    }

    /// Never with a value: what is kept is not shown, and what was refused is typed anew.
    private func secret(_ texts: SignInSettingsTexts) -> Field {
        let help = connected?.hasSecret == true ? texts.secretKept : texts.secretHelp
        let error = message("clientSecret") ?? (hadSecret && error != nil ? texts.secretLost : nil)
        return Field(
            id: "clientSecret", label: texts.secret,
            control: """
                <input id="clientSecret" name="clientSecret" type="password" maxlength="512" autocomplete="off"\
                \(Field.described("clientSecret", help: help, error: error))>
                """,
            help: help, error: error)
    }

    private func message(_ field: String) -> String? {
        guard let error else { return nil }
        // A claim that the page offers is never refused: what is wrong with “another” is how it was named.
        let named = error.field == "claim" && form.claim == SignInSettingsForm.other ? "otherClaim" : error.field
        return named == field ? error.message : nil
    }

    // MARK: - The margin

    private func margin(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.signInSettings
        let frame = context.texts.frame
        let register: HTML = """
            <section aria-labelledby="re"><h2 id="re">\(texts.registerTitle)</h2><p class="small">\
            \(texts.registerText)</p>\
            <p class="label gap-s">\(texts.redirect)</p>\
            \(CopyBox(label: texts.redirect, text: redirectAddress, texts: frame).html)\
            <p class="label gap-s">\(texts.afterSignOut)</p>\
            \(CopyBox(label: texts.afterSignOut, text: signedOutAddress, texts: frame).html)</section>
            """
        let domains: HTML = """
            <section aria-labelledby="do"><h2 id="do">\(texts.domainsTitle)</h2><p class="small">\(texts.domainsText) \
            <a href="\(context.address(.domains))">\(texts.toDomains)</a></p></section>
            """
        let mayManage = context.reader.may(ManageSignIn.self)
        return """
            \(when: mayManage, register)\
            <section aria-labelledby="ma"><h2 id="ma">\(texts.matchTitle)</h2><p class="small">\(texts.matchText)</p>\
            </section>\
            \(when: mayManage, domains)\
            <section aria-labelledby="ml"><h2 id="ml">\(texts.mailTitle)</h2><p class="small">\(texts.mailText)</p>\
            </section>
            """
    }
}
