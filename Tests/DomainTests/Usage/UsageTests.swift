@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("Usage data")
struct UsageTests {
    @Test("A sign-in leaves its time, whatever is instructed, and nothing else", arguments: Engine.allCases)
    func signIn(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let link = company.link.secret
            company.clock.advance(by: 12_345)
            _ = try await company.customer.write { tx in try tx.signIn(with: link, from: nil, in: .unknown) }
            let own = try await Self.own(company)
            #expect(own.signIns == [TestClock.start + 12_345])
            #expect(own.uses.map(\.feature) == [.signIn])
            let columns = Inventory.tables(of: .customer).first { $0.name == "usage" }?.columns.map(\.name)
            #expect(Set(columns ?? []) == ["id", "person", "feature", "at"])
        }
    }

    @Test("Feature use is recorded by the hour, once it is instructed, and not before", arguments: Engine.allCases)
    func instructed(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try #require(company.administrator.id)
            try await company.use(.directory, person)
            #expect(try await Self.own(company).uses.isEmpty)
            try await company.instruct(uses: .experience)
            for _ in 0..<4 {
                try await company.use(.directory, person)
                company.clock.advance(by: 20 * Clock.minute)
            }
            let use = try #require(try await Self.own(company).uses.first)
            #expect(use.feature == .directory)
            #expect(use.times == 2, "9:00, 9:20 and 9:40 are one hour, 10:00 is another")
            #expect(use.firstAt == TestClock.start)
            #expect(use.lastAt == TestClock.start + Clock.hour)
        }
    }

    @Test("Withdrawn, nothing more is recorded, and a job deletes what there was", arguments: Engine.allCases)
    func withdrawn(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try #require(company.administrator.id)
            let link = company.link.secret
            _ = try await company.customer.write { tx in try tx.signIn(with: link, from: nil, in: .unknown) }
            try await company.instruct(uses: [.experience, .training])
            try await company.use(.staffList, person)
            // Counted under the instruction, written after it: it is not kept.
            company.customer.usage.count(.groups, person, at: company.clock.now)
            try await company.instruct(uses: .training)
            try await company.customer.flushTally()
            #expect(try await company.count("SELECT count(*) FROM usage WHERE feature = 'groups'") == 0)
            company.clock.advance(by: Clock.hour)
            try await company.runJobs()
            let own = try await Self.own(company)
            #expect(own.uses.map(\.feature) == [.signIn])
            #expect(own.signIns.count == 1)
        }
    }

    @Test("Whoever has objected, or is erased, leaves no feature use; the others do", arguments: Engine.allCases)
    func objected(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.instruct(uses: .experience)
            let records = try await company.create(3)
            let people = try await company.people(of: records)
            try await company.close([.init(.experience)], for: people[0])
            try await company.close(.restriction, for: people[1])
            for person in people + [.random()] { company.customer.usage.count(.team, person, at: company.clock.now) }
            try await company.customer.flushTally()
            let stored = try await company.customer.read { tx in
                try tx.db.all("SELECT person FROM usage WHERE feature = 'team'") { UUIDValue(bytes: $0.blob(0)) }
            }
            #expect(stored == [people[2]])
        }
    }

    @Test("A name that is not in the registry is refused")
    func unregistered() async throws {
        try await withCompany(.sqlite) { company in
            let person = try #require(company.administrator.id)
            #expect(throws: Failure.self) { try company.customer.countUse(of: "mouse-movement", by: person) }
            try await company.instruct(uses: .experience)
            try company.customer.countUse(of: "directory", by: person)
            try await company.customer.flushTally()
            #expect(try await company.count("SELECT count(*) FROM usage") == 1)
            #expect(Set(Feature.allCases.map(\.rawValue)).count == Feature.allCases.count)
            for feature in Feature.allCases { #expect(try Feature(registered: feature.rawValue) == feature) }
        }
    }

    @Test("With its guard lifted, an unregistered name and an uninstructed use are stored: the probes can fail")
    func lifted() async throws {
        try await withLifted([.d3, .u1]) { company in
            let person = try #require(company.administrator.id)
            try company.customer.countUse(of: "mouse-movement", by: person)
            try await company.use(.directory, person)
            #expect(try await company.count("SELECT count(*) FROM usage") == 2)
        }
    }

    @Test("What one person reads is only their own", arguments: Engine.allCases)
    func own(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.instruct(uses: .experience)
            let person = try await company.people(of: try await company.create(1))[0]
            try await company.use(.myData, person)
            #expect(try await Self.own(company).uses.isEmpty)
            let permit = try company.permit(SeeOwnData.self, to: .person(person, roles: []))
            let theirs = try await company.customer.read { try $0.ownUsage(permit) }
            #expect(theirs.uses.map(\.feature) == [.myData])
        }
    }

    static func own(_ company: Company) async throws -> OwnUsage {
        let permit = try company.permit(SeeOwnData.self)
        return try await company.customer.read { try $0.ownUsage(permit) }
    }
}
