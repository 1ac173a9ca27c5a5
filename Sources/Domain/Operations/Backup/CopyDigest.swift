internal import Crypto
internal import Storage

/// What a copy holds, table by table: the same for the same rows, on either engine.
struct CopyDigest: Sendable {
    struct Table: Sendable, Equatable {
        let name: String
        let rows: Int64
        /// SHA-256 of the rows in the order of the primary key.
        let hash: [UInt8]
    }

    private var names: [String] = []
    private var rows: [Int64] = []
    private var hashers: [SHA256] = []

    /// Frames of one table follow one another.
    mutating func add(_ frame: CopyFrame) {
        if names.last != frame.table.name {
            names.append(frame.table.name)
            rows.append(0)
            hashers.append(SHA256())
        }
        rows[rows.count - 1] += Int64(frame.rowCount)
        hashers[hashers.count - 1].update(data: frame.rows)
    }

    /// By name.
    var tables: [Table] {
        names.indices.map { Table(name: names[$0], rows: rows[$0], hash: [UInt8](hashers[$0].finalize())) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}

/// Hashes a copy and keeps nothing of it.
struct CopyHashing: CopySink {
    private(set) var digest = CopyDigest()

    mutating func take(_ frame: CopyFrame) { digest.add(frame) }
}
