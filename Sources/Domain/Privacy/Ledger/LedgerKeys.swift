internal import Crypto
internal import Foundation
internal import Storage

/// The keys that the ledger's marks are sealed under: one a month, gone once the last mark of it has ended.
///
/// They lie in the key store, and, wrapped just the same, in small files beside the ledger: a key store that is restored
/// from an older backup does not have the months since then.
struct LedgerKeys: Sendable {
    let path: String
    let store: KeyStore

    /// `202603` for March 2026, in UTC.
    static func month(of instant: Int64) -> Int64 {
        let time = CivilTime(instant)
        return Int64(time.year * 100 + time.month)
    }

    /// The key of a month that may be made; it lives until `until` at least.
    func key(of month: Int64, until: Int64, at now: Int64) throws -> SealingKey {
        let (made, wrapper) = (SealingKey.random(), store.wrapper)
        let wrapped = try wrapper.wrap(made, for: Self.place(month))
        let row = try store.database.writeNow { db in
            try db.run(
                LedgerKeySQL.insert,
                [.integer(month), .blob(wrapper.fingerprint), .blob(wrapped), .integer(until)])
            try db.run(LedgerKeySQL.prolong, [.integer(until), .integer(month)])
            return try db.first(LedgerKeySQL.byMonth, [.integer(month)], LedgerKeyRow.init)
        }
        guard let row else { throw ByteReader.damaged }
        try mirror(row)
        return try open(row)
    }

    /// The key of a month; nil where it has expired.
    func key(of month: Int64) throws -> SealingKey? {
        let row = try store.database.readNow { db in
            try db.first(LedgerKeySQL.byMonth, [.integer(month)], LedgerKeyRow.init)
        }
        return try row.map(open)
    }

    func expire(at now: Int64) throws {
        let months = try store.database.writeNow { db in
            let months = try db.all(LedgerKeySQL.expired, [.integer(now)]) { $0.integer(0) }
            try db.run(LedgerKeySQL.delete, each: months.map { [.integer($0)] })
            return months
        }
        // Also those of a node that was stopped in between.
        for (month, file) in files() {
            guard months.contains(month) || LedgerKeyRow(contentsOf: file).map({ $0.expiresAt <= now }) ?? false else {
                continue
            }
            unlink(file)
        }
        Disk.sync(folderOf: path)
    }

    /// Writes every key beside the ledger again, as after a rotation of the root.
    func mirrorAll() throws {
        for row in try store.database.readNow({ db in try db.all(LedgerKeySQL.all, [], LedgerKeyRow.init) }) {
            try mirror(row)
        }
    }

    /// Takes the keys beside the ledger that a restored key store does not have and that have not expired, as far as
    /// their root is here.
    func adopt(at now: Int64) throws {
        let rows = files().compactMap { LedgerKeyRow(contentsOf: $0.path) }.filter { row in
            row.expiresAt > now && (try? store.roots.key(row.root)) != nil
        }
        try store.database.writeNow { db in
            for row in rows {
                try db.run(LedgerKeySQL.insert, row.values)
                try db.run(LedgerKeySQL.prolong, [.integer(row.expiresAt), .integer(row.month)])
            }
        }
    }

    static func place(_ month: Int64) -> SealedPlace {
        SealedPlace(
            "ledger_key.wrapped", organization: .installation, owner: UUIDValue(high: 0, low: UInt64(max(0, month))))
    }

    private func open(_ row: LedgerKeyRow) throws -> SealingKey {
        try store.roots.key(row.root).unwrap(row.wrapped, for: Self.place(row.month))
    }

    private func mirror(_ row: LedgerKeyRow) throws {
        let file = "\(path).\(row.month).key"
        guard LedgerKeyRow(contentsOf: file) != row else { return }
        try Folder.make(Disk.folder(of: path))
        guard Disk.replace(file, with: row.line) else {
            throw Failure(
                .unavailable, "The key beside the erasure ledger (\(file)) cannot be written; check its disk.")
        }
    }

    /// `…/erasures.log.202603.key`
    private func files() -> [(month: Int64, path: String)] {
        let folder = Disk.folder(of: path)
        let name = String(path.dropFirst(folder == "." ? 0 : folder.count + 1))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { found in
            let parts = found.utf8.dropFirst(name.utf8.count).split(separator: UInt8(ascii: "."))
            guard found.utf8.starts(with: name.utf8), parts.count == 2, parts[1].elementsEqual("key".utf8),
                let month = Int64(String(decoding: parts[0], as: UTF8.self))
            else { return nil }
            return (month, "\(folder)/\(found)")
        }
    }
}

/// A month's wrapped key, in its row or in its file.
struct LedgerKeyRow: Sendable, Equatable {
    let month: Int64
    let root: [UInt8]
    let wrapped: [UInt8]
    let expiresAt: Int64

    init(_ row: any Row) {
        month = row.integer(0)
        root = row.blob(1)
        wrapped = row.blob(2)
        expiresAt = row.integer(3)
    }

    /// `MONTH ROOT WRAPPED EXPIRES`, bytes as hexadecimal digits; nil for anything else.
    init?(contentsOf path: String) {
        guard let bytes = Disk.contents(of: path, max: 1_024), bytes.last == UInt8(ascii: "\n") else { return nil }
        let words = bytes.dropLast().split(separator: UInt8(ascii: " "))
        guard words.count == 4, let month = Int64(String(decoding: words[0], as: UTF8.self)),
            let root = decodeHexadecimal(words[1]), let wrapped = decodeHexadecimal(words[2]),
            let expires = Int64(String(decoding: words[3], as: UTF8.self))
        else { return nil }
        (self.month, self.root, self.wrapped, expiresAt) = (month, root, wrapped, expires)
    }

    var values: [Value] { [.integer(month), .blob(root), .blob(wrapped), .integer(expiresAt)] }

    var line: [UInt8] {
        let words = [
            Array(String(month).utf8), encodeHexadecimal(root), encodeHexadecimal(wrapped),
            Array(String(expiresAt).utf8),
        ]
        return Array(words.joined(separator: [UInt8(ascii: " ")])) + [UInt8(ascii: "\n")]
    }
}

enum LedgerKeySQL {
    static let insert: SQL = """
        INSERT INTO ledger_key (month, root, wrapped, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT (month) DO NOTHING
        """
    static let prolong: SQL = "UPDATE ledger_key SET expires_at = $1 WHERE month = $2 AND expires_at < $1"
    static let byMonth: SQL = "SELECT month, root, wrapped, expires_at FROM ledger_key WHERE month = $1"
    static let all: SQL = "SELECT month, root, wrapped, expires_at FROM ledger_key ORDER BY month"
    static let expired: SQL = "SELECT month FROM ledger_key WHERE expires_at <= $1"
    static let delete: SQL = "DELETE FROM ledger_key WHERE month = $1"
}
