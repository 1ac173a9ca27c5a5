import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /operator/disclosures | disclosures | SeeDisclosures |
/// | GET, POST | /operator/disclosures/new | draftDisclosure | ManageDisclosures |
/// | GET | /operator/disclosures/{id} | disclosure | SeeDisclosures, SeeOperators |
/// | POST | /operator/disclosures/{id}/approval | approveDisclosure | ManageDisclosures, freshly proved |
/// | POST | /operator/disclosures/{id}/refusal | refuseDisclosure | ManageDisclosures |
/// | POST | /operator/disclosures/{id}/content | makeDisclosure | ManageDisclosures, freshly proved |
struct DisclosureRoutes: Sendable {
    func register(on rooms: OperatorRooms) {
        rooms.get(.register(.disclosures), list)
        rooms.get(.register(.newDisclosure)) { call in
            let (permits, context) = try await call.glance { view in
                (try view.permit(ManageDisclosures.self), try view.permit(SeeOrganizations.self))
            }
            return call.shown(
                NewDisclosurePage(organizations: try await call.customers(permits.1)), context)
        }
        rooms.post(.register(.newDisclosure), draft)
        rooms.get(.register(.disclosure(id: ""))) { call in try await page(call) }
        rooms.post(.register(.disclosureApproval(id: "")), approve)
        rooms.post(.register(.disclosureRefusal(id: "")), refuse)
        rooms.post(.register(.disclosureContent(id: "")), make)
    }

    private func list(_ call: ConsoleCall) async throws -> Response {
        let (permits, context) = try await call.glance { view in
            (try view.permit(SeeDisclosures.self), try view.permit(SeeOrganizations.self))
        }
        let names = try await call.customerNames(permits.1)
        let found = try await call.console.platform.disclosures(permits.0)
        let entries = found.map { disclosure in
            DisclosuresPage.Entry(
                disclosure: disclosure,
                organization: names[disclosure.organization] ?? disclosure.organization.description)
        }
        return call.shown(DisclosuresPage(entries: entries), context)
    }

    private func page(
        _ call: ConsoleCall, _ status: HTTPResponse.Status = .ok, alert: String? = nil
    ) async throws -> Response {
        let id = try call.id()
        let (found, context) = try await call.enter { room in
            (
                see: try room.permit(SeeDisclosures.self), organizations: try room.permit(SeeOrganizations.self),
                people: try room.tx.operators(try room.permit(SeeOperators.self)), reader: room.login.principal.id,
                isProved: room.login.isFreshlyProved(at: room.now)
            )
        }
        let disclosure = try await call.console.platform.disclosure(id, found.see)
        let names = try await call.customerNames(found.organizations)
        let page = DisclosurePage(
            disclosure: disclosure,
            organization: names[disclosure.organization] ?? disclosure.organization.description,
            names: Dictionary(found.people.map { ($0.id, $0.name) }) { first, _ in first }, reader: found.reader,
            isProved: found.isProved, alert: alert)
        return call.shown(page, context, status)
    }

    private func draft(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let (permits, context) = try await call.glance { view in
            (try view.permit(ManageDisclosures.self), try view.permit(SeeOrganizations.self))
        }
        var page = NewDisclosurePage(organizations: try await call.customers(permits.1))
        page.slug = try form.required("organization")
        page.people = try form.one("people") ?? ""
        page.secretUntil = try form.one("secretUntil") ?? ""
        page.draft.authority = try form.required("authority")
        page.draft.basis = try form.required("basis")
        page.draft.reason = try form.required("reason")
        page.draft.people = page.people.words
        page.draft.attributes = Set(
            form.all("attributes").compactMap { UInt8($0).flatMap(Attribute.init(rawValue:)) })
        do {
            if !page.secretUntil.isEmpty {
                guard let date = CivilDate(page.secretUntil) else {
                    throw Failure.invalid("secretUntil", "A day looks like 2026-11-24.")
                }
                page.draft.secretUntil = date.instant
            }
            let id = try await call.console.platform.draftDisclosure(of: page.slug, page.draft, permits.0)
            return call.done(.register(.disclosure(id: id.description)), .disclosureDrafted)
        } catch let failure as Failure {
            guard case .invalid(let field) = failure.kind else { throw failure }
            page.errors[field] = failure.message
            return call.shown(page, context, .badRequest)
        }
    }

    private func approve(_ call: ConsoleCall) async throws -> Response {
        try await decide(call, .disclosureApproved) { id, permit in
            try await call.console.platform.approveDisclosure(id, permit)
        }
    }

    private func refuse(_ call: ConsoleCall) async throws -> Response {
        try await decide(call, .disclosureRefused) { id, permit in
            try await call.console.platform.refuseDisclosure(id, permit)
        }
    }

    private func decide(
        _ call: ConsoleCall, _ done: OperatorDeed,
        _ deed: (UUIDValue, Permit<ManageDisclosures>) async throws -> Void
    ) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        let permit = try await proved(call)
        do {
            try await deed(id, permit)
            return call.done(.register(.disclosure(id: id.description)), done)
        } catch let failure as Failure where failure.kind == .conflict(.state) {
            return try await page(call, .conflict, alert: failure.message)
        }
    }

    private func make(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        let permit = try await proved(call)
        let content: DisclosedContent
        do {
            content = try await call.console.platform.makeDisclosure(id, permit)
        } catch let failure as Failure where failure.kind == .conflict(.state) || failure.kind == .forbidden {
            return try await page(call, .conflict, alert: failure.message)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"disclosure-\(id).json\"",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: content.bytes)))
    }

    private func proved(_ call: ConsoleCall) async throws -> Permit<ManageDisclosures> {
        let (permit, _) = try await call.glance { view in
            let permit = try view.permit(ManageDisclosures.self)
            try view.requireFreshProof()
            return permit
        }
        return permit
    }
}

extension ConsoleCall {
    /// The customers by short name, for a form's choice.
    func customers(_ permit: Permit<SeeOrganizations>) async throws -> [(slug: String, name: String)] {
        try await console.platform.customerList(permit).map { ($0.slug, $0.name) }
    }

    func customerNames(_ permit: Permit<SeeOrganizations>) async throws -> [UUIDValue: String] {
        let all = try await console.platform.customerList(permit)
        return Dictionary(all.map { ($0.id, $0.name) }) { first, _ in first }
    }
}

extension String {
    /// Its words, parted by spaces, line breaks and commas.
    var words: [String] {
        utf8.split { $0 <= 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
