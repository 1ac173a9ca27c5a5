@testable import Domain
@testable import Storage

/// What is stored, row by row: to see that a call has changed nothing.
struct MatrixState: Sendable {
    /// By table, each row as text, in order.
    private(set) var rows: [String: [String]] = [:]

    /// What is counted beside the work: when something was last used, what arrived, what was dropped.
    private static let counters: Set<String> = [
        "token.used_at", "integration.used_at", "login.seen_at", "connection.arrived_at", "arrival",
        "dropped_attribute", "receipt", "usage",
    ]

    /// Everything in that database but counters and what `Tally` writes of reading.
    static func of(_ database: any Database, _ name: String) async throws -> MatrixState {
        let columns = try await SchemaReader.columns(of: database)
        let kept = columns.filter { !counters.contains($0.table) && !counters.contains("\($0.table).\($0.column)") }
        let tables = Dictionary(grouping: kept, by: \.table).mapValues { $0.map(\.column) }
        return try await database.read { db in
            var state = MatrixState()
            for (table, columns) in tables {
                let statement = SQL(composed: select(columns, from: table, db.dialect))
                state.rows["\(name).\(table)"] = try db.all(statement) { $0.text(0) }
            }
            return state
        }
    }

    private static func select(_ columns: [String], from table: String, _ dialect: Dialect) -> String {
        let shown = columns.map { column in
            dialect == .sqlite ? "quote(\"\(column)\")" : "coalesce(\"\(column)\"::text, 'NULL')"
        }
        let which = table == "evidence" ? " WHERE deed <> 'connection.read'" : ""
        return "SELECT \(shown.joined(separator: " || '|' || ")) FROM \"\(table)\"\(which) ORDER BY 1"
    }

    /// Only rows that name that organization.
    func about(_ organization: UUIDValue) -> MatrixState {
        let name = organization.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        var state = MatrixState()
        state.rows = rows.mapValues { $0.filter { $0.lowercased().contains(name) } }
        return state
    }

    /// Without the events that the operator's people were seen: they are recorded before it is known whether the page
    /// comes.
    func withoutSeeing() -> MatrixState {
        var state = self
        state.rows = rows.mapValues { $0.filter { !$0.contains("staff.seen") } }
        state.rows = state.rows.filter { !$0.key.hasSuffix(".sighting") }
        return state
    }

    func adding(_ other: MatrixState) -> MatrixState {
        var state = self
        state.rows.merge(other.rows) { $1 }
        return state
    }

    /// The tables that are not as they were, and by how many rows.
    func differences(from before: MatrixState) -> [String] {
        Set(rows.keys).union(before.rows.keys).sorted().compactMap { table in
            let (old, new) = (Set(before.rows[table] ?? []), Set(rows[table] ?? []))
            guard old != new else { return nil }
            return "\(table): \(new.subtracting(old).count) rows came, \(old.subtracting(new).count) went"
        }
    }
}
