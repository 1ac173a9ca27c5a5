@testable import Domain
import Testing

@Suite("The profile's bytes and its provenance")
struct ProfileTests {
    private let entra = UUIDValue.random()
    private let file = UUIDValue.random()

    private var whole: Profile {
        Profile(
            fields: Attribute.allCases.enumerated().map { place, attribute in
                .init(
                    attribute: attribute, value: "\(attribute) Ⅷ 名\(place)", source: place % 2 == 0 ? entra : file,
                    at: Int64(place) * 1_000_000_007)
            })
    }

    @Test("What was encoded is decoded, byte for byte")
    func roundTrip() throws {
        #expect(try Profile(encoded: whole.encoded) == whole)
        #expect(try Profile(encoded: Profile().encoded) == Profile())
        let decomposed = Profile(fields: [.init(attribute: .title, value: "Cafe\u{301}", source: file, at: .max)])
        #expect(try Profile(encoded: decomposed.encoded) == decomposed)
    }

    @Test("Damaged bytes end in an error or another profile, never in a trap")
    func fuzzed() throws {
        var random = SeededGenerator(seed: 7)
        let encoded = whole.encoded
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = encoded
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            do { _ = try Profile(encoded: bytes) } catch { refused += 1 }
        }
        #expect(refused > 1_000)
        for count in 0..<encoded.count {
            #expect(throws: Failure.self) { try Profile(encoded: Array(encoded.prefix(count))) }
        }
    }

    @Test("Damaged changes end in an error, never in a trap")
    func fuzzedChanges() throws {
        var random = SeededGenerator(seed: 11)
        let draft = RecordDraft.staff("freja", [.title: "Head of People"])
        let change = Change(
            kind: .mover, line: 3, record: .random(), version: 9, before: draft, after: draft, groups: ["A", "B"])
        let encoded = ChangeCodec.encode([change, change])
        #expect(try ChangeCodec.decode(encoded) == [change, change])
        for _ in 0..<20_000 {
            var bytes = encoded
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? ChangeCodec.decode(bytes)
        }
        #expect(throws: Failure.self) { try ChangeCodec.decode([UInt8](repeating: 0xFF, count: 9) + [1]) }
    }

    @Test("Values that stay keep their source and time; new ones bring theirs")
    func provenance() {
        var attributes = Attributes()
        attributes[.userName] = "freja"
        attributes[.title] = "Clerk"
        let first = Profile().updated(to: attributes, from: entra, at: 1)
        attributes[.title] = "Head of People"
        attributes[.department] = "People"
        let second = first.updated(to: attributes, from: file, at: 2)
        func field(_ attribute: Attribute) -> Profile.Field? { second.fields.first { $0.attribute == attribute } }
        #expect(field(.userName)?.source == entra)
        #expect(field(.userName)?.at == 1)
        #expect(field(.title)?.source == file)
        #expect(field(.title)?.at == 2)
        #expect(field(.department)?.source == file)
        attributes[.title] = nil
        #expect(!second.updated(to: attributes, from: entra, at: 3).fields.contains { $0.attribute == .title })
    }

    @Test("A value in another normalization form is another value")
    func normalization() {
        var attributes = Attributes()
        attributes[.title] = "Café"
        let first = Profile().updated(to: attributes, from: entra, at: 1)
        let before = attributes
        attributes[.title] = "Cafe\u{301}"
        #expect(attributes != before)
        #expect(first.updated(to: attributes, from: file, at: 2).fields.first?.source == file)
    }
}
