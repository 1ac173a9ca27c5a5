/// Writes a ZIP archive (PKWARE APPNOTE 6.3) as it goes, without ever going back: entries are stored, and each one's
/// size and checksum follow it. Below 4 GiB; more is refused.
struct ZipStream: Sendable {
    private struct Entry: Sendable {
        let name: [UInt8]
        let offset: UInt64
        var crc = CRC32()
        var size: UInt64 = 0
    }

    /// UTF-8 names; sizes follow the content.
    private static let flags: UInt16 = 0x0808
    private static let version: UInt16 = 20

    private var bytes: [UInt8] = []
    private var offset: UInt64 = 0
    private var done: [Entry] = []
    private var current: Entry?
    private let time: UInt16
    private let date: UInt16

    /// - Parameter instant: when the files say they were made, in UTC.
    init(at instant: Int64) {
        let civil = CivilTime(instant)
        time = UInt16(civil.hour << 11 | civil.minute << 5 | civil.second / 2)
        date = UInt16(max(0, civil.year - 1980) << 9 | civil.month << 5 | civil.day)
    }

    /// Gives out what was written and forgets it.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    mutating func begin(_ name: String) {
        let entry = Entry(name: Array(name.utf8), offset: offset)
        current = entry
        var head: [UInt8] = []
        head.append(word: 0x0403_4B50)
        head.append(half: Self.version)
        head.append(half: Self.flags)
        head.append(half: 0)
        head.append(half: time)
        head.append(half: date)
        for _ in 0..<3 { head.append(word: 0) }
        head.append(half: UInt16(entry.name.count))
        head.append(half: 0)
        put(head + entry.name)
    }

    mutating func add(_ content: [UInt8]) {
        guard var entry = current, !content.isEmpty else { return }
        entry.crc.update(content)
        entry.size += UInt64(content.count)
        current = entry
        put(content)
    }

    /// - Throws: `Failure.limit` where the archive has grown beyond what the format holds.
    mutating func end() throws(Failure) {
        guard let entry = current else { return }
        current = nil
        var tail: [UInt8] = []
        tail.append(word: 0x0807_4B50)
        tail.append(word: entry.crc.value)
        tail.append(word: UInt32(truncatingIfNeeded: entry.size))
        tail.append(word: UInt32(truncatingIfNeeded: entry.size))
        put(tail)
        done.append(entry)
        guard offset < 0xFFFF_0000, done.count < 0xFFFF else {
            throw Failure(
                .limit(retryAfter: nil), "The archive is larger than 4 GiB. Ask the operator for a copy on a medium.")
        }
    }

    /// The directory at the end.
    mutating func finish() {
        let start = offset
        for entry in done {
            var head: [UInt8] = []
            head.append(word: 0x0201_4B50)
            // Made on Unix, so that the files' rights below count: 0600.
            head.append(half: 3 << 8 | Self.version)
            head.append(half: Self.version)
            head.append(half: Self.flags)
            head.append(half: 0)
            head.append(half: time)
            head.append(half: date)
            head.append(word: entry.crc.value)
            head.append(word: UInt32(truncatingIfNeeded: entry.size))
            head.append(word: UInt32(truncatingIfNeeded: entry.size))
            head.append(half: UInt16(entry.name.count))
            for _ in 0..<4 { head.append(half: 0) }
            head.append(word: 0o100600 << 16)
            head.append(word: UInt32(truncatingIfNeeded: entry.offset))
            put(head + entry.name)
        }
        let size = offset - start
        var tail: [UInt8] = []
        tail.append(word: 0x0605_4B50)
        tail.append(word: 0)
        for _ in 0..<2 { tail.append(half: UInt16(done.count)) }
        tail.append(word: UInt32(truncatingIfNeeded: size))
        tail.append(word: UInt32(truncatingIfNeeded: start))
        tail.append(half: 0)
        put(tail)
    }

    private mutating func put(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
        offset += UInt64(more.count)
    }
}

extension [UInt8] {
    fileprivate mutating func append(half: UInt16) {
        append(UInt8(truncatingIfNeeded: half))
        append(UInt8(truncatingIfNeeded: half >> 8))
    }

    fileprivate mutating func append(word: UInt32) {
        append(half: UInt16(truncatingIfNeeded: word))
        append(half: UInt16(truncatingIfNeeded: word >> 16))
    }
}
