@testable import Domain
import TestSupport
import Testing

@Suite("The mass-change brake trips")
struct BrakeTests {
    @Test("Five departures in a small company pass, the sixth holds all six", arguments: Engine.allCases)
    func people(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            try await company.deactivate(people.prefix(5))
            #expect(try await company.staged().isEmpty)
            #expect(try await company.states(of: people.prefix(5)) == [.inactive])
            try await company.remove(people[5].id)
            let staged = try await company.staged()
            #expect(staged.map(\.leavers) == [6])
            #expect(try await company.states(of: people.prefix(6)) == [.held])
            #expect(try await company.count("SELECT count(*) FROM person WHERE erase_at IS NOT NULL") == 0)
            #expect(await failure { try await company.record(people[5].id) } == .notFound, "SCIM answers normally")
            #expect(try await company.record(people[0].id).draft.active == false)
            #expect(try await company.deeds().count { $0 == "changes.staged" } == 1)
        }
    }

    @Test("In a company of 200, ten per cent pass and one more does not", arguments: Engine.allCases)
    func percent(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(199)
            try await company.deactivate(people.prefix(20))
            #expect(try await company.staged().isEmpty)
            try await company.deactivate([people[20]])
            #expect(try await company.staged().map(\.leavers) == [21])
        }
    }

    @Test("The hour slides: what departed before it does not count", arguments: Engine.allCases)
    func window(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            try await company.deactivate(people.prefix(3))
            company.clock.advance(by: 40 * Clock.minute)
            try await company.deactivate(people[3..<5])
            company.clock.advance(by: 20 * Clock.minute)
            try await company.deactivate(people[5..<8])
            #expect(try await company.staged().isEmpty, "two and three within the hour")
            try await company.deactivate(people[8..<9])
            #expect(try await company.staged().map(\.leavers) == [6])
            #expect(try await company.states(of: people.prefix(3)) == [.inactive], "those before it are decided")
        }
    }

    @Test("The same person counts once, whatever is done to it", arguments: Engine.allCases)
    func onePerson(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            for _ in 0..<8 {
                try await company.deactivate([people[0]])
                try await company.update(people[0].id) { $0.active = true }
            }
            try await company.update(people[0].id) { draft in
                draft.attributes[.title] = nil
                draft.active = false
            }
            try await company.remove(people[0].id)
            #expect(try await company.staged().isEmpty)
        }
    }

    @Test("Blanked fields count; people stay active", arguments: Engine.allCases)
    func blanked(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(199)
            for person in people.prefix(20) { try await company.update(person.id) { $0.attributes[.title] = nil } }
            #expect(try await company.staged().isEmpty)
            try await company.update(people[20].id) { $0.attributes[.title] = nil }
            #expect(try await company.staged().map(\.movers) == [21])
            #expect(try await company.staged().map(\.leavers) == [0])
            #expect(try await company.states(of: people.prefix(21)) == [.active])
        }
    }

    @Test("So do the members of a group that is emptied", arguments: Engine.allCases)
    func emptied(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            let small = try await company.createGroup("Small", Array(people.prefix(5)))
            try await company.updateGroup(small.id) { $0.members = [] }
            #expect(try await company.staged().isEmpty)
            company.clock.advance(by: 2 * Clock.hour)
            let large = try await company.createGroup("Large", Array(people.prefix(6)))
            try await company.updateGroup(large.id) { $0.members.removeLast() }
            #expect(try await company.staged().isEmpty)
            try await company.updateGroup(large.id) { $0.members = people.prefix(6).map(\.id).sorted() }
            try await company.updateGroup(large.id) { $0.members = [] }
            #expect(try await company.staged().map(\.movers) == [6])
        }
    }

    @Test("A group that is emptied one by one counts as much", arguments: Engine.allCases)
    func emptiedInSteps(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            let group = try await company.createGroup("Large", Array(people.prefix(8)))
            for _ in 0..<8 { try await company.updateGroup(group.id) { $0.members.removeLast() } }
            let staged = try await company.staged()
            #expect(staged.map(\.movers) == [8])
            try await company.decide(try #require(staged.first), apply: false)
            #expect(try await company.count("SELECT count(*) FROM membership") == 8)
        }
    }

    @Test("A group that is deleted comes back with its members when that is discarded", arguments: Engine.allCases)
    func deletedGroup(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            let group = try await company.createGroup("Large", Array(people.prefix(8)))
            let sync = try company.sync()
            try await company.customer.write { tx in try tx.removeGroup(group.id, if: nil, sync) }
            try await company.decide(try #require(try await company.staged().first), apply: false)
            let back = try await company.customer.read { tx in try tx.storedGroup(group.id, withMembers: true) }
            #expect(try #require(back).draft == group.draft)
        }
    }

    @Test("Sending people again as inactive is no way around it", arguments: Engine.allCases)
    func inactiveReturn(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            for person in people.prefix(10) { try await company.remove(person.id) }
            #expect(try await company.staged().map(\.leavers) == [10])
            for person in people.prefix(10) {
                try await company.create(RecordDraft(attributes: person.draft.attributes, active: false))
            }
            #expect(try await company.staged().map(\.leavers) == [10])
            #expect(try await company.count("SELECT count(*) FROM person WHERE state = 'held'") == 10)
        }
    }

    @Test("The customer's instruction moves the threshold", arguments: Engine.allCases)
    func instructed(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let permit = try company.permit(InstructAttributes.self)
            try await company.customer.write { try $0.instruct(brake: Brake(peopleMax: 1, percentMax: 1), permit) }
            let people = try await company.create(10)
            try await company.deactivate(people.prefix(1))
            #expect(try await company.staged().isEmpty)
            try await company.deactivate(people[1..<2])
            #expect(try await company.staged().count == 1)
            for wrong in [Brake(peopleMax: 0, percentMax: 10), Brake(peopleMax: 5, percentMax: 101)] {
                #expect(
                    await failure { try await company.customer.write { try $0.instruct(brake: wrong, permit) } }
                        == .invalid(field: "brake"))
            }
        }
    }

    @Test("More departures join an open set for an hour; later ones make another", arguments: Engine.allCases)
    func twoSets(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(40)
            try await company.deactivate(people.prefix(6))
            company.clock.advance(by: 30 * Clock.minute)
            try await company.deactivate(people[6..<8])
            #expect(try await company.staged().map(\.leavers) == [8])
            #expect(try await company.states(of: people[6..<8]) == [.held])
            company.clock.advance(by: 61 * Clock.minute)
            try await company.deactivate(people[8..<13])
            #expect(try await company.states(of: people[8..<13]) == [.inactive])
            try await company.deactivate(people[13..<14])
            let staged = try await company.staged()
            #expect(staged.map(\.leavers).sorted() == [6, 8])
            let older = try found(staged.first { $0.leavers == 8 })
            try await company.decide(older, apply: false)
            #expect(try await company.states(of: people.prefix(8)) == [.active])
            #expect(try await company.states(of: people[8..<14]) == [.held])
        }
    }

    @Test("The last administrator is never suspended, and can still be sent a link", arguments: Engine.allCases)
    func lastAdministrator(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let cookie = try await SignInTests.signIn(company, company.link.secret)
            let freja = try await company.create(.staff("freja"))
            let permit = try company.permit(IssueSignInLink.self, to: .command)
            try await company.deactivate([freja])
            #expect(try await company.state(of: freja) == .active)
            #expect(try await SignInTests.login(company, cookie) != nil)
            try await company.remove(freja.id)
            #expect(try await company.state(of: freja) == .active)
            #expect(await failure { try await company.record(freja.id) } == .notFound)
            let link = try await company.customer.write {
                try $0.issueSignInLink(email: "freja@havn.example", reason: "Nobody else is left", permit)
            }
            try await SignInTests.signIn(company, link.secret)
            let again = try await company.create(.staff("freja"))
            #expect(try await company.person(of: again.id) == company.administrator.id)
        }
    }
}
