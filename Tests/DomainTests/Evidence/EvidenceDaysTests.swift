import Storage
import TestSupport
import Testing

@testable import Domain

@Suite("Events by day")
struct EvidenceDaysTests {
    @Test(
        "Each event counts on the day on which it was signed, by the organization's clock", arguments: Engine.allCases)
    func days(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let permit = try company.evidence
            let today = { (offset: Int) in
                try await company.customer.read { try $0.eventsByDay(3, offsetMinutes: offset, permit) }
            }
            #expect(try await today(0) == [0, 0, 0], "nothing was signed yet")
            try await company.keepCheckpoint()
            let first = try await company.deeds().count
            #expect(try await today(0) == [0, 0, first])

            company.clock.advance(by: Clock.day)
            try await company.create(.staff("wanda"))
            try await company.keepCheckpoint()
            try await company.create(.staff("otto"))
            try await company.keepCheckpoint()
            let second = try await company.deeds().count - first
            #expect(try await today(0) == [0, first, second])

            // A day without anything, and one on which the oldest has left the window.
            company.clock.advance(by: 2 * Clock.day)
            #expect(try await today(0) == [second, 0, 0])
            // By a clock that is ahead, what was signed late falls on the next day.
            let late = 24 - Int(company.clock.now % Clock.day / Clock.hour)
            #expect(try await today(late * 60) == [second, 0, 0])
        }
    }
}
