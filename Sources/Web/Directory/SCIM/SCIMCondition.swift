/// An If-Match or If-None-Match header over resource versions (RFC 9110, section 13.1; RFC 7644, section 3.14).
package enum SCIMCondition: Sendable, Equatable {
    /// `*`
    case any
    /// The versions among the tags; a tag that is not one of ours is none of them.
    case versions([Int64])

    /// The longest header that is read, in bytes, and the most tags of it.
    private static let lengthMax = 4_096
    private static let tagsMax = 100

    /// Reads a header's value; a malformed one holds for no version, so that nothing is changed on its account.
    package init(parsing header: String) {
        let bytes = Array(header.utf8)
        guard bytes.count <= Self.lengthMax else {
            self = .versions([])
            return
        }
        self = Self.tags(bytes)
    }

    private static func tags(_ bytes: [UInt8]) -> SCIMCondition {
        var versions: [Int64] = []
        var place = skipped(bytes, 0)
        if place < bytes.count, bytes[place] == UInt8(ascii: "*") {
            return skipped(bytes, place + 1) == bytes.count ? .any : .versions([])
        }
        for _ in 0..<tagsMax {
            if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "W"), bytes[place + 1] == UInt8(ascii: "/") {
                place += 2
            }
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\""),
                let end = bytes[(place + 1)...].firstIndex(of: UInt8(ascii: "\""))
            else { return .versions([]) }
            let text = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
            if let version = Int64(text), String(version) == text { versions.append(version) }
            place = skipped(bytes, end + 1)
            if place == bytes.count { return .versions(versions) }
            guard bytes[place] == UInt8(ascii: ",") else { return .versions([]) }
            place = skipped(bytes, place + 1)
        }
        return .versions([])
    }

    private static func skipped(_ bytes: [UInt8], _ start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        return place
    }

    /// Whether the header names this version of a resource that exists.
    package func names(_ version: Int64) -> Bool {
        switch self {
        case .any: true
        case .versions(let versions): versions.contains(version)
        }
    }

    /// The entity tag of a version: `W/"7"`.
    package static func tag(_ version: Int64) -> String { "W/\"\(version)\"" }
}
