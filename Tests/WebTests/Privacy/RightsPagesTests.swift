import HTTPTypes
import TestSupport
import Testing

@testable import Domain
@testable import Web

/// Rights from the page of the person to that of the privacy officer, through the router.
@Suite struct RightsPagesTests {
    /// A world with a directory, its administrator who is the privacy officer too, and one more administrator.
    private struct Office {
        let world: ConsoleWorld
        let officer: Browser
        let other: Browser
        let learner: Browser
        let person: UUIDValue
    }

    private static func open(_ world: ConsoleWorld) async throws -> Office {
        let connection = try await world.connection()
        try await world.arrive(3, from: connection.id)
        let customer = world.customer
        let people = try await customer.write { tx in
            let found = try ["p1", "p2", "p3"].map { try tx.findPerson(email: "\($0)@havn.example") }
            return found.compactMap(\.self)
        }
        let manage = try Policy.permit(
            ManageAccess.self, to: .person(.random(), roles: [.administrator]), in: world.organization.id)
        try await customer.write { tx in
            try tx.give(.privacyOfficer, to: people[1], manage)
            try tx.give(.administrator, to: people[2], manage)
        }
        func browser(_ person: UUIDValue) async throws -> Browser {
            let browser = world.browser()
            let secret = try await customer.signIn(person)
            browser.cookies = ["ii-\(world.slug)": secret.revealed]
            return browser
        }
        return Office(
            world: world, officer: try await browser(people[1]), other: try await browser(people[2]),
            learner: try await browser(people[0]), person: people[0])
    }

    private static func send(
        _ browser: Browser, _ world: ConsoleWorld, _ room: Address.Room, _ fields: [(String, String)] = [],
        csrfAt page: Address.Room = .own(.data)
    ) async throws -> Answer {
        let token = try await browser.csrf(at: world.path(page))
        return try await browser.post(world.path(room), [("csrf", token)] + fields)
    }

    @Test("My data shows each value, where it came from, and six things to ask for", arguments: Engine.allCases)
    func myData(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let office = try await Self.open(world)
            let page = try await office.learner.get(world.path(.own(.data))).text
            for text in [
                "Shift lead", "Person Number1", "Entra ID", "30 days after you leave", "Nobody from Interactive",
            ] {
                #expect(page.contains(text), "\(text)")
            }
            for kind in RightsKind.allCases {
                let address = world.path(.own(.ask(kind, attribute: nil)))
                #expect(page.contains("href=\"\(address)\""), "\(kind)")
                #expect(try await office.learner.get(address).status == 200)
            }
        }
    }

    @Test("In German, the page of the person speaks German throughout")
    func german() async throws {
        try await ConsoleWorld.run { world in
            let office = try await Self.open(world)
            let page = try await office.learner.get(world.path(.own(.data)), [.acceptLanguage: "de"]).text
            #expect(page.contains("<html lang=\"de\">") && page.contains("Was über Sie gespeichert ist"))
            #expect(page.contains("Berufsbezeichnung") && page.contains("Niemand von Interactive Instructors"))
        }
    }

    @Test("A correction is asked for, approved, and shown on both pages", arguments: Engine.allCases)
    func correction(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let office = try await Self.open(world)
            let refused = try await Self.send(
                office.learner, world, .own(.ask(.rectification, attribute: nil)),
                [("attribute", "10"), ("value", "a\u{7}b"), ("text", "kept words")])
            #expect(
                refused.status == 400 && refused.text.contains("kept words") && refused.text.contains("aria-invalid"))
            let asked = try await Self.send(
                office.learner, world, .own(.ask(.rectification, attribute: nil)),
                [("attribute", "10"), ("value", "Team lead, inbound")])
            let own = try #require(asked.location)
            let id = String(own.suffix(36))
            #expect(try await office.learner.get(world.path(.own(.data))).text.contains("Team lead, inbound"))
            let list = try await office.officer.get(world.path(.privacy(.overview))).text
            #expect(list.contains("A correction for") && list.contains("Person Number1"))
            let page = try await office.officer.get(world.path(.privacy(.request(id: id)))).text
            #expect(page.contains("Your decision") && page.contains("Team lead, inbound"))
            let done = try await Self.send(
                office.officer, world, .privacy(.approval(request: id)), csrfAt: .privacy(.request(id: id)))
            #expect(done.status == 303)
            #expect(try await office.learner.get(own).text.contains("Approved"))
            let data = try await office.learner.get(world.path(.own(.data))).text
            #expect(data.contains("Team lead, inbound") && data.contains("The directory says <bdi>Shift lead</bdi>"))
        }
    }

    @Test("An erasure takes two people in the console, the second is asked once more", arguments: Engine.allCases)
    func erasure(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let office = try await Self.open(world)
            let asked = try await Self.send(office.learner, world, .own(.ask(.erasure, attribute: nil)))
            let id = String(try #require(asked.location).suffix(36))
            let room = Address.Room.privacy(.request(id: id))
            let approval = Address.Room.privacy(.approval(request: id))
            #expect(try await office.other.get(world.path(.privacy(.overview))).text.contains("Erase"))
            #expect(try await Self.send(office.officer, world, approval, csrfAt: room).status == 303)
            #expect(try await Self.send(office.officer, world, approval, csrfAt: room).status == 409)
            let question = try await Self.send(office.other, world, approval, csrfAt: room)
            #expect(question.status == 200 && question.text.contains("us included"))
            #expect(try await Self.send(office.other, world, approval, [("sure", "yes")], csrfAt: room).status == 303)
            #expect(try await office.learner.get(world.path(.own(.data))).status == 401)
            let page = try await office.officer.get(world.path(room)).text
            #expect(page.contains("Being done") && page.contains("Certificate"))
        }
    }

    @Test("A refusal needs a reason and an authority; both are read by the person")
    func refusal() async throws {
        try await ConsoleWorld.run { world in
            let office = try await Self.open(world)
            let asked = try await Self.send(office.learner, world, .own(.ask(.access, attribute: nil)))
            let own = try #require(asked.location)
            let id = String(own.suffix(36))
            let (room, refusal) = (Address.Room.privacy(.request(id: id)), Address.Room.privacy(.refusal(request: id)))
            let without = try await Self.send(office.officer, world, refusal, [("reason", "Weekly")], csrfAt: room)
            #expect(without.status == 400 && without.text.contains("Weekly"))
            let fields = [("reason", "Asked for every week"), ("authority", "DK")]
            #expect(try await Self.send(office.officer, world, refusal, fields, csrfAt: room).status == 303)
            let page = try await office.learner.get(own).text
            #expect(page.contains("Asked for every week") && page.contains("datatilsynet.dk"))
        }
    }

    @Test("A letter is entered for someone, with the day of its receipt")
    func letter() async throws {
        try await ConsoleWorld.run { world in
            let office = try await Self.open(world)
            let form = Address.Room.privacy(.newRequest(person: nil))
            let fields = [
                ("person", "p1@havn.example"), ("kind", "restriction"), ("received", "2026-11-20"), ("how", "A letter"),
            ]
            let entered = try await Self.send(office.officer, world, form, fields, csrfAt: form)
            let id = String(try #require(entered.location).suffix(36))
            let page = try await office.officer.get(world.path(.privacy(.request(id: id)))).text
            #expect(page.contains("Due 20 December") && page.contains("Confirm who asks"))
            for wrong in ["2026-11-2", "20.11.2026", "2027-11-20", "x", "2026-13-01"] {
                let again = [("person", "p1@havn.example"), ("kind", "access"), ("received", wrong)]
                let answer = try await Self.send(office.officer, world, form, again, csrfAt: form)
                #expect(answer.status == (wrong == "2026-11-2" ? 303 : 400), "\(wrong)")
            }
        }
    }

    @Test("Someone restricted is in no list but the privacy officer’s, and opens their own data")
    func restricted() async throws {
        try await ConsoleWorld.run { world in
            let office = try await Self.open(world)
            let room = Address.Room.privacy(.restriction(person: office.person.description))
            let fields = [("reason", "The title is disputed"), ("signIn", "on")]
            #expect(try await Self.send(office.officer, world, room, fields, csrfAt: room).status == 303)
            let staff = world.path(.staff(StaffListQuery()))
            #expect(!(try await office.other.get(staff)).text.contains("Number1"))
            #expect(try await office.officer.get(staff).text.contains("Number1"))
            let person = world.path(.person(id: office.person.description))
            #expect(try await office.other.get(person).status == 403)
            #expect(try await office.officer.get(person).text.contains("Use restricted"))
            #expect(
                try await office.learner.get(world.path(.own(.data))).text.contains("The use of your data is paused"))
        }
    }
}
