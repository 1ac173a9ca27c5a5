import HTTPTypes
import TestSupport
import Testing

@testable import Domain
@testable import Web

@Suite("Erasures in the console")
struct ErasurePageTests {
    @Test("An erasure is followed to its certificate, which names nobody", arguments: Engine.allCases)
    func certificate(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            let list = world.path(.erasures(.list))
            #expect(try await browser.get(list).text.contains("Nobody was erased yet"))
            let erasure = try await world.eraseFirst()
            let begun = try await browser.get(list).text
            #expect(begun.contains("Hidden; being erased") && begun.contains("Within minutes"))
            let page = world.path(.erasures(.erasure(id: "\(erasure)")))
            #expect(try await browser.get(page).text.contains("The erasure is under way."))
            let file = world.path(.erasures(.certificate(id: "\(erasure)")))
            #expect(try await browser.get(file).status == 404)
            try await world.platform.runDueJobs()
            let done = try await browser.get(list).text
            #expect(done.contains("Erased everywhere") && done.contains("href=\"\(page)\""))
            let shown = try await browser.get(page)
            #expect(shown.status == 200 && Markup.faults(in: shown.text).isEmpty)
            #expect(shown.text.contains("Directory records"))
            // The files of a server are out of reach, and the page says so.
            #expect(shown.text.contains("Nothing left") == (engine == .sqlite))
            let text = try await browser.get(file)
            #expect(text.text.hasPrefix("instructors/erasure-certificate/v1\n"))
            #expect(text.headers[.contentDisposition] == "attachment; filename=\"erasure-\(erasure).txt\"")
            for answer in [done, shown.text, text.text] {
                #expect(!answer.contains("Number1") && !answer.contains("p1@havn.example"))
            }
        }
    }

    @Test(
        "A rehire needs a fresh proof, lifts the mark, and the next sync brings a new person",
        arguments: Engine.allCases)
    func rehire(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            let connection = try await world.connection("Files")
            try await world.eraseFirst()
            try await world.platform.runDueJobs()
            let (list, path) = (world.path(.erasures(.list)), world.path(.erasures(.rehire)))
            let token = try await browser.csrf(at: list)
            await #expect(throws: Failure.self) { try await world.arrive(1, from: connection) }
            let nobody = try await browser.post(path, ["csrf": token, "name": "stranger@havn.example"])
            #expect(nobody.status == 404 && nobody.text.contains("id=\"name-e\">Nobody who was erased had"))
            #expect(!nobody.text.contains("stranger"), "a name is not repeated")
            let done = try await browser.post(path, ["csrf": token, "name": "P1@havn.example"])
            #expect(done.status == 303 && done.location == list)
            let after = try await browser.get(list).text
            #expect(after.contains("<b>Allowed.</b>") && after.contains("Yes: lifted"))
            try await world.arrive(1, from: connection)

            world.clock.pass(16 * Clock.minute)
            #expect(try await browser.get(list).text.contains("name=\"name\"") == false)
            let stale = try await browser.post(path, ["csrf": token, "name": "P1@havn.example"])
            #expect(stale.status == 403)
        }
    }
}

extension ConsoleWorld {
    fileprivate func connection(_ name: String) async throws -> UUIDValue { try await connection(named: name).id }

    /// Someone arrives, and the erasure at their request begins.
    @discardableResult
    func eraseFirst(_ prepare: @escaping @Sendable (Writing, UUIDValue) throws -> Void = { _, _ in }) async throws
        -> UUIDValue
    {
        try await arrive(1, from: try await connection(named: "First").id)
        return try await customer.write { tx in
            let person = try #require(try tx.findPerson(email: "p1@havn.example"))
            try prepare(tx, person)
            return try tx.beginErasure(of: person, cause: .request, by: .program)
        }
    }
}
