import Crypto

/// Where a key stands in a table: half of an HMAC under a secret of this process, so that nobody outside can choose keys
/// which meet.
struct KeyedHash: Sendable {
    let place: UInt64
    let tag: UInt64

    /// A secret that lives as long as the process.
    struct Secret: Sendable {
        private let key = SymmetricKey(size: .bits256)

        /// - Parameters:
        ///   - kind: keeps apart what would have equal bytes.
        ///   - parts: told apart by where they end.
        func hash(_ kind: UInt8, _ parts: [[UInt8]]) -> KeyedHash {
            var code = HMAC<SHA256>(key: key)
            code.update(data: [kind])
            for part in parts {
                withUnsafeBytes(of: UInt32(truncatingIfNeeded: part.count)) { code.update(data: $0) }
                code.update(data: part)
            }
            return code.finalize().withUnsafeBytes { bytes in
                KeyedHash(
                    place: bytes.loadUnaligned(as: UInt64.self),
                    tag: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
        }
    }
}
