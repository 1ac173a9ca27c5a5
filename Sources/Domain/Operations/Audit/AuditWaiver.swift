/// Somebody answers for a control that does not hold: who, until when, and why.
package struct AuditWaiver: Sendable, Equatable {
    package let check: String
    /// A role or a name, as the operator wrote it.
    package let owner: String
    /// The end of that day, milliseconds UTC.
    package let until: Int64
    package let reason: String

    package func isLiving(at now: Int64) -> Bool { now < until }
}

/// The operator's file of waivers, one a line:
/// ```
/// # id    owner          until       reason
/// II-004  security-lead  2027-03-31  The data folder is on an encrypted disk until the hardware module comes.
/// ```
/// Empty lines and those that begin with `#` are skipped. A waiver that has ended fails the audit, and so does a line
/// that cannot be read: what is waived has to be known.
package struct AuditWaivers: Sendable, Equatable {
    package static let bytesMax = 65_536
    package static let linesMax = 500

    package let waivers: [AuditWaiver]
    /// The numbers of lines that are no waiver of a known check, counted from 1.
    package let wrongLines: [Int]

    package init(waivers: [AuditWaiver] = [], wrongLines: [Int] = []) {
        self.waivers = waivers
        self.wrongLines = wrongLines
    }

    /// - Parameter bytes: at most 64 KiB and 500 lines; what is beyond is one wrong line.
    package init(_ bytes: [UInt8]) {
        var waivers: [AuditWaiver] = []
        var wrong: [Int] = []
        let lines = bytes.prefix(Self.bytesMax).split(separator: 0x0A, omittingEmptySubsequences: false)
        for (place, line) in lines.prefix(Self.linesMax).enumerated() {
            let words = Self.words(line)
            guard let first = words.first, first.first != UInt8(ascii: "#") else { continue }
            if let waiver = Self.waiver(words) { waivers.append(waiver) } else { wrong.append(place + 1) }
        }
        if bytes.count > Self.bytesMax || lines.count > Self.linesMax { wrong.append(Self.linesMax + 1) }
        self.init(waivers: waivers, wrongLines: wrong)
    }

    func of(_ check: String) -> AuditWaiver? { waivers.last { $0.check == check } }

    /// Three words and the rest of the line, without the spaces around it.
    private static func words(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var words = line.split(maxSplits: 3, whereSeparator: isSpace)
        guard var rest = words.popLast() else { return [] }
        rest = rest.drop(while: isSpace)
        while rest.last.map(isSpace) == true { rest.removeLast() }
        return rest.isEmpty ? words : words + [rest]
    }

    private static func waiver(_ words: [ArraySlice<UInt8>]) -> AuditWaiver? {
        let texts = words.compactMap { String(validating: $0, as: UTF8.self) }
        guard texts.count == 4, let day = day(words[2]), AuditCheck.named(texts[0]) != nil else { return nil }
        guard (1...80).contains(texts[1].utf8.count), (1...500).contains(texts[3].utf8.count),
            texts.allSatisfy({ $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } })
        else { return nil }
        return AuditWaiver(check: texts[0], owner: texts[1], until: day + Clock.day, reason: texts[3])
    }

    /// The beginning of a day `2027-03-31`, milliseconds UTC; nil for what is no day.
    private static func day(_ bytes: ArraySlice<UInt8>) -> Int64? { AuditDay.start(of: bytes) }
}

/// Days as waivers and the map of requirements write them.
enum AuditDay {
    /// The beginning of `2027-03-31`, milliseconds UTC; nil for what is no day.
    static func start(of text: some Collection<UInt8>) -> Int64? {
        let parts = Array(text).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.joined().allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let numbers = parts.map { part in part.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) } }
        let (year, month, day) = (numbers[0], numbers[1], numbers[2])
        guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        // Days from the civil calendar (proleptic Gregorian), the reverse of `CivilTime`.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        let start = days * Clock.day
        let back = CivilTime(start)
        return back.month == Int(month) && back.day == Int(day) ? start : nil
    }
}
