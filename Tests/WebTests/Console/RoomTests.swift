import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct RoomTests {
    /// The administrator's id of a person of that user name.
    private static func person(_ name: String, _ world: ConsoleWorld) async throws -> UUIDValue {
        let organization = world.organization.id
        return try await world.customer.write { tx in
            var query = StaffQuery()
            query.text = name
            let permit = try Policy.permit(
                SeeStaff.self, to: .person(.random(), roles: [.administrator]), in: organization)
            return try #require(try tx.staff(query, permit).members.first).id
        }
    }

    @Test("Every room answers, with an empty organization and with a filled one", arguments: Engine.allCases)
    func rooms(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            let rooms: [Address.Room] = [
                .overview, .staff(StaffListQuery()), .groups(page: 1), .directory, .connect, .guide(.entra),
                .guide(.okta), .guide(.scim), .attributes, .brake, .imports,
            ]
            for room in rooms {
                let answer = try await browser.get(world.path(room))
                #expect(answer.status == 200, "\(room)")
                #expect(answer.headers[.cacheControl] == "no-store")
            }
            let connection = try await world.connection()
            let records = try await world.arrive(60, from: connection.id)
            let group = try await world.sync(connection.id) { tx, permit in
                tx.countDropped(["nickName"], permit)
                return try tx.createGroup(
                    GroupDraft(displayName: "Drivers", externalID: "g-1", members: records.map(\.id).sorted()), permit)
            }
            let someone = try await Self.person("p7@", world)
            let filled: [Address.Room] = [
                .person(id: someone.description), .group(id: group.id.description, page: 2),
                .connection(id: connection.id.description), .staff(StaffListQuery().with { $0.page = 3 }),
            ]
            for room in rooms + filled {
                #expect(try await browser.get(world.path(room)).status == 200, "\(room)")
            }
            #expect(try await browser.get(world.path(.connect) + "/other").status == 404)
        }
    }

    @Test("The directory page shows what has arrived and what was dropped just now")
    func directory() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection()
            try await world.sync(connection.id) { tx, permit in tx.countDropped(["nickName", "photos"], permit) }
            try await world.arrive(3, from: connection.id)
            let browser = try await world.administrator()
            let page = try await browser.get("/o/havn/directory").text
            #expect(page.contains("<code>nickName</code>"))
            #expect(page.contains("sync, 3 changes"))
            #expect(page.contains("Entra ID"))
            #expect(page.contains("http://127.0.0.1:8080/scim/v2/havn"))
            let own = try await browser.get(world.path(.connection(id: connection.id.description))).text
            #expect(own.contains("3 people"))
            #expect(try await browser.get("/o/havn").text.contains("4 people"))
        }
    }

    @Test("A name is searched by POST, stands in no address, and a search without one leads to an address")
    func search() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection()
            try await world.arrive(40, from: connection.id)
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn/staff")
            let found = try await browser.post("/o/havn/staff", ["csrf": token, "q": "number17", "state": ""])
            #expect(found.status == 200)
            #expect(found.text.contains("Number17, Person"))
            #expect(!found.text.contains("Number18, Person"))
            #expect(!found.text.contains("q=number17"))
            let filtered = try await browser.post(
                "/o/havn/staff?order=title", ["csrf": token, "q": "", "state": "held"])
            #expect(filtered.status == 303)
            #expect(filtered.location == "/o/havn/staff?state=held&order=title")
            let ignored = try await browser.get("/o/havn/staff?q=number17")
            #expect(ignored.text.contains("Number18, Person"))
        }
    }

    @Test("The list is paged, sorted and filtered by its address")
    func list() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection()
            try await world.arrive(40, from: connection.id)
            let browser = try await world.administrator()
            let first = try await browser.get("/o/havn/staff").text
            #expect(first.contains("1 to 25 of 41"))
            let last = try await browser.get("/o/havn/staff?page=2").text
            #expect(last.contains("26 to 41 of 41"))
            let down = try await browser.get("/o/havn/staff?direction=down").text
            #expect(down.contains("Number9, Person"))
            #expect(!first.contains("Number9, Person"))
            let source = try await browser.get("/o/havn/staff?source=\(connection.id)&page=99999999999").text
            #expect(source.contains("40 of 41"))
        }
    }

    @Test("Opening a person's page is on record, one's own is not")
    func evidence() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection()
            try await world.arrive(2, from: connection.id)
            let browser = try await world.administrator()
            let other = try await Self.person("p1@", world)
            let freja = try await Self.person("freja@", world)
            func seen(_ person: UUIDValue) async throws -> Int {
                let organization = world.organization.id
                return try await world.customer.write { tx in
                    let permit = try Policy.permit(
                        SeeStaff.self, to: .person(person, roles: [.administrator]), in: organization)
                    return try tx.person(person, permit).events.filter { $0.deed == .personSeen }.count
                }
            }
            #expect(try await seen(other) == 0)
            let page = try await browser.get(world.path(.person(id: other.description)))
            #expect(page.text.contains("Person Number1"))
            #expect(page.text.contains("Entra ID"))
            #expect(try await seen(other) == 1)
            try await browser.get(world.path(.person(id: freja.description)))
            #expect(try await seen(freja) == 0)
        }
    }

    @Test("Names of any script, and markup in names, arrive as text")
    func names() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection()
            try await world.sync(connection.id) { tx, permit in
                var attributes = ConsoleWorld.person(1)
                attributes[.displayName] = "<script>alert(1)</script>\"\u{301}"
                attributes[.familyName] = "<b>Bold</b>"
                _ = try tx.createRecord(RecordDraft(attributes: attributes), permit)
                var greek = ConsoleWorld.person(2)
                greek[.displayName] = "Eleni Vasiliou"
                greek[.formattedName] = "Ελένη Βασιλείου"
                _ = try tx.createRecord(RecordDraft(attributes: greek), permit)
            }
            let browser = try await world.administrator()
            for path in ["/o/havn/staff", world.path(.person(id: try await Self.person("p1@", world).description))] {
                let page = try await browser.get(path).text
                #expect(!page.contains("<script>alert"))
                #expect(!page.contains("<b>Bold"))
            }
            let list = try await browser.get("/o/havn/staff").text
            #expect(list.contains("<bdi lang=\"el\">Ελένη Βασιλείου</bdi>"))
        }
    }
}
