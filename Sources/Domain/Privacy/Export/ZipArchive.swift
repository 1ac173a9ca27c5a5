internal import Crypto
internal import Foundation

/// A ZIP archive (PKWARE APPNOTE 6.3, entries stored as they are) that is written as a stream of parts of one size.
///
/// What an entry's header says of its content is known only at its end: the part with an open header is held back and
/// completed then, so that readers which do not know trailing descriptors can read it, too.
struct ZipArchive {
    struct Entry: Sendable {
        let name: String
        let offset: Int
        fileprivate(set) var bytes = 0
        fileprivate(set) var crc: UInt32 = 0
        /// SHA-256 of the content.
        fileprivate(set) var hash: [UInt8] = []
    }

    struct Part: Sendable, Concealed {
        let sequence: Int
        fileprivate(set) var bytes: [UInt8]
    }

    /// Above it, ZIP needs other fields.
    static let bytesMax = Int(UInt32.max) - 1

    let partBytes: Int
    private(set) var entries: [Entry] = []
    /// All bytes so far.
    private(set) var count = 0
    private var pending: [UInt8] = []
    private var ready: [Part] = []
    private var crc = CRC32()
    private var hasher = SHA256()
    private let date: (day: UInt16, time: UInt16)

    /// - Parameter now: what the entries are dated, milliseconds UTC.
    init(at now: Int64, partBytes: Int = 256 * 1_024) {
        self.partBytes = partBytes
        let time = CivilTime(now)
        let year = min(max(time.year - 1_980, 0), 127)
        date = (
            UInt16(year << 9 | time.month << 5 | time.day),
            UInt16(time.hour << 11 | time.minute << 5 | time.second / 2)
        )
        pending.reserveCapacity(partBytes + 65_536)
    }

    /// Begins an entry; the one before has ended.
    mutating func begin(_ name: String) {
        entries.append(Entry(name: name, offset: count))
        crc = CRC32()
        hasher = SHA256()
        put(header(entries[entries.count - 1], isLocal: true))
    }

    mutating func write(_ bytes: [UInt8]) {
        crc.update(bytes)
        hasher.update(data: bytes)
        entries[entries.count - 1].bytes += bytes.count
        put(bytes)
    }

    mutating func end() {
        let last = entries.count - 1
        entries[last].crc = crc.value
        entries[last].hash = hasher.finalize().withUnsafeBytes { [UInt8]($0) }
        replace(at: entries[last].offset, by: header(entries[last], isLocal: true))
    }

    /// Writes the directory at the end.
    /// - Throws: `Failure.limit` for what no plain ZIP can hold.
    mutating func finish() throws {
        let start = count
        for entry in entries { put(header(entry, isLocal: false)) }
        let size = count - start
        guard count < Self.bytesMax, entries.count < 65_535 else {
            throw Failure(.limit(retryAfter: nil), "This copy is larger than an archive can be (4 GiB).")
        }
        var end: [UInt8] = [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0]
        end.append(little: UInt16(entries.count))
        end.append(little: UInt16(entries.count))
        end.append(little: UInt32(size))
        end.append(little: UInt32(start))
        end.append(little: UInt16(0))
        put(end)
        if !pending.isEmpty {
            ready.append(Part(sequence: (count - pending.count) / partBytes, bytes: pending))
            pending = []
        }
    }

    /// Whole parts that nothing will change any more.
    mutating func takeParts() -> [Part] {
        let held = heldParts
        let taken = ready.filter { !held.contains($0.sequence) }
        ready.removeAll { !held.contains($0.sequence) }
        return taken
    }

    /// The parts in which the header of the open entry lies: one, or two.
    private var heldParts: Range<Int> {
        guard let last = entries.last, last.hash.isEmpty else { return 0..<0 }
        let length = 30 + last.name.utf8.count
        return last.offset / partBytes..<(last.offset + length - 1) / partBytes + 1
    }

    private mutating func put(_ bytes: [UInt8]) {
        pending.append(contentsOf: bytes)
        count += bytes.count
        guard pending.count >= partBytes else { return }
        let whole = pending.count / partBytes
        let first = (count - pending.count) / partBytes
        for place in 0..<whole {
            let slice = pending[place * partBytes..<(place + 1) * partBytes]
            ready.append(Part(sequence: first + place, bytes: Array(slice)))
        }
        pending.removeFirst(whole * partBytes)
    }

    /// Completes a header that has not left yet.
    private mutating func replace(at offset: Int, by bytes: [UInt8]) {
        let base = count - pending.count
        for (place, byte) in bytes.enumerated() {
            let position = offset + place
            if position >= base {
                pending[position - base] = byte
            } else if let part = ready.firstIndex(where: { $0.sequence == position / partBytes }) {
                ready[part].bytes[position % partBytes] = byte
            }
        }
    }

    private func header(_ entry: Entry, isLocal: Bool) -> [UInt8] {
        var bytes: [UInt8] = isLocal ? [0x50, 0x4B, 0x03, 0x04] : [0x50, 0x4B, 0x01, 0x02, 20, 0]
        let name = Array(entry.name.utf8)
        bytes.append(little: UInt16(20))
        // Names are UTF-8; content is stored.
        bytes.append(little: UInt16(0x0800))
        bytes.append(little: UInt16(0))
        bytes.append(little: date.time)
        bytes.append(little: date.day)
        bytes.append(little: entry.crc)
        bytes.append(little: UInt32(truncatingIfNeeded: entry.bytes))
        bytes.append(little: UInt32(truncatingIfNeeded: entry.bytes))
        bytes.append(little: UInt16(name.count))
        bytes.append(little: UInt16(0))
        if !isLocal {
            bytes.append(contentsOf: [UInt8](repeating: 0, count: 10))
            bytes.append(little: UInt32(truncatingIfNeeded: entry.offset))
        }
        return bytes + name
    }
}

/// The checksum of ZIP (ISO 3309): polynomial 0xEDB88320, reflected.
struct CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }

    private var state: UInt32 = .max

    var value: UInt32 { ~state }

    mutating func update(_ bytes: [UInt8]) {
        var sum = state
        Self.table.withUnsafeBufferPointer { table in
            for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
        }
        state = sum
    }
}

extension [UInt8] {
    fileprivate mutating func append(little value: some FixedWidthInteger) {
        var rest = value
        for _ in 0..<(value.bitWidth / 8) {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}
