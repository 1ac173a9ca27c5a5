internal import Crypto
internal import Foundation

/// Names content by its hash: for entity tags and frozen texts.
package enum ContentHash {
    /// The first 16 bytes of SHA-256 as hexadecimal digits.
    package static func of(_ bytes: some Sequence<UInt8>) -> String {
        let digest = SHA256.hash(data: Array(bytes))
        return String(decoding: encodeHexadecimal(digest.prefix(16)), as: UTF8.self)
    }
}
