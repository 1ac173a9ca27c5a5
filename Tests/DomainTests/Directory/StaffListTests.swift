@testable import Domain
import TestSupport
import Testing

@Suite("The staff list")
struct StaffListTests {
    @Test("Search finds folded parts of names, titles, e-mails and user names", arguments: Engine.allCases)
    func search(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.fill(company)
            let found: [(String, [String])] = [
                ("STRASS", ["Straßer, Ida"]), ("straß", ["Straßer, Ida"]), ("crane", ["佐藤 健二"]), ("健", ["佐藤 健二"]),
                ("ida@", ["Straßer, Ida"]), ("ida straßer", ["Straßer, Ida"]), ("nobody", []), ("' OR 1=1 --", []),
                ("%", []), ("\n", ["Straßer, Ida", "佐藤 健二", "freja@havn.example", "Ångström, Bo"]),
            ]
            for (text, names) in found {
                let page = try await Self.list(company) { $0.text = text }
                #expect(Set(page.members.map(\.name)) == Set(names), "\(text)")
            }
        }
    }

    @Test("Filters, letters, sorting and pages agree with each other", arguments: Engine.allCases)
    func filters(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await Self.fill(company)
            let all = try await Self.list(company) { _ in }
            #expect((all.total, all.matching) == (4, 4))
            #expect(
                all.members.map(\.name)
                    == ["Ångström, Bo", "freja@havn.example", "Straßer, Ida", "佐藤 健二"].sorted {
                        Folding.fold($0) < Folding.fold($1)
                    })
            #expect(all.initials == ["A": 1, "F": 1, "S": 1, "#": 1])
            #expect(all.states == [.active: 3, .inactive: 1])
            #expect(try await Self.list(company) { $0.initial = "A" }.members.map(\.name) == ["Ångström, Bo"])
            #expect(try await Self.list(company) { $0.state = .inactive }.members.map(\.name) == ["Ångström, Bo"])
            #expect(try await Self.list(company) { $0.source = company.connection }.matching == 3)
            let backwards = try await Self.list(company) { $0.descending = true }
            #expect(backwards.members.map(\.id) == all.members.map(\.id).reversed())
            for sort in StaffQuery.Sort.allCases {
                var paged: [UUIDValue] = []
                for offset in 0..<5 {
                    paged += try await Self.list(company) { query in
                        (query.sort, query.offset, query.limit) = (sort, offset, 1)
                    }.members.map(\.id)
                }
                #expect(paged == (try await Self.list(company) { $0.sort = sort }.members.map(\.id)), "\(sort)")
                #expect(Set(paged).count == 4)
            }
            #expect(try await Self.list(company) { $0.offset = -3 }.members.count == 4)
            #expect(try await Self.list(company) { $0.limit = -3 }.members.isEmpty)
        }
    }

    @Test("It follows every change, over more people than it reads at once", arguments: Engine.allCases)
    func follows(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(600)
            #expect(try await Self.list(company) { _ in }.total == 601)
            try await company.update(people[5].id) { $0.attributes[.displayName] = "Zenobia" }
            #expect(try await Self.list(company) { $0.text = "zenobia" }.matching == 1)
            #expect(try await Self.list(company) { $0.text = "staff5@havn zenobia" }.matching == 1)
            #expect(try await Self.list(company) { $0.text = "staff6@havn zenobia" }.matching == 0)
            try await company.deactivate(people.prefix(70))
            let states = try await Self.list(company) { _ in }.states
            #expect(states == [.active: 531, .held: 70])
        }
    }

    @Test("A person is shown with what is held, from where and since when", arguments: Engine.allCases)
    func person(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let made = try await company.create(.staff("ada", [.title: "Clerk"]))
            let crew = try await company.createGroup("Crew", [made])
            company.clock.advance(by: 7)
            try await company.update(made.id) { $0.attributes[.title] = "Head" }
            let id = try await company.person(of: made.id)
            let see = try company.permit(SeeStaff.self)
            let view = try await company.customer.write { try $0.person(id, see) }
            let held = Dictionary(uniqueKeysWithValues: view.fields.map { ($0.attribute, $0) })
            let title = try #require(held[.title])
            #expect(title.value.revealed == "Head")
            #expect(title.source == company.connection)
            #expect(title.at == TestClock.start + 7)
            #expect(held[.userName]?.at == TestClock.start)
            #expect(held.count == 4)
            #expect(view.groups.map(\.id) == [crew.id])
            #expect(view.records.map(\.id) == [made.id])
            #expect(view.events.map(\.deed) == [.personChanged, .personArrived])
            #expect(view.sources[company.connection] == "Entra ID")
            let members = try await company.customer.write { tx in
                try tx.members(of: crew.id, offset: 0, limit: 5, see).members.map(\.id)
            }
            #expect(members == [id])
        }
    }

    private static func fill(_ company: Company) async throws {
        try await company.create(.staff("ida", [.givenName: "Ida", .familyName: "Straßer", .title: "Clerk"]))
        try await company.create(.staff("kenji", [.displayName: "佐藤 健二", .title: "Crane Operator"]))
        try await company.create(
            RecordDraft.staff("bo", [.givenName: "Bo", .familyName: "Ångström"], active: false))
    }

    private static func list(
        _ company: Company, _ ask: @Sendable (inout StaffQuery) -> Void
    ) async throws -> StaffPage {
        var query = StaffQuery()
        ask(&query)
        let (asked, permit) = (query, try company.permit(SeeStaff.self))
        return try await company.customer.write { try $0.staff(asked, permit) }
    }
}
