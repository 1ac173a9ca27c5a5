import Domain

/// `/o/{slug}/privacy/requests/new`: what someone asked for in a letter or by word.
struct NewRequestPage: ConsolePage {
    /// An id, or what was typed: a work e-mail.
    var person: String?
    var name: String?
    var kind = RightsKind.access
    var received = ""
    var how = ""
    var wish = RightsWish()
    /// Which field was refused, and why.
    var problem: (field: String, message: String)?

    init(person: String?) { self.person = person }

    func html(in context: ConsoleContext) -> HTML {
        let context = context.inEnglish
        let texts = context.texts.privacy
        return Layout.console(
            context, title: texts.newTitle, in: .privacy,
            """
            \(general.map(AccessPage.notice))
            \(Crumb(steps: [(texts.title, context.address(.privacy(.overview)))], here: texts.newTitle)
                .html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.newTitle)", lead: "\(texts.newLead)").html)
            <div class="split"><form class="stack" method="post" \
            action="\(context.address(.privacy(.newRequest(person: nil))))">\(context.csrfField)
            \(who(context))
            \(what(context))
            \(Field(
                id: "received", label: texts.receivedLabel,
                control: """
                    <input id="received" name="received" type="date" required value="\(date(context))"\
                    \(Field.described("received", help: texts.receivedHelp, error: error("received")))>
                    """, help: texts.receivedHelp, error: error("received")).html)
            \(Field.area(id: "how", name: "how", label: texts.cameLabel, value: how, help: texts.cameHelp).html)
            \(details(context))
            <p class="btns"><button class="btn btn-main">\(texts.enter)</button></p></form>
            <div class="margin"><section aria-labelledby="wy"><h2 id="wy">\(texts.whyTitle)</h2>\
            <p class="small">\(texts.whyText)</p></section>\(PrivacyMargin().html(context))</div></div>
            """)
    }

    private func error(_ field: String) -> String? { problem?.field == field ? problem?.message : nil }

    private var general: String? {
        guard let problem, !["person", "kind", "received", "value", "attribute"].contains(problem.field) else {
            return nil
        }
        return problem.message
    }

    private func who(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        if let name, let person {
            return """
                <p><input type="hidden" name="person" value="\(person)">\(texts.about) <b>\(PersonName(name).html)</b></p>
                """
        }
        return Field.text(
            id: "person", name: "person", label: texts.personLabel, value: person ?? "", help: texts.personHelp,
            error: error("person"), lengthMax: 320, isRequired: true
        ).html
    }

    private func what(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        return Field.select(
            id: "kind", name: "kind", label: texts.kindLabel,
            options: RightsKind.allCases.map { Field.Option(value: $0.rawValue, text: texts.kind($0)) },
            chosen: kind.rawValue, error: error("kind"), isRequired: true
        ).html
    }

    private func date(_ context: ConsoleContext) -> String {
        guard received.isEmpty else { return received }
        let today = context.zone.civil(context.now)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(today.year)-\(two(today.month))-\(two(today.day))"
    }

    /// What only some kinds need.
    private func details(_ context: ConsoleContext) -> HTML {
        let (texts, rights) = (context.texts.privacy, context.texts.rights)
        let attributes = Attribute.allCases.map { attribute in
            Field.Option(value: String(attribute.rawValue), text: context.texts.person.field(attribute))
        }
        let purposes = ClosedPurposes.objectable.map { Field.Option(value: $0.rawValue, text: rights.purpose($0)) }
        let none = Field.Option(value: "", text: context.texts.frame.none)
        return """
            <fieldset class="stack-s"><legend>\(texts.onlySome)</legend>
            \(Field.select(
                id: "attribute", name: "attribute", label: texts.attributeLabel, options: [none] + attributes,
                chosen: wish.attribute.map { String($0.rawValue) } ?? "", error: error("attribute")).html)
            \(Field.text(
                id: "value", name: "value", label: rights.shouldBeLabel, value: wish.value, help: rights.shouldBeHelp,
                error: error("value"), lengthMax: 1_024).html)
            \(Field.select(
                id: "purpose", name: "purpose", label: texts.purposeLabel, options: [none] + purposes,
                chosen: wish.purpose?.rawValue ?? "", error: error("purpose")).html)</fieldset>
            """
    }
}
