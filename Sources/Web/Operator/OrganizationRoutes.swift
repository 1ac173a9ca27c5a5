import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /operator | organizationEntries, pendingDomains | SeeOrganizations |
/// | GET, POST | /operator/organizations/new | create | ManageOrganizations |
/// | GET | /operator/organizations/{slug} | organizationEntry, domains, visits | SeeOrganizations, SeeOperators |
/// | GET, POST | /operator/organizations/{slug}/closure | close | ManageOrganizations |
/// | POST | /operator/organizations/{slug}/domains | checkDomain, approveDomain, refuseDomain, withdrawDomain | DecideDomains |
/// | POST | /operator/organizations/{slug}/visits | visit | VisitCustomer, freshly proved |
/// | POST | /operator/organizations/{slug}/visits/{id}/end | endVisit | VisitCustomer |
/// | GET | /operator/domains | pendingDomains | SeeOrganizations |
struct OrganizationRoutes: Sendable {
    let reader: DomainReader

    func register(on rooms: OperatorRooms) {
        rooms.get(.organizations(page: 1), list)
        rooms.get(.newOrganization) { call in
            let (_, context) = try await call.glance { try $0.permit(ManageOrganizations.self) }
            return call.shown(NewOrganizationPage(), context)
        }
        rooms.post(.newOrganization, create)
        rooms.get(.organization(slug: "")) { call in try await organization(call) }
        rooms.get(.closure(slug: ""), askClosure)
        rooms.post(.closure(slug: ""), close)
        rooms.post(.domainDecision(slug: ""), decide)
        rooms.post(.visits(slug: ""), visit)
        rooms.post(.visitEnd(slug: "", id: ""), endVisit)
        rooms.get(.domains) { call in try await domains(call) }
    }

    private func list(_ call: ConsoleCall) async throws -> Response {
        let page = max(1, min(1_000_000, try call.query().one("page").flatMap { Int($0) } ?? 1))
        let (permit, context) = try await call.glance { try $0.permit(SeeOrganizations.self) }
        let platform = call.console.platform
        let (entries, total) = try await platform.organizationEntries(
            offset: (page - 1) * OrganizationsPage.pageSize, limit: OrganizationsPage.pageSize, permit)
        let waiting = try await platform.pendingDomains(permit).count
        return call.shown(
            OrganizationsPage(entries: entries, total: total, page: page, waiting: waiting), context)
    }

    private func domains(
        _ call: ConsoleCall, alert: String? = nil, _ status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (permit, context) = try await call.glance { try $0.permit(SeeOrganizations.self) }
        let pending = try await call.console.platform.pendingDomains(permit)
        return call.shown(OperatorDomainsPage(pending: pending, alert: alert), context, status)
    }

    private func organization(
        _ call: ConsoleCall, _ status: HTTPResponse.Status = .ok,
        _ change: (inout OrganizationPage) -> Void = { _ in }
    ) async throws -> Response {
        let slug = try call.parameter("slug")
        let ((see, operators, people, isProved), context) = try await call.enter { room in
            let operators = try room.permit(SeeOperators.self)
            return (
                try room.permit(SeeOrganizations.self), operators, try room.tx.operators(operators),
                room.login.isFreshlyProved(at: room.now)
            )
        }
        let platform = call.console.platform
        let names = Dictionary(people.map { ($0.id, $0.name) }) { first, _ in first }
        var page = OrganizationPage(
            entry: try await platform.organizationEntry(slug, see), domains: try await platform.domains(of: slug, see),
            visits: try await platform.visits(to: slug, operators).map {
                OrganizationPage.Visitor(visit: $0, name: names[$0.operator])
            }, isProved: isProved)
        page.leaving = try await platform.leaving(of: slug, see)
        change(&page)
        return call.shown(page, context, status)
    }

    // MARK: - Creating and closing

    private func create(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let (permit, context) = try await call.glance { try $0.permit(ManageOrganizations.self) }
        var page = NewOrganizationPage()
        for entry in NewOrganizationPage.Entry.allCases { page.values[entry] = try form.required(entry.rawValue) }
        do {
            let made = try await call.console.platform.create(try OrganizationDraft(page.values), permit)
            let address = Address.room(slug: made.organization.slug, .signIn(token: made.link.secret.revealed))
            return call.shown(
                HandedLinkPage(
                    title: context.texts.madeTitle(made.organization.name), lead: context.texts.madeLead,
                    link: call.console.base + address.path,
                    next: (
                        context.texts.toOrganization, .operatorRoom(.organization(slug: made.organization.slug))
                    ), entry: .organizations), context)
        } catch let failure as Failure {
            switch failure.kind {
            case .invalid(let field):
                guard let entry = NewOrganizationPage.Entry(rawValue: field) else { throw failure }
                page.errors[entry] = failure.message
                return call.shown(page, context, .badRequest)
            case .conflict:
                page.alert = failure.message
                return call.shown(page, context, .conflict)
            default: throw failure
            }
        }
    }

    private func askClosure(_ call: ConsoleCall) async throws -> Response {
        let slug = try call.parameter("slug")
        let (permits, context) = try await call.glance { view in
            let manage = try view.permit(ManageOrganizations.self)
            try view.requireFreshProof()
            return (manage, try view.permit(SeeOrganizations.self))
        }
        let entry = try await call.console.platform.organizationEntry(slug, permits.1)
        let texts = context.texts
        let back = Address.operatorRoom(.organization(slug: slug))
        return call.shown(
            OperatorQuestion(
                steps: [
                    (texts.entry(.organizations), .operatorRoom(.organizations(page: 1))),
                    (entry.organization.name, back),
                ], title: texts.closeQuestion(entry.organization.name),
                text: texts.closeConsequence(people: Int(entry.size?.activeStaff ?? 0)), deed: texts.closeDeed,
                action: .operatorRoom(.closure(slug: slug)), refusal: texts.keepOpen, back: back,
                entry: .organizations), context)
    }

    private func close(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let slug = try call.parameter("slug")
        let (permit, _) = try await call.glance { view in
            try view.requireFreshProof()
            return try view.permit(ManageOrganizations.self)
        }
        try await call.console.platform.close(slug, permit)
        return call.done(.organization(slug: slug), .organizationClosed)
    }

    // MARK: - Domains and visits

    private func decide(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let (slug, domain) = (try call.parameter("slug"), try form.required("domain"))
        guard let deed = DomainDeed(rawValue: try form.required("deed")) else {
            throw Failure.invalid("deed", "The deed is check, approve, refuse or withdraw.")
        }
        let isFromList = try form.one("back") == "list"
        if deed.isAsked, try form.one("sure") != "yes" {
            return try await ask(call, deed, domain, isFromList: isFromList)
        }
        let (permit, _) = try await call.glance { try $0.permit(DecideDomains.self) }
        let platform = call.console.platform
        let done: OperatorDeed
        do {
            switch deed {
            case .check:
                try await platform.checkDomain(domain, of: slug, permit, by: reader)
                done = .domainVerified
            case .approve:
                try await platform.approveDomain(domain, of: slug, permit)
                done = .domainApproved
            case .refuse:
                try await platform.refuseDomain(domain, of: slug, permit)
                done = .domainRefused
            case .withdraw:
                try await platform.withdrawDomain(domain, of: slug, permit)
                done = .domainTaken
            }
        } catch let failure as Failure where failure.kind != .notFound {
            guard !isFromList else { return try await domains(call, alert: failure.message, .conflict) }
            return try await organization(call, .conflict) { $0.alert = failure.message }
        }
        return call.done(isFromList ? .domains : .organization(slug: slug), done)
    }

    /// Before a domain leads people somewhere, or nowhere any more.
    private func ask(
        _ call: ConsoleCall, _ deed: DomainDeed, _ name: String, isFromList: Bool
    ) async throws -> Response {
        let slug = try call.parameter("slug")
        let (permit, context) = try await call.glance { view in
            _ = try view.permit(DecideDomains.self)
            return try view.permit(SeeOrganizations.self)
        }
        let organization = try await call.console.platform.organizationEntry(slug, permit).organization
        let domains = try await call.console.platform.domains(of: slug, permit)
        guard domains.contains(where: { $0.name == name && $0.isVerified == (deed == .withdraw) }) else {
            throw Failure.notFound("This organization has no such domain, or it is decided already.")
        }
        let texts = context.texts
        let page = Address.operatorRoom(.organization(slug: slug))
        return call.shown(
            OperatorQuestion(
                steps: [
                    (texts.entry(.organizations), .operatorRoom(.organizations(page: 1))), (organization.name, page),
                ],
                title: texts.question(deed, name, organization.name), text: texts.consequence(deed),
                deed: texts.decision(deed, name), action: .operatorRoom(.domainDecision(slug: slug)),
                refusal: texts.leaveDomain, back: isFromList ? .operatorRoom(.domains) : page,
                entry: isFromList ? .domains : .organizations,
                fields: [("domain", name), ("deed", deed.rawValue), ("sure", "yes")]
                    + (isFromList ? [("back", "list")] : [])), context)
    }

    private func visit(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let slug = try call.parameter("slug")
        let reason = try form.required("reason")
        let hours = Int(try form.required("hours")) ?? 0
        let (permit, _) = try await call.glance { view in
            try view.requireFreshProof()
            return try view.permit(VisitCustomer.self)
        }
        do {
            let secret = try await call.console.platform.visit(
                slug, reason: reason, hours: hours, permit, in: call.browser)
            var response = Response(to: .room(slug: slug, .overview))
            call.console.cookies.set(secret, for: slug, on: &response.headers)
            return response
        } catch let failure as Failure where failure.names("reason") {
            return try await organization(call, .badRequest) { page in
                page.reason = reason
                page.reasonError = failure.message
            }
        }
    }

    private func endVisit(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let (slug, id) = (try call.parameter("slug"), try call.id())
        let (permit, _) = try await call.glance { try $0.permit(VisitCustomer.self) }
        try await call.console.platform.endVisit(id, to: slug, permit)
        return call.done(.organization(slug: slug), .visitEnded)
    }
}

extension OrganizationDraft {
    /// - Throws: `Failure.invalid` that names the field.
    fileprivate init(_ values: [NewOrganizationPage.Entry: String]) throws(Failure) {
        func trimmed(_ entry: NewOrganizationPage.Entry) -> String {
            String(decoding: HeaderParameters.trimmed(Array((values[entry] ?? "").utf8)), as: UTF8.self)
        }
        try self.init(
            slug: trimmed(.slug), name: trimmed(.name), domain: trimmed(.domain), administratorEmail: trimmed(.admin),
            zone: trimmed(.zone), seats: Int64(trimmed(.seats)) ?? 0)
    }
}
