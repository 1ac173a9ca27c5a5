import Domain
import HTTPTypes
import Hummingbird

/// Asking one's employer.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/me/ask/{kind} | ownData | AskForRights, SeeOwnData |
/// | POST | /o/{slug}/me/ask/{kind} | ask | AskForRights |
struct AskRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.own(.ask(.access, attribute: nil))) { call in
            let kind = try Self.kind(call)
            let chosen = try call.query().all("attribute").first.flatMap { UInt8($0) }.flatMap(
                Attribute.init(rawValue:))
            return try await call.view { view in
                var page = try Self.page(kind, view)
                page.chosen = chosen
                return page
            }
        }
        rooms.post(.own(.ask(.access, attribute: nil)), ask)
    }

    private static func kind(_ call: ConsoleCall) throws -> RightsKind {
        guard let kind = RightsKind(rawValue: try call.parameter("kind")) else {
            throw Failure.notFound("There is nothing at this address.")
        }
        return kind
    }

    private static func page(_ kind: RightsKind, _ view: View) throws -> AskPage {
        _ = try view.permit(AskForRights.self)
        let data = try view.tx.ownData(try view.permit(SeeOwnData.self))
        return AskPage(
            kind: kind, fields: data.fields.map { ($0.attribute, $0.value.revealed) },
            purposes: ClosedPurposes.objectable.filter { !data.closed.contains($0) })
    }

    private func ask(_ call: ConsoleCall) async throws -> Response {
        let (form, kind) = (try await call.form(), try Self.kind(call))
        let wish = RightsWish(form, call.texts.language)
        do {
            let id = try await call.inside { room in
                try room.tx.ask(kind, wish, try room.permit(AskForRights.self))
            }
            return call.done(.own(.request(id: id.description)), .rights(kind == .objection ? .objected : .asked))
        } catch let failure as Failure {
            guard let field = failure.refusedField else { throw failure }
            return try await call.view(failure.kind == .conflict(.state) ? .conflict : .badRequest) { view in
                var page = try Self.page(kind, view)
                page.chosen = wish.attribute
                page.value = wish.value
                page.text = wish.text
                page.problem = (field, failure.message)
                return page
            }
        }
    }
}

extension RightsWish {
    /// What a form says; unknown words are no choice.
    init(_ form: Form, _ language: Language) {
        func field(_ name: String) -> String { form.all(name).first ?? "" }
        self.init(
            text: field("text"), attribute: UInt8(field("attribute")).flatMap(Attribute.init(rawValue:)),
            value: field("value"), purpose: PurposeName(rawValue: field("purpose")),
            language: language == .german ? .german : .english)
    }
}

extension Failure {
    /// The field to show it at; empty for what the state forbids, nil for what is no matter of a form.
    var refusedField: String? {
        switch kind {
        case .invalid(let field): field
        case .conflict(.state): ""
        default: nil
        }
    }
}
