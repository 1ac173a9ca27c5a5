import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite struct SignInTests {
    @Test("Opening a sign-in link uses nothing up; its button signs in, once")
    func link() async throws {
        try await ConsoleWorld.run { world in
            let address = world.path(.signIn(token: world.link.revealed))
            let browser = world.browser()
            for _ in 0..<3 {
                let page = try await browser.get(address)
                #expect(page.status == 200)
                #expect(page.setCookies.isEmpty)
            }
            let signedIn = try await browser.post(address, [:])
            #expect(signedIn.status == 303)
            #expect(signedIn.location == "/o/havn")
            #expect(try await browser.get("/o/havn").status == 200)

            let other = world.browser()
            let again = try await other.post(address, [:])
            #expect(again.status == 410)
            #expect(again.text.contains("This link no longer works"))
            let used = try await other.get(address)
            #expect(used.status == 410)
            #expect(!used.text.contains("method=\"post\""))
            let unknown = try await other.get(world.path(.signIn(token: String(repeating: "x", count: 43))))
            #expect(unknown.text == used.text, "nobody learns whether a link ever was")
            #expect(try await other.get("/o/havn").status == 401)
        }
    }

    @Test("A link ends after ten minutes")
    func linkEnds() async throws {
        try await ConsoleWorld.run { world in
            world.clock.pass(10 * Clock.minute)
            let late = try await world.browser().post(world.path(.signIn(token: world.link.revealed)), [:])
            #expect(late.status == 410)
        }
    }

    @Test("A form of another site signs nobody in and uses nothing up")
    func foreignForm() async throws {
        try await ConsoleWorld.run { world in
            let address = world.path(.signIn(token: world.link.revealed))
            let refused = try await world.browser().post(address, [:], headers: [.origin: "https://evil.example"])
            #expect(refused.status == 403)
            #expect(refused.setCookies.isEmpty)
            #expect(try await world.browser().post(address, [:]).status == 303)
        }
    }

    @Test("On http the cookie is HttpOnly and Lax, on https also Secure and bound to the host")
    func cookie() async throws {
        try await ConsoleWorld.run { world in
            let plain = try await world.browser().post(world.path(.signIn(token: world.link.revealed)), [:])
            let cookie = try #require(plain.setCookies.first)
            #expect(cookie.hasPrefix("ii-havn="))
            #expect(cookie.contains("; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax"))
            #expect(!cookie.contains("Secure"))
        }
        try await ConsoleWorld.run(base: "https://learn.example") { world in
            let secure = try await world.browser().post(world.path(.signIn(token: world.link.revealed)), [:])
            let cookie = try #require(secure.setCookies.first)
            #expect(cookie.hasPrefix("__Host-ii-havn="))
            #expect(cookie.hasSuffix("; Secure"))
            #expect(!cookie.contains("Domain"))
        }
    }

    @Test("Half an hour without a word ends a login, a word each ten minutes keeps it until eight hours are over")
    func idle() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            for _ in 0..<47 {
                world.clock.pass(10 * Clock.minute)
                #expect(try await browser.get("/o/havn").status == 200)
            }
            world.clock.pass(10 * Clock.minute)
            #expect(try await browser.get("/o/havn").status == 401)
        }
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            world.clock.pass(31 * Clock.minute)
            let gone = try await browser.get("/o/havn")
            #expect(gone.status == 401)
            #expect(browser.cookies["ii-havn"] == nil)
        }
    }

    @Test("Signing out ends the login on the server and clears the cookie")
    func signOut() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let kept = browser.cookies
            let token = try await browser.csrf(at: "/o/havn")
            let out = try await browser.post("/o/havn/sign-out", ["csrf": token])
            #expect(out.status == 303)
            #expect(out.location == "/o/havn/signed-out")
            #expect(browser.cookies.isEmpty)
            #expect(try await browser.get("/o/havn/signed-out").status == 200)
            browser.cookies = kept
            #expect(try await browser.get("/o/havn").status == 401)
        }
    }

    @Test("A second sign-in ends the login that the browser had")
    func rotation() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let before = browser.cookies
            let organization = world.organization.id
            let second = try await world.customer.write { tx in
                try tx.issueSignInLink(
                    email: "freja@havn.example", reason: "A test",
                    try Policy.permit(IssueSignInLink.self, to: .command, in: organization))
            }
            try await browser.post(world.path(.signIn(token: second.secret.revealed)), [:])
            #expect(browser.cookies["ii-havn"] != before["ii-havn"])
            #expect(try await browser.get("/o/havn").status == 200)
            let old = world.browser()
            old.cookies = before
            #expect(try await old.get("/o/havn").status == 401)
        }
    }

    @Test("The start page leads to an organization by its short name, and says where there is none")
    func chooser() async throws {
        try await ConsoleWorld.run { world in
            let browser = world.browser()
            #expect(try await browser.get("/").status == 200)
            #expect(try await browser.get("/o?slug=%20Havn%20").location == "/o/havn")
            let unknown = try await browser.get("/o?slug=nobody")
            #expect(unknown.status == 404)
            #expect(unknown.text.contains("value=\"nobody\""))
            #expect(try await browser.get("/o?slug=havn&slug=other").status == 400)
        }
    }

    @Test("Doors and errors speak the reader's language")
    func language() async throws {
        try await ConsoleWorld.run { world in
            let browser = world.browser()
            let door = try await browser.get("/o/havn", [.acceptLanguage: "de-DE,de;q=0.9"])
            #expect(door.text.contains("Anmelden bei"))
            let error = try await browser.get("/o/none", [.acceptLanguage: "de"])
            #expect(error.text.contains("Hier ist nichts"))
            #expect(try await browser.get("/o/none").text.contains("Nothing is here"))
        }
    }
}
