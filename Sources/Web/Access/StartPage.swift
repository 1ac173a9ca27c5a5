/// `/`: what this is, and the way to one's organization.
struct StartPage: Sendable {
    /// What was typed as the organization's short name and led nowhere.
    var unknownSlug: String?

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        let field = Field.text(
            id: "slug", name: "slug", label: texts.organizationLabel, value: unknownSlug ?? "",
            help: texts.organizationHelp,
            error: unknownSlug == nil ? nil : context.texts.errors.notFound.lead, lengthMax: 63, isRequired: true)
        return Door.page(
            context, title: texts.title,
            """
            <div><h1>\(texts.headline.map { HTML(text: $0) }.joined(separator: "<br>"))</h1>\
            <p class="lead">\(texts.lead)</p></div>
            <form class="stack-s" method="get" action="\(Address.chooser)">\(field.html)\
            <p class="btns"><button class="btn btn-main">\(texts.go)</button></p></form>
            <p class="or">\(texts.orElse)</p>
            <p>\(texts.useLink)</p>
            """)
    }
}
