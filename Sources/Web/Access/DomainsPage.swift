import Domain

/// `/o/{slug}/access/domains`: the domains of the organization's work e-mail, and what each still needs.
struct DomainsPage: ConsolePage {
    let domains: [OrganizationDomain]
    /// What the form held and why it was refused.
    var name = ""
    var nameError: String?
    /// Which domain's file was not found, and what was found instead.
    var checkError: (domain: String, text: String)?

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.domains
        let waiting = domains.filter { !$0.isVerified && $0.challenge != nil }
        let body =
            domains.isEmpty ? EmptyState(title: texts.emptyTitle, text: texts.emptyText).html : table(context).html
        let crumb = Crumb(steps: [(context.texts.access.title, context.address(.access))], here: texts.title)
        return Layout.console(
            context, title: texts.title, in: .access,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title)", lead: "\(texts.lead)").html)
            <div class="split stack-top"><div class="stack">\(waiting.map { sheet($0, context) })
            <section aria-label="\(texts.label)">\(body)</section>\(form(context))</div>
            <div class="margin"><section aria-labelledby="wh"><h2 id="wh">\(texts.whyTitle)</h2>\
            <p class="small">\(texts.whyText)</p></section>\
            <section aria-labelledby="ot"><h2 id="ot">\(texts.otherTitle)</h2>\
            <p class="small">\(texts.otherText)</p></section></div></div>
            """)
    }

    private func table(_ context: ConsoleContext) -> Table {
        let texts = context.texts.domains
        return Table(
            label: texts.label,
            columns: [
                Table.Column(texts.domain), Table.Column(texts.state), Table.Column(texts.since),
                Table.Column(texts.action, silent: true),
            ],
            rows: domains.map { domain in
                let withdraw: HTML = """
                    <a class="btn btn-s btn-grave" href="\(context.address(.domainWithdrawal(domain: domain.name)))" \
                    aria-label="\(texts.withdrawNamed(domain.name))">\(texts.withdraw)</a>
                    """
                return [
                    Table.Cell("\(domain.name)", names: "wrap", header: true), Table.Cell(domain.badge(context).html),
                    .text((domain.verifiedAt ?? domain.namedAt).map { context.day($0) } ?? context.texts.frame.none),
                    Table.Cell(withdraw, names: "r"),
                ]
            })
    }

    /// What has to be put where, and the button that looks for it.
    private func sheet(_ domain: OrganizationDomain, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.domains
        func box(_ label: String, _ text: String) -> HTML {
            """
            <div><p class="label">\(label)</p>\
            \(CopyBox(label: "\(label), \(domain.name)", text: text, texts: context.texts.frame).html)</div>
            """
        }
        let error: HTML? = checkError.flatMap { error in
            error.domain == domain.name ? "<p class=\"error\" role=\"alert\">\(error.text)</p>" : nil
        }
        let check = Button.post(
            texts.check, to: context.address(.domainCheck(domain: domain.name)), "btn btn-main", context)
        return """
            <div class="sheet sheet--now stack-s"><h2>\(texts.proofTitle(domain.name))</h2>\
            \(box(texts.fileAddress, DomainName(domain.name)?.proofAddress ?? ""))\
            \(box(texts.fileContent, domain.proof))\(error)<div class="btns">\(check)</div></div>
            """
    }

    private func form(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.domains
        let field = Field.text(
            id: "domain", name: "domain", label: texts.nameLabel, value: name, help: texts.nameHelp, error: nameError,
            lengthMax: 253, isRequired: true)
        return """
            <section aria-labelledby="na"><h2 id="na">\(texts.nameTitle)</h2>
            <form class="stack-s form" method="post" action="\(context.address(.domains))">\(context.csrfField)\
            \(field.html)<p class="btns"><button class="btn">\(texts.name)</button></p></form></section>
            """
    }
}
