package import Domain

/// How numbers, dates and times are written in one language.
package struct Format: Sendable {
    package let language: Language

    package init(_ language: Language) { self.language = language }

    /// Grouped by thousands: 4,318 in English, 4.318 in German.
    package func number(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var grouped = number < 0 ? "−" : ""
        for (place, digit) in digits.unicodeScalars.enumerated() {
            let left = digits.utf8.count - place
            if place > 0, left % 3 == 0 { grouped += language == .english ? "," : "." }
            grouped.unicodeScalars.append(digit)
        }
        return grouped
    }

    /// With a no-break space before the sign, as in “97 %”.
    package func percent(_ percent: Int) -> String { number(percent) + "\u{A0}%" }

    /// “24 November 2026”, “24. November 2026”.
    package func date(_ time: CivilTime) -> String { "\(dayAndMonth(time)) \(time.year)" }

    /// “24 November”, “24. November”.
    package func dayAndMonth(_ time: CivilTime) -> String {
        language == .english ? "\(time.day) \(month(time))" : "\(time.day). \(month(time))"
    }

    /// “November”.
    package func month(_ time: CivilTime) -> String { Self.months[language == .english ? 0 : 1][time.month - 1] }

    /// “14:52”, on a clock of 24 hours.
    package func time(_ time: CivilTime) -> String { "\(Self.twoDigits(time.hour)):\(Self.twoDigits(time.minute))" }

    /// “24 November”, with the year where it is not the present one.
    package func day(_ time: CivilTime, now: CivilTime) -> String {
        time.year == now.year ? dayAndMonth(time) : date(time)
    }

    /// “today, 14:52”, “yesterday, 14:52”, “15 November, 22:10”, “15 November 2025, 22:10”.
    ///
    /// - Parameter yesterday: the civil time one day before `now`.
    package func moment(_ time: CivilTime, now: CivilTime, yesterday: CivilTime) -> String {
        let day: String
        if time.isSameDay(as: now) {
            day = language == .english ? "today" : "heute"
        } else if time.isSameDay(as: yesterday) {
            day = language == .english ? "yesterday" : "gestern"
        } else {
            day = self.day(time, now: now)
        }
        return "\(day), \(self.time(time))"
    }

    /// “a”, “a and b”, “a, b and c”.
    package func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        let and = language == .english ? " and " : " und "
        return items.dropLast().joined(separator: ", ") + and + last
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let months: [[String]] = [
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ],
        [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
            "November", "Dezember",
        ],
    ]
}
