import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite("The pages of the registers, and of the end of a contract")
struct RegisterPageTests {
    private static let operators = "/operator"

    @Test("An incident goes from the operator’s form to the customer’s overview, and is acknowledged there")
    func incident() async throws {
        try await OperatorWorld.run { world in
            let (kim, freja) = (try await world.kim(), try await world.administrator())
            let empty = try await freja.get("/o/havn/privacy/incidents")
            #expect(empty.text.contains("No incident concerns you"))
            let fields = [
                ("title", "A disk <b>was</b> lost"), ("awareAt", "2026-01-01T10:00"), ("kinds", "confidentiality"),
                ("categories", "Names"), ("text", "What is known so far"), ("organizations", "havn"),
            ]
            let wrong = try await kim.deed(
                "/operator/incidents/new", fields.map { $0.0 == "awareAt" ? ($0.0, "soon") : $0 })
            #expect(wrong.status == 400 && wrong.text.contains("aria-invalid"))
            let made = try await kim.deed("/operator/incidents/new", fields)
            let address = try #require(made.location)
            let page = try await kim.get(address).text
            #expect(page.contains("A disk &lt;b&gt;was&lt;/b&gt; lost"))
            #expect(page.contains("1 of 1 customer has been told"))
            #expect(page.contains("Told late"))
            let overview = try await freja.get("/o/havn").text
            #expect(overview.contains("concerns you"))
            let register = try await freja.get("/o/havn/privacy/incidents").text
            #expect(register.contains("What is known so far") && register.contains("Waits for you"))
            let path = try #require(register.between("action=\"/o/havn/privacy/incidents/", "\""))
            let answered = try await freja.deed(
                "/o/havn/privacy/incidents/" + path, [], at: "/o/havn/privacy/incidents")
            #expect(answered.location == "/o/havn/privacy/incidents")
            #expect(try await !freja.get("/o/havn").text.contains("concerns you"))
        }
    }

    @Test("A disclosure gives nothing with one approval, and the file with two; the customer reads of it")
    func disclosure() async throws {
        try await OperatorWorld.run { world in
            let (kim, freja) = (try await world.kim(), try await world.administrator())
            #expect(try await freja.get("/o/havn/privacy/disclosures").text.contains("Nothing has been disclosed"))
            let fields = [
                ("organization", "havn"), ("authority", "Court"), ("basis", "Section 1"), ("reason", "Named there"),
                ("people", "freja@havn.example"), ("attributes", "11"), ("secretUntil", ""),
            ]
            let wrong = try await kim.deed(
                "/operator/disclosures/new", fields.map { $0.0 == "people" ? ($0.0, "x@y.example") : $0 })
            #expect(wrong.status == 400 && wrong.text.contains("x@y.example"))
            let address = try #require(try await kim.deed("/operator/disclosures/new", fields).location)
            #expect(try await kim.deed(address + "/content", []).status == 409)
            #expect(try await kim.deed(address + "/approval", []).location == address)
            #expect(try await kim.deed(address + "/approval", []).status == 409)
            #expect(try await kim.deed(address + "/content", []).status == 409)
            #expect(try await kim.get(address).text.contains("Another natural person has to be the second"))
            let lou = try await world.newcomer(.operator, by: kim)
            #expect(try await lou.deed(address + "/approval", []).location == address)
            let made = try await lou.deed(address + "/content", [])
            #expect(made.status == 200 && made.headers[.contentType] == "application/json")
            #expect(made.text.contains("freja@havn.example"))
            let register = try await freja.get("/o/havn/privacy/disclosures").text
            #expect(register.contains("Court") && register.contains("Work e-mail of 1 person"))
            let list = try await kim.get("/operator/disclosures").text
            #expect(list.contains("Made") && !list.contains("freja@"))
        }
    }

    @Test("A sub-processor is announced, looked at, and held by an objection")
    func subProcessor() async throws {
        try await OperatorWorld.run { world in
            let (kim, freja) = (try await world.kim(), try await world.administrator())
            world.clock.pass(1_000)
            let day = CivilDate(world.platform.clock.now + 40 * Clock.day).text
            let fields = [
                ("name", "Speech Ltd"), ("service", "Voices"), ("place", "Ireland"),
                ("origins", "https://speech.example"), ("purposes", "service"), ("effectiveAt", day),
            ]
            let soon = try await kim.deed(
                "/operator/recipients/new", fields.map { $0.0 == "effectiveAt" ? ($0.0, "2020-01-01") : $0 })
            #expect(soon.status == 400)
            #expect(try await kim.deed("/operator/recipients/new", fields).location == "/operator/recipients")
            #expect(try await freja.get("/o/havn").text.contains("A new sub-processor: Speech Ltd"))
            let page = try await freja.get("/o/havn/privacy/sub-processors").text
            let path = try #require(page.between("action=\"/o/havn/privacy/sub-processors/", "\""))
            try await freja.deed(
                "/o/havn/privacy/sub-processors/" + path, [("deed", "object"), ("reason", "Not there")],
                at: "/o/havn/privacy/sub-processors")
            #expect(try await freja.get("/o/havn/privacy/sub-processors").text.contains("Held: you object"))
            let recipients = try await kim.get("/operator/recipients").text
            #expect(recipients.contains("1 told, 0 acknowledged, 1 object") && recipients.contains("Not there"))
            let end = try #require(recipients.between("btn-grave\" href=\"/operator/recipients/", "/end"))
            #expect(try await kim.get("/operator/recipients/\(end)/end").text.contains("End Speech Ltd?"))
            #expect(try await kim.deed("/operator/recipients/\(end)/end", []).status == 303)
        }
    }

    @Test("After closing, an administrator finds the way to the data and nothing else; others find nothing")
    func leaving() async throws {
        try await OperatorWorld.run { world in
            let (kim, freja) = (try await world.kim(), try await world.administrator())
            #expect(try await freja.get("/o/havn/leaving").text.contains("Download everything"))
            let noticed = try await freja.deed("/o/havn/leaving/notice", [("days", "14")], at: "/o/havn/leaving")
            #expect(noticed.location == "/o/havn/leaving")
            #expect(try await freja.get("/o/havn/leaving").text.contains("Notice was given"))
            try await freja.deed("/o/havn/leaving/notice/end", [], at: "/o/havn/leaving")
            try await kim.deed("/operator/organizations/havn/closure", [])
            #expect(try await freja.get("/o/havn").location == "/o/havn/leaving")
            let page = try await freja.get("/o/havn/leaving").text
            #expect(page.contains("30 days left") && !page.contains(">Staff<"))
            #expect(try await freja.get("/o/havn/privacy/incidents").status == 404)
            let archive = try await freja.deed("/o/havn/leaving/archive", [], at: "/o/havn/leaving")
            #expect(archive.status == 200 && archive.headers[.contentType] == "application/zip")
            #expect(archive.text.hasPrefix("PK") && archive.text.contains("manifest.json"))
            #expect(try await world.browser().get("/o/havn/leaving").status == 401)
            #expect(try await world.browser().get("/o/havn/sign-in").status == 200)
            #expect(try await freja.get("/o/havn/leaving/deletion").text.contains("destroyed now?"))
            try await freja.deed("/o/havn/leaving/deletion", [], at: "/o/havn/leaving")
            #expect(
                try await freja.deed("/o/havn/leaving/deletion", [], at: "/o/havn/leaving").status == 409)
            let taken = try await kim.deed("/operator/organizations/havn/archive", [("reason", "Letter")])
            #expect(taken.status == 200)
            try await kim.deed("/operator/organizations/havn/deletion", [])
            try await world.platform.findWork()
            #expect(try await freja.get("/o/havn/leaving").status == 404)
            let organization = try await kim.get("/operator/organizations/havn").text
            #expect(organization.contains("Certificate of destruction"))
            let certificate = try await kim.get("/operator/organizations/havn/certificate").text
            #expect(certificate.hasPrefix("Certificate of destruction\norganization: "))
        }
    }
}
