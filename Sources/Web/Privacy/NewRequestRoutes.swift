import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET, POST | /o/{slug}/privacy/requests/new | enterRequest | DecideRights |
struct NewRequestRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.privacy(.newRequest(person: nil))) { call in
            let person = try call.query().all("person").first.flatMap { UUIDValue($0) }
            return try await call.page { room in try Self.page(room, person: person) }
        }
        rooms.post(.privacy(.newRequest(person: nil)), enter)
    }

    private static func page(_ room: Room, person: UUIDValue?) throws -> NewRequestPage {
        let permit = try room.permit(DecideRights.self)
        var page = NewRequestPage(person: person?.description)
        // A person is named by the page that one comes from; the address holds an id alone.
        page.name = try person.flatMap { try room.tx.nameToAct(on: $0, permit) }
        return page
    }

    private func enter(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        @Sendable func field(_ name: String) -> String { form.all(name).first ?? "" }
        let wish = RightsWish(form, .english)
        let zone = call.customer.organization.zone
        do {
            let id = try await call.inside { room -> UUIDValue in
                let permit = try room.permit(DecideRights.self)
                guard let kind = RightsKind(rawValue: field("kind")) else {
                    throw Failure.invalid("kind", "Say what was asked for.")
                }
                let person = try room.tx.personToAct(field("person"), permit)
                let received = try Self.received(field("received"), zone, now: room.now)
                return try room.tx.enterRequest(
                    kind, wish, of: person, receivedAt: received, how: field("how"), permit)
            }
            return call.done(.privacy(.request(id: id.description)), .rights(.entered))
        } catch let failure as Failure {
            guard let refused = failure.refusedField else { throw failure }
            let typed = field("person")
            return try await call.page(failure.kind == .conflict(.state) ? .conflict : .badRequest) { room in
                var page = try Self.page(room, person: UUIDValue(typed))
                page.person = typed
                page.kind = RightsKind(rawValue: field("kind")) ?? .access
                page.received = field("received")
                page.how = field("how")
                page.wish = wish
                page.problem = (refused, failure.message)
                return page
            }
        }
    }

    /// Noon of a day in the employer's zone, as a date field sends it (`2026-11-03`); now where it is today.
    static func received(_ text: String, _ zone: String, now: Int64) throws -> Int64 {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map { part in
            part.count <= 4 ? Int(String(decoding: part, as: UTF8.self)) : nil
        }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (2000...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { throw Failure.invalid("received", "Give the day as year, month and day, such as 2026-11-03.") }
        let start = TimeZones.start(ofDay: CivilTime.days(year: year, month: month, day: day), in: zone)
        return start <= now && now < start + Clock.day ? now : start + Clock.day / 2
    }
}
