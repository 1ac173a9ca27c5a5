@testable import Domain
import TestSupport
import Testing

@Suite("Above 2,000 changes a file is applied in batches")
struct LargeImportTests {
    private let people = (0..<2_100).map { ("p\($0)", "Clerk \($0)") }

    @Test("A stop between two batches loses nothing: the job carries on after the restart", arguments: Engine.allCases)
    func resumed(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let proposed = try await company.propose(staffFile(people))
            #expect(proposed.joiners == 2_100)
            let permit = try company.permit(ImportStaff.self)
            let applying = Task {
                try await company.customer.apply(proposed.id, permit) { applied in
                    if applied >= 500 { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            await #expect(throws: (any Error).self) { try await applying.value }
            #expect(try await company.count("SELECT count(*) FROM directory_record") == 501)
            try await installation.restart()
            installation.clock.advance(by: Job.lease)
            try await installation.platform.runDueJobs()
            let customer = try await installation.platform.customer("havn")
            let see = try Policy.permit(SeeDirectory.self, to: .command, in: customer.organization.id)
            let done = try await customer.read { try $0.changeSet(proposed.id, see) }
            #expect((done.state, done.applied, done.refused) == (.applied, 2_100, 0))
            let size = try await installation.platform.size(of: customer.organization)
            #expect((size.activeStaff, size.records) == (2_101, 2_101))
        }
    }

    @Test(
        "A file that drops more than 2,000 people holds them all, and a decision gives all back",
        arguments: Engine.allCases)
    func manyLeavers(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.importFile(staffFile(people))
            let leaving = try await company.importFile(staffFile(people.prefix(50)))
            #expect((leaving.applied, leaving.refused) == (2_050, 0))
            let staged = try #require(try await company.staged().first)
            #expect(staged.leavers == 2_050)
            #expect(try await company.count("SELECT count(*) FROM person WHERE state = 'held'") == 2_050)
            try await company.decide(staged, apply: false)
            #expect(try await company.count("SELECT count(*) FROM person WHERE state = 'held'") == 50)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM person WHERE state = 'active'") == 2_101)
            #expect(try await company.count("SELECT count(*) FROM departure") == 0)
        }
    }

    @Test(
        "In the background it is left to the job, and what changed meanwhile is refused one by one",
        arguments: Engine.allCases)
    func background(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let proposed = try await company.propose(staffFile(people))
            try await company.create(.staff("p7"))
            let begun = try await company.customer.applyInBackground(proposed.id, try company.permit(ImportStaff.self))
            #expect(begun.state == .applying)
            #expect(try await company.count("SELECT count(*) FROM directory_record") == 2)
            try await company.runJobs()
            let see = try company.permit(SeeDirectory.self)
            let done = try await company.customer.read { try $0.changeSet(proposed.id, see) }
            #expect((done.state, done.applied, done.refused) == (.applied, 2_099, 1))
        }
    }
}
