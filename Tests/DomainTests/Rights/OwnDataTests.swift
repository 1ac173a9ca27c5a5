@testable import Domain
import Storage
import TestSupport
import Testing

/// What people see of their own data, and of those who looked.
@Suite("My data, and who saw it")
struct OwnDataTests {
    @Test("Each value with its source; a restricted person still sees it", arguments: Engine.allCases)
    func held(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(
                of: try await company.create(.staff("ada", [.title: "Shift lead"])).id)
            let restrict = try company.permit(RestrictProcessing.self)
            try await company.customer.write { tx in
                try tx.restrict(person, keepsSignIn: true, reason: "Disputed", restrict)
            }
            let own = try company.permit(SeeOwnData.self, to: .person(person, roles: []))
            let data = try await company.customer.read { tx in try tx.ownData(own) }
            #expect(data.fields.map(\.value.revealed).contains("Shift lead"))
            #expect(data.fields.allSatisfy { $0.source == company.connection })
            #expect(data.restrictions.map(\.reason) == ["Disputed"])
            #expect(data.entries > 0)
        }
    }

    @Test(
        "Looks at the page and at lists are there, grouped by day; one’s own are not looks of others",
        arguments: Engine.allCases)
    func seen(_ engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            let see = try company.permit(SeeStaff.self)
            for _ in 0..<3 { _ = try await company.customer.write { tx in try tx.person(person, see) } }
            _ = try await company.customer.write { tx in try tx.staff(StaffQuery(), see) }
            installation.clock.advance(by: Clock.day)
            _ = try await company.customer.write { tx in try tx.person(person, see) }
            let own = try company.permit(SeeOwnData.self, to: .person(person, roles: []))
            let seen = try await company.customer.read { tx in try tx.sightings(offset: 0, limit: 10, own) }
            #expect(
                seen.entries.map(\.deed) == [.personSeen, .staffSeen, .personSeen]
                    || seen.entries.map(\.deed) == [.personSeen, .personSeen, .staffSeen])
            #expect(seen.entries.map(\.count).sorted() == [1, 1, 3])
            #expect(seen.entries.allSatisfy { $0.role == .administrator && !$0.isOneself })
            #expect(seen.visitsThatSaw == 0)
            let page = try await company.customer.read { tx in try tx.sightings(offset: 1, limit: 1, own) }
            #expect(page.entries.count == 1 && page.total == 3)
        }
    }

    @Test("Nobody but people has own data", arguments: [Principal.command, .program])
    func others(_ principal: Principal) {
        #expect(throws: Failure.self) { try Policy.permit(SeeOwnData.self, to: principal, in: .random()) }
        #expect(throws: Failure.self) { try Policy.permit(AskForRights.self, to: principal, in: .random()) }
    }
}
