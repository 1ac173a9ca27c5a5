/// `/o/{slug}/directory/brake`: how many departures within an hour wait for an administrator.
///
/// POST sends `people` and `percent`.
struct BrakePage: Sendable {
    let setting: BrakeSetting
    /// The newest first.
    let versions: [InstructionHistory.Entry]

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
            <div class="margin">\(InstructionHistory(entries: versions, empty: texts.noHistory).html(context))</div></div>
            """)
    }
}
