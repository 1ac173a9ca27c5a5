import CLibpq
import Glibc

/// One connection to PostgreSQL, in pipeline mode all its life: whatever needs no answer by itself (BEGIN, SET LOCAL,
/// SAVEPOINT, RELEASE) travels together with the next statement that does.
///
/// It is used by one thread at a time. It does not block inside libpq but waits in `poll`, so that a server that
/// reads nothing more while we send, or never answers, cannot hold a thread for ever.
final class PostgresLink {
    private let handle: OpaquePointer
    private let answerLimitSeconds: Double
    /// The connection cannot be used any more.
    private(set) var isBroken = false
    private var parameters = PostgresParameters()
    /// Commands sent since the last exchange.
    private var sentCount = 0

    /// What came of the commands of one exchange.
    struct Answer {
        /// The last command's result, which the caller clears.
        var last: OpaquePointer?
        var failure: StorageError?
        /// Which command failed; the server skipped those after it.
        var failedIndex: Int?
    }

    /// - Parameter connectLimitSeconds: whole seconds, at least 2 (libpq's own minimum).
    /// - Throws: `StorageError.unavailable`.
    init(url: String, connectLimitSeconds: Int, answerLimitSeconds: Double) throws {
        let settings = [
            ("dbname", url), ("client_encoding", "UTF8"), ("fallback_application_name", "instructors"),
            ("connect_timeout", String(max(2, connectLimitSeconds))), ("keepalives_idle", "30"),
            ("keepalives_interval", "10"), ("keepalives_count", "3"), ("tcp_user_timeout", "60000"),
        ]
        let names = settings.map { strdup($0.0) } + [nil]
        let values = settings.map { strdup($0.1) } + [nil]
        defer { for text in names + values { free(text) } }
        // 1: "dbname" is a whole URL.
        let made = PQconnectdbParams(names.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
        guard let made else { throw StorageError.unavailable("out of memory for a connection") }
        guard PQstatus(made) == CONNECTION_OK, PQsetnonblocking(made, 1) == 0, PQenterPipelineMode(made) == 1 else {
            let message = String(cString: PQerrorMessage(made))
            PQfinish(made)
            throw StorageError.unavailable("cannot connect to PostgreSQL: " + message)
        }
        PQsetNoticeProcessor(made, { _, _ in }, nil)
        handle = made
        self.answerLimitSeconds = answerLimitSeconds
    }

    deinit { PQfinish(handle) }

    /// Whether the connection still stands, as far as can be seen without asking the server.
    var isAlive: Bool {
        if isBroken { return false }
        // Nothing is owed to an idle connection: what there is to read is the server's farewell, or its end.
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        if poll(&descriptor, 1, 0) != 0 { isBroken = true }
        return !isBroken
    }

    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }

    func send(_ sql: SQL, _ values: [Value]) throws {
        guard values.count == sql.parameterCount else { throw StorageError.parameterCount }
        try parameters.set(values)
        let types = parameters.types
        let code = sql.withUTF8 { text, _ in
            parameters.withPointers { count, values, lengths, formats in
                PQsendQueryParams(handle, text, count, types, values, lengths, formats, 1)
            }
        }
        try countSent(code)
    }

    /// Parses a text once, under no name, for `sendRow`: good until the next `send`.
    func prepare(_ sql: SQL, types: [Oid]) throws {
        guard types.count == sql.parameterCount else { throw StorageError.parameterCount }
        let code = sql.withUTF8 { text, _ in PQsendPrepare(handle, "", text, Int32(types.count), types) }
        try countSent(code)
    }

    func sendRow(_ values: [Value]) throws {
        try parameters.set(values)
        let code = parameters.withPointers { count, values, lengths, formats in
            PQsendQueryPrepared(handle, "", count, values, lengths, formats, 1)
        }
        try countSent(code)
    }

    /// Reads the results of everything sent since the last time.
    /// - Throws: `unavailable` where the connection broke or the server gave no answer in time.
    func exchange() throws -> Answer {
        let count = sentCount
        sentCount = 0
        if PQpipelineSync(handle) == 0 { throw broken() }
        let deadline = Deadline(secondsFromNow: answerLimitSeconds)
        try flush(deadline)
        var answer = Answer()
        do {
            for index in 0..<count {
                while let result = try nextResult(deadline) { try take(result, index, index == count - 1, &answer) }
            }
            let sync = try nextResult(deadline)
            defer { PQclear(sync) }
            guard PQresultStatus(sync) == PGRES_PIPELINE_SYNC else { throw broken() }
            return answer
        } catch {
            PQclear(answer.last)
            // What the server said before the connection broke says more.
            throw answer.failure ?? error
        }
    }

    private func take(_ result: OpaquePointer, _ index: Int, _ isLast: Bool, _ answer: inout Answer) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
            if isLast {
                answer.last = result
                return
            }
        case PGRES_PIPELINE_ABORTED: break
        default:
            if answer.failure == nil {
                answer.failure = .postgres(result)
                answer.failedIndex = index
            }
        }
        PQclear(result)
        if PQstatus(handle) != CONNECTION_OK { throw broken() }
    }

    /// Gives the connection up: nothing is known of its state.
    func abandon() { isBroken = true }

    private func countSent(_ code: Int32) throws {
        if code == 0 { throw broken() }
        sentCount += 1
    }

    private func flush(_ deadline: Deadline) throws {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1:
                let events = try wait(for: Int16(POLLIN | POLLOUT), deadline)
                if events & Int16(POLLIN) != 0, PQconsumeInput(handle) == 0 { throw broken() }
            default: throw broken()
            }
        }
    }

    private func nextResult(_ deadline: Deadline) throws -> OpaquePointer? {
        while PQisBusy(handle) != 0 {
            _ = try wait(for: Int16(POLLIN), deadline)
            // A result may have arrived before the break, such as the reason for it.
            if PQconsumeInput(handle) == 0, PQisBusy(handle) != 0 { throw broken() }
        }
        return PQgetResult(handle)
    }

    private func wait(for events: Int16, _ deadline: Deadline) throws -> Int16 {
        var descriptor = pollfd(fd: PQsocket(handle), events: events, revents: 0)
        while true {
            let left = deadline.millisecondsLeft
            if left == 0 {
                isBroken = true
                throw StorageError.unavailable("PostgreSQL did not answer within the limit")
            }
            let count = poll(&descriptor, 1, left)
            if count > 0 { return descriptor.revents }
            if count < 0, errno != EINTR { throw broken() }
        }
    }

    private func broken() -> StorageError {
        isBroken = true
        return .unavailable("the connection to PostgreSQL broke")
    }
}
