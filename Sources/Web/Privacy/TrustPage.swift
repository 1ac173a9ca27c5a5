import Domain

/// `/trust`: every promise, the code that keeps it, and what its probe found last.
struct TrustPage: Sendable {
    let report: TrustReport

    func html(_ texts: Texts) -> HTML {
        let words = texts.trust
        let zone = LocalZone(name: "UTC") { _ in 0 }
        let rows = ProofRows(rows: report.inForce, now: report.now, zone: zone, texts: words)
        return PublicFrame.page(
            texts, title: words.title, in: .proof,
            """
            <div class="head"><div>\(TrustVerdict(report: report, texts: words).html)<p class="lead">\(words.lead)</p></div></div>
            \(ProofLine(report: report, zone: zone, texts: words, zoneName: "UTC").html)
            <h2 class="vh">\(words.promises)</h2>
            \(rows.html)
            <p class="btns stack-top">\(Button.link(words.asJSON, to: .trustJSON, "btn btn-bare"))\
            \(Button.link(words.asPolicy, to: .policy(anchor: nil), "btn btn-bare"))</p>
            <section aria-labelledby="later"><h2 id="later">\(words.laterTitle)</h2><p class="quiet">\(words.laterLead)</p>
            \(later(words))</section>
            <section class="split stack-top"><div><h2>\(words.checkTitle)</h2><p>\(words.checkLead)</p>\
            \(CopyBox(label: words.commands, text: words.commandLines, texts: texts.frame).html)</div>
            <div class="margin"><section><h2>\(words.readTitle)</h2><p class="small quiet">\(words.readText)</p></section>\
            </div></section>
            """)
    }

    /// Rows of what the product does not do yet; never green.
    private func later(_ words: TrustTexts) -> HTML {
        let rows = report.notYet.map { row -> HTML in
            guard case .notYet(let reason) = row.standing else { return "" }
            let id = row.promise.id.rawValue
            return """
                <li id="\(id)"><span class="id">\(id)</span><div class="promise">\(row.promise.sentence)</div>\
                <div class="guard">\(Badge(.plain, words.notYet).html)<span class="sub">\(reason)</span></div></li>

                """
        }
        return "<ul class=\"proofs gap-s\">\(rows)</ul>"
    }
}

/// “32 promises. 31 kept, one not.”
struct TrustVerdict: Sendable {
    let report: TrustReport
    let texts: TrustTexts

    var html: HTML {
        let (kept, bad, unchecked) = (report.kept.count, report.notKept.count, report.notChecked.count)
        let not: HTML? = bad > 0 ? ", <em>\(texts.notKept(bad))</em>" : nil
        let open: HTML? = unchecked > 0 ? ", \(texts.unchecked(unchecked))" : nil
        return """
            <h1 class="verdict">\(texts.count(report.inForce.count))<br>\(texts.keptCount(kept))\(not)\(open).</h1>
            """
    }
}
