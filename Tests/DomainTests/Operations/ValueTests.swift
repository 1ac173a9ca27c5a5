@testable import Domain
import Testing

@Suite("Identifiers and civil time")
struct ValueTests {
    @Test("An identifier is its 36 characters and its 16 bytes")
    func identifiers() throws {
        for _ in 0..<200 {
            let id = UUIDValue.random()
            #expect(UUIDValue(id.description) == id)
            #expect(UUIDValue(id.description.uppercased()) == id)
            #expect(UUIDValue(bytes: id.bytes) == id)
            let bytes = id.bytes
            #expect(bytes[6] >> 4 == 4 && bytes[8] >> 6 == 2, "version 4, variant 1 (RFC 9562)")
        }
        let fixed = try #require(UUIDValue("00112233-4455-6677-8899-aabbccddeeff"))
        #expect(fixed.description == "00112233-4455-6677-8899-aabbccddeeff")
        #expect(fixed.bytes.first == 0 && fixed.bytes.last == 0xFF)
    }

    @Test(
        "Anything else is none",
        arguments: [
            "", "00112233445566778899aabbccddeeff", "00112233-4455-6677-8899-aabbccddeef",
            "00112233-4455-6677-8899-aabbccddeeff0", "0011223-34455-6677-8899-aabbccddeeff",
            "g0112233-4455-6677-8899-aabbccddeeff", "{0112233-4455-6677-8899-aabbccddeef}",
            "00112233-4455-6677-8899-aabbccddee\u{FF}", "００112233-4455-6677-8899-aabbccddee",
        ])
    func noIdentifiers(text: String) {
        #expect(UUIDValue(text) == nil)
    }

    @Test("Ordered identifiers follow time and never collide")
    func ordered() {
        let ids = (0..<500).map { UUIDValue.ordered(at: TestClock.start + Int64($0)) }
        #expect(ids == ids.sorted())
        #expect(ids.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) } == ids.map(\.bytes))
        #expect(Set((0..<500).map { _ in UUIDValue.ordered(at: TestClock.start) }).count == 500)
        #expect(ids.allSatisfy { $0.bytes[6] >> 4 == 7 && $0.bytes[8] >> 6 == 2 })
    }

    @Test(
        "Instants become dates",
        arguments: [
            (0, 0, [1970, 1, 1, 0, 0, 0]), (-1, 0, [1969, 12, 31, 23, 59, 59]),
            (951_782_400_000, 0, [2000, 2, 29, 0, 0, 0]), (1_709_251_199_999, 0, [2024, 2, 29, 23, 59, 59]),
            (4_107_542_400_000, 0, [2100, 3, 1, 0, 0, 0]), (1_772_442_000_000, 60, [2026, 3, 2, 10, 0, 0]),
            (1_767_223_800_000, 60, [2026, 1, 1, 0, 30, 0]), (1_767_223_800_000, -300, [2025, 12, 31, 18, 30, 0]),
        ] as [(Int64, Int, [Int])])
    func dates(instant: Int64, offset: Int, expected: [Int]) {
        let time = CivilTime(instant, offsetMinutes: offset)
        #expect([time.year, time.month, time.day, time.hour, time.minute, time.second] == expected)
    }

    @Test("A month is written with two digits")
    func months() {
        #expect(CivilTime.month(0) == "1970-01")
        #expect(CivilTime.month(1_796_083_200_000) == "2026-12")
    }

    @Test("Zones know their summer time, and unknown ones are refused")
    func zones() {
        #expect(TimeZones.offset(of: "Europe/Berlin", at: 1_772_442_000_000) == 60)
        #expect(TimeZones.offset(of: "Europe/Berlin", at: 1_783_000_000_000) == 120)
        #expect(TimeZones.isKnown("Asia/Kolkata"))
        for name in ["", "Europe/Atlantis", "../etc/passwd", "Europe/Berlin\u{0}"] { #expect(!TimeZones.isKnown(name)) }
    }
}
