import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite struct GuardTests {
    /// Every address that a form posts to, with ids that name nothing.
    private static let posts: [Address.Room] = {
        let id = UUIDValue(high: 1, low: 2).description
        return [
            .signOut, .staff(StaffListQuery()), .connections, .tokens(connection: id),
            .revocation(connection: id, token: id), .attributes, .imports, .approval(change: id),
            .rejection(change: id), .departure(person: id), .factor(then: .overview), .factorSetup, .recoveryCodes,
            .loginEnd(id: id), .otherLoginsEnd, .evidence(.bundle), .evidence(.verdict), .erasures(.rehire),
            .holds(.new(person: id)), .holds(.end(id: id)),
        ]
    }()

    private static let pages: [Address.Room] = {
        let id = UUIDValue(high: 1, low: 2).description
        return [
            .overview, .staff(StaffListQuery()), .person(id: id), .groups(page: 1), .group(id: id, page: 1), .directory,
            .connect, .guide(.entra), .connection(id: id), .revocation(connection: id, token: id), .attributes,
            .imports, .change(id: id, ChangeQuery()), .approval(change: id), .rejection(change: id),
            .departure(person: id), .factor(then: .overview), .factorSetup, .ownSignIn, .evidence(.log),
            .evidence(.checkpoint), .evidence(.checkpoints(before: nil)), .erasures(.list), .erasures(.erasure(id: id)),
            .erasures(.certificate(id: id)), .holds(.list), .holds(.hold(id: id)), .holds(.kept(id: id)),
            .holds(.new(person: id)), .holds(.end(id: id)),
        ]
    }()

    @Test("Nobody sees a room without a login, and no answer of a room is kept by a cache", arguments: pages)
    func signedOut(_ room: Address.Room) async throws {
        try await ConsoleWorld.run { world in
            let answer = try await world.browser().get(world.path(room))
            #expect(answer.status == 401)
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }

    @Test("An organization that is not here is 404, with and without a login", arguments: pages)
    func unknownOrganization(_ room: Address.Room) async throws {
        try await ConsoleWorld.run { world in
            let path = Address.room(slug: "nobody", room).path
            let strangers = try await world.browser().get(path)
            #expect(strangers.status == 404)
            let administrators = try await world.administrator().get(path)
            #expect(administrators.status == 404)
        }
    }

    @Test(
        "Ids that name nothing are 404, be they well-formed or not",
        arguments: ["00000000-0000-0001-0000-000000000002", "x"])
    func unknownIDs(_ id: String) async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            for room: Address.Room in [
                .person(id: id), .group(id: id, page: 1), .connection(id: id), .revocation(connection: id, token: id),
                .change(id: id, ChangeQuery()), .approval(change: id), .rejection(change: id), .departure(person: id),
            ] {
                #expect(try await browser.get(world.path(room)).status == 404, "\(room)")
            }
        }
    }

    @Test(
        "A form is refused from another origin, without any origin, and with a wrong or missing token",
        arguments: posts)
    func forgery(_ room: Address.Room) async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let path = world.path(room)
            let token = try await browser.csrf(at: "/o/havn")
            #expect(!token.isEmpty)
            for headers: HTTPFields in [
                [.origin: "https://evil.example"], [:], [.origin: "null"], [.referer: "https://evil.example/o/havn"],
                [.origin: "http://127.0.0.1:8081"],
            ] {
                let refused = try await browser.post(path, ["csrf": token], headers: headers)
                #expect(refused.status == 403, "\(headers)")
            }
            if room != .imports {
                #expect(try await browser.post(path, ["csrf": token + "x"]).status == 403)
                #expect(try await browser.post(path, ["q": ""]).status == 403)
                #expect(try await browser.post(path, ["csrf": token, "csrf": token]).status == 400)
            }
            #expect(try await browser.get("/o/havn").status == 200, "nothing was done")
        }
    }

    @Test("Another organization's login opens nothing, not even under this one's name")
    func foreignLogin() async throws {
        try await ConsoleWorld.run { world in
            let (other, link) = try await world.platform.create(try ConsoleWorld.draft("klinikum"))
            let stranger = world.browser()
            try await stranger.post(Address.room(slug: other.slug, .signIn(token: link.secret.revealed)).path, [:])
            #expect(try await stranger.get("/o/klinikum").status == 200)
            #expect(try await stranger.get("/o/havn/staff").status == 401)
            stranger.cookies = ["ii-havn": try #require(stranger.cookies["ii-klinikum"])]
            #expect(try await stranger.get("/o/havn/staff").status == 401)
        }
    }

    @Test("A person's id of another organization is 404")
    func foreignPerson() async throws {
        try await ConsoleWorld.run { world in
            let (other, _) = try await world.platform.create(try ConsoleWorld.draft("klinikum"))
            let customer = try await world.platform.customer(other.slug)
            let stranger = try await customer.write { tx in
                let permit = try Policy.permit(
                    SeeStaff.self, to: .person(.random(), roles: [.administrator]), in: other.id)
                return try tx.staff(StaffQuery(), permit).members[0].id
            }
            let answer = try await world.administrator().get(world.path(.person(id: stranger.description)))
            #expect(answer.status == 404)
        }
    }

    @Test("Someone who is no administrator sees the overview and nothing else")
    func learner() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection()
            try await world.arrive(3, from: connection.id)
            let organization = world.organization.id
            _ = try await world.administrator()
            let link = try await world.customer.write { tx in
                try tx.issueSignInLink(
                    email: "p1@havn.example", reason: "A test",
                    try Policy.permit(IssueSignInLink.self, to: .command, in: organization))
            }
            let browser = world.browser()
            try await browser.post(world.path(.signIn(token: link.secret.revealed)), [:])
            let overview = try await browser.get("/o/havn")
            #expect(overview.status == 200)
            #expect(!overview.text.contains("Entra ID"))
            #expect(!overview.text.contains("href=\"/o/havn/staff\""))
            for room: Address.Room in [
                .staff(StaffListQuery()), .groups(page: 1), .directory, .connect, .imports, .attributes,
            ] {
                #expect(try await browser.get(world.path(room)).status == 403, "\(room)")
            }
        }
    }

    @Test("A form over 64 KiB, of another type, or with U+0000 is refused")
    func badForms() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn")
            let long = String(repeating: "a", count: 70_000)
            #expect(try await browser.post("/o/havn/staff", ["csrf": token, "q": long]).status == 413)
            #expect(try await browser.post("/o/havn/staff", ["csrf": token, "q": "a\0b"]).status == 400)
            let typed = try await browser.upload("/o/havn/staff", csrf: token, file: "")
            #expect(typed.status == 400)
        }
    }
}

@Suite struct OwnOriginTests {
    private static let site = HTTPField.Name("Sec-Fetch-Site") ?? .origin

    @Test("What the browser says about the origin must agree")
    func agree() throws {
        let own = OwnOrigin(base: "https://Learn.example/")
        try own.require([.origin: "https://learn.example"])
        try own.require([.origin: "https://learn.example:443"])
        try own.require([.origin: "https://learn.example", Self.site: "same-origin"])
        try own.require([.origin: "null", Self.site: "same-origin"])
        try own.require([Self.site: "same-origin"])
        try own.require([.referer: "https://learn.example/o/x"])
        for headers: HTTPFields in [
            [:], [.origin: "http://learn.example"], [.origin: "https://learn.example.evil.example"],
            [.origin: "https://learn.example@evil.example"],
            [.origin: "https://learn.example", Self.site: "cross-site"],
            [.origin: "https://evil.example", Self.site: "same-origin"], [Self.site: "same-site"], [Self.site: "none"],
            [.origin: "null", .referer: "https://evil.example/"], [.referer: "about:blank"],
        ] {
            #expect(throws: Failure.self, "\(headers)") { try own.require(headers) }
        }
    }

    @Test("On one's own machine its three names are one origin, with the same port")
    func loopback() throws {
        let own = OwnOrigin(base: "http://127.0.0.1:8080")
        try own.require([.origin: "http://localhost:8080"])
        try own.require([.origin: "http://[::1]:8080"])
        #expect(throws: Failure.self) { try own.require([.origin: "http://localhost:8081"]) }
        #expect(throws: Failure.self) { try own.require([.origin: "https://localhost:8080"]) }
        let other = OwnOrigin(base: "https://a.example")
        #expect(throws: Failure.self) { try other.require([.origin: "https://localhost"]) }
    }
}

@Suite struct CookieTests {
    @Test("A cookie that is sent twice with different values is no login")
    func twice() {
        let cookies = Cookies(isSecure: false)
        #expect(cookies.login("havn", in: [.cookie: "a=b; ii-havn=x; ii-havn2=y"])?.revealed == "x")
        #expect(cookies.login("havn", in: [.cookie: "ii-havn=x; ii-havn=x"])?.revealed == "x")
        #expect(cookies.login("havn", in: [.cookie: "ii-havn=x; ii-havn=y"]) == nil)
        #expect(cookies.login("havn", in: [.cookie: "ii-havn="]) == nil)
        #expect(cookies.login("havn", in: [.cookie: "ii-havn=" + String(repeating: "x", count: 200)]) == nil)
    }

    @Test("An organization called flash does not share a cookie with the flash")
    func flash() {
        let cookies = Cookies(isSecure: false)
        var headers = HTTPFields()
        cookies.set(Secret(presented: "token-revoked"), for: "flash", on: &headers)
        let sent = headers[.setCookie]?.split(separator: ";").first.map { String($0) } ?? ""
        #expect(cookies.login("flash", in: [.cookie: sent]) != nil)
        #expect(cookies.flash(in: [.cookie: sent]) == nil)
    }
}
