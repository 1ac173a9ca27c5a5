/// The addresses of the operator's console about disclosures, incidents, sub-processors and the end of contracts.
enum OperatorRegisterRoom: Sendable, Equatable {
    case disclosures
    /// GET shows the form, POST drafts.
    case newDisclosure
    case disclosure(id: String)
    /// POST gives one approval.
    case disclosureApproval(id: String)
    /// POST.
    case disclosureRefusal(id: String)
    /// POST: the content.
    case disclosureContent(id: String)
    case incidents
    /// GET shows the form, POST records.
    case newIncident
    case incident(id: String)
    /// POST: further information.
    case incidentPhases(id: String)
    /// POST.
    case incidentEnd(id: String)
    /// GET shows the form, POST announces.
    case newSubProcessor
    /// GET asks, POST ends it.
    case subProcessorEnd(id: String)
    /// POST: everything of a closed organization as a ZIP archive.
    case archive(slug: String)
    /// POST: the operator's approval of an early deletion.
    case deletion(slug: String)
    case certificate(slug: String)

    var segments: [Address.Segment] {
        switch self {
        case .disclosures: [.fixed("disclosures")]
        case .newDisclosure: [.fixed("disclosures"), .fixed("new")]
        case .disclosure(let id): [.fixed("disclosures"), .variable("id", id)]
        case .disclosureApproval(let id): Self.disclosure(id: id).segments + [.fixed("approval")]
        case .disclosureRefusal(let id): Self.disclosure(id: id).segments + [.fixed("refusal")]
        case .disclosureContent(let id): Self.disclosure(id: id).segments + [.fixed("content")]
        case .incidents: [.fixed("incidents")]
        case .newIncident: [.fixed("incidents"), .fixed("new")]
        case .incident(let id): [.fixed("incidents"), .variable("id", id)]
        case .incidentPhases(let id): Self.incident(id: id).segments + [.fixed("phases")]
        case .incidentEnd(let id): Self.incident(id: id).segments + [.fixed("end")]
        case .newSubProcessor: [.fixed("recipients"), .fixed("new")]
        case .subProcessorEnd(let id): [.fixed("recipients"), .variable("id", id), .fixed("end")]
        case .archive(let slug): OperatorRoom.organization(slug: slug).segments + [.fixed("archive")]
        case .deletion(let slug): OperatorRoom.organization(slug: slug).segments + [.fixed("deletion")]
        case .certificate(let slug): OperatorRoom.organization(slug: slug).segments + [.fixed("certificate")]
        }
    }
}
