@testable import Domain
@testable import Web

extension SamplePages {
    /// A copy that waits and one that was downloaded; of whom, where that is shown.
    static func copies(_ name: String?) -> [CopyLine] {
        [nil, now - Clock.hour].map { fetchedAt in
            CopyLine(
                id: "c1", name: name, number: "R-2026-0007", createdAt: now - Clock.day,
                expiresAt: now + 6 * Clock.day, fetchedAt: fetchedAt, bytes: 2_640_000)
        }
    }

    /// Every kind, some of it due.
    static var retention: HTML {
        let lines = Swept.allCases.enumerated().map { place, swept in
            SweepPreview.Line(
                swept: swept, table: "t", column: nil, length: Int64(place % 4) * 30 * Clock.day,
                count: Int64(place * 1_000), oldest: place == 0 ? nil : now - Int64(place) * Clock.day,
                next: place % 5 == 0 ? nil : now + Int64(place) * Clock.day)
        }
        let preview = SweepPreview(date: now + 90 * Clock.day, lines: lines, nextSweep: now + Clock.hour, graceDays: 30)
        return RetentionPage(preview: preview, days: 90).html(in: context())
    }
}
