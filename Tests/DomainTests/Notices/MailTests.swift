@testable import Domain
import TestSupport
import Testing

@Suite("The outbox and mailed links")
struct MailTests {
    @Test("A mailed link signs in the browser that asked, and no other", arguments: Engine.allCases)
    func bound(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let asking = Secret.random(prefix: "")
            let link = try await Self.requestLink(company, "freja@havn.example", asking)
            let customer = company.customer
            #expect(try await customer.read { try $0.state(of: link, in: nil) } == .elsewhere)
            #expect(try await customer.read { try $0.state(of: link, in: asking) } == .usable)
            for other in [nil, Secret.random(prefix: "")] {
                #expect(
                    await failure { try await customer.write { try $0.signIn(with: link, from: other, in: .unknown) } }
                        == .unauthenticated)
            }
            let cookie = try await customer.write { try $0.signIn(with: link, from: asking, in: .unknown) }
            #expect(try await SignInTests.login(company, cookie)?.need == .enrolment, "ASVS 6.3.3: mail is one factor")
            #expect(try await customer.read { try $0.state(of: link, in: asking) } == .gone)
        }
    }

    @Test("ASVS 6.3.8: asking for an unknown address does as much, and sends nothing", arguments: Engine.allCases)
    func unknown(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.request(company, "nobody@havn.example", .random(prefix: ""))
            #expect(try await company.count("SELECT count(*) FROM mail") == 1)
            try await company.runJobs()
            #expect(company.mailbox.letters.isEmpty)
            #expect(try await company.count("SELECT count(*) FROM mail") == 0)
            #expect(try await company.count("SELECT count(*) FROM job WHERE kind = 'mail.send'") == 0)
        }
    }

    @Test("At most three living links are mailed for one browser, thirty to one mailbox", arguments: Engine.allCases)
    func limited(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let strange = Secret.random(prefix: "")
            for _ in 0..<6 { try await Self.request(company, "freja@havn.example", strange) }
            try await company.runJobs()
            #expect(company.mailbox.letters.count == 3)
            _ = try await Self.requestLink(company, "freja@havn.example", .random(prefix: ""))
            #expect(company.mailbox.letters.count == 4, "a stranger's requests do not cost one's own")
            for _ in 0..<40 { try await Self.request(company, "freja@havn.example", .random(prefix: "")) }
            try await company.runJobs()
            #expect(company.mailbox.letters.count == 30)
        }
    }

    @Test("The server's reply is kept, sealed, and the content is gone", arguments: Engine.allCases)
    func reply(engine: Engine) async throws {
        try await withCompany(engine) { company in
            _ = try await Self.requestLink(company, "freja@havn.example", .random(prefix: ""))
            #expect(
                try await company.count(
                    "SELECT count(*) FROM mail WHERE state = 'sent' AND content IS NULL AND reply IS NOT NULL") == 1)
            #expect(try await company.deeds().contains("mail.sent"))
        }
    }

    @Test(
        "A temporary refusal is tried again, a permanent one is not, and a link's mail ends with the link",
        arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await withCompany(engine) { company in
            company.mailbox.refuse(MailFailure(isPermanent: false, reply: "451 later"))
            try await Self.request(company, "freja@havn.example", .random(prefix: ""))
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM mail WHERE state = 'queued'") == 1)
            company.mailbox.refuse(nil)
            company.clock.advance(by: 3 * Clock.minute)
            try await company.runJobs()
            #expect(company.mailbox.letters.count == 1)
            company.mailbox.refuse(MailFailure(isPermanent: true, reply: "550 no such user"))
            try await Self.request(company, "freja@havn.example", .random(prefix: ""))
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM mail WHERE state = 'failed'") == 1)
            company.mailbox.refuse(MailFailure(isPermanent: false, reply: "451 later"))
            try await Self.request(company, "freja@havn.example", .random(prefix: ""))
            for _ in 0..<12 {
                try await company.runJobs()
                company.clock.advance(by: Clock.minute)
            }
            #expect(try await company.count("SELECT count(*) FROM mail WHERE state = 'queued'") == 0)
        }
    }

    @Test("Mail to someone who has left is dropped", arguments: Engine.allCases)
    func left(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            try await Self.request(company, "ada@havn.example", .random(prefix: ""))
            try await company.deactivate([ada])
            try await company.runJobs()
            #expect(company.mailbox.letters.isEmpty)
            #expect(try await company.count("SELECT count(*) FROM mail WHERE state = 'dropped'") == 1)
        }
    }

    @Test("The brake writes to the administrators", arguments: Engine.allCases)
    func brake(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.deactivate(try await company.create(20).prefix(8))
            try await company.runJobs()
            #expect(company.mailbox.letters.map(\.address.address) == ["freja@havn.example"])
        }
    }

    @Test("Every mail has a subject and a text in both languages", arguments: MailLanguage.allCases)
    func texts(language: MailLanguage) throws {
        let mails: [Mail] = [
            .signInLink(address: "https://x.example/s"), .factorConfirmed, .factorReset, .recoveryCodeUsed,
            .changesStaged(people: 7), .changesEscalated, .visitOpened(reason: "Ticket 7", endsAt: 46_560_000),
        ]
        for mail in mails {
            let (read, spoken) = try Mail.decoded(mail.encoded(in: language), kind: mail.kind)
            #expect(read == mail && spoken == language)
            let texts = MailTexts.in(language)
            #expect(!texts.subject(of: mail, "Havn").isEmpty && texts.text(of: mail, "Havn").utf8.count > 60)
        }
        let pages = "https://learn.example/o/havn"
        for (mail, page) in zip(mails.suffix(3), ["directory", "directory", "access"]) {
            let text = MailTexts.in(language).text(of: mail, "Havn", pages: pages)
            #expect(text.contains("\n\(pages)/\(page)\n"), "\(mail.kind)")
        }
        #expect(MailTexts.in(language).text(of: mails[6], "Havn").contains("12:56 UTC"))
        #expect(MailTexts.in(language).text(of: mails[0], "Havn").contains("https://x.example/s\n"))
    }

    static func request(_ company: Company, _ email: String, _ browser: Secret) async throws {
        let request = LinkRequest(
            email: email, browser: browser, address: "https://learn.example/o/havn/sign-in/", language: .english)
        try await company.customer.write { try $0.requestSignInLink(request) }
    }

    /// Asks for a link, and reads its secret in the letter.
    static func requestLink(_ company: Company, _ email: String, _ browser: Secret) async throws -> Secret {
        try await request(company, email, browser)
        try await company.runJobs()
        // Other letters may go out in the same round.
        let lines = company.mailbox.letters.flatMap { $0.text.split(separator: "\n") }
        let line = try found(lines.last { $0.hasPrefix("https://") })
        return Secret(presented: String(line.split(separator: "/").last ?? ""))
    }
}
