@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("Sub-processors")
struct SubProcessorTests {
    @Test(
        "Nothing of a customer goes to a new one before its notice period ends, nor after an objection",
        arguments: Engine.allCases)
    func held(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let (havn, kaveri) = (try await installation.company(), try await installation.company("kaveri"))
            let house = try await OperatorHouse(platform)
            installation.clock.advance(by: Clock.hour)
            let recipient = try await Self.announce(house, installation)
            let (one, other) = (havn.customer.organization.id, kaveri.customer.organization.id)
            #expect(await Self.isHeld(recipient, one, platform))
            #expect(await Self.isHeld(recipient, nil, platform))
            installation.clock.advance(by: SubProcessor.noticePeriod - 1)
            #expect(await Self.isHeld(recipient, one, platform))
            installation.clock.advance(by: 1)
            #expect(await !Self.isHeld(recipient, one, platform))
            #expect(await Self.isHeld(recipient, nil, platform))
            let answer = try havn.permit(AnswerSubProcessors.self)
            try await platform.objectToSubProcessor(recipient.id, reason: "Another country", answer)
            #expect(await Self.isHeld(recipient, one, platform))
            #expect(await !Self.isHeld(recipient, other, platform))
            let entry = try #require(try await platform.subProcessors(try house.permit(SeeRecipients.self)).first)
            #expect(entry.objections.map(\.slug) == ["havn"] && entry.objections.first?.reason == "Another country")
            try await platform.acknowledgeSubProcessor(recipient.id, answer)
            #expect(await !Self.isHeld(recipient, one, platform))
            try await platform.endSubProcessor(recipient.id, try house.permit(ManageRecipients.self))
            #expect(await Self.isHeld(recipient, other, platform))
            let deeds = try await havn.deeds().filter { $0.hasPrefix("recipient.") }
            #expect(deeds == ["recipient.announced", "recipient.objected", "recipient.acknowledged"])
        }
    }

    @Test(
        "A customer that was told late has the whole period; one that came later has it in its contract",
        arguments: Engine.allCases)
    func toldLate(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let havn = try await installation.company()
            let house = try await OperatorHouse(platform)
            installation.clock.advance(by: Clock.hour)
            let recipient = try await Self.announce(house, installation)
            // As where the program was stopped before it told anyone.
            _ = try await platform.stored { db in try db.run("DELETE FROM recipient_notice") }
            installation.clock.advance(by: SubProcessor.noticePeriod)
            #expect(await Self.isHeld(recipient, havn.customer.organization.id, platform))
            let later = try await installation.company("later")
            #expect(await !Self.isHeld(recipient, later.customer.organization.id, platform))
            try await platform.findWork()
            let see = try havn.permit(SeeSubProcessors.self)
            let notice = try #require(try await platform.subProcessors(see).first)
            #expect(notice.isOpen && notice.opensAt == installation.clock.now + SubProcessor.noticePeriod)
            #expect(await Self.isHeld(recipient, havn.customer.organization.id, platform))
            installation.clock.advance(by: SubProcessor.noticePeriod)
            #expect(await !Self.isHeld(recipient, havn.customer.organization.id, platform))
            let theirs = try #require(try await platform.subProcessors(try later.permit(SeeSubProcessors.self)).first)
            #expect(theirs.toldAt == nil && !theirs.isOpen && theirs.state(at: installation.clock.now) == .running)
            try await platform.objectToSubProcessor(
                recipient.id, reason: "", try later.permit(AnswerSubProcessors.self))
            #expect(await Self.isHeld(recipient, later.customer.organization.id, platform))
        }
    }

    @Test("An announcement is checked, mailed, and made once", arguments: Engine.allCases)
    func announced(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let havn = try await installation.company()
            let house = try await OperatorHouse(platform)
            let manage = try house.permit(ManageRecipients.self)
            installation.clock.advance(by: Clock.hour)
            let changes: [(String, @Sendable (inout SubProcessorDraft) -> Void)] = [
                ("name", { $0.name = "" }), ("service", { $0.service = "" }), ("place", { $0.place = "" }),
                ("origins", { $0.origins = [] }), ("origins", { $0.origins = ["speech.example"] }),
                ("purposes", { $0.purposes = [] }), ("effectiveAt", { $0.effectiveAt -= 1 }),
            ]
            for (field, change) in changes {
                var draft = Self.draft(installation)
                change(&draft)
                let wrong = draft
                #expect(
                    await failure { try await platform.announceSubProcessor(wrong, manage) } == .invalid(field: field))
            }
            _ = try await Self.announce(house, installation)
            #expect(await failure { try await Self.announce(house, installation) } == .conflict(.uniqueness))
            try await havn.runJobs()
            #expect(installation.mailbox.letters.map(\.subject) == ["A new sub-processor: Speech Ltd"])
            let answer = try havn.permit(AnswerSubProcessors.self)
            #expect(
                await failure { try await platform.acknowledgeSubProcessor(.random(), answer) } == .notFound)
            #expect(
                await failure { try await platform.objectToSubProcessor(.random(), reason: "", answer) } == .notFound)
        }
    }

    /// Whether the way out itself refuses: with the platform's own gate, to a port of this machine where nobody is.
    private static func isHeld(_ recipient: Recipient, _ organization: UUIDValue?, _ platform: Platform) async -> Bool {
        let request = OutgoingRequest(
            to: recipient, for: .service, url: "https://127.0.0.1:1/", of: organization)
        let refused = await caughtFailure { try await platform.egress.fetch(request) }
        // What is not held is refused by the address: the operator does not list this machine.
        return refused?.detail?.hasPrefix("egress hold") ?? false
    }

    private static func draft(_ installation: Installation) -> SubProcessorDraft {
        var draft = SubProcessorDraft()
        draft.name = "Speech Ltd"
        draft.service = "Voices of the instructors"
        draft.place = "Ireland"
        draft.origins = ["https://127.0.0.1:1"]
        draft.purposes = [.service]
        draft.effectiveAt = installation.clock.now + SubProcessor.noticePeriod
        return draft
    }

    private static func announce(_ house: OperatorHouse, _ installation: Installation) async throws -> Recipient {
        try await installation.platform.announceSubProcessor(
            draft(installation), try house.permit(ManageRecipients.self))
    }
}
