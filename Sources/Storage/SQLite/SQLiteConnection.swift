import GRDBSQLite

/// SQLite's own calls on a connection that GRDB opened: a point read costs little more than its statement.
final class SQLiteConnection: Transaction {
    let dialect = Dialect.sqlite
    private(set) var failure: StorageError?
    private let handle: OpaquePointer
    private var statements: [SQL.Key: SQLiteStatement] = [:]
    private static let statementsMax = 160

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    @discardableResult
    func run(_ sql: SQL, _ values: [Value]) throws -> Int {
        try withStatement(sql) { statement in
            try statement.bind(values)
            while try statement.step() {}
            return statement.changesRows ? Int(sqlite3_changes64(handle)) : 0
        }
    }

    func run(_ sql: SQL, each rows: [[Value]]) throws {
        try withStatement(sql) { statement in
            for values in rows {
                try statement.bind(values)
                while try statement.step() {}
                statement.reset()
            }
        }
    }

    func each(_ sql: SQL, _ values: [Value], _ body: (any Row) throws -> Void) throws {
        var bodyError: (any Error)?
        try withStatement(sql) { statement in
            try statement.bind(values)
            let row = SQLiteRow(handle: statement.handle)
            while try statement.step() {
                // Kept apart: an error of the closure's own is not a statement's failure.
                do { try body(row) } catch {
                    bodyError = error
                    return
                }
            }
        }
        if let bodyError { throw bodyError }
    }

    /// Runs a statement that SQLite refuses inside a transaction.
    func outsideTransaction(_ sql: SQL, _ values: [Value] = [], _ body: (any Row) throws -> Void = { _ in }) throws {
        failure = nil
        if !isTransactionLost { rollback() }
        try each(sql, values, body)
    }

    /// Finalizes every statement, so that the connection can be closed.
    func forgetStatements() { statements.removeAll() }

    private func withStatement<Result>(_ sql: SQL, _ body: (SQLiteStatement) throws -> Result) throws -> Result {
        if let failure { throw failure }
        do {
            let statement = try prepare(sql)
            statement.isBusy = true
            defer {
                statement.reset()
                statement.isBusy = false
            }
            return try body(statement)
        } catch let error as StorageError {
            failure = error
            throw error
        }
    }

    private func prepare(_ sql: SQL) throws -> SQLiteStatement {
        let key = sql.key
        if let statement = statements[key] {
            return statement.isBusy ? try SQLiteStatement(sql, in: handle) : statement
        }
        let statement = try SQLiteStatement(sql, in: handle)
        // Only lists of many lengths could fill it: starting anew then is simpler than keeping an order of use.
        if statements.count >= Self.statementsMax { statements = statements.filter { $0.value.isBusy } }
        statements[key] = statement
        return statement
    }
}

extension SQLiteConnection {
    var isTransactionLost: Bool { sqlite3_get_autocommit(handle) != 0 }

    func begin(_ access: Access) throws {
        failure = nil
        if !isTransactionLost { rollback() }
        try run(access == .write ? "BEGIN IMMEDIATE" : "BEGIN", [])
    }

    func commit() throws {
        if let failure { throw failure }
        try run("COMMIT", [])
    }

    func rollback() {
        let cause = failure
        failure = nil
        // It fails only where SQLite has rolled back by itself, as on a full disk.
        if !isTransactionLost { _ = try? run("ROLLBACK", []) }
        failure = cause
    }

    func beginSavepoint() throws {
        failure = nil
        try run("SAVEPOINT closure", [])
    }

    func releaseSavepoint() throws { try run("RELEASE closure", []) }

    func rollbackToSavepoint() throws {
        failure = nil
        try run("ROLLBACK TO closure", [])
    }
}
