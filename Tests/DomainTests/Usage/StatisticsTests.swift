@testable import Domain
import TestSupport
import Testing

@Suite("Statistics of use")
struct StatisticsTests {
    /// A company with groups of 14, 12 and 13 people, one of whom is in the first two, that has instructed statistics over
    /// them as a block begins.
    private struct World {
        let company: Company
        let drivers: UUIDValue
        let office: UUIDValue
        let yard: UUIDValue
        /// 14 drivers, the last of whom is in the office too; then 11 more of the office; then 13 of the yard.
        let people: [UUIDValue]
        let block: StatisticBlock

        init(_ company: Company) async throws {
            self.company = company
            let zone = company.customer.organization.zone
            let current = StatisticBlock(of: ISOWeek(at: company.clock.now, in: zone))
            company.clock.advance(by: current.end(in: zone) - company.clock.now + Clock.hour)
            block = current.next
            let records = try await company.create(38)
            drivers = try await company.createGroup("Drivers", Array(records[..<14])).id
            office = try await company.createGroup("Office", Array(records[13..<25])).id
            yard = try await company.createGroup("Yard", Array(records[25...])).id
            people = try await company.people(of: records)
            try await company.instruct(uses: .experience)
            try await company.instruct(statistics: [drivers, office, yard])
        }

        func use(_ feature: Feature, _ people: some Sequence<UUIDValue>) async throws {
            for person in people { company.customer.usage.count(feature, person, at: company.clock.now) }
            try await company.customer.flushTally()
        }

        /// The figures of a feature by group and week; nil where nothing is published.
        func figures(_ feature: Feature) async throws -> [[Statistics.Figure?]]? {
            try await statistics().published?.rows.first { $0.feature == feature }?.figures
        }

        func statistics() async throws -> Statistics {
            let permit = try company.permit(SeeStatistics.self)
            return try await company.customer.read { try $0.statistics(of: nil, permit) }
        }

        /// Until the block has ended and its seven days have passed, to the minute.
        func untilPublication(less milliseconds: Int64 = 0) async throws {
            let due = block.end(in: company.customer.organization.zone) + 7 * Clock.day
            company.clock.advance(by: due - milliseconds - company.clock.now)
            try await company.runJobs()
        }
    }

    @Test("Four weeks are published once, a week after they end, each person in one group", arguments: Engine.allCases)
    func published(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let world = try await World(company)
            for week in 0..<4 {
                // Whoever is in both groups counts with the drivers: eleven of the office are left, and that is all of it.
                try await world.use(.staffList, world.people[3..<35])
                company.clock.advance(by: Clock.day)
                try await world.use(.staffList, world.people[3..<5])
                // Two uses on one day, and nine people of a group: nothing more, and nothing at all.
                try await world.use(.staffList, world.people[3..<5])
                try await world.use(.groups, world.people[..<9])
                company.clock.advance(by: week < 3 ? 6 * Clock.day : 0)
            }
            try await world.untilPublication(less: 1)
            #expect(try await world.statistics().published == nil)
            try await world.untilPublication()
            let published = try #require(try await world.statistics().published)
            #expect(published.block == world.block)
            #expect(published.groups.map { $0?.revealed } == ["Drivers", "Office", "Yard"])
            let figures = try #require(try await world.figures(.staffList))
            #expect(figures[0] == Array(repeating: .init(people: 11, days: 13), count: 4))
            // All of the office used it: that is not said, nor are the ten of the yard, from which it might be found.
            #expect(figures[1] == [nil, nil, nil, nil] && figures[2] == [nil, nil, nil, nil])
            #expect(try await world.figures(.groups)?.joined().allSatisfy { $0 == nil } == true)
            #expect(try await world.figures(.signIn) == nil, "sign-in times are there for security")
            #expect(try await company.deeds().count { $0 == "statistics.published" } == 1)
            #expect(try await company.count("SELECT count(*) FROM statistic_cell WHERE people < 10") == 0)
        }
    }

    @Test("What is published stays as it is; the next block comes four weeks later", arguments: Engine.allCases)
    func frozen(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let world = try await World(company)
            try await world.use(.staffList, world.people[..<12])
            try await world.untilPublication()
            let before = try #require(try await world.figures(.staffList))
            #expect(before[0] == [.init(people: 12, days: 12), nil, nil, nil])
            try await company.close([.init(.experience)], for: world.people[0])
            try await world.use(.staffList, world.people[..<12])
            try await company.runJobs()
            #expect(try await world.figures(.staffList) == before)
            company.clock.advance(by: 28 * Clock.day)
            try await company.runJobs()
            let statistics = try await world.statistics()
            #expect(statistics.blocks == [world.block.next, world.block])
            #expect(try await world.figures(.staffList)?[0] == [nil, .init(people: 11, days: 11), nil, nil])
        }
    }

    @Test("An objection before publication takes the person out of every figure", arguments: Engine.allCases)
    func objection(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let world = try await World(company)
            for _ in 0..<4 {
                try await world.use(.staffList, world.people[..<10])
                try await world.use(.directory, world.people[..<11])
                company.clock.advance(by: 7 * Clock.day)
            }
            try await company.close(.restriction, for: world.people[0])
            try await world.untilPublication()
            let ten = Statistics.Figure(people: 10, days: 10)
            #expect(try await world.figures(.staffList)?[0] == [nil, nil, nil, nil], "ten less one is nine")
            #expect(try await world.figures(.directory)?[0] == [ten, ten, ten, ten])
        }
    }

    @Test("Groups that are chosen once a block has ended count from the next one on", arguments: Engine.allCases)
    func chosenLater(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let world = try await World(company)
            try await world.use(.staffList, world.people)
            let end = world.block.end(in: company.customer.organization.zone)
            company.clock.advance(by: end - company.clock.now + Clock.hour)
            try await company.instruct(statistics: [world.office])
            try await world.untilPublication()
            let published = try #require(try await world.statistics().published)
            #expect(published.groups.count == 3)
        }
    }

    @Test("Without the instruction nothing is published, and ending feature use ends it", arguments: Engine.allCases)
    func ended(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let world = try await World(company)
            try await world.use(.staffList, world.people)
            try await company.instruct(uses: [])
            try await world.untilPublication()
            let statistics = try await world.statistics()
            #expect(!statistics.isInstructed && statistics.blocks.isEmpty && statistics.nextAt == nil)
            #expect(try await company.count("SELECT count(*) FROM job WHERE kind = 'statistics.publish'") == 0)
            #expect(
                await failure { try await company.instruct(statistics: [world.drivers]) } == .conflict(.state))
            #expect(
                await failure { try await company.instruct(statistics: [.random()]) } == .invalid(field: "group"))
            let groups = [world.drivers, world.drivers]
            #expect(await failure { try await company.instruct(statistics: groups) } == .invalid(field: "group"))
        }
    }

    @Test("With the guard lifted small figures are published: the probe can fail")
    func lifted() async throws {
        try await withLifted([.g3]) { company in
            let world = try await World(company)
            try await world.use(.groups, world.people[..<2])
            try await world.untilPublication()
            #expect(try await world.figures(.groups)?[0][0] == .init(people: 2, days: 2))
        }
    }
}
