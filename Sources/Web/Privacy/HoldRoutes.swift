import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/privacy/holds | heldPeople | SeeRights |
/// | GET | /o/{slug}/privacy/holds/{id} | heldPerson | SeeRights |
/// | GET | /o/{slug}/privacy/holds/{id}/kept | held | HoldData |
/// | GET, POST | /o/{slug}/privacy/holds/new/{id} | personToHold; hold | HoldData |
/// | GET, POST | /o/{slug}/privacy/holds/{id}/end | heldPerson; endHold | HoldData; GET also SeeRights |
struct HoldRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.holds(.list)) { call in
            try await call.page { room in
                HoldsPage(
                    holds: try room.tx.heldPeople(try room.permit(SeeRights.self)).map(HoldSummary.init),
                    mayHold: room.permitIfAny(HoldData.self) != nil)
            }
        }
        rooms.get(.holds(.hold(id: ""))) { call in
            let id = try call.id()
            return try await call.page { room in
                HoldPage(
                    hold: HoldSummary(try room.tx.heldPerson(id, try room.permit(SeeRights.self))),
                    mayHold: room.permitIfAny(HoldData.self) != nil)
            }
        }
        rooms.get(.holds(.kept(id: ""))) { call in
            let id = try call.id()
            return try await call.page { room in
                let (hold, fields) = try room.tx.held(id, try room.permit(HoldData.self))
                return KeptPage(
                    hold: HoldSummary(hold, name: nil),
                    fields: fields.map { ($0.attribute, $0.value.revealed, $0.at) })
            }
        }
        rooms.get(.holds(.new(person: ""))) { call in
            let id = try call.id()
            return try await call.page { room in try Self.form(id, room) }
        }
        rooms.post(.holds(.new(person: "")), place)
        rooms.get(.holds(.end(id: "")), askEnd)
        rooms.post(.holds(.end(id: "")), end)
    }

    private static func form(_ id: UUIDValue, _ room: Room) throws -> NewHoldPage {
        let (name, fields) = try room.tx.personToHold(id, try room.permit(HoldData.self))
        return NewHoldPage(person: id.description, name: name, fields: fields)
    }

    private func place(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let id = try call.id()
        let chosen = Set(Attribute.allCases.filter { form.all("field").contains($0.path) })
        let (day, reason) = (try form.required("until"), try form.required("reason"))
        do {
            try await call.inside { room in
                let permit = try room.permit(HoldData.self)
                guard let end = LastDay(day)?.end(in: room.customer.organization.zone) else {
                    throw Failure.invalid("until", call.texts.holds.noDay)
                }
                _ = try room.tx.hold(chosen, of: id, until: end, reason: reason, permit)
            }
        } catch let failure as Failure {
            guard case .invalid(let field) = failure.kind else { throw failure }
            return try await call.page(.badRequest) { room in
                var page = try Self.form(id, room)
                (page.chosen, page.until, page.reason) = (chosen, day, reason)
                page.refusal = NewHoldPage.Refusal(field: field, message: failure.message)
                return page
            }
        }
        return call.done(.holds(.list), .kept(.holdPlaced))
    }

    private func askEnd(_ call: ConsoleCall) async throws -> Response {
        let id = try call.id()
        return try await call.page { room in
            _ = try room.permit(HoldData.self)
            let hold = HoldSummary(try room.tx.heldPerson(id, try room.permit(SeeRights.self)))
            guard hold.endedAt == nil else { throw Failure(.conflict(.state), call.texts.holds.hasEnded) }
            return Question { context in Self.question(hold, context) }
        }
    }

    private static func question(_ hold: HoldSummary, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.holds
        let back = context.address(.holds(.hold(id: hold.id)))
        var page = ConfirmPage(
            steps: [
                (context.texts.privacy.title, context.address(.privacy(.overview))),
                (texts.title, context.address(.holds(.list))),
                (texts.holdTitle(hold.name ?? texts.gone.loweredFirst), back),
            ],
            title: texts.endTitle, text: hold.isAllThatIsLeft ? texts.endLeft : texts.endHere, deed: texts.end,
            action: context.address(.holds(.end(id: hold.id))), isGrave: true, refusal: texts.keep, back: back)
        page.entry = .privacy
        return page.html(in: context)
    }

    private func end(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        try await call.inside { room in try room.tx.endHold(id, try room.permit(HoldData.self)) }
        return call.done(.holds(.list), .kept(.holdEnded))
    }
}

extension HoldSummary {
    init(_ held: HeldPerson) { self.init(held.hold, name: held.name) }

    init(_ hold: LegalHold, name: String?) {
        self.init(
            id: hold.id.description, person: hold.person.description, name: name, fields: hold.fields,
            reason: hold.reason, begunAt: hold.begunAt, endsAt: hold.endsAt, endedAt: hold.endedAt,
            isAllThatIsLeft: hold.isAllThatIsLeft)
    }
}
