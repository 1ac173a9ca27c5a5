import Domain
import Testing

@testable import Web

@Suite("Numbers, dates and lines")
struct FormatTests {
    @Test("Numbers are grouped as each language does it")
    func numbers() {
        let cases: [(Int, String, String)] = [
            (0, "0", "0"), (999, "999", "999"), (4_318, "4,318", "4.318"), (1_000_000, "1,000,000", "1.000.000"),
            (-12_345, "−12,345", "−12.345"),
        ]
        for (number, english, german) in cases {
            #expect(Format(.english).number(number) == english)
            #expect(Format(.german).number(number) == german)
        }
        #expect(Format(.english).percent(97) == "97\u{A0}%")
    }

    @Test("Dates and times are written out")
    func dates() {
        let time = CivilTime(1_795_533_120_000, offsetMinutes: 60)
        #expect(Format(.english).date(time) == "24 November 2026")
        #expect(Format(.german).date(time) == "24. November 2026")
        #expect(Format(.english).time(time) == "16:12")
    }

    @Test("Today and yesterday follow the organization's own midnight")
    func moments() {
        let context = SamplePages.context()
        let minute: Int64 = 60_000
        let sinceMidnight: Int64 = (16 * 60 + 20) * minute
        #expect(context.moment(SamplePages.now - 88 * minute) == "today, 14:52")
        #expect(context.moment(SamplePages.now - sinceMidnight) == "today, 00:00")
        #expect(context.moment(SamplePages.now - sinceMidnight - minute) == "yesterday, 23:59")
        #expect(context.moment(SamplePages.now - 9 * 86_400_000) == "15 November, 16:20")
        #expect(context.moment(SamplePages.now - 365 * 86_400_000) == "24 November 2025, 16:20")
        #expect(context.sinceMoment(SamplePages.now - 88 * minute) == "14:52")
    }

    @Test("The first language of ours that a browser names wins")
    func languages() {
        #expect(Language.preferred(by: nil) == .english)
        #expect(Language.preferred(by: "de-AT,de;q=0.9,en;q=0.8") == .german)
        #expect(Language.preferred(by: "fr, DE;q=0.5") == .german)
        #expect(Language.preferred(by: "en-GB,de") == .english)
        #expect(Language.preferred(by: "fr-de, den") == .english)
        #expect(Language.preferred(by: String(repeating: "x,", count: 9_000) + "de") == .english)
    }

    @Test("The line of a day begins 24 hours ago and ends with the present hour; the brake is labelled first")
    func day() {
        let now: Int64 = 1_795_533_600_000
        let hour: Int64 = 3_600_000
        let span = LineSpan.lastDay(now: now)
        let marks = [
            LineMark(at: now - 3 * hour, event: .ok, label: "13:20 sync, 3 changes"),
            LineMark(at: now - 3 * hour + 1, event: .bad, label: "13:20 brake"),
            LineMark(at: now - 24 * hour, event: .ok, label: "16:20 CSV"),
            LineMark(at: now - 24 * hour - 1, event: .ok, label: "too old"),
        ]
        let cells = span.cells(now: now, nowLabel: "Now, 16:20", marks: marks, majorEvery: 6)
        #expect(span.start == now - 24 * hour)
        #expect(cells.count == 25)
        #expect(cells.filter(\.isNow).count == 1 && cells[24].isNow)
        #expect(cells.filter(\.isPast).count == 24)
        #expect(cells[0].event == .ok && cells[21].event == .bad)
        #expect(cells.compactMap(\.label) == ["13:20 brake", "Now, 16:20"])
    }

    @Test(
        "A stretch of time is cut into ten to forty cells",
        arguments: [3_600_000, 86_400_000, 30 * 86_400_000, 400 * 86_400_000, 40 * 31_556_952_000] as [Int64])
    func spans(length: Int64) {
        let span = LineSpan.between(0, length)
        #expect((10...75).contains(span.count))
        #expect(span.cells(now: length / 2, nowLabel: nil, marks: [], majorEvery: 4).contains { $0.isNow })
    }

    @Test("Names outside Latin carry a tag for fonts and voices")
    func scripts() {
        let cases = [
            ("김서연", "ko"), ("山田花子", "und-Hani"), ("Оксана", "und-Cyrl"), ("محمود", "und-Arab"),
            ("გიორგი", "ka"), ("Þóra", nil), ("", nil),
        ]
        for (name, tag) in cases { #expect(PersonName.language(of: name) == tag) }
    }
}
