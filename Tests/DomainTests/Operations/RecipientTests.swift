@testable import Domain
import TestSupport
import Testing

@Suite("The register of recipients")
struct RecipientTests {
    @Test("Registering again changes nothing; another origin ends the entry before", arguments: Engine.allCases)
    func registered(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let house = try await OperatorHouse(platform)
            let see = try house.permit(SeeRecipients.self)
            let old = try #require(Origin("smtp://mail.operator.example:25"))
            let new = try #require(Origin("smtps://mail.operator.example"))
            let first = try await Self.register(
                on: installation.platform, name: "Mail server", origins: [old], purposes: [.security, .communication])
            installation.clock.advance(by: Clock.hour)
            let again = try await Self.register(
                on: installation.platform, name: "Mail server", origins: [old], purposes: [.communication, .security])
            #expect(first == again)
            #expect(try await platform.recipients(see).map(\.registeredAt) == [TestClock.start])
            _ = try await Self.register(
                on: installation.platform, name: "Mail server", origins: [new], purposes: [.security, .communication])
            let register = try await platform.recipients(see)
            #expect(register.count == 2)
            #expect(register.filter { $0.endedAt == nil }.map(\.recipient.origins) == [[new]])
            #expect(register.first { $0.endedAt != nil }?.recipient == first)
        }
    }

    @Test("A customer's system is that customer's, and ends alone", arguments: Engine.allCases)
    func customers(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let (havn, kaveri) = (try await installation.company(), try await installation.company("kaveri"))
            let see = try await OperatorHouse(platform).permit(SeeRecipients.self)
            let origin = try #require(Origin("https://login.example"))
            for company in [havn, kaveri] {
                _ = try await platform.registerCustomerSystem(
                    company.customer.organization.id, name: "OpenID provider", origins: [origin],
                    purposes: [.security])
            }
            try await platform.endCustomerSystem(havn.customer.organization.id, name: "OpenID provider")
            let register = try await platform.recipients(see)
            #expect(register.map(\.organization?.slug).sorted { ($0 ?? "") < ($1 ?? "") } == ["havn", "kaveri"])
            #expect(register.filter { $0.endedAt == nil }.map(\.organization?.slug) == ["kaveri"])
        }
    }

    @Test("Contacts are counted by hour and purpose, and survive a stop", arguments: Engine.allCases)
    func contacts(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let see = try house.permit(SeeRecipients.self)
            let origin = try #require(Origin("https://login.example"))
            let recipient = try await Self.register(
                on: installation.platform, name: "Relay", origins: [origin], purposes: [.security])
            func count(_ outcome: EgressEvent.Outcome, _ purpose: PurposeName = .security) {
                installation.platform.contacts.count(
                    Self.event(recipient.id, purpose, outcome), at: installation.clock.now)
            }
            count(.done)
            count(.failed)
            installation.platform.contacts.count(
                Self.event(.random(), .security, .blocked), at: installation.clock.now)
            await installation.platform.flushTallies()
            count(.done)
            count(.blocked, .communication)
            try await installation.restart()
            installation.clock.advance(by: Clock.hour)
            count(.done)
            let entry = try #require(try await installation.platform.recipients(see).first)
            let hour = TestClock.start - TestClock.start % Clock.hour
            #expect(
                entry.contacts.sorted { ($0.hour, $0.purpose.rawValue) < ($1.hour, $1.purpose.rawValue) } == [
                    ContactHour(hour: hour, purpose: .communication, done: 0, failed: 0, blocked: 1),
                    ContactHour(hour: hour, purpose: .security, done: 2, failed: 1, blocked: 0),
                    ContactHour(hour: hour + Clock.hour, purpose: .security, done: 1, failed: 0, blocked: 0),
                ])
        }
    }

    @Test("Counts that could not be written are kept and added to what came since", arguments: Engine.allCases)
    func kept(engine: Engine) async throws {
        let tally = ContactTally()
        let key = ContactTally.Key(recipient: .random(), hour: 0, purpose: .security)
        tally.count(key, .done)
        let taken = tally.take()
        tally.count(key, .done)
        tally.count(key, .failed)
        tally.putBack(taken)
        let sum = try #require(tally.take()[key])
        #expect((sum.done, sum.failed, sum.blocked) == (2, 1, 0))
        #expect(tally.take().isEmpty)
    }

    @Test("A domain's web server is registered while it is checked, and no longer", arguments: Engine.allCases)
    func domainChecks(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = company.platform
            let see = try await OperatorHouse(platform).permit(SeeRecipients.self)
            let manage = try company.permit(ManageSignIn.self)
            let proof = try await platform.nameDomain("havn.dk", manage).proof
            #expect(try await platform.recipients(see).isEmpty)
            let silent = DomainReader { _ in throw Failure(.unavailable, "No answer.") }
            #expect(await failure { try await platform.checkDomain("havn.dk", manage, by: silent) } == .unavailable)
            #expect(try await platform.recipients(see).map(\.endedAt) == [nil])
            try await platform.checkDomain("havn.dk", manage, by: DomainReader { _ in (200, Array(proof.utf8)) })
            #expect(try await platform.recipients(see).map { $0.endedAt != nil } == [true])
        }
    }

    @Test(
        "A provider is registered as the organization's before it is asked, and no longer", arguments: Engine.allCases)
    func providerCheck(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = company.platform
            let see = try await OperatorHouse(platform).permit(SeeRecipients.self)
            // Nothing of this machine is reached: the way out refuses its own addresses.
            let settings = try OpenIDSettings(
                issuer: "https://localhost/tenant", clientID: "training", clientSecret: nil, claim: "email")
            let organization = company.customer.organization.id
            #expect(
                await failure { _ = try await platform.discoverProvider(settings, for: organization) }
                    == .invalid(field: "issuer"))
            let entry = try #require(try await platform.recipients(see).first)
            #expect(entry.recipient.name == "Provider check localhost" && entry.organization?.slug == "havn")
            #expect(entry.contacts.map(\.total) == [1] && entry.endedAt != nil)
        }
    }

    private static func event(
        _ recipient: UUIDValue, _ purpose: PurposeName, _ outcome: EgressEvent.Outcome
    ) -> EgressEvent {
        EgressEvent(
            recipient: recipient, kind: .operatorInfrastructure, purpose: purpose, host: "login.example",
            outcome: outcome, cause: nil, status: nil, bytesOut: 0, bytesIn: 0, milliseconds: 1)
    }

    /// As the mail server of a configuration is registered at start.
    private static func register(
        on platform: Platform, name: String, origins: [Origin], purposes: Set<PurposeName>
    ) async throws -> Recipient {
        let recipient = Recipient(
            kind: .operatorInfrastructure, name: name, origins: origins, purposes: purposes, of: nil)
        try await platform.register(recipient, of: nil)
        return recipient
    }
}
