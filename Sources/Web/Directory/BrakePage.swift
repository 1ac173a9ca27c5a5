/// `/o/{slug}/directory/brake`: how many departures within an hour wait for an administrator.
///
/// POST sends `people` and `percent`.
struct BrakePage: Sendable {
    /// One recorded instruction.
    struct Version: Sendable {
        let number: Int
        let content: String
        /// Who recorded it.
        let by: String
        /// Milliseconds UTC.
        let at: Int64
    }

    let setting: BrakeSetting
    /// The newest first.
    let versions: [Version]

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.brake
        let crumb = Crumb(
            steps: [(context.texts.directory.title, context.address(.directory))], here: texts.title)
        let people = Field.text(
            id: "people", name: "people", label: texts.people, value: String(setting.people), help: texts.peopleHelp,
            lengthMax: 7, isRequired: true)
        let percent = Field.text(
            id: "percent", name: "percent", label: texts.percent, value: String(setting.percent),
            help: texts.percentHelp, lengthMax: 3, isRequired: true)
        return Layout.console(
            context, title: texts.title, in: .directory,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <div class="split"><form class="stack-s form" method="post" action="\(context.address(.brake))">\
            \(context.csrfField)\(people.html)\(percent.html)\
            <p class="btns"><button class="btn btn-main">\(texts.record)</button></p></form>
            <div class="margin"><section aria-labelledby="hi"><h2 id="hi">\(texts.historyTitle)</h2>\(history(context))\
            </section></div></div>
            """)
    }

    private func history(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.attributes
        guard !versions.isEmpty else { return "<p class=\"small quiet\">\(context.texts.brake.noHistory)</p>" }
        let steps = versions.enumerated().map { place, version -> HTML in
            """
            <li\(when: place == 0, " class=\"is-now\"")><b>\(texts.version(version.number))</b>: \(version.content)\
            <span class="when">\(texts.recordedBy(version.by))</span><time>\(context.moment(version.at))</time></li>
            """
        }
        return "<ol class=\"steps gap-s\" role=\"list\">\(steps)</ol>"
    }
}
