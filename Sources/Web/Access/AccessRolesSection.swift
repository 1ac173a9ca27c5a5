import Domain

/// On a person's page: what they may, why, and the forms that give and take it.
struct PersonRoles: Sendable {
    struct Entry: Sendable {
        enum State: Sendable, Equatable {
            case none
            case given
            /// Through one of these groups; it may have been given beside, which “Access” shows.
            case followed([String])
        }

        let role: Role
        let state: State
    }

    /// Ids and names of the person and of groups.
    let person: String
    let name: String
    /// Whether it is the reader's own page.
    let isSelf: Bool
    let isActive: Bool
    let entries: [Entry]
    let isManager: Bool
    /// Groups that the person can be made the manager of.
    let choices: [AccessPage.Group]
    let hasMoreChoices: Bool

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let mayManage = context.reader.may(ManageAccess.self)
        let ended: HTML? = isActive ? nil : "<p class=\"quiet\">\(texts.personEnded)</p>"
        return """
            <section aria-labelledby="ro"><h2 id="ro">\(texts.personTitle)</h2><p class="quiet">\(texts.personLead)</p>\
            \(ended)<ul class="list">\(entries.map { item($0, mayManage, context) })</ul>\
            \(when: mayManage && isActive, manage(context))\(when: mayManage && isActive, step(context))\
            <p class="small stack-top"><a href="\(context.address(.access))">\(texts.toAccess)</a></p></section>
            """
    }

    private func item(_ entry: Entry, _ mayManage: Bool, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let why: String? =
            switch entry.state {
            case .none: nil
            case .given: texts.given
            case .followed(let groups): texts.through(groups)
            }
        let reason: HTML? = why.map { "<span class=\"sub\"><b>\($0)</b></span>" }
        return """
            <li><span><b>\(FrameTexts.role(entry.role))</b>\(reason)<span class="sub">\(texts.meaning(entry.role))\
            </span></span>\
            \(when: mayManage, deed(entry, context))</li>
            """
    }

    private func deed(_ entry: Entry, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        func form(_ deed: String, _ button: String) -> HTML {
            DeedForm(
                action: context.address(.roles(person: person)),
                fields: [("role", entry.role.rawValue), ("deed", deed)], button: button,
                about: texts.taken(entry.role, name)
            ).html(context)
        }
        return switch entry.state {
        case .none: isActive ? form("give", texts.give) : ""
        case .given: form("take", texts.take)
        case .followed: ""
        }
    }

    private func manage(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let field = Field.select(
            id: "manage", name: "group", label: texts.manageLabel,
            options: choices.map { Field.Option(value: $0.id, text: $0.name) }, chosen: "")
        let form: HTML = """
            <form class="stack-s gap-s" method="post" action="\(context.address(.managedGroups(person: person)))">\
            \(context.csrfField)<input type="hidden" name="deed" value="give">\(field.html)\
            <p class="btns"><button class="btn btn-s">\(texts.manage)</button></p></form>
            """
        let more: HTML = "<p class=\"small quiet\">\(texts.moreGroups)</p>"
        return """
            <div class="stack-top"><h3>\(texts.manageTitle)</h3><p class="small">\(texts.manageText)</p>\
            \(choices.isEmpty ? "<p class=\"small quiet\">\(texts.noGroups)</p>" : form)\(when: hasMoreChoices, more)\
            </div>
            """
    }

    private func step(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let button = Button.link(texts.reset, to: context.address(.factorReset(person: person)), "btn btn-s btn-grave")
        return """
            <div class="stack-top"><h3>\(texts.personStep)</h3>\
            <p class="small">\(isSelf ? texts.ownStepText : texts.personStepText)</p>\
            \(when: !isSelf, "<p class=\"btns gap-s\">\(button)</p>")</div>
            """
    }
}

/// On a group's page: the roles that its members have through it.
struct GroupRolesSection: Sendable {
    let group: String
    let roles: [Role]
    /// Roles that can follow a group here.
    let offered: [Role]

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let mayManage = context.reader.may(ManageAccess.self)
        let items = roles.map { role -> HTML in
            let form = DeedForm(
                action: context.address(.groupRoles(group: group)),
                fields: [("role", role.rawValue), ("deed", "take")], button: texts.take, about: FrameTexts.role(role))
            return "<li><span><b>\(FrameTexts.role(role))</b></span>\(when: mayManage, form.html(context))</li>"
        }
        let body: HTML =
            roles.isEmpty ? "<p class=\"small quiet\">\(texts.groupNone)</p>" : "<ul class=\"list\">\(items)</ul>"
        return """
            <section aria-labelledby="fo"><h2 id="fo">\(texts.groupTitle)</h2>\(body)\(when: mayManage, form(context))\
            </section>
            """
    }

    private func form(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.access
        let others = offered.filter { !roles.contains($0) }
        guard !others.isEmpty else { return "<p class=\"small gap-s\">\(texts.groupAll)</p>" }
        let field = Field.select(
            id: "follow", name: "role", label: texts.groupLabel,
            options: [Field.Option(value: "", text: texts.groupChoose)]
                + others.map { Field.Option(value: $0.rawValue, text: FrameTexts.role($0)) }, chosen: "")
        return """
            <form class="stack-s gap-s" method="post" action="\(context.address(.groupRoles(group: group)))">\
            \(context.csrfField)<input type="hidden" name="deed" value="give">\(field.html)\
            <p class="btns"><button class="btn btn-s">\(texts.groupGive)</button></p></form>
            """
    }
}
