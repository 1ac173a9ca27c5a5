import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /operator/recipients | recipients, subProcessors | SeeRecipients |
/// | GET, POST | /operator/recipients/new | announceSubProcessor | ManageRecipients |
/// | GET, POST | /operator/recipients/{id}/end | endSubProcessor | ManageRecipients |
struct RecipientRoutes: Sendable {
    func register(on rooms: OperatorRooms) {
        rooms.get(.recipients) { call in
            let (permit, context) = try await call.glance { try $0.permit(SeeRecipients.self) }
            let platform = call.console.platform
            let page = RecipientsPage(
                recipients: try await platform.recipients(permit),
                subProcessors: try await platform.subProcessors(permit))
            return call.shown(page, context)
        }
        rooms.get(.register(.newSubProcessor)) { call in
            let (_, context) = try await call.glance { try $0.permit(ManageRecipients.self) }
            return call.shown(NewSubProcessorPage(), context)
        }
        rooms.post(.register(.newSubProcessor), announce)
        rooms.get(.register(.subProcessorEnd(id: "")), askEnd)
        rooms.post(.register(.subProcessorEnd(id: ""))) { call in
            _ = try await call.form()
            let id = try call.id()
            let (permit, _) = try await call.glance { try $0.permit(ManageRecipients.self) }
            try await call.console.platform.endSubProcessor(id, permit)
            return call.done(.recipients, .subProcessorEnded)
        }
    }

    private func announce(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let (permit, context) = try await call.glance { try $0.permit(ManageRecipients.self) }
        var page = NewSubProcessorPage()
        page.origins = try form.required("origins")
        page.effectiveAt = try form.required("effectiveAt")
        page.draft.name = try form.required("name")
        page.draft.service = try form.required("service")
        page.draft.place = try form.required("place")
        page.draft.origins = page.origins.words
        page.draft.purposes = Set(form.all("purposes").compactMap(PurposeName.init(rawValue:)))
        page.draft.effectiveAt = CivilDate(page.effectiveAt)?.instant ?? 0
        do {
            _ = try await call.console.platform.announceSubProcessor(page.draft, permit)
            return call.done(.recipients, .subProcessorAnnounced)
        } catch let failure as Failure {
            switch failure.kind {
            case .invalid(let field):
                page.errors[field] = failure.message
                return call.shown(page, context, .badRequest)
            case .conflict:
                page.errors["name"] = failure.message
                return call.shown(page, context, .conflict)
            default: throw failure
            }
        }
    }

    private func askEnd(_ call: ConsoleCall) async throws -> Response {
        let id = try call.id()
        let (permits, context) = try await call.glance { view in
            (try view.permit(SeeRecipients.self), try view.permit(ManageRecipients.self))
        }
        let found = try await call.console.platform.subProcessors(permits.0)
        guard let entry = found.first(where: { $0.subProcessor.recipient.id == id && $0.subProcessor.endedAt == nil })
        else { throw Failure.notFound("There is no such sub-processor, or it has ended.") }
        let texts = context.console.texts.operatorRegisters
        return call.shown(
            OperatorQuestion(
                steps: [(context.texts.entry(.recipients), .operatorRoom(.recipients))],
                title: texts.endQuestion(entry.subProcessor.recipient.name), text: texts.endConsequence,
                deed: texts.endSubProcessor, action: .operatorRoom(.register(.subProcessorEnd(id: id.description))),
                refusal: texts.keepSubProcessor, back: .operatorRoom(.recipients), entry: .recipients), context)
    }
}
