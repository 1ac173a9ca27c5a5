import Testing

@testable import Domain

@Suite("The archive's form")
struct ZipArchiveTests {
    @Test("The checksum is that of ISO 3309")
    func checksum() {
        var sum = CRC32()
        sum.update(Array("1234".utf8))
        sum.update(Array("56789".utf8))
        #expect(sum.value == 0xCBF4_3926)
    }

    @Test("Whatever the parts' size, and wherever they are taken, the bytes are the same", arguments: [40, 64, 1_000])
    func parts(size: Int) throws {
        let files = [("a", 0), ("a-longer-name.json", 333), ("b", 1), ("c", 64), ("d", 5_000)].map { name, count in
            (name, (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        }
        func make(_ partBytes: Int, takes: Bool) throws -> [UInt8] {
            var archive = ZipArchive(at: 1_772_442_000_000, partBytes: partBytes)
            var parts: [ZipArchive.Part] = []
            for (name, bytes) in files {
                archive.begin(name)
                for byte in bytes {
                    archive.write([byte])
                    if takes { parts += archive.takeParts() }
                }
                archive.end()
            }
            try archive.finish()
            parts += archive.takeParts()
            #expect(parts.sorted { $0.sequence < $1.sequence }.map(\.sequence) == Array(0..<parts.count))
            #expect(parts.sorted { $0.sequence < $1.sequence }.dropLast().allSatisfy { $0.bytes.count == partBytes })
            return parts.sorted { $0.sequence < $1.sequence }.flatMap(\.bytes)
        }
        let whole = try make(1_000_000, takes: false)
        #expect(try make(size, takes: true) == whole)
        let unpacked = try Unpacked(whole)
        for (name, bytes) in files { #expect(unpacked.files[name] == bytes) }
    }
}
