import Domain

/// `/operator/domains`: what waits for a proof or a decision, of all organizations.
struct OperatorDomainsPage: OperatorPage {
    /// The oldest first.
    let pending: [PendingDomain]
    var alert: String?

    func html(in context: OperatorContext) -> HTML {
        let texts = context.texts
        let heading = Heading(title: "\(texts.entry(.domains))", lead: "\(texts.pendingLead(pending.count))")
        let body =
            pending.isEmpty
            ? EmptyState(title: texts.nothingPending, text: texts.nothingPendingText).html : table(context)
        return OperatorFrame.page(
            context, title: texts.entry(.domains), in: .domains,
            """
            \(OperatorAlert(text: alert).html)
            \(heading.html)
            <div class="split stack-top"><div>\(body)</div>
            <div class="margin"><section aria-labelledby="pr"><h2 id="pr">\(texts.proofTitle)</h2>\
            <p class="small">\(texts.proofText)</p></section>\
            <section aria-labelledby="ap"><h2 id="ap">\(texts.approveTitle)</h2>\
            <p class="small">\(texts.approveText)</p></section></div></div>
            """)
    }

    private func table(_ context: OperatorContext) -> HTML {
        let texts = context.texts
        return Table(
            label: texts.entry(.domains),
            columns: [
                Table.Column(texts.domain), Table.Column(texts.organization), Table.Column(texts.named),
                Table.Column(texts.action, silent: true),
            ],
            rows: pending.map { item in
                let address = Address.operatorRoom(.organization(slug: item.slug))
                return [
                    Table.Cell("\(item.domain.name)", names: "wrap", header: true),
                    Table.Cell("<a href=\"\(address)\"><bdi>\(item.organization)</bdi></a>"),
                    .text(item.domain.namedAt.map { context.console.moment($0) } ?? context.console.texts.frame.none),
                    Table.Cell(DomainDecision(slug: item.slug, domain: item.domain, isFromList: true).html(context)),
                ]
            }
        ).html
    }
}
