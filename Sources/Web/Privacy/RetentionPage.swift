import Domain

/// `/o/{slug}/privacy/retention`: how long everything stays, and what the sweep takes by a day.
struct RetentionPage: ConsolePage {
    /// Days ahead that one can look.
    static let spans = [0, 1, 7, 30, 90, 365]

    /// Of the line in each row.
    private static let cells = 10

    let preview: SweepPreview
    let days: Int

    func html(in context: ConsoleContext) -> HTML {
        let context = context.inEnglish
        let texts = context.texts.retention
        let spans = Self.spans.map { span -> HTML in
            let current: HTML? = span == days ? " aria-current=\"page\"" : nil
            return """
                <a class="btn btn-s" href="\(context.address(.privacy(.retention(days: span))))"\(current)>\
                \(texts.span(span))</a>

                """
        }
        let due = preview.lines.reduce(0) { $0 + $1.count }
        return Layout.console(
            context, title: texts.title, in: .privacy,
            """
            \(Crumb(steps: [(context.texts.privacy.title, context.address(.privacy(.overview)))], here: texts.title)
                .html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <div class="split"><div class="stack">
            <nav class="btns" aria-label="\(texts.spans)">\(spans)</nav>
            <p>\(texts.verdict(Int(due), by: context.moment(preview.date), next: context.moment(preview.nextSweep)))</p>
            \(table(context))
            </div><div class="margin">\(grace(context))\(PrivacyMargin().html(context))</div></div>
            """)
    }

    private func table(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.retention
        let rows = preview.lines.map { line -> [Table.Cell] in
            [
                Table.Cell(
                    """
                    \(texts.name(line.swept))\
                    <span class="sub">\(texts.kept(line, graceDays: Int(preview.graceDays)))</span>
                    """, header: true),
                .text(line.count == 0 ? "–" : context.number(Int(line.count))),
                .text(line.oldest.map { context.date($0) } ?? "–"),
                Table.Cell(next(line, context)),
            ]
        }
        return Table(
            label: texts.title,
            columns: [
                Table.Column(texts.what), Table.Column(texts.due, number: true), Table.Column(texts.since),
                Table.Column(texts.next),
            ], rows: rows
        ).html
    }

    /// The day, and how far the oldest row is on its way there.
    private func next(_ line: SweepPreview.Line, _ context: ConsoleContext) -> HTML {
        guard let next = line.next else { return "–" }
        let day: HTML = "\(context.date(max(next, context.now)))"
        guard line.length > 0 else { return day }
        let gone = min(max(context.now - (next - line.length), 0), line.length)
        let place = min(Int(gone * Int64(Self.cells) / line.length), Self.cells - 1)
        let cells = (0..<Self.cells).map { Line.Cell(isPast: $0 < place, isNow: $0 == place) }
        let sentence = context.texts.retention.left(Int(max(0, next - context.now) / Clock.day))
        return "\(day)\(Line(cells: cells, sentence: sentence, start: "", end: sentence, size: .small).html)"
    }

    private func grace(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.retention
        guard context.reader.may(InstructPurposes.self) else { return "" }
        let field = Field.text(
            id: "grace", name: "graceDays", label: texts.graceLabel, value: String(preview.graceDays),
            help: texts.graceHelp, lengthMax: 2, isRequired: true)
        return """
            <section aria-labelledby="gr"><h2 id="gr">\(texts.graceTitle)</h2><p class="small">\(texts.graceText)</p>
            <form class="stack-s form" method="post" action="\(context.address(.privacy(.retention(days: 0))))">\
            \(context.csrfField)\(field.html)<p class="btns"><button class="btn">\(texts.record)</button></p></form></section>
            """
    }
}
