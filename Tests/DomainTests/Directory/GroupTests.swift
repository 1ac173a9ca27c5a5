@testable import Domain
import TestSupport
import Testing

@Suite("Directory groups")
struct GroupTests {
    @Test("A group is created, found, changed and removed", arguments: Engine.allCases)
    func lifecycle(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(3)
            let made = try await company.createGroup("Port crew", Array(people.prefix(2)))
            #expect(try await company.group(made.id).draft == made.draft)
            let permit = try company.reading
            let found = try await company.customer.read { try $0.groups(where: .displayName("PORT CREW"), permit) }
            #expect(found.map(\.id) == [made.id])
            let changed = try await company.updateGroup(made.id) { draft in
                draft.externalID = "g-1"
                draft.members = [people[2].id]
            }
            #expect(changed.version == 2)
            #expect(try await company.group(made.id).draft == changed.draft)
            let byID = try await company.customer.read {
                try $0.groups(where: .externalID("g-1"), withMembers: false, permit)
            }
            #expect(byID.map(\.draft.members) == [[]])
            let sync = try company.sync()
            try await company.customer.write { try $0.removeGroup(made.id, if: nil, sync) }
            #expect(await failure { try await company.group(made.id) } == .notFound)
            #expect(
                await failure { try await company.customer.write { try $0.removeGroup(made.id, if: nil, sync) } }
                    == .notFound)
            #expect(try await company.count("SELECT count(*) FROM membership") == 0)
        }
    }

    @Test("A name is taken in any case; one's own is not", arguments: Engine.allCases)
    func duplicates(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let first = try await company.createGroup("Crew")
            let second = try await company.createGroup("Office")
            #expect(await failure { try await company.createGroup("CREW") } == .conflict(.uniqueness))
            #expect(
                await failure { try await company.updateGroup(second.id) { $0.displayName = "crew" } }
                    == .conflict(.uniqueness))
            #expect(try await company.updateGroup(first.id) { $0.displayName = "CREW" }.version == 2)
            #expect(try await company.group(second.id).version == 1)
        }
    }

    @Test("Who is not here cannot be a member, and then nothing is stored", arguments: Engine.allCases)
    func foreignMembers(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(2)
            try await company.remove(people[1].id)
            for stranger in [UUIDValue.random(), people[1].id, company.connection] {
                let draft = GroupDraft(displayName: "Crew", members: [people[0].id, stranger].sorted())
                let permit = try company.sync()
                #expect(
                    await failure { try await company.customer.write { try $0.createGroup(draft, permit) } }
                        == .invalid(field: "members"))
            }
            #expect(try await company.count("SELECT count(*) FROM staff_group") == 0)
            #expect(try await company.record(people[0].id).version == 1)
        }
    }

    @Test("A record says which groups it is in, and its version moves with them", arguments: Engine.allCases)
    func groupsOfRecord(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(2)
            let crew = try await company.createGroup("Crew", people)
            let office = try await company.createGroup("Office", [people[0]])
            let first = try await company.record(people[0].id)
            #expect(first.groups.map(\.displayName).sorted() == ["Crew", "Office"])
            #expect(first.version == 3)
            try await company.updateGroup(office.id) { $0.displayName = "Head office" }
            #expect(try await company.record(people[0].id).version == 4)
            #expect(try await company.record(people[1].id).version == 2)
            try await company.updateGroup(crew.id) { $0.members.removeAll { $0 == people[1].id } }
            #expect(try await company.record(people[1].id).groups.isEmpty)
            #expect(try await company.record(people[1].id).version == 3)
            let permit = try company.reading
            let pages = try await company.customer.read { tx in
                try (tx.records(after: nil, limit: 10, permit), tx.records(offset: 0, limit: 10, permit))
            }
            for page in [pages.0, pages.1] {
                let groups = page.first { $0.id == people[0].id }?.groups.map(\.displayName).sorted()
                #expect(groups == ["Crew", "Head office"])
            }
        }
    }

    @Test("A group's version moves when a member is deleted", arguments: Engine.allCases)
    func deletedMember(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(2)
            let crew = try await company.createGroup("Crew", people)
            try await company.remove(people[0].id)
            let after = try await company.group(crew.id)
            #expect(after.draft.members == [people[1].id])
            #expect(after.version == crew.version + 1)
        }
    }

    @Test("A change without effect moves nothing, and a condition is kept", arguments: Engine.allCases)
    func conditions(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let crew = try await company.createGroup("Crew")
            #expect(try await company.updateGroup(crew.id) { $0.displayName = "Crew" }.version == 1)
            let permit = try company.sync()
            #expect(
                await failure {
                    try await company.customer.write { try $0.updateGroup(crew.id, if: { $0 == 2 }, permit) { _ in } }
                } == .conflict(.version))
            #expect(
                await failure {
                    try await company.customer.write { try $0.removeGroup(crew.id, if: { $0 == 2 }, permit) }
                }
                    == .conflict(.version))
        }
    }

    @Test("A name in another normalization form is a change", arguments: Engine.allCases)
    func normalization(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let crew = try await company.createGroup("Café")
            let changed = try await company.updateGroup(crew.id) { $0.displayName = "Cafe\u{301}" }
            #expect(changed.version == 2)
            #expect(try await company.group(crew.id).draft.displayName.utf8.count == 6)
        }
    }

    @Test("Pages of groups are in order of id", arguments: Engine.allCases)
    func paging(engine: Engine) async throws {
        try await withCompany(engine) { company in
            for number in 0..<7 {
                company.clock.advance(by: 1)
                try await company.createGroup("Group \(number)")
            }
            let permit = try company.reading
            let (first, rest, count) = try await company.customer.read { tx in
                let first = try tx.groups(limit: 3, permit)
                return (first, try tx.groups(after: first.last?.id, limit: 10, permit), try tx.groupCount(permit))
            }
            #expect((first + rest).map(\.draft.displayName) == (0..<7).map { "Group \($0)" })
            #expect(count == 7)
        }
    }
}
