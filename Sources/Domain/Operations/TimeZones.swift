internal import Foundation

/// Civil time in an organization's IANA zone.
package enum TimeZones {
    package static func isKnown(_ name: String) -> Bool {
        // Foundation reads a name up to its first zero byte.
        !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && TimeZone(identifier: name) != nil
    }

    /// The zone's offset from UTC at an instant, in minutes; zero for a zone that this machine does not know.
    package static func offset(of zone: String, at milliseconds: Int64) -> Int {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        return (TimeZone(identifier: zone)?.secondsFromGMT(for: date) ?? 0) / 60
    }
}
