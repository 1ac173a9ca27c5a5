import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/corrections | disputes | SeeRights |
/// | POST | /o/{slug}/privacy/corrections/{id}/{attribute} | settleDispute | CorrectProfile |
/// | GET, POST | /o/{slug}/privacy/people/{id}/correction | correct, askAtSource | CorrectProfile; GET also SeeStaff |
struct CorrectionRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.privacy(.corrections)) { call in
            try await call.page { room in
                CorrectionsPage(disputes: try room.tx.disputes(try room.permit(SeeRights.self)))
            }
        }
        rooms.post(.privacy(.settlement(person: "", attribute: "")), settle)
        rooms.get(.privacy(.correction(person: ""))) { call in
            let id = try call.id()
            return try await call.page { room in try Self.page(id, room) }
        }
        rooms.post(.privacy(.correction(person: "")), correct)
    }

    private func settle(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let id = try call.id()
        guard let attribute = UInt8(try call.parameter("attribute")).flatMap(Attribute.init(rawValue:)) else {
            throw Failure.notFound("There is nothing at this address.")
        }
        let keep = try form.required("holds") == "correction"
        try await call.inside { room in
            try room.tx.settleDispute(id, attribute, keep: keep, try room.permit(CorrectProfile.self))
        }
        return call.done(.privacy(.corrections), .rights(.settled))
    }

    private static func page(_ id: UUIDValue, _ room: Room) throws -> CorrectionPage {
        _ = try room.permit(CorrectProfile.self)
        let view = try room.tx.person(id, try room.permit(SeeStaff.self))
        return CorrectionPage(
            person: id.description, name: view.name, fields: view.fields,
            offered: Attribute.allCases.filter { view.catalogue.allows($0) })
    }

    private func correct(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let (id, value) = (try call.id(), form.all("value").first ?? "")
        let chosen = UInt8(form.all("attribute").first ?? "").flatMap(Attribute.init(rawValue:))
        do {
            try await call.inside { room in
                let permit = try room.permit(CorrectProfile.self)
                guard let chosen else { throw Failure.invalid("attribute", "Choose the value that is wrong.") }
                if chosen.isCorrectable {
                    try room.tx.correct(id, chosen, to: value, permit)
                } else {
                    try room.tx.askAtSource(of: id, chosen, permit)
                }
            }
        } catch let failure as Failure {
            guard let field = failure.refusedField else { throw failure }
            return try await call.page(.badRequest) { room in
                var page = try Self.page(id, room)
                page.chosen = chosen
                page.value = value
                page.problem = (field, failure.message)
                return page
            }
        }
        return call.done(.person(id: id.description), .rights(.corrected))
    }
}

/// `/o/{slug}/privacy/corrections`: corrections that the directory contradicts.
struct CorrectionsPage: ConsolePage {
    let disputes: [Dispute]

    func html(in context: ConsoleContext) -> HTML {
        let context = context.inEnglish
        let texts = context.texts.privacy
        let empty = EmptyState(title: texts.noDisputes, text: texts.noDisputesText)
        let table = Table(
            label: texts.correctionsTitle,
            columns: [
                Table.Column(texts.personColumn), Table.Column(texts.correctedColumn),
                Table.Column(texts.directoryColumn), Table.Column(texts.holdsColumn, silent: true),
            ], rows: disputes.map { row($0, context) })
        return Layout.console(
            context, title: texts.correctionsTitle, in: .privacy,
            """
            \(Crumb(steps: [(texts.title, context.address(.privacy(.overview)))], here: texts.correctionsTitle)
                .html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.correctionsTitle)", lead: "\(texts.correctionsLead)").html)
            <div class="split"><div>\(disputes.isEmpty ? empty.html : table.html)</div>
            <div class="margin">\(PrivacyMargin().html(context))</div></div>
            """)
    }

    private func row(_ dispute: Dispute, _ context: ConsoleContext) -> [Table.Cell] {
        let texts = context.texts.privacy
        let none = context.texts.frame.none
        let address = context.address(
            .privacy(
                .settlement(person: dispute.person.description, attribute: String(dispute.attribute.rawValue))))
        let person: HTML = """
            <a href="\(context.address(.person(id: dispute.person.description)))">\(PersonName(dispute.name).html)</a>\
            <span class="sub">\(context.texts.person.field(dispute.attribute))</span>
            """
        let deed: HTML = """
            <form method="post" action="\(address)">\(context.csrfField)<span class="btns">\
            <button class="btn btn-s" name="holds" value="correction">\(texts.keepCorrection)\
            <span class="vh"> \(dispute.name)</span></button>\
            <button class="btn btn-s" name="holds" value="directory">\(texts.takeDirectory)\
            <span class="vh"> \(dispute.name)</span></button></span></form>
            """
        let corrected: HTML = """
            <bdi>\(dispute.corrected.isEmpty ? none : dispute.corrected)</bdi>\
            <span class="sub">\(context.day(dispute.at))</span>
            """
        return [
            Table.Cell(person, names: "name", header: true), Table.Cell(corrected),
            Table.Cell("<bdi>\(dispute.directory ?? none)</bdi>"), Table.Cell(deed),
        ]
    }
}

/// `/o/{slug}/privacy/people/{id}/correction`: setting a value right.
struct CorrectionPage: ConsolePage {
    let person: String
    let name: String
    let fields: [SourcedField]
    let offered: [Attribute]
    var chosen: Attribute?
    var value = ""
    var problem: (field: String, message: String)?

    func html(in context: ConsoleContext) -> HTML {
        let context = context.inEnglish
        let (texts, rights) = (context.texts.privacy, context.texts.rights)
        let options = offered.map { attribute in
            let held = fields.first { $0.attribute == attribute }?.value.revealed ?? context.texts.frame.none
            let source = attribute.isCorrectable ? "" : " (\(texts.atSource))"
            return Field.Option(
                value: String(attribute.rawValue), text: "\(context.texts.person.field(attribute)): \(held)\(source)")
        }
        return Layout.console(
            context, title: texts.correctTitle(name), in: .privacy,
            """
            \(Crumb(
                steps: [
                    (context.texts.staff.title, context.address(.staff(StaffListQuery()))),
                    (name, context.address(.person(id: person))),
                ], here: texts.correctShort
            ).html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.correctTitle(name))", lead: "\(texts.correctLead)").html)
            <form class="stack" method="post" action="\(context.address(.privacy(.correction(person: person))))">\
            \(context.csrfField)
            \(Field.select(
                id: "attribute", name: "attribute", label: rights.whichLabel, options: options,
                chosen: chosen.map { String($0.rawValue) } ?? "", error: error("attribute"), isRequired: true).html)
            \(Field.text(
                id: "value", name: "value", label: rights.shouldBeLabel, value: value, help: rights.shouldBeHelp,
                error: error("value"), lengthMax: 1_024).html)
            <p class="btns"><button class="btn btn-main">\(texts.correctShort)</button></p></form>
            """)
    }

    private func error(_ field: String) -> String? { problem?.field == field ? problem?.message : nil }
}
