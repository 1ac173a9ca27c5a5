/// The answer to creating a token: the only page that ever shows it. Send it with `Cache-Control: no-store`.
struct SecretPage: Sendable {
    enum Secret: Sendable {
        case bearer(String)
        case client(id: String, secret: String)
    }

    let connectionID: String
    let connectionName: String
    let provider: Provider
    let secret: Secret
    /// Milliseconds UTC.
    let endsAt: Int64
    /// Absolute, both.
    let scimBase: String
    let tokenEndpoint: String

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.connect
        let crumb = Crumb(
            steps: [
                (context.texts.directory.title, context.address(.directory)),
                (connectionName, context.address(.connection(id: connectionID))),
            ], here: texts.secretTitle)
        func box(_ label: String, _ text: String) -> HTML {
            """
            <div><p class="label">\(label)</p>\
            \(CopyBox(label: label, text: text, texts: context.texts.frame).html)</div>
            """
        }
        let secrets: HTML =
            switch secret {
            case .bearer(let token): box(texts.secretToken, token)
            case .client(let id, let secret):
                box(texts.tokenEndpoint, tokenEndpoint) + box(texts.clientID, id) + box(texts.clientSecret, secret)
            }
        let next = Button.link(texts.next, to: context.address(.connection(id: connectionID)), "btn btn-main")
        let heading = Heading(
            title: "\(texts.secretTitle)", lead: "\(texts.secretLead) \(texts.secretEnds(context.date(endsAt)))")
        return Layout.console(
            context, title: texts.secretTitle, in: .directory,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(heading.html)
            <div class="split"><div class="sheet sheet--now stack-s">\
            \(box(provider == .entra ? texts.tenantURL : texts.baseURL, scimBase))\(secrets)\
            <p class="btns">\(next)</p></div>
            <div class="margin"><section aria-labelledby="lo"><h2 id="lo">\(texts.lostTitle)</h2>\
            <p class="small">\(texts.lostText)</p></section></div></div>
            """)
    }
}
