/// `/o/{slug}/factor`: asks for the code of the second step, after signing in or before a grave deed.
struct FactorPage: Sendable {
    enum Trouble: Sendable, Equatable {
        case wrong
        /// The time of day at which codes are looked at again.
        case locked(until: String)

        func text(_ texts: FactorTexts, wrong: String) -> String {
            switch self {
            case .wrong: wrong
            case .locked(let time): texts.locked(time)
            }
        }
    }

    let slug: String
    /// Whether the login is complete, and the proof is asked for again.
    let isRepeated: Bool
    let destination: FactorDestination
    var trouble: Trouble?

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.factor
        let title = isRepeated ? texts.proveTitle : texts.title
        let address = Address.room(slug: slug, .factor(then: destination))
        let code = CodeField(
            label: texts.code, help: texts.codeHelp, error: trouble?.text(texts, wrong: texts.wrong))
        return Door.page(
            context, title: title, hasLine: false,
            """
            \(Door.heading(title, isRepeated ? texts.proveLead : texts.lead))
            <form class="stack-s" method="post" action="\(address)">\(context.csrfField)\(code.html)\
            <p class="btns"><button class="btn btn-main">\(texts.go)</button></p></form>
            <details class="stack-s"><summary>\(texts.lostTitle)</summary><p>\(texts.lostText)</p>
            <form class="stack-s" method="post" action="\(address)">\(context.csrfField)\
            \(recovery(texts).html)<p class="btns"><button class="btn">\(texts.go)</button></p></form></details>
            \(isRepeated ? back(context) : FactorPage.signOut(slug, context))
            """)
    }

    private func back(_ context: DoorContext) -> HTML {
        let link = Button.link(context.texts.door.againKeep, to: destination.wayBack(slug: slug), "btn btn-bare")
        return "<p class=\"btns\">\(link)</p>"
    }

    /// A field of its own, since a phone's keypad for digits has no letters.
    private func recovery(_ texts: FactorTexts) -> Field {
        Field(
            id: "recovery", label: texts.recoveryCode,
            control: """
                <input id="recovery" name="code" type="text" maxlength="40" autocomplete="off"\
                 autocapitalize="characters" spellcheck="false" required>
                """)
    }

    /// The way out for someone who cannot go on.
    static func signOut(_ slug: String, _ context: DoorContext) -> HTML {
        """
        <form method="post" action="\(Address.room(slug: slug, .signOut))">\(context.csrfField)\
        <p class="btns"><button class="btn btn-bare">\(context.texts.forStaff.frame.signOut)</button></p></form>
        """
    }
}

/// The field for a code of six digits.
struct CodeField: Sendable {
    let label: String
    let help: String
    var error: String?

    var html: HTML {
        Field(
            id: "code", label: label,
            control: """
                <input id="code" name="code" type="text" inputmode="numeric" maxlength="40"\
                 autocomplete="one-time-code" spellcheck="false" required\(Field.described("code", help: help, error: error))>
                """,
            help: help, error: error
        ).html
    }
}
