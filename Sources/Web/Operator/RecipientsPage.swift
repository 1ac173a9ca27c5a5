import Domain

/// `/operator/recipients`: where data may go, and what went there in the last 24 hours.
struct RecipientsPage: OperatorPage {
    let recipients: [RegisteredRecipient]
    var subProcessors: [SubProcessorEntry] = []

    func html(in context: OperatorContext) -> HTML {
        let texts = context.texts
        let living = recipients.filter { $0.endedAt == nil }
        let ended = recipients.filter { $0.endedAt != nil }
        let announce: HTML? =
            context.may(ManageRecipients.self)
            ? Button.link(
                context.console.texts.operatorRegisters.announce, to: .operatorRoom(.register(.newSubProcessor)))
            : nil
        let heading = Heading(
            title: "\(texts.entry(.recipients))", lead: "\(texts.recipientsLead(living.count))", actions: announce)
        let body =
            recipients.isEmpty
            ? EmptyState(title: texts.noRecipients, text: texts.noRecipientsText).html
            : Recipient.Kind.allCases.map { section($0, living.filter(by: $0), context) }.joined()
        let past: HTML =
            ended.isEmpty
            ? ""
            : """
            <section aria-labelledby="en"><h2 id="en">\(texts.endedTitle)</h2>\
            \(table(ended, texts.endedTitle, context))</section>
            """
        let told = SubProcessorSection(entries: subProcessors).html(context)
        return OperatorFrame.page(
            context, title: texts.entry(.recipients), in: .recipients,
            "\(heading.html)<div class=\"stack stack-top\">\(told)\(body)\(past)</div>")
    }

    private func section(
        _ kind: Recipient.Kind, _ recipients: [RegisteredRecipient], _ context: OperatorContext
    ) -> HTML {
        guard !recipients.isEmpty else { return "" }
        let title = context.texts.kind(kind)
        return """
            <section aria-labelledby="k-\(kind.rawValue)"><h2 id="k-\(kind.rawValue)">\(title)</h2>\
            \(table(recipients, title, context))</section>
            """
    }

    private func table(_ recipients: [RegisteredRecipient], _ label: String, _ context: OperatorContext) -> HTML {
        let texts = context.texts
        return Table(
            label: label,
            columns: [
                Table.Column(texts.recipient), Table.Column(texts.origins), Table.Column(texts.purposes),
                Table.Column(texts.registered), Table.Column(texts.contacts),
            ],
            rows: recipients.map { entry in
                let whose: HTML? = entry.organization.map { "<span class=\"sub\"><bdi>\($0.name)</bdi></span>" }
                let origins = entry.recipient.origins.map { origin -> HTML in
                    "<code>\(origin.description)</code>"
                }
                let until = entry.endedAt.map { texts.until(context.console.day($0)) } ?? ""
                return [
                    Table.Cell("<bdi>\(entry.recipient.name)</bdi>\(whose)", names: "wrap", header: true),
                    Table.Cell(origins.joined(separator: "<br>"), names: "wrap"),
                    .text(texts.purposeList(entry.recipient.purposes)),
                    Table.Cell("\(context.console.day(entry.registeredAt))<span class=\"sub\">\(until)</span>"),
                    Table.Cell(contacts(of: entry, context)),
                ]
            }
        ).html
    }

    /// The last 24 hours, each a tick; one with contacts is an event.
    private func contacts(of entry: RegisteredRecipient, _ context: OperatorContext) -> HTML {
        let texts = context.texts
        let first = context.console.now - context.console.now % Clock.hour - 23 * Clock.hour
        let cells = (0..<24).map { place -> Line.Cell in
            let hours = entry.contacts.filter { $0.hour == first + Int64(place) * Clock.hour }
            var cell = Line.Cell()
            if hours.contains(where: { $0.total > 0 }) {
                cell.event = hours.contains { $0.failed + $0.blocked > 0 } ? .bad : .ok
            }
            return cell
        }
        let sum = { (count: (ContactHour) -> Int64) in Int(entry.contacts.reduce(0) { $0 + count($1) }) }
        let sentence = texts.contacts(done: sum(\.done), failed: sum(\.failed), blocked: sum(\.blocked))
        guard !entry.contacts.isEmpty else { return "<span class=\"quiet\">\(texts.noContacts)</span>" }
        return Line(
            cells: cells, sentence: sentence, start: sentence, end: "", size: .small
        ).html
    }
}

extension [RegisteredRecipient] {
    fileprivate func filter(by kind: Recipient.Kind) -> [RegisteredRecipient] { filter { $0.recipient.kind == kind } }
}
