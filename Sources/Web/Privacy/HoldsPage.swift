import Domain

/// One hold as pages show it.
struct HoldSummary: Sendable {
    let id: String
    let person: String
    /// Nil where the person was erased.
    let name: String?
    let fields: [Attribute]
    let reason: String
    /// Milliseconds UTC, all; the end is the last instant of its last day.
    let begunAt: Int64
    let endsAt: Int64
    let endedAt: Int64?
    /// Whether these fields are what is left of the person.
    let isAllThatIsLeft: Bool

    func isOpen(at now: Int64) -> Bool { endedAt == nil && endsAt > now }

    /// The name, as a link to the person where it is still here.
    func who(_ context: ConsoleContext) -> HTML {
        guard let name else { return "\(context.texts.holds.gone)" }
        return "<a href=\"\(context.address(.person(id: person)))\">\(PersonName(name).html)</a>"
    }

    func line(_ context: ConsoleContext, _ size: Line.Size) -> HTML {
        let texts = context.texts.holds
        let end = endedAt ?? endsAt
        let (from, until) = (context.date(begunAt), context.date(end))
        let sentence =
            endedAt == nil ? texts.sentence(from: from, until: until) : texts.endedSentence(from: from, on: until)
        let span = LineSpan.between(begunAt, max(end, begunAt + 1))
        let marks = [
            LineMark(at: begunAt, event: .plain, label: nil),
            LineMark(at: end - 1, event: endedAt == nil ? .due : .ok, label: nil),
        ]
        let cells = span.cells(
            now: context.now, nowLabel: size == .labels ? texts.now : nil, marks: marks, majorEvery: 4)
        return Line(
            cells: cells, sentence: sentence, start: texts.from(from), end: texts.until(until), size: size
        ).html
    }
}

/// `/o/{slug}/privacy/holds`: what a law keeps, of whom, and until when.
struct HoldsPage: ConsolePage {
    /// Those in force, the first to end first; then those that have ended.
    let holds: [HoldSummary]
    /// Whether the reader may place and end holds.
    let mayHold: Bool

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.holds
        let staff = Button.link(texts.toStaff, to: context.address(.staff(StaffListQuery())))
        let open = holds.filter { $0.isOpen(at: context.now) }.sorted { $0.endsAt < $1.endsAt }
        let ended = holds.filter { !$0.isOpen(at: context.now) }
        let body: HTML =
            holds.isEmpty
            ? EmptyState(title: texts.noneTitle, text: texts.noneText, actions: mayHold ? [staff] : []).html
            : "\(openSection(open, context))\(when: !ended.isEmpty, endedSection(ended, context))"
        let crumb = Crumb(
            steps: [(context.texts.privacy.title, context.address(.privacy(.overview)))], here: texts.title)
        return Layout.console(
            context, title: texts.title, in: .privacy,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)", actions: mayHold && !holds.isEmpty ? staff : nil).html)
            <div class="split"><div class="stack">\(body)</div>
            <div class="margin"><section aria-labelledby="wh"><h2 id="wh">\(texts.whatTitle)</h2>\
            <p class="small">\(texts.whatText)</p></section>\
            <section aria-labelledby="sn"><h2 id="sn">\(texts.seenTitle)</h2><p class="small">\(texts.seenText)</p>\
            </section>\(PrivacyMargin().html(context))</div></div>
            """)
    }

    private func openSection(_ open: [HoldSummary], _ context: ConsoleContext) -> HTML {
        let texts = context.texts.holds
        let table = Table(
            label: texts.openTitle,
            columns: [Table.Column(texts.person), Table.Column(texts.fields), Table.Column(texts.time)],
            rows: open.map { hold in
                [
                    Table.Cell(hold.who(context), names: "name", header: true), Table.Cell(fields(hold, context)),
                    Table.Cell(hold.line(context, .small)),
                ]
            })
        let body: HTML = open.isEmpty ? "<p class=\"quiet\">\(texts.noneOpen)</p>" : table.html
        return "<section aria-labelledby=\"op\"><h2 id=\"op\">\(texts.openTitle)</h2>\(body)</section>"
    }

    private func endedSection(_ ended: [HoldSummary], _ context: ConsoleContext) -> HTML {
        let texts = context.texts.holds
        let table = Table(
            label: texts.endedTitle,
            columns: [Table.Column(texts.person), Table.Column(texts.fields), Table.Column(texts.endedOn)],
            rows: ended.map { hold in
                [
                    Table.Cell(hold.who(context), names: "name", header: true), Table.Cell(fields(hold, context)),
                    .text(context.date(hold.endedAt ?? hold.endsAt)),
                ]
            })
        return """
            <section aria-labelledby="en"><h2 id="en">\(texts.endedTitle)</h2>\(table.html)</section>
            """
    }

    private func fields(_ hold: HoldSummary, _ context: ConsoleContext) -> HTML {
        """
        <a href="\(context.address(.holds(.hold(id: hold.id))))">\(context.texts.holds.names(hold.fields))</a>\
        <span class="sub"><bdi>\(hold.reason)</bdi></span>
        """
    }
}
