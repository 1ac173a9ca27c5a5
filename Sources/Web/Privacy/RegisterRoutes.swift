import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/disclosures | ownDisclosures | SeeDisclosures |
/// | GET | /o/{slug}/privacy/incidents | ownIncidents | SeeIncidents |
/// | POST | /o/{slug}/privacy/incidents/{id}/acknowledgement | acknowledgeIncident | AnswerSubProcessors |
/// | GET | /o/{slug}/privacy/sub-processors | subProcessors | SeeSubProcessors |
/// | POST | /o/{slug}/privacy/sub-processors/{id}/answer | acknowledgeSubProcessor, objectToSubProcessor | AnswerSubProcessors |
///
/// The registers stand in the platform's database: the verbs run after the transaction that gave the permit.
struct RegisterRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.register(.disclosures)) { call in
            let (permit, context) = try await call.look { view in
                (try view.permit(SeeDisclosures.self), try view.context())
            }
            let disclosures = try await call.console.platform.ownDisclosures(permit)
            return call.drawn(DisclosureRegisterPage(disclosures: disclosures), context, .ok)
        }
        rooms.get(.register(.incidents)) { call in
            let (permit, context) = try await call.look { view in
                (try view.permit(SeeIncidents.self), try view.context())
            }
            let page = IncidentRegisterPage(
                incidents: try await call.console.platform.ownIncidents(permit),
                answers: context.reader.may(AnswerSubProcessors.self))
            return call.drawn(page, context, .ok)
        }
        rooms.get(.register(.subProcessors)) { call in
            let (permit, context) = try await call.look { view in
                (try view.permit(SeeSubProcessors.self), try view.context())
            }
            let page = SubProcessorsPage(
                notices: try await call.console.platform.subProcessors(permit),
                answers: context.reader.may(AnswerSubProcessors.self))
            return call.drawn(page, context, .ok)
        }
        rooms.post(.register(.incidentAcknowledgement(id: "")), acknowledge)
        rooms.post(.register(.subProcessorAnswer(id: "")), answer)
    }

    private func acknowledge(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        let permit = try await call.look { try $0.permit(AnswerSubProcessors.self) }
        try await call.console.platform.acknowledgeIncident(id, permit)
        return call.done(.register(.incidents), .did(.incidentAcknowledged))
    }

    private func answer(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let id = try call.id()
        let (deed, reason) = (try form.required("deed"), try form.one("reason") ?? "")
        let permit = try await call.look { try $0.permit(AnswerSubProcessors.self) }
        switch deed {
        case "acknowledge":
            try await call.console.platform.acknowledgeSubProcessor(id, permit)
            return call.done(.register(.subProcessors), .did(.subProcessorAcknowledged))
        case "object":
            try await call.console.platform.objectToSubProcessor(id, reason: reason, permit)
            return call.done(.register(.subProcessors), .did(.subProcessorObjected))
        default: throw Failure.invalid("deed", "The deed is acknowledge or object.")
        }
    }
}
