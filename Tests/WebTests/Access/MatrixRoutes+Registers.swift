@testable import Domain

/// Disclosures, incidents, sub-processors, and the end of contracts.
extension MatrixRoute {
    static let registers: [MatrixRoute] = [
        .room("GET /o/{slug}/privacy/disclosures", SeeDisclosures.self),
        .room("GET /o/{slug}/privacy/incidents", SeeIncidents.self),
        .room("POST /o/{slug}/privacy/incidents/{id:incident}/acknowledgement", AnswerSubProcessors.self),
        .room("GET /o/{slug}/privacy/sub-processors", SeeSubProcessors.self),
        .room(
            "POST /o/{slug}/privacy/sub-processors/{id:subProcessor}/answer", AnswerSubProcessors.self,
            form: "deed=acknowledge&reason="),
        .room("GET /o/{slug}/leaving", ReturnData.self),
        .room("POST /o/{slug}/leaving/notice", ReturnData.self, form: "days=30"),
        .room("POST /o/{slug}/leaving/notice/end", ReturnData.self),
        .room("POST /o/{slug}/leaving/archive", ReturnData.self, gives: 200),
        // The contract has not ended: whoever may have the data deleted is told so.
        .room("GET /o/{slug}/leaving/deletion", ReturnData.self, gives: 409),
        .room("POST /o/{slug}/leaving/deletion", ReturnData.self, gives: 409),
    ]

    static let operatorRegisters: [MatrixRoute] = [
        .operators("GET /operator/disclosures", SeeDisclosures.self, SeeOrganizations.self),
        .operators("GET /operator/disclosures/new", ManageDisclosures.self, SeeOrganizations.self),
        .operators(
            "POST /operator/disclosures/new", ManageDisclosures.self,
            form: "organization=<customer>&authority=A&basis=B&reason=R&people=&secretUntil="),
        .operators(
            "GET /operator/disclosures/{id:disclosure}", SeeDisclosures.self, SeeOrganizations.self, SeeOperators.self),
        .operators("POST /operator/disclosures/{id:disclosure}/approval", ManageDisclosures.self),
        // One natural person has approved: whoever may make it is told what is missing.
        .operators("POST /operator/disclosures/{id:disclosure}/content", ManageDisclosures.self, gives: 409),
        .operators("POST /operator/disclosures/{id:disclosure}/refusal", ManageDisclosures.self),
        .operators("GET /operator/incidents", SeeIncidents.self),
        .operators("GET /operator/incidents/new", ManageIncidents.self, SeeOrganizations.self),
        .operators(
            "POST /operator/incidents/new", ManageIncidents.self,
            form: "title=T&awareAt=2026-01-01T10:00&kinds=integrity&categories=C&text=X&organizations=<customer>"
        ).withForeignBody(400),
        .operators("GET /operator/incidents/{id:recordedIncident}", SeeIncidents.self, SeeOrganizations.self),
        .operators("POST /operator/incidents/{id:recordedIncident}/phases", ManageIncidents.self, form: "text=More"),
        .operators("POST /operator/incidents/{id:recordedIncident}/end", ManageIncidents.self),
        .operators("GET /operator/recipients/new", ManageRecipients.self),
        // Too soon: an announcement would be told to every organization.
        .operators(
            "POST /operator/recipients/new", ManageRecipients.self,
            form: "name=N&service=S&place=P&origins=https://n.example&purposes=service&effectiveAt=2020-01-01",
            gives: 400),
        .operators("GET /operator/recipients/{id:endingRecipient}/end", ManageRecipients.self, SeeRecipients.self),
        .operators("POST /operator/recipients/{id:endingRecipient}/end", ManageRecipients.self),
        .operators(
            "POST /operator/organizations/{slug:closing}/archive", ReturnData.self, form: "reason=Letter", gives: 200),
        .operators("POST /operator/organizations/{slug:closing}/deletion", ReturnData.self),
        // Nothing was destroyed yet.
        .operators("GET /operator/organizations/{slug:closing}/certificate", SeeOrganizations.self, gives: 404),
    ]

    private func withForeignBody(_ status: Int) -> MatrixRoute {
        var copy = self
        copy.foreignBody = status
        return copy
    }
}

/// What the operator has recorded before anyone asks.
struct MatrixRegisters {
    let disclosure: UUIDValue
    /// By slug.
    let incidents: [String: UUIDValue]
    let recipients: [UUIDValue]

    init(_ platform: Platform, _ operators: MatrixOperators, _ slugs: [String], at now: Int64) async throws {
        var draft = DisclosureDraft()
        (draft.authority, draft.basis, draft.reason) = ("Authority", "Law", "Reason")
        disclosure = try await platform.draftDisclosure(
            of: slugs[0], draft, try operators.permit(ManageDisclosures.self))
        var incidents: [String: UUIDValue] = [:]
        for slug in slugs {
            var draft = IncidentDraft()
            (draft.title, draft.categories, draft.text) = ("A disk was lost", "Names", "A disk was lost")
            (draft.kinds, draft.awareAt, draft.organizations) = ([.confidentiality], now, [slug])
            incidents[slug] = try await platform.recordIncident(draft, try operators.permit(ManageIncidents.self))
        }
        self.incidents = incidents
        var recipients: [UUIDValue] = []
        for name in ["Speech", "Hosting"] {
            var draft = SubProcessorDraft()
            (draft.name, draft.service, draft.place) = (name, "Works for us", "Ireland")
            (draft.origins, draft.purposes) = (["https://\(name.lowercased()).example"], [.service])
            draft.effectiveAt = now + SubProcessor.noticePeriod
            let permit = try operators.permit(ManageRecipients.self)
            recipients.append(try await platform.announceSubProcessor(draft, permit).id)
        }
        self.recipients = recipients
    }
}
