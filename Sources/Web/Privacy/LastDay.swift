import Domain

/// A day as a form sends it, `2027-06-30`, with whose end something ends.
struct LastDay: Sendable, Equatable {
    /// Since 1 January 1970.
    private let days: Int64

    /// Nil for anything but ten characters that name a day of the years 1970 to 9999.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            bytes[range].reduce(Optional(0)) { value, byte in
                guard let value, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                return value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), year >= 1970,
            (1...12).contains(month), day >= 1
        else { return nil }
        // In years that begin in March the leap day is the last.
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        guard CivilTime.date(days * Clock.day).utf8.elementsEqual(bytes) else { return nil }
    }

    /// The day's last instant in a zone, milliseconds UTC.
    func end(in zone: String) -> Int64 {
        let midnight = (days + 1) * Clock.day
        func shifted(by instant: Int64) -> Int64 {
            midnight - Int64(TimeZones.offset(of: zone, at: instant)) * Clock.minute
        }
        // The offset at that midnight, which is not that of the same hour in UTC where summer time begins or ends.
        return shifted(by: shifted(by: midnight)) - 1
    }
}
