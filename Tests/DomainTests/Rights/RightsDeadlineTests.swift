import Domain
import Testing

/// Deadlines by the calendar of the employer.
@Suite("A month is a calendar month of the employer’s")
struct RightsDeadlineTests {
    private struct Case: CustomTestStringConvertible, Sendable {
        let received: (Int, Int, Int, Int, Int)
        let due: (Int, Int, Int)
        var months = 1
        var zone = "Europe/Berlin"

        var testDescription: String { "\(received) in \(zone), \(months)" }
    }

    /// The instant of a local time, given the zone's offset then in minutes.
    private static func instant(_ local: (Int, Int, Int, Int, Int), _ zone: String) -> Int64 {
        let day = CivilTime.days(year: local.0, month: local.1, day: local.2)
        return TimeZones.start(ofDay: day, in: zone) + Int64(local.3 * 60 + local.4) * 60_000
    }

    private static let cases = [
        Case(received: (2027, 1, 31, 12, 0), due: (2027, 2, 28)),
        Case(received: (2028, 1, 31, 12, 0), due: (2028, 2, 29)),
        Case(received: (2028, 1, 29, 0, 0), due: (2028, 2, 29)),
        Case(received: (2027, 1, 28, 23, 59), due: (2027, 2, 28)),
        Case(received: (2027, 2, 28, 12, 0), due: (2027, 3, 28)),
        Case(received: (2026, 11, 3, 9, 47), due: (2026, 12, 3)),
        Case(received: (2026, 12, 31, 23, 59), due: (2027, 1, 31)),
        Case(received: (2026, 3, 31, 8, 0), due: (2026, 4, 30)),
        Case(received: (2026, 8, 31, 8, 0), due: (2026, 9, 30)),
        Case(received: (2026, 10, 25, 1, 30), due: (2026, 11, 25)),
        Case(received: (2026, 2, 28, 8, 0), due: (2026, 3, 28)),
        Case(received: (2026, 11, 30, 8, 0), due: (2027, 2, 28), months: 3),
        Case(received: (2026, 12, 1, 8, 0), due: (2027, 3, 1), months: 3),
        Case(received: (2026, 11, 3, 0, 0), due: (2026, 12, 3), zone: "Pacific/Kiritimati"),
        Case(received: (2026, 11, 3, 23, 59), due: (2026, 12, 3), zone: "Pacific/Pago_Pago"),
        Case(received: (2026, 11, 3, 12, 0), due: (2026, 12, 3), zone: "Asia/Kolkata"),
        Case(received: (2026, 8, 5, 12, 0), due: (2026, 9, 5), zone: "America/Santiago"),
    ]

    @Test("An answer is in time until the end of that day", arguments: cases.indices)
    func ends(_ index: Int) {
        let tried = Self.cases[index]
        let received = Self.instant(tried.received, tried.zone)
        let due = RightsDeadline.end(monthsAfter: tried.months, received, in: tried.zone)
        func civil(_ at: Int64) -> CivilTime {
            CivilTime(at, offsetMinutes: TimeZones.offset(of: tried.zone, at: at))
        }
        let (last, next) = (civil(due), civil(due + 1))
        #expect([last.year, last.month, last.day] == [tried.due.0, tried.due.1, tried.due.2])
        #expect([last.minute, last.second] == [59, 59])
        let days = [last, next].map { CivilTime.days(year: $0.year, month: $0.month, day: $0.day) }
        #expect(days[1] == days[0] + 1, "the next millisecond is another day")
    }

    @Test("A day that begins at one o’clock, since midnight was skipped, begins there")
    func skippedMidnight() {
        // Chile set its clocks forward at midnight on 6 September 2026.
        let start = TimeZones.start(
            ofDay: CivilTime.days(year: 2026, month: 9, day: 6), in: "America/Santiago")
        let local = CivilTime(start, offsetMinutes: TimeZones.offset(of: "America/Santiago", at: start))
        let before = CivilTime(start - 1, offsetMinutes: TimeZones.offset(of: "America/Santiago", at: start - 1))
        #expect([local.day, local.hour] == [6, 1])
        #expect([before.day, before.hour, before.minute] == [5, 23, 59])
    }

    @Test("Days since 1970 and back are the same day, over four centuries")
    func days() {
        for day in stride(from: Int64(-100_000), to: 100_000, by: 37) {
            let time = CivilTime(day * Clock.day)
            #expect(CivilTime.days(year: time.year, month: time.month, day: time.day) == day)
        }
    }
}
