import Domain

/// `/o/{slug}/privacy/trust`: the promises that are probed in the organization's own database.
struct OwnTrustPage: ConsolePage {
    let report: TrustReport

    func html(in context: ConsoleContext) -> HTML {
        let words = context.texts.trust
        let margin = ProofMargin().html(context)
        return Layout.console(
            context, title: words.ownTitle, in: .privacy,
            """
            <div class="head"><div><p class="crumb">\(words.ownTitle)</p>\(TrustVerdict(report: report, texts: words).html)\
            <p class="lead">\(words.ownLead)</p></div></div>
            \(ProofLine(report: report, zone: context.zone, texts: words, zoneName: context.zone.name).html)
            <h2 class="vh">\(words.promises)</h2>
            \(ProofRows(rows: report.rows, now: report.now, zone: context.zone, texts: words).html)
            <div class="split stack-top"><p class="quiet">\(words.readText)</p>\(margin)</div>
            """)
    }
}

/// Links to what stands behind the proofs.
struct ProofMargin: Sendable {
    func html(_ context: ConsoleContext) -> HTML {
        let (trust, record) = (context.texts.trust, context.texts.record)
        let links: [(String, Address)] = [
            (trust.ownTitle, context.address(.proof(.trust))), (record.title, context.address(.proof(.record))),
            (record.mapTitle, context.address(.proof(.dataMap(DataMapQuery())))),
            (trust.ownAll, .trust(anchor: nil)), (trust.asPolicy, .policy(anchor: nil)),
        ]
        let items = links.map { title, address -> HTML in "<li><a href=\"\(address)\">\(title)</a></li>" }
        return """
            <div class="margin"><section><h2>\(trust.ownMargin)</h2><ul class="plain small">\(items)</ul></section></div>
            """
    }
}
