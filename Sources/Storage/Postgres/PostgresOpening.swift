import Synchronization

/// The commands that open a transaction in one schema.
final class PostgresOpening: Sendable {
    let read: [SQL]
    let write: [SQL]
    let schema: String?
    let hasGate: Bool
    /// The schema's table `gate` was seen: before its first migration it is not there.
    let gateSeen = Atomic<Bool>(false)

    /// - Parameters:
    ///   - schema: a name that `isName` accepts, or nil for the connection's own role and no schema.
    ///   - hasGate: write transactions lock the schema's table `gate` first.
    init(schema: String?, hasGate: Bool) {
        self.schema = schema
        self.hasGate = hasGate
        // SET LOCAL only: behind a pooler in transaction mode, a plain SET would go on to the next client. `pg_temp`
        // is named so that it is searched last; left out, it would come first.
        let place = schema.map { ["SET LOCAL ROLE \"\($0)\"", "SET LOCAL search_path TO \"\($0)\", pg_temp"] } ?? []
        read = (["BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY"] + place).map(SQL.init(composed:))
        // A node that stalls between two statements must not keep the gate from the others.
        let limit = ["SET LOCAL idle_in_transaction_session_timeout TO '60s'"]
        write = (["BEGIN ISOLATION LEVEL SERIALIZABLE"] + place + limit).map(SQL.init(composed:))
    }

    /// LOCK TABLE rather than SELECT … FOR UPDATE: a SELECT takes the transaction's snapshot before it waits for the
    /// row, so everyone who had to wait would work on stale data, and fail with 40001. This takes none.
    static let gateLock: SQL = "LOCK TABLE gate IN EXCLUSIVE MODE"

    /// Such names need no escaping between double quotes.
    static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.count <= 63, (0x61...0x7a).contains(first) else { return false }
        return bytes.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
    }
}
