import Domain

/// `/o/{slug}` for those who learn and keep nothing: what is here for them, and how they got in.
///
/// It shows nobody but the reader, so that a read transaction makes it.
struct HomePage: ConsolePage {
    let method: Login.Method
    let hasFactor: Bool
    /// When the login ends at the latest, milliseconds UTC.
    let endsAt: Int64
    /// What the organization has instructed beyond name, job title and work e-mail.
    let instructed: [Attribute]
    /// Newest first.
    let notices: [OverviewPage.Notice]

    func html(in context: ConsoleContext) -> HTML {
        let context = context.forStaff
        let texts = context.texts.home
        let now = context.zone.civil(context.now)
        let heading = Heading(title: texts.greeting(context.reader.name, hour: now.hour), lead: "\(texts.lead)")
        return Layout.console(
            context, title: texts.title, in: .overview,
            """
            \(heading.html)
            \(Self.year(now, context).html)
            <div class="split"><div class="stack">
            <section aria-labelledby="tr"><h2 id="tr">\(texts.trainingTitle)</h2><p>\(texts.trainingText)</p>\
            <div class="empty"><h3>\(texts.noneTitle(context.organization))</h3>\
            <p class="quiet">\(texts.noneText)</p></div></section>
            <section aria-labelledby="da"><h2 id="da">\(texts.dataTitle)</h2><p>\(data(context))</p></section>
            </div><div class="margin">\(signIn(context))\
            <section aria-labelledby="as"><h2 id="as">\(texts.askTitle)</h2>\
            <p class="small">\(texts.ask(context.organization))</p></section>\(noticeSection(context))</div></div>
            """)
    }

    /// The present year, a cell a month.
    private static func year(_ now: CivilTime, _ context: ConsoleContext) -> Line {
        let format = context.texts.format
        let cells = (1...12).map { month in
            Line.Cell(
                isPast: month < now.month, isNow: month == now.month, isMajor: month % 3 == 1,
                label: month == now.month ? format.dayAndMonth(now) : nil, isLabelBefore: month > 9)
        }
        return Line(
            cells: cells, sentence: context.texts.home.yearSentence(format.date(now)),
            start: context.texts.home.lineStart, end: context.texts.home.lineEnd, size: .labels)
    }

    private func data(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.home
        let names = instructed.compactMap(texts.attribute)
        let more: HTML? = names.isEmpty ? nil : " \(texts.alsoHeld(names))"
        return "\(texts.dataDecides(context.organization)) \(texts.dataKept)\(more)"
    }

    private func signIn(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.home
        let step = hasFactor ? Badge(.ok, texts.isOn) : Badge(.plain, texts.isOff)
        return """
            <section aria-labelledby="si"><h2 id="si">\(texts.signInTitle)</h2><dl class="facts facts--stack">\
            <dt>\(texts.signInBy)</dt><dd>\(context.texts.logins.methodName(method))</dd>\
            <dt>\(texts.secondStep)</dt><dd>\(step.html)</dd>\
            <dt>\(texts.loginEnds)</dt><dd>\(context.moment(endsAt))</dd></dl>\
            <p class="small gap-s"><a href="\(context.address(.ownSignIn))">\(texts.signInLink)</a></p></section>
            """
    }

    private func noticeSection(_ context: ConsoleContext) -> HTML {
        guard !notices.isEmpty else { return "" }
        let texts = context.texts.home
        let items = notices.map { notice -> HTML in
            let said =
                switch notice.kind {
                case .escalated: texts.escalated
                case .operatorAccess(let reason): texts.gaveAccess(reason)
                }
            return "<dt>\(context.moment(notice.at))</dt><dd>\(said)</dd>"
        }
        return """
            <section aria-labelledby="op"><h2 id="op">\(texts.noticesTitle)</h2>\
            <dl class="facts facts--stack">\(items)</dl></section>
            """
    }
}
