import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite("The second step")
struct FactorTests {
    private static let freja = "freja@havn.example"

    @Test("Who needs a second step sets it up: the key once, ten recovery codes once, and a new login")
    func enrolment() async throws {
        try await DoorWorld.run { door in
            let browser = try await door.signedInByMail(Self.freja)
            let before = browser.cookies
            #expect(try await browser.get("/o/havn/factor").location == "/o/havn/factor/setup")
            let page = try await browser.get("/o/havn/factor/setup")
            #expect(page.text.contains("autocomplete=\"one-time-code\"") && page.text.contains("inputmode=\"numeric\""))
            let secret = try DoorWorld.key(in: page)
            let token = DoorWorld.csrf(in: browser)
            let wrong = try await browser.post("/o/havn/factor/setup", ["csrf": token, "code": "000000x"])
            #expect(wrong.status == 400 && wrong.text.contains("That code does not fit") && wrong.setCookies.isEmpty)
            let right = try await browser.post("/o/havn/factor/setup", ["csrf": token, "code": door.code(secret)])
            #expect(right.status == 200 && right.headers[.cacheControl] == "no-store")
            #expect(Set(DoorWorld.codes(in: right)).count == 10)
            #expect(browser.cookies["ii-havn"] != before["ii-havn"])
            #expect(try await browser.get("/o/havn").status == 200)
            let old = door.browser()
            old.cookies = before
            #expect(try await old.get("/o/havn").status == 401, "ASVS 7.2.4: the login of less proof is dead")
            let again = try await browser.post(
                "/o/havn/factor/setup", ["csrf": DoorWorld.csrf(in: browser), "code": door.code(secret)])
            #expect(again.location == "/o/havn/factor/setup", "nothing is confirmed twice")
        }
    }

    @Test("The next mailed link asks for the code, and no room opens before it")
    func proof() async throws {
        try await DoorWorld.run { door in
            let secret = try await door.enrol(try await door.signedInByMail(Self.freja)).secret
            door.clock.pass(Clock.minute)
            let browser = try await door.signedInByMail(Self.freja)
            let before = browser.cookies
            #expect(try await browser.get("/o/havn").location == "/o/havn/factor")
            #expect(try await browser.get("/o/havn/factor/setup").location == "/o/havn/factor?then=setup")
            let token = DoorWorld.csrf(in: browser)
            let bypass = try await browser.post("/o/havn/factor/setup", ["csrf": token, "code": door.code(secret)])
            #expect(bypass.location == "/o/havn/factor")
            let proved = try await browser.post("/o/havn/factor", ["csrf": token, "code": door.code(secret)])
            #expect(proved.status == 303 && proved.location == "/o/havn")
            #expect(try await browser.get("/o/havn").status == 200)
            let old = door.browser()
            old.cookies = before
            #expect(try await old.get("/o/havn/factor").status == 401)
        }
    }

    @Test("ASVS 6.5.1: a code works once, in another browser too")
    func replay() async throws {
        try await DoorWorld.run { door in
            let secret = try await door.enrol(try await door.signedInByMail(Self.freja)).secret
            door.clock.pass(Clock.minute)
            let (first, second) = (try await door.signedInByMail(Self.freja), try await door.signedInByMail(Self.freja))
            let code = door.code(secret)
            func prove(_ browser: Browser, _ code: String) async throws -> Int {
                try await browser.post("/o/havn/factor", ["csrf": DoorWorld.csrf(in: browser), "code": code]).status
            }
            #expect(try await prove(first, code) == 303)
            #expect(try await prove(second, code) == 400)
            #expect(try await prove(second, door.code(secret, steps: -1)) == 400, "nor does an older one")
            door.clock.pass(30_000)
            #expect(try await prove(second, door.code(secret)) == 303)
        }
    }

    @Test("ASVS 6.3.1: after five wrong codes the right one is not looked at for a quarter of an hour")
    func locked() async throws {
        try await DoorWorld.run { door in
            let secret = try await door.enrol(try await door.signedInByMail(Self.freja)).secret
            door.clock.pass(Clock.minute)
            let browser = try await door.signedInByMail(Self.freja)
            func prove(_ code: String) async throws -> Answer {
                try await browser.post("/o/havn/factor", ["csrf": DoorWorld.csrf(in: browser), "code": code])
            }
            for _ in 0..<4 { #expect(try await prove("12").status == 400) }
            for code in ["12", door.code(secret)] {
                let locked = try await prove(code)
                #expect(locked.status == 429 && locked.headers[.retryAfter] == "900" && locked.setCookies.isEmpty)
                #expect(locked.text.contains("Too many codes were wrong. From "))
            }
            door.clock.pass(15 * Clock.minute)
            #expect(try await prove(door.code(secret)).status == 303)
        }
    }

    @Test("ASVS 6.5.2: a recovery code lets in once, however it is written")
    func recovery() async throws {
        try await DoorWorld.run { door in
            let codes = try await door.enrol(try await door.signedInByMail(Self.freja)).codes
            let code = try #require(codes.first)
            let browser = try await door.signedInByMail(Self.freja)
            let typed = code.lowercased().replacing("-", with: " ")
            let token = DoorWorld.csrf(in: browser)
            #expect(try await browser.post("/o/havn/factor", ["csrf": token, "code": typed]).status == 303)
            #expect(try await browser.get("/o/havn/me/sign-in").text.contains("9 recovery codes are left"))
            let other = try await door.signedInByMail(Self.freja)
            let again = try await other.post("/o/havn/factor", ["csrf": DoorWorld.csrf(in: other), "code": code])
            #expect(again.status == 400)
        }
    }

    @Test("Setting up ends the logins that were made with less")
    func others() async throws {
        try await DoorWorld.run { door in
            let other = try await door.signedInByMail(Self.freja)
            _ = try await door.enrol(try await door.signedInByMail(Self.freja))
            #expect(try await other.get("/o/havn").status == 401)
        }
    }

    @Test("ASVS 3.7.2: a proof leads on to our own rooms only, however the address is spelled")
    func openRedirects() async throws {
        try await DoorWorld.run { door in
            let browser = try await door.world.administrator()
            let secret = try await door.enrol(browser).secret
            for (then, place) in [
                ("sign-in", "/o/havn/me/sign-in"), ("setup", "/o/havn/factor/setup"), ("", "/o/havn"),
            ] {
                door.clock.pass(Clock.minute)
                let answer = try await Self.prove(browser, then, door.code(secret))
                #expect(answer.location == place)
            }
            for then in [
                "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example",
                "%2f%2fevil.example", "/%09/evil.example", "javascript:alert(1)", "sign-in@evil.example", "sign-in/..",
                "sign-in\r\nLocation: https://evil.example", ".evil.example", "sign-in%00", "SIGN-IN",
                "overview?x=//evil",
            ] {
                door.clock.pass(Clock.minute)
                let answer = try await Self.prove(browser, then, door.code(secret))
                #expect(answer.status == 303 && answer.location == "/o/havn", "\(then)")
                let page = try await browser.get("/o/havn/factor?then=\(Self.encoded(then))")
                #expect(!page.text.contains("evil"), "\(then)")
            }
            let twice = try await browser.get("/o/havn/factor?then=sign-in&then=setup")
            #expect(twice.status == 400)
        }
    }

    private static func prove(_ browser: Browser, _ then: String, _ code: String) async throws -> Answer {
        try await browser.post(
            "/o/havn/factor?then=\(encoded(then))", ["csrf": DoorWorld.csrf(in: browser), "code": code])
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test("ASVS 7.5.1: a second step is set up only by who was proved in the last quarter of an hour")
    func stale() async throws {
        try await DoorWorld.run { door in
            let connection = try await door.world.connection()
            try await door.world.arrive(1, from: connection.id)
            let learner = try await door.signedInByMail("p1@havn.example")
            #expect(try await learner.get("/o/havn/factor/setup").status == 200)
            door.clock.pass(16 * Clock.minute)
            let refused = try await learner.get("/o/havn/factor/setup")
            #expect(refused.status == 403 && refused.text.contains("Sign in again first"))
        }
    }

    @Test("The pages of the second step need a login, and their forms its token")
    func guarded() async throws {
        try await DoorWorld.run { door in
            for path in ["/o/havn/factor", "/o/havn/factor/setup"] {
                #expect(try await door.browser().get(path).status == 401)
                #expect(try await door.browser().post(path, ["code": "123456"]).status == 401)
                let browser = try await door.signedInByMail(Self.freja)
                #expect(try await browser.post(path, ["code": "123456"]).status == 403)
                let token = DoorWorld.csrf(in: browser)
                let foreign = try await browser.post(
                    path, ["csrf": token, "code": "123456"], headers: [.origin: "https://evil.example"])
                #expect(foreign.status == 403)
                #expect(try await browser.post(path, ["csrf": token]).status == 400 || path == "/o/havn/factor")
            }
        }
    }
}
