import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite("One's own logins")
struct LoginsTests {
    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0"

    @Test("ASVS 7.5.2: one sees one's logins with their browsers, and ends another at once")
    func end() async throws {
        try await DoorWorld.run { door in
            let mine = try await door.world.administrator()
            let other = door.browser()
            let link = try await door.mailedLink(to: "freja@havn.example", in: other)
            try await other.post(link, [:], headers: [.origin: door.world.base, .userAgent: Self.firefox])
            let page = try await mine.get("/o/havn/me/sign-in")
            #expect(page.status == 200 && page.text.contains("Firefox on Linux"))
            #expect(page.text.contains("Mailed link") && page.text.contains("Link from the operator"))
            #expect(page.text.contains("This browser"))
            let deed = try #require(page.text.part(after: "/o/havn/me/sign-in/logins/", before: "\""))
            let answer = try await mine.post(
                "/o/havn/me/sign-in/logins/\(deed)", ["csrf": DoorWorld.csrf(in: mine)])
            #expect(answer.status == 303 && answer.location == "/o/havn/me/sign-in")
            #expect(try await mine.get("/o/havn/me/sign-in").text.contains("can open nothing any more"))
            #expect(try await other.get("/o/havn/factor/setup").status == 401)
            let again = try await mine.post(
                "/o/havn/me/sign-in/logins/\(deed)", ["csrf": DoorWorld.csrf(in: mine)])
            #expect(again.status == 404)
        }
    }

    @Test("ASVS 8.2.2: another person's login is 404 and lives on")
    func foreign() async throws {
        try await DoorWorld.run { door in
            let connection = try await door.world.connection()
            try await door.world.arrive(1, from: connection.id)
            let learner = try await door.signedInByMail("p1@havn.example")
            let mine = try await door.world.administrator()
            let person = try #require(
                try await door.customer.read { tx in
                    try tx.login(Secret(presented: learner.cookies["ii-havn"] ?? ""))?.person
                })
            let permit = try door.permit(KeepOwnSignIn.self, .person(person, roles: []))
            let ids = try await door.customer.read { tx in try tx.ownLogins(permit).map(\.id) }
            for id in ids {
                let refused = try await mine.post(
                    door.path(.loginEnd(id: id.description)), ["csrf": DoorWorld.csrf(in: mine)])
                #expect(refused.status == 404)
            }
            #expect(ids.count == 1)
            #expect(try await learner.get("/o/havn").status == 200)
            #expect(
                try await mine.post(door.path(.loginEnd(id: "x")), ["csrf": DoorWorld.csrf(in: mine)]).status == 404)
        }
    }

    @Test("Ending all others leaves this one")
    func others() async throws {
        try await DoorWorld.run { door in
            let mine = try await door.world.administrator()
            let others = [
                try await door.signedInByMail("freja@havn.example"),
                try await door.signedInByMail("freja@havn.example"),
            ]
            let answer = try await mine.post("/o/havn/me/sign-in/logins/end", ["csrf": DoorWorld.csrf(in: mine)])
            #expect(answer.status == 303)
            #expect(try await mine.get("/o/havn/me/sign-in").text.contains("Those 2 logins"))
            for other in others { #expect(try await other.get("/o/havn/factor/setup").status == 401) }
        }
    }

    @Test("ASVS 7.5.1: after a quarter of an hour a change asks for the second step, and leads back")
    func freshness() async throws {
        try await DoorWorld.run { door in
            let mine = try await door.world.administrator()
            let enrolled = try await door.enrol(mine)
            door.clock.pass(16 * Clock.minute)
            for path in ["recovery-codes", "logins/end"] {
                let asked = try await mine.post("/o/havn/me/sign-in/\(path)", ["csrf": DoorWorld.csrf(in: mine)])
                #expect(asked.status == 303 && asked.location == "/o/havn/factor?then=sign-in", "\(path)")
            }
            let page = try await mine.get("/o/havn/factor?then=sign-in")
            #expect(page.text.contains("Show once more that it is you"))
            let proved = try await mine.post(
                "/o/havn/factor?then=sign-in", ["csrf": DoorWorld.csrf(in: mine), "code": door.code(enrolled.secret)])
            #expect(proved.location == "/o/havn/me/sign-in")
            let renewed = try await mine.post("/o/havn/me/sign-in/recovery-codes", ["csrf": DoorWorld.csrf(in: mine)])
            #expect(renewed.status == 200)
            let codes = DoorWorld.codes(in: renewed)
            #expect(codes.count == 10 && Set(codes).isDisjoint(with: enrolled.codes))
        }
    }

    @Test("Who has no second step is sent to sign in again, and keeps what they have")
    func without() async throws {
        try await DoorWorld.run { door in
            let mine = try await door.world.administrator()
            door.clock.pass(16 * Clock.minute)
            let refused = try await mine.post("/o/havn/me/sign-in/logins/end", ["csrf": DoorWorld.csrf(in: mine)])
            #expect(refused.status == 403 && refused.text.contains("Sign in again first"))
            #expect(try await mine.get("/o/havn").status == 200)
        }
    }

    @Test("The page is in the reader's language, frame and all")
    func german() async throws {
        try await DoorWorld.run { door in
            let mine = try await door.world.administrator()
            let page = try await mine.get("/o/havn/me/sign-in", [.acceptLanguage: "de"])
            #expect(page.text.contains("lang=\"de\"") && page.text.contains("Wie Sie sich anmelden"))
            #expect(page.text.contains("Abmelden") && !page.text.contains("Sign out"))
        }
    }
}

@Suite("What is kept of a browser")
struct BrowserKindTests {
    @Test(
        "Its family and platform, by the words that it says",
        arguments: [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0", "firefox windows"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 "
                    + "Safari/537.36 Edg/144.0.0.0", "edge windows"
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 "
                    + "Safari/605.1.15", "safari macos"
            ),
            (
                "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Mobile "
                    + "Safari/537.36", "chrome android"
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                    + "CriOS/144.0 Mobile/15E148 Safari/604.1", "chrome ios"
            ),
            ("curl/8.1", "other other"), ("", "other other"),
            (String(repeating: "x", count: 600) + "Firefox/1", "other other"),
        ])
    func kinds(_ said: String, _ expected: String) {
        let kind = BrowserKind(userAgent: said)
        #expect("\(kind.family.rawValue) \(kind.platform.rawValue)" == expected)
    }
}
