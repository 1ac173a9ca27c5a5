import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /operator/incidents | incidents | SeeIncidents |
/// | GET, POST | /operator/incidents/new | recordIncident | ManageIncidents |
/// | GET | /operator/incidents/{id} | incident | SeeIncidents |
/// | POST | /operator/incidents/{id}/phases | addIncidentPhase | ManageIncidents |
/// | POST | /operator/incidents/{id}/end | closeIncident | ManageIncidents |
struct IncidentRoutes: Sendable {
    func register(on rooms: OperatorRooms) {
        rooms.get(.register(.incidents)) { call in
            let (permit, context) = try await call.glance { try $0.permit(SeeIncidents.self) }
            return call.shown(IncidentsPage(entries: try await call.console.platform.incidents(permit)), context)
        }
        rooms.get(.register(.newIncident)) { call in
            let (permits, context) = try await call.glance { view in
                (try view.permit(ManageIncidents.self), try view.permit(SeeOrganizations.self))
            }
            return call.shown(NewIncidentPage(organizations: try await call.customers(permits.1)), context)
        }
        rooms.post(.register(.newIncident), record)
        rooms.get(.register(.incident(id: ""))) { call in try await page(call) }
        rooms.post(.register(.incidentPhases(id: "")), addPhase)
        rooms.post(.register(.incidentEnd(id: "")), end)
    }

    private func page(
        _ call: ConsoleCall, _ status: HTTPResponse.Status = .ok, _ change: (inout IncidentPage) -> Void = { _ in }
    ) async throws -> Response {
        let id = try call.id()
        let (permits, context) = try await call.glance { view in
            (try view.permit(SeeIncidents.self), try view.permit(SeeOrganizations.self))
        }
        var page = IncidentPage(
            entry: try await call.console.platform.incident(id, permits.0),
            organizations: try await call.customers(permits.1))
        change(&page)
        return call.shown(page, context, status)
    }

    private func record(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let (permits, context) = try await call.glance { view in
            (try view.permit(ManageIncidents.self), try view.permit(SeeOrganizations.self))
        }
        var page = NewIncidentPage(organizations: try await call.customers(permits.1))
        page.awareAt = try form.required("awareAt")
        page.draft.title = try form.required("title")
        page.draft.categories = try form.required("categories")
        page.draft.text = try form.required("text")
        page.draft.kinds = Set(form.all("kinds").compactMap(Incident.Kind.init(rawValue:)))
        page.draft.organizations = form.all("organizations")
        page.draft.awareAt = Self.instant(page.awareAt) ?? 0
        do {
            let id = try await call.console.platform.recordIncident(page.draft, permits.0)
            return call.done(.register(.incident(id: id.description)), .incidentRecorded)
        } catch let failure as Failure {
            guard case .invalid(let field) = failure.kind else { throw failure }
            page.errors[field] = failure.message
            return call.shown(page, context, .badRequest)
        }
    }

    private func addPhase(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let id = try call.id()
        let text = try form.required("text")
        let (permit, _) = try await call.glance { try $0.permit(ManageIncidents.self) }
        do {
            try await call.console.platform.addIncidentPhase(
                to: id, text: text, organizations: form.all("organizations"), permit)
            return call.done(.register(.incident(id: id.description)), .incidentExtended)
        } catch let failure as Failure {
            guard case .invalid(let field) = failure.kind else { throw failure }
            return try await page(call, .badRequest) { page in
                page.text = text
                page.errors[field] = failure.message
            }
        }
    }

    private func end(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        let (permit, _) = try await call.glance { try $0.permit(ManageIncidents.self) }
        try await call.console.platform.closeIncident(id, permit)
        return call.done(.register(.incident(id: id.description)), .incidentEnded)
    }

    /// Of `2026-11-24T10:20`, in UTC; seconds may follow.
    private static func instant(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 16 || bytes.count == 19, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            let date = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
            let hour = Int64(String(decoding: bytes[11..<13], as: UTF8.self)), (0...23).contains(hour),
            let minute = Int64(String(decoding: bytes[14..<16], as: UTF8.self)), (0...59).contains(minute)
        else { return nil }
        return date.instant + hour * Clock.hour + minute * Clock.minute
    }
}
