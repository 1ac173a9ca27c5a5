internal import Crypto
internal import Foundation

/// Wraps the organizations' keys. The default is a root key in a file; a hardware module would be another.
package protocol KeyWrapper: Sendable {
    /// Names the key in use, so that rotation knows what it finds: the first 8 bytes of the key's hash.
    var fingerprint: [UInt8] { get }
    func wrap(_ key: SealingKey, for place: SealedPlace) throws -> [UInt8]
    func unwrap(_ wrapped: [UInt8], for place: SealedPlace) throws -> SealingKey
}

/// The root key as 64 hexadecimal digits in a file that only its owner can read.
package struct RootKeyFile: KeyWrapper {
    package let fingerprint: [UInt8]
    private let key: SealingKey

    /// Reads the file, or creates it with mode 0600 where it does not exist and `mayCreate` says that nothing was sealed
    /// under another.
    ///
    /// - Throws: `Failure` where others may read it, where it is a link, where it does not hold a key, or where it is
    ///   missing from an installation that has data.
    package init(path: String, mayCreate: Bool = true) throws {
        guard let key = try Self.read(path) ?? (mayCreate ? Self.create(path) : nil) else {
            throw Failure(
                .unavailable,
                "The root key \(path) is missing, and this installation has data that it seals. Restore it from its backup."
            )
        }
        self.init(key)
    }

    private init(_ key: SealingKey) {
        self.key = key
        fingerprint = [UInt8](SHA256.hash(data: key.bytes).prefix(8))
    }

    /// The key in a file that may be there; nil where it is not.
    /// - Throws: as `init`.
    package static func existing(_ path: String) throws -> RootKeyFile? {
        try read(path).map(RootKeyFile.init)
    }

    package func wrap(_ key: SealingKey, for place: SealedPlace) throws -> [UInt8] {
        try Sealing.seal(key.bytes, at: place, with: self.key)
    }

    package func unwrap(_ wrapped: [UInt8], for place: SealedPlace) throws -> SealingKey {
        SealingKey(SymmetricKey(data: try Sealing.open(wrapped, at: place, with: key)))
    }

    private static func read(_ path: String) throws -> SealingKey? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Failure(.unavailable, "The root key \(path) cannot be read; check its owner and that it is a file.")
        }
        defer { close(descriptor) }
        let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        guard let mode, mode & 0o077 == 0 else {
            throw Failure(
                .unavailable, "Others may read the root key \(path); run: chmod 600 \(path)")
        }
        var text = [UInt8](repeating: 0, count: 80)
        let count = Foundation.read(descriptor, &text, text.count)
        let digits = text.prefix(max(0, count)).filter { $0 != UInt8(ascii: "\n") }
        guard let bytes = decodeHexadecimal(digits), bytes.count == 32 else {
            throw Failure(
                .unavailable, "\(path) holds no root key (64 hexadecimal digits); restore it from its backup.")
        }
        return SealingKey(SymmetricKey(data: bytes))
    }

    private static func create(_ path: String) throws -> SealingKey {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.unavailable, "The root key \(path) cannot be created; check the folder's permissions.")
        }
        defer { close(descriptor) }
        let key = SealingKey.random()
        let text = encodeHexadecimal(key.bytes) + [UInt8(ascii: "\n")]
        guard Disk.write(text, to: descriptor), fsync(descriptor) == 0, Disk.sync(folderOf: path) else {
            unlink(path)
            throw Failure(.unavailable, "The root key \(path) cannot be written; check the disk.")
        }
        return key
    }
}

func encodeHexadecimal(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
}

func decodeHexadecimal(_ digits: some Collection<UInt8>) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in digits {
        let value: UInt8
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
        default: return nil
        }
        if let first = high {
            bytes.append(first << 4 | value)
            high = nil
        } else {
            high = value
        }
    }
    return bytes
}
