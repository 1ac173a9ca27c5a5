@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("The register of incidents")
struct IncidentTests {
    @Test(
        "Each customer concerned is told at once, of itself alone; the others read nothing", arguments: Engine.allCases)
    func told(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let (havn, kaveri) = (try await installation.company(), try await installation.company("kaveri"))
            let third = try await installation.company("third")
            let house = try await OperatorHouse(platform)
            let id = try await Self.record(["havn", "kaveri"], house, installation)
            let own = try await platform.ownIncidents(try havn.permit(SeeIncidents.self))
            #expect(own.map(\.incident.number) == ["I-2026-001"])
            #expect(own.first?.waits == true && own.first?.incident.phases.map(\.text) == ["A disk was lost."])
            #expect(try await platform.ownIncidents(try third.permit(SeeIncidents.self)).isEmpty)
            #expect(try await third.deeds().filter { $0.hasPrefix("incident") }.isEmpty)
            for company in [havn, kaveri] {
                #expect(try await company.deeds().filter { $0.hasPrefix("incident") } == ["incident.told"])
                try await company.runJobs()
            }
            #expect(installation.mailbox.letters.count == 2)
            // Nothing in what one of them reads or gets names the other.
            #expect(
                installation.mailbox.letters.allSatisfy { !$0.text.contains("kaveri") && !$0.text.contains("third") })
            let entry = try await platform.incident(id, try house.permit(SeeIncidents.self))
            #expect(entry.concerned.map(\.slug) == ["havn", "kaveri"])
            #expect(entry.concerned.allSatisfy { $0.toldAt == installation.clock.now })
            #expect(
                await failure { try await platform.incidents(try havn.permit(SeeIncidents.self)) } == .forbidden)
        }
    }

    @Test("Further information is told again and waits for an acknowledgement again", arguments: Engine.allCases)
    func phases(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let (havn, kaveri) = (try await installation.company(), try await installation.company("kaveri"))
            let house = try await OperatorHouse(platform)
            let id = try await Self.record(["havn"], house, installation)
            let (see, answer) = (try havn.permit(SeeIncidents.self), try havn.permit(AnswerSubProcessors.self))
            try await platform.acknowledgeIncident(id, answer)
            #expect(try await platform.ownIncidents(see).map(\.waits) == [false])
            installation.clock.advance(by: 5 * Clock.hour)
            let manage = try house.permit(ManageIncidents.self)
            try await platform.addIncidentPhase(
                to: id, text: "It was encrypted.", organizations: ["kaveri"], manage)
            let own = try await platform.ownIncidents(see)
            #expect(own.map(\.waits) == [true] && own.first?.incident.phases.count == 2)
            #expect(try await platform.ownIncidents(try kaveri.permit(SeeIncidents.self)).count == 1)
            #expect(
                await failure {
                    try await platform.acknowledgeIncident(.random(), answer)
                } == .notFound)
            try await platform.closeIncident(id, manage)
            #expect(await failure { try await platform.closeIncident(id, manage) } == .conflict(.state))
            #expect(
                await failure { try await platform.addIncidentPhase(to: id, text: "More.", manage) }
                    == .conflict(.state))
            let second = try await Self.record(["havn"], house, installation)
            let entry = try await platform.incident(second, try house.permit(SeeIncidents.self))
            #expect(entry.incident.number == "I-2026-002")
        }
    }

    @Test(
        "A customer that could not be told is told by the next round, and is late after a day",
        arguments: Engine.allCases)
    func late(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let havn = try await installation.company()
            let house = try await OperatorHouse(platform)
            let id = try await Self.record(["havn"], house, installation)
            // As where the program was stopped before it told anyone.
            _ = try await platform.stored { db in
                try db.run("UPDATE incident_organization SET told_at = NULL, told_phase = 0")
            }
            let see = try house.permit(SeeIncidents.self)
            #expect(try await !platform.incident(id, see).hasLate(at: installation.clock.now))
            installation.clock.advance(by: Incident.tellWithin)
            #expect(try await platform.incident(id, see).hasLate(at: installation.clock.now))
            #expect(try await platform.ownIncidents(try havn.permit(SeeIncidents.self)).isEmpty)
            try await platform.findWork()
            #expect(try await platform.ownIncidents(try havn.permit(SeeIncidents.self)).count == 1)
            #expect(try await platform.incident(id, see).hasLate(at: installation.clock.now))
        }
    }

    @Test("What is recorded is checked", arguments: Engine.allCases)
    func checked(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            _ = try await installation.company()
            let house = try await OperatorHouse(installation.platform)
            let manage = try house.permit(ManageIncidents.self)
            let changes: [(String, @Sendable (inout IncidentDraft) -> Void)] = [
                ("title", { $0.title = " " }), ("kinds", { $0.kinds = [] }), ("categories", { $0.categories = "" }),
                ("text", { $0.text = String(repeating: "x", count: 8_001) }),
                ("organizations", { $0.organizations = [] }),
                ("organizations", { $0.organizations = ["nowhere"] }),
                ("organizations", { $0.organizations = ["operator"] }),
                ("awareAt", { $0.awareAt = TestClock.start + Clock.day }),
            ]
            for (field, change) in changes {
                var draft = Self.draft(["havn"], installation)
                change(&draft)
                let wrong = draft
                #expect(
                    await failure { try await installation.platform.recordIncident(wrong, manage) }
                        == .invalid(field: field))
            }
        }
    }

    private static func draft(_ slugs: [String], _ installation: Installation) -> IncidentDraft {
        var draft = IncidentDraft()
        draft.title = "A disk was lost"
        draft.kinds = [.confidentiality]
        draft.categories = "Names of about 200 people"
        draft.text = "A disk was lost."
        draft.awareAt = installation.clock.now - Clock.hour
        draft.organizations = slugs
        return draft
    }

    private static func record(
        _ slugs: [String], _ house: OperatorHouse, _ installation: Installation
    ) async throws -> UUIDValue {
        try await installation.platform.recordIncident(
            draft(slugs, installation), try house.permit(ManageIncidents.self))
    }
}
