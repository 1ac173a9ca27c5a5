import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import Domain
@testable import Web

@Suite("The policy and its proofs, for everyone to read")
struct TrustPageTests {
    private func page(_ path: String, _ door: ProgramDoor) async throws -> (status: Int, text: String) {
        let answer = try await door.send("GET", path, headers: [], body: [])
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    @Test(
        "The page counts what is kept, names each guard and what was measured, and shows nothing green that is not yet")
    func trust() async throws {
        try await TrustWorld.run { world in
            let door = try world.server.door()
            let before = try await page("/trust", door)
            #expect(before.status == 200 && before.text.contains("The probe has not run yet."))
            #expect(before.text.contains("0 kept"))
            let runs = try await world.probe()
            let after = try await page("/trust", door)
            #expect(after.text.contains("\(Promise.inForce.count) promises.<br>\(Promise.inForce.count) kept."))
            for promise in Promise.all { #expect(after.text.contains("<li id=\"\(promise.id.rawValue)\"")) }
            for promise in Promise.inForce {
                #expect(after.text.contains(HTML(text: promise.sentence).string))
                #expect(after.text.contains(HTML(text: runs[promise.id]?.measured ?? "-").string))
            }
            let later = try #require(after.text.between("id=\"later\"", "</section>"))
            #expect(!later.contains("badge-ok"))
            #expect(later.contains("Not yet in force"))
        }
    }

    @Test("A promise that is not kept is counted, marked, and tells what happened")
    func broken() async throws {
        try await TrustWorld.run(lifting: [.g4]) { world in
            _ = try await world.probe()
            let text = try await page("/trust", try world.server.door()).text
            #expect(text.contains("<em>one not</em>."))
            #expect(text.contains("<li class=\"is-bad\" id=\"G4\">"))
            #expect(text.contains("A stale sync undid a correction"))
            #expect(text.contains("G4 failed on"))
        }
    }

    @Test("The JSON says the same")
    func json() async throws {
        try await TrustWorld.run { world in
            _ = try await world.probe()
            let answer = try await world.server.door().send("GET", "/trust.json", headers: [], body: [])
            let json = try JSON(parsing: answer.body)
            #expect((json["kept"] == .integer(Int64(Promise.inForce.count))) as Bool)
            #expect((json["notKept"] == .integer(0)) as Bool)
        }
    }

    @Test(
        "The policy page has each sentence, a link to its proof, and the hash of its text; other versions are nowhere")
    func policy() async throws {
        try await TrustWorld.run { world in
            let door = try world.server.door()
            let (html, text) = (try await page("/policy", door).text, try await page("/policy.txt", door).text)
            for promise in Promise.all {
                #expect(html.contains("href=\"/trust#\(promise.id.rawValue)\""))
                #expect(text.contains(promise.sentence))
            }
            #expect(html.contains(world.platform.policy.hash))
            #expect(text == world.platform.policy.text)
            #expect(try await page("/policy/1", door).status == 200)
            #expect(try await page("/policy/2", door).status == 404)
            #expect(try await page("/policy/x", door).status == 404)
        }
    }

    @Test("Every page ends with the policy, its proof and whom to write to")
    func foot() async throws {
        try await TrustWorld.run { world in
            let door = try world.server.door()
            for path in ["/", "/policy", "/trust", "/o/havn/sign-in", "/nowhere"] {
                let text = try await page(path, door).text
                #expect(text.contains("href=\"/policy\"") && text.contains("href=\"/trust\""), "\(path)")
                #expect(text.contains("href=\"/policy#contact\""), "\(path)")
            }
        }
    }

    @Test("The organization's own rooms: its proofs, the record of processing, the data map by kind")
    func rooms() async throws {
        try await TrustWorld.run { world in
            _ = try await world.probe()
            let router = try world.server.router()
            try await Application(responder: router.buildResponder()).test(.router) { client in
                let browser = Browser(client: client, origin: ServerOptions().base)
                let asked = try await browser.get("/o/havn/privacy/trust")
                #expect(asked.status == 401)
                try await browser.post("/o/havn/sign-in/\(world.link.revealed)", ["csrf": ""])
                let own = try await browser.get("/o/havn/privacy/trust")
                #expect(own.status == 200 && own.text.contains("columns, each declared"))
                let record = try await browser.get("/o/havn/privacy/record")
                #expect(record.status == 200 && record.text.contains("Havn Logistics"))
                for category in Inventory.staffCategories {
                    #expect(record.text.contains(HTML(text: category.category.policyWords).string))
                }
                let map = try await browser.get("/o/havn/privacy/data-map")
                #expect(map.text.contains("directory_record.work_email") && map.text.contains("mail."))
                let contacts = try await browser.get("/o/havn/privacy/data-map?category=business%20contact")
                #expect(contacts.text.contains("directory_record.work_email"))
                #expect(!contacts.text.contains("login.hash"))
            }
        }
    }
}
