/// `/o/{slug}/sign-in`: the ways into an organization; also what a room shows to someone who is not signed in.
struct SignInDoorPage: Sendable {
    /// What of the ways is open.
    struct Ways: Sendable, Equatable {
        /// The host of the employer's provider, where one is connected.
        var providerHost: String?
        /// Whether a link is mailed to whoever asks.
        var mailsLinks: Bool
    }

    let slug: String
    let organization: String
    let ways: Ways
    /// Whether a room was asked for.
    var isTurnedAway = false
    /// What was typed as a work e-mail and is none.
    var wrongEmail: String?

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        let title = texts.signInTitle(organization)
        let isBoth = ways.providerHost != nil && ways.mailsLinks
        let without: HTML? = ways.providerHost == nil && !ways.mailsLinks ? "<p>\(texts.noWay)</p>" : nil
        return Door.page(
            context, title: title, hasLine: ways.mailsLinks,
            """
            \(Door.heading(title, isTurnedAway ? texts.turnedAwayLead : texts.waysLead))
            \(ways.providerHost.map { provider($0, texts) })
            \(when: isBoth, "<p class=\"or\">\(texts.orElse)</p>")
            \(when: ways.mailsLinks, mail(context))
            \(without)
            """)
    }

    /// A link, since a form may lead to our own addresses only (`form-action`).
    private func provider(_ host: String, _ texts: DoorTexts) -> HTML {
        let only: HTML? = ways.mailsLinks ? nil : " \(texts.onlyEmployer)"
        return """
            <div class="stack-s"><p class="btns">\
            \(Button.link(texts.throughEmployer, to: .room(slug: slug, .singleSignOn), "btn btn-main"))</p>\
            <p class="help">\(texts.throughEmployerHelp(host))\(only)</p></div>
            """
    }

    private func mail(_ context: DoorContext) -> HTML {
        let texts = context.texts.door
        let field = EmailField(value: wrongEmail ?? "", help: texts.linkEmailHelp, isWrong: wrongEmail != nil)
        let names: HTML = ways.providerHost == nil ? "btn btn-main" : "btn"
        return """
            <form class="stack-s" method="post" action="\(Address.room(slug: slug, .door))">\(context.csrfField)\
            \(field.html(texts))<p class="btns"><button class="\(names)">\(texts.sendLink)</button></p></form>
            """
    }
}

/// After a link was asked for: the same page for every address, known or not.
struct SignInAskedPage: Sendable {
    /// Where to ask again.
    let back: Address
    /// False where this installation sends no mail at all.
    let isMailed: Bool

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        let title = isMailed ? texts.askedTitle : texts.unreachableTitle
        let words: HTML? = isMailed ? "<p><b>\(texts.askedBrowser)</b></p><p>\(texts.askedNothing)</p>" : nil
        return Door.page(
            context, title: title, hasLine: isMailed,
            """
            \(Door.heading(title, isMailed ? texts.askedLead : texts.unreachableLead))
            \(words)
            <p class="btns">\(Button.link(isMailed ? texts.askAgain : texts.toStart, to: back))</p>
            """)
    }
}
