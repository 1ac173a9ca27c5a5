import Domain

/// The sub-processors on `/operator/recipients`: what was announced, and what customers said to it.
struct SubProcessorSection: Sendable {
    let entries: [SubProcessorEntry]

    func html(_ context: OperatorContext) -> HTML {
        guard !entries.isEmpty else { return "" }
        let texts = context.console.texts.operatorRegisters
        let title = texts.announced
        let table = Table(
            label: title,
            columns: [
                Table.Column(texts.name), Table.Column(context.texts.purposes), Table.Column(texts.effectiveAt),
                Table.Column(texts.answers), Table.Column(context.texts.action, silent: true),
            ],
            rows: entries.map { row($0, context) })
        return """
            <section aria-labelledby="sp"><h2 id="sp">\(title)</h2>\(table.html)\(objections(context))</section>
            """
    }

    private func row(_ entry: SubProcessorEntry, _ context: OperatorContext) -> [Table.Cell] {
        let texts = context.console.texts.operatorRegisters
        let subProcessor = entry.subProcessor
        let id = subProcessor.recipient.id.description
        let isRunning = context.console.now >= subProcessor.effectiveAt
        let state =
            subProcessor.endedAt == nil
            ? Badge(isRunning ? .ok : .warn, context.console.texts.registers.state(isRunning ? .running : .waiting))
            : Badge(.plain, context.console.texts.registers.state(.ended))
        let end = Button.link(
            texts.endSubProcessor, to: .operatorRoom(.register(.subProcessorEnd(id: id))), "btn btn-s btn-grave")
        let mayEnd = subProcessor.endedAt == nil && context.may(ManageRecipients.self)
        return [
            Table.Cell(
                """
                <bdi>\(subProcessor.recipient.name)</bdi><span class="sub"><bdi>\(subProcessor.service)</bdi>, \
                <bdi>\(subProcessor.place)</bdi></span>
                """, names: "wrap", header: true),
            .text(context.texts.purposeList(subProcessor.recipient.purposes)),
            Table.Cell("\(context.console.date(subProcessor.effectiveAt))<span class=\"sub\">\(state.html)</span>"),
            .text(
                texts.answers(
                    told: entry.told, acknowledged: entry.acknowledged, objected: entry.objections.count)),
            Table.Cell(mayEnd ? end : "", names: "r"),
        ]
    }

    private func objections(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let items = entries.filter { $0.subProcessor.endedAt == nil }.flatMap { entry in
            entry.objections.map { objection -> HTML in
                let reason: HTML? = objection.reason.map { ": <bdi>\($0)</bdi>" }
                return """
                    <li><b><bdi>\(objection.name)</bdi></b> – <bdi>\(entry.subProcessor.recipient.name)</bdi>, \
                    \(context.console.day(objection.at))\(reason)</li>
                    """
            }
        }
        guard !items.isEmpty else { return "" }
        return """
            <h3 class="gap-s">\(texts.objections)</h3><ul class="plain small gap-s" role="list">\(items)</ul>
            """
    }
}

/// `/operator/recipients/new`.
struct NewSubProcessorPage: OperatorPage {
    var draft = SubProcessorDraft()
    var origins = ""
    var effectiveAt = ""
    var errors: [String: String] = [:]

    func html(in context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let crumb = Crumb(
            steps: [(context.texts.entry(.recipients), .operatorRoom(.recipients))], here: texts.announce)
        let lines = [
            ("name", texts.name, draft.name, 120), ("service", texts.service, draft.service, 500),
            ("place", texts.place, draft.place, 80),
        ].map { name, label, value, max in
            Field.text(
                id: name, name: name, label: label, value: value, error: errors[name], lengthMax: max, isRequired: true
            ).html
        }
        let purposes = PurposeName.allCases.map { ($0.rawValue, $0.rawValue, draft.purposes.contains($0)) }
        return OperatorFrame.page(
            context, title: texts.announce, in: .recipients,
            """
            \(crumb.html(label: context.console.texts.frame.path))
            \(Heading(title: "\(texts.announce)", lead: "\(texts.announceLead)").html)
            <form class="stack-s form stack-top" method="post" \
            action="\(Address.operatorRoom(.register(.newSubProcessor)))">\(context.console.csrfField)\(lines)\
            \(RegisterForm.area("origins", texts.origins, origins, texts.originsHelp, errors["origins"]))\
            \(RegisterForm.checks("purposes", texts.purposes, purposes, errors["purposes"]))\
            \(RegisterForm.date(
                "effectiveAt", texts.effectiveAt, effectiveAt, texts.effectiveHelp, errors["effectiveAt"],
                isRequired: true))\
            <p class="btns"><button class="btn btn-main">\(texts.announceButton)</button>\
            \(Button.link(context.texts.cancel, to: .operatorRoom(.recipients)))</p></form>
            """)
    }
}
