import Domain

/// One erasure as pages show it.
struct ErasureSummary: Sendable {
    let id: String
    let request: String?
    let cause: ErasureCause
    let state: Erasure.State
    /// Milliseconds UTC, all.
    let begunAt: Int64
    let effectiveAt: Int64?
    let completeAt: Int64?
    let residualUntil: Int64?
    /// Whether a sync cannot bring the person back now.
    let isSuppressing: Bool
    /// Signed text, once it is there.
    let certificate: String?

    func badge(_ texts: ErasureTexts) -> Badge {
        switch state {
        case .effective, .complete: Badge(.ok, texts.state(state))
        case .marked, .entered, .destroyed, .removed: Badge(.warn, texts.state(state))
        }
    }

    /// How long unreadable copies may lie in backups; nil where there are none, or none any more.
    func residual(_ context: ConsoleContext) -> HTML? {
        guard let from = effectiveAt, let until = residualUntil, until > context.now else { return nil }
        let texts = context.texts.erasures
        let span = LineSpan.between(from, until)
        return Line(
            cells: span.cells(now: context.now, nowLabel: nil, marks: [], majorEvery: 4),
            sentence: texts.residualSentence(from: context.date(from), until: context.date(until)),
            start: texts.residual(context.day(until)), end: "", size: .small
        ).html
    }
}

/// `/o/{slug}/privacy/erasures`: who was erased is not said, but when, why, and how it can be shown.
struct ErasuresPage: ConsolePage {
    /// The latest first.
    let erasures: [ErasureSummary]
    /// Whether the reader may let someone come back.
    let mayDecide: Bool
    /// Whether it was proved within minutes who is at the browser.
    let isProved: Bool
    /// Why the rehire was not allowed.
    var problem: String?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.erasures
        let list =
            erasures.isEmpty ? EmptyState(title: texts.noneTitle, text: texts.noneText).html : table(context)
        let crumb = Crumb(
            steps: [(context.texts.privacy.title, context.address(.privacy(.overview)))], here: texts.title)
        return Layout.console(
            context, title: texts.title, in: .privacy,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead(erasures.count))").html)
            <div class="split"><div class="stack">\(list)\(when: mayDecide, rehire(context))</div>
            <div class="margin"><section aria-labelledby="su"><h2 id="su">\(texts.suppressionTitle)</h2>\
            <p class="small">\(texts.suppressionText)</p></section>\
            <section aria-labelledby="gr"><h2 id="gr">\(texts.graceTitle)</h2><p class="small">\(texts.graceText)</p>\
            </section>\(PrivacyMargin().html(context))</div></div>
            """)
    }

    private func table(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.erasures
        return Table(
            label: texts.title,
            columns: [
                Table.Column(texts.begun), Table.Column(texts.cause), Table.Column(texts.state),
                Table.Column(texts.again), Table.Column(texts.proof),
            ],
            rows: erasures.map { erasure in
                let proof: HTML =
                    erasure.certificate == nil
                    ? "<span class=\"quiet\">\(texts.soon)</span>"
                    : """
                    <a href="\(context.address(.erasures(.erasure(id: erasure.id))))">\(texts.open)\
                    <span class="vh">: \(context.moment(erasure.begunAt))</span></a>
                    """
                return [
                    Table.Cell("\(context.moment(erasure.begunAt))", header: true),
                    .text(texts.cause(erasure.cause)),
                    Table.Cell("\(erasure.badge(texts).html)\(erasure.residual(context))"),
                    .text(Self.again(erasure, context)), Table.Cell(proof),
                ]
            }
        ).html
    }

    private static func again(_ erasure: ErasureSummary, _ context: ConsoleContext) -> String {
        let texts = context.texts.erasures
        guard erasure.cause == .request else { return texts.mayReturn }
        let until = erasure.begunAt + Erasure.suppressionLifetime
        return erasure.isSuppressing ? texts.until(context.date(until)) : texts.lifted
    }

    private func rehire(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.erasures
        let title: HTML = "<h2 id=\"rh\">\(texts.rehireTitle)</h2><p class=\"quiet\">\(texts.rehireText)</p>"
        guard isProved else {
            return """
                <section aria-labelledby="rh">\(title)</section>\(ProofSheet(then: .erasures).html(context))
                """
        }
        let field = Field.text(
            id: "name", name: "name", label: texts.rehireLabel, help: texts.rehireHelp, error: problem,
            isRequired: true)
        return """
            <section aria-labelledby="rh">\(title)<form class="sheet stack-s form" method="post" \
            action="\(context.address(.erasures(.rehire)))" autocomplete="off">\(context.csrfField)\(field.html)\
            <p class="btns"><button class="btn">\(texts.rehireDeed)</button></p></form></section>
            """
    }
}
