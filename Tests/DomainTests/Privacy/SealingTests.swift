@testable import Domain
import Testing

@Suite("Sealing")
struct SealingTests {
    private let key = SealingKey.random()
    private let organization = UUIDValue.random()
    private let person = UUIDValue.random()
    private let plain = Array("Freja Lindqvist, Head of People".utf8)

    private var place: SealedPlace { SealedPlace("person.profile", organization: organization, owner: person) }

    @Test("What was sealed opens at its place, and looks like nothing meanwhile")
    func roundTrip() throws {
        let sealed = try Sealing.seal(plain, at: place, with: key)
        #expect(try Sealing.open(sealed, at: place, with: key) == plain)
        #expect(sealed.count == plain.count + 29)
        #expect(!contains(sealed, Array("Freja".utf8)))
        #expect(try Sealing.open(Sealing.seal([], at: place, with: key), at: place, with: key).isEmpty)
    }

    @Test("The same value is sealed differently each time")
    func nonce() throws {
        let sealed = try (0..<50).map { _ in try Sealing.seal(plain, at: place, with: key) }
        #expect(Set(sealed).count == 50)
    }

    @Test("A value that was moved to another person, column, organization or key does not open")
    func transplant() throws {
        let sealed = try Sealing.seal(plain, at: place, with: key)
        let elsewhere = [
            SealedPlace("person.profile", organization: organization, owner: .random()),
            SealedPlace("departure.lost", organization: organization, owner: person),
            SealedPlace("person.profile", organization: .random(), owner: person),
            SealedPlace("person.profile", organization: person, owner: organization),
        ]
        for place in elsewhere {
            #expect(throws: Failure.self) { try Sealing.open(sealed, at: place, with: key) }
        }
        #expect(throws: Failure.self) { try Sealing.open(sealed, at: place, with: .random()) }
    }

    @Test("Any flipped bit and any missing byte is noticed")
    func damage() throws {
        let sealed = try Sealing.seal(plain, at: place, with: key)
        for index in sealed.indices {
            for bit in 0..<8 {
                var damaged = sealed
                damaged[index] ^= 1 << bit
                #expect(throws: Failure.self) { try Sealing.open(damaged, at: place, with: key) }
            }
        }
        for count in 0..<sealed.count {
            #expect(throws: Failure.self) { try Sealing.open(Array(sealed.prefix(count)), at: place, with: key) }
        }
        #expect(throws: Failure.self) { try Sealing.open(sealed + [0], at: place, with: key) }
    }

    @Test("The error names the column and no value")
    func message() throws {
        let sealed = try Sealing.seal(plain, at: place, with: key)
        let failure = #expect(throws: Failure.self) { try Sealing.open(sealed, at: place, with: .random()) }
        #expect(failure?.kind == .unavailable)
        #expect(failure?.detail == "authentication failed at person.profile")
    }
}

/// Whether `bytes` holds `part` somewhere.
func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, bytes.count >= part.count else { return false }
    var place = 0
    while place <= bytes.count - part.count {
        if bytes[place] == first, bytes[place..<place + part.count].elementsEqual(part) { return true }
        place += 1
    }
    return false
}
