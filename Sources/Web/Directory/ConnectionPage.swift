/// `/o/{slug}/directory/connections/{id}`: what arrived and when, and the tokens that may bring it.
struct ConnectionPage: Sendable {
    struct Token: Sendable {
        enum State: Sendable { case valid, revoked, ended }

        let id: String
        /// The first characters, which may be shown.
        let prefix: String
        let kind: TokenKind
        /// Milliseconds UTC, all.
        let createdAt: Int64
        let lastUsedAt: Int64?
        let endsAt: Int64
        let state: State
    }

    let summary: ConnectionSummary
    /// Requests in each hour since `since`, the present one last.
    let requestsByHour: [Int]
    /// Milliseconds UTC.
    let since: Int64
    /// How often the directory read its own records back this month.
    let readBackCount: Int
    let events: [DirectoryEvent]
    let tokens: [Token]
    /// Absolute.
    let scimBase: String

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.connection
        let crumb = Crumb(
            steps: [(context.texts.directory.title, context.address(.directory))], here: summary.name)
        let heading = Heading(
            title: "<bdi>\(summary.name)</bdi>",
            lead: "\(texts.lead(summary.people, summary.lastAt.map { context.moment($0) }))")
        return Layout.console(
            context, title: summary.name, in: .directory,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(heading.html)
            \(DirectoryEvent.line(of: events, context).html)
            <div class="split"><div class="stack">\(arrived(context))\(tokenSection(context))</div>
            <div class="margin">\(facts(context))</div></div>
            """)
    }

    private func arrived(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.connection
        let hasAny = requestsByHour.contains { $0 > 0 }
        let bars = Bars(
            bars: requestsByHour.enumerated().map { place, count in
                Bars.Bar(value: count, isNow: place == requestsByHour.count - 1)
            }, sentence: texts.hours(requestsByHour, from: context.time(since)),
            ends: (
                context.texts.directory.dayStart(context.time(since)),
                context.texts.directory.nowLabel(context.time(context.now))
            ))
        let body: HTML =
            hasAny
            ? "<p class=\"quiet\">\(texts.arrivedText)</p>\(bars.html)"
            : "<p class=\"quiet\">\(texts.nothingArrived)</p>"
        return "<section aria-labelledby=\"ar\"><h2 id=\"ar\">\(texts.arrivedTitle)</h2>\(body)</section>"
    }

    private func tokenSection(_ context: ConsoleContext) -> HTML {
        guard case .directory(let provider) = summary.kind else { return "" }
        let texts = context.texts.connection
        let table = Table(
            label: texts.tokensLabel,
            columns: [
                Table.Column(texts.prefixColumn), Table.Column(texts.kindColumn), Table.Column(texts.createdColumn),
                Table.Column(texts.usedColumn), Table.Column(texts.endsColumn),
                Table.Column(texts.actionColumn, silent: true),
            ], rows: tokens.map { row($0, context) })
        let form = TokenForm(
            action: context.address(.tokens(connection: summary.id)), provider: provider, isFirst: false)
        return """
            <section aria-labelledby="to"><h2 id="to">\(texts.tokensTitle)</h2>\
            \(tokens.isEmpty ? "<p class=\"quiet\">\(texts.noTokens)</p>" : table.html)</section>
            <section aria-labelledby="an"><h2 id="an">\(context.texts.connect.createAnother)</h2>\
            \(form.html(context))</section>
            """
    }

    private func row(_ token: Token, _ context: ConsoleContext) -> [Table.Cell] {
        let texts = context.texts.connection
        let revocation = context.address(.revocation(connection: summary.id, token: token.id))
        let action: HTML =
            switch token.state {
            case .revoked: Badge(.bad, texts.revoked).html
            case .ended: Badge(.plain, texts.ended).html
            case .valid:
                """
                <a class="btn btn-s btn-grave" href="\(revocation)" aria-label="\(texts.revokeNamed(token.prefix))">\
                \(texts.revoke)</a>
                """
            }
        return [
            Table.Cell("<code>\(token.prefix)…</code>", header: true),
            .text(token.kind == .bearer ? texts.bearer : texts.client),
            .text(context.day(token.createdAt)),
            .text(token.lastUsedAt.map { context.moment($0) } ?? texts.neverUsed),
            .text(context.date(token.endsAt)), Table.Cell(action, names: "r"),
        ]
    }

    private func facts(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.connection
        let directory = context.texts.directory
        var guide = HTML()
        var address = HTML()
        if case .directory(let provider) = summary.kind {
            // Which product a directory is of is not stored: where it is unknown, one chooses.
            let room: Address.Room = provider == .scim ? .connect : .guide(provider)
            guide = """
                <p class="small gap-s"><a href="\(context.address(room))">\(texts.guide)</a></p>
                """
            address = """
                <section aria-labelledby="ad"><h2 id="ad">\(directory.addressTitle)</h2>\
                \(CopyBox(label: directory.addressTitle, text: scimBase, texts: context.texts.frame).html)</section>\
                <section aria-labelledby="rb"><h2 id="rb">\(texts.readTitle)</h2>\
                <p class="small quiet">\(texts.readBack(readBackCount))</p></section>
                """
        }
        return """
            <section aria-labelledby="fa"><h2 id="fa">\(texts.factsTitle)</h2><dl class="facts facts--stack">\
            <dt>\(texts.state)</dt><dd>\(summary.badge(directory).html)</dd>\
            <dt>\(texts.kind)</dt><dd>\(directory.kind(summary.kind))</dd>\
            <dt>\(texts.people)</dt><dd>\(context.number(summary.people))</dd></dl>\(guide)</section>\(address)
            """
    }
}
