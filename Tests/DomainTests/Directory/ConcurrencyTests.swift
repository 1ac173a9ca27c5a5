@testable import Domain
import TestSupport
import Testing

@Suite("Syncs at the same time")
struct ConcurrencyTests {
    @Test(
        "Of many that create the same user, one does; the others are told that the name is taken",
        arguments: Engine.allCases)
    func sameName(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let kinds = await Self.together(40) { number in
                try await company.create(.staff(number % 2 == 0 ? "ada" : "ADA"))
            }
            #expect(kinds.count { $0 == nil } == 1)
            #expect(kinds.count { $0 == .conflict(.uniqueness) } == 39)
            let people = try await company.count("SELECT count(*) FROM person")
            #expect(people == 2)
        }
    }

    @Test("Two directories and a file at once end in one order, without a deadlock", arguments: Engine.allCases)
    func directories(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let okta = try await company.connect("Okta").connection
            let proposed = try await company.propose(staffFile((0..<30).map { ("file\($0)", "Clerk") }))
            let shared = try await company.createGroup("Crew")
            let kinds = await Self.together(61) { number in
                if number == 60 { return try await company.apply(proposed).state == .applied }
                let made = try await company.create(.staff("p\(number)"), from: number % 2 == 0 ? okta : nil)
                try await company.updateGroup(shared.id) { draft in
                    draft.members = (draft.members + [made.id]).sorted()
                }
                return true
            }
            #expect(kinds.allSatisfy { $0 == nil })
            let group = try await company.group(shared.id)
            #expect(group.draft.members.count == 60)
            #expect(group.version == 61)
            #expect(try await company.count("SELECT count(*) FROM directory_record") == 91)
        }
    }

    @Test("Of many changes on one version, one is made", arguments: Engine.allCases)
    func sameVersion(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let made = try await company.create(.staff("ada"))
            let kinds = await Self.together(30) { number in
                try await company.update(made.id, if: { $0 == 1 }) { $0.attributes[.title] = "Clerk \(number)" }
            }
            #expect(kinds.count { $0 == nil } == 1)
            #expect(kinds.count { $0 == .conflict(.version) } == 29)
            let version = try await company.record(made.id).version
            #expect(version == 2)
        }
    }

    /// What each of `count` concurrent calls ended with.
    private static func together(
        _ count: Int, _ body: @escaping @Sendable (Int) async throws -> some Any
    ) async -> [Failure.Kind?] {
        await withTaskGroup(of: Failure.Kind?.self, returning: [Failure.Kind?].self) { group in
            for number in 0..<count { group.addTask { await failure { try await body(number) } } }
            var kinds: [Failure.Kind?] = []
            for await kind in group { kinds.append(kind) }
            return kinds
        }
    }
}
