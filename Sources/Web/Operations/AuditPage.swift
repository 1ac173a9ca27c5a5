import Domain

/// `/o/{slug}/privacy/audit`: what the security audit found in the organization's own database.
struct AuditPage: ConsolePage {
    /// The newest first; at most 30.
    let parts: [AuditPart]

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.audit
        guard let last = parts.first else {
            let empty = EmptyState(title: texts.noneHere, text: texts.noneText)
            return Layout.console(
                context, title: texts.title, in: nil,
                "\(Heading(title: "\(texts.title)", lead: "\(texts.customerLead)").html)\(empty.html)")
        }
        let list = AuditList(results: last.results, history: parts.map(\.results))
        let marks = parts.map { ($0.at, AuditCounts($0.results).isPassed) }
        return Layout.console(
            context, title: texts.title, in: nil,
            """
            \(AuditHead(counts: AuditCounts(last.results), at: last.at).html(in: context))
            \(AuditLine(marks: marks).html(in: context))
            <div class="split"><div class="stack">\(list.html(in: context))</div>
            <div class="margin"><section aria-labelledby="yp"><h2 id="yp">\(texts.ownPart)</h2>\
            <p class="small">\(texts.customerLead)</p></section>\
            <section aria-labelledby="hr"><h2 id="hr">\(texts.margin)</h2>\
            <p class="small">\(texts.marginText)</p></section>\
            </div></div>
            """)
    }
}
