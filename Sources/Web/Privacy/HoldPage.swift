import Domain

/// `/o/{slug}/privacy/holds/{id}`: one hold, what it is for, and how to end it.
struct HoldPage: ConsolePage {
    let hold: HoldSummary
    /// Whether the reader may see what it keeps, and end it.
    let mayHold: Bool

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.holds
        let title = texts.holdTitle(hold.name ?? texts.gone.loweredFirst)
        let crumb = Crumb(
            steps: [
                (context.texts.privacy.title, context.address(.privacy(.overview))),
                (texts.title, context.address(.holds(.list))),
            ], here: title)
        let isOpen = hold.isOpen(at: context.now)
        let state = !isOpen ? texts.hasEnded : hold.isAllThatIsLeft ? texts.isLeft : texts.stays
        return Layout.console(
            context, title: title, in: .privacy,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(title)", lead: "\(state)").html)
            \(hold.line(context, .labels))
            <div class="split"><div class="stack"><section aria-labelledby="re"><h2 id="re">\(texts.reason)</h2>\
            <p><bdi>\(hold.reason)</bdi></p></section>\
            \(when: mayHold && isOpen, deeds(context))</div>
            <div class="margin"><section aria-labelledby="fi"><h2 id="fi">\(texts.fields)</h2>\
            <p>\(texts.names(hold.fields))</p></section>\
            <section aria-labelledby="ti"><h2 id="ti">\(texts.time)</h2><dl class="facts facts--stack">\
            <dt>\(texts.person)</dt><dd>\(hold.who(context))</dd>\
            <dt>\(texts.begins)</dt><dd>\(context.moment(hold.begunAt))</dd>\
            <dt>\(hold.endedAt == nil ? texts.ends : texts.endedOn)</dt>\
            <dd>\(context.date(hold.endedAt ?? hold.endsAt))</dd></dl></section></div></div>
            """)
    }

    private func deeds(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.holds
        let see: HTML = """
            <section aria-labelledby="ke"><h2 id="ke">\(texts.keptTitle)</h2><p class="quiet">\(texts.seeText)</p>\
            <p class="btns">\(Button.link(texts.see, to: context.address(.holds(.kept(id: hold.id)))))</p></section>
            """
        return """
            \(when: hold.isAllThatIsLeft, see)<section aria-labelledby="ee"><h2 id="ee">\(texts.end)</h2>\
            <p class="quiet">\(hold.isAllThatIsLeft ? texts.endLeft : texts.endHere)</p><p class="btns">\
            \(Button.link(texts.end, to: context.address(.holds(.end(id: hold.id))), "btn btn-grave"))</p></section>
            """
    }
}

/// `/o/{slug}/privacy/holds/{id}/kept`: what is left of someone who was erased.
struct KeptPage: ConsolePage {
    let hold: HoldSummary
    let fields: [(attribute: Attribute, value: String, since: Int64)]

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.holds
        let name = texts.holdTitle(texts.gone.loweredFirst)
        let crumb = Crumb(
            steps: [
                (context.texts.privacy.title, context.address(.privacy(.overview))),
                (texts.title, context.address(.holds(.list))), (name, context.address(.holds(.hold(id: hold.id)))),
            ], here: texts.keptTitle)
        let items = fields.map { field -> HTML in
            """
            <li><div><h3>\(context.texts.person.field(field.attribute))</h3>\
            <p class="value">\(PersonName(field.value).html)</p></div>\
            <p class="small quiet">\(texts.from(context.date(field.since)))</p></li>
            """
        }
        let body: HTML =
            fields.isEmpty
            ? "<p class=\"quiet\">\(texts.nothingKept)</p>" : "<ul class=\"ledger ledger--two\">\(items)</ul>"
        return Layout.console(
            context, title: texts.keptTitle, in: .privacy,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.keptTitle)", lead: "\(texts.keptLead)").html)
            \(hold.line(context, .labels))
            <div class="split"><div class="stack">\(body)</div>
            <div class="margin"><section aria-labelledby="re"><h2 id="re">\(texts.reason)</h2>\
            <p><bdi>\(hold.reason)</bdi></p></section></div></div>
            """)
    }
}
