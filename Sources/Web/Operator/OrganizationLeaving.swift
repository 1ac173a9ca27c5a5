import Domain
import Hummingbird
import NIOCore

/// The end of the contract, on the operator's page of one organization.
struct OrganizationLeaving: Sendable {
    let leaving: Leaving
    let isProved: Bool

    private var organization: Organization { leaving.organization }

    func html(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.leaving
        let ending = organization.ending
        func fact(_ name: String, _ at: Int64?) -> HTML? {
            at.map { "<dt>\(name)</dt><dd>\(context.console.date($0))</dd>" }
        }
        let facts: [HTML] = [
            fact(texts.closes, ending.closesAt), fact(texts.closed, ending.closedAt),
            fact(texts.retrieve, ending.destroyedAt == nil ? ending.retrieveUntil : nil),
            fact(texts.destroyed, ending.destroyedAt),
        ].compactMap(\.self)
        guard !facts.isEmpty else { return "" }
        return """
            <section aria-labelledby="le"><h2 id="le">\(texts.operatorTitle)</h2><dl class="facts">\(facts)</dl>\
            \(deeds(context))\(certificate(context))</section>
            """
    }

    private func deeds(_ context: OperatorContext) -> HTML {
        let texts = context.console.texts.leaving
        guard organization.isLeaving, context.may(ReturnData.self) else { return "" }
        guard isProved else {
            let prove = context.console.address(.factor(then: .organization(slug: organization.slug)))
            return """
                <p class="gap-s">\(Button.link(context.console.texts.signInSettings.prove, to: prove, "btn btn-s"))</p>
                """
        }
        let reason = Field.text(
            id: "take", name: "reason", label: texts.reason, help: texts.operatorTakeText, lengthMax: 500,
            isRequired: true)
        let said = leaving.approvals.map { approval -> HTML in
            """
            <li>\(texts.saidSo): \(approval.side == .organization ? texts.byYou : texts.byOperator), \
            \(context.console.moment(approval.at))</li>
            """
        }
        let archive = Address.operatorRoom(.register(.archive(slug: organization.slug)))
        let deletion = Address.operatorRoom(.register(.deletion(slug: organization.slug)))
        return """
            <form class="stack-s gap-s" method="post" action="\(archive)">\(context.console.csrfField)\(reason.html)\
            <p class="btns"><button class="btn btn-s">\(texts.operatorTake)</button></p></form>
            <h3 class="gap-s">\(texts.earlyTitle)</h3><p class="small">\(texts.operatorEarlyText)</p>\
            <ul class="plain small" role="list">\(said)</ul><div class="btns gap-s">\
            \(Button.post(texts.operatorEarly, to: deletion, "btn btn-s btn-grave", context.console))</div>
            """
    }

    private func certificate(_ context: OperatorContext) -> HTML {
        guard let certificate = leaving.certificate else { return "" }
        let texts = context.console.texts.leaving
        let address = Address.operatorRoom(.register(.certificate(slug: organization.slug)))
        return """
            <h3 class="gap-s">\(texts.certificate)</h3><p class="small">\(texts.certificateText)</p>\
            <div class="code code--plain gap-s"><pre tabindex="0" role="group" aria-label="\(texts.certificate)">\
            <code>\(certificate)</code></pre></div>\
            <p class="gap-s">\(Button.link(texts.download, to: address, "btn btn-s"))</p>
            """
    }
}

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | POST | /operator/organizations/{slug}/archive | returnArchive | ReturnData, freshly proved |
/// | POST | /operator/organizations/{slug}/deletion | approveDeletion | ReturnData, freshly proved |
/// | GET | /operator/organizations/{slug}/certificate | leaving | SeeOrganizations |
struct OrganizationLeavingRoutes: Sendable {
    func register(on rooms: OperatorRooms) {
        rooms.post(.register(.archive(slug: ""))) { call in
            let reason = try await call.form().required("reason")
            let slug = try call.parameter("slug")
            let permit = try await proved(call)
            return Response(
                archive: try await call.console.platform.returnArchive(of: slug, reason: reason, permit))
        }
        rooms.post(.register(.deletion(slug: ""))) { call in
            _ = try await call.form()
            let slug = try call.parameter("slug")
            try await call.console.platform.approveDeletion(of: slug, try await proved(call))
            return call.done(.organization(slug: slug), .deletionApproved)
        }
        rooms.get(.register(.certificate(slug: ""))) { call in
            let slug = try call.parameter("slug")
            let (permit, _) = try await call.glance { try $0.permit(SeeOrganizations.self) }
            guard let certificate = try await call.console.platform.leaving(of: slug, permit).certificate else {
                throw Failure.notFound("There is no certificate: the data of this organization was not destroyed.")
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"\(slug)-destruction.txt\"",
                ],
                body: .init(byteBuffer: ByteBuffer(string: certificate)))
        }
    }

    private func proved(_ call: ConsoleCall) async throws -> Permit<ReturnData> {
        let (permit, _) = try await call.glance { view in
            let permit = try view.permit(ReturnData.self)
            try view.requireFreshProof()
            return permit
        }
        return permit
    }
}
