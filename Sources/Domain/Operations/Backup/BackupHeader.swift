internal import Foundation

/// The one file of a backup that is not encrypted: which backup it is, and its key, wrapped by the root.
///
///     interactive-instructors backup 1
///     id UUID
///     at MILLISECONDS
///     root FINGERPRINT
///     key WRAPPED
struct BackupHeader: Sendable, Equatable {
    let id: UUIDValue
    let at: Int64
    let root: [UInt8]
    let wrapped: [UInt8]

    static let file = "backup"
    private static let title = "interactive-instructors backup 1"

    static func place(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("backup.key", organization: .installation, owner: id)
    }

    init(id: UUIDValue, at: Int64, key: SealingKey, wrapper: any KeyWrapper) throws {
        self.id = id
        self.at = at
        root = wrapper.fingerprint
        wrapped = try wrapper.wrap(key, for: Self.place(id))
    }

    /// The backup's own key.
    /// - Throws: `Failure.unavailable` where the root is not there, or the header was altered.
    func key(_ roots: RootKeys) throws -> SealingKey {
        try roots.key(root).unwrap(wrapped, for: Self.place(id))
    }

    var bytes: [UInt8] {
        let (root, wrapped) = (encodeHexadecimal(root), encodeHexadecimal(wrapped))
        return Array("\(Self.title)\nid \(id)\nat \(at)\nroot ".utf8) + root + Array("\nkey ".utf8) + wrapped
            + [UInt8(ascii: "\n")]
    }

    /// The header of the backup in `folder`; nil where there is none.
    /// - Throws: `Failure.unavailable` for anything but the one spelling of a header.
    init?(in folder: String) throws {
        guard let bytes = Disk.contents(of: folder + "/" + Self.file, max: 4_096) else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let words = lines.map { line in line.drop { $0 != UInt8(ascii: " ") }.dropFirst() }
        guard lines.count == 5, let id = UUIDValue(String(decoding: words[1], as: UTF8.self)),
            let at = Int64(String(decoding: words[2], as: UTF8.self)), let root = decodeHexadecimal(words[3]),
            let wrapped = decodeHexadecimal(words[4])
        else { throw Self.unreadable(folder) }
        (self.id, self.at, self.root, self.wrapped) = (id, at, root, wrapped)
        guard self.bytes == bytes else { throw Self.unreadable(folder) }
    }

    private static func unreadable(_ folder: String) -> Failure {
        Failure(.unavailable, "\(folder)/\(file) is not the header of a backup of this program; use another backup.")
    }
}
