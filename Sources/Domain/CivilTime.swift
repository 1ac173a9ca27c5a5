/// Calendar dates from instants, by arithmetic on days (proleptic Gregorian calendar).
package struct CivilTime: Sendable, Equatable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int

    /// - Parameters:
    ///   - milliseconds: the instant, UTC.
    ///   - offsetMinutes: how far local time is ahead of UTC.
    package init(_ milliseconds: Int64, offsetMinutes: Int = 0) {
        let seconds = (milliseconds - (milliseconds % 1_000 + 1_000) % 1_000) / 1_000 + Int64(offsetMinutes) * 60
        let secondOfDay = Int((seconds % 86_400 + 86_400) % 86_400)
        let days = Int((seconds - Int64(secondOfDay)) / 86_400)
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = secondOfDay / 3_600
        minute = secondOfDay % 3_600 / 60
        second = secondOfDay % 60
    }

    /// `2026-11-24` in UTC.
    package static func date(_ milliseconds: Int64) -> String {
        let time = CivilTime(milliseconds)
        return "\(time.year)-\(two(time.month))-\(two(time.day))"
    }

    /// `2026-11-24T08:15:00Z` (RFC 3339).
    package static func instant(_ milliseconds: Int64) -> String {
        let time = CivilTime(milliseconds)
        return "\(date(milliseconds))T\(two(time.hour)):\(two(time.minute)):\(two(time.second))Z"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `2026-11` in UTC.
    package static func month(_ milliseconds: Int64) -> String {
        let time = CivilTime(milliseconds)
        return "\(time.year)-\(time.month < 10 ? "0" : "")\(time.month)"
    }
}
