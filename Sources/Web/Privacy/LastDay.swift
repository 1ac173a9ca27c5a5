import Domain

/// A day as a form sends it, `2027-06-30`, with whose end something ends.
struct LastDay: Sendable, Equatable {
    private let day: CivilDate

    /// Nil for what names no day.
    init?(_ text: String) {
        guard let day = CivilDate(text) else { return nil }
        self.day = day
    }

    /// The day's last instant in a zone, milliseconds UTC.
    func end(in zone: String) -> Int64 {
        let midnight = day.instant + Clock.day
        func shifted(by instant: Int64) -> Int64 {
            midnight - Int64(TimeZones.offset(of: zone, at: instant)) * Clock.minute
        }
        // The offset at that midnight, which is not that of the same hour in UTC where summer time begins or ends.
        return shifted(by: shifted(by: midnight)) - 1
    }
}
