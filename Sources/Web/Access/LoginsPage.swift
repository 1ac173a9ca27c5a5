import Domain

/// `/o/{slug}/me/sign-in`: the reader's second step, and every browser on which they are signed in.
struct LoginsPage: ConsolePage, OperatorPage {
    struct Entry: Sendable {
        let id: String
        let method: Login.Method
        let browser: BrowserKind
        /// Milliseconds UTC, all three.
        let createdAt: Int64
        let seenAt: Int64
        let endsAt: Int64
        /// The one that asks.
        let isPresent: Bool
    }

    /// Milliseconds UTC; nil where there is no second step.
    let factorSince: Int64?
    let codesLeft: Int
    /// The latest used first.
    let entries: [Entry]

    private var otherCount: Int { entries.count { !$0.isPresent } }

    func html(in context: ConsoleContext) -> HTML {
        let context = context.forStaff
        return Layout.console(context, title: context.texts.logins.title, in: nil, main(context))
    }

    /// For the operator's own people, in the frame of their console.
    func html(in context: OperatorContext) -> HTML {
        OperatorFrame.page(context, title: context.console.texts.logins.title, in: nil, main(context.console))
    }

    private func main(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.logins
        return """
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <div class="split"><div class="stack">
            \(factor(context))
            \(logins(context))
            </div>
            <div class="margin"><section aria-labelledby="fresh"><h2 id="fresh">\(texts.freshTitle)</h2>\
            <p class="small">\(texts.freshText)</p></section></div></div>
            """
    }

    private func factor(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.logins
        guard let factorSince else {
            let isNeeded = !Role.guarded.isDisjoint(with: context.reader.roles)
            return """
                <section class="sheet stack-s" aria-labelledby="factor"><h2 id="factor">\(texts.factorTitle)</h2>
                <p>\(Badge(.plain, texts.isOff).html)</p><p>\(isNeeded ? texts.neededText : texts.offText)</p>
                <p class="btns">\(Button.link(texts.setUp, to: context.address(.factorSetup), "btn btn-main"))</p>\
                </section>
                """
        }
        return """
            <section class="sheet stack-s" aria-labelledby="factor"><h2 id="factor">\(texts.factorTitle)</h2>
            <p>\(Badge(.ok, texts.isOn).html)</p><p>\(texts.onSince(context.date(factorSince)))</p>
            <p>\(Badge(codesLeft < 3 ? .warn : .plain, texts.codesLeft(codesLeft)).html)</p>
            <div class="btns">\(Button.post(texts.renewCodes, to: context.address(.recoveryCodes), "btn", context))\
            \(Button.link(texts.setUpAnew, to: context.address(.factorSetup)))</div></section>
            """
    }

    private func logins(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.logins
        let table = Table(
            label: texts.loginsTitle,
            columns: [
                Table.Column(texts.browser), Table.Column(texts.method), Table.Column(texts.since),
                Table.Column(texts.lastSeen), Table.Column(texts.deed, silent: true),
            ],
            rows: entries.map { row($0, context) })
        let others = otherCount
        let end: HTML =
            others == 0
            ? "<p class=\"quiet\">\(texts.noOthers)</p>"
            : """
            <div class="btns">\
            \(Button.post(texts.endOthers(others), to: context.address(.otherLoginsEnd), "btn btn-grave", context))\
            </div>
            """
        return """
            <section aria-labelledby="logins"><h2 id="logins">\(texts.loginsTitle)</h2><p>\(texts.loginsLead)</p>
            \(table.html)
            <div class="gap-s">\(end)</div></section>
            """
    }

    private func row(_ entry: Entry, _ context: ConsoleContext) -> [Table.Cell] {
        let texts = context.texts.logins
        let deed: HTML =
            entry.isPresent
            ? Badge(.ok, texts.thisBrowser).html
            : """
            <form method="post" action="\(context.address(.loginEnd(id: entry.id)))">\(context.csrfField)\
            <button class="btn btn-s">\(texts.end)<span class="vh"> \(texts.browserName(entry.browser))</span></button>\
            </form>
            """
        return [
            Table.Cell("\(texts.browserName(entry.browser))", header: true),
            .text(texts.methodName(entry.method)),
            Table.Cell(
                """
                \(context.moment(entry.createdAt))\
                <span class="sub">\(texts.endsAt(context.sinceMoment(entry.endsAt)))</span>
                """),
            .text(entry.isPresent ? texts.now : context.moment(entry.seenAt)),
            Table.Cell(deed),
        ]
    }
}
