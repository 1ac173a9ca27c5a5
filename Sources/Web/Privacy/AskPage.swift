import Domain

/// `/o/{slug}/me/ask/{kind}`: what one asks for, in one form.
struct AskPage: ConsolePage {
    let kind: RightsKind
    /// What can be corrected: the attributes that are held, with their values.
    let fields: [(attribute: Attribute, value: String)]
    /// Uses that are not closed yet.
    let purposes: [PurposeName]
    var chosen: Attribute?
    var value = ""
    var text = ""
    /// Which field was refused, and why.
    var problem: (field: String, message: String)?

    func html(in context: ConsoleContext) -> HTML {
        let context = context.forStaff
        let (texts, own) = (context.texts.rights, context.texts.ownData)
        let title = texts.card(kind)
        let address = context.address(.own(.ask(kind, attribute: nil)))
        let names: HTML = kind == .erasure ? "btn btn-grave" : "btn btn-main"
        return Layout.console(
            context, title: title, in: .ownData,
            """
            \(general.map(AccessPage.notice))
            \(Crumb(steps: [(own.name, context.address(.own(.data)))], here: title)
                .html(label: context.texts.frame.path))
            \(Heading(title: "\(title)", lead: "\(texts.cardText(kind, context.organization))").html)
            <div class="split"><form class="stack" method="post" action="\(address)">\(context.csrfField)
            \(controls(context))
            \(Field.area(
                id: "text", name: "text", label: texts.textLabel(kind), value: text,
                help: texts.textHelp(context.organization), error: error("text")).html)
            <p class="btns"><button class="\(names)">\(texts.ask(kind))</button>\
            \(Button.link(texts.back, to: context.address(.own(.data))))</p></form>
            <div class="margin"><section aria-labelledby="wn"><h2 id="wn">\(texts.nextTitle)</h2>\
            <p class="small">\(texts.next(kind, context.organization))</p></section></div></div>
            """)
    }

    private func error(_ field: String) -> String? { problem?.field == field ? problem?.message : nil }

    /// A problem of no field of this form.
    private var general: String? {
        guard let problem, !["text", "value", "attribute", "purpose"].contains(problem.field) else { return nil }
        return problem.message
    }

    private func controls(_ context: ConsoleContext) -> HTML {
        let (texts, own) = (context.texts.rights, context.texts.ownData)
        switch kind {
        case .rectification:
            let options = fields.map { field in
                Field.Option(
                    value: String(field.attribute.rawValue), text: "\(own.field(field.attribute)): \(field.value)")
            }
            let chosen = (chosen ?? fields.first?.attribute).map { String($0.rawValue) } ?? ""
            return """
                \(Field.select(
                    id: "attribute", name: "attribute", label: texts.whichLabel, options: options, chosen: chosen,
                    error: error("attribute"), isRequired: true).html)
                \(Field.text(
                    id: "value", name: "value", label: texts.shouldBeLabel, value: value, help: texts.shouldBeHelp,
                    error: error("value"), lengthMax: 1_024).html)
                """
        case .objection:
            let choices = purposes.enumerated().map { place, purpose in
                Choice(
                    name: "purpose", value: purpose.rawValue, title: texts.purpose(purpose),
                    text: texts.objection(purpose), isChosen: place == 0
                ).html
            }
            let none: HTML = "<p>\(texts.noUses)</p>"
            return """
                <fieldset class="choices"><legend>\(texts.whichUse)</legend>\(when: purposes.isEmpty, none)\(choices)</fieldset>
                """
        case .access, .portability, .restriction, .erasure: return ""
        }
    }
}
