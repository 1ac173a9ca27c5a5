import Domain

/// What the reader can decide on a request: who asks, yes, no, later. One form; each button has an address of its own, so
/// that it works without a script.
struct DecisionSheet: Sendable {
    let shown: RightsCase
    let reader: UUIDValue?
    let decides: Bool
    let reason: String

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        return """
            <section class="sheet sheet--now" aria-labelledby="de"><h2 id="de">\(texts.decisionTitle)</h2>
            <p>\(situation(context))</p>
            \(shown.request.state == .received ? identity(context) : answer(context))</section>

            """
    }

    private var isErasure: Bool { shown.request.kind == .erasure }
    private var mayApprove: Bool {
        guard let reader else { return false }
        return (decides || isErasure) && shown.request.counts(.person(reader))
    }

    private func situation(_ context: ConsoleContext) -> String {
        let texts = context.texts.privacy
        if shown.request.state == .received { return texts.whoAsks }
        guard isErasure else { return texts.decide(shown.request.kind) }
        let first = shown.steps.last { $0.kind == .firstApproval }
        guard let first else { return texts.firstOfTwo }
        let name =
            first.actorKind == .command ? texts.commandName : first.actor.flatMap { shown.names[$0] } ?? texts.someone
        return mayApprove
            ? texts.secondMayBeYou(name, context.moment(first.at))
            : texts.secondIsAnother(name, context.moment(first.at))
    }

    private func identity(_ context: ConsoleContext) -> HTML {
        guard decides else { return "" }
        let texts = context.texts.privacy
        let id = shown.id.description
        return """
            <form class="stack-s gap-s" method="post" action="\(context.address(.privacy(.identity(request: id))))">\
            \(context.csrfField)\(Field.area(
                id: "how", name: "how", label: texts.howLabel, value: reason, help: texts.howHelp, isRequired: true).html)\
            <p class="btns"><button class="btn btn-main">\(texts.confirm)</button></p></form>
            \(answerForm(context, withApproval: false))
            """
    }

    private func answer(_ context: ConsoleContext) -> HTML { answerForm(context, withApproval: true) }

    private func answerForm(_ context: ConsoleContext, withApproval: Bool) -> HTML {
        let texts = context.texts.privacy
        let id = shown.id.description
        let approval = context.address(.privacy(.approval(request: id)))
        let approve: HTML =
            withApproval && mayApprove
            ? """
            <button class="btn \(isErasure ? "btn-grave" : "btn-main")" formaction="\(approval)" formnovalidate>\
            \(texts.approve(shown.request.kind))</button>
            """ : ""
        guard decides else {
            return """
                <form class="gap-s" method="post" action="\(approval)">\(context.csrfField)\
                <p class="btns">\(approve)</p></form>
                """
        }
        let refusal = context.address(.privacy(.refusal(request: id)))
        let extend: HTML = """
            <button class="btn" formaction="\(context.address(.privacy(.extension(request: id))))">\(texts.extend)</button>
            """
        return """
            <form class="stack-s gap-s" method="post" action="\(refusal)">\(context.csrfField)\
            \(when: withApproval && shown.request.kind == .restriction, keeping(texts))\
            \(Field.area(
                id: "reason", name: "reason", label: texts.reasonLabel, value: reason, help: texts.reasonHelp).html)\
            \(authority(context))\
            <p class="btns">\(approve)<button class="btn">\(texts.refuse)</button>\
            \(when: shown.request.mayBeExtended, extend)</p></form>
            """
    }

    private func keeping(_ texts: PrivacyTexts) -> HTML {
        Choice(
            name: "signIn", value: "on", title: texts.keepSignIn, text: texts.keepSignInText, isChosen: true,
            isCheckbox: true
        ).html
    }

    private func authority(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.privacy
        let options = SupervisoryAuthority.allCases.map { authority in
            Field.Option(value: authority.rawValue, text: "\(authority.country): \(authority.name)")
        }
        return Field.select(
            id: "authority", name: "authority", label: texts.authorityLabel,
            options: [Field.Option(value: "", text: texts.chooseAuthority)] + options, chosen: "",
            help: texts.authorityHelp
        ).html
    }
}
