import Domain

/// `/o/{slug}/privacy/disclosures`: to whom data of the organization's staff was disclosed.
struct DisclosureRegisterPage: ConsolePage {
    let disclosures: [Disclosure]

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.registers
        let body =
            disclosures.isEmpty
            ? EmptyState(title: texts.noDisclosures, text: texts.noDisclosuresText).html : table(context).html
        return Layout.console(
            context, title: texts.disclosuresTitle, in: .privacy,
            """
            \(RegisterCrumb.html(context, texts.disclosuresTitle))
            \(Heading(title: "\(texts.disclosuresTitle)", lead: "\(texts.disclosuresLead)").html)
            <div class="split stack-top"><div class="stack">\(body)</div>
            <div class="margin"><section aria-labelledby="ho"><h2 id="ho">\(texts.howTitle)</h2>\
            <p class="small">\(texts.howText)</p></section></div></div>
            """)
    }

    private func table(_ context: ConsoleContext) -> Table {
        let texts = context.texts.registers
        return Table(
            label: texts.disclosuresTitle,
            columns: [
                Table.Column(texts.made), Table.Column(texts.authority), Table.Column(texts.basis),
                Table.Column(texts.what), Table.Column(texts.why),
            ],
            rows: disclosures.map { disclosure in
                [
                    Table.Cell("\(context.moment(disclosure.endedAt ?? disclosure.draftedAt))", header: true),
                    Table.Cell("<bdi>\(disclosure.authority)</bdi>", names: "wrap"),
                    Table.Cell("<bdi>\(disclosure.basis)</bdi>", names: "wrap"),
                    .text(texts.scope(disclosure.scope, context.texts.person)),
                    Table.Cell("<bdi>\(disclosure.reason)</bdi>", names: "wrap"),
                ]
            })
    }
}

/// The way back from a register.
enum RegisterCrumb {
    static func html(_ context: ConsoleContext, _ here: String) -> HTML {
        Crumb(steps: [(context.texts.frame.entry(.privacy), context.address(.privacy(.overview)))], here: here)
            .html(label: context.texts.frame.path)
    }
}

/// `/o/{slug}/privacy/sub-processors`: who works for the operator, and what the organization says to it.
struct SubProcessorsPage: ConsolePage {
    let notices: [SubProcessorNotice]
    /// Whether the reader may answer.
    let answers: Bool

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.registers
        let body =
            notices.isEmpty
            ? EmptyState(title: texts.noSubProcessors, text: texts.noSubProcessorsText).html : table(context).html
        return Layout.console(
            context, title: texts.subProcessorsTitle, in: .privacy,
            """
            \(RegisterCrumb.html(context, texts.subProcessorsTitle))
            \(Heading(title: "\(texts.subProcessorsTitle)", lead: "\(texts.subProcessorsLead)").html)
            <div class="split stack-top"><div class="stack">\(notices.filter(\.isOpen).map { sheet($0, context) })
            \(body)</div>
            <div class="margin"><section aria-labelledby="wh"><h2 id="wh">\(texts.holdTitle)</h2>\
            <p class="small">\(texts.holdText)</p></section></div></div>
            """)
    }

    private func sheet(_ notice: SubProcessorNotice, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.registers
        let id = notice.subProcessor.recipient.id.description
        let reason = Field(
            id: "r-\(id)", label: texts.reason,
            control: """
                <textarea id="r-\(id)" name="reason" maxlength="1000" rows="2"\
                \(Field.described("r-\(id)", help: texts.reasonHelp, error: nil))></textarea>
                """,
            help: texts.reasonHelp)
        let form: HTML = """
            <form class="stack-s gap-s" method="post" \
            action="\(context.address(.register(.subProcessorAnswer(id: id))))">\(context.csrfField)\(reason.html)\
            <p class="btns"><button class="btn" name="deed" value="acknowledge">\(texts.acknowledgeThis)</button>\
            <button class="btn btn-grave" name="deed" value="object">\(texts.object)</button></p></form>
            """
        return """
            <section class="sheet sheet--now"><p>\(Badge(.now, texts.waitsForYou).html)</p>\
            <h2><bdi>\(notice.subProcessor.recipient.name)</bdi></h2>\
            <p><bdi>\(notice.subProcessor.service)</bdi>, <bdi>\(notice.subProcessor.place)</bdi>. \
            \(texts.effective(context.date(notice.opensAt)))</p>\(when: answers, form)</section>
            """
    }

    private func table(_ context: ConsoleContext) -> Table {
        let texts = context.texts.registers
        return Table(
            label: texts.subProcessorsTitle,
            columns: [
                Table.Column(texts.name), Table.Column(texts.service), Table.Column(texts.purposes),
                Table.Column(texts.from), Table.Column(texts.state),
            ],
            rows: notices.map { row($0, context) })
    }

    private func row(_ notice: SubProcessorNotice, _ context: ConsoleContext) -> [Table.Cell] {
        let texts = context.texts.registers
        let subProcessor = notice.subProcessor
        let state = notice.state(at: context.now)
        let tone: Badge.Tone =
            switch state {
            case .waiting: .warn
            case .running: .ok
            case .held: .bad
            case .ended: .plain
            }
        let id = subProcessor.recipient.id.description
        let answered = notice.objectedAt ?? notice.acknowledgedAt
        let sub: HTML? = answered.map { "<span class=\"sub\">\(context.day($0))</span>" }
        let deed = state == .held ? ("acknowledge", texts.acknowledgeThis) : ("object", texts.object)
        let change: HTML = """
            <form method="post" action="\(context.address(.register(.subProcessorAnswer(id: id))))">\
            \(context.csrfField)<button class="btn btn-s" name="deed" value="\(deed.0)">\(deed.1)\
            <span class="vh">: \(subProcessor.recipient.name)</span></button></form>
            """
        let mayChange = answers && !notice.isOpen && state != .ended
        return [
            Table.Cell(
                "<bdi>\(subProcessor.recipient.name)</bdi><span class=\"sub\"><bdi>\(subProcessor.place)</bdi></span>",
                names: "wrap", header: true),
            Table.Cell("<bdi>\(subProcessor.service)</bdi>", names: "wrap"),
            .text(context.texts.operators.purposeList(subProcessor.recipient.purposes)),
            Table.Cell(
                """
                \(context.date(notice.opensAt))\
                \(when: subProcessor.endedAt != nil, "<span class=\"sub\">–\(context.date(subProcessor.endedAt ?? 0))</span>")
                """),
            Table.Cell("\(Badge(tone, texts.state(state)).html)\(sub)\(when: mayChange, change)"),
        ]
    }
}
