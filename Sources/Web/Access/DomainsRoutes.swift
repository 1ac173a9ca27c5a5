import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/access/domains | domains | ManageSignIn |
/// | POST | /o/{slug}/access/domains | nameDomain | ManageSignIn |
/// | POST | /o/{slug}/access/domains/{domain}/check | checkDomain | ManageSignIn |
/// | GET, POST | /o/{slug}/access/domains/{domain}/withdrawal | withdrawDomain | ManageSignIn |
///
/// Which domain is whose stands in the platform's database: the verbs run after the transaction that gave the permit.
struct DomainsRoutes: Sendable {
    /// Looks for the file of a domain.
    let reader: DomainReader

    func register(on rooms: RoomRoutes) {
        rooms.get(.domains) { call in
            let (permit, context) = try await permit(call)
            return try await page(call, permit, context)
        }
        rooms.post(.domains, name)
        rooms.post(.domainCheck(domain: ""), check)
        rooms.get(.domainWithdrawal(domain: ""), askWithdrawal)
        rooms.post(.domainWithdrawal(domain: ""), withdraw)
    }

    private func permit(_ call: ConsoleCall) async throws -> (Permit<ManageSignIn>, ConsoleContext) {
        try await call.look { view in (try view.permit(ManageSignIn.self), try view.context()) }
    }

    private func page(
        _ call: ConsoleCall, _ permit: Permit<ManageSignIn>, _ context: ConsoleContext,
        _ status: HTTPResponse.Status = .ok, _ change: (inout DomainsPage) -> Void = { _ in }
    ) async throws -> Response {
        var page = DomainsPage(domains: try await call.console.platform.domains(permit))
        change(&page)
        return call.drawn(page, context, status)
    }

    private func name(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let typed = try form.required("domain")
        let (permit, context) = try await permit(call)
        do {
            _ = try await call.console.platform.nameDomain(typed, permit)
            return call.done(.domains, .did(.domainNamed))
        } catch let failure as Failure where failure.isAboutDomain {
            return try await page(call, permit, context, .badRequest) { page in
                page.name = typed
                page.nameError = failure.message
            }
        }
    }

    private func check(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let domain = try call.parameter("domain")
        let (permit, context) = try await permit(call)
        try call.console.rates.take(.fetching(call.customer.organization.id))
        do {
            try await call.console.platform.checkDomain(domain, permit, by: reader)
            return call.done(.domains, .did(.domainVerified))
        } catch let failure as Failure where failure.kind != .notFound {
            return try await page(call, permit, context, .conflict) { page in
                page.checkError = (domain, failure.message)
            }
        }
    }

    private func askWithdrawal(_ call: ConsoleCall) async throws -> Response {
        let name = try call.parameter("domain")
        let (permit, context) = try await permit(call)
        guard let domain = try await call.console.platform.domains(permit).first(where: { $0.name == name }) else {
            throw Failure.notFound("This organization has not named that domain.")
        }
        let texts = context.texts.domains
        var question = ConfirmPage(
            steps: [(context.texts.access.title, context.address(.access)), (texts.title, context.address(.domains))],
            title: texts.withdrawQuestion(name),
            text: texts.withdrawConsequence(isVerified: domain.isVerified), deed: texts.withdraw,
            action: context.address(.domainWithdrawal(domain: name)), isGrave: true, refusal: texts.keep,
            back: context.address(.domains))
        question.entry = .access
        let page = question
        return call.drawn(Question { page.html(in: $0) }, context, .ok)
    }

    private func withdraw(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let (permit, _) = try await permit(call)
        try await call.console.platform.withdrawDomain(try call.parameter("domain"), permit)
        return call.done(.domains, .did(.domainWithdrawn))
    }
}

extension Failure {
    /// Whether the one who named a domain can do something about it.
    fileprivate var isAboutDomain: Bool {
        switch kind {
        case .invalid(field: "domain"), .conflict, .limit(retryAfter: nil): true
        default: false
        }
    }
}
