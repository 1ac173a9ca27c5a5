internal import Foundation
internal import Storage

/// The bytes by which an erased person could still be found: those of the wrapped key, of the sealed record and of the
/// indexes. They must be found before the erasure, so that it means something that they are not found after it.
struct Remains {
    struct Needle {
        enum Kind: UInt8 {
            case key = 1
            case record = 2
            case index = 3
        }

        let kind: Kind
        let bytes: [UInt8]
    }

    let needles: [Needle]
    /// How many were found before anything was destroyed, by kind of database; nil until it was looked.
    var foundBefore: [Int]?
    /// How many rows went, by table; empty until they have gone.
    var removed: [(table: String, rows: Int)] = []

    init(_ row: StaffRow, _ indexes: [RecordIndexes], wrappedKey: [UInt8]) {
        let names = indexes.flatMap { [$0.userName, $0.externalID, $0.workEmail].compactMap(\.self) }
        needles =
            [Needle(kind: .key, bytes: Array(wrappedKey.suffix(24)))]
            + [Needle(kind: .record, bytes: Array(row.profile.prefix(24)))]
            + Set(names).map { Needle(kind: .index, bytes: $0) }
    }

    /// Masked, so that the search does not find its own list.
    var encoded: [UInt8] {
        var bytes: [UInt8] = [UInt8(needles.count)]
        for needle in needles {
            bytes.append(needle.kind.rawValue)
            bytes.append(UInt8(needle.bytes.count))
            bytes += needle.bytes.map { $0 ^ Self.mask }
        }
        bytes.append(UInt8(foundBefore?.count ?? 0))
        bytes += (foundBefore ?? []).map { UInt8(clamping: $0) }
        bytes.append(UInt8(removed.count))
        for entry in removed {
            bytes.appendText(entry.table)
            bytes.appendVarint(UInt64(entry.rows))
        }
        return bytes
    }

    init(encoded bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        needles = try (0..<Int(reader.byte())).map { _ in
            guard let kind = Needle.Kind(rawValue: try reader.byte()) else { throw ByteReader.damaged }
            let count = Int(try reader.byte())
            return Needle(kind: kind, bytes: try (0..<count).map { _ in try reader.byte() ^ Self.mask })
        }
        let count = Int(try reader.byte())
        foundBefore = count == 0 ? nil : try (0..<count).map { _ in Int(try reader.byte()) }
        removed = try (0..<Int(reader.byte())).map { _ in (try reader.text(), Int(try reader.varint())) }
    }

    private static let mask: UInt8 = 0xA5
}

/// What a search of one store found.
enum HuntResult: Equatable {
    /// How many of the needles are there.
    case searched(found: Int)
    case notChecked(String)
}

/// Looks for bytes in the files of a database, as whoever takes the disk would.
enum Hunt {
    /// Above this a search would take longer than everything else that an erasure does.
    static let bytesMax = 64 << 20

    static func search(_ files: [String], for needles: [[UInt8]]) -> HuntResult {
        guard !files.isEmpty else { return .notChecked("on a server, out of reach from here") }
        var found = Set<Int>()
        for path in files {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            guard data.count <= bytesMax else { return .notChecked("larger than \(bytesMax >> 20) MiB") }
            data.withUnsafeBytes { hay in
                for (place, needle) in needles.enumerated() where !found.contains(place) {
                    if contains(hay, needle) { found.insert(place) }
                }
            }
        }
        return .searched(found: found.count)
    }

    private static func contains(_ hay: UnsafeRawBufferPointer, _ needle: [UInt8]) -> Bool {
        guard let start = hay.baseAddress, let first = needle.first, hay.count >= needle.count else { return false }
        var place = 0
        let last = hay.count - needle.count
        while place <= last, let hit = memchr(start + place, Int32(first), last - place + 1) {
            place = UnsafeRawPointer(hit) - start
            if memcmp(start + place, needle, needle.count) == 0 { return true }
            place += 1
        }
        return false
    }
}
