@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("What integrations read")
struct IntegrationReadingTests {
    @Test("Everyone is met once, a page at a time, with groups by id", arguments: Engine.allCases)
    func people(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let records = try await company.create(9)
            let crew = try await company.createGroup("Crew", Array(records.prefix(3)))
            let all = try await Self.everyone(company, limit: 4)
            #expect(all.count == 10, "the administrator is one of them")
            #expect(all.map(\.id) == all.map(\.id).sorted() && Set(all.map(\.id)).count == 10)
            let names = all.flatMap(\.fields).filter { $0.attribute == .userName }.map(\.value.revealed)
            #expect(Set(names).isSuperset(of: (0..<9).map { "staff\($0)@havn.example" }))
            let members = all.filter { $0.groups == [crew.id] }
            #expect(members.count == 3 && all.filter { $0.groups.isEmpty }.count == 7)
            let person = try await company.person(of: records[0].id)
            #expect(all.first { $0.id == person }?.fields.allSatisfy { $0.source == company.connection } == true)
        }
    }

    @Test("State and time choose among them", arguments: Engine.allCases)
    func filters(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let records = try await company.create(3)
            let before = company.clock.now
            company.clock.advance(by: Clock.minute)
            try await company.deactivate(records.prefix(1))
            let changed = try await Self.everyone(company, PeopleFilter(updatedAfter: before))
            let gone = try await company.person(of: records[0].id)
            #expect(changed.map(\.id) == [gone])
            #expect(try await Self.everyone(company, PeopleFilter(state: .inactive)).map(\.id) == [gone])
            #expect(try await Self.everyone(company, PeopleFilter(state: .active)).count == 3)
            #expect(try await Self.everyone(company, PeopleFilter(updatedAfter: company.clock.now)).isEmpty)
        }
    }

    @Test("A withdrawn attribute is not read, also before the job has removed it", arguments: Engine.allCases)
    func withdrawn(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await InstructionTests.instruct(company, [.department])
            let record = try await company.create(.staff("ada", [.department: "Hall 7"]))
            let id = try await company.person(of: record.id)
            let before = try await Self.person(company, id)
            #expect(before.value?.fields.contains { $0.attribute == .department } == true)
            try await InstructionTests.instruct(company, [])
            let after = try await Self.person(company, id)
            #expect(after.value?.fields.contains { $0.attribute == .department } == false)
            #expect(after.version != before.version)
        }
    }

    @Test("A version stands until something that is shown changes", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let record = try await company.create(.staff("ada"))
            let id = try await company.person(of: record.id)
            var known: Set<String> = [try await Self.person(company, id).version]
            let deeds = try await company.deeds().count
            let again = try await Self.person(company, id, known: known)
            #expect(again.value == nil && known.contains(again.version))
            #expect(try await company.deeds().count == deeds, "what was not read is not recorded as read")
            let group = try await company.createGroup("Crew")
            let changes: [() async throws -> Void] = [
                { try await company.update(record.id) { $0.attributes[.title] = "Foreman" } },
                { try await company.updateGroup(group.id) { $0.members = [record.id] } },
                { try await company.updateGroup(group.id) { $0.members = [] } },
                { try await company.deactivate([record]) },
            ]
            for change in changes {
                try await change()
                let seen = try await Self.person(company, id, known: known)
                #expect(seen.value != nil)
                #expect(known.insert(seen.version).inserted)
            }
        }
    }

    @Test("Whom an integration read is recorded, and stands on the person's own page", arguments: Engine.allCases)
    func recorded(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let records = try await company.create(2)
            let crew = try await company.createGroup("Crew", records)
            let before = try await company.deeds().filter { $0 == "staff.read" }.count
            _ = try await Self.everyone(company, limit: 200)
            let id = try await company.person(of: records[0].id)
            _ = try await Self.person(company, id)
            let permit = try company.permit(ReadGroups.self, to: .integration(.random(), scopes: [.groupsRead]))
            let members = try await company.customer.write { tx in
                try tx.members(of: crew.id, after: nil, limit: 9, permit)
            }
            #expect(members.items.contains(id) && members.items.count == 2 && members.next == nil)
            #expect(try await company.deeds().filter { $0 == "staff.read" }.count == before + 3)
            let see = try company.permit(SeeStaff.self)
            let view = try await company.customer.write { try $0.person(id, see) }
            #expect(view.events.contains { $0.deed == .staffRead && $0.actorKind == .integration })
        }
    }

    @Test("A cursor counts in its organization and its list only", arguments: Engine.allCases)
    func cursors(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let ours = try await installation.company("havn")
            let theirs = try await installation.company("kaveri")
            let place = PagePlace(.random(), .random())
            let cursor = try await ours.customer.read { $0.cursor(after: place, in: "people state=active") }
            let read: @Sendable (Company, String, String) async throws -> PagePlace = { company, text, list in
                try await company.customer.read { try $0.place(of: text, in: list) }
            }
            #expect(try await read(ours, cursor, "people state=active") == place)
            let wrong = Failure.Kind.invalid(field: "cursor")
            #expect(await failure { try await read(ours, cursor, "people") } == wrong)
            #expect(await failure { try await read(theirs, cursor, "people state=active") } == wrong)
            var tampered: [String] = ["", "A", cursor + "A", String(repeating: "A", count: 64)]
            for position in 0..<64 {
                var bytes = Array(cursor.utf8)
                bytes[position] = bytes[position] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
                tampered.append(String(decoding: bytes, as: UTF8.self))
            }
            for text in tampered {
                #expect(await failure { try await read(ours, text, "people state=active") } == wrong, "\(text)")
            }
        }
    }

    @Test("The sync log counts and names nobody", arguments: Engine.allCases)
    func syncLog(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(3)
            let sync = try company.sync()
            try await company.customer.write { $0.countDropped(["shoeSize", "nickName"], sync) }
            company.clock.advance(by: Clock.hour)
            try await company.create(1, "late")
            try await company.customer.flushTally()
            try await company.importFile(staffFile([("bo", "Clerk")]))
            let permit = try company.permit(ReadSyncLog.self, to: .integration(.random(), scopes: [.syncRead]))
            let connection = company.connection
            let customer = company.customer
            let connections = try await customer.read { try $0.connections(after: nil, limit: 9, permit).items }
            #expect(connections.first { $0.id == connection }?.records == 4)
            let first = try await customer.read {
                try $0.arrivals(since: nil, of: connection, after: nil, limit: 1, permit)
            }
            #expect(first.items.map(\.created) == [3])
            let rest = try await customer.read {
                try $0.arrivals(since: nil, of: connection, after: first.next, limit: 9, permit)
            }
            #expect(rest.items.map(\.created) == [1] && rest.next == nil)
            let hour = try #require(rest.items.first).hour
            let since = try await customer.read { try $0.arrivals(since: hour, of: nil, after: nil, limit: 9, permit) }
            #expect(since.items.filter { $0.connection == connection }.map(\.created) == [1])
            let names = try await Self.dropped(company, permit)
            #expect(Set(names.map(\.name)) == ["shoeSize", "nickName"] && names.allSatisfy { $0.times == 1 })
            let sets = try await customer.read {
                try $0.changeSets(ChangeSetFilter(), after: nil, limit: 9, permit).items
            }
            let set = try #require(sets.first)
            #expect(set.state == .applied && set.joiners == 1 && set.applied == 1)
            if case .brake = set.origin { Issue.record("a file made it") }
            let one = try await customer.read { try $0.changeSet(set.id, unless: { _ in false }, permit) }
            let known = one.version
            let again = try await customer.read { try $0.changeSet(set.id, unless: { $0 == known }, permit) }
            #expect(one.value?.id == set.id && again.value == nil)
        }
    }

    private static func dropped(_ company: Company, _ permit: Permit<ReadSyncLog>) async throws -> [DroppedListing] {
        var names: [DroppedListing] = []
        var place: PagePlace?
        repeat {
            let from = place
            let page = try await company.customer.read { tx in
                try tx.droppedNames(in: nil, after: from, limit: 1, permit)
            }
            names += page.items
            place = page.next
        } while place != nil
        return names
    }

    private static func everyone(
        _ company: Company, _ filter: PeopleFilter = PeopleFilter(), limit: Int = 2
    ) async throws -> [PersonListing] {
        let permit = try company.permit(ReadPeople.self, to: .integration(.random(), scopes: [.peopleRead]))
        var people: [PersonListing] = []
        var place: PagePlace?
        repeat {
            let from = place
            let page = try await company.customer.write { tx in
                try tx.people(filter, after: from, limit: limit, permit)
            }
            people += page.items
            place = page.next
        } while place != nil
        return people
    }

    private static func person(
        _ company: Company, _ id: UUIDValue, known: Set<String> = []
    ) async throws -> Versioned<PersonListing> {
        let permit = try company.permit(ReadPeople.self, to: .integration(.random(), scopes: [.peopleRead]))
        return try await company.customer.write { tx in try tx.person(id, unless: known.contains, permit) }
    }
}
