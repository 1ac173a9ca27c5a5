import Domain

/// `/operator/people`: the operator's own people and what each may do.
struct OperatorPeoplePage: OperatorPage {
    let people: [OperatorPerson]
    /// Whether the reader has shown within the last minutes who they are.
    let isProved: Bool
    /// What the form held and why it was refused.
    var email = ""
    var emailError: String?
    var alert: String?

    func html(in context: OperatorContext) -> HTML {
        let texts = context.texts
        let heading = Heading(title: "\(texts.entry(.people))", lead: "\(texts.peopleLead(people.count))")
        let below = isProved ? form(context) : ProofSheet(then: .operatorPeople).html(context.console)
        let meanings = Role.ofOperators.map { role -> HTML in
            "<dt>\(FrameTexts().roles([role]))</dt><dd>\(texts.meaning(role))</dd>"
        }
        return OperatorFrame.page(
            context, title: texts.entry(.people), in: .people,
            """
            \(OperatorAlert(text: alert).html)
            \(heading.html)
            <div class="split stack-top"><div class="stack">\(table(context))\
            \(when: context.may(ManageOperators.self), below)</div>
            <div class="margin"><section aria-labelledby="ro"><h2 id="ro">\(texts.rolesTitle)</h2>\
            <dl class="facts facts--stack">\(meanings)</dl></section></div></div>
            """)
    }

    private func table(_ context: OperatorContext) -> HTML {
        let texts = context.texts
        return Table(
            label: texts.entry(.people),
            columns: [
                Table.Column(texts.person), Table.Column(texts.role), Table.Column(texts.factor),
                Table.Column(texts.action, silent: true),
            ],
            rows: people.map { row($0, context) }
        ).html
    }

    private func row(_ person: OperatorPerson, _ context: OperatorContext) -> [Table.Cell] {
        let texts = context.texts
        let id = person.id.description
        let isFixed = person.isLast || !isProved || !context.may(ManageOperators.self)
        let email: HTML? = person.email == person.name ? nil : "<span class=\"sub\"><bdi>\(person.email)</bdi></span>"
        let remove: HTML =
            isFixed
            ? "" : Button.link(texts.remove, to: .operatorRoom(.removal(id: id)), "btn btn-s btn-grave")
        return [
            Table.Cell("<bdi>\(person.name)</bdi>\(email)", names: "wrap", header: true),
            isFixed
                ? .text(context.console.texts.frame.roles(person.roles)) : Table.Cell(roleForm(person, id, context)),
            Table.Cell(
                person.hasFactor ? Badge(.ok, texts.factorSet).html : Badge(.warn, texts.factorMissing).html),
            Table.Cell(remove, names: "r"),
        ]
    }

    private func roleForm(_ person: OperatorPerson, _ id: String, _ context: OperatorContext) -> HTML {
        let texts = context.texts
        let options = Role.ofOperators.map { role -> HTML in
            """
            <option value="\(role.rawValue)"\(when: person.roles.first == role, " selected")>\
            \(FrameTexts().roles([role]))</option>
            """
        }
        return """
            <form class="inline" method="post" action="\(Address.operatorRoom(.personRole(id: id)))">\
            \(context.console.csrfField)\
            <select name="role" aria-label="\(texts.roleOf(person.name))">\(options)</select>\
            <button class="btn btn-s">\(texts.change)</button></form>
            """
    }

    private func form(_ context: OperatorContext) -> HTML {
        let texts = context.texts
        let email = Field.text(
            id: "email", name: "email", label: texts.email, value: self.email, help: texts.emailHelp,
            error: emailError, lengthMax: 254, isRequired: true)
        let role = Field.select(
            id: "role", name: "role", label: texts.role,
            options: Role.ofOperators.map { Field.Option(value: $0.rawValue, text: FrameTexts().roles([$0])) },
            chosen: Role.operatorSupport.rawValue)
        return """
            <section aria-labelledby="ad"><h2 id="ad">\(texts.addTitle)</h2>
            <form class="stack-s form" method="post" action="\(Address.operatorRoom(.people))">\
            \(context.console.csrfField)\(email.html)\(role.html)\
            <p class="btns"><button class="btn btn-main">\(texts.add)</button></p></form></section>
            """
    }
}
