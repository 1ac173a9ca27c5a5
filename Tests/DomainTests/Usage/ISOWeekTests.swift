import Testing

@testable import Domain

@Suite("ISO weeks")
struct ISOWeekTests {
    @Test(
        "A day is in the week that the calendar says",
        arguments: [
            // 1 January 2027 is a Friday; 31 December 2024 a Tuesday; 4 January 2026 a Sunday; 28 December 2026 a Monday.
            (1_798_761_600_000, "2026-W53"), (1_735_603_200_000, "2025-W01"), (1_767_484_800_000, "2026-W01"),
            (1_798_416_000_000, "2026-W53"), (0, "1970-W01"), (-4 * 86_400_000, "1969-W52"),
            (1_709_164_800_000, "2024-W09"), (1_772_442_000_000, "2026-W10"),
        ] as [(Int64, String)])
    func calendar(instant: Int64, text: String) {
        #expect(ISOWeek(at: instant, in: "Etc/UTC").text == text)
    }

    @Test("A week begins on Monday at midnight of the organization's clock, also where the clock changes")
    func starts() {
        let week = ISOWeek(at: 1_772_442_000_000, in: "Europe/Berlin")
        // 2026-03-01, 23:00 UTC.
        #expect(week.start(in: "Europe/Berlin") == 1_772_406_000_000)
        // On 29 March 2026 Berlin loses an hour: that week has 167.
        let spring = ISOWeek(at: 1_774_526_400_000, in: "Europe/Berlin")
        let starts = spring.dayStarts(in: "Europe/Berlin")
        #expect(starts[7] - starts[0] == 167 * Clock.hour)
        #expect(starts[7] - starts[6] == 23 * Clock.hour)
        for zone in ["Asia/Kathmandu", "Pacific/Auckland", "America/Sao_Paulo"] {
            for place in stride(from: Int64(0), through: 400, by: 7) {
                let week = ISOWeek(at: TestClock.start + place * Clock.day, in: zone)
                let start = week.start(in: zone)
                #expect(ISOWeek(at: start, in: zone) == week)
                #expect(ISOWeek(at: start - 1, in: zone) + 1 == week)
            }
        }
    }

    @Test("Blocks of four weeks follow one another without gap or overlap")
    func blocks() {
        let block = StatisticBlock(of: ISOWeek(number: 2_929))
        #expect(block.weeks.map(\.number) == [2_928, 2_929, 2_930, 2_931])
        #expect(block.next.first.number == 2_932)
        #expect(block.next.previous == block)
        #expect(StatisticBlock(of: ISOWeek(number: -1)).first.number == -4)
    }
}
