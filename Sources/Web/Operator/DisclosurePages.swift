import Domain

/// `/operator/disclosures`: the register, the latest first.
struct DisclosuresPage: OperatorPage {
    struct Entry: Sendable {
        let disclosure: Disclosure
        let organization: String
    }

    let entries: [Entry]

    func html(in context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let draft: HTML? =
            context.may(ManageDisclosures.self)
            ? Button.link(texts.draft, to: .operatorRoom(.register(.newDisclosure)), "btn btn-main") : nil
        let body =
            entries.isEmpty
            ? EmptyState(title: texts.noDisclosures, text: texts.noDisclosuresText).html : table(context).html
        return OperatorFrame.page(
            context, title: context.texts.entry(.disclosures), in: .disclosures,
            """
            \(Heading(
                title: "\(context.texts.entry(.disclosures))", lead: "\(texts.disclosuresLead)", actions: draft).html)
            <div class="stack stack-top">\(body)</div>
            """)
    }

    private func table(_ context: OperatorContext) -> Table {
        let texts = context.console.texts.operatorRegisters
        return Table(
            label: context.texts.entry(.disclosures),
            columns: [
                Table.Column(texts.customer), Table.Column(texts.authority), Table.Column(texts.approvals),
                Table.Column(texts.drafted), Table.Column(context.texts.state),
            ],
            rows: entries.map { entry in
                let disclosure = entry.disclosure
                let address = Address.operatorRoom(.register(.disclosure(id: disclosure.id.description)))
                return [
                    Table.Cell(
                        "<a href=\"\(address)\"><bdi>\(entry.organization)</bdi></a>", names: "wrap", header: true),
                    Table.Cell("<bdi>\(disclosure.authority)</bdi>", names: "wrap"),
                    .text(texts.approvedCount(disclosure.approvals.count)),
                    .text(context.console.moment(disclosure.draftedAt)),
                    Table.Cell(disclosure.badge(texts).html),
                ]
            })
    }
}

extension Disclosure {
    fileprivate func badge(_ texts: OperatorRegisterTexts) -> Badge {
        switch state {
        case .drafted: Badge(.now, texts.state(self))
        case .refused: Badge(.plain, texts.state(self))
        case .made: Badge(toldAt == nil ? .warn : .ok, texts.state(self))
        }
    }
}

/// `/operator/disclosures/{id}`: what is asked, who agreed, and what comes next.
struct DisclosurePage: OperatorPage {
    let disclosure: Disclosure
    let organization: String
    /// Of the operator's people, by id.
    let names: [UUIDValue: String]
    let reader: UUIDValue?
    /// Whether the reader has shown within the last minutes who they are.
    let isProved: Bool
    var alert: String?

    private var id: String { disclosure.id.description }

    func html(in context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let title = texts.disclosureTitle(organization)
        let crumb = Crumb(
            steps: [(context.texts.entry(.disclosures), .operatorRoom(.register(.disclosures)))], here: organization)
        let badge: HTML = "\(disclosure.badge(texts).html)"
        return OperatorFrame.page(
            context, title: title, in: .disclosures,
            """
            \(crumb.html(label: context.console.texts.frame.path))
            \(OperatorAlert(text: alert).html)
            <div class="head"><div><h1>\(title)</h1><p class="lead"><bdi>\(disclosure.authority)</bdi></p></div>\
            <p>\(badge)</p></div>
            <div class="split stack-top"><div class="stack">\(decision(context))\(facts(context))</div>
            <div class="margin">\(steps(context))</div></div>
            """)
    }

    private func decision(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        guard context.may(ManageDisclosures.self) else { return "" }
        switch disclosure.state {
        case .refused: return ""
        case .made:
            guard disclosure.endedBy == reader, (disclosure.endedAt ?? 0) > context.console.now - Clock.hour else {
                return ""
            }
            guard isProved else { return ProofSheet(then: .disclosure(disclosure.id)).html(context.console) }
            return """
                <div class="btns">\(post(texts.makeAgain, .disclosureContent(id: id), "btn", context))</div>
                """
        case .drafted: break
        }
        guard isProved else { return ProofSheet(then: .disclosure(disclosure.id)).html(context.console) }
        let hasApproved = disclosure.approvals.contains { $0.person == reader }
        let text: HTML? =
            disclosure.isApproved
            ? "<p>\(disclosure.secretUntil == nil ? texts.isApproved : texts.isApprovedSecret)</p>"
            : "<p>\(hasApproved ? texts.approvedByYou : texts.needsApproval)</p>"
        let approve = post(texts.approve, .disclosureApproval(id: id), "btn btn-main", context)
        let make = post(texts.make, .disclosureContent(id: id), "btn btn-main", context)
        return """
            <section class="sheet sheet--now" aria-labelledby="de"><h2 id="de">\(texts.decisionTitle)</h2>\(text)\
            <div class="btns gap-s">\(when: disclosure.isApproved, make)\
            \(when: !hasApproved && !disclosure.isApproved, approve)\
            \(post(texts.refuse, .disclosureRefusal(id: id), "btn", context))</div></section>
            """
    }

    private func post(
        _ text: String, _ room: OperatorRegisterRoom, _ names: HTML, _ context: OperatorContext
    ) -> HTML {
        Button.post(text, to: .operatorRoom(.register(room)), names, context.console)
    }

    private func facts(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let shown = context.console.texts.registers
        let secret: HTML? = disclosure.secretUntil.map {
            "<dt>\(texts.toldCustomer)</dt><dd>\(texts.secret(context.console.date($0)))</dd>"
        }
        let hash: HTML? = disclosure.hash.map { hash in
            """
            <dt>\(texts.fingerprint)</dt><dd class="hash">\(hash.hexadecimal)</dd>
            """
        }
        return """
            <section aria-labelledby="sc"><h2 id="sc">\(texts.scope)</h2><dl class="facts">\
            <dt>\(shown.what)</dt><dd>\(shown.scope(disclosure.scope, context.console.texts.person))</dd>\
            <dt>\(texts.basis)</dt><dd class="wrap"><bdi>\(disclosure.basis)</bdi></dd>\
            <dt>\(texts.reason)</dt><dd class="wrap"><bdi>\(disclosure.reason)</bdi></dd>\(secret)\(hash)</dl>\
            \(when: disclosure.state == .made, "<p class=\"quiet gap-s\">\(texts.notKept)</p>")</section>
            """
    }

    private func steps(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        func name(_ person: UUIDValue?) -> String { person.flatMap { names[$0] } ?? texts.someone }
        func step(_ what: String, _ who: String?, _ at: Int64?) -> HTML {
            let who: HTML? = who.map { ": <bdi>\($0)</bdi>" }
            guard let at else { return "<li class=\"is-next\"><b>\(what)</b></li>" }
            return "<li><b>\(what)</b>\(who)<time>\(context.console.moment(at))</time></li>"
        }
        var items = [step(texts.drafted, name(disclosure.draftedBy), disclosure.draftedAt)]
        items += disclosure.approvals.map { step(texts.approvedBy(name($0.person)), nil, $0.at) }
        if disclosure.state == .refused {
            items.append(step(texts.refused, name(disclosure.endedBy), disclosure.endedAt))
        } else {
            items += texts.nextApprovals.dropFirst(disclosure.approvals.count).map { step($0, nil, nil) }
            items.append(step(texts.made, disclosure.endedBy.map { name($0) }, disclosure.endedAt))
            items.append(step(texts.toldCustomer, nil, disclosure.toldAt))
        }
        return """
            <section aria-labelledby="st"><h2 id="st">\(texts.steps)</h2>\
            <ol class="steps gap-s" role="list">\(items)</ol></section>
            """
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

/// `/operator/disclosures/new`.
struct NewDisclosurePage: OperatorPage {
    let organizations: [(slug: String, name: String)]
    var draft = DisclosureDraft()
    var slug = ""
    var people = ""
    var secretUntil = ""
    /// Which field was refused, and why.
    var errors: [String: String] = [:]

    func html(in context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let crumb = Crumb(
            steps: [(context.texts.entry(.disclosures), .operatorRoom(.register(.disclosures)))], here: texts.draft)
        let customer = Field.select(
            id: "organization", name: "organization", label: texts.customer,
            options: organizations.map { Field.Option(value: $0.slug, text: $0.name) }, chosen: slug, isRequired: true)
        return OperatorFrame.page(
            context, title: texts.draft, in: .disclosures,
            """
            \(crumb.html(label: context.console.texts.frame.path))
            \(Heading(title: "\(texts.draft)", lead: "\(texts.draftLead)").html)
            <form class="stack-s form stack-top" method="post" \
            action="\(Address.operatorRoom(.register(.newDisclosure)))">\(context.console.csrfField)\(customer.html)\
            \(line("authority", texts.authority, draft.authority, texts.authorityHelp, 200))\
            \(line("basis", texts.basis, draft.basis, texts.basisHelp, 500))\
            \(RegisterForm.area("people", texts.people, people, texts.peopleHelp, errors["people"], isRequired: false))\
            \(attributes(context))\
            \(RegisterForm.area("reason", texts.reason, draft.reason, texts.reasonHelp, errors["reason"]))\
            \(RegisterForm.date("secretUntil", texts.secretUntil, secretUntil, texts.secretHelp, errors["secretUntil"]))\
            <p class="btns"><button class="btn btn-main">\(texts.draftButton)</button>\
            \(Button.link(context.texts.cancel, to: .operatorRoom(.register(.disclosures))))</p></form>
            """)
    }

    private func line(_ name: String, _ label: String, _ value: String, _ help: String, _ max: Int) -> HTML {
        Field.text(
            id: name, name: name, label: label, value: value, help: help, error: errors[name], lengthMax: max,
            isRequired: true
        ).html
    }

    private func attributes(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.operatorRegisters
        let choices = Attribute.allCases.map { attribute in
            (
                value: String(attribute.rawValue), text: context.console.texts.person.field(attribute),
                isChosen: draft.attributes.contains(attribute)
            )
        }
        return RegisterForm.checks("attributes", texts.attributes, choices, errors["attributes"])
    }
}

/// The controls that forms of registers have beside a line of text.
enum RegisterForm {
    static func area(
        _ name: String, _ label: String, _ value: String, _ help: String, _ error: String?, isRequired: Bool = true
    ) -> HTML {
        Field(
            id: name, label: label,
            control: """
                <textarea id="\(name)" name="\(name)" rows="4" maxlength="8000"\(when: isRequired, " required")\
                \(Field.described(name, help: help, error: error))>\(value)</textarea>
                """,
            help: help, error: error
        ).html
    }

    static func date(
        _ name: String, _ label: String, _ value: String, _ help: String, _ error: String?, isRequired: Bool = false
    ) -> HTML {
        Field(
            id: name, label: label,
            control: """
                <input id="\(name)" name="\(name)" type="date" value="\(value)"\(when: isRequired, " required")\
                \(Field.described(name, help: help, error: error))>
                """,
            help: help, error: error
        ).html
    }

    static func checks(
        _ name: String, _ label: String, _ choices: [(value: String, text: String, isChosen: Bool)], _ error: String?
    ) -> HTML {
        let boxes = choices.map { choice -> HTML in
            """
            <label class="choice"><input type="checkbox" name="\(name)" value="\(choice.value)"\
            \(when: choice.isChosen, " checked")><span>\(choice.text)</span></label>
            """
        }
        let error: HTML? = error.map { "<p class=\"error\" role=\"alert\">\($0)</p>" }
        return """
            <fieldset class="field\(when: error != nil, " is-bad")"><legend>\(label)</legend>\
            <div class="choices">\(boxes)</div>\(error)</fieldset>
            """
    }
}
