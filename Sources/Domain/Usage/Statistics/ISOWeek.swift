/// A week from Monday to Sunday (ISO 8601), in an organization's civil time.
package struct ISOWeek: Sendable, Hashable, Comparable {
    /// Whole weeks since Monday, 29 December 1969.
    package let number: Int64

    package init(number: Int64) { self.number = number }

    /// The week of an instant, milliseconds UTC.
    package init(at instant: Int64, in zone: String) {
        let local = instant + Self.offset(of: zone, at: instant)
        // 1 January 1970 was a Thursday.
        let days = (local - (local % Clock.day + Clock.day) % Clock.day) / Clock.day + 3
        number = (days - (days % 7 + 7) % 7) / 7
    }

    /// When it begins, milliseconds UTC.
    package func start(in zone: String) -> Int64 { Self.start(ofDay: number * 7 - 3, in: zone) }

    /// When each of the seven days begins, and the week after it, milliseconds UTC.
    func dayStarts(in zone: String) -> [Int64] {
        (0...7).map { Self.start(ofDay: number * 7 - 3 + $0, in: zone) }
    }

    /// The year that the week belongs to: that of its Thursday.
    package var year: Int { thursday.year }

    /// From 1.
    package var week: Int {
        let (time, isLeap) = (thursday, Self.isLeap(thursday.year))
        let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][time.month - 1]
        return (before + (isLeap && time.month > 2 ? 1 : 0) + time.day - 1) / 7 + 1
    }

    /// `2026-W10`.
    package var text: String { "\(year)-W\(week < 10 ? "0" : "")\(week)" }

    package static func < (left: ISOWeek, right: ISOWeek) -> Bool { left.number < right.number }

    package static func + (week: ISOWeek, weeks: Int64) -> ISOWeek { ISOWeek(number: week.number + weeks) }

    private var thursday: CivilTime { CivilTime(number * 7 * Clock.day) }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func offset(of zone: String, at instant: Int64) -> Int64 {
        Int64(TimeZones.offset(of: zone, at: instant)) * Clock.minute
    }

    /// The midnight that begins a day since 1 January 1970. The offset is that of the instant itself, which is looked for
    /// twice: a change of the clock may lie between.
    private static func start(ofDay day: Int64, in zone: String) -> Int64 {
        let local = day * Clock.day
        let near = local - offset(of: zone, at: local)
        return local - offset(of: zone, at: near)
    }
}

/// Four weeks that are published together. Blocks follow one another without gaps or overlaps.
package struct StatisticBlock: Sendable, Hashable {
    package static let weekCount: Int64 = 4

    /// Its first week.
    package let first: ISOWeek

    /// The block that a week belongs to.
    package init(of week: ISOWeek) {
        first = ISOWeek(number: week.number - (week.number % Self.weekCount + Self.weekCount) % Self.weekCount)
    }

    package var weeks: [ISOWeek] { (0..<Self.weekCount).map { first + $0 } }
    var next: StatisticBlock { StatisticBlock(of: first + Self.weekCount) }
    var previous: StatisticBlock { StatisticBlock(of: first + -Self.weekCount) }

    /// The first instant after it, milliseconds UTC.
    func end(in zone: String) -> Int64 { next.first.start(in: zone) }
}
