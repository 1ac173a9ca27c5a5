import Domain
import TestSupport
import Testing

@testable import Web

/// Who has which role: seeing, giving and taking it.
@Suite struct AccessTests {
    @Test("The page says who has which role and why, and who still lacks a second step", arguments: Engine.allCases)
    func room(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let staff = try await Staff(world)
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: world.path(.access))
            let gift = try await browser.post(
                world.path(.roles(person: staff.ids[0])), ["csrf": token, "role": "billing-contact", "deed": "give"])
            #expect(gift.status == 303 && gift.location == world.path(.person(id: staff.ids[0])))
            try await browser.post(
                world.path(.managedGroups(person: staff.ids[1])),
                ["csrf": token, "group": staff.drivers, "deed": "give"])
            let followed = try await browser.post(
                world.path(.groupRoles(group: staff.office)),
                ["csrf": token, "role": "privacy-officer", "deed": "give", "sure": "yes"])
            #expect(followed.location == world.path(.group(id: staff.office, page: 1)))

            let page = try await browser.get(world.path(.access)).text
            #expect(page.contains("4 people have a role"))
            #expect(page.contains("Person Number1") && page.contains("Billing contact<span class=\"sub\">Given"))
            #expect(page.contains("Person Number2") && page.contains("Person Number3"))
            #expect(page.contains("Follows the group “Office”"))
            #expect(page.parts(of: "badge-warn\">Not yet") == 2, "the administrator, and whoever is in the office")
            let group = try await browser.get(world.path(.group(id: staff.office, page: 1))).text
            #expect(group.contains("<li><span><b>Privacy officer</b>"))
            #expect(Markup.faults(in: page).isEmpty && Markup.faults(in: group).isEmpty)
        }
    }

    @Test("A role is given and taken on the person’s page, which says so and has it on record")
    func giveAndTake() async throws {
        try await ConsoleWorld.run { world in
            let staff = try await Staff(world)
            let browser = try await world.administrator()
            let path = world.path(.person(id: staff.ids[0]))
            let before = try await browser.get(path).text
            #expect(before.contains("value=\"give\"") && !before.contains("value=\"take\""))
            let token = try await browser.csrf(at: path)
            let roles = world.path(.roles(person: staff.ids[0]))
            try await browser.post(roles, ["csrf": token, "role": "administrator", "deed": "give"])
            let given = try await browser.get(path).text
            #expect(given.contains("<b>Given.</b>") && given.contains("value=\"take\""))
            #expect(given.contains("gave the role “Administrator”") && Markup.faults(in: given).isEmpty)
            try await browser.post(roles, ["csrf": token, "role": "administrator", "deed": "take"])
            let taken = try await browser.get(path).text
            #expect(taken.contains("<b>Taken away.</b>") && !taken.contains("value=\"take\""))
            let again = try await browser.post(roles, ["csrf": token, "role": "administrator", "deed": "take"])
            #expect(again.status == 404)
            for wrong in ["learner", "manager", "operator"] {
                let refused = try await browser.post(roles, ["csrf": token, "role": wrong, "deed": "give"])
                #expect(refused.status == 400, "\(wrong)")
            }
            #expect(try await browser.post(roles, ["csrf": token, "role": "king", "deed": "give"]).status == 400)
            let lent = try await browser.post(roles, ["csrf": token, "role": "administrator", "deed": "lend"])
            #expect(lent.status == 400)
        }
    }

    @Test("The last administrator is not even asked whether to take its own role, and is told what to do first")
    func last() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let freja = try await world.id(of: "freja@havn.example")
            let token = try await browser.csrf(at: world.path(.access))
            let roles = world.path(.roles(person: freja))
            for sure in ["no", "yes"] {
                let refused = try await browser.post(
                    roles, ["csrf": token, "role": "administrator", "deed": "take", "sure": sure])
                #expect(refused.status == 409 && refused.text.contains("You are the last administrator. Give the role"))
                #expect(refused.text.contains("See all staff</a></p></div>") && !refused.text.contains("name=\"sure\""))
                #expect(refused.text.contains("<h1>Access</h1>") && Markup.faults(in: refused.text).isEmpty)
            }
            #expect(try await browser.get(world.path(.access)).status == 200)
        }
    }

    @Test("Taking one’s own administrator role is asked first, and ends what one sees")
    func own() async throws {
        try await ConsoleWorld.run { world in
            let staff = try await Staff(world)
            let browser = try await world.administrator()
            let freja = try await world.id(of: "freja@havn.example")
            let token = try await browser.csrf(at: world.path(.access))
            try await browser.post(
                world.path(.roles(person: staff.ids[0])), ["csrf": token, "role": "administrator", "deed": "give"])
            let asked = try await browser.post(
                world.path(.roles(person: freja)), ["csrf": token, "role": "administrator", "deed": "take"])
            #expect(asked.status == 200 && asked.text.contains("name=\"sure\" value=\"yes\""))
            #expect(try await browser.get(world.path(.access)).status == 200, "nothing was done yet")
            let done = try await browser.post(
                world.path(.roles(person: freja)),
                ["csrf": token, "role": "administrator", "deed": "take", "sure": "yes"])
            #expect(done.status == 303 && done.location == world.path(.overview))
            // The first administrator is the privacy officer, too: Freja still sees who has a role, and gives none.
            #expect(try await browser.get(world.path(.access)).text.contains("name=\"deed\"") == false)
            let refused = try await browser.post(
                world.path(.roles(person: freja)), ["csrf": token, "role": "administrator", "deed": "give"])
            #expect(refused.status == 403)
        }
    }

    @Test("A role that follows a group comes and goes with the membership", arguments: Engine.allCases)
    func following(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let staff = try await Staff(world)
            let member = try await world.signedIn("p1@havn.example")
            #expect(try await member.get(world.path(.directory)).status == 403)
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: world.path(.access))
            let roles = world.path(.groupRoles(group: staff.drivers))
            try await browser.post(
                roles, ["csrf": token, "role": "privacy-officer", "deed": "give", "sure": "yes"])
            #expect(try await member.get(world.path(.directory)).status == 200)
            let person = try await browser.get(world.path(.person(id: staff.ids[0]))).text
            #expect(person.contains("Follows the group “Drivers”"))

            let (group, leaver) = (try #require(UUIDValue(staff.drivers)), staff.records[0])
            try await world.sync(staff.connection) { tx, permit in
                _ = try tx.updateGroup(group, if: nil, permit) { draft in draft.members.removeAll { $0 == leaver } }
            }
            #expect(try await member.get(world.path(.directory)).status == 403)
            let other = try await world.signedIn("p2@havn.example")
            #expect(try await other.get(world.path(.directory)).status == 200)
            try await browser.post(roles, ["csrf": token, "role": "privacy-officer", "deed": "take"])
            #expect(try await other.get(world.path(.directory)).status == 403)
        }
    }

    @Test("Taking a second step away is asked first, ends the person’s logins, and is not for one’s own")
    func reset() async throws {
        try await DoorWorld.run { door in
            let world = door.world
            let staff = try await Staff(world)
            let member = try await world.signedIn("p1@havn.example")
            _ = try await door.enrol(member)
            let browser = try await world.administrator()
            let path = world.path(.factorReset(person: staff.ids[0]))
            let question = try await browser.get(path)
            #expect(question.status == 200 && question.text.contains("Take away the second step of Person Number1?"))
            #expect(Markup.faults(in: question.text).isEmpty)
            #expect(try await member.get(world.path(.overview)).status == 200, "nothing was done yet")
            let token = try await browser.csrf(at: path)
            let done = try await browser.post(path, ["csrf": token])
            #expect(done.location == world.path(.person(id: staff.ids[0])))
            #expect(try await member.get(world.path(.overview)).status == 401)
            let person = try await browser.get(world.path(.person(id: staff.ids[0]))).text
            #expect(person.contains("took the second step away"))
            #expect(try await browser.post(path, ["csrf": token]).status == 404, "there is none any more")
            let freja = try await world.id(of: "freja@havn.example")
            #expect(try await browser.post(world.path(.factorReset(person: freja)), ["csrf": token]).status == 403)
        }
    }

    @Test("A second step is taken away only by someone who proved lately who they are (ASVS 7.5)")
    func freshness() async throws {
        try await DoorWorld.run { door in
            let world = door.world
            let staff = try await Staff(world)
            let member = try await world.signedIn("p1@havn.example")
            _ = try await door.enrol(member)
            let browser = try await world.administrator()
            let path = world.path(.factorReset(person: staff.ids[0]))
            let token = try await browser.csrf(at: path)
            world.clock.pass(Login.proofLifetime)
            #expect(try await browser.get(path).text.contains("Take away the second step") == false)
            let refused = try await browser.post(path, ["csrf": token])
            #expect(refused.location != world.path(.person(id: staff.ids[0])))
            #expect(try await member.get(world.path(.overview)).status == 200)
        }
    }

    @Test("Ids of another organization are 404, and nothing there changes")
    func foreign() async throws {
        try await ConsoleWorld.run { world in
            let staff = try await Staff(world)
            let (other, _) = try await world.platform.create(try ConsoleWorld.draft("klinikum"))
            let customer = try await world.platform.customer(other.slug)
            let stranger = try await customer.write { tx in
                let permit = try Policy.permit(
                    SeeStaff.self, to: .person(.random(), roles: [.administrator]), in: other.id)
                return try tx.staff(StaffQuery(), permit).members[0].id.description
            }
            func roles() async throws -> [[Role]] {
                try await customer.write { tx in
                    let permit = try Policy.permit(
                        SeeAccess.self, to: .person(.random(), roles: [.administrator]), in: other.id)
                    return try tx.roleHolders(permit).map(\.given)
                }
            }
            let before = try await roles()
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: world.path(.access))
            let fields: KeyValuePairs = [
                "csrf": token, "role": "billing-contact", "deed": "give", "group": staff.drivers,
            ]
            for id in [stranger, "00000000-0000-0001-0000-000000000002", "x"] {
                for room: Address.Room in [
                    .roles(person: id), .managedGroups(person: id), .groupRoles(group: id), .factorReset(person: id),
                ] {
                    #expect(try await browser.post(world.path(room), fields).status == 404, "\(room)")
                }
                #expect(try await browser.get(world.path(.factorReset(person: id))).status == 404)
                let managed = try await browser.post(
                    world.path(.managedGroups(person: staff.ids[0])), ["csrf": token, "group": id, "deed": "give"])
                #expect(managed.status == 404, "a group that is not here")
            }
            #expect(try await roles() == before)
        }
    }

    @Test("Whoever only learns is refused everywhere, a privacy officer sees and changes nothing")
    func matrix() async throws {
        try await ConsoleWorld.run { world in
            let staff = try await Staff(world)
            let administrator = try await world.administrator()
            let token = try await administrator.csrf(at: world.path(.access))
            try await administrator.post(
                world.path(.roles(person: staff.ids[1])), ["csrf": token, "role": "privacy-officer", "deed": "give"])
            try await administrator.post(
                world.path(.roles(person: staff.ids[2])), ["csrf": token, "role": "billing-contact", "deed": "give"])
            let posts: [Address.Room] = [
                .roles(person: staff.ids[0]), .managedGroups(person: staff.ids[0]), .factorReset(person: staff.ids[0]),
                .groupRoles(group: staff.drivers), .signInSettings, .singleSignOnOnly, .providerRemoval,
            ]
            for email in ["p1@havn.example", "p2@havn.example", "p3@havn.example"] {
                let browser = try await world.signedIn(email)
                let sees = email == "p2@havn.example"
                for room: Address.Room in [.access, .signInSettings] {
                    let answer = try await browser.get(world.path(room))
                    #expect(answer.status == (sees ? 200 : 403), "\(email) \(room)")
                    if sees { #expect(!answer.text.contains("name=\"deed\"") && !answer.text.contains("clientSecret")) }
                }
                for room: Address.Room in [
                    .team(group: nil, page: 1), .factorReset(person: staff.ids[0]), .providerRemoval,
                ] {
                    #expect(try await browser.get(world.path(room)).status == 403, "\(email) \(room)")
                }
                let own = try await browser.csrf(at: world.path(.overview))
                for room in posts {
                    let answer = try await browser.post(
                        world.path(room),
                        [
                            "csrf": own, "role": "administrator", "deed": "give", "group": staff.drivers, "only": "yes",
                            "claim": "email", "attribute": "workEmail",
                        ])
                    #expect(answer.status == 403, "\(email) \(room)")
                }
                let home = try await browser.get(world.path(.overview)).text
                #expect(home.contains("href=\"/o/havn/access\"") == sees)
            }
        }
    }

    @Test("Markup in names of people and groups arrives as text in all of these rooms")
    func hostile() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection(named: "<x src=x>")
            let group = try await world.sync(connection.id) { tx, permit in
                var attributes = ConsoleWorld.person(1)
                attributes[.displayName] = "\"\u{301}'><x src=x>"
                let record = try tx.createRecord(RecordDraft(attributes: attributes), permit)
                let group = GroupDraft(displayName: "\"\u{301}'><x src=x>", externalID: nil, members: [record.id])
                return try tx.createGroup(group, permit).id.description
            }
            let id = try await world.id(of: "p1@havn.example")
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: world.path(.access))
            try await browser.post(
                world.path(.managedGroups(person: id)), ["csrf": token, "group": group, "deed": "give"])
            try await browser.post(
                world.path(.groupRoles(group: group)),
                ["csrf": token, "role": "privacy-officer", "deed": "give", "sure": "yes"])
            let manager = try await world.signedIn("p1@havn.example")
            let pages = [
                try await browser.get(world.path(.access)), try await browser.get(world.path(.person(id: id))),
                try await browser.get(world.path(.group(id: group, page: 1))),
                try await browser.get(world.path(.factorReset(person: id))),
                try await manager.get(world.path(.team(group: nil, page: 1))),
            ]
            for page in pages {
                #expect(page.status == 200 && page.text.contains("&lt;x src=x&gt;"))
                #expect(Markup.faults(in: page.text).isEmpty)
            }
        }
    }
}

/// Three people, in the groups Drivers (the first two) and Office (the third).
struct Staff: Sendable {
    let connection: UUIDValue
    /// Of their directory records, in order.
    let records: [UUIDValue]
    /// Of the people, in the same order, as addresses have them.
    let ids: [String]
    let drivers: String
    let office: String

    init(_ world: ConsoleWorld) async throws {
        connection = try await world.connection().id
        let made = try await world.arrive(3, from: connection).map(\.id)
        records = made
        (drivers, office) = try await world.sync(connection) { tx, permit in
            let drivers = GroupDraft(displayName: "Drivers", externalID: nil, members: made.prefix(2).sorted())
            let office = GroupDraft(displayName: "Office", externalID: nil, members: [made[2]])
            return (
                try tx.createGroup(drivers, permit).id.description, try tx.createGroup(office, permit).id.description
            )
        }
        var ids: [String] = []
        for number in 1...3 { ids.append(try await world.id(of: "p\(number)@havn.example")) }
        self.ids = ids
    }
}

extension ConsoleWorld {
    /// The id of the person with that work e-mail.
    func id(of email: String) async throws -> String {
        let organization = organization.id
        return try await customer.write { tx in
            var query = StaffQuery()
            query.text = email
            let permit = try Policy.permit(
                SeeStaff.self, to: .person(.random(), roles: [.administrator]), in: organization)
            return try #require(try tx.staff(query, permit).members.first).id.description
        }
    }

    /// A browser in which that person is signed in, by a link of the command line: it counts as two proofs.
    func signedIn(_ email: String) async throws -> Browser {
        let organization = organization.id
        let link = try await customer.write { tx in
            try tx.issueSignInLink(
                email: email, reason: "A test",
                try Policy.permit(IssueSignInLink.self, to: .command, in: organization))
        }
        let browser = browser()
        try await browser.post(path(.signIn(token: link.secret.revealed)), ["csrf": ""])
        return browser
    }
}

/// What is wrong with the markup of a page.
enum Markup {
    /// Elements that never end, ids that occur twice, labels and descriptions of nothing, and tags out of a name.
    static func faults(in page: String) -> [String] {
        guard let tags = Tag.all(in: page) else { return ["a stray bracket"] }
        let void: Set = ["meta", "link", "input", "img", "br", "rect", "circle", "path"]
        var (faults, open): ([String], [String]) = ([], [])
        for tag in tags where !void.contains(tag.name) {
            guard tag.isEnd else {
                open.append(tag.name)
                continue
            }
            if open.popLast() != tag.name { faults.append("</\(tag.name)>") }
        }
        let ids = tags.compactMap { $0.attributes["id"] }
        if Set(ids).count != ids.count { faults.append("an id occurs twice") }
        for tag in tags {
            if tag.attributes["src"] == "x" { faults.append("a tag out of a name") }
            for name in ["for", "aria-labelledby", "aria-describedby"] {
                if let id = tag.attributes[name], !ids.contains(id) { faults.append("\(name)=\(id)") }
            }
        }
        return faults + open
    }
}

extension String {
    /// How often a text occurs, by bytes.
    func parts(of text: String) -> Int {
        let (bytes, needle) = (Array(utf8), Array(text.utf8))
        guard bytes.count >= needle.count else { return 0 }
        return (0...(bytes.count - needle.count)).count { bytes[$0...].starts(with: needle) }
    }
}
