import Domain

/// `/o/{slug}/privacy/record`: the processor's record of processing (GDPR, Art. 30(2)), made from the inventory, the
/// registers and the registry of promises. It prints.
struct RecordPage: ConsolePage {
    struct Party: Sendable {
        let name: String
        let kind: Recipient.Kind
        let purposes: [PurposeName]
        let hosts: [String]
    }

    let recipients: [Party]
    let categories: [StaffCategory]
    let measures: [Promise]

    func html(in context: ConsoleContext) -> HTML {
        let words = context.texts.record
        let measures = measures.map { promise -> HTML in
            "<li><code>\(promise.id.rawValue)</code> \(promise.sentence)</li>"
        }
        return Layout.console(
            context, title: words.title, in: .privacy,
            """
            \(Heading(title: "\(words.title)", lead: "\(words.lead(context.date(context.now)))").html)
            <div class="split"><div class="stack">
            <section aria-labelledby="pa"><h2 id="pa">\(words.parties)</h2><dl class="facts gap-s">\
            <dt>\(words.controller)</dt><dd><bdi>\(context.organization)</bdi></dd>\
            <dt>\(words.processor)</dt><dd>\(words.product)</dd>\
            <dt>\(words.processing)</dt><dd>\(words.processingText)</dd>\
            <dt>\(words.transfers)</dt><dd>\(words.transfersText)</dd></dl></section>
            <section aria-labelledby="ca"><h2 id="ca">\(words.categories)</h2>\(table(words))</section>
            <section aria-labelledby="re"><h2 id="re">\(words.recipients)</h2>\(parties(words))</section>
            <section aria-labelledby="me"><h2 id="me">\(words.measures)</h2><ul class="plain gap-s">\(measures)</ul></section>
            </div>\(ProofMargin().html(context))</div>
            """)
    }

    private func table(_ words: RecordTexts) -> HTML {
        Table(
            label: words.categories,
            columns: [
                Table.Column(words.data), Table.Column(words.purposes), Table.Column(words.source),
                Table.Column(words.kept),
            ],
            rows: categories.map { entry in
                [
                    Table.Cell("\(entry.category.policyWords)", names: "wrap", header: true),
                    Table.Cell("\(entry.purposes.map(\.title).joined(separator: ", "))", names: "wrap"),
                    Table.Cell("\(entry.sources.map(\.words).joined(separator: "; "))", names: "wrap"),
                    Table.Cell("\(entry.retentions.joined(separator: "; "))", names: "wrap"),
                ]
            }
        ).html
    }

    private func parties(_ words: RecordTexts) -> HTML {
        guard !recipients.isEmpty else { return "<p class=\"quiet gap-s\">\(words.noRecipients)</p>" }
        return Table(
            label: words.recipients,
            columns: [Table.Column(words.recipient), Table.Column(words.kind), Table.Column(words.purposes)],
            rows: recipients.map { party in
                [
                    Table.Cell(
                        "<bdi>\(party.name)</bdi><span class=\"sub\">\(party.hosts.joined(separator: ", "))</span>",
                        names: "wrap", header: true),
                    .text(words.kind(party.kind)),
                    Table.Cell("\(party.purposes.map(\.title).joined(separator: ", "))", names: "wrap"),
                ]
            }
        ).html
    }
}
