import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/staff | staff | SeeStaff |
/// | POST | /o/{slug}/staff | staff, with a name that stands in no address | SeeStaff |
/// | GET | /o/{slug}/staff/{id} | person; for some also roles | SeeStaff, SeeAccess |
/// | GET, POST | /o/{slug}/staff/{id}/departure | endAccess | EndAccess; GET also SeeStaff |
struct StaffRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.staff(StaffListQuery())) { call in
            let query = try call.query()
            // A name in an address is not searched for: it would lie in histories and logs.
            return try await list(call, StaffListQuery { $0 == "q" ? nil : query.all($0).first })
        }
        rooms.post(.staff(StaffListQuery())) { call in
            let form = try await call.form()
            let address = try call.query()
            let query = StaffListQuery { form.all($0).first ?? address.all($0).first }
            // Without a name the list has an address of its own, which can be kept.
            if query.q.isEmpty { return call.done(.staff(query)) }
            return try await list(call, query)
        }
        rooms.get(.person(id: "")) { call in
            let id = try call.id()
            return try await call.page { room in try PersonPage(id, in: room) }
        }
        rooms.get(.departure(person: ""), askDeparture)
        rooms.post(.departure(person: ""), endAccess)
    }

    /// The page that asks, where no directory keeps the person.
    private func askDeparture(_ call: ConsoleCall) async throws -> Response {
        let id = try call.id()
        return try await call.page { room in
            _ = try room.permit(EndAccess.self)
            let person = try room.tx.person(id, try room.permit(SeeStaff.self))
            guard !person.records.contains(where: { $0.goneAt == nil }) else {
                throw Failure(.conflict(.state), "A directory keeps this person: end the access there.")
            }
            guard person.state == .active || person.state == .inactive else {
                throw Failure(.conflict(.state), "This person’s access has ended, or waits for a decision.")
            }
            let name = person.name
            let graceDays = try room.tx.graceDays()
            return Question { context in
                ConfirmPage.departure(
                    of: id.description, name: name, graceDays: Int(graceDays),
                    dueAt: context.now + graceDays * Clock.day, in: context)
            }
        }
    }

    private func endAccess(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        try await call.inside { room in try room.tx.endAccess(of: id, try room.permit(EndAccess.self)) }
        return call.done(.person(id: id.description), .accessEnded)
    }

    private func list(_ call: ConsoleCall, _ query: StaffListQuery) async throws -> Response {
        try await call.page { room in
            let page = try room.tx.staff(StaffQuery(query), try room.permit(SeeStaff.self))
            return StaffListPage(page, query, keepsDepartments: try room.tx.catalogue().allows(.department))
        }
    }
}
