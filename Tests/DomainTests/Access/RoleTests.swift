@testable import Domain
import TestSupport
import Testing

@Suite("Roles: given, followed, managed")
struct RoleTests {
    @Test("A role is in force at once, and gone at once", arguments: Engine.allCases)
    func giveAndTake(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.person(of: company.create(.staff("ada")).id)
            let manage = try company.permit(ManageAccess.self)
            try await company.customer.write { try $0.give(.privacyOfficer, to: ada, manage) }
            #expect(try await company.customer.read { try $0.roles(of: ada) } == [.privacyOfficer])
            try await company.customer.write { try $0.take(.privacyOfficer, from: ada, manage) }
            #expect(try await company.customer.read { try $0.roles(of: ada) } == [])
            #expect(try await company.deeds().count { $0 == "role.taken" } == 1)
            #expect(
                await failure { try await company.customer.write { try $0.take(.privacyOfficer, from: ada, manage) } }
                    == .notFound)
        }
    }

    @Test(
        "ASVS 8.2.2: nobody is made an operator, a manager without a group, or given a role that is not there",
        arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let record = try await company.create(.staff("ada"))
            let ada = try await company.person(of: record.id)
            let manage = try company.permit(ManageAccess.self)
            for role in [Role.operator, .operatorSupport, .operatorAuditor, .learner, .manager] {
                #expect(
                    await failure { try await company.customer.write { try $0.give(role, to: ada, manage) } }
                        == .invalid(field: "role"), "\(role)")
            }
            let unknown = UUIDValue.random()
            #expect(
                await failure { try await company.customer.write { try $0.give(.administrator, to: unknown, manage) } }
                    == .notFound)
            try await company.deactivate([record])
            #expect(
                await failure { try await company.customer.write { try $0.give(.administrator, to: ada, manage) } }
                    == .conflict(.state))
        }
    }

    @Test("The last administrator keeps the role, also when two take it from each other", arguments: Engine.allCases)
    func last(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let freja = try #require(company.administrator.id)
            let ada = try await company.person(of: company.create(.staff("ada")).id)
            let manage = try company.permit(ManageAccess.self)
            let customer = company.customer
            #expect(
                await failure { try await customer.write { try $0.take(.administrator, from: freja, manage) } }
                    == .conflict(.state))
            try await customer.write { try $0.give(.administrator, to: ada, manage) }
            let outcomes = await withTaskGroup(of: Failure.Kind?.self, returning: [Failure.Kind?].self) { group in
                for person in [freja, ada] {
                    group.addTask {
                        await failure { try await customer.write { try $0.take(.administrator, from: person, manage) } }
                    }
                }
                var kinds: [Failure.Kind?] = []
                for await kind in group { kinds.append(kind) }
                return kinds
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.contains(.conflict(.state)))
            #expect(try await company.count("SELECT count(*) FROM role WHERE role = 'administrator'") == 1)
        }
    }

    @Test(
        "Whom a directory deactivated as the last administrator departs once there is another",
        arguments: Engine.allCases)
    func letGo(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let freja = try #require(company.administrator.id)
            // The directory takes the operator's record over, and deactivates it.
            let record = try await company.create(.staff("freja", active: true))
            try await company.update(record.id) { $0.active = false }
            #expect(try await company.state(of: record) == .active, "the organization keeps its last administrator")
            let cookie = try await SignInTests.signIn(company, company.link.secret)
            let ada = try await company.person(of: company.create(.staff("ada")).id)
            let manage = try company.permit(ManageAccess.self)
            try await company.customer.write { try $0.give(.administrator, to: ada, manage) }
            #expect(try await company.state(of: record) == .inactive)
            #expect(try await SignInTests.login(company, cookie) == nil)
            #expect(freja != ada)
        }
    }

    @Test("A role follows a group: members have it while they are members", arguments: Engine.allCases)
    func follows(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            let person = try await company.person(of: ada.id)
            let group = try await company.createGroup("Data protection", [ada])
            let manage = try company.permit(ManageAccess.self)
            try await company.customer.write { try $0.follow(group.id, with: .privacyOfficer, manage) }
            #expect(try await company.customer.read { try $0.roles(of: person) } == [.privacyOfficer])
            try await company.updateGroup(group.id) { $0.members = [] }
            #expect(try await company.customer.read { try $0.roles(of: person) } == [])
            let sync = try company.sync()
            try await company.customer.write { try $0.removeGroup(group.id, if: nil, sync) }
            #expect(try await company.count("SELECT count(*) FROM group_role") == 0)
        }
    }

    @Test(
        "An administrator by a group does not count as the last one: a directory can empty the group",
        arguments: Engine.allCases)
    func followedIsNotLast(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let freja = try #require(company.administrator.id)
            let group = try await company.createGroup("IT", [company.create(.staff("ada"))])
            let manage = try company.permit(ManageAccess.self)
            try await company.customer.write { try $0.follow(group.id, with: .administrator, manage) }
            #expect(
                await failure { try await company.customer.write { try $0.take(.administrator, from: freja, manage) } }
                    == .conflict(.state))
        }
    }

    @Test("A manager sees the members of the managed groups, and no other group", arguments: Engine.allCases)
    func team(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(3)
            let manager = try await company.person(of: company.create(.staff("mia")).id)
            let ours = try await company.createGroup("Ours", people)
            let theirs = try await company.createGroup("Theirs", people)
            let manage = try company.permit(ManageAccess.self)
            try await company.customer.write { try $0.setManager(manager, of: ours.id, manage) }
            let roles = try await company.customer.read { try $0.roles(of: manager) }
            #expect(roles == [.manager])
            let see = try company.permit(SeeTeam.self, to: .person(manager, roles: roles))
            let team = try await company.customer.write { try $0.team(group: nil, offset: 0, limit: 25, see) }
            #expect(team.group?.id == ours.id && team.total == 3 && team.members.count == 3)
            #expect(try await company.deeds().contains("staff.seen"))
            #expect(
                await failure {
                    try await company.customer.write { try $0.team(group: theirs.id, offset: 0, limit: 25, see) }
                } == .notFound)
            try await company.customer.write { try $0.removeManager(manager, of: ours.id, manage) }
            #expect(try await company.customer.read { try $0.roles(of: manager) } == [])
        }
    }

    @Test("Who has which role, and why", arguments: Engine.allCases)
    func holders(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            let group = try await company.createGroup("Data protection", [ada])
            let manage = try company.permit(ManageAccess.self)
            try await company.customer.write { try $0.follow(group.id, with: .privacyOfficer, manage) }
            let see = try company.permit(SeeAccess.self)
            let holders = try await company.customer.write { try $0.roleHolders(see) }
            #expect(holders.map(\.name) == ["ada", "freja@havn.example"])
            #expect(holders.first?.given == [] && holders.first?.followed == [.privacyOfficer])
            #expect(holders.last?.given == [.administrator, .privacyOfficer])
            let follows = try await company.customer.read { try $0.groupRoles(see) }
            #expect(follows.map(\.group.displayName) == ["Data protection"])
        }
    }
}
