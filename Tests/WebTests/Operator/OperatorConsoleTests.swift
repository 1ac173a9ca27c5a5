import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite("The operator's console")
struct OperatorConsoleTests {
    private static let id = UUIDValue(high: 1, low: 2).description

    private static let pages: [OperatorRoom] = [
        .organizations(page: 1), .newOrganization, .organization(slug: "havn"), .closure(slug: "havn"), .domains,
        .people, .removal(id: id), .recipients, .audit, .mailbox, .letter(id: id),
    ]

    /// Every address that a form posts to, with fields that would do something, and the classes that may.
    private static let posts: [(room: OperatorRoom, fields: [(String, String)], allowed: Set<Role>)] = [
        (
            .newOrganization,
            [
                ("name", "Kaveri <i>Lee</i>"), ("slug", "kaveri"), ("domain", "kaveri.example"),
                ("admin", "a@kaveri.example"),
                ("zone", "Europe/Berlin"), ("seats", "5"),
            ], [.operator]
        ),
        (.closure(slug: "havn"), [], [.operator]),
        (
            .domainDecision(slug: "havn"), [("domain", "havn.dk"), ("deed", "approve")],
            [.operator, .operatorSupport]
        ),
        (.visits(slug: "havn"), [("reason", "Ticket 17"), ("hours", "1")], [.operator, .operatorSupport]),
        (.visitEnd(slug: "havn", id: id), [], [.operator, .operatorSupport]),
        (.people, [("email", "new@operator.example"), ("role", "operator-auditor")], [.operator]),
        (.personRole(id: id), [("role", "operator")], [.operator]),
        (.removal(id: id), [], [.operator]),
        (.audit, [], [.operator]),
    ]

    private static func path(_ room: OperatorRoom) -> String { Address.operatorRoom(room).path }

    @Test("Nobody sees a page without a login of the operator's", arguments: pages)
    func signedOut(_ room: OperatorRoom) async throws {
        try await OperatorWorld.run { world in
            let answer = try await world.browser().get(Self.path(room))
            #expect(answer.status == 401)
            #expect(answer.headers[.cacheControl] == "no-store")
            let administrator = try await world.administrator()
            #expect(try await administrator.get(Self.path(room)).status == 401)
            // A customer's cookie under the operator's name is nobody's there.
            administrator.cookies["ii-operator"] = administrator.cookies["ii-havn"]
            #expect(try await administrator.get(Self.path(room)).status == 401)
        }
    }

    @Test("Without anyone of the operator's, there is no console")
    func nobody() async throws {
        try await ConsoleWorld.run { world in
            let administrator = try await world.administrator()
            #expect(try await administrator.get("/operator").status == 404)
        }
    }

    @Test("ASVS 8.2.1: the auditor sees and changes nothing, support does not manage", arguments: Role.ofOperators)
    func roles(_ role: Role) async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let administrator = try await world.administrator()
            _ = try await world.name("havn.dk", by: administrator)
            let browser = role == .operator ? kim : try await world.newcomer(role, by: kim)
            for room: OperatorRoom in [
                .organizations(page: 1), .organization(slug: "havn"), .domains, .people, .recipients, .audit, .mailbox,
            ] {
                #expect(try await browser.get(Self.path(room)).status == 200, "\(room)")
            }
            let token = try await browser.csrf(at: "/operator")
            for post in Self.posts where !post.allowed.contains(role) {
                let answer = try await browser.post(Self.path(post.room), [("csrf", token)] + post.fields)
                #expect(answer.status == 403, "\(post.room)")
            }
            for room: OperatorRoom in [.newOrganization, .closure(slug: "havn"), .removal(id: Self.id)]
            where role != .operator {
                #expect(try await browser.get(Self.path(room)).status == 403, "\(room)")
            }
            #expect(try await kim.get("/operator").text.contains("kaveri.example") == false)
            #expect(try await world.platform.organization("havn")?.state == .active)
            let page = try await browser.get("/operator/organizations/havn").text
            #expect(page.contains("Visit this customer") == (role != .operatorAuditor))
            #expect(page.contains(Self.path(.closure(slug: "havn"))) == (role == .operator))
        }
    }

    @Test("ASVS 3.5.1: a form is refused from another origin, without any origin, and with a wrong token")
    func forgery() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let token = try await kim.csrf(at: "/operator")
            for post in Self.posts {
                let path = Self.path(post.room)
                for headers: HTTPFields in [[.origin: "https://evil.example"], [:], [.origin: "null"]] {
                    let answer = try await kim.post(path, [("csrf", token)] + post.fields, headers: headers)
                    #expect(answer.status == 403, "\(post.room)")
                }
                #expect(try await kim.post(path, [("csrf", token + "x")] + post.fields).status == 403, "\(post.room)")
                #expect(try await kim.post(path, post.fields).status == 403, "\(post.room)")
            }
            #expect(try await world.platform.organizations().map(\.slug) == ["havn"])
        }
    }

    @Test("Ids and names of nothing are 404")
    func unknown() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            for path in [
                "/operator/organizations/nowhere", "/operator/organizations/operator",
                "/operator/organizations/nowhere/closure", "/operator/mailbox/\(Self.id)", "/operator/mailbox/x",
                "/operator/people/\(Self.id)/removal", "/operator/people/x/removal",
            ] {
                #expect(try await kim.get(path).status == 404, "\(path)")
            }
            let token = try await kim.csrf(at: "/operator")
            for post in Self.posts where ![.newOrganization, .closure(slug: "havn"), .people].contains(post.room) {
                guard post.room != .visits(slug: "havn"), post.room != .audit else { continue }
                #expect(
                    try await kim.post(Self.path(post.room), [("csrf", token)] + post.fields).status == 404,
                    "\(post.room)")
            }
        }
    }

    @Test("An organization is created with a link that is shown once, and closed after a question")
    func organizations() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let fields = Self.posts[0].fields
            let bad = try await kim.deed(
                Self.path(.newOrganization), fields.map { $0 == "slug" ? ($0, "Bad!") : ($0, $1) })
            #expect(bad.status == 400)
            #expect(bad.text.contains("aria-invalid"))
            #expect(bad.text.contains("value=\"a@kaveri.example\""))
            let taken = try await kim.deed(
                Self.path(.newOrganization), fields.map { $0 == "domain" ? ($0, "havn.example") : ($0, $1) })
            #expect(taken.status == 409)
            let made = try await kim.deed(Self.path(.newOrganization), fields)
            #expect(made.status == 200)
            let link = try #require(made.text.between("\(OperatorWorld.base)/o/kaveri/sign-in/", "<"))
            let administrator = world.browser()
            #expect(try await administrator.post("/o/kaveri/sign-in/\(link)", [:]).status == 303)
            let list = try await kim.get("/operator").text
            #expect(list.contains("kaveri.example"))
            #expect(!list.contains("<i>Lee"))
            #expect(
                try await kim.get("/operator/organizations/kaveri/closure").text.contains(
                    "Close Kaveri &lt;i&gt;Lee&lt;/i&gt;?"))
            let closed = try await kim.deed("/operator/organizations/kaveri/closure", [])
            #expect(closed.location == "/operator/organizations/kaveri")
            // Its administrator is led to the data; nothing else is there.
            #expect(try await administrator.get("/o/kaveri").location == "/o/kaveri/leaving")
            #expect(try await administrator.get("/o/kaveri/staff").status == 404)
            #expect(try await kim.get("/operator/organizations/kaveri").text.contains("Closed"))
        }
    }

    @Test("Nothing on the pages about organizations names a person of a customer")
    func countsOnly() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            for path in ["/operator", "/operator/organizations/havn", "/operator/domains", "/operator/recipients"] {
                let page = try await kim.get(path)
                #expect(page.status == 200)
                #expect(!page.text.lowercased().contains("freja"), "\(path)")
            }
        }
    }

    @Test("The operator's own people are led from their organization to the console")
    func overview() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            #expect(try await kim.get("/o/operator").location == "/operator")
        }
    }

    @Test("People get a role and lose it; the last operator stays")
    func people() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let lee = try await world.newcomer(.operatorAuditor, by: kim)
            #expect(try await lee.get("/operator").status == 200)
            let page = try await kim.get("/operator/people").text
            let id = try #require(page.between("/operator/people/", "/role"))
            let changed = try await kim.deed("/operator/people/\(id)/role", [("role", "operator-support")])
            #expect(changed.location == "/operator/people")
            #expect(try await lee.get("/operator/organizations/havn").text.contains("Visit this customer"))
            #expect(try await kim.deed("/operator/people/\(id)/removal", []).location == "/operator/people")
            #expect(try await lee.get("/operator").status == 401)
            let wrong = try await kim.deed("/operator/people", [("email", "no"), ("role", "operator")])
            #expect(wrong.status == 400)
            #expect(
                try await kim.deed("/operator/people", [("email", "a@b.example"), ("role", "learner")]).status == 400)
            let left = try await kim.get("/operator/people").text
            #expect(!left.contains("/removal"), "nobody is left who could be removed")
        }
    }

    @Test("ASVS 7.5.3: what is grave needs a fresh proof of who is there")
    func freshProof() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            world.clock.pass(16 * Clock.minute)
            let token = try await kim.csrf(at: "/operator")
            for post in Self.posts where [.closure(slug: "havn"), .visits(slug: "havn"), .people].contains(post.room) {
                let answer = try await kim.post(Self.path(post.room), [("csrf", token)] + post.fields)
                #expect(answer.status == 403, "\(post.room)")
            }
            #expect(try await world.platform.organization("havn")?.state == .active)
        }
    }
}
