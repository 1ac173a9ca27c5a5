package import Domain

/// An organization's time zone, as far as pages need it.
package struct LocalZone: Sendable {
    /// The IANA name, such as `Europe/Berlin`.
    package let name: String
    /// Minutes ahead of UTC at an instant (milliseconds UTC): it changes with summer time.
    package let offsetMinutes: @Sendable (Int64) -> Int

    package init(name: String, offsetMinutes: @escaping @Sendable (Int64) -> Int) {
        self.name = name
        self.offsetMinutes = offsetMinutes
    }

    package func civil(_ milliseconds: Int64) -> CivilTime {
        CivilTime(milliseconds, offsetMinutes: offsetMinutes(milliseconds))
    }
}

extension CivilTime {
    package func isSameDay(as other: CivilTime) -> Bool {
        year == other.year && month == other.month && day == other.day
    }
}
