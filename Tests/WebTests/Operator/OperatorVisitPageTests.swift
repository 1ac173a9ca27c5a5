import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite("Visits, domains and mail on their pages")
struct OperatorVisitPageTests {
    @Test("A visitor sees the customer's rooms with a banner, changes nothing, and leaves")
    func visit() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let visits = "/operator/organizations/havn/visits"
            let refused = try await kim.deed(visits, [("reason", " "), ("hours", "1")])
            #expect(refused.status == 400)
            #expect(refused.text.contains("aria-invalid"))
            let begun = try await kim.deed(visits, [("reason", "Ticket <17>"), ("hours", "2")])
            #expect(begun.location == "/o/havn")
            let room = try await kim.get("/o/havn/staff").text
            #expect(room.contains("You are a visitor at Havn Logistics"))
            #expect(room.contains("Ticket &lt;17&gt;"))
            let token = try await kim.csrf(at: "/o/havn/staff")
            #expect(try await kim.post("/o/havn/directory/attributes", [("csrf", token)]).status == 403)
            #expect(try await kim.get("/o/havn/access/domains").status == 403)
            let id = try #require(room.between("/o/havn/access/visits/", "/end"))
            let left = try await kim.post("/o/havn/access/visits/\(id)/end", [("csrf", token)])
            #expect(left.location == "/operator/organizations/havn")
            #expect(try await kim.get("/o/havn/staff").status == 401)
            #expect(try await kim.get("/operator/organizations/havn").text.contains("Ended by the operator"))
        }
    }

    @Test("The customer reads of the visit by mail and can end it; another's visit is 404")
    func customer() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let administrator = try await world.administrator()
            try await kim.deed("/operator/organizations/havn/visits", [("reason", "Ticket 17"), ("hours", "1")])
            let page = try await kim.get("/o/havn").text
            let id = try #require(page.between("/o/havn/access/visits/", "/end"))
            let token = try await administrator.csrf(at: "/o/havn")
            let other = UUIDValue.random()
            #expect(try await administrator.post("/o/havn/access/visits/\(other)/end", [("csrf", token)]).status == 404)
            let ended = try await administrator.post("/o/havn/access/visits/\(id)/end", [("csrf", token)])
            #expect(ended.status == 303)
            #expect(try await kim.get("/o/havn").status == 401)
            #expect(try await kim.get("/operator/organizations/havn").text.contains("Ended by you") == true)
        }
    }

    @Test("A domain is named, checked with the reason where it fails, verified, and withdrawn after a question")
    func domains() async throws {
        try await OperatorWorld.run { world in
            let administrator = try await world.administrator()
            let path = "/o/havn/access/domains"
            let proof = try await world.name("havn.dk", by: administrator)
            let mailbox = try await administrator.deed(path, [("domain", "gmail.com")], at: path)
            #expect(mailbox.status == 400)
            #expect(mailbox.text.contains("aria-invalid"))
            world.web.say(301, "")
            let missed = try await administrator.deed("\(path)/havn.dk/check", [], at: path)
            #expect(missed.status == 409)
            #expect(missed.text.contains("status 301"))
            world.web.say(200, proof + "\n")
            #expect(try await administrator.deed("\(path)/havn.dk/check", [], at: path).location == path)
            #expect(try await administrator.get(path).text.contains("Verified by its file"))
            #expect(try await world.platform.homeRealm(ofEmail: "ada@havn.dk")?.slug == "havn")
            #expect(try await administrator.get("\(path)/havn.dk/withdrawal").text.contains("Withdraw havn.dk?"))
            #expect(try await administrator.deed("\(path)/havn.dk/withdrawal", [], at: path).location == path)
            #expect(try await world.platform.homeRealm(ofEmail: "ada@havn.dk") == nil)
            for deed in ["check", "withdrawal"] {
                #expect(try await administrator.deed("\(path)/havn.dk/\(deed)", [], at: path).status == 404)
            }
            #expect(try await administrator.get("\(path)/elsewhere.example/withdrawal").status == 404)
        }
    }

    @Test("The operator decides on what waits, from the list and from the organization's page")
    func decisions() async throws {
        try await OperatorWorld.run { world in
            let (kim, administrator) = (try await world.kim(), try await world.administrator())
            _ = try await world.name("havn.dk", by: administrator)
            _ = try await world.name("havn.no", by: administrator)
            #expect(try await kim.get("/operator").text.contains("2 domains wait for a proof"))
            let decide = "/operator/organizations/havn/domains"
            world.web.say(404, "")
            let missed = try await kim.deed(decide, [("domain", "havn.dk"), ("deed", "check"), ("back", "list")])
            #expect(missed.status == 409)
            #expect(missed.text.contains("status 404"))
            let approval = [("domain", "havn.dk"), ("deed", "approve"), ("back", "list")]
            let asked = try await kim.deed(decide, approval)
            #expect(asked.status == 200 && asked.text.contains("Approve havn.dk for Havn Logistics?"))
            #expect(Markup.faults(in: asked.text).isEmpty)
            #expect(try await kim.get("/operator/domains").text.contains("havn.dk"), "a question decides nothing")
            let approved = try await kim.deed(decide, approval + [("sure", "yes")])
            #expect(approved.location == "/operator/domains")
            let refused = try await kim.deed(decide, [("domain", "havn.no"), ("deed", "refuse")])
            #expect(refused.location == "/operator/organizations/havn")
            #expect(try await kim.deed(decide, [("domain", "havn.no"), ("deed", "steal")]).status == 400)
            #expect(try await kim.get("/operator/domains").text.contains("No domain waits"))
            let own = try await administrator.get("/o/havn/access/domains").text
            #expect(own.contains("Verified by the operator") && own.contains("Refused by the operator on"))
            let withdrawal = [("domain", "havn.dk"), ("deed", "withdraw")]
            #expect(try await kim.deed(decide, withdrawal).text.contains("Withdraw havn.dk from Havn Logistics?"))
            #expect(
                try await kim.deed(decide, withdrawal + [("sure", "yes")]).location == "/operator/organizations/havn")
            #expect(try await administrator.get("/o/havn/access/domains").text.contains("havn.dk") == false)
        }
    }

    @Test("The demonstration's mail is read by the operator, its links lead here; elsewhere there is no mailbox")
    func mail() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            try await kim.deed("/operator/organizations/havn/visits", [("reason", "Ticket 17"), ("hours", "1")])
            try await world.platform.runDueJobs()
            var list = ""
            for _ in 0..<200 where !list.contains("/operator/mailbox/") {
                try await Task.sleep(for: .milliseconds(10))
                list = try await kim.get("/operator/mailbox").text
            }
            #expect(list.contains("freja@havn.example"))
            let id = try #require(list.between("href=\"/operator/mailbox/", "\""))
            #expect(try await kim.get("/operator/mailbox/\(id)").text.contains("Ticket 17"))
        }
        try await OperatorWorld.run(mailbox: false) { world in
            let kim = try await world.kim()
            #expect(try await kim.get("/operator/mailbox").status == 404)
            #expect(try await !kim.get("/operator").text.contains("/operator/mailbox"))
        }
    }

    @Test(
        "A line of a letter is a link only where it is one of our one-time links, whole",
        arguments: [
            ("http://127.0.0.1:8080/o/havn/sign-in/abc-_9", "/o/havn/sign-in/abc-_9"),
            ("http://127.0.0.1:8080/o/havn/sign-in/", nil), ("http://127.0.0.1:8080/o/havn/sign-in/a b", nil),
            ("http://127.0.0.1:8080/o//sign-in/abc", nil), ("http://127.0.0.1:8080/o/havn/sign-in/abc/x", nil),
            ("http://127.0.0.1:8080/o/havn/staff/abc", nil), ("http://evil.example/o/havn/sign-in/abc", nil),
            (" http://127.0.0.1:8080/o/havn/sign-in/abc", nil), ("javascript:alert(1)", nil), ("", nil),
            ("http://127.0.0.1:8080/o/havn/sign-in/abc\u{301}", nil),
        ])
    func links(line: String, path: String?) {
        #expect(LetterPage.link(line, base: "http://127.0.0.1:8080")?.path == path)
    }
}
