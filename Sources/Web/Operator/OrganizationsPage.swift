import Domain

/// `/operator`: the organizations, in facts and counts; nobody is named.
struct OrganizationsPage: OperatorPage {
    static let pageSize = 25

    let entries: [OrganizationEntry]
    let total: Int
    /// From 1.
    let page: Int
    /// How many domains wait for a decision.
    let waiting: Int

    func html(in context: OperatorContext) -> HTML {
        let texts = context.texts
        let create: HTML? =
            context.may(ManageOrganizations.self)
            ? Button.link(texts.create, to: .operatorRoom(.newOrganization), "btn btn-main") : nil
        let heading = Heading(
            title: "\(texts.entry(.organizations))", lead: "\(texts.organizationsLead(total))", actions: create)
        let body = entries.isEmpty ? EmptyState(title: texts.emptyTitle, text: texts.emptyText).html : table(context)
        return OperatorFrame.page(
            context, title: texts.entry(.organizations), in: .organizations,
            """
            \(heading.html)
            \(waitingSheet(context))
            <div class="stack-top">\(body)
            \(Pager(page: page, size: Self.pageSize, total: total).html(context.console.texts.frame) { page, text in
                Pager.link(.operatorRoom(.organizations(page: page)), text)
            })</div>
            """)
    }

    private func waitingSheet(_ context: OperatorContext) -> HTML? {
        guard waiting > 0 else { return nil }
        let texts = context.texts
        return """
            <div class="sheet sheet--now stack-top"><h2>\(texts.domainsWait(waiting))</h2>\
            <p class="btns gap-s">\(Button.link(texts.decide, to: .operatorRoom(.domains)))</p></div>
            """
    }

    private func table(_ context: OperatorContext) -> HTML {
        let texts = context.texts
        return Table(
            label: texts.entry(.organizations),
            columns: [
                Table.Column(texts.organization), Table.Column(texts.state), Table.Column(texts.domain),
                Table.Column(texts.activeStaff, number: true), Table.Column(texts.groups, number: true),
                Table.Column(texts.seats, number: true), Table.Column(texts.created),
            ],
            rows: entries.map { row($0, context) }
        ).html
    }

    private func row(_ entry: OrganizationEntry, _ context: OperatorContext) -> [Table.Cell] {
        let organization = entry.organization
        let none = context.console.texts.frame.none
        func count(_ number: Int64?) -> Table.Cell { .text(number.map { context.console.number(Int($0)) } ?? none) }
        let address = Address.operatorRoom(.organization(slug: organization.slug))
        let name: HTML = """
            <a href="\(address)"><bdi>\(organization.name)</bdi></a>\
            <span class="sub">\(organization.slug)</span>
            """
        return [
            Table.Cell(name, header: true), Table.Cell(organization.badge(context.texts).html),
            Table.Cell(
                "\(organization.domains.isEmpty ? none : organization.domains.joined(separator: ", "))", names: "wrap"),
            count(entry.size?.activeStaff), count(entry.size?.groups), count(organization.seats),
            .text(context.console.day(organization.createdAt)),
        ]
    }
}

extension Organization {
    func badge(_ texts: OperatorTexts) -> Badge {
        switch state {
        case .active: Badge(.ok, texts.active)
        case .closed: Badge(.plain, texts.closed)
        }
    }
}
