/// A date of the calendar as forms send it: `2026-11-24`. Its instant is midnight in UTC.
package struct CivilDate: Sendable, Equatable {
    /// Days since 1 January 1970.
    private let days: Int64

    package init(_ instant: Int64) {
        let rest = (instant % Clock.day + Clock.day) % Clock.day
        days = (instant - rest) / Clock.day
    }

    /// - Returns: nil for anything but ten characters that name a day of the years 1970 to 9999.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), year >= 1970,
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // Days from the civil date, with years that begin in March.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        guard self.text == text else { return nil }
    }

    /// Milliseconds UTC.
    package var instant: Int64 { days * Clock.day }

    package var text: String {
        let time = CivilTime(instant)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))"
    }
}
