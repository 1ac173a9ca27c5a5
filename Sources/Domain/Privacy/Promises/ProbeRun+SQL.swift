internal import Storage

/// The same table lies in the platform's database and in each customer's.
enum ProbeSQL {
    static let insert: SQL = """
        INSERT INTO probe_run (promise, at, outcome, measured) VALUES ($1, $2, $3, $4)
        ON CONFLICT (promise, at) DO UPDATE SET outcome = excluded.outcome, measured = excluded.measured
        """
    static let since: SQL = """
        SELECT promise, at, outcome, measured FROM probe_run WHERE at >= $1 ORDER BY at
        """
    static let newest: SQL = "SELECT max(at) FROM probe_run"
}

extension ProbeRun {
    /// The columns of `ProbeSQL.since`; nil for a promise that this program does not know any more.
    init?(_ row: any Row) {
        guard let promise = PromiseID(rawValue: row.text(0)), let outcome = Outcome(rawValue: row.text(2)) else {
            return nil
        }
        self.init(promise: promise, at: row.integer(1), outcome: outcome, measured: row.text(3))
    }

    static func store(_ runs: [ProbeRun], in db: any Connection) throws {
        try db.run(
            ProbeSQL.insert,
            each: runs.map {
                [.text($0.promise.rawValue), .integer($0.at), .text($0.outcome.rawValue), .text($0.measured)]
            })
    }

    static func since(_ instant: Int64, in db: any Connection) throws -> [ProbeRun] {
        try db.all(ProbeSQL.since, [.integer(instant)]) { ProbeRun($0) }.compactMap(\.self)
    }
}
