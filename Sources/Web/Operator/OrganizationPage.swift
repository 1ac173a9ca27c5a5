import Domain

/// `/operator/organizations/{slug}`: one customer's facts, its domains, and the visits to it.
struct OrganizationPage: OperatorPage {
    struct Visitor: Sendable {
        let visit: Visit
        /// Who it was; nil for someone who is no longer here.
        let name: String?
    }

    let entry: OrganizationEntry
    let domains: [OrganizationDomain]
    /// The latest first.
    let visits: [Visitor]
    /// Whether the reader has shown within the last minutes who they are.
    let isProved: Bool
    var leaving: Leaving?
    /// What the visit's form held and why it was refused.
    var reason = ""
    var reasonError: String?
    /// Why another deed was refused.
    var alert: String?

    private var organization: Organization { entry.organization }
    private var slug: String { organization.slug }
    private var isActive: Bool { organization.state == .active }

    func html(in context: OperatorContext) -> HTML {
        let texts = context.texts
        let crumb = Crumb(
            steps: [(texts.entry(.organizations), .operatorRoom(.organizations(page: 1)))], here: organization.name)
        let people = Int(entry.size?.activeStaff ?? 0)
        let heading = Heading(
            title: "<bdi>\(organization.name)</bdi>",
            lead: "\(texts.organizationLead(people: people, seats: Int(organization.seats)))")
        return OperatorFrame.page(
            context, title: organization.name, in: .organizations,
            """
            \(crumb.html(label: context.console.texts.frame.path))
            \(OperatorAlert(text: alert).html)
            \(heading.html)
            <div class="split stack-top"><div class="stack">
            \(domainSection(context))
            \(when: isActive && context.may(VisitCustomer.self), isProved ? visitForm(context) : proof(context))
            \(visitSection(context))
            </div><div class="margin">\(facts(context))\(closing(context))\(ending(context))</div></div>
            """)
    }

    private func domainSection(_ context: OperatorContext) -> HTML {
        let texts = context.texts
        let table = Table(
            label: texts.domainsTitle,
            columns: [
                Table.Column(texts.domain), Table.Column(texts.state), Table.Column(texts.since),
                Table.Column(texts.action, silent: true),
            ],
            rows: domains.map { domain in
                [
                    Table.Cell("\(domain.name)", names: "wrap", header: true),
                    Table.Cell(domain.badge(context.console).html),
                    .text(
                        (domain.verifiedAt ?? domain.namedAt).map { context.console.day($0) }
                            ?? context.console.texts.frame.none),
                    Table.Cell(DomainDecision(slug: slug, domain: domain, isFromList: false).html(context)),
                ]
            })
        return """
            <section aria-labelledby="do"><h2 id="do">\(texts.domainsTitle)</h2>\
            <p class="quiet">\(texts.domainsText)</p>\
            \(domains.isEmpty ? "<p>\(texts.noDomains)</p>" : table.html)</section>
            """
    }

    private func proof(_ context: OperatorContext) -> HTML {
        ProofSheet(then: .organization(slug: slug)).html(context.console)
    }

    private func visitForm(_ context: OperatorContext) -> HTML {
        let texts = context.texts
        let reason = Field(
            id: "reason", label: texts.reason,
            control: """
                <textarea id="reason" name="reason" maxlength="500" rows="3" required\
                \(Field.described("reason", help: texts.reasonHelp, error: reasonError))>\(self.reason)</textarea>
                """,
            help: texts.reasonHelp, error: reasonError)
        let hours = Field.select(
            id: "hours", name: "hours", label: texts.hours,
            options: (1...4).map { Field.Option(value: String($0), text: texts.hours($0)) }, chosen: "1")
        return """
            <section aria-labelledby="vi"><h2 id="vi">\(texts.visitTitle)</h2><p class="quiet">\(texts.visitText)</p>
            <form class="stack-s form" method="post" action="\(Address.operatorRoom(.visits(slug: slug)))">\
            \(context.console.csrfField)\(reason.html)\(hours.html)\
            <p class="btns"><button class="btn btn-main">\(texts.visit(organization.name))</button></p></form></section>
            """
    }

    private func visitSection(_ context: OperatorContext) -> HTML {
        let texts = context.texts
        let table = Table(
            label: texts.visitsTitle,
            columns: [
                Table.Column(texts.since), Table.Column(texts.until), Table.Column(texts.who),
                Table.Column(texts.reason), Table.Column(texts.action, silent: true),
            ],
            rows: visits.map { visitRow($0, context) })
        let body = visits.isEmpty ? "<p class=\"quiet\">\(texts.noVisits)</p>" : table.html
        return "<section aria-labelledby=\"vs\"><h2 id=\"vs\">\(texts.visitsTitle)</h2>\(body)</section>"
    }

    private func visitRow(_ visitor: Visitor, _ context: OperatorContext) -> [Table.Cell] {
        let visit = visitor.visit
        let isOpen = visit.isOpen(at: context.console.now)
        let end: HTML =
            isOpen && context.may(VisitCustomer.self)
            ? Button.post(
                context.texts.end, to: .operatorRoom(.visitEnd(slug: slug, id: visit.id.description)), "btn btn-s",
                context.console)
            : Badge(isOpen ? .warn : .plain, context.console.texts.visits.state(visit, at: context.console.now)).html
        return [
            Table.Cell("\(context.console.moment(visit.openedAt))", header: true),
            .text(context.console.moment(visit.endedAt ?? visit.endsAt)),
            Table.Cell("<bdi>\(visitor.name ?? context.texts.former)</bdi>"),
            Table.Cell("<bdi>\(visit.reason)</bdi>", names: "wrap"), Table.Cell(end, names: "r"),
        ]
    }

    private func facts(_ context: OperatorContext) -> HTML {
        let texts = context.texts
        func count(_ number: Int64?) -> String {
            number.map { context.console.number(Int($0)) } ?? context.console.texts.frame.none
        }
        return """
            <section aria-labelledby="fa"><h2 id="fa">\(texts.glance)</h2><dl class="facts">\
            <dt>\(texts.state)</dt><dd>\(organization.badge(texts).html)</dd>\
            <dt>\(texts.slug)</dt><dd>\(slug)</dd>\
            <dt>\(texts.activeStaff)</dt><dd>\(count(entry.size?.activeStaff))</dd>\
            <dt>\(texts.records)</dt><dd>\(count(entry.size?.records))</dd>\
            <dt>\(texts.groups)</dt><dd>\(count(entry.size?.groups))</dd>\
            <dt>\(texts.seats)</dt><dd>\(count(organization.seats))</dd>\
            <dt>\(texts.level)</dt><dd>\(organization.serviceLevel)</dd>\
            <dt>\(texts.zone)</dt><dd>\(organization.zone)</dd>\
            <dt>\(texts.created)</dt><dd>\(context.console.date(organization.createdAt))</dd></dl></section>
            """
    }

    private func ending(_ context: OperatorContext) -> HTML? {
        leaving.map { OrganizationLeaving(leaving: $0, isProved: isProved).html(context) }
    }

    private func closing(_ context: OperatorContext) -> HTML? {
        guard isActive, context.may(ManageOrganizations.self) else { return nil }
        let texts = context.texts
        let prove = context.console.address(.factor(then: .organization(slug: slug)))
        let button =
            isProved
            ? Button.link(texts.close, to: .operatorRoom(.closure(slug: slug)), "btn btn-s btn-grave")
            : Button.link(context.console.texts.signInSettings.prove, to: prove, "btn btn-s")
        return """
            <section aria-labelledby="cl"><h2 id="cl">\(texts.closeTitle)</h2><p class="small">\(texts.closeHint)</p>\
            <p class="gap-s">\(button)</p></section>
            """
    }
}

/// The buttons beside a domain: look for its file, approve it, refuse it; take it away once it is verified.
struct DomainDecision: Sendable {
    let slug: String
    let domain: OrganizationDomain
    /// Whether the deed leads back to the list of all that wait.
    let isFromList: Bool

    private var deeds: [DomainDeed] {
        if domain.isVerified { return [.withdraw] }
        if domain.isRefused { return [.approve] }
        return domain.challenge == nil ? [.approve, .refuse] : [.check, .approve, .refuse]
    }

    func html(_ context: OperatorContext) -> HTML {
        guard context.may(DecideDomains.self) else { return "" }
        let buttons = deeds.map { deed -> HTML in
            """
            <button class="btn btn-s\(when: deed.isGrave, " btn-grave")" name="deed" value="\(deed.rawValue)" \
            aria-label="\(context.texts.decision(deed, domain.name))">\(context.texts.decision(deed))</button>
            """
        }
        return """
            <form class="btns" method="post" action="\(Address.operatorRoom(.domainDecision(slug: slug)))">\
            \(context.console.csrfField)<input type="hidden" name="domain" value="\(domain.name)">\
            \(when: isFromList, "<input type=\"hidden\" name=\"back\" value=\"list\">")\(buttons)</form>
            """
    }
}
