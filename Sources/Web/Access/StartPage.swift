/// `/`: what this is, and two ways to one's organization: the work e-mail and its short name.
struct StartPage: Sendable {
    /// Whether this installation can mail a link at all.
    let offersMail: Bool
    /// What was typed as the organization's short name and led nowhere.
    var unknownSlug: String?
    /// What was typed as a work e-mail and is none.
    var wrongEmail: String?

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        let slug = Field.text(
            id: "slug", name: "slug", label: texts.organizationLabel, value: unknownSlug ?? "",
            help: texts.organizationHelp,
            error: unknownSlug == nil ? nil : texts.organizationUnknown, lengthMax: 63, isRequired: true)
        let email = EmailField(
            value: wrongEmail ?? "", help: offersMail ? texts.emailHelp : texts.emailHelpWithoutMail,
            isWrong: wrongEmail != nil)
        return Door.page(
            context, title: texts.title, hasLine: offersMail,
            """
            <div><h1>\(texts.headline.map { HTML(text: $0) }.joined(separator: "<br>"))</h1>\
            <p class="lead">\(texts.lead)</p></div>
            <form class="stack-s" method="post" action="\(Address.mailedSignIn)">\(context.csrfField)\
            \(email.html(texts))<p class="btns"><button class="btn btn-main">\(texts.go)</button></p></form>
            <p class="or">\(texts.orElse)</p>
            <form class="stack-s" method="get" action="\(Address.chooser)">\(slug.html)\
            <p class="btns"><button class="btn">\(texts.go)</button></p></form>
            """)
    }
}

/// The field for a work e-mail, as each door has it.
struct EmailField: Sendable {
    var value = ""
    let help: String
    var isWrong = false

    func html(_ texts: DoorTexts) -> HTML {
        let error = isWrong ? texts.emailError : nil
        return Field(
            id: "email", label: texts.email,
            control: """
                <input id="email" name="email" type="email" value="\(value)" maxlength="320" autocomplete="username"\
                 autocapitalize="none" spellcheck="false" required\(Field.described("email", help: help, error: error))>
                """,
            help: help, error: error
        ).html
    }
}

extension DoorContext {
    /// The hidden field of a POST form.
    var csrfField: HTML { "<input type=\"hidden\" name=\"csrf\" value=\"\(csrf)\">" }
}
