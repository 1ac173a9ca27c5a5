/// The addresses below `/operator`: the console of the operator's people.
enum OperatorRoom: Sendable, Equatable {
    case organizations(page: Int)
    /// GET shows the form, POST creates.
    case newOrganization
    case organization(slug: String)
    /// GET asks, POST closes.
    case closure(slug: String)
    /// POST: `domain`, and `deed`, one of `DomainDeed`; `sure` where it is asked.
    case domainDecision(slug: String)
    /// POST: a visit to the customer.
    case visits(slug: String)
    /// POST ends it.
    case visitEnd(slug: String, id: String)
    /// What waits for a decision, of all organizations.
    case domains
    /// GET shows the operator's people, POST adds one.
    case people
    /// POST gives another role.
    case personRole(id: String)
    /// GET asks, POST removes.
    case removal(id: String)
    case recipients
    /// GET shows the audits, POST runs one.
    case audit
    case mailbox
    case letter(id: String)
    /// Disclosures, incidents, sub-processors, the end of contracts.
    case register(OperatorRegisterRoom)

    var segments: [Address.Segment] {
        switch self {
        case .organizations: []
        case .newOrganization: [.fixed("organizations"), .fixed("new")]
        case .organization(let slug): [.fixed("organizations"), .variable("slug", slug)]
        case .closure(let slug): Self.organization(slug: slug).segments + [.fixed("closure")]
        case .domainDecision(let slug): Self.organization(slug: slug).segments + [.fixed("domains")]
        case .visits(let slug): Self.organization(slug: slug).segments + [.fixed("visits")]
        case .visitEnd(let slug, let id): Self.visits(slug: slug).segments + [.variable("id", id), .fixed("end")]
        case .domains: [.fixed("domains")]
        case .people: [.fixed("people")]
        case .personRole(let id): [.fixed("people"), .variable("id", id), .fixed("role")]
        case .removal(let id): [.fixed("people"), .variable("id", id), .fixed("removal")]
        case .recipients: [.fixed("recipients")]
        case .audit: [.fixed("audit")]
        case .mailbox: [.fixed("mailbox")]
        case .letter(let id): [.fixed("mailbox"), .variable("id", id)]
        case .register(let room): room.segments
        }
    }

    var fields: [(String, String)] {
        guard case .organizations(let page) = self, page > 1 else { return [] }
        return [("page", String(page))]
    }
}

/// What someone of the operator's people does about a domain that an organization has named or has.
enum DomainDeed: String, Sendable, CaseIterable {
    case check, approve, refuse, withdraw

    var isGrave: Bool { self == .refuse || self == .withdraw }
    /// Whether it changes who is led where, and is asked once more.
    var isAsked: Bool { self == .approve || self == .withdraw }
}

/// What was done in the operator's console or about domains and visits: said once on the page after it.
enum OperatorDeed: String, Sendable, CaseIterable {
    case organizationClosed = "organization-closed"
    case domainNamed = "domain-named"
    case domainVerified = "domain-verified"
    case domainApproved = "domain-approved"
    case domainRefused = "domain-refused"
    case domainWithdrawn = "domain-withdrawn"
    case domainTaken = "domain-taken"
    case visitEnded = "visit-ended"
    case roleGiven = "role-given"
    case personRemoved = "person-removed"
    case audited
    case auditFailed = "audit-failed"
    case disclosureDrafted = "disclosure-drafted"
    case disclosureApproved = "disclosure-approved"
    case disclosureRefused = "disclosure-refused"
    case incidentRecorded = "incident-recorded"
    case incidentExtended = "incident-extended"
    case incidentEnded = "incident-ended"
    case incidentAcknowledged = "incident-acknowledged"
    case subProcessorAnnounced = "sub-processor-announced"
    case subProcessorEnded = "sub-processor-ended"
    case subProcessorAcknowledged = "sub-processor-acknowledged"
    case subProcessorObjected = "sub-processor-objected"
    case noticeGiven = "notice-given"
    case noticeTakenBack = "notice-taken-back"
    case deletionApproved = "deletion-approved"
}
