@testable import Domain
import TestSupport
import Testing

@Suite("Staff files as change sets")
struct ImportTests {
    @Test("A file is compared, shown and applied: joiners, movers, leavers, unchanged", arguments: Engine.allCases)
    func difference(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let first = try await company.propose(staffFile([("ada", "Clerk"), ("bo", "Clerk"), ("cy", "Clerk")]))
            #expect(first.state == .proposed)
            #expect((first.joiners, first.movers, first.leavers, first.unchanged) == (3, 0, 0, 0))
            #expect(try await company.find(.userName("ada@havn.example")).isEmpty, "shown is not applied")
            #expect(try await company.apply(first).applied == 3)
            let second = try await company.propose(staffFile([("ada", "Clerk"), ("bo", "Head"), ("dee", "Clerk")]))
            #expect((second.joiners, second.movers, second.leavers, second.unchanged) == (1, 1, 1, 1))
            let permit = try company.permit(ImportStaff.self)
            let moved = try await company.customer.write {
                try $0.changes(of: second.id, kind: .mover, offset: 0, limit: 10, permit)
            }
            #expect(moved.first?.differences.map(\.attribute) == [.title])
            let done = try await company.apply(second)
            #expect((done.state, done.applied, done.refused) == (.applied, 3, 0))
            #expect(try await company.find(.userName("bo@havn.example")).first?.draft.attributes[.title] == "Head")
            #expect(try await company.find(.userName("cy@havn.example")).isEmpty)
            #expect(try await company.count("SELECT count(*) FROM change_chunk") == 0)
        }
    }

    @Test("Imported again, a file changes nothing", arguments: Engine.allCases)
    func unchanged(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let text = """
                \u{FEFF}User name;Work email;Display name;Job title;Groups;Active
                freja@havn.example;freja@havn.example;Freja;Head;Office;yes
                ada@havn.example;ada@havn.example;Ada Ⅷ;Clerk;Crew|Office;yes
                bo@havn.example;bo@havn.example;Bo;;Crew;no

                """
            let first = try await company.importFile(text)
            #expect((first.joiners, first.movers) == (2, 1), "the administrator's record is taken over")
            let second = try await company.propose(text)
            #expect((second.changes, second.unchanged, second.refused) == (0, 3, 0))
            #expect(try await company.apply(second).applied == 0)
            let ada = try #require(try await company.find(.userName("ada@havn.example")).first)
            #expect(ada.version == 1)
        }
    }

    @Test("What changed meanwhile is not overwritten: nothing at all is applied", arguments: Engine.allCases)
    func conflict(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.importFile(staffFile([("ada", "Clerk"), ("bo", "Clerk")]))
            let mover = try await company.propose(staffFile([("ada", "Head"), ("bo", "Head"), ("new", "Clerk")]))
            let bo = try #require(try await company.find(.userName("bo@havn.example")).first)
            try await company.update(bo.id) { $0.attributes[.title] = "Captain" }
            let before = try await company.deeds().count
            #expect(await failure { try await company.apply(mover) } == .conflict(.state))
            #expect(try await company.find(.userName("ada@havn.example")).first?.draft.attributes[.title] == "Clerk")
            #expect(try await company.find(.userName("new@havn.example")).isEmpty)
            #expect(try await company.deeds().count == before)
            let joiner = try await company.propose(staffFile([("late", "Clerk")]))
            try await company.create(.staff("late"))
            #expect(await failure { try await company.apply(joiner) } == .conflict(.state))
        }
    }

    @Test("A decided proposal is decided, and one of yesterday has expired", arguments: Engine.allCases)
    func decided(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let permit = try company.permit(ImportStaff.self)
            let applied = try await company.importFile(staffFile([("ada", "Clerk")]))
            #expect(await failure { try await company.apply(applied) } == .conflict(.state))
            let discarded = try await company.propose(staffFile([("bo", "Clerk")]))
            try await company.customer.write { try $0.discardProposal(discarded.id, permit) }
            #expect(await failure { try await company.apply(discarded) } == .conflict(.state))
            #expect(
                await failure { try await company.customer.write { try $0.discardProposal(discarded.id, permit) } }
                    == .conflict(.state))
            let old = try await company.propose(staffFile([("cy", "Clerk")]))
            company.clock.advance(by: ChangeSet.proposalLifetime)
            #expect(await failure { try await company.apply(old) } == .conflict(.state), "swept or not")
            try await company.runJobs()
            let see = try company.permit(SeeDirectory.self)
            #expect(try await company.customer.read { try $0.changeSet(old.id, see) }.state == .expired)
            #expect(try await company.count("SELECT count(*) FROM change_chunk") == 0)
            #expect(await failure { try await company.customer.read { try $0.changeSet(.random(), see) } } == .notFound)
        }
    }

    @Test("While a row is refused or a person stands there twice, nobody leaves", arguments: Engine.allCases)
    func refusedRows(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.importFile(staffFile([("ada", "Clerk"), ("bo", "Clerk")]))
            let broken = try await company.propose(staffFile([("ada", "Head")]) + "not a row\n")
            #expect((broken.movers, broken.leavers, broken.refused) == (1, 0, 1))
            #expect(broken.problems.map(\.line) == [3])
            let repeated = try await company.propose(staffFile([("ada", "Head"), ("ADA", "Chief")]))
            #expect((repeated.movers, repeated.leavers, repeated.refused) == (1, 0, 1))
            #expect(repeated.problems.map(\.line) == [3])
            #expect(!(repeated.problems.first?.message.contains("Chief") ?? true))
            let whole = try await company.propose(staffFile([("ada", "Head")]))
            #expect((whole.movers, whole.leavers, whole.refused) == (1, 1, 0))
        }
    }

    @Test(
        "A person whom a living directory keeps is kept out, and does not leave with the file",
        arguments: Engine.allCases)
    func keptOut(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(.staff("ada", [.title: "Clerk"]))
            let proposed = try await company.propose(staffFile([("ada", "Head"), ("bo", "Clerk")]))
            #expect((proposed.keptOut, proposed.joiners, proposed.movers) == (1, 1, 0))
            try await company.apply(proposed)
            #expect(try await company.find(.userName("ada@havn.example")).first?.draft.attributes[.title] == "Clerk")
            #expect(try await company.propose(staffFile([("bo", "Clerk")])).leavers == 0)
            let manage = try company.permit(ManageConnections.self)
            try await company.customer.write { try $0.revokeToken(company.token.id, manage) }
            let free = try await company.propose(staffFile([("ada", "Head"), ("bo", "Clerk")]))
            #expect((free.keptOut, free.movers) == (0, 1))
            try await company.apply(free)
            #expect(try await company.find(.userName("ada@havn.example")).first?.draft.attributes[.title] == "Head")
        }
    }

    @Test("A column of groups makes, fills and leaves groups", arguments: Engine.allCases)
    func groups(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let header = "Work email,Groups\n"
            try await company.importFile(header + "ada@havn.example,Crew;Office\nbo@havn.example,Crew\n")
            func members(_ name: String) async throws -> Int {
                let permit = try company.reading
                return try await company.customer.read { try $0.groups(where: .displayName(name), permit) }
                    .first?.draft.members.count ?? -1
            }
            #expect(try await members("Crew") == 2)
            #expect(try await members("Office") == 1)
            let moved = try await company.importFile(header + "ada@havn.example,Office\nbo@havn.example,Crew;Night\n")
            #expect(moved.movers == 2)
            #expect(try await members("Crew") == 1)
            #expect(try await members("Night") == 1)
            #expect(try await company.propose("Work email\nada@havn.example\nbo@havn.example\n").changes == 0)
            #expect(try await members("Office") == 1, "without the column nobody moves")
        }
    }

    @Test("Many leavers trip the brake: they are held, not gone", arguments: Engine.allCases)
    func brake(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = (0..<30).map { ("p\($0)", "Clerk") }
            try await company.importFile(staffFile(people))
            let leaving = try await company.importFile(staffFile(people.prefix(10)))
            #expect((leaving.leavers, leaving.applied) == (20, 20))
            #expect(try await company.staged().map(\.leavers) == [20])
            #expect(try await company.count("SELECT count(*) FROM person WHERE state = 'held'") == 20)
            try await company.decide(try #require(try await company.staged().first), apply: true)
            #expect(try await company.count("SELECT count(*) FROM person WHERE state = 'left'") == 20)
        }
    }

    @Test("A file that cannot be read leaves no proposal behind", arguments: Engine.allCases)
    func unreadable(engine: Engine) async throws {
        try await withCompany(engine) { company in
            #expect(await failure { try await company.propose("Shoe size\n44\n") } != nil)
            #expect(await failure { try await company.propose("") } != nil)
            company.clock.advance(by: ChangeSet.proposalLifetime)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM change_set WHERE state <> 'expired'") == 0)
            #expect(try await company.count("SELECT count(*) FROM person") == 1)
        }
    }
}
