import Domain

/// Who of the operator was here: since when, until when, why. A part of the page on access.
struct VisitsSheet: Sendable {
    /// The latest first.
    let visits: [Visit]

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.visits
        let body = visits.isEmpty ? "<p class=\"quiet\">\(texts.none)</p>" : table(context).html
        return """
            <section aria-labelledby="op-visits"><h2 id="op-visits">\(texts.title)</h2>\
            <p class="quiet">\(texts.lead)</p>\(body)</section>
            """
    }

    private func table(_ context: ConsoleContext) -> Table {
        let texts = context.texts.visits
        return Table(
            label: texts.label,
            columns: [
                Table.Column(texts.since), Table.Column(texts.until), Table.Column(texts.reason),
                Table.Column(texts.state),
            ],
            rows: visits.map { visit in
                [
                    Table.Cell("\(context.moment(visit.openedAt))", header: true),
                    .text(context.moment(visit.endedAt ?? visit.endsAt)),
                    Table.Cell("<bdi>\(visit.reason)</bdi>", names: "wrap"), Table.Cell(state(visit, context)),
                ]
            })
    }

    private func state(_ visit: Visit, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.visits
        let isOpen = visit.isOpen(at: context.now)
        let badge = Badge(isOpen ? .warn : .plain, texts.state(visit, at: context.now)).html
        guard isOpen, context.reader.may(EndVisit.self) else { return badge }
        return """
            \(badge)<form method="post" action="\(context.address(.visitEnd(id: visit.id.description)))">\
            \(context.csrfField)<button class="btn btn-s btn-grave" \
            aria-label="\(texts.endNamed(context.moment(visit.openedAt)))">\(texts.end)</button></form>
            """
    }
}

/// Above every room that a visitor sees: that it is a visit, until when, and why.
struct VisitBanner: Sendable {
    let visit: Visit

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.visits
        return """
            <div class="flash flash-warn" role="note"><p>\
            <b>\(texts.banner(until: context.time(visit.endsAt), context.organization))</b> \
            <bdi>\(texts.because(visit.reason))</bdi></p>\
            <div class="btns">\
            \(Button.post(texts.leave, to: context.address(.visitEnd(id: visit.id.description)), "btn btn-s", context))\
            </div></div>
            """
    }
}

extension Visit {
    /// On the overview while it lasts: until when, why, and how to end it.
    func sheet(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.visits
        let end: HTML? =
            context.reader.may(EndVisit.self)
            ? Button.post(texts.endVisit, to: context.address(.visitEnd(id: id.description)), "btn", context) : nil
        return """
            <section class="sheet sheet--now" aria-labelledby="v-\(id.description)">\
            <h2 id="v-\(id.description)">\(texts.isHere(until: context.time(endsAt)))</h2>\
            <p><bdi>\(texts.why(reason))</bdi></p>\
            <div class="btns gap-s">\(end)\(Button.link(texts.seeAll, to: context.address(.access), "btn"))</div></section>
            """
    }
}
