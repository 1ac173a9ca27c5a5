/// Dates and times as SCIM has them (RFC 7643, section 2.3.5; RFC 3339), to and from milliseconds UTC.
package enum SCIMInstant {
    /// Writes `2026-11-24T09:30:00.000Z`. Years beyond 0 to 9999, which the form cannot express, are held at its ends.
    package static func write(_ milliseconds: Int64, to bytes: inout [UInt8]) {
        let bounded = min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999)
        let day = floored(bounded, by: 86_400_000)
        let time = bounded - day * 86_400_000
        let date = civil(day)
        append(date.year, 4, &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(date.month, 2, &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(date.day, 2, &bytes)
        bytes.append(UInt8(ascii: "T"))
        append(time / 3_600_000, 2, &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(time / 60_000 % 60, 2, &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(time / 1_000 % 60, 2, &bytes)
        bytes.append(UInt8(ascii: "."))
        append(time % 1_000, 3, &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func append(_ number: Int64, _ digits: Int, _ bytes: inout [UInt8]) {
        var power: Int64 = digits == 4 ? 1_000 : digits == 3 ? 100 : 10
        while power > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
            power /= 10
        }
    }

    /// Reads `2026-11-24T09:30:00`, with an optional fraction (cut to milliseconds), then `Z`, an offset, or nothing,
    /// which means UTC. Nil for anything else, also for a day that does not exist; a leap second counts as the next.
    package static func parse(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, bytes.count <= 48,
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10].asciiLowered == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            month >= 1, month <= 12, day >= 1, hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = days(year: year, month: month, day: day)
        guard civil(days) == (year, month, day) else { return nil }
        var rest = bytes[19...]
        guard let fraction = milliseconds(&rest), let offset = offsetMinutes(rest) else { return nil }
        return ((days * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1_000 + fraction
    }

    private static func milliseconds(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count + 1)
        var value: Int64 = 0
        var power: Int64 = 100
        for digit in digits.prefix(3) {
            value += Int64(digit - 0x30) * power
            power /= 10
        }
        return value
    }

    private static func offsetMinutes(_ rest: ArraySlice<UInt8>) -> Int64? {
        guard let sign = rest.first else { return 0 }
        if sign.asciiLowered == UInt8(ascii: "z") { return rest.count == 1 ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), rest.count == 6,
            rest[rest.startIndex + 3] == UInt8(ascii: ":"), let hours = number(rest.dropFirst().prefix(2)),
            let minutes = number(rest.suffix(2)), hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            value = value * 10 + Int64(digit - 0x30)
        }
        return value
    }

    private static func floored(_ number: Int64, by divisor: Int64) -> Int64 {
        let quotient = number / divisor
        return number % divisor < 0 ? quotient - 1 : quotient
    }

    /// The proleptic Gregorian date of a day counted from 1970-01-01. Years are counted from March, so that the leap
    /// day ends one; 400 of them have 146,097 days.
    private static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = floored(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The reverse of ``civil(_:)``; a day beyond its month gives one of the next.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let era = floored(marchYear, by: 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
