import HTTPTypes
import Storage
import Testing

@testable import Domain
@testable import Web

@Suite("Copies of people's data on their pages")
struct CopyTests {
    @Test("One's own is listed, downloaded once by a form, and said to be downloaded")
    func own() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let path = world.path(.own(.copies))
            let empty = try await browser.get(path)
            #expect(empty.status == 200 && empty.text.contains("No copy is here"))
            let file = try await Self.copy(of: try await Self.freja(world), in: world)
            let page = try await browser.get(path).text
            let download = world.path(.own(.copyDownload(id: "\(file.id)")))
            #expect(page.contains("action=\"\(download)\""))
            let answer = try await browser.deed(download, [], at: path)
            #expect(answer.status == 200 && answer.headers[.contentType] == "application/zip")
            #expect(answer.headers[.contentDisposition] == "attachment; filename=\"copy-\(file.id).zip\"")
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(answer.text.utf8.starts(with: "PK\u{03}\u{04}".utf8) && answer.text.contains("manifest.json"))
            #expect(try await browser.get(path).text.contains("Downloaded"))
            world.clock.pass(ExportFile.repeatWindow)
            #expect(try await browser.deed(download, [], at: path).status == 404)
            let german = try await browser.get(path, [.acceptLanguage: "de"]).text
            #expect(german.contains("Kopien Ihrer Daten") && german.contains("lang=\"de\""))
        }
    }

    @Test("Those who look after rights see whose they are, and a GET downloads nothing")
    func others() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection()
            let record = try await world.arrive(1, from: connection.id)[0]
            let person = try await world.customer.read { tx in
                try tx.db.first("SELECT person FROM directory_record WHERE id = $1", [.blob(record.id.bytes)]) {
                    UUIDValue(bytes: $0.blob(0))
                }
            }
            let file = try await Self.copy(of: try #require(person ?? nil), in: world)
            let browser = try await world.administrator()
            let page = try await browser.get(world.path(.privacy(.copies)))
            #expect(page.status == 200 && page.text.contains("Person Number1"))
            let download = world.path(.privacy(.copyDownload(id: "\(file.id)")))
            let fetched = try await browser.get(download)
            #expect(fetched.status == 404 || fetched.status == 405, "\(fetched.status)")
            // It is not one's own.
            #expect(
                try await browser.deed(
                    world.path(.own(.copyDownload(id: "\(file.id)"))), [], at: world.path(.privacy(.copies))
                ).status == 404)
            #expect(try await browser.deed(download, [], at: world.path(.privacy(.copies))).status == 200)
        }
    }

    @Test("What goes when is shown for a day ahead, and the grace period is instructed there")
    func retention() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let path = world.path(.privacy(.retention(days: 0)))
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.text.contains("What goes when"))
            for swept in Sweep.ofCustomers.map(\.swept) + [.leavers] {
                #expect(page.text.contains(RetentionTexts().name(swept)), "\(swept)")
            }
            let later = try await browser.get(world.path(.privacy(.retention(days: 365))))
            #expect(later.status == 200 && later.text.contains("will have served"))
            #expect(try await browser.get(path + "?days=99999").status == 400)
            #expect(try await browser.deed(path, [("graceDays", "14")], at: path).status == 303)
            let after = try await browser.get(path).text
            #expect(after.contains("value=\"14\"") && after.contains("14 days after leaving"))
            #expect(try await browser.deed(path, [("graceDays", "91")], at: path).status == 400)
        }
    }

    @Test("scim.json is what the program's own SCIM service reads back to the same record")
    func roundTrip() throws {
        var draft = RecordDraft(active: false)
        for (number, attribute) in Attribute.allCases.enumerated() {
            draft.attributes[attribute] = "“\(number)” \\ ü \"/"
        }
        draft.attributes[.userName] = "ada@havn.example"
        draft.attributes[.workEmail] = "ada@havn.example"
        draft.attributes[.workPhone] = "+45 12 34"
        let record = SCIMCopy.Record(
            id: .random(), draft: draft, version: 3, createdAt: 0, changedAt: 1,
            groups: [GroupReference(id: .random(), displayName: "Crew")])
        let json = try JSON(scim: SCIMCopy.user(record).json)
        var dropped = DroppedNames()
        let back = try SCIMUserDecoder.decode(json, catalogue: Fixture.full, dropped: &dropped)
        #expect(back == draft)
        #expect(dropped.names.isEmpty)
    }

    private static func freja(_ world: ConsoleWorld) async throws -> UUIDValue {
        let found = try await world.customer.read { tx in try tx.findPerson(email: "freja@havn.example") }
        return try #require(found)
    }

    private static func copy(of person: UUIDValue, in world: ConsoleWorld) async throws -> ExportFile {
        try await world.customer.makeExport(of: person, request: nil, by: .command)
    }
}
