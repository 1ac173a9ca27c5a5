@testable import Domain
import TestSupport
import Testing

@Suite("The second step")
struct FactorTests {
    @Test("Set up, asked for, and passed: the login gets a new secret each time", arguments: Engine.allCases)
    func wholeWay(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let first = try await Self.mailedLogin(company)
            let (raised, secret, codes) = try await Self.enrol(company, first)
            #expect(try await SignInTests.login(company, first) == nil, "ASVS 7.2.4: the old secret opens nothing")
            #expect(try await SignInTests.login(company, raised)?.need == .nothing)
            #expect(Set(codes.map(\.text)).count == 10)
            #expect(try await company.deeds().contains("factor.confirmed"))
            let second = try await Self.mailedLogin(company)
            #expect(try await SignInTests.login(company, second)?.need == .code)
            company.clock.advance(by: 31_000)
            let code = OneTimeCode.code(secret: secret, step: OneTimeCode.step(at: company.clock.clock.now))
            guard case .accepted(let proved) = try await Self.prove(company, second, code) else {
                Issue.record("the right code was refused")
                return
            }
            #expect(try await SignInTests.login(company, second) == nil)
            #expect(try await SignInTests.login(company, proved)?.need == .nothing)
            // ASVS 6.5.1: the same code again, in another login.
            let third = try await Self.mailedLogin(company)
            guard case .wrong = try await Self.prove(company, third, code) else {
                Issue.record("a code was taken twice")
                return
            }
        }
    }

    @Test(
        "ASVS 6.3.1: five wrong codes lock for a quarter of an hour, for the right one too", arguments: Engine.allCases)
    func locked(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (_, secret, _) = try await Self.enrol(company, try await Self.mailedLogin(company))
            let login = try await Self.mailedLogin(company)
            var outcomes: [String] = []
            for _ in 0..<5 {
                switch try await Self.prove(company, login, "000000x") {
                case .accepted: outcomes.append("accepted")
                case .wrong: outcomes.append("wrong")
                case .locked: outcomes.append("locked")
                }
            }
            #expect(outcomes == ["wrong", "wrong", "wrong", "wrong", "locked"])
            company.clock.advance(by: 31_000)
            func right() -> String {
                OneTimeCode.code(secret: secret, step: OneTimeCode.step(at: company.clock.clock.now))
            }
            guard case .locked = try await Self.prove(company, login, right()) else {
                Issue.record("the lock did not hold")
                return
            }
            company.clock.advance(by: 15 * Clock.minute)
            guard case .accepted = try await Self.prove(company, login, right()) else {
                Issue.record("the lock did not end")
                return
            }
        }
    }

    @Test("A recovery code works once, and says so by mail", arguments: Engine.allCases)
    func recovery(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (_, _, codes) = try await Self.enrol(company, try await Self.mailedLogin(company))
            let text = try #require(codes.first).text
            let login = try await Self.mailedLogin(company)
            guard case .accepted = try await Self.prove(company, login, text.lowercased()) else {
                Issue.record("the recovery code was refused")
                return
            }
            try await company.runJobs()
            #expect(company.mailbox.letters.contains { $0.subject == "A recovery code was used" })
            guard case .wrong = try await Self.prove(company, try await Self.mailedLogin(company), text) else {
                Issue.record("a recovery code was taken twice")
                return
            }
        }
    }

    @Test("A hundred at once with one code get one proof between them", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (_, _, codes) = try await Self.enrol(company, try await Self.mailedLogin(company))
            let text = try #require(codes.first).text
            let login = try await Self.mailedLogin(company)
            let found = try #require(try await SignInTests.login(company, login))
            let permit = try company.permit(KeepOwnSignIn.self)
            let accepted = try await withThrowingTaskGroup(of: Bool.self, returning: Int.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        let proof = try await company.customer.write { try $0.prove(found, code: text, permit) }
                        if case .accepted = proof { return true }
                        return false
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(accepted == 1)
        }
    }

    @Test("Another administrator resets it: logins end, and the next sign-in sets up anew", arguments: Engine.allCases)
    func reset(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (cookie, _, _) = try await Self.enrol(company, try await Self.mailedLogin(company))
            let freja = try #require(company.administrator.id)
            let own = try company.permit(ManageAccess.self)
            #expect(
                await failure { try await company.customer.write { try $0.resetFactor(of: freja, own) } } == .forbidden)
            let ada = try await company.person(of: company.create(.staff("ada")).id)
            let other = try company.permit(ManageAccess.self, to: .person(ada, roles: [.administrator]))
            try await company.customer.write { try $0.resetFactor(of: freja, other) }
            #expect(try await SignInTests.login(company, cookie) == nil)
            let next = try await Self.mailedLogin(company)
            #expect(try await SignInTests.login(company, next)?.need == .enrolment)
            #expect(try await company.count("SELECT count(*) FROM recovery_code") == 0)
        }
    }

    @Test("A factor in force is replaced only after it was proved, within the last minutes", arguments: Engine.allCases)
    func replace(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (raised, _, _) = try await Self.enrol(company, try await Self.mailedLogin(company))
            let permit = try company.permit(KeepOwnSignIn.self)
            let unproved = try #require(try await SignInTests.login(company, try await Self.mailedLogin(company)))
            #expect(
                await failure { try await company.customer.write { try $0.beginFactor(unproved, permit) } }
                    == .forbidden)
            let proved = try #require(try await SignInTests.login(company, raised))
            _ = try await company.customer.write { try $0.beginFactor(proved, permit) }
            company.clock.advance(by: Login.proofLifetime)
            let stale = try #require(try await SignInTests.login(company, raised))
            #expect(
                await failure { try await company.customer.write { try $0.beginFactor(stale, permit) } } == .forbidden)
        }
    }

    @Test(
        "ASVS 6.3.3: a directory that moves the address cannot set up an administrator's factor",
        arguments: Engine.allCases)
    func movedAddress(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            let person = try await company.person(of: ada.id)
            let manage = try company.permit(ManageAccess.self)
            company.clock.advance(by: Clock.minute)
            try await company.customer.write { try $0.give(.privacyOfficer, to: person, manage) }
            let asking = Secret.random(prefix: "")
            let permit = try company.permit(KeepOwnSignIn.self, to: .person(person, roles: [.privacyOfficer]))
            func begin(_ email: String) async throws -> FactorDraft {
                let link = try await MailTests.requestLink(company, email, asking)
                let cookie = try await company.customer.write {
                    try $0.signIn(with: link, from: asking, in: .unknown)
                }
                let login = try #require(try await SignInTests.login(company, cookie))
                return try await company.customer.write { try $0.beginFactor(login, permit) }
            }
            _ = try await begin("ada@havn.example")
            company.clock.advance(by: Clock.minute)
            try await company.update(ada.id) { $0.attributes[.workEmail] = "evil@attacker.example" }
            #expect(await failure { try await begin("evil@attacker.example") } == .forbidden)
        }
    }

    /// A login of the administrator by a mailed link.
    private static func mailedLogin(_ company: Company) async throws -> Secret {
        let asking = Secret.random(prefix: "")
        let link = try await MailTests.requestLink(company, "freja@havn.example", asking)
        return try await company.customer.write { try $0.signIn(with: link, from: asking, in: .unknown) }
    }

    private static func enrol(
        _ company: Company, _ cookie: Secret
    ) async throws -> (raised: Secret, secret: [UInt8], codes: [RecoveryCode]) {
        let login = try #require(try await SignInTests.login(company, cookie))
        let permit = try company.permit(KeepOwnSignIn.self)
        let draft = try await company.customer.write { try $0.beginFactor(login, permit) }
        let secret = try #require(Base32.decode(draft.secret))
        let code = OneTimeCode.code(secret: secret, step: OneTimeCode.step(at: company.clock.clock.now))
        let (proof, codes) = try await company.customer.write { try $0.confirmFactor(login, code: code, permit) }
        guard case .accepted(let raised) = proof else { throw Failure.notFound("the first code was refused") }
        return (raised, secret, codes)
    }

    private static func prove(_ company: Company, _ cookie: Secret, _ code: String) async throws -> Proof {
        let login = try #require(try await SignInTests.login(company, cookie))
        let permit = try company.permit(KeepOwnSignIn.self)
        return try await company.customer.write { try $0.prove(login, code: code, permit) }
    }
}
