import Domain

/// `/o/{slug}/leaving`: everything to take, notice, and the end of a contract.
struct LeavingPage: ConsolePage {
    let leaving: Leaving
    /// Whether the reader has shown within the last minutes who they are.
    let isProved: Bool
    /// Why a deed was refused.
    var alert: String?

    private var ending: Organization.Ending { leaving.organization.ending }
    private var isClosed: Bool { leaving.organization.state == .closed }

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.leaving
        let lead =
            if isClosed, let until = ending.retrieveUntil {
                texts.closedLead(context.date(until))
            } else if let at = ending.closesAt {
                texts.noticeLead(context.date(at))
            } else {
                texts.activeLead
            }
        let deeds: HTML =
            isProved
            ? "\(take(context))\(isClosed ? early(context) : notice(context))"
            : ProofSheet(then: .leaving).html(context)
        return Layout.console(
            context, title: texts.title, in: .privacy,
            """
            \(OperatorAlert(text: alert).html)
            \(Heading(title: "\(texts.title)", lead: "\(lead)").html)
            \(line(context))
            <div class="split stack-top"><div class="stack">\(deeds)</div>
            <div class="margin">\(steps(context))</div></div>
            """)
    }

    /// The days in which the data can be taken.
    private func line(_ context: ConsoleContext) -> HTML {
        guard let start = ending.closedAt, let end = ending.retrieveUntil else { return "" }
        let texts = context.texts.leaving
        let left = Int(max(0, end - context.now + Clock.day - 1) / Clock.day)
        let span = LineSpan(start: start, end: end, unit: .day)
        let marks = [LineMark(at: start, event: .plain, label: nil)]
        return Line(
            cells: span.cells(now: context.now, nowLabel: context.day(context.now), marks: marks, majorEvery: 7),
            sentence: texts.line(context.date(start), context.date(end), left: left),
            start: "\(texts.closed) \(context.date(start))", middle: "<b>\(texts.left(left))</b>",
            end: "\(texts.retrieve) \(context.date(end))", size: .labels
        ).html
    }

    private func take(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.leaving
        let button = Button.post(texts.take, to: context.address(.register(.archive)), "btn btn-main", context)
        return """
            <section aria-labelledby="ta"><h2 id="ta">\(texts.takeTitle)</h2><p>\(texts.takeText)</p>\
            <div class="btns gap-s">\(button)</div></section>
            """
    }

    private func notice(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.leaving
        let form: HTML
        if ending.closesAt == nil {
            let days = Field.select(
                id: "days", name: "days", label: texts.days,
                options: [30, 14, 7, 1, 0].map { Field.Option(value: String($0), text: texts.option($0)) },
                chosen: "30",
                help: texts.daysHelp)
            form = """
                <form class="stack-s form" method="post" action="\(context.address(.register(.notice)))">\
                \(context.csrfField)\(days.html)\
                <p class="btns"><button class="btn btn-grave">\(texts.giveNotice)</button></p></form>
                """
        } else {
            form = """
                <div class="btns">\
                \(Button.post(texts.takeBack, to: context.address(.register(.noticeEnd)), "btn", context))</div>
                """
        }
        return """
            <section aria-labelledby="no"><h2 id="no">\(texts.noticeTitle)</h2><p class="quiet">\(texts.noticeText)</p>\
            <div class="gap-s">\(form)</div></section>
            """
    }

    private func early(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.leaving
        let said = leaving.approvals.map { approval -> HTML in
            """
            <li>\(texts.saidSo): \(approval.side == .organization ? texts.byYou : texts.byOperator), \
            \(context.moment(approval.at))</li>
            """
        }
        let list: HTML? = said.isEmpty ? nil : "<ul class=\"plain small gap-s\" role=\"list\">\(said)</ul>"
        return """
            <section aria-labelledby="ea"><h2 id="ea">\(texts.earlyTitle)</h2><p class="quiet">\(texts.earlyText)</p>\
            \(list)<p class="btns gap-s">\
            \(Button.link(texts.early, to: context.address(.register(.deletion)), "btn btn-grave"))</p></section>
            """
    }

    private func steps(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.leaving
        func step(_ text: String, _ when: String?, _ name: HTML) -> HTML {
            let when: HTML? = when.map { "<span class=\"when\">\($0)</span>" }
            return "<li\(name)>\(text)\(when)</li>"
        }
        let end = ending.closedAt ?? ending.closesAt
        let items: [HTML] = [
            step(
                isClosed ? texts.closed : texts.closes, end.map { context.date($0) },
                isClosed ? "" : " class=\"is-next\""),
            step(
                texts.retrieve, ending.retrieveUntil.map { context.date($0) },
                isClosed ? " class=\"is-now\"" : " class=\"is-next\""),
            step(texts.thenDestroyed, nil, " class=\"is-next\""),
            step(texts.certificateStep, nil, " class=\"is-next\""),
        ]
        return """
            <section aria-labelledby="st"><h2 id="st">\(texts.stepsTitle)</h2>\
            <ol class="steps gap-s" role="list">\(items)</ol></section>
            """
    }
}
