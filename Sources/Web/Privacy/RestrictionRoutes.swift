import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/restrictions | restricted | SeeRights |
/// | GET, POST | /o/{slug}/privacy/people/{id}/restriction | restrict | RestrictProcessing; GET also DecideRights |
/// | GET, POST | /o/{slug}/privacy/people/{id}/release | release | RestrictProcessing; GET also DecideRights |
struct RestrictionRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.privacy(.restrictions)) { call in
            try await call.page { room in
                RestrictionsPage(rows: try room.tx.restricted(try room.permit(SeeRights.self)))
            }
        }
        for isRelease in [false, true] {
            let room = Address.Room.privacy(isRelease ? .release(person: "") : .restriction(person: ""))
            rooms.get(room) { call in
                let id = try call.id()
                return try await call.page { room in try Self.page(id, room, isRelease: isRelease) }
            }
            rooms.post(room) { call in try await Self.change(call, isRelease: isRelease) }
        }
    }

    private static func page(_ id: UUIDValue, _ room: Room, isRelease: Bool) throws -> RestrictionPage {
        _ = try room.permit(RestrictProcessing.self)
        guard let name = try room.tx.nameToAct(on: id, try room.permit(DecideRights.self)) else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        return RestrictionPage(person: id.description, name: name, isRelease: isRelease)
    }

    private static func change(_ call: ConsoleCall, isRelease: Bool) async throws -> Response {
        let form = try await call.form()
        let (id, reason) = (try call.id(), form.all("reason").first ?? "")
        let keepsSignIn = form.all("signIn").first != nil
        do {
            try await call.inside { room in
                let permit = try room.permit(RestrictProcessing.self)
                if isRelease {
                    try room.tx.release(id, reason: reason, permit)
                } else {
                    try room.tx.restrict(id, keepsSignIn: keepsSignIn, reason: reason, permit)
                }
            }
        } catch let failure as Failure {
            guard failure.refusedField != nil else { throw failure }
            return try await call.page(failure.kind == .conflict(.state) ? .conflict : .badRequest) { room in
                var page = try Self.page(id, room, isRelease: isRelease)
                page.reason = reason
                page.problem = failure.message
                return page
            }
        }
        return call.done(.privacy(.restrictions), .rights(isRelease ? .released : .restricted))
    }
}

/// `/o/{slug}/privacy/restrictions`: whose data is not used, or not for everything.
struct RestrictionsPage: ConsolePage {
    let rows: [(restriction: Restriction, name: String)]

    func html(in context: ConsoleContext) -> HTML {
        let context = context.inEnglish
        let texts = context.texts.privacy
        let empty = EmptyState(title: texts.noRestrictions, text: texts.noRestrictionsText)
        let table = Table(
            label: texts.restrictionsTitle,
            columns: [
                Table.Column(texts.personColumn), Table.Column(texts.whatColumn), Table.Column(texts.sinceColumn),
                Table.Column(texts.deedColumn, silent: true),
            ], rows: rows.map { row($0.restriction, $0.name, context) })
        return Layout.console(
            context, title: texts.restrictionsTitle, in: .privacy,
            """
            \(Crumb(steps: [(texts.title, context.address(.privacy(.overview)))], here: texts.restrictionsTitle)
                .html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.restrictionsTitle)", lead: "\(texts.restrictionsLead)").html)
            <div class="split"><div>\(rows.isEmpty ? empty.html : table.html)</div>
            <div class="margin">\(PrivacyMargin().html(context))</div></div>
            """)
    }

    private func row(_ restriction: Restriction, _ name: String, _ context: ConsoleContext) -> [Table.Cell] {
        let texts = context.texts.privacy
        let reason: HTML? = restriction.reason.map { "<span class=\"sub\"><bdi>\($0)</bdi></span>" }
        let person = restriction.person.description
        let (what, deed): (HTML, HTML) =
            switch restriction.kind {
            case .restriction(let keeps):
                (
                    "\(Badge(.warn, texts.restricted(keepsSignIn: keeps)).html)\(reason)",
                    Button.link(
                        texts.releaseShort, to: context.address(.privacy(.release(person: person))), "btn btn-s")
                )
            case .objection(let purpose):
                (
                    """
                    \(Badge(restriction.confirmedAt == nil ? .now : .plain, texts.objected(restriction.confirmedAt != nil)).html)\
                    <span class="sub">\(context.texts.rights.purpose(purpose))</span>\(reason)
                    """,
                    restriction.request.map { request in
                        Button.link(
                            texts.seeRequest, to: context.address(.privacy(.request(id: request.description))),
                            "btn btn-s")
                    } ?? ""
                )
            }
        return [
            Table.Cell(
                "<a href=\"\(context.address(.person(id: person)))\">\(PersonName(name).html)</a>", names: "name",
                header: true), Table.Cell(what), .text(context.day(restriction.begunAt)), Table.Cell(deed),
        ]
    }
}

/// Restricting someone's processing, or ending it, with a reason.
struct RestrictionPage: ConsolePage {
    let person: String
    let name: String
    let isRelease: Bool
    var reason = ""
    var problem: String?

    func html(in context: ConsoleContext) -> HTML {
        let context = context.inEnglish
        let texts = context.texts.privacy
        let title = isRelease ? texts.releaseTitle(name) : texts.restrictTitle(name)
        let room: PrivacyRoom = isRelease ? .release(person: person) : .restriction(person: person)
        let keeps: HTML = Choice(
            name: "signIn", value: "on", title: texts.keepSignIn, text: texts.keepSignInText, isChosen: true,
            isCheckbox: true
        ).html
        return Layout.console(
            context, title: title, in: .privacy,
            """
            \(problem.map(AccessPage.notice))
            \(Crumb(
                steps: [
                    (texts.title, context.address(.privacy(.overview))),
                    (texts.restrictionsTitle, context.address(.privacy(.restrictions))),
                ], here: name
            ).html(label: context.texts.frame.path))
            \(Heading(title: "\(title)", lead: "\(isRelease ? texts.releaseLead : texts.restrictLead)").html)
            <form class="stack" method="post" action="\(context.address(.privacy(room)))">\(context.csrfField)
            \(when: !isRelease, keeps)
            \(Field.area(
                id: "reason", name: "reason", label: texts.whyLabel, value: reason, help: texts.whyHelp,
                isRequired: true).html)
            <p class="btns"><button class="btn btn-main">\(isRelease ? texts.releaseShort : texts.restrictShort)</button>\
            </p></form>
            """)
    }
}
