import Domain

/// `/o/{slug}/directory/attributes`: the recorded instruction.
///
/// POST sends `allow` once for each chosen attribute, by its `instructionName`.
struct AttributesPage: Sendable {
    /// One recorded instruction.
    struct Version: Sendable {
        let number: Int
        let attributes: [Attribute]
        /// Who recorded it.
        let by: String
        /// Milliseconds UTC.
        let at: Int64
    }

    let instructed: [Attribute]
    /// The newest first.
    let versions: [Version]

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.attributes
        let crumb = Crumb(
            steps: [(context.texts.directory.title, context.address(.directory))], here: texts.title)
        let choices = Attribute.instructable.map { attribute in
            Choice(
                name: "allow", value: attribute.instructionName, title: context.texts.person.field(attribute),
                text: texts.meaning(attribute), isChosen: instructed.contains(attribute), isCheckbox: true
            ).html
        }
        return Layout.console(
            context, title: texts.title, in: .directory,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <div class="split"><form class="stack-s form" method="post" action="\(context.address(.attributes))">\
            \(context.csrfField)<fieldset class="field field--wide"><legend>\(texts.legend)</legend>\
            <div class="choices">\(choices)</div></fieldset>\
            <p class="btns"><button class="btn btn-main">\(texts.record)</button></p></form>
            <div class="margin">\
            <section aria-labelledby="al"><h2 id="al">\(texts.alwaysTitle)</h2>\
            <p class="small">\(context.texts.directory.alwaysList)</p></section>\
            <section aria-labelledby="ef"><h2 id="ef">\(texts.effectTitle)</h2>\
            <p class="small">\(texts.effectText)</p></section>\
            \(history(context))</div></div>
            """)
    }

    private func history(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.attributes
        let entries = versions.map { version in
            InstructionHistory.Entry(
                number: version.number, content: texts.held(version.attributes), by: version.by, at: version.at)
        }
        return InstructionHistory(entries: entries, empty: texts.noHistory).html(context)
    }
}
