internal import Crypto
internal import Foundation

/// One encrypted file of a backup: chunks of AES-256-GCM, each a copy's frame.
///
///     chunk = FLAG (1 byte: 0, or 1 in the last) LENGTH (4 bytes, big-endian) CIPHERTEXT TAG (16 bytes)
///
/// The file's key is derived from the backup's key by HKDF-SHA256 with the backup's id and the file's name; the nonce is
/// the chunk's number; flag, length and name are authenticated. So chunks cannot be swapped, repeated or left out, not
/// even at the end, where a last chunk without content says that there is no more.
struct BackupFile: Sendable {
    let path: String
    /// `data/platform`, `data/<organization>`, `keys/keys` or `manifest`.
    let name: String
    private let key: SymmetricKey

    static let headBytes = 5
    static let tagBytes = 16

    init(folder: String, name: String, backup: UUIDValue, key: SealingKey) {
        path = folder + "/" + name
        self.name = name
        self.key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key.symmetric, salt: backup.bytes, info: Array(name.utf8), outputByteCount: 32)
    }

    func seal(_ plain: [UInt8], number: UInt64, isLast: Bool) throws -> [UInt8] {
        let head = Self.head(count: plain.count, isLast: isLast)
        let box = try AES.GCM.seal(
            plain, using: key, nonce: Self.nonce(number), authenticating: head + Array(name.utf8))
        return head + box.ciphertext + box.tag
    }

    /// - Throws: `Failure.unavailable` where it was altered or moved.
    func open(_ sealed: [UInt8], head: [UInt8], number: UInt64) throws -> [UInt8] {
        do {
            let count = sealed.count - Self.tagBytes
            let box = try AES.GCM.SealedBox(
                nonce: Self.nonce(number), ciphertext: sealed[..<count], tag: sealed[count...])
            return [UInt8](try AES.GCM.open(box, using: key, authenticating: head + Array(name.utf8)))
        } catch {
            throw damaged
        }
    }

    var damaged: Failure {
        Failure(
            .unavailable,
            "The backup's file \(path) was cut or altered, or belongs to another backup; use another backup.")
    }

    private static func head(count: Int, isLast: Bool) -> [UInt8] {
        let length = UInt32(truncatingIfNeeded: count)
        return [isLast ? 1 : 0] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) }
    }

    private static func nonce(_ number: UInt64) throws -> AES.GCM.Nonce {
        try AES.GCM.Nonce(
            data: [0, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) })
    }
}
