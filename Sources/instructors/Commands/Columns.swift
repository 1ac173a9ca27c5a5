import Domain

/// Rows of text in columns.
enum Columns {
    /// Each cell but a row's last is filled with spaces to its column's width, in scalars.
    static func lines(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].unicodeScalars.count : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let isLast = column == row.count - 1
                return isLast ? cell : cell + String(repeating: " ", count: widths[column] - cell.unicodeScalars.count)
            }.joined(separator: "  ")
        }
    }
}

/// Instants as text, UTC.
enum Timestamp {
    /// `2026-11-24`
    static func date(_ milliseconds: Int64) -> String {
        let time = CivilTime(milliseconds)
        return "\(time.year)-\(two(time.month))-\(two(time.day))"
    }

    /// `2026-11-24T06:31:27Z` (RFC 3339), with milliseconds if so asked.
    static func instant(_ milliseconds: Int64, withMilliseconds: Bool = false) -> String {
        let time = CivilTime(milliseconds)
        let rest = Int((milliseconds % 1_000 + 1_000) % 1_000)
        let fraction = withMilliseconds ? ".\(rest < 100 ? "0" : "")\(two(rest))" : ""
        return "\(date(milliseconds))T\(two(time.hour)):\(two(time.minute)):\(two(time.second))\(fraction)Z"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
