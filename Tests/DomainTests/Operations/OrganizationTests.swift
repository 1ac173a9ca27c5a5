@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("Organizations")
struct OrganizationTests {
    @Test(
        "One is created with its database, keys and first administrator, and found by its slug",
        arguments: Engine.allCases)
    func created(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = installation.platform
            let found = try #require(try await platform.organization("havn"))
            #expect(found == company.customer.organization)
            #expect(found.domains == ["havn.example"])
            #expect(try await platform.organizations() == [found])
            let size = try await platform.size(of: found)
            #expect((size.activeStaff, size.records, size.groups) == (1, 1, 0))
            #expect(await failure { try await installation.company() } == .conflict(.uniqueness))
            #expect(await failure { try await platform.customer("nowhere") } == .notFound)
            #expect(try await platform.migrateAll() == 1)
        }
    }

    @Test("A closed one lets nobody in and is closed once", arguments: Engine.allCases)
    func closed(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            _ = try await installation.company()
            #expect(try await installation.platform.close("havn").state == .closed)
            let platform = installation.platform
            #expect(await failure { try await platform.customer("havn") } == .notFound)
            #expect(await failure { try await platform.close("havn") } == .conflict(.state))
            #expect(await failure { try await platform.close("nowhere") } == .notFound)
            try await platform.runDueJobs()
            try await platform.findWork()
        }
    }

    @Test(
        "A draft that is wrong names its option",
        arguments: [
            ("x", "Havn", "havn.example", "a@havn.example", "Europe/Berlin", "slug"),
            ("Havn", "Havn", "havn.example", "a@havn.example", "Europe/Berlin", "slug"),
            ("-havn", "Havn", "havn.example", "a@havn.example", "Europe/Berlin", "slug"),
            ("operator", "Havn", "havn.example", "a@havn.example", "Europe/Berlin", "slug"),
            ("havn", "", "havn.example", "a@havn.example", "Europe/Berlin", "name"),
            ("havn", "Ha\nvn", "havn.example", "a@havn.example", "Europe/Berlin", "name"),
            ("havn", "Havn", "havn", "a@havn.example", "Europe/Berlin", "domain"),
            ("havn", "Havn", "havn..example", "a@havn.example", "Europe/Berlin", "domain"),
            ("havn", "Havn", "havn.example", "havn.example", "Europe/Berlin", "admin"),
            ("havn", "Havn", "havn.example", "@havn.example", "Europe/Berlin", "admin"),
            ("havn", "Havn", "havn.example", "a b@havn.example", "Europe/Berlin", "admin"),
            ("havn", "Havn", "havn.example", "a@havn.example", "Europe/Atlantis", "zone"),
        ])
    func drafts(slug: String, name: String, domain: String, email: String, zone: String, field: String) {
        let failure = #expect(throws: Failure.self) {
            try OrganizationDraft(slug: slug, name: name, domain: domain, administratorEmail: email, zone: zone)
        }
        #expect(failure?.kind == .invalid(field: field))
    }

    @Test(
        "Only organizations with work are woken, and work that was lost sight of is found", arguments: Engine.allCases)
    func wake(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let busy = try await installation.company("havn")
            _ = try await installation.company("kaveri")
            let platform = installation.platform
            installation.clock.advance(by: Clock.hour)
            try await platform.runDueJobs()
            #expect(try await platform.dueOrganizations().isEmpty)
            try await busy.customer.write { try $0.schedule(.withdraw, at: $0.now) }
            #expect(try await platform.dueOrganizations() == [busy.customer.organization.id])
            try await platform.forgetWake(busy.customer.organization.id)
            try await platform.findWork()
            #expect(try await platform.dueOrganizations() == [busy.customer.organization.id])
            try await platform.runDueJobs()
            #expect(try await platform.dueOrganizations().isEmpty)
            // What goes with time is swept in its time.
            #expect(try await busy.count("SELECT count(*) FROM job WHERE kind <> 'sweep'") == 0)
        }
    }

    @Test("A leased job is nobody else's until the lease ends", arguments: Engine.allCases)
    func lease(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.runJobs()
            company.clock.advance(by: Clock.hour)
            try await company.runJobs()
            try await company.customer.write { try $0.schedule(.withdraw, at: $0.now) }
            let job = try found(try await company.customer.write { try $0.leaseJob() })
            #expect(job.attempts == 1)
            #expect(try await company.customer.write { try $0.leaseJob() } == nil)
            company.clock.advance(by: Job.lease)
            let again = try found(try await company.customer.write { try $0.leaseJob() })
            #expect((again.id, again.attempts) == (job.id, 2))
        }
    }

    @Test(
        "What is stored is stored, even where the platform's database cannot be told of the work",
        arguments: Engine.allCases)
    func wakeFails(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            await installation.platform.database.close()
            let made = try await company.create(.staff("ada"))
            company.clock.advance(by: 1)
            try await company.deactivate([made])
            #expect(try await company.state(of: made) == .inactive)
            #expect(try await company.count("SELECT count(*) FROM job WHERE kind = 'sweep'") > 0)
        }
    }
}
