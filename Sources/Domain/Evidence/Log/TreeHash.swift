internal import Crypto
internal import Foundation

/// A SHA-256 value in the evidence tree: 32 bytes held in place, since a million of them are made in one go.
package struct TreeHash: Sendable, Hashable {
    package static let byteCount = 32

    // The bytes in the order of memory; only compared and copied, never computed with.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// From exactly 32 bytes.
    package init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.byteCount else { return nil }
        self = bytes.withUnsafeBytes { $0.loadUnaligned(as: TreeHash.self) }
    }

    private init(_ digest: SHA256Digest) {
        self = digest.withUnsafeBytes { $0.loadUnaligned(as: TreeHash.self) }
    }

    package var bytes: [UInt8] { withUnsafeBytes(of: self) { [UInt8]($0) } }

    /// 44 characters (RFC 4648, section 4), as checkpoints write it.
    package var base64: String { Data(bytes).base64EncodedString() }
}

// The hashes of RFC 9162, section 2.1.1. Leaves and nodes begin with different bytes, so that neither can pass for the other.
extension TreeHash {
    /// The root of a tree without leaves: the hash of nothing.
    package static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    /// `SHA-256(0x00 ‖ leaf)`
    package static func leaf(_ bytes: [UInt8]) -> TreeHash { bytes.withUnsafeBytes { leaf($0) } }

    static func leaf(_ bytes: UnsafeRawBufferPointer) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 1 + bytes.count, alignment: 8) { buffer in
            buffer[0] = 0
            UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyMemory(from: bytes)
            return hash(UnsafeRawBufferPointer(buffer))
        }
    }

    /// `SHA-256(0x01 ‖ left ‖ right)`
    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 8) { buffer in
            buffer[0] = 1
            buffer.storeBytes(of: left, toByteOffset: 1, as: TreeHash.self)
            buffer.storeBytes(of: right, toByteOffset: 1 + byteCount, as: TreeHash.self)
            return hash(UnsafeRawBufferPointer(buffer))
        }
    }

    private static func hash(_ bytes: UnsafeRawBufferPointer) -> TreeHash {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        return TreeHash(hash.finalize())
    }

    /// The root of a whole number of leaves, a power of two, from their hashes.
    static func perfect(_ hashes: ArraySlice<TreeHash>) -> TreeHash {
        var row = Array(hashes)
        while row.count > 1 {
            for place in 0..<row.count / 2 { row[place] = node(row[2 * place], row[2 * place + 1]) }
            row.removeLast(row.count - row.count / 2)
        }
        return row.first ?? .empty
    }
}
