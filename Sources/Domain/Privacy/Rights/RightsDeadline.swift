/// Calendar months of an employer, from the day of receipt in its zone (GDPR Art. 12(3); Regulation 1182/71, Art. 3).
package enum RightsDeadline {
    /// The last millisecond of the day that many months after an instant's day; of the month's last day where the month
    /// is too short for it: 31 January gives 28 or 29 February.
    package static func end(monthsAfter months: Int, _ receivedAt: Int64, in zone: String) -> Int64 {
        let received = CivilTime(receivedAt, offsetMinutes: TimeZones.offset(of: zone, at: receivedAt))
        let month = received.year * 12 + received.month - 1 + months
        let (year, number) = (month / 12, month % 12 + 1)
        let next = (year: (month + 1) / 12, month: (month + 1) % 12 + 1)
        let first = CivilTime.days(year: year, month: number, day: 1)
        let length = CivilTime.days(year: next.year, month: next.month, day: 1) - first
        let day = first + Int64(min(received.day, Int(length)) - 1)
        return TimeZones.start(ofDay: day + 1, in: zone) - 1
    }
}

extension CivilTime {
    /// Days since 1 January 1970 (proleptic Gregorian calendar).
    package static func days(year: Int, month: Int, day: Int) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }
}

extension TimeZones {
    /// The first instant of a day, given in days since 1 January 1970, milliseconds UTC. A clock that is set forward
    /// over midnight begins its day later.
    package static func start(ofDay day: Int64, in zone: String) -> Int64 {
        let midnight = day * Clock.day
        let candidates = [midnight - Clock.day, midnight + Clock.day].map { around in
            midnight - Int64(offset(of: zone, at: around)) * Clock.minute
        }
        let begun = candidates.sorted().first { instant in
            let time = CivilTime(instant, offsetMinutes: offset(of: zone, at: instant))
            return CivilTime.days(year: time.year, month: time.month, day: time.day) >= day
        }
        return begun ?? candidates[1]
    }
}
