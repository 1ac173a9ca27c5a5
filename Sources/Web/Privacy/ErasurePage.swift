import Domain

/// `/o/{slug}/privacy/erasures/{id}`: the certificate for people, and the text that was signed.
struct ErasurePage: ConsolePage {
    let erasure: ErasureSummary
    /// From the certificate's text; nil where there is none yet.
    let facts: CertificateFacts?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.erasures
        let title = texts.certificateTitle(context.date(erasure.begunAt))
        let crumb = Crumb(
            steps: [
                (context.texts.privacy.title, context.address(.privacy(.overview))),
                (texts.title, context.address(.erasures(.list))),
            ],
            here: title)
        let lead = facts == nil ? texts.pendingLead : texts.certificateLead
        let body: HTML? = facts.map { facts in
            """
            \(removed(facts, context))\(searched(facts, context))\(notes(facts, context))\(signed(context))
            """
        }
        return Layout.console(
            context, title: title, in: .privacy,
            """
            \(crumb.html(label: context.texts.frame.path))
            <div class="head"><div><h1>\(title)</h1><p class="lead">\(lead)</p></div>\
            <p>\(erasure.badge(texts).html)</p></div>
            \(erasure.residual(context))
            <div class="split"><div class="stack">\(body ?? "")</div>
            <div class="margin">\(done(context))</div></div>
            """)
    }

    private func done(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.erasures
        func fact(_ name: String, _ value: HTML?) -> HTML? { value.map { "<dt>\(name)</dt><dd>\($0)</dd>" } }
        let request = erasure.request.map { id -> HTML in "<span class=\"hash\">\(id)</span>" }
        let key = facts?.keyFingerprint.map { print -> HTML in
            "\(texts.keyText) <span class=\"hash\">\(print)</span>"
        }
        return """
            <section aria-labelledby="do"><h2 id="do">\(texts.factsTitle)</h2><dl class="facts facts--stack">\
            <dt>\(texts.cause)</dt><dd>\(texts.cause(erasure.cause))</dd>\(fact(texts.request, request))\
            <dt>\(texts.begun)</dt><dd>\(context.moment(erasure.begunAt))</dd>\
            \(fact(texts.effective, erasure.effectiveAt.map { "\(context.moment($0))" }))\
            \(fact(texts.complete, erasure.completeAt.map { "\(context.moment($0))" }))\
            \(fact(texts.key, key))\
            \(fact(texts.ledger, facts?.ledgerLine.map { "\(texts.ledgerText) \($0)" }))</dl></section>
            """
    }

    private func removed(_ facts: CertificateFacts, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.erasures
        let table = Table(
            label: texts.removedTitle,
            columns: [Table.Column(texts.table), Table.Column(texts.rows, number: true)],
            rows: facts.removed.reversed().map { removal in
                let name: HTML = texts.table(removal.table).map { "\($0)" } ?? "<code>\(removal.table)</code>"
                return [Table.Cell(name, header: true), .text(context.number(removal.rows))]
            })
        let body: HTML = facts.removed.isEmpty ? "<p>\(texts.nothing)</p>" : table.html
        return """
            <section aria-labelledby="rm"><h2 id="rm">\(texts.removedTitle)</h2><p class="quiet">\(texts.removedText)</p>\
            \(body)</section>
            """
    }

    private func searched(_ facts: CertificateFacts, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.erasures
        guard !facts.searched.isEmpty else { return "" }
        let table = Table(
            label: texts.searchedTitle, columns: [Table.Column(texts.place), Table.Column(texts.result)],
            rows: facts.searched.map { search in
                let (tone, word): (Badge.Tone, String) =
                    switch search.outcome {
                    case .clean: (.ok, texts.clean)
                    case .notChecked: (.plain, texts.notChecked)
                    case .found: (.bad, texts.found)
                    }
                return [
                    Table.Cell("\(search.place)", names: "wrap", header: true),
                    Table.Cell("\(Badge(tone, word).html)<span class=\"sub\">\(search.result)</span>"),
                ]
            })
        return """
            <section aria-labelledby="se"><h2 id="se">\(texts.searchedTitle)</h2>\
            <p class="quiet">\(texts.searchedText)</p>\(table.html)</section>
            """
    }

    /// What a law keeps, and what keeps a sync from undoing it.
    private func notes(_ facts: CertificateFacts, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.erasures
        let held = facts.held.map { line -> HTML in "<li>\(line)</li>" }
        let kept: HTML = """
            <section aria-labelledby="hl"><h2 id="hl">\(texts.heldTitle)</h2><ul class="plain">\(held)</ul>\
            <p class="btns">\(Button.link(context.texts.holds.title, to: context.address(.holds(.list)), "btn btn-s"))</p>\
            </section>
            """
        let suppressed: HTML? = facts.suppressed.map { line in
            """
            <section aria-labelledby="sp"><h2 id="sp">\(texts.suppressedTitle)</h2><p>\(line.sentence)</p></section>
            """
        }
        return "\(when: !held.isEmpty, kept)\(suppressed)"
    }

    private func signed(_ context: ConsoleContext) -> HTML {
        guard let text = erasure.certificate else { return "" }
        let texts = context.texts.erasures
        let download = Button.link(
            texts.download, to: context.address(.erasures(.certificate(id: erasure.id))), "btn btn-main")
        return """
            <section aria-labelledby="tx"><h2 id="tx">\(texts.textTitle)</h2>\
            \(CopyBox(label: texts.textName, text: text, texts: context.texts.frame).html)\
            <p class="btns">\(download)</p></section>
            """
    }
}

extension String {
    /// With a capital at its beginning and a full stop at its end.
    fileprivate var sentence: String {
        guard let first = utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return self }
        return String(UnicodeScalar(first - 32)) + String(decoding: utf8.dropFirst(), as: UTF8.self) + "."
    }
}
