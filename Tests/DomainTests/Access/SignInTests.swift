@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("One-time links and logins")
struct SignInTests {
    @Test("A link works once", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let cookie = try await Self.signIn(company, company.link.secret)
            let login = try #require(try await Self.login(company, cookie))
            #expect(login.principal == company.administrator)
            #expect(await failure { try await Self.signIn(company, company.link.secret) } == .unauthenticated)
            #expect(await failure { try await Self.signIn(company, Secret(presented: "x")) } == .unauthenticated)
            #expect(try await Self.login(company, company.link.secret) == nil, "a link is no cookie")
        }
    }

    @Test("It works for ten minutes", arguments: Engine.allCases)
    func tenMinutes(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let second = try await Self.link(company, "freja@havn.example")
            company.clock.advance(by: 10 * Clock.minute - 1_000)
            _ = try await Self.signIn(company, company.link.secret)
            company.clock.advance(by: 2_000)
            #expect(await failure { try await Self.signIn(company, second.secret) } == .unauthenticated)
        }
    }

    @Test("A hundred at once get one login between them", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let kinds = await Self.hundredTimes { try await Self.signIn(company, company.link.secret) }
            #expect(kinds.count { $0 == nil } == 1)
            #expect(kinds.count { $0 == .unauthenticated } == 99)
            let logins = try await company.count("SELECT count(*) FROM login")
            #expect(logins == 1)
            #expect(try await company.deeds().count { $0 == "signed-in" } == 1)
        }
    }

    @Test(
        "Once someone has signed in, the operator's link needs a reason, which is recorded", arguments: Engine.allCases)
    func reason(engine: Engine) async throws {
        try await withCompany(engine) { company in
            _ = try await Self.link(company, "freja@havn.example")
            _ = try await Self.signIn(company, company.link.secret)
            let missing: [String?] = [nil, "", String(repeating: "x", count: 501)]
            for reason in missing {
                #expect(
                    await failure { try await Self.link(company, "freja@havn.example", reason: reason) }
                        == .invalid(field: "reason"))
            }
            #expect(!(try await company.deeds().contains("operator.access")))
            _ = try await Self.link(company, "FREJA@havn.example", reason: "Lost her mailbox, ticket 7")
            #expect(try await company.deeds().contains("operator.access"))
            #expect(await failure { try await Self.link(company, "nobody@havn.example") } == .notFound)
        }
    }

    @Test("It does not work for someone who is not active", arguments: Engine.allCases)
    func inactive(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            let link = try await Self.link(company, "ada@havn.example")
            try await company.deactivate([ada])
            #expect(await failure { try await Self.signIn(company, link.secret) } == .unauthenticated)
            #expect(await failure { try await Self.link(company, "ada@havn.example") } == .notFound)
        }
    }

    @Test("A login ends after half an hour of silence, and lives on while it is used", arguments: Engine.allCases)
    func idle(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let cookie = try await Self.signIn(company, company.link.secret)
            company.clock.advance(by: Login.idleLifetime - 1)
            #expect(try await Self.login(company, cookie) != nil)
            try await company.customer.flushTally()
            company.clock.advance(by: Login.idleLifetime - 1)
            #expect(try await Self.login(company, cookie) != nil)
            company.clock.advance(by: 1)
            #expect(try await Self.login(company, cookie) == nil)
        }
    }

    @Test("It ends after eight hours, however busy", arguments: Engine.allCases)
    func absolute(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let cookie = try await Self.signIn(company, company.link.secret)
            for _ in 0..<31 {
                company.clock.advance(by: 15 * Clock.minute)
                #expect(try await Self.login(company, cookie) != nil)
                try await company.customer.flushTally()
            }
            company.clock.advance(by: 15 * Clock.minute)
            #expect(try await Self.login(company, cookie) == nil)
        }
    }

    @Test("Deactivation ends every login at once, and coming back revives none", arguments: Engine.allCases)
    func deactivation(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            var cookies: [Secret] = []
            for _ in 0..<2 {
                let link = try await Self.link(company, "ada@havn.example", reason: "Two browsers")
                cookies.append(try await Self.signIn(company, link.secret))
            }
            try await company.deactivate([ada])
            for cookie in cookies { #expect(try await Self.login(company, cookie) == nil) }
            try await company.update(ada.id) { $0.active = true }
            for cookie in cookies { #expect(try await Self.login(company, cookie) == nil) }
        }
    }

    @Test("Signing out ends that login only", arguments: Engine.allCases)
    func signOut(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let other = try await Self.link(company, "freja@havn.example")
            let (first, second) = (
                try await Self.signIn(company, company.link.secret), try await Self.signIn(company, other.secret)
            )
            try await company.customer.write { try $0.signOut(first) }
            #expect(try await Self.login(company, first) == nil)
            #expect(try await Self.login(company, second) != nil)
        }
    }

    @Test("What has served is swept: unused links, ended logins, bought access", arguments: Engine.allCases)
    func swept(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let manage = try company.permit(ManageConnections.self)
            let client = try await company.customer.write {
                try $0.issueToken(.client, for: company.connection, manage)
            }
            _ = try await company.customer.write {
                try $0.buyAccess(clientID: "\(client.id)", clientSecret: client.secret)
            }
            _ = try await Self.link(company, "freja@havn.example")
            _ = try await Self.signIn(company, company.link.secret)
            company.clock.advance(by: 11 * Clock.minute)
            try await company.runJobs()
            #expect(
                try await company.count("SELECT count(*) FROM sign_in_link") == 0,
                "used or not: evidence says that one signed in")
            #expect(await failure { try await Self.link(company, "freja@havn.example") } == .invalid(field: "reason"))
            #expect(try await company.count("SELECT count(*) FROM login") == 1)
            for _ in 0..<10 {
                company.clock.advance(by: Clock.hour)
                try await company.runJobs()
            }
            #expect(try await company.count("SELECT count(*) FROM login") == 0)
            #expect(try await company.count("SELECT count(*) FROM token WHERE kind = 'access'") == 0)
            // The sign-in itself is usage data: it goes with a sweep of its own, 90 days later.
            #expect(try await company.count("SELECT count(*) FROM job WHERE kind <> 'sweep'") == 0)
            #expect(try await company.count("SELECT count(*) FROM usage") == 1)
        }
    }

    /// What each of a hundred concurrent calls ended with.
    private static func hundredTimes(_ body: @escaping @Sendable () async throws -> some Any) async -> [Failure.Kind?] {
        await withTaskGroup(of: Failure.Kind?.self, returning: [Failure.Kind?].self) { group in
            for _ in 0..<100 { group.addTask { await failure(body) } }
            var kinds: [Failure.Kind?] = []
            for await kind in group { kinds.append(kind) }
            return kinds
        }
    }

    static func link(_ company: Company, _ email: String, reason: String? = nil) async throws -> SignInLink {
        let permit = try company.permit(IssueSignInLink.self, to: .command)
        return try await company.customer.write { try $0.issueSignInLink(email: email, reason: reason, permit) }
    }

    @discardableResult
    static func signIn(_ company: Company, _ link: Secret) async throws -> Secret {
        try await company.customer.write { try $0.signIn(with: link, from: nil, in: .unknown) }
    }

    static func login(_ company: Company, _ cookie: Secret) async throws -> Login? {
        try await company.customer.read { try $0.login(cookie) }
    }
}
