import Domain
import TestSupport
import Testing

@testable import Web

/// Giving a whole group a role that decides or sees much.
@Suite struct GroupRoleTests {
    @Test("A role for a whole group is asked first, with the number of people; no role is chosen beforehand")
    func question() async throws {
        try await ConsoleWorld.run { world in
            let group = try await Self.group(of: 3, in: world)
            let browser = try await world.administrator()
            let page = world.path(.group(id: group, page: 1))
            #expect(try await browser.get(page).text.contains("<option value=\"\" selected>Choose a role</option>"))
            let token = try await browser.csrf(at: page)
            let roles = world.path(.groupRoles(group: group))
            let fields = [("csrf", token), ("role", "administrator"), ("deed", "give")]
            let asked = try await browser.post(roles, fields)
            #expect(asked.status == 200 && asked.text.contains("<h1 class=\"h-dialog\">Make 3 people administrators?"))
            #expect(asked.text.contains("Everyone in Aarhus, and whoever your directory adds to it"))
            #expect(Markup.faults(in: asked.text).isEmpty)
            let member = try await world.signedIn("p1@havn.example")
            #expect(try await member.get(world.path(.directory)).status == 403, "a question gives nothing")
            let none = try await browser.post(roles, ["csrf": token, "role": "", "deed": "give"])
            #expect(none.status == 400)
            let sure = try await browser.post(roles, fields + [("sure", "yes")])
            #expect(sure.location == page)
            #expect(try await browser.get(page).text.contains("<li><span><b>Administrator</b>"))
        }
    }

    @Test("ASVS 7.5: such a role is neither given nor taken without a fresh proof")
    func freshProof() async throws {
        try await DoorWorld.run { door in
            let world = door.world
            let group = try await Self.group(of: 2, in: world)
            let person = try await world.id(of: "p1@havn.example")
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: world.path(.access))
            door.clock.pass(16 * Clock.minute)
            for (path, deed) in [
                (world.path(.groupRoles(group: group)), "give"), (world.path(.groupRoles(group: group)), "take"),
                (world.path(.roles(person: person)), "give"), (world.path(.roles(person: person)), "take"),
            ] {
                let answer = try await browser.post(
                    path, ["csrf": token, "role": "administrator", "deed": deed, "sure": "yes"])
                #expect(answer.status == 403, "\(deed) at \(path)")
            }
            #expect(try await browser.get(world.path(.access)).text.contains("One person has a role"))
            let other = try await browser.post(
                world.path(.roles(person: person)), ["csrf": token, "role": "billing-contact", "deed": "give"])
            #expect(other.status == 303, "a role that decides nothing needs none")
        }
    }

    private static func group(of count: Int, in world: ConsoleWorld) async throws -> String {
        let connection = try await world.connection()
        let records = try await world.arrive(count, from: connection.id)
        return try await world.sync(connection.id) { tx, permit in
            let draft = GroupDraft(displayName: "Aarhus", externalID: nil, members: records.map(\.id))
            return try tx.createGroup(draft, permit).id.description
        }
    }
}
