@testable import Domain
import TestSupport
import Testing

@Suite("The operator's people")
struct OperatorTests {
    @Test(
        "The first one makes the operator's organization, which is no customer and cannot be closed",
        arguments: Engine.allCases)
    func first(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            #expect(try await platform.operatorOrganization() == nil)
            let house = try await OperatorHouse(platform)
            let company = try await installation.company()
            let organization = try #require(try await platform.operatorOrganization())
            #expect(organization.isOperator)
            #expect(organization.domains.isEmpty)
            #expect(try await platform.organizations() == [company.customer.organization])
            #expect(try await platform.migrateAll() == 2)
            #expect(await failure { try await platform.close("operator") } == .conflict(.state))
            let people = try await house.people()
            #expect(people.map(\.email) == [OperatorHouse.email])
            #expect(people.map(\.roles) == [[.operator]])
            #expect(people.map(\.isLast) == [true])
            #expect(
                await failure { _ = try await platform.createOperator(email: "no address") }
                    == .invalid(field: "email"))
        }
    }

    @Test("Someone who is there already gets a new link and stays one person", arguments: Engine.allCases)
    func again(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let (_, link) = try await installation.platform.createOperator(email: "KIM@operator.example")
            #expect(try await house.people().count == 1)
            for secret in [house.link.secret, link.secret] {
                let login = try await house.customer.write { tx in
                    let cookie = try tx.signIn(with: secret, from: nil, in: .unknown)
                    return try #require(try tx.login(cookie))
                }
                #expect(login.roles == [.operator])
                #expect(login.need == .nothing, "a link from the command line counts as a second proof")
            }
        }
    }

    @Test("Work in the operator's own organization is found like any other's", arguments: Engine.allCases)
    func jobs(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let id = house.customer.organization.id
            try await installation.platform.forgetWake(id)
            installation.clock.advance(by: Clock.hour)
            try await installation.platform.findWork()
            #expect(try await installation.platform.dueOrganizations() == [id])
            try await installation.platform.runDueJobs()
            #expect(try await installation.platform.dueOrganizations().isEmpty)
        }
    }

    @Test(
        "ASVS 8.2.2: a permit of a customer's organization counts for nothing of the platform",
        arguments: Engine.allCases)
    func foreignPermits(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let company = try await installation.company()
            // Even with the operator's role, which nobody can have in a customer's organization.
            let intruder = Principal.person(.random(), roles: [.operator])
            let see = try company.permit(SeeOrganizations.self, to: intruder)
            let decide = try company.permit(DecideDomains.self, to: intruder)
            let visit = try company.permit(VisitCustomer.self, to: intruder)
            let manage = try company.permit(ManageOrganizations.self, to: intruder)
            let recipients = try company.permit(SeeRecipients.self, to: intruder)
            for hasOperator in [false, true] {
                if hasOperator { _ = try await OperatorHouse(platform) }
                #expect(
                    await failure { _ = try await platform.organizationEntries(offset: 0, limit: 9, see) }
                        == .forbidden)
                #expect(await failure { _ = try await platform.pendingDomains(see) } == .forbidden)
                #expect(
                    await failure { try await platform.approveDomain("x.example", of: "havn", decide) } == .forbidden)
                #expect(await failure { try await platform.close("havn", manage) } == .forbidden)
                #expect(await failure { _ = try await platform.recipients(recipients) } == .forbidden)
                #expect(
                    await failure {
                        _ = try await platform.visit("havn", reason: "Why", hours: 1, visit, in: .unknown)
                    } == .forbidden)
            }
            #expect(try await company.deeds().contains("operator.access") == false)
        }
    }

    @Test("People are added, given another role, and removed at once", arguments: Engine.allCases)
    func people(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let manage = try house.permit(ManageOperators.self)
            let link = try #require(
                try await house.customer.write { tx in
                    try tx.addOperator(email: "lee@operator.example", role: .operatorAuditor, manage)
                })
            let cookie = try await house.customer.write { tx in
                try tx.signIn(with: link.secret, from: nil, in: .unknown)
            }
            let lee = try #require(try await house.people().first { $0.email == "lee@operator.example" })
            #expect(lee.roles == [.operatorAuditor])
            try await house.customer.write { tx in try tx.setRole(.operatorSupport, ofOperator: lee.id, manage) }
            #expect(try await house.customer.read { try $0.login(cookie)?.roles } == [.operatorSupport])
            try await house.customer.write { tx in try tx.removeOperator(lee.id, manage) }
            #expect(try await house.customer.read { try $0.login(cookie) } == nil)
            #expect(try await house.customer.read { try $0.findPerson(email: "lee@operator.example") } == nil)
            #expect(try await house.people().map(\.email) == [OperatorHouse.email])
            #expect(
                await failure { try await house.customer.write { try $0.removeOperator(lee.id, manage) } } == .notFound)
            // Whoever comes back is the same person, with the role that is given now.
            let again = try await house.customer.write { tx in
                try tx.addOperator(email: "lee@operator.example", role: .operatorAuditor, manage)
            }
            #expect(again != nil)
            let returned = try #require(try await house.people().first { $0.email == "lee@operator.example" })
            #expect(returned.id == lee.id)
            #expect(returned.roles == [.operatorAuditor])
        }
    }

    @Test("For someone who is here already no link is made: nobody signs in as another", arguments: Engine.allCases)
    func noLinkForOthers(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let manage = try house.permit(ManageOperators.self)
            let link = try await house.customer.write { tx in
                try tx.addOperator(email: OperatorHouse.email, role: .operatorAuditor, manage)
            }
            #expect(link == nil)
            #expect(try await house.people().map(\.roles) == [[.operator, .operatorAuditor]])
            #expect(
                await failure {
                    try await house.customer.write {
                        _ = try $0.addOperator(email: "x@operator.example", role: .administrator, manage)
                    }
                } == .invalid(field: "role"))
        }
    }

    @Test("The last operator stays, also when two remove each other", arguments: Engine.allCases)
    func last(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let house = try await OperatorHouse(installation.platform)
            let manage = try house.permit(ManageOperators.self)
            let customer = house.customer
            let kim = house.kim
            #expect(
                await failure { try await customer.write { try $0.removeOperator(kim, manage) } } == .conflict(.state))
            #expect(
                await failure { try await customer.write { try $0.setRole(.operatorAuditor, ofOperator: kim, manage) } }
                    == .conflict(.state))
            _ = try await customer.write { try $0.addOperator(email: "lee@operator.example", role: .operator, manage) }
            let ids = try await house.people().map(\.id)
            let refused = await withTaskGroup(of: Failure.Kind?.self, returning: Int.self) { group in
                for id in ids {
                    group.addTask { await failure { try await customer.write { try $0.removeOperator(id, manage) } } }
                }
                return await group.reduce(0) { $0 + ($1 == .conflict(.state) ? 1 : 0) }
            }
            #expect(refused == 1)
            #expect(try await house.people().count == 1)
        }
    }

    @Test("Organizations are listed with counts, created and closed on record", arguments: Engine.allCases)
    func organizations(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let house = try await OperatorHouse(platform)
            let (see, manage) = (try house.permit(SeeOrganizations.self), try house.permit(ManageOrganizations.self))
            let draft = try OrganizationDraft(
                slug: "kaveri", name: "Kaveri", domain: "kaveri.example", administratorEmail: "a@kaveri.example")
            _ = try await platform.create(draft, manage)
            let company = try await installation.company()
            try await company.create(3)
            let (entries, total) = try await platform.organizationEntries(offset: 0, limit: 1, see)
            #expect(total == 2)
            #expect(entries.map(\.organization.slug) == ["havn"])
            #expect(entries[0].size == OrganizationSize(activeStaff: 4, records: 4, groups: 0))
            try await platform.close("kaveri", manage)
            #expect(try await platform.organizationEntry("kaveri", see).organization.state == .closed)
            #expect(await failure { _ = try await platform.organizationEntry("operator", see) } == .notFound)
            #expect(await failure { try await platform.close("operator", manage) } == .notFound)
            let deeds = try await house.deeds()
            #expect(deeds.count { $0 == "organization.created" } == 2, "its own, and the customer's")
            #expect(deeds.count { $0 == "organization.closed" } == 1)
        }
    }
}
