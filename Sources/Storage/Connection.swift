/// One connection inside one transaction, on a thread of the engine. It never leaves the closure it was given to.
///
/// A statement that fails ends the closure's work: whatever the closure does next on this connection throws the same
/// error again, and the closure counts as failed even where it returns (PostgreSQL aborts the transaction there, and
/// SQLite is held to the same). To find out whether a row is there, ask with `ON CONFLICT` or SELECT, not by failing.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// Runs a statement that returns no rows.
    /// - Returns: how many rows it inserted, changed or deleted.
    @discardableResult
    func run(_ sql: SQL, _ values: [Value]) throws -> Int

    /// Runs one statement with each of many rows of values: a loop on SQLite, pipelined on PostgreSQL.
    func run(_ sql: SQL, each rows: [[Value]]) throws

    /// Calls `body` for each row, in order; `body` may throw to stop.
    func each(_ sql: SQL, _ values: [Value], _ body: (any Row) throws -> Void) throws
}

extension Connection {
    @discardableResult
    package func run(_ sql: SQL) throws -> Int { try run(sql, []) }

    /// The first row, or nil where there is none.
    package func first<Result>(
        _ sql: SQL, _ values: [Value] = [], _ body: (any Row) throws -> Result
    ) throws -> Result? {
        var result: Result?
        try each(sql, values) { row in if result == nil { result = try body(row) } }
        return result
    }

    package func all<Result>(
        _ sql: SQL, _ values: [Value] = [], _ body: (any Row) throws -> Result
    ) throws -> [Result] {
        var results: [Result] = []
        try each(sql, values) { row in results.append(try body(row)) }
        return results
    }
}

/// The two engines, for the few places where they differ.
package enum Dialect: String, Sendable, CaseIterable {
    case sqlite
    case postgres
}

/// Why a statement or a transaction failed, in the same words on both engines. Carries no values.
package enum StorageError: Error, Sendable, Equatable {
    /// A UNIQUE or PRIMARY KEY constraint; the engine's own name of it: `table.column, …` or `index 'name'` on SQLite,
    /// the constraint's or index's name on PostgreSQL.
    case unique(String)
    case foreignKey
    /// A CHECK, by its name; or NOT NULL or a column's type, by `table.column`.
    /// A CHECK, by its name; or NOT NULL or a column's type, by `table.column`.
    case check(String)
    /// SQLSTATE 40001 or 40P01: the engine reruns the transaction, callers never see it.
    case serialization
    /// The database does not answer, its pool is exhausted beyond the wait limit, or the connection broke.
    case unavailable(String)
    case full
    case corrupt
    /// `code` is an SQLSTATE, SQLite's result code as `SQLITE_n`, or a word of this target's own.
    /// `code` is an SQLSTATE, SQLite's result code as `SQLITE_n`, or a word of this target's own.
    case other(code: String, message: String)
}
