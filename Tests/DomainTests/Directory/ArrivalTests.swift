@testable import Domain
import TestSupport
import Testing

@Suite("What arrived, in numbers")
struct ArrivalTests {
    @Test("Counts are kept by hour and connection, and nobody is named", arguments: Engine.allCases)
    func hours(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(4)
            try await company.update(people[0].id) { $0.attributes[.title] = "Head" }
            try await company.update(people[0].id) { _ in }
            company.clock.advance(by: Clock.hour)
            try await company.remove(people[1].id)
            try await company.customer.flushTally()
            try await company.customer.flushTally()
            let see = try company.permit(SeeDirectory.self)
            let hours = try await company.customer.read { try $0.arrivals(since: 0, see) }
            #expect(hours.map(\.hour) == [TestClock.start, TestClock.start + Clock.hour])
            #expect(hours.map(\.created) == [4, 0])
            #expect(hours.map(\.changed) == [1, 0])
            #expect(hours.map(\.departed) == [0, 1])
            #expect(hours.allSatisfy { $0.connection == company.connection })
            let counts = try await company.customer.read { try $0.staffCounts(company.permit(SeeOverview.self)) }
            #expect(counts == StaffCounts(active: 4, inactive: 0, held: 0, left: 1, groups: 0))
        }
    }

    @Test("Dropped attributes are counted by name and month", arguments: Engine.allCases)
    func dropped(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (sync, see) = (try company.sync(), try company.permit(SeeDirectory.self))
            for _ in 0..<3 {
                try await company.customer.write { $0.countDropped(["nickName", "photos"], sync) }
                try await company.customer.flushTally()
            }
            try await company.customer.write { $0.countDropped(["nickName"], sync) }
            try await company.customer.flushTally()
            let names = try await company.customer.read { try $0.droppedNames(see) }
            #expect(names.map(\.name) == ["nickName", "photos"])
            #expect(names.map(\.times) == [4, 3])
            company.clock.advance(by: 31 * Clock.day)
            #expect(try await company.customer.read { try $0.droppedNames(see) }.isEmpty)
        }
    }

    @Test("However many names a directory invents, memory holds two thousand", arguments: Engine.allCases)
    func invented(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let sync = try company.sync()
            try await company.customer.write { $0.countDropped((0..<5_000).map { "x\($0)" }, sync) }
            try await company.create(.staff("ada"))
            try await company.customer.flushTally()
            let names = try await company.count("SELECT count(*) FROM dropped_attribute")
            #expect(names == 2_001)
            let see = try company.permit(SeeDirectory.self)
            let shown = try await company.customer.read { try $0.droppedNames(see) }
            #expect(shown.first?.name == "(other)")
            #expect(shown.first?.times == 3_000)
        }
    }

    @Test("Counts that could not be written are kept for the next time")
    func putBack() {
        let tally = Tally()
        let connection = UUIDValue.random()
        tally.count(.created, from: connection, at: 5, times: 2)
        tally.dropped(["nickName"], from: connection, at: 5)
        tally.used(token: connection, connection: connection, at: 5)
        guard let taken = tally.take() else { return #expect(Bool(false), "there is something") }
        #expect(tally.take() == nil)
        tally.count(.created, from: connection, at: 6, times: 3)
        tally.used(token: connection, connection: connection, at: 9)
        tally.putBack(taken)
        let again = tally.take()
        #expect(again?.arrivals.values.map(\.created) == [5])
        #expect(again?.dropped.values.map(\.times) == [1])
        #expect(again?.tokens[connection] == 9, "the later use")
    }
}
