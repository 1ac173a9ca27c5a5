import Domain

/// `/operator/organizations/new`: what an organization begins with.
struct NewOrganizationPage: OperatorPage {
    /// The form's fields, by the names that `OrganizationDraft` gives them in its failures.
    enum Entry: String, CaseIterable, Sendable { case name, slug, domain, admin, zone, seats }

    var values: [Entry: String] = [.zone: "Europe/Berlin", .seats: "50"]
    /// Which field was refused, and why.
    var errors: [Entry: String] = [:]
    var alert: String?

    func html(in context: OperatorContext) -> HTML {
        let texts = context.texts
        let crumb = Crumb(
            steps: [(texts.entry(.organizations), .operatorRoom(.organizations(page: 1)))], here: texts.create)
        let fields = Entry.allCases.map { entry in
            Field.text(
                id: entry.rawValue, name: entry.rawValue, label: texts.label(entry), value: values[entry] ?? "",
                help: texts.help(entry), error: errors[entry], lengthMax: 320, isRequired: true
            ).html
        }
        return OperatorFrame.page(
            context, title: texts.create, in: .organizations,
            """
            \(crumb.html(label: context.console.texts.frame.path))
            \(OperatorAlert(text: alert).html)
            \(Heading(title: "\(texts.create)", lead: "\(texts.createLead)").html)
            <form class="stack-s form stack-top" method="post" action="\(Address.operatorRoom(.newOrganization))">\
            \(context.console.csrfField)\(fields)\
            <p class="btns"><button class="btn btn-main">\(texts.createButton)</button>\
            \(Button.link(texts.cancel, to: .operatorRoom(.organizations(page: 1))))</p></form>
            """)
    }
}

/// The answer to creating an organization or adding someone: the only page that ever shows the one-time link.
struct HandedLinkPage: OperatorPage {
    let title: String
    let lead: String
    let link: String
    let next: (title: String, address: Address)
    let entry: OperatorFrame.Entry

    func html(in context: OperatorContext) -> HTML {
        let texts = context.texts
        return OperatorFrame.page(
            context, title: title, in: entry,
            """
            \(Heading(title: "\(title)", lead: "\(lead)").html)
            <div class="split stack-top"><div class="sheet sheet--now stack-s"><div>\
            <p class="label">\(texts.linkLabel)</p>\
            \(CopyBox(label: texts.linkLabel, text: link, texts: context.console.texts.frame).html)</div>\
            <p class="btns">\(Button.link(next.title, to: next.address, "btn btn-main"))</p></div>
            <div class="margin"><section aria-labelledby="ha"><h2 id="ha">\(texts.handOverTitle)</h2>\
            <p class="small">\(texts.handOverText)</p></section></div></div>
            """)
    }
}
