@testable import Domain

@testable import Web

/// The pages of the registers and of the end of a contract.
extension SamplePages {
    static func registers(text: String) -> [SamplePage] {
        let context = context()
        let own = OwnIncident(
            incident: incident(text), toldAt: now - 5 * Clock.hour, acknowledgedAt: nil, waits: true)
        return [
            SamplePage(
                name: "disclosures", html: DisclosureRegisterPage(disclosures: [disclosure(text)]).html(in: context)),
            SamplePage(
                name: "incidents", html: IncidentRegisterPage(incidents: [own], answers: true).html(in: context)),
            SamplePage(
                name: "sub-processors",
                html: SubProcessorsPage(
                    notices: [notice(text, isAnswered: false), notice(text, isAnswered: true)], answers: true
                ).html(in: context)),
            SamplePage(name: "operator, disclosure", html: operatorDisclosure(text)),
            SamplePage(name: "operator, incident", html: operatorIncident(text)),
        ]
    }

    static var exits: [SamplePage] {
        [true, false].map { isClosed in
            SamplePage(
                name: isClosed ? "leaving, closed" : "leaving, active",
                html: leaving(isClosed: isClosed).html(in: context()))
        }
    }

    static let registerPatterns: [String] =
        [
            RegisterRoom.disclosures, .incidents, .incidentAcknowledgement(id: ""), .subProcessors,
            .subProcessorAnswer(id: ""), .leaving, .notice, .noticeEnd, .archive, .deletion,
        ].map { Address.room(slug: "", .register($0)).pattern }
        + [
            OperatorRoom.organizations(page: 1), .domains, .people, .recipients, .audit, .mailbox,
            .register(.disclosures), .register(.disclosure(id: "")), .register(.disclosureApproval(id: "")),
            .register(.disclosureRefusal(id: "")), .register(.disclosureContent(id: "")), .register(.incidents),
            .register(.incident(id: "")), .register(.incidentPhases(id: "")), .register(.incidentEnd(id: "")),
        ].map { Address.operatorRoom($0).pattern }

    private static var operators: OperatorContext {
        OperatorContext(console: context([.operator]), hasMailbox: false)
    }

    private static func incident(_ text: String) -> Incident {
        Incident(
            id: .random(), number: "I-2026-001", title: text, kinds: [.integrity], categories: text,
            awareAt: now - 30 * Clock.hour, recordedAt: now, closedAt: nil,
            phases: [
                Incident.Phase(sequence: 1, at: now, text: text), Incident.Phase(sequence: 2, at: now, text: text),
            ])
    }

    private static func disclosure(_ text: String) -> Disclosure {
        Disclosure(
            id: .random(), organization: .random(), state: .drafted, authority: text, basis: text, reason: text,
            scope: .people([.random()], [.title, .workEmail]), secretUntil: now + Clock.day, draftedAt: now,
            draftedBy: .random(), endedAt: nil, endedBy: nil, toldAt: nil, hash: nil,
            approvals: [Disclosure.Approval(person: .random(), at: now, natural: [1])])
    }

    private static func notice(_ text: String, isAnswered: Bool) -> SubProcessorNotice {
        let recipient = Recipient(kind: .subProcessor, name: text, origins: [], purposes: [.service], of: nil)
        return SubProcessorNotice(
            subProcessor: SubProcessor(
                recipient: Recipient(
                    id: .random(), kind: .subProcessor, name: recipient.name, origins: [], purposes: [.service]),
                service: text, place: text, announcedAt: now, effectiveAt: now + 30 * Clock.day, endedAt: nil),
            toldAt: now, opensAt: now + 30 * Clock.day, objectedAt: isAnswered ? now : nil, acknowledgedAt: nil,
            reason: isAnswered ? text : nil)
    }

    private static func leaving(isClosed: Bool) -> LeavingPage {
        var ending = Organization.Ending()
        if isClosed {
            (ending.closedAt, ending.retrieveUntil) = (now - Clock.day, now + 29 * Clock.day)
        } else {
            ending.closesAt = now + Clock.day
        }
        let organization = Organization(
            id: .random(), slug: "havn", name: "Havn", zone: "Etc/UTC", serviceLevel: "standard", seats: 1,
            state: isClosed ? .closed : .active, createdAt: 0, domains: [], ending: ending)
        let approvals = isClosed ? [Leaving.Approval(side: .operator, at: now)] : []
        return LeavingPage(
            leaving: Leaving(organization: organization, approvals: approvals, certificate: nil), isProved: true,
            alert: "No.")
    }

    private static func operatorDisclosure(_ text: String) -> HTML {
        DisclosurePage(
            disclosure: disclosure(text), organization: text, names: [:], reader: .random(), isProved: true, alert: text
        ).html(in: operators)
    }

    private static func operatorIncident(_ text: String) -> HTML {
        let concerned = ConcernedOrganization(
            organization: .random(), slug: "havn", name: text, namedAt: now - 30 * Clock.hour, toldAt: nil,
            toldPhase: 0, acknowledgedAt: nil)
        return IncidentPage(
            entry: IncidentEntry(incident: incident(text), concerned: [concerned]),
            organizations: [("havn", text), ("kaveri", text)], text: text, errors: ["text": text]
        ).html(in: operators)
    }
}
