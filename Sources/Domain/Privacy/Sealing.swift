internal import Crypto
internal import Foundation

/// A 256-bit key that seals and opens. It never prints, and leaves memory with its last reference.
package struct SealingKey: Concealed, Sendable {
    let symmetric: SymmetricKey

    init(_ symmetric: SymmetricKey) {
        self.symmetric = symmetric
    }

    static func random() -> SealingKey { SealingKey(SymmetricKey(size: .bits256)) }

    var bytes: [UInt8] { symmetric.withUnsafeBytes { [UInt8]($0) } }
}

/// Where a sealed value lives: it opens there and nowhere else, since the place is its associated data.
package struct SealedPlace: Sendable {
    /// Table and column, as `person.profile`.
    let column: StaticString
    let organization: UUIDValue
    /// The person, or the row where the value belongs to nobody.
    let owner: UUIDValue

    init(_ column: StaticString, organization: UUIDValue, owner: UUIDValue) {
        self.column = column
        self.organization = organization
        self.owner = owner
    }

    var associatedData: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32 + column.utf8CodeUnitCount) { buffer, count in
            for (index, word) in [organization.high, organization.low, owner.high, owner.low].enumerated() {
                for place in 0..<8 {
                    buffer[8 * index + place] = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * place))
                }
            }
            for place in 0..<column.utf8CodeUnitCount { buffer[32 + place] = column.utf8Start[place] }
            count = 32 + column.utf8CodeUnitCount
        }
    }
}

/// AES-256-GCM. A sealed value is one format byte, a random 96-bit nonce, the ciphertext and a 128-bit tag.
package enum Sealing {
    private static let format: UInt8 = 1
    private static let overhead = 1 + 12 + 16

    package static func seal(_ plain: [UInt8], at place: SealedPlace, with key: SealingKey) throws -> [UInt8] {
        let box = try AES.GCM.seal(plain, using: key.symmetric, authenticating: place.associatedData)
        var sealed: [UInt8] = []
        sealed.reserveCapacity(overhead + plain.count)
        sealed.append(format)
        box.nonce.withUnsafeBytes { sealed.append(contentsOf: $0) }
        sealed.append(contentsOf: box.ciphertext)
        sealed.append(contentsOf: box.tag)
        return sealed
    }

    /// - Throws: `Failure.unavailable` where the value was altered, moved, or sealed under another key.
    package static func open(_ sealed: [UInt8], at place: SealedPlace, with key: SealingKey) throws -> [UInt8] {
        guard sealed.count >= overhead, sealed[0] == format else { throw damaged(place) }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed[1...])
            return [UInt8](try AES.GCM.open(box, using: key.symmetric, authenticating: place.associatedData))
        } catch {
            throw damaged(place)
        }
    }

    private static func damaged(_ place: SealedPlace) -> Failure {
        Failure(
            .unavailable, "A stored value could not be opened. Tell the operator the reference of this error.",
            detail: "authentication failed at \(place.column)"
        )
    }
}
