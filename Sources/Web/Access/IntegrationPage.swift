import Domain

/// `/o/{slug}/integrations`: the customer's own programs, what each may read, and the form that adds one.
///
/// POST sends `name`, `scope` (as often as it is ticked) and `lifetime` in days.
struct IntegrationPage: ConsolePage {
    /// One integration in the list.
    struct Row: Sendable {
        enum State: Sendable { case valid, revoked, ended }

        let id: String
        let name: String
        let scopes: Set<Scope>
        let prefix: String
        /// Milliseconds UTC, both.
        let usedAt: Int64?
        let endsAt: Int64
        let state: State
    }

    /// What the form holds when it comes back, and why it was refused.
    struct Draft: Sendable {
        var name = ""
        var nameError: String?
        var scopes: Set<Scope> = []
        var scopesError: String?
        var lifetime = IntegrationPage.lifetimeDefault
    }

    /// What `lifetime` can be, in days.
    static let lifetimes = [30, 90, 180, 365]
    static let lifetimeDefault = 90

    let rows: [Row]
    var draft = Draft()
    /// Whether the reader has shown within the last minutes who they are.
    var isProved = true
    /// Absolute, both.
    let apiBase: String
    let document: String

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.integrations
        let crumb = Crumb(steps: [(context.texts.access.title, context.address(.access))], here: texts.title)
        let below = isProved ? form(context) : ProofSheet(then: .integrations).html(context)
        return Layout.console(
            context, title: texts.title, in: .access,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <div class="split"><div class="stack">\(list(context))\(below)</div>
            <div class="margin">\(addresses(context))\
            <section aria-labelledby="re"><h2 id="re">\(texts.recordTitle)</h2>\
            <p class="small quiet">\(texts.recordText)</p></section></div></div>
            """)
    }

    private func list(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.integrations
        let table = Table(
            label: texts.listTitle,
            columns: [
                Table.Column(texts.nameColumn), Table.Column(texts.scopesColumn), Table.Column(texts.prefixColumn),
                Table.Column(texts.usedColumn), Table.Column(texts.endsColumn),
                Table.Column(texts.actionColumn, silent: true),
            ], rows: rows.map { row($0, context) })
        return """
            <section aria-labelledby="li"><h2 id="li">\(texts.listTitle)</h2>\
            \(rows.isEmpty ? "<p class=\"quiet\">\(texts.none)</p>" : table.html)</section>
            """
    }

    private func row(_ row: Row, _ context: ConsoleContext) -> [Table.Cell] {
        let texts = context.texts.integrations
        let action: HTML =
            switch row.state {
            case .revoked: Badge(.bad, texts.revoked).html
            case .ended: Badge(.plain, texts.ended).html
            case .valid:
                """
                <a class="btn btn-s btn-grave" href="\(context.address(.integrationRevocation(integration: row.id)))" \
                aria-label="\(texts.revokeNamed(row.name))">\(texts.revoke)</a>
                """
            }
        return [
            Table.Cell("<bdi>\(row.name)</bdi>", header: true), .text(texts.scopes(row.scopes)),
            Table.Cell("<code>\(row.prefix)…</code>"),
            .text(row.usedAt.map { context.moment($0) } ?? texts.neverUsed), .text(context.date(row.endsAt)),
            Table.Cell(action, names: "r"),
        ]
    }

    private func form(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.integrations
        let named = Field.text(
            id: "name", name: "name", label: texts.nameLabel, value: draft.name, help: texts.nameHelp,
            error: draft.nameError, lengthMax: 80, isRequired: true)
        let lifetime = Field.select(
            id: "lifetime", name: "lifetime", label: texts.lifetimeLabel,
            options: Self.lifetimes.map { Field.Option(value: String($0), text: texts.lifetime($0)) },
            chosen: String(draft.lifetime), help: texts.lifetimeHelp)
        let choices = Scope.allCases.map { scope in
            let words = texts.scope(scope)
            return Choice(
                name: "scope", value: scope.rawValue, title: words.title, text: words.text,
                isChosen: draft.scopes.contains(scope), isCheckbox: true
            ).html
        }
        let error: HTML? = draft.scopesError.map { "<p class=\"error\" id=\"scope-e\">\($0)</p>" }
        let described: HTML? = draft.scopesError.map { _ in " aria-describedby=\"scope-e\"" }
        return """
            <section aria-labelledby="ad"><h2 id="ad">\(texts.createTitle)</h2>\
            <form class="sheet stack-s form" method="post" action="\(context.address(.integrations))">\
            \(context.csrfField)\(named.html)\
            <fieldset class="field\(when: draft.scopesError != nil, " is-bad")"\(described)>\
            <legend>\(texts.scopesLegend)</legend><div class="choices">\(choices)</div>\(error)</fieldset>\
            \(lifetime.html)\
            <p class="btns"><button class="btn btn-main">\(texts.create)</button></p></form></section>
            """
    }

    private func addresses(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.integrations
        return """
            <section aria-labelledby="wh"><h2 id="wh">\(texts.addressTitle)</h2>\
            <p class="label">\(texts.addressLabel)</p>\
            \(CopyBox(label: texts.addressLabel, text: apiBase, texts: context.texts.frame).html)\
            <p class="label gap-s">\(texts.documentLabel)</p>\
            \(CopyBox(label: texts.documentLabel, text: document, texts: context.texts.frame).html)</section>
            """
    }
}

/// The answer to adding an integration: the only page that ever shows its token.
struct IntegrationSecretPage: ConsolePage {
    let secret: String
    /// Milliseconds UTC.
    let endsAt: Int64
    /// Absolute.
    let apiBase: String

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.integrations
        let crumb = Crumb(
            steps: [
                (context.texts.access.title, context.address(.access)), (texts.title, context.address(.integrations)),
            ], here: texts.secretTitle)
        func box(_ label: String, _ text: String) -> HTML {
            """
            <div><p class="label">\(label)</p>\
            \(CopyBox(label: label, text: text, texts: context.texts.frame).html)</div>
            """
        }
        let heading = Heading(
            title: "\(texts.secretTitle)", lead: "\(texts.secretLead) \(texts.secretEnds(context.date(endsAt)))")
        return Layout.console(
            context, title: texts.secretTitle, in: .access,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(heading.html)
            <div class="split"><div class="sheet sheet--now stack-s">\
            \(box(texts.addressLabel, apiBase))\(box(texts.secretLabel, secret))\
            <p class="btns">\(Button.link(texts.back, to: context.address(.integrations), "btn btn-main"))</p></div>
            <div class="margin"><section aria-labelledby="lo"><h2 id="lo">\(texts.lostTitle)</h2>\
            <p class="small">\(texts.lostText)</p></section></div></div>
            """)
    }
}

extension ConfirmPage {
    /// GET of `…/integrations/{id}/revocation`.
    static func revocation(of integration: String, name: String, in context: ConsoleContext) -> HTML {
        let texts = context.texts.integrations
        let back = context.address(.integrations)
        var page = ConfirmPage(
            steps: [(context.texts.access.title, context.address(.access)), (texts.title, back)],
            title: texts.revokeTitle(name), text: texts.revokeText, deed: texts.revoke,
            action: context.address(.integrationRevocation(integration: integration)), isGrave: true,
            refusal: texts.keep, back: back)
        page.entry = .access
        return page.html(in: context)
    }
}
