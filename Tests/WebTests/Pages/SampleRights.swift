@testable import Domain
@testable import Web

/// The pages of rights, with `text` wherever a person, an officer or a directory supplied it.
extension SamplePages {
    static func rights(text: String) -> [SamplePage] {
        let received = rightsCase(text, .received, .access)
        let decided = rightsCase(text, .identified, .erasure)
        let refused = rightsCase(text, .refused, .rectification)
        return [
            SamplePage(
                name: "my data", html: OwnDataPage(data: ownData(text), seen: sightings(text)).html(in: context())),
            SamplePage(name: "who saw it", html: SeenPage(seen: sightings(text), page: 1).html(in: context())),
            SamplePage(name: "own request", html: OwnRequestPage(shown: refused, reader: person).html(in: context())),
            SamplePage(name: "ask, correction", html: ask(.rectification, text)),
            SamplePage(name: "ask, objection", html: ask(.objection, text)),
            SamplePage(name: "ask, erasure", html: ask(.erasure, text)),
            SamplePage(name: "privacy", html: privacy(text)),
            SamplePage(
                name: "request, received",
                html: RequestPage(shown: received, reader: officer, decides: true).html(in: context())),
            SamplePage(
                name: "request, erasure",
                html: RequestPage(shown: decided, reader: officer, decides: true, problem: text, reason: text)
                    .html(in: context())),
            SamplePage(
                name: "request, refused",
                html: RequestPage(shown: refused, reader: officer, decides: true).html(in: context())),
            SamplePage(name: "new request", html: newRequest(text)),
            SamplePage(name: "corrections", html: corrections(text)),
            SamplePage(
                name: "correction",
                html: CorrectionPage(
                    person: "p1", name: text, fields: ownData(text).fields, offered: Attribute.allCases, value: text,
                    problem: ("value", text)
                ).html(in: context())),
            SamplePage(name: "restrictions", html: restrictions(text)),
            SamplePage(
                name: "restriction",
                html: RestrictionPage(person: "p1", name: text, isRelease: false, reason: text, problem: text)
                    .html(in: context())),
        ]
    }

    private static let person = UUIDValue(high: 1, low: 1)
    private static let officer = UUIDValue(high: 2, low: 2)
    private static let day = Clock.day

    private static func request(_ state: RightsRequest.State, _ kind: RightsKind) -> RightsRequest {
        RightsRequest(
            kind: kind, origin: .officer, person: person, state: state, receivedAt: now - 21 * day,
            dueAt: now + 9 * day, extendedAt: nil, endedAt: state.isOpen ? nil : now - day,
            approvers: kind == .erasure ? [.person(UUIDValue(high: 3, low: 3))] : [])
    }

    private static func rightsCase(_ text: String, _ state: RightsRequest.State, _ kind: RightsKind) -> RightsCase {
        let kinds: [RightsStep.Kind] = [.received, .identified, kind == .erasure ? .firstApproval : .refused]
        let steps = kinds.enumerated().map { place, kind in
            RightsStep(
                number: Int64(place + 1), at: now - Int64(20 - 8 * place) * day, kind: kind, actorKind: .person,
                actor: UUIDValue(high: 3, low: 3), note: RightsNote(text, authority: .denmark, key: text), evidence: nil
            )
        }
        return RightsCase(
            id: UUIDValue(high: 9, low: 9), number: "R-2026-0147", request: request(state, kind),
            wish: RightsWish(text: text, attribute: .title, value: text, purpose: .experience), name: text,
            nativeName: text, state: .left, personChangedAt: now - 24 * day, steps: steps,
            names: [UUIDValue(high: 3, low: 3): text], roles: [UUIDValue(high: 3, low: 3): .privacyOfficer],
            positions: 1_204...1_210, held: text,
            preview: kind == .erasure
                ? [
                    ErasureLine(store: "profile", rows: 1, treatment: .keyDestroyed),
                    ErasureLine(store: "held", rows: 1, treatment: .held(fields: [.title], until: now + 200 * day)),
                ] : [], erasure: nil, others: [officer: text, UUIDValue(high: 4, low: 4): text])
    }

    private static func entries(_ text: String) -> [RightsEntry] {
        [RightsKind.erasure, .access].enumerated().map { place, kind in
            RightsEntry(
                id: UUIDValue(high: 9, low: UInt64(place)), number: "R-2026-014\(place)",
                request: request(.identified, kind), name: text)
        }
    }

    private static func ownData(_ text: String) -> OwnData {
        let source = UUIDValue(high: 7, low: 7)
        let field = { (attribute: Attribute, correction: SourcedField.Correction?) in
            SourcedField(
                attribute: attribute, value: Personal(text), source: source, at: now - 400 * day,
                correction: correction, directoryValue: correction == nil ? nil : Personal(text))
        }
        let correction = SourcedField.Correction(
            Profile.Correction(attribute: .title, value: text, author: officer, at: now - day, isDisputed: true))
        let row = Restriction(
            id: UUIDValue(high: 8, low: 8), person: person, kind: .objection(.experience), reason: text, request: nil,
            begunAt: now - day, confirmedAt: now, endedAt: nil)
        return OwnData(
            name: text, state: .active, arrivedAt: now - 400 * day, changedAt: now - day, eraseAt: nil, graceDays: 30,
            fields: [
                field(.displayName, nil), field(.externalID, nil), field(.title, correction), field(.department, nil),
            ],
            sources: [source: text], groups: [text], roles: [.learner, .manager], instructedAt: now - 90 * day,
            usage: [.init(feature: text, times: 41, firstAt: now - 80 * day, lastAt: now)], logins: 2, mails: 3,
            entries: 58, oldestLoginAt: now - 1_000, oldestMailAt: now - day, restrictions: [row],
            closed: ClosedPurposes(.experience), corrections: [.department: UUIDValue(high: 9, low: 0)],
            open: [
                (
                    entry: RightsEntry(
                        id: UUIDValue(high: 9, low: 0), number: "R-2026-0147",
                        request: request(.identified, .rectification),
                        name: nil), wish: RightsWish(text: text, attribute: .title, value: text)
                )
            ])
    }

    private static func sightings(_ text: String) -> Sightings {
        let visit = Visit(
            id: UUIDValue(high: 5, low: 5), operator: officer, reason: text, openedAt: now - day, endsAt: now,
            endedAt: nil, endedBy: nil)
        return Sightings(
            entries: [
                .init(
                    deed: .personSeen, actorKind: .person, name: text, role: .privacyOfficer, isOneself: false,
                    count: 3,
                    lastAt: now, visit: nil),
                .init(
                    deed: .staffSeen, actorKind: .visitor, name: nil, role: nil, isOneself: false, count: 1,
                    lastAt: now,
                    visit: visit),
            ], total: 58, readBacks: [.init(connection: text, times: 31, lastAt: now)], visitsThatSaw: 1,
            since: now - 400 * day)
    }

    private static func ask(_ kind: RightsKind, _ text: String) -> HTML {
        AskPage(
            kind: kind, fields: [(.title, text)], purposes: ClosedPurposes.objectable, chosen: .title, value: text,
            text: text, problem: ("value", text)
        ).html(in: context())
    }

    private static func privacy(_ text: String) -> HTML {
        PrivacyPage(open: entries(text), ended: entries(text), erasures: [], disputes: 2, restricted: 1)
            .html(in: context())
    }

    private static func newRequest(_ text: String) -> HTML {
        var page = NewRequestPage(person: text)
        page.how = text
        page.received = text
        page.wish = RightsWish(attribute: .title, value: text)
        page.problem = ("person", text)
        return page.html(in: context())
    }

    private static func corrections(_ text: String) -> HTML {
        let dispute = Dispute(
            person: person, name: text, attribute: .title, corrected: text, directory: text, at: now - day)
        return CorrectionsPage(disputes: [dispute]).html(in: context())
    }

    private static func restrictions(_ text: String) -> HTML {
        let rows = [Restriction.Kind.restriction(keepsSignIn: true), .objection(.experience)].map { kind in
            Restriction(
                id: UUIDValue(high: 8, low: 8), person: person, kind: kind, reason: text,
                request: UUIDValue(high: 9, low: 0), begunAt: now - day, confirmedAt: nil, endedAt: nil)
        }
        return RestrictionsPage(rows: rows.map { ($0, text) }).html(in: context())
    }
}
