import Domain
import TestSupport
import Testing

@testable import Web

/// Ending the access of someone whom no directory sends any more.
@Suite struct DepartureTests {
    /// Eight people whom a directory deleted and an administrator kept: the path of one of them.
    private static func kept(_ world: ConsoleWorld, _ browser: Browser) async throws -> String {
        let connection = try await world.connection()
        for record in try await world.arrive(20, from: connection.id).prefix(8) {
            try await world.sync(connection.id) { tx, permit in try tx.removeRecord(record.id, if: nil, permit) }
        }
        let held = try await browser.get(world.path(.staff(StaffListQuery().with { $0.state = .held }))).text
        let id = try #require(held.split(separator: "/o/\(world.slug)/staff/").dropFirst().first?.prefix(36))
        let directory = try await browser.get(world.path(.directory)).text
        let change = try #require(directory.split(separator: "data-dialog=\"discard-").dropFirst().first).prefix(36)
        let token = try await browser.csrf(at: world.path(.overview))
        #expect(directory.contains("stay active without a record"))
        try await browser.post(world.path(.rejection(change: String(change))), ["csrf": token])
        return world.path(.person(id: String(id)))
    }

    @Test("It is asked first, done once, and the person is due for erasure", arguments: Engine.allCases)
    func ended(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            let person = try await Self.kept(world, browser)
            let before = try await browser.get(person).text
            #expect(before.contains("Access stays until a directory sends them again"))
            #expect(before.contains("href=\"\(person)/departure\""))
            let asked = try await browser.get(person + "/departure")
            #expect(asked.status == 200 && asked.text.contains("due for erasure"))
            #expect(try await browser.get(world.path(.staff(StaffListQuery()))).text.contains("21 people."))
            let token = try await browser.csrf(at: person)
            let done = try await browser.post(person + "/departure", ["csrf": token])
            #expect(done.status == 303 && done.location == person)
            let after = try await browser.get(person).text
            #expect(after.contains("<b>Ended.</b>") && after.contains("due for erasure on"))
            #expect(!after.contains("/departure"))
            #expect(try await browser.post(person + "/departure", ["csrf": token]).status == 409)
            let list = try await browser.get(world.path(.staff(StaffListQuery()))).text
            #expect(list.contains("20 people.") && list.contains("1 more has left and is due for erasure."))
        }
    }

    @Test("Whom a directory keeps it keeps")
    func keptByDirectory() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let connection = try await world.connection()
            try await world.arrive(2, from: connection.id)
            let list = try await browser.get("/o/havn/staff?source=\(connection.id)").text
            let id = try #require(list.split(separator: "/o/havn/staff/").dropFirst().first?.prefix(36))
            let person = world.path(.person(id: String(id)))
            #expect(!(try await browser.get(person).text.contains("/departure")))
            #expect(try await browser.get(person + "/departure").status == 409)
            let token = try await browser.csrf(at: person)
            #expect(try await browser.post(person + "/departure", ["csrf": token]).status == 409)
            #expect(try await browser.get(person).text.contains("badge-ok"), "nothing was done")
        }
    }
}
