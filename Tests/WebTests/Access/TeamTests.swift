import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// The room of those who manage groups.
@Suite struct TeamTests {
    /// The first of the staff manages these groups.
    private static func manager(_ world: ConsoleWorld, _ staff: Staff, of groups: [String]) async throws -> Browser {
        let browser = try await world.administrator()
        let token = try await browser.csrf(at: world.path(.access))
        for group in groups {
            let given = try await browser.post(
                world.path(.managedGroups(person: staff.ids[0])), ["csrf": token, "group": group, "deed": "give"])
            #expect(given.status == 303)
        }
        return try await world.signedIn("p1@havn.example")
    }

    @Test("A manager sees who is in the groups that are theirs, and no other group", arguments: Engine.allCases)
    func own(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let staff = try await Staff(world)
            let browser = try await Self.manager(world, staff, of: [staff.drivers])
            let page = try await browser.get(world.path(.team(group: nil, page: 1)))
            #expect(page.status == 200)
            #expect(page.text.contains("Number1, Person") && page.text.contains("Number2, Person"))
            #expect(!page.text.contains("Number3, Person") && !page.text.contains("Office"))
            #expect(!page.text.contains("/staff/"), "people's pages are not theirs to open")
            #expect(Markup.faults(in: page.text).isEmpty)
            #expect(try await browser.get(world.path(.team(group: staff.drivers, page: 1))).status == 200)
            for other in [staff.office, UUIDValue.random().description, "x", ""] {
                let refused = try await browser.get(world.path(.team(group: other, page: 1)))
                #expect(refused.status == 404, "\(other)")
                #expect(!refused.text.contains("Number3"))
            }
            for room: Address.Room in [
                .staff(StaffListQuery()), .person(id: staff.ids[1]), .groups(page: 1),
                .group(id: staff.drivers, page: 1), .access,
            ] {
                #expect(try await browser.get(world.path(room)).status == 403, "\(room)")
            }
        }
    }

    @Test("A group of another organization is 404")
    func foreign() async throws {
        try await ConsoleWorld.run { world in
            let staff = try await Staff(world)
            let (other, _) = try await world.platform.create(try ConsoleWorld.draft("klinikum"))
            let customer = try await world.platform.customer(other.slug)
            let group = try await customer.write { tx in
                let connection = try tx.scimConnection(
                    named: "Entra", try Policy.permit(ManageConnections.self, to: .command, in: other.id))
                let permit = try Policy.permit(SyncDirectory.self, to: .connection(connection), in: other.id)
                return try tx.createGroup(GroupDraft(displayName: "Ward"), permit).id.description
            }
            let browser = try await Self.manager(world, staff, of: [staff.drivers])
            #expect(try await browser.get(world.path(.team(group: group, page: 1))).status == 404)
        }
    }

    @Test("Several groups are chosen between, and one that is taken away is gone with the next page")
    func several() async throws {
        try await ConsoleWorld.run { world in
            let staff = try await Staff(world)
            let browser = try await Self.manager(world, staff, of: [staff.drivers, staff.office])
            let office = try await browser.get(world.path(.team(group: staff.office, page: 1))).text
            #expect(office.contains("Number3, Person") && !office.contains("Number2, Person"))
            #expect(office.contains("group=\(staff.drivers)"))
            let administrator = try await world.signedIn("freja@havn.example")
            let token = try await administrator.csrf(at: world.path(.access))
            let taken = try await administrator.post(
                world.path(.managedGroups(person: staff.ids[0])),
                ["csrf": token, "group": staff.office, "deed": "take", "from": "access"])
            #expect(taken.location == world.path(.access))
            #expect(try await browser.get(world.path(.team(group: staff.office, page: 1))).status == 404)
            try await administrator.post(
                world.path(.managedGroups(person: staff.ids[0])),
                ["csrf": token, "group": staff.drivers, "deed": "take"])
            #expect(try await browser.get(world.path(.team(group: nil, page: 1))).status == 403)
        }
    }

    @Test("A large group has pages, by name, and the room speaks the reader’s language")
    func pages() async throws {
        try await ConsoleWorld.run { world in
            let staff = try await Staff(world)
            let crowd = try await world.sync(staff.connection) { tx, permit in
                let records = try (10...69).map { number in
                    try tx.createRecord(RecordDraft(attributes: ConsoleWorld.person(number)), permit).id
                }
                return try tx.createGroup(GroupDraft(displayName: "Crowd", members: records.sorted()), permit).id
                    .description
            }
            let browser = try await Self.manager(world, staff, of: [crowd])
            let first = try await browser.get(world.path(.team(group: nil, page: 1))).text
            #expect(first.contains("1 to 50 of 60") && first.contains("Number10, Person"))
            #expect(!first.contains("Number69, Person"))
            let german: HTTPFields = [.acceptLanguage: "de-DE"]
            let last = try await browser.get(world.path(.team(group: crowd, page: 2)), german).text
            #expect(last.contains("51 bis 60 von 60") && last.contains("Number69, Person"))
            #expect(last.contains("lang=\"de\"") && last.contains("Warum Sie das sehen"))
            #expect(!last.contains("Job title") && !last.contains("Active"))
        }
    }
}

/// The home of those who learn and keep nothing.
@Suite struct HomeTests {
    @Test("It greets, says that nothing is due, how one got in, and what is held by whose instruction")
    func home() async throws {
        try await ConsoleWorld.run { world in
            _ = try await Staff(world)
            let administrator = try await world.administrator()
            let token = try await administrator.csrf(at: world.path(.attributes))
            try await administrator.post(world.path(.attributes), ["csrf": token, "allow": "department"])
            let browser = try await world.signedIn("p1@havn.example")
            let page = try await browser.get(world.path(.overview)).text
            #expect(page.contains("Person Number1") && page.contains("Nothing is assigned to you yet"))
            #expect(page.contains("your department") && !page.contains("your manager"))
            #expect(page.contains("Link from the operator") && page.contains("href=\"/o/havn/me/sign-in\""))
            #expect(page.contains("The operator had access: “A test”"))
            #expect(!page.contains("href=\"/o/havn/staff\"") && Markup.faults(in: page).isEmpty)
            let german = try await browser.get(world.path(.overview), [.acceptLanguage: "de"]).text
            #expect(german.contains("lang=\"de\"") && german.contains("Ihnen ist noch nichts zugewiesen"))
            for english in ["Nothing", "Second step", "Sign out", "Overview", "Learner", "The operator"] {
                #expect(!german.contains(english), "\(english)")
            }
        }
    }

    @Test("To open it writes nothing, and whoever keeps the directory has another one")
    func reading() async throws {
        try await ConsoleWorld.run { world in
            let staff = try await Staff(world)
            let browser = try await world.signedIn("p1@havn.example")
            let organization = world.organization.id
            func events() async throws -> Int {
                let id = try #require(UUIDValue(staff.ids[0]))
                return try await world.customer.write { tx in
                    let permit = try Policy.permit(
                        SeeStaff.self, to: .person(id, roles: [.administrator]), in: organization)
                    return try tx.person(id, permit).events.count
                }
            }
            let before = try await events()
            for _ in 1...3 { #expect(try await browser.get(world.path(.overview)).status == 200) }
            #expect(try await events() == before)
            let administrator = try await world.administrator()
            let page = try await administrator.get(world.path(.overview)).text
            #expect(page.contains("4 people") && !page.contains("Nothing is assigned to you yet"))
        }
    }
}
