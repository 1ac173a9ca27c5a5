import Domain
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/staff | staff | SeeStaff |
/// | POST | /o/{slug}/staff | staff, with a name that stands in no address | SeeStaff |
/// | GET | /o/{slug}/staff/{id} | person | SeeStaff |
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
            return try await call.page { room in
                PersonPage(try room.tx.person(id, try room.permit(SeeStaff.self)))
            }
        }
    }

    private func list(_ call: ConsoleCall, _ query: StaffListQuery) async throws -> Response {
        try await call.page { room in
            let page = try room.tx.staff(StaffQuery(query), try room.permit(SeeStaff.self))
            return StaffListPage(page, query, keepsDepartments: try room.tx.catalogue().allows(.department))
        }
    }
}
