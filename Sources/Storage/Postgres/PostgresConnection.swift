import CLibpq
import Synchronization

/// A link inside one transaction of one schema.
final class PostgresConnection: Transaction {
    /// Where the transaction is, as the server knows it.
    private enum Phase {
        case idle
        /// BEGIN waits among `pending` for the first statement.
        case opening
        case open
        case lost
    }

    let dialect = Dialect.postgres
    private(set) var failure: StorageError?
    private let link: PostgresLink
    private let opening: PostgresOpening
    private var phase = Phase.idle
    /// Commands to travel with the next statement.
    private var pending: [SQL] = []
    private static let chunkSize = 1_000

    init(_ link: PostgresLink, _ opening: PostgresOpening) {
        self.link = link
        self.opening = opening
    }

    @discardableResult
    func run(_ sql: SQL, _ values: [Value]) throws -> Int {
        let result = try ask { try link.send(sql, values) }
        defer { PQclear(result) }
        return Self.changeCount(result)
    }

    func run(_ sql: SQL, each rows: [[Value]]) throws {
        for start in stride(from: 0, to: rows.count, by: Self.chunkSize) {
            let chunk = rows[start..<min(start + Self.chunkSize, rows.count)]
            let result = try ask {
                try link.prepare(sql, types: PostgresParameters.types(of: chunk))
                for values in chunk { try link.sendRow(values) }
            }
            PQclear(result)
        }
    }

    /// The whole result is in memory before `body` sees its first row: read large tables in pages.
    func each(_ sql: SQL, _ values: [Value], _ body: (any Row) throws -> Void) throws {
        guard let result = try ask({ try link.send(sql, values) }) else { return }
        defer { PQclear(result) }
        for index in 0..<PQntuples(result) { try body(PostgresRow(result: result, index: index)) }
    }

    /// Sends the pending commands and those of `send`, and reads the answers.
    /// - Returns: the last one's result, for the caller to clear.
    private func ask(_ send: () throws -> Void) throws -> OpaquePointer? {
        if let failure { throw failure }
        do {
            let pendingCount = pending.count
            for command in pending { try link.send(command, []) }
            pending.removeAll(keepingCapacity: true)
            // A value that is refused here leaves commands that were sent before it, whose answers have to be read.
            let refusal = Result(catching: send)
            let answer = try link.exchange()
            let isOpeningFailed = phase == .opening && (answer.failedIndex ?? .max) < pendingCount
            phase = isOpeningFailed ? .lost : .open
            if let failure = answer.failure { throw failure }
            do { try refusal.get() } catch {
                PQclear(answer.last)
                throw error
            }
            return answer.last
        } catch {
            if link.isBroken { phase = .lost }
            failure = error as? StorageError
            throw error
        }
    }

    /// Of INSERT, UPDATE, DELETE and MERGE; 0 of anything else.
    private static func changeCount(_ result: OpaquePointer?) -> Int {
        guard let result, let first = PQcmdStatus(result)?.pointee else { return 0 }
        guard "IUDM".utf8.contains(UInt8(bitPattern: first)) else { return 0 }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }
}

extension PostgresConnection {
    var isTransactionLost: Bool { phase == .lost }

    func begin(_ access: Access) throws {
        failure = nil
        pending.removeAll(keepingCapacity: true)
        let isGated = try access == .write && opening.hasGate && gateIsThere()
        pending.append(contentsOf: access == .read ? opening.read : opening.write)
        if isGated { pending.append(PostgresOpening.gateLock) }
        phase = .opening
    }

    func commit() throws {
        if let failure { throw failure }
        // Nothing reached the server.
        if phase == .opening { return forget() }
        do {
            for command in pending { try link.send(command, []) }
            try link.send("COMMIT", [])
            let answer = try link.exchange()
            defer { PQclear(answer.last) }
            forget()
            if let failure = answer.failure { throw failure }
            // COMMIT of a transaction that failed before rolls back, and says so only here.
            guard let last = answer.last, String(cString: PQcmdStatus(last)) == "COMMIT" else {
                throw StorageError.other(code: "25P02", message: "the transaction had failed before COMMIT")
            }
        } catch {
            if link.isBroken { throw UnknownOutcome() }
            throw error
        }
    }

    func rollback() {
        let mustSend = phase == .open || phase == .lost
        forget()
        if !mustSend || link.isBroken { return }
        do {
            try link.send("ROLLBACK", [])
            PQclear(try link.exchange().last)
            if link.isInTransaction { link.abandon() }
        } catch {
            link.abandon()
        }
    }

    func beginSavepoint() {
        failure = nil
        pending.append(Self.savepoint)
    }

    func releaseSavepoint() {
        // A closure without a statement: the server need not know of it.
        if pending.last?.key == Self.savepoint.key {
            pending.removeLast()
        } else {
            pending.append("RELEASE SAVEPOINT closure")
        }
    }

    func rollbackToSavepoint() {
        failure = nil
        if pending.last?.key != Self.savepoint.key { pending.append("ROLLBACK TO SAVEPOINT closure") }
    }

    private static let savepoint: SQL = "SAVEPOINT closure"

    private func forget() {
        pending.removeAll(keepingCapacity: true)
        phase = .idle
    }

    /// Asks once for each handle, before the transaction; from then on the gate is taken for granted.
    private func gateIsThere() throws -> Bool {
        guard let schema = opening.schema else { return false }
        if opening.gateSeen.load(ordering: .relaxed) { return true }
        let text: SQL = """
            SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 AND c.relname = 'gate'
            """
        let isThere = try first(text, [.text(schema)]) { $0.integer(0) } ?? 0 > 0
        opening.gateSeen.store(isThere, ordering: .relaxed)
        return isThere
    }
}
