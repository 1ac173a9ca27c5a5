import HTTPTypes
import Synchronization
import Testing

@testable import Domain
@testable import Web

@Suite("Signing in through the employer")
struct OpenIDDoorTests {
    @Test("The door leads to the provider by a link, and back into the overview where a second factor was used")
    func way() async throws {
        try await EmployersProvider.run { door, provider in
            provider.state.withLock { $0.claims["amr"] = #"["pwd","mfa"]"# }
            let browser = door.browser()
            let page = try await browser.get("/o/havn/sign-in")
            #expect(page.text.contains("href=\"/o/havn/sso\"") && page.text.contains("You sign in at 127.0.0.1:"))
            let parameters = try await provider.begin(browser)
            #expect(parameters["code_challenge_method"] == "S256" && parameters["login_hint"] == nil)
            #expect(parameters["redirect_uri"] == "http://127.0.0.1:8080/o/havn/sso/callback")
            #expect(browser.cookies["ii.sso-havn"] != nil)
            let back = try await browser.get(provider.back(parameters))
            #expect(back.status == 303 && back.location == "/o/havn")
            #expect(browser.cookies["ii.sso-havn"] == nil)
            #expect(try await browser.get("/o/havn").status == 200)
            #expect(try await browser.get("/o/havn/me/sign-in").text.contains("Your employer"))
        }
    }

    @Test("No share of the organization's is what a stranger could use up to close its way to the provider")
    func noShare() async throws {
        let rates = DoorRates { _ in throw Failure(.limit(retryAfter: 1), "Wait 1 s and try again.") }
        try await EmployersProvider.run(rates: rates) { door, _ in
            #expect(try await door.browser().get("/o/havn/sso").status == 302)
            let name = try #require(HTTPField.Name("Sec-Fetch-Dest"))
            let picture = try await door.browser().get("/o/havn/sso", [name: "image"])
            #expect(picture.status == 404 && picture.setCookies.isEmpty)
        }
    }

    @Test("ASVS 6.3.3: without a word of a second factor, an administrator needs ours")
    func oneFactor() async throws {
        try await EmployersProvider.run { door, provider in
            let browser = door.browser()
            let signedIn = try await provider.signIn(browser)
            #expect(signedIn.location == "/o/havn/factor/setup")
            #expect(try await browser.get("/o/havn").location == "/o/havn/factor/setup")
        }
    }

    @Test("A work e-mail leads to the provider's door by its domain, and only where a provider is connected")
    func homeRealm() async throws {
        try await EmployersProvider.run { door, _ in
            let led = try await door.browser().post("/sign-in", ["email": "nobody@havn.example"])
            #expect(led.status == 303 && led.location == "/o/havn/sign-in")
        }
    }

    @Test("Where the provider is the only way in, no link is mailed, and the door says so")
    func only() async throws {
        try await EmployersProvider.run { door, provider in
            let browser = door.browser()
            provider.state.withLock { $0.claims["amr"] = #"["mfa"]"# }
            _ = try await provider.signIn(browser)
            let person = try await door.customer.read { tx in
                try tx.login(Secret(presented: browser.cookies["ii-havn"] ?? ""))?.person
            }
            let permit = try door.permit(ManageSignIn.self, .person(try #require(person), roles: [.administrator]))
            try await door.customer.write { tx in try tx.setSingleSignOnOnly(true, permit) }
            let page = try await door.browser().get("/o/havn")
            #expect(page.status == 401 && !page.text.contains("name=\"email\""))
            #expect(page.text.contains("this way only"))
            let asked = try await door.browser().post("/o/havn/sign-in", ["email": "freja@havn.example"])
            #expect(asked.status == 200 && asked.setCookies.isEmpty)
            try await door.sendMail()
            #expect(door.post.letters.isEmpty)
        }
    }

    @Test(
        "ASVS 10.1.2, 10.2.1, 10.2.2: an answer that does not belong to the attempt signs nobody in",
        arguments: [
            ["state": "made-up"], ["state": nil], ["iss": "https://evil.example"], ["iss": nil], ["code": nil],
            ["error": "access_denied"], ["error": "server_error"],
        ] as [[String: String?]])
    func foreignAnswers(_ changes: [String: String?]) async throws {
        try await EmployersProvider.run { door, provider in
            let browser = door.browser()
            let parameters = try await provider.begin(browser)
            let refused = try await browser.get(provider.back(parameters, changes))
            #expect(refused.status == (changes["error"] == "server_error" ? 503 : 401))
            #expect(
                refused.text.contains("Signing in did not work") && refused.text.contains("href=\"/o/havn/sign-in\""))
            #expect(browser.cookies.isEmpty, "the attempt is over, and no login began")
            #expect(provider.state.withLock(\.exchanges) == 0)
            let late = try await browser.get(provider.back(parameters))
            #expect(late.status == 401, "the right answer comes too late")
        }
    }

    @Test("An answer with a parameter twice is refused")
    func twice() async throws {
        try await EmployersProvider.run { door, provider in
            let browser = door.browser()
            let parameters = try await provider.begin(browser)
            let refused = try await browser.get(provider.back(parameters) + "&code=other")
            #expect(refused.status == 401 && browser.cookies.isEmpty)
        }
    }

    @Test("ASVS 10.5.1: an attempt is answered once, though its cookie was copied")
    func replay() async throws {
        try await EmployersProvider.run { door, provider in
            let browser = door.browser()
            let parameters = try await provider.begin(browser)
            let copy = browser.cookies
            #expect(try await browser.get(provider.back(parameters)).status == 303)
            let thief = door.browser()
            thief.cookies = copy
            #expect(try await thief.get(provider.back(parameters)).status == 401)
            #expect(thief.cookies.isEmpty)
            #expect(provider.state.withLock(\.exchanges) == 1)
        }
    }

    @Test("ASVS 10.2.1: an answer counts only in the browser that began, for ten minutes, with a cookie of ours")
    func binding() async throws {
        try await EmployersProvider.run { door, provider in
            let browser = door.browser()
            let parameters = try await provider.begin(browser)
            let sealed = try #require(browser.cookies["ii.sso-havn"])
            let other = door.browser()
            for value in [nil, "x", sealed + "A", String(sealed.dropLast(2)), String(repeating: "A", count: 300)] {
                other.cookies = value.map { ["ii.sso-havn": $0] } ?? [:]
                #expect(try await other.get(provider.back(parameters)).status == 401)
            }
            door.clock.pass(10 * Clock.minute + 1_000)
            #expect(try await browser.get(provider.back(parameters)).status == 401)
            #expect(provider.state.withLock(\.exchanges) == 0)
        }
    }

    @Test("An attempt begun at another organization is none here")
    func foreignOrganization() async throws {
        try await EmployersProvider.run { door, provider in
            let (other, _) = try await door.platform.create(try ConsoleWorld.draft("klinikum"))
            let customer = try await door.platform.customer(other.slug)
            let permit = try Policy.permit(
                ManageSignIn.self, to: .person(.random(), roles: [.administrator]), in: other.id)
            let draft = try SignInProviderDraft(
                issuer: provider.issuer, clientID: "client", clientSecret: nil, claim: "email", attribute: .workEmail,
                acr: nil, origins: [provider.issuer])
            try await customer.write { tx in try tx.connect(draft, permit) }
            let browser = door.browser()
            #expect(try await browser.get("/o/klinikum/sso").status == 302)
            let parameters = try await provider.begin(browser)
            browser.cookies = ["ii.sso-havn": try #require(browser.cookies["ii.sso-klinikum"])]
            #expect(try await browser.get(provider.back(parameters)).status == 401)
        }
    }

    @Test("ASVS 9.2.1, 10.5.1: a token that is over, of another nonce, audience or issuer signs nobody in")
    func badTokens() async throws {
        for (claim, value) in [
            ("exp", "1"), ("nonce", "\"other\""), ("aud", "\"other\""), ("iss", "\"https://evil.example\""),
            ("sub", "\"\""),
        ] {
            try await EmployersProvider.run { door, provider in
                provider.state.withLock { $0.claims[claim] = value }
                let browser = door.browser()
                let refused = try await provider.signIn(browser)
                #expect(refused.status == 401, "\(claim)")
                #expect(browser.cookies.isEmpty)
            }
        }
    }

    @Test("ASVS 10.5.2: who is not known here, or only by a name that another account has, does not get in")
    func unknown() async throws {
        try await EmployersProvider.run { door, provider in
            provider.state.withLock { $0.claims["email"] = "\"stranger@havn.example\"" }
            let stranger = door.browser()
            let refused = try await provider.signIn(stranger)
            #expect(refused.status == 401 && refused.text.contains("nobody here is known by it"))
            provider.state.withLock { $0.claims["email"] = "\"freja@havn.example\"" }
            #expect(try await provider.signIn(door.browser()).status == 303)
            provider.state.withLock { $0.claims["sub"] = "\"s-2\"" }
            #expect(try await provider.signIn(door.browser()).status == 401)
        }
    }

    @Test("ASVS 7.2.4: signing in gives the browser another cookie, and a planted login ends")
    func fixation() async throws {
        try await EmployersProvider.run { door, provider in
            let planted = try await door.world.administrator().cookies
            let browser = door.browser()
            browser.cookies = planted
            #expect(try await provider.signIn(browser).status == 303)
            #expect(browser.cookies["ii-havn"] != planted["ii-havn"])
            let planter = door.browser()
            planter.cookies = planted
            #expect(try await planter.get("/o/havn").status == 401)
        }
    }

    @Test("A provider that does not answer is said to be away, with a way back")
    func down() async throws {
        try await EmployersProvider.run { door, provider in
            provider.state.withLock { $0.isDown = true }
            let browser = door.browser()
            let away = try await browser.get("/o/havn/sso", [.acceptLanguage: "de"])
            #expect(away.status == 503 && away.text.contains("antwortet gerade nicht"))
            #expect(browser.cookies.isEmpty)
        }
    }

    @Test("Without a provider there is nothing to be led to")
    func none() async throws {
        try await DoorWorld.run { door in
            let led = try await door.browser().get("/o/havn/sso")
            #expect(led.location == "/o/havn/sign-in")
            #expect(try await door.browser().get("/o/havn/sso/callback?code=c&state=s").status == 401)
        }
    }

    @Test("Who came through the employer is offered to sign out there, and nobody else")
    func signOut() async throws {
        try await EmployersProvider.run { door, provider in
            let browser = door.browser()
            _ = try await provider.signIn(browser)
            let out = try await browser.post("/o/havn/sign-out", ["csrf": DoorWorld.csrf(in: browser)])
            #expect(out.location == "/o/havn/signed-out")
            let page = try await browser.get("/o/havn/signed-out")
            #expect(
                page.text.contains("href=\"\(provider.issuer)/logout?client_id=client&amp;post_logout_redirect_uri="))
            let later = try await browser.get("/o/havn/signed-out")
            #expect(!later.text.contains("/logout?"))
            let other = try await door.world.administrator()
            try await other.post("/o/havn/sign-out", ["csrf": DoorWorld.csrf(in: other)])
            let others = try await other.get("/o/havn/signed-out")
            #expect(!others.text.contains("/logout?"))
        }
    }

    @Test("ASVS 3.3.1: on https the attempt's cookie is bound to the host and out of scripts' reach")
    func cookie() async throws {
        try await EmployersProvider.run(base: "https://learn.example") { door, _ in
            let cookie = try #require(try await door.browser().get("/o/havn/sso").setCookies.first)
            #expect(cookie.hasPrefix("__Host-ii.sso-havn="))
            #expect(cookie.hasSuffix("; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure"))
        }
    }
}

@Suite("Attempts that were answered")
struct UsedAttemptsTests {
    @Test("Each is used once until its ten minutes are over, and memory has an end")
    func bounded() {
        let used = UsedAttempts()
        func attempt(_ number: Int) -> [UInt8] {
            withUnsafeBytes(of: number.bigEndian) { Array($0) } + [UInt8](repeating: 0, count: 40)
        }
        #expect(used.use(attempt(0), at: 0))
        #expect(!used.use(attempt(0), at: 1))
        #expect(used.use(attempt(1), at: 1))
        for number in 2..<20_000 { #expect(used.use(attempt(number), at: 2)) }
        #expect(!used.use(attempt(19_999), at: 3))
        #expect(!used.use(attempt(5_000), at: 3))
    }
}
