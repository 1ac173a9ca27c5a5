import Domain
import HTTPTypes
import HummingbirdTesting
import Synchronization
import Testing

@testable import Web

@Suite("Signing in by a mailed link")
struct MailedLinkTests {
    private static let freja = "freja@havn.example"

    @Test("ASVS 6.3.8: asking is answered alike for people and domains that are known and that are not")
    func alike() async throws {
        try await DoorWorld.run { door in
            var answers: [Answer] = []
            for email in [Self.freja, "nobody@havn.example", "someone@elsewhere.example", "FREJA@havn.example "] {
                answers.append(try await door.browser().post("/sign-in", ["email": email]))
            }
            for answer in answers {
                #expect(answer.status == 200)
                #expect(answer.text == answers[0].text)
                #expect(answer.headers.map(\.name) == answers[0].headers.map(\.name))
                #expect(answer.setCookies.count == 1 && answer.setCookies[0].hasPrefix("ii.asking="))
                #expect(!answer.text.contains("havn.example"))
            }
            try await door.sendMail()
            #expect(door.post.letters.count == 2, "the person whom two of the addresses name")
            let rooms = [
                try await door.browser().post("/o/havn/sign-in", ["email": Self.freja]),
                try await door.browser().post("/o/havn/sign-in", ["email": "nobody@havn.example"]),
            ]
            #expect(rooms[0].text == rooms[1].text)
        }
    }

    @Test("A mailed link that a scanner follows by GET and HEAD is not used up")
    func scanner() async throws {
        try await DoorWorld.run { door in
            let browser = door.browser()
            let link = try await door.mailedLink(to: Self.freja, in: browser)
            for _ in 0..<3 {
                #expect(try await door.browser().get(link).status == 403)
                let page = try await browser.get(link)
                #expect(page.status == 200 && page.setCookies.isEmpty)
                let head = try await door.world.client.executeRequest(
                    uri: link, method: .head, headers: [:], body: nil)
                #expect(head.headers[values: .setCookie].isEmpty)
            }
            #expect(try await browser.post(link, [:]).status == 303)
        }
    }

    @Test("ASVS 6.6.2: a link works only in the browser that asked for it, and trying it elsewhere uses nothing up")
    func elsewhere() async throws {
        try await DoorWorld.run { door in
            let browser = door.browser()
            let link = try await door.mailedLink(to: Self.freja, in: browser)
            let thief = door.browser()
            for cookies in [[:], ["ii.asking": "made-up"]] {
                thief.cookies = cookies
                let page = try await thief.get(link)
                #expect(page.status == 403 && page.text.contains("Open this link in the other browser"))
                let tried = try await thief.post(link, [:])
                #expect(tried.status == 403 && tried.setCookies.isEmpty)
            }
            #expect(try await browser.post(link, [:]).status == 303)
        }
    }

    @Test("ASVS 6.5.1: a link works once, though a hundred buttons are pressed at once")
    func once() async throws {
        try await DoorWorld.run { door in
            let browser = door.browser()
            let link = try await door.mailedLink(to: Self.freja, in: browser)
            let cookies = browser.cookies
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        let same = door.browser()
                        same.cookies = cookies
                        return try await same.post(link, [:]).status
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(answers == [303: 1, 410: 99])
        }
    }

    @Test("ASVS 6.5.5: a link is dead after ten minutes and a second")
    func late() async throws {
        try await DoorWorld.run { door in
            let browser = door.browser()
            let link = try await door.mailedLink(to: Self.freja, in: browser)
            door.clock.pass(10 * Clock.minute - 1)
            #expect(try await browser.get(link).status == 200)
            door.clock.pass(1_001)
            #expect(try await browser.get(link).status == 410)
            let tried = try await browser.post(link, [:])
            #expect(tried.status == 410 && tried.setCookies.isEmpty)
        }
    }

    @Test("ASVS 7.2.4: whatever cookie the browser had, signing in gives it another, and a planted login ends")
    func fixation() async throws {
        try await DoorWorld.run { door in
            let planted = try await door.world.administrator().cookies
            let browser = door.browser()
            let link = try await door.mailedLink(to: Self.freja, in: browser)
            browser.cookies.merge(planted) { $1 }
            #expect(try await browser.post(link, [:]).status == 303)
            #expect(browser.cookies["ii-havn"] != planted["ii-havn"])
            let planter = door.browser()
            planter.cookies = planted
            #expect(try await planter.get("/o/havn").status == 401)
        }
    }

    @Test("ASVS 3.5.1: a form of another origin asks for nothing and signs nobody in")
    func foreignOrigin() async throws {
        try await DoorWorld.run { door in
            let browser = door.browser()
            let link = try await door.mailedLink(to: Self.freja, in: browser)
            for headers: HTTPFields in [[.origin: "https://evil.example"], [:], [.origin: "null"]] {
                #expect(try await browser.post("/sign-in", ["email": Self.freja], headers: headers).status == 403)
                #expect(
                    try await browser.post("/o/havn/sign-in", ["email": Self.freja], headers: headers).status == 403)
                let tried = try await browser.post(link, [:], headers: headers)
                #expect(tried.status == 403 && tried.setCookies.isEmpty)
            }
            try await door.sendMail()
            #expect(door.post.letters.count == 1)
            #expect(try await browser.post(link, [:]).status == 303)
        }
    }

    @Test("ASVS 4.1.3: a method in a header or a field makes no POST of a GET")
    func methodOverride() async throws {
        try await DoorWorld.run { door in
            let browser = door.browser()
            let link = try await door.mailedLink(to: Self.freja, in: browser)
            let name = try #require(HTTPField.Name("X-HTTP-Method-Override"))
            for path in [link, link + "?_method=POST"] {
                let page = try await browser.get(path, [name: "POST", .origin: door.world.base])
                #expect(page.status == 200 && page.setCookies.isEmpty)
            }
            #expect(try await browser.post(link, [:]).status == 303)
        }
    }

    @Test("ASVS 6.3.3: a mailed link alone opens nothing for an administrator, and the overview for a learner")
    func needs() async throws {
        try await DoorWorld.run { door in
            let connection = try await door.world.connection()
            try await door.world.arrive(1, from: connection.id)
            let learner = door.browser()
            let link = try await door.mailedLink(to: "p1@havn.example", in: learner, from: "/sign-in")
            #expect(try await learner.post(link, [:]).location == "/o/havn")
            #expect(try await learner.get("/o/havn").status == 200)

            let administrator = door.browser()
            let second = try await door.mailedLink(to: Self.freja, in: administrator, from: "/sign-in")
            #expect(try await administrator.post(second, [:]).location == "/o/havn/factor/setup")
            for room: Address.Room in [.overview, .staff(StaffListQuery()), .ownSignIn, .directory] {
                let led = try await administrator.get(door.path(room))
                #expect(led.status == 303 && led.location == "/o/havn/factor/setup", "\(room)")
            }
            let token = DoorWorld.csrf(in: administrator)
            let deed = try await administrator.post(
                "/o/havn/directory/brake", ["csrf": token, "people": "1", "percent": "1"])
            #expect(deed.location == "/o/havn/factor/setup")
        }
    }

    @Test("What is no address is said to be none, and the field keeps it")
    func malformed() async throws {
        try await DoorWorld.run { door in
            let long = String(repeating: "a", count: 330) + "@havn.example"
            for email in ["", "freja", "@havn.example", "freja@", "a b@havn.example", "<x>", long] {
                for path in ["/sign-in", "/o/havn/sign-in"] {
                    let answer = try await door.browser().post(path, ["email": email])
                    #expect(answer.status == 400 && answer.text.contains("Type your whole work e-mail"), "\(email)")
                    #expect(!answer.text.contains("<x>"))
                }
            }
            try await door.sendMail()
            #expect(door.post.letters.isEmpty)
        }
    }

    @Test("ASVS 6.3.1: too many links for one address are refused, known or not")
    func rates() async throws {
        let rates = DoorRates { key in
            if case .link = key { throw Failure(.limit(retryAfter: 9), "Wait 9 s and try again.") }
        }
        try await DoorWorld.run(rates: rates) { door in
            for email in [Self.freja, "someone@elsewhere.example"] {
                let answer = try await door.browser().post("/sign-in", ["email": email])
                #expect(answer.status == 429 && answer.headers[.retryAfter] == "9")
            }
            try await door.sendMail()
            #expect(door.post.letters.isEmpty)
        }
    }

    @Test("A link is paid for by the network that asks, then by the organization, then by the account there")
    func shares() async throws {
        let taken = Mutex<[String]>([])
        let rates = DoorRates { key in
            let name =
                switch key {
                case .asking: "network"
                case .organization: "organization"
                case .link(_, _, let isSomeones): isSomeones ? "link" : "nobody's link"
                case .code, .fetching: "other"
                }
            taken.withLock { $0.append(name) }
        }
        try await DoorWorld.run(rates: rates) { door in
            let asked: [(path: String, email: String, taken: [String])] = [
                ("/sign-in", Self.freja, ["network", "organization", "link"]),
                ("/o/havn/sign-in", "a@elsewhere.example", ["network", "organization", "link"]),
                ("/sign-in", "a@elsewhere.example", ["network", "nobody's link"]),
            ]
            for one in asked {
                taken.withLock { $0 = [] }
                let answer = try await door.browser().post(one.path, ["email": one.email])
                let names = taken.withLock { $0 }
                #expect(answer.status == 200 && names == one.taken)
            }
        }
    }

    @Test("A network that asked for too many links takes nothing from the organization")
    func networkFirst() async throws {
        let rates = DoorRates { key in
            if case .asking = key { throw Failure(.limit(retryAfter: 3), "Wait 3 s and try again.") }
            Issue.record("Something else was asked first")
        }
        try await DoorWorld.run(rates: rates) { door in
            let answer = try await door.browser().post("/o/havn/sign-in", ["email": Self.freja])
            #expect(answer.status == 429 && answer.headers[.retryAfter] == "3")
        }
    }

    @Test("Without mail, doors say what to do instead, and nothing is queued")
    func withoutMail() async throws {
        try await DoorWorld.run(sendsMail: false) { door in
            let room = try await door.browser().get("/o/havn")
            #expect(room.status == 401 && !room.text.contains("name=\"email\""))
            #expect(room.text.contains("This installation sends no mail"))
            let asked = try await door.browser().post("/sign-in", ["email": Self.freja])
            #expect(asked.status == 200 && asked.setCookies.isEmpty)
            #expect(asked.text.contains("No link can be sent from here"))
            #expect(try await door.browser().post("/o/havn/sign-in", ["email": Self.freja]).status == 200)
        }
    }

    @Test("The mail and the door speak the language of the browser that asks")
    func language() async throws {
        try await DoorWorld.run { door in
            let german: HTTPFields = [.acceptLanguage: "de", .origin: door.world.base]
            let asked = try await door.browser().post("/sign-in", ["email": Self.freja], headers: german)
            #expect(asked.text.contains("lang=\"de\"") && asked.text.contains("Sehen Sie in Ihre Post"))
            try await door.sendMail()
            #expect(door.post.letters.first?.subject.contains("melde") == true)
            #expect(try await door.browser().get("/o/havn", [.acceptLanguage: "de"]).text.contains("Link schicken"))
        }
    }
}
