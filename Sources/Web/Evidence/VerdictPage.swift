import Domain

/// What became of a checkpoint that somebody handed back: in a sentence, what follows from it, and the proof.
struct VerdictPage: ConsolePage {
    let verdict: HistoryVerdict
    /// Events that it covers; nil where it cannot be read.
    let size: Int64?
    /// The newest checkpoint.
    let newest: CheckpointSummary?
    /// Hashes in base64.
    let proof: [String]

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        let crumb = Crumb(
            steps: [
                (context.texts.privacy.title, context.address(.privacy(.overview))),
                (texts.title, context.address(.evidence(.log))),
            ],
            here: texts.verdictTitle)
        let covers: HTML? = size.map { "<dt>\(texts.covers)</dt><dd>\(texts.count($0))</dd>" }
        let now: HTML? = newest.map {
            """
            <dt>\(texts.now)</dt><dd>\(texts.count($0.size))</dd><dt>\(texts.root)</dt><dd class="hash">\($0.root)</dd>
            """
        }
        return Layout.console(
            context, title: texts.verdictTitle, in: .privacy,
            """
            \(crumb.html(label: context.texts.frame.path))
            <div class="head"><div><h1>\(texts.verdict(verdict))</h1><p class="lead">\(verdict.sentence)</p></div>\
            <p>\(badge(texts).html)</p></div>
            <div class="split"><div class="stack"><section aria-labelledby="vm"><h2 id="vm">\(texts.verdictTitle)</h2>\
            <p>\(texts.meaning(verdict))</p><dl class="facts">\(covers)\(now)</dl>\
            <p class="btns">\(Button.link(texts.again, to: context.address(.evidence(.log))))</p></section>\
            \(when: !proof.isEmpty, proofSection(context))</div>
            <div class="margin"><section aria-labelledby="wh"><h2 id="wh">\(texts.whatTitle)</h2>\
            <p class="small">\(texts.whatText)</p></section></div></div>
            """)
    }

    private func badge(_ texts: EvidenceTexts) -> Badge {
        switch verdict {
        case .appendOnly: Badge(.ok, verdict.rawValue)
        case .forked, .rolledBack: Badge(.bad, verdict.rawValue)
        case .notOurs, .otherKey, .signatureWrong, .unreadable: Badge(.warn, verdict.rawValue)
        }
    }

    private func proofSection(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.evidence
        let box = CopyBox(
            label: texts.proofName, text: proof.joined(separator: "\n"), texts: context.texts.frame)
        return """
            <section aria-labelledby="pr"><h2 id="pr">\(texts.proof)</h2><p class="quiet">\(texts.proofText)</p>\
            \(box.html)</section>
            """
    }
}
