import Domain

/// `/o/{slug}/me/requests/{id}`: each step of one's own request, and what comes next.
struct OwnRequestPage: ConsolePage {
    let shown: RightsCase
    let reader: UUIDValue?

    func html(in context: ConsoleContext) -> HTML {
        let context = context.forStaff
        let (texts, own) = (context.texts.rights, context.texts.ownData)
        let request = shown.request
        let title = texts.title(request.kind, attribute: shown.wish?.attribute.map(own.field))
        let sees = texts.sees(request, context.organization, due: context.day(request.dueAt))
        return Layout.console(
            context, title: title, in: .ownData,
            """
            \(Crumb(steps: [(own.name, context.address(.own(.data)))], here: shown.number)
                .html(label: context.texts.frame.path))
            \(Heading(title: "\(title)", lead: "\(sees)").html)
            \(RequestLine(request: request, steps: shown.steps).html(context))
            <div class="split"><div class="stack"><section aria-labelledby="st"><h2 id="st">\(texts.stepsTitle)</h2>\
            \(RequestSteps(shown: shown, reader: reader).html(context))</section></div>
            <div class="margin">\(copies(context))\(wish(context))\(withdrawal(context))</div></div>
            """)
    }

    private func wish(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.rights
        let lines = WishFacts(shown: shown).html(context)
        return "<section aria-labelledby=\"wi\"><h2 id=\"wi\">\(texts.wishTitle)</h2>\(lines)</section>"
    }

    /// Where the copy lies that was asked for.
    private func copies(_ context: ConsoleContext) -> HTML {
        let kind = shown.request.kind
        guard kind == .access || kind == .portability, shown.request.state == .done else { return "" }
        let texts = context.texts.copies
        return """
            <section aria-labelledby="co"><h2 id="co">\(context.texts.ownData.copies)</h2><p class="small">\(texts.lead)</p>\
            <div class="btns gap-s">\(Button.link(texts.download, to: context.address(.own(.copies)), "btn btn-main"))</div>\
            </section>
            """
    }

    private func withdrawal(_ context: ConsoleContext) -> HTML {
        guard shown.request.state == .received || shown.request.state == .identified else { return "" }
        let texts = context.texts.rights
        let address = context.address(.own(.withdrawal(id: shown.id.description)))
        return """
            <section aria-labelledby="tb"><h2 id="tb">\(texts.withdrawTitle)</h2><p class="small">\(texts.withdrawText)</p>\
            <div class="btns gap-s">\(Button.post(texts.withdraw, to: address, "btn btn-s", context))</div></section>
            """
    }
}

/// What was asked for, in the asker's words.
struct WishFacts: Sendable {
    let shown: RightsCase

    func html(_ context: ConsoleContext) -> HTML {
        let (texts, own) = (context.texts.rights, context.texts.ownData)
        guard let wish = shown.wish else {
            return shown.request.person == nil
                ? "<p class=\"small quiet\">\(texts.unreadable)</p>"
                : "<p class=\"small\">\(texts.card(shown.request.kind))</p>"
        }
        var facts: [HTML] = ["<dt>\(texts.what)</dt><dd>\(texts.card(shown.request.kind))</dd>"]
        if let attribute = wish.attribute {
            facts.append("<dt>\(texts.which)</dt><dd>\(own.field(attribute))</dd>")
            if let held = shown.held { facts.append("<dt>\(texts.isHeld)</dt><dd><bdi>\(held)</bdi></dd>") }
            let value = wish.value.isEmpty ? texts.nothing : wish.value
            facts.append("<dt>\(texts.shouldBe)</dt><dd><bdi>\(value)</bdi></dd>")
        }
        if let purpose = wish.purpose { facts.append("<dt>\(texts.which)</dt><dd>\(texts.purpose(purpose))</dd>") }
        if !wish.text.isEmpty {
            facts.append("<dt>\(texts.inWords)</dt><dd class=\"said\"><bdi>\(wish.text)</bdi></dd>")
        }
        return "<dl class=\"facts facts--stack\">\(facts)</dl>"
    }
}
