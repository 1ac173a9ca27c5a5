@testable import Domain
import TestSupport
import Testing

@Suite("One's own logins")
struct LoginTests {
    @Test("ASVS 7.4.3: the list shows one's own, and one can end the others", arguments: Engine.allCases)
    func others(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let cookies = try await Self.logins(company, 3)
            let keep = try company.permit(KeepOwnSignIn.self)
            let entries = try await company.customer.read { try $0.ownLogins(keep) }
            #expect(entries.count == 3)
            #expect(entries.allSatisfy { $0.browser == BrowserKind(family: .firefox, platform: .linux) })
            let present = try #require(try await SignInTests.login(company, cookies[0]))
            let ended = try await company.customer.write { try $0.endOtherLogins(than: present, keep) }
            #expect(ended == 2)
            #expect(try await SignInTests.login(company, cookies[0]) != nil)
            for cookie in cookies.dropFirst() { #expect(try await SignInTests.login(company, cookie) == nil) }
        }
    }

    @Test("ASVS 8.2.2: nobody ends another person's login", arguments: Engine.allCases)
    func foreign(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let cookie = try #require(try await Self.logins(company, 1).first)
            let login = try #require(try await SignInTests.login(company, cookie))
            let ada = try await company.person(of: company.create(.staff("ada")).id)
            let other = try company.permit(KeepOwnSignIn.self, to: .person(ada, roles: []))
            #expect(
                await failure { try await company.customer.write { try $0.endOwnLogin(login.id, other) } } == .notFound)
            #expect(try await company.customer.read { try $0.ownLogins(other) }.isEmpty)
            let own = try company.permit(KeepOwnSignIn.self)
            try await company.customer.write { try $0.endOwnLogin(login.id, own) }
            #expect(try await SignInTests.login(company, cookie) == nil)
        }
    }

    @Test("A visit opens a login that ends with it, at once when the organization ends it", arguments: Engine.allCases)
    func visit(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let until = company.clock.clock.now + Clock.hour
            let cookie = try await company.customer.write {
                try $0.openVisit(by: .random(), reason: "Ticket 7", until: until, in: .unknown)
            }
            let login = try #require(try await SignInTests.login(company, cookie))
            #expect(login.isVisit && login.principal.kind == .visitor)
            #expect(Policy.allows(SeeStaff.self, login.principal) && !Policy.allows(ManageAccess.self, login.principal))
            let see = try company.permit(SeeAccess.self)
            let visit = try #require(try await company.customer.read { try $0.visits(see) }.first)
            #expect(visit.reason == "Ticket 7" && visit.isOpen(at: company.clock.clock.now))
            #expect(try await company.deeds().contains("operator.access"))
            let stranger = try company.permit(EndVisit.self, to: .visitor(visit: .random()))
            #expect(
                await failure { try await company.customer.write { try $0.endVisit(visit.id, stranger) } } == .notFound)
            let end = try company.permit(EndVisit.self)
            try await company.customer.write { try $0.endVisit(visit.id, end) }
            #expect(try await SignInTests.login(company, cookie) == nil)
            #expect(try await company.count("SELECT count(*) FROM login WHERE visit IS NOT NULL") == 0)
        }
    }

    @Test("A visit ends by itself, has a reason, and lasts at most four hours", arguments: Engine.allCases)
    func visitEnds(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let now = company.clock.clock.now
            for (reason, end) in [("", Clock.hour), (" \n", Clock.hour), ("x", 5 * Clock.hour), ("x", 0)] {
                let ended = await failure {
                    try await company.customer.write {
                        try $0.openVisit(by: .random(), reason: reason, until: now + end, in: .unknown)
                    }
                }
                #expect(ended == .invalid(field: end == Clock.hour ? "reason" : "hours"))
            }
            let cookie = try await company.customer.write {
                try $0.openVisit(by: .random(), reason: "x", until: now + 10 * Clock.minute, in: .unknown)
            }
            company.clock.advance(by: 10 * Clock.minute)
            #expect(try await SignInTests.login(company, cookie) == nil)
        }
    }

    private static func logins(_ company: Company, _ count: Int) async throws -> [Secret] {
        var cookies: [Secret] = []
        for _ in 0..<count {
            let permit = try company.permit(IssueSignInLink.self, to: .command)
            let link = try await company.customer.write {
                try $0.issueSignInLink(email: "freja@havn.example", reason: "Another browser", permit)
            }
            let browser = BrowserKind(family: .firefox, platform: .linux)
            cookies.append(
                try await company.customer.write { try $0.signIn(with: link.secret, from: nil, in: browser) })
        }
        return cookies
    }
}
