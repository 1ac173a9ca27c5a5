internal import Crypto
internal import Foundation

/// Look-ups over sealed values: a keyed hash of the folded value, 128 bits, which says nothing without the index key.
package struct BlindIndex: Sendable {
    /// What is looked up. Raw values are part of the hash: never change one.
    package enum Kind: UInt8, Sendable {
        case userName = 1
        case externalID = 2
        case workEmail = 3
        case groupName = 4
        case groupExternalID = 5
        case connectionName = 6
        case droppedName = 7
        /// A subject of an OpenID provider, with the issuer: matched exactly.
        case identity = 8

        var isExact: Bool { self == .externalID || self == .groupExternalID || self == .identity }
    }

    let key: SealingKey
    /// Whether values are hashed at all (promise E1): always, but in a test that looks for them in the files.
    var isKeyed = true

    /// The index of `value`. External ids and subjects are matched exactly (RFC 7643, section 3.1), everything else folded.
    package func of(_ value: String, as kind: Kind) -> [UInt8] {
        let text = kind.isExact ? value : Folding.fold(value)
        let message = [kind.rawValue, Folding.version] + Array(text.utf8)
        guard isKeyed else { return message }
        let code = HMAC<SHA256>.authenticationCode(for: message, using: key.symmetric)
        return code.withUnsafeBytes { [UInt8]($0.prefix(16)) }
    }
}

/// Folding for comparison: NFKC plus full case folding, scalar by scalar. The version is stored beside each index.
package enum Folding {
    package static let version: UInt8 = 1

    package static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        return caseFold(
            caseFold(text.precomposedStringWithCompatibilityMapping).precomposedStringWithCompatibilityMapping)
    }

    /// Lower, upper, lower: reaches `ß`, `ẞ` and final sigma. The dotless i stays itself (it is a look-alike of i, not i).
    private static func caseFold(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            } else if scalar.value == 0x131 {
                folded.append(scalar)
            } else {
                for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                    for upper in lower.properties.uppercaseMapping.unicodeScalars {
                        folded.append(contentsOf: upper.properties.lowercaseMapping.unicodeScalars)
                    }
                }
            }
        }
        return String(folded)
    }
}
