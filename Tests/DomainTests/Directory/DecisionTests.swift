@testable import Domain
import TestSupport
import Testing

@Suite("Deciding what the brake has staged")
struct DecisionTests {
    @Test("Applied, the deactivated are inactive and the deleted have left", arguments: Engine.allCases)
    func applied(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            try await company.deactivate(people.prefix(4))
            for person in people[2..<7] { try await company.remove(person.id) }
            let decided = try await company.decide(try #require(try await company.staged().first), apply: true)
            #expect(decided.state == .applied)
            #expect(decided.decidedBy == company.administrator.id)
            #expect(try await company.states(of: people.prefix(2)) == [.inactive])
            #expect(try await company.states(of: people[2..<7]) == [.left])
            #expect(try await company.count("SELECT count(*) FROM person WHERE erase_at IS NOT NULL") == 5)
            #expect(try await company.count("SELECT count(*) FROM departure") == 0)
            #expect(await failure { try await company.decide(decided, apply: false) } == .conflict(.state))
        }
    }

    @Test("Discarded, everyone is back and can be sent a link again", arguments: Engine.allCases)
    func discarded(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            try await company.deactivate(people.prefix(3))
            for person in people[3..<7] { try await company.remove(person.id) }
            #expect(await failure { try await SignInTests.link(company, "staff1@havn.example") } == .notFound)
            let set = try #require(try await company.staged().first)
            #expect(try await company.decide(set, apply: false).state == .discarded)
            #expect(try await company.states(of: people.prefix(7)) == [.active])
            #expect(try await company.deeds().count { $0 == "person.access-restored" } == 7)
            for name in ["staff1", "staff5"] {
                let link = try await SignInTests.link(company, "\(name)@havn.example")
                try await SignInTests.signIn(company, link.secret)
                break
            }
            let returned = try await company.create(.staff("staff5"))
            #expect(try await company.person(of: returned.id) == company.person(of: people[5].id))
        }
    }

    @Test("Blanked values come back with their sources, and look-ups find them", arguments: Engine.allCases)
    func blanked(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            for person in people.prefix(6) {
                try await company.update(person.id) { draft in
                    draft.attributes[.workEmail] = nil
                    draft.attributes[.title] = nil
                }
            }
            #expect(try await company.find(.workEmail("staff3@havn.example")).isEmpty)
            try await company.update(people[1].id) { $0.attributes[.title] = "New" }
            let version = try await company.record(people[3].id).version
            let set = try #require(try await company.staged().first)
            try await company.decide(set, apply: false)
            let back = try await company.record(people[3].id)
            #expect(back.draft == people[3].draft)
            #expect(back.version > version)
            #expect(try await company.find(.workEmail("staff3@havn.example")).map(\.id) == [people[3].id])
            #expect(try await company.record(people[1].id).draft.attributes[.title] == "New", "what was set anew stays")
        }
    }

    @Test("Several losses of one person all come back, the newest value of each", arguments: Engine.allCases)
    func severalLosses(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            for person in people.prefix(6) { try await company.update(person.id) { $0.attributes[.title] = nil } }
            company.clock.advance(by: 1)
            try await company.update(people[0].id) { $0.attributes[.title] = "Newer" }
            company.clock.advance(by: 1)
            try await company.update(people[0].id) { $0.attributes[.displayName] = nil }
            company.clock.advance(by: 1)
            try await company.update(people[0].id) { $0.attributes[.title] = nil }
            try await company.decide(try #require(try await company.staged().first), apply: false)
            let back = try await company.record(people[0].id).draft
            #expect(back.attributes[.title] == "Newer")
            #expect(back.attributes[.displayName] == "staff0")
        }
    }

    @Test("Applied, blanked values stay away", arguments: Engine.allCases)
    func blankedApplied(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            for person in people.prefix(6) { try await company.update(person.id) { $0.attributes[.title] = nil } }
            try await company.decide(try #require(try await company.staged().first), apply: true)
            #expect(try await company.record(people[2].id).draft.attributes[.title] == nil)
            #expect(try await company.states(of: people.prefix(6)) == [.active])
        }
    }

    @Test("The members of an emptied group come back, with versions that move", arguments: Engine.allCases)
    func emptied(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            let group = try await company.createGroup("Crew", Array(people.prefix(7)))
            try await company.updateGroup(group.id) { $0.members = [] }
            let (record, before) = (try await company.record(people[0].id), try await company.group(group.id))
            try await company.remove(people[6].id)
            try await company.decide(try #require(try await company.staged().first), apply: false)
            let after = try await company.group(group.id)
            #expect(after.draft.members == people.prefix(6).map(\.id).sorted(), "the deleted one stays away")
            #expect(after.version > before.version)
            #expect(try await company.record(people[0].id).version > record.version)
            #expect(try await company.record(people[0].id).groups.map(\.id) == [group.id])
        }
    }

    @Test("Reactivation takes back what was held; the last one back ends the set", arguments: Engine.allCases)
    func reactivated(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            try await company.deactivate(people.prefix(6))
            try await company.update(people[0].id) { $0.active = true }
            #expect(try await company.state(of: people[0]) == .active)
            #expect(try await company.staged().map(\.leavers) == [5])
            for person in people[1..<6] { try await company.update(person.id) { $0.active = true } }
            #expect(try await company.staged().isEmpty)
            #expect(try await company.states(of: people) == [.active])
        }
    }

    @Test("Who is shown what waits is recorded, and only an administrator decides", arguments: Engine.allCases)
    func shown(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(20)
            try await company.update(people[0].id) { $0.attributes[.title] = nil }
            for person in people[0..<6] { try await company.remove(person.id) }
            let set = try #require(try await company.staged().first)
            let permit = try company.permit(DecideChanges.self)
            company.clock.advance(by: 1)
            let page = try await company.customer.write {
                try $0.stagedDepartures(of: set.id, offset: 0, limit: 50, permit)
            }
            #expect(page.count == 7)
            #expect(Set(page.map(\.kind)) == ["deleted", "blanked"])
            let blanked = page.first { $0.kind == "blanked" }
            #expect(blanked?.lost == [.title])
            #expect(try await company.deeds().last == "staff.seen")
            #expect(await failure { try company.permit(DecideChanges.self, to: .command) } == .forbidden)
        }
    }

    @Test("After seven days nobody has decided: it is escalated, and every day after", arguments: Engine.allCases)
    func escalated(engine: Engine) async throws {
        try await withCompany(engine) { company in
            func escalations() async throws -> Int {
                try await company.deeds().count { $0 == "changes.escalated" }
            }
            let people = try await company.create(20)
            try await company.deactivate(people.prefix(6))
            company.clock.advance(by: 7 * Clock.day - 1)
            try await company.runJobs()
            #expect(try await escalations() == 0)
            company.clock.advance(by: 1)
            try await company.runJobs()
            try await company.runJobs()
            #expect(try await escalations() == 1)
            company.clock.advance(by: Clock.day)
            try await company.runJobs()
            #expect(try await escalations() == 2)
            #expect(try await company.states(of: people.prefix(6)) == [.held], "nobody decides but people")
            try await company.decide(try #require(try await company.staged().first), apply: false)
            company.clock.advance(by: Clock.day)
            try await company.runJobs()
            #expect(try await escalations() == 2)
            #expect(try await company.count("SELECT count(*) FROM job WHERE kind <> 'sweep'") == 0)
        }
    }
}
