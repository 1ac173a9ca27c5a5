import Domain

/// `/o/{slug}/privacy/holds/new/{person}`: which fields of a person a law makes the organization keep.
///
/// POST sends `field` once for each, `until` and `reason`.
struct NewHoldPage: ConsolePage {
    /// What was sent and refused: the field that is wrong, and why.
    struct Refusal: Sendable {
        let field: String
        let message: String
    }

    let person: String
    let name: String
    /// The fields that the person has.
    let fields: [Attribute]
    var chosen: Set<Attribute> = []
    var until = ""
    var reason = ""
    var refusal: Refusal?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.holds
        let crumb = Crumb(
            steps: [
                (context.texts.staff.title, context.address(.staff(StaffListQuery()))),
                (name, context.address(.person(id: person))),
            ], here: texts.newTitle)
        return Layout.console(
            context, title: texts.newTitle, in: .privacy,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.newTitle)", lead: "\(texts.newLead(name))").html)
            <div class="split"><div class="stack">\(form(context))</div>
            <div class="margin"><section aria-labelledby="wh"><h2 id="wh">\(texts.whatTitle)</h2>\
            <p class="small">\(texts.whatText)</p></section>\
            <section aria-labelledby="sn"><h2 id="sn">\(texts.seenTitle)</h2><p class="small">\(texts.seenText)</p>\
            </section></div></div>
            """)
    }

    private func form(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.holds
        let choices = fields.map { attribute in
            Choice(
                name: "field", value: attribute.path, title: context.texts.person.field(attribute),
                text: context.texts.person.purpose(attribute), isChosen: chosen.contains(attribute), isCheckbox: true
            ).html
        }
        let wrong: HTML? = error("fields").map { "<p class=\"error\" id=\"fields-e\">\($0)</p>" }
        let day = Field(
            id: "until", label: texts.untilLabel,
            control: """
                <input id="until" name="until" type="date" value="\(until)" required\
                \(Field.described("until", help: texts.untilHelp, error: error("until")))>
                """,
            help: texts.untilHelp, error: error("until"))
        let why = Field(
            id: "reason", label: texts.reasonLabel,
            control: """
                <textarea id="reason" name="reason" maxlength="500" rows="3" required\
                \(Field.described("reason", help: texts.reasonHelp, error: error("reason")))>\(reason)</textarea>
                """,
            help: texts.reasonHelp, error: error("reason"))
        return """
            <form class="sheet stack-s form" method="post" action="\(context.address(.holds(.new(person: person))))">\
            \(context.csrfField)<fieldset class="field\(when: wrong != nil, " is-bad")"\
            \(when: wrong != nil, " aria-describedby=\"fields-e\"")><legend>\(texts.fieldsLegend)</legend>\(wrong)\
            <div class="choices">\(choices)</div></fieldset>\(day.html)\(why.html)\
            <p class="btns"><button class="btn btn-main">\(texts.place)</button>\
            \(Button.link(texts.cancel, to: context.address(.person(id: person)), "btn btn-bare"))</p></form>
            """
    }

    private func error(_ field: String) -> String? {
        refusal.flatMap { $0.field.utf8.elementsEqual(field.utf8) ? $0.message : nil }
    }
}
