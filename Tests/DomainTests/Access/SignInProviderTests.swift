@testable import Domain
import TestSupport
import Testing

@Suite("Signing in through the employer's provider")
struct SignInProviderTests {
    private static let issuer = "https://login.havn.example"

    @Test("The first time by the chosen attribute, from then on by issuer and subject", arguments: Engine.allCases)
    func bind(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.connect(company)
            let ada = try await company.create(.staff("ada"))
            let person = try await company.person(of: ada.id)
            let cookie = try await Self.signIn(company, "sub-1", "Ada@havn.example")
            #expect(try await SignInTests.login(company, cookie)?.person == person)
            // Another address now: the binding holds.
            let again = try await Self.signIn(company, "sub-1", "someone.else@havn.example")
            #expect(try await SignInTests.login(company, again)?.person == person)
            #expect(try await company.count("SELECT count(*) FROM identity") == 1)
        }
    }

    @Test("ASVS 6.8.2: another subject with the same address does not become that person", arguments: Engine.allCases)
    func takeOver(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.connect(company)
            _ = try await company.create(.staff("ada"))
            _ = try await Self.signIn(company, "sub-1", "ada@havn.example")
            #expect(
                await failure { try await Self.signIn(company, "sub-2", "ada@havn.example") } == .unauthenticated)
            #expect(
                await failure { try await Self.signIn(company, "sub-3", nil) } == .unauthenticated,
                "no claim, no person")
            #expect(
                await failure {
                    try await Self.signIn(company, "sub-1", "ada@havn.example", issuer: "https://evil.example")
                } == .unauthenticated, "another issuer's subject of that name")
        }
    }

    @Test("Nobody is bound whom no directory keeps active, and a removed person is out", arguments: Engine.allCases)
    func onlySynced(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.connect(company)
            let ada = try await company.create(.staff("ada"))
            _ = try await company.create(.staff("idle", active: false))
            #expect(await failure { try await Self.signIn(company, "s", "nobody@havn.example") } == .unauthenticated)
            #expect(await failure { try await Self.signIn(company, "s", "idle@havn.example") } == .unauthenticated)
            let cookie = try await Self.signIn(company, "sub-1", "ada@havn.example")
            try await company.deactivate([ada])
            #expect(try await SignInTests.login(company, cookie) == nil)
            #expect(await failure { try await Self.signIn(company, "sub-1", "ada@havn.example") } == .unauthenticated)
        }
    }

    @Test("An address that two people have binds nobody", arguments: Engine.allCases)
    func ambiguous(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.connect(company, by: .workEmail)
            for name in ["one", "two"] {
                try await company.create(.staff(name, [.workEmail: "shared@havn.example"]))
            }
            #expect(await failure { try await Self.signIn(company, "s", "shared@havn.example") } == .unauthenticated)
        }
    }

    @Test(
        "ASVS 6.3.3: an MFA claim is a second factor; without it an administrator is asked for one",
        arguments: Engine.allCases)
    func assurance(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.connect(company)
            // The first administrator's own record is the operator's, and has that name.
            let weak = try await Self.signIn(company, "sub-f", "freja@havn.example")
            #expect(try await SignInTests.login(company, weak)?.need == .enrolment)
            let strong = try await Self.signIn(company, "sub-f", "freja@havn.example", mfa: true)
            #expect(try await SignInTests.login(company, strong)?.need == .nothing)
        }
    }

    @Test(
        "Only through the provider: refused before one has used it; then mailed links are dead, the operator's are not",
        arguments: Engine.allCases)
    func only(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let permit = try company.permit(ManageSignIn.self)
            try await Self.connect(company)
            #expect(
                await failure { try await company.customer.write { try $0.setSingleSignOnOnly(true, permit) } }
                    == .conflict(.state))
            let asking = Secret.random(prefix: "")
            let mailed = try await MailTests.requestLink(company, "freja@havn.example", asking)
            _ = try await Self.signIn(company, "sub-f", "freja@havn.example")
            try await company.customer.write { try $0.setSingleSignOnOnly(true, permit) }
            #expect(
                await failure {
                    try await company.customer.write { try $0.signIn(with: mailed, from: asking, in: .unknown) }
                } == .unauthenticated)
            try await company.customer.write { tx in
                try tx.requestSignInLink(
                    LinkRequest(email: "freja@havn.example", browser: asking, address: "", language: .english))
            }
            #expect(try await company.count("SELECT count(*) FROM mail WHERE kind = 'nothing'") == 1)
            _ = try await SignInTests.signIn(company, company.link.secret)
        }
    }

    @Test(
        "Another client or issuer forgets who was bound; the secret is kept where none is sent",
        arguments: Engine.allCases)
    func change(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.connect(company)
            _ = try await company.create(.staff("ada"))
            _ = try await Self.signIn(company, "sub-1", "ada@havn.example")
            try await Self.connect(company, secret: nil)
            #expect(try await company.customer.read { try $0.signInProvider() }?.clientSecret?.revealed == "s3cret")
            #expect(try await company.count("SELECT count(*) FROM identity") == 1)
            try await Self.connect(company, client: "other")
            #expect(try await company.count("SELECT count(*) FROM identity") == 0)
            let permit = try company.permit(ManageSignIn.self)
            try await company.customer.write { try $0.disconnectProvider(permit) }
            #expect(try await company.customer.read { try $0.signInProvider()?.id } == nil)
        }
    }

    private static func connect(
        _ company: Company, by attribute: MatchedAttribute = .userName, client: String = "client",
        secret: String? = "s3cret"
    ) async throws {
        let permit = try company.permit(ManageSignIn.self)
        let draft = try SignInProviderDraft(
            issuer: issuer, clientID: client, clientSecret: secret, claim: "email", attribute: attribute, acr: nil,
            origins: [issuer])
        try await company.customer.write { try $0.connect(draft, permit) }
    }

    private static func signIn(
        _ company: Company, _ subject: String, _ claimed: String?, mfa: Bool = false, issuer: String = issuer
    ) async throws -> Secret {
        let identity = VouchedIdentity(issuer: issuer, subject: subject, claimed: claimed, hasMFA: mfa)
        return try await company.customer.write { try $0.signIn(identity, in: .unknown) }
    }
}
