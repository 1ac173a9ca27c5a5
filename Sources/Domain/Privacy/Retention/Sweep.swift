internal import Storage

/// What goes when its time has come. Raw values are what evidence and the texts of pages call it: never change one.
package enum Swept: String, Sendable, CaseIterable {
    case proposals, logins, links, accessTokens = "access-tokens", mail, mailContents = "mail-contents"
    case departures, receipts, requestSteps = "request-steps", requests, copyContents = "copy-contents", copies
    case suppressions, usage, probes, arrivals, droppedNames = "dropped-names", sightings
    /// People whose grace period has ended; they are erased.
    case leavers
    // In the installation's own databases:
    case contacts, platformProbes = "platform-probes", audits, ledgerKeys = "ledger-keys"
}

/// How one kind of rows goes: in batches, by the retention that the inventory declares for their table.
struct Sweep: Sendable {
    /// When the time of a row has come.
    enum Term: Sendable {
        /// The inventory's retention, counted from the clock.
        case declared
        /// The clock names the end itself.
        case named
        /// Of some rows of the table only, whose time is shorter than that of the table; milliseconds.
        case after(Int64, of: String)
    }

    let swept: Swept
    let table: String
    /// Where only one column's value goes and the row stays.
    let column: String?
    /// The column of the table, or `table.column` of its parent, from which the time counts.
    let clock: String
    let term: Term
    /// Rows that one transaction removes at most: so few that others' writes need not wait for long.
    let batch: Int64
    /// Whether the log notes how many went. What ends every hour anyway is not worth a line.
    let isNoted: Bool
    let statements: Statements

    /// `$1` is the instant at or before which the clock says that the time has come.
    struct Statements: Sendable {
        /// Removes at most `$2` rows.
        let remove: SQL
        /// How many there are, and the oldest clock among them.
        let due: SQL
        /// The oldest clock of all, without parameters.
        let first: SQL
    }

    init(
        _ swept: Swept, of table: String, column: String? = nil, by clock: String, ends term: Term = .declared,
        batch: Int64 = 2_000, isNoted: Bool = true, _ statements: Statements
    ) {
        self.swept = swept
        self.table = table
        self.column = column
        self.clock = clock
        self.term = term
        self.batch = batch
        self.isNoted = isNoted
        self.statements = statements
    }

    /// How long after its clock a row goes, milliseconds; nil where the inventory declares no length.
    func length(in store: Inventory.Store) -> Int64? {
        switch term {
        case .named: 0
        case .after(let length, _): length
        case .declared: retention(in: store)?.length
        }
    }

    /// What the inventory says of the table, or of the one column.
    func retention(in store: Inventory.Store) -> Retention? {
        guard let declared = Inventory.tables(of: store).first(where: { $0.name == table }) else { return nil }
        guard let column else { return declared.retention }
        return declared.columns.first { $0.name == column }?.retention
    }

    /// Removes the next rows whose time has come.
    /// - Returns: how many there were; fewer than `batch` where no more are due.
    func remove(at now: Int64, _ length: Int64, in db: any Connection) throws -> Int64 {
        Int64(try db.run(statements.remove, [.integer(now - length), .integer(batch)]))
    }
}

/// A sweep with the length that it has in its store.
struct TimedSweep: Sendable {
    let sweep: Sweep
    let length: Int64

    static func all(_ sweeps: [Sweep], in store: Inventory.Store) -> [TimedSweep] {
        sweeps.compactMap { sweep in sweep.length(in: store).map { TimedSweep(sweep: sweep, length: $0) } }
    }
}

extension Sweep {
    /// In a customer's database. What hangs on a row goes before the row.
    static let ofCustomers: [Sweep] = [
        Sweep(
            .proposals, of: "change_chunk", by: "change_set.created_at", batch: 100, RetentionSQL.proposals),
        Sweep(.logins, of: "login", by: "expires_at", ends: .named, isNoted: false, RetentionSQL.logins),
        Sweep(.links, of: "sign_in_link", by: "expires_at", ends: .named, isNoted: false, RetentionSQL.links),
        Sweep(
            .accessTokens, of: "token", by: "expires_at", ends: .after(0, of: "access tokens"), isNoted: false,
            RetentionSQL.accessTokens),
        Sweep(.mailContents, of: "mail", column: "content", by: "expires_at", ends: .named, RetentionSQL.mailContents),
        Sweep(.mail, of: "mail", by: "ended_at", RetentionSQL.mail),
        Sweep(
            .departures, of: "departure", by: "at",
            ends: .after(Brake.window, of: "departures that the brake let pass"),
            isNoted: false, RetentionSQL.departures),
        Sweep(.receipts, of: "receipt", by: "day", RetentionSQL.receipts),
        Sweep(.requestSteps, of: "rights_step", by: "rights_request.ended_at", RetentionSQL.requestSteps),
        Sweep(.requests, of: "rights_request", by: "ended_at", RetentionSQL.requests),
        Sweep(
            .copyContents, of: "export_part", by: "export_file.expires_at", ends: .named, batch: 40,
            RetentionSQL.copyContents),
        Sweep(.copies, of: "export_file", by: "expires_at", ends: .named, RetentionSQL.copies),
        Sweep(.suppressions, of: "suppression", by: "until", ends: .named, RetentionSQL.suppressions),
        Sweep(.usage, of: "usage", by: "at", batch: 5_000, RetentionSQL.usage),
        Sweep(.probes, of: "probe_run", by: "at", RetentionSQL.probes),
        Sweep(.arrivals, of: "arrival", by: "hour", RetentionSQL.arrivals),
        Sweep(.droppedNames, of: "dropped_attribute", by: "last_at", RetentionSQL.droppedNames),
        Sweep(
            .sightings, of: "evidence", column: "detail", by: "at",
            ends: .after(365 * Clock.day, of: "the detail of who saw whom"), RetentionSQL.sightings),
    ]

    static let ofPlatform: [Sweep] = [
        Sweep(.contacts, of: "contact", by: "hour", RetentionSQL.contacts),
        Sweep(.platformProbes, of: "probe_run", by: "at", RetentionSQL.probes),
        Sweep(.audits, of: "audit_run", by: "at", RetentionSQL.audits),
    ]

    static let ofKeys: [Sweep] = [
        Sweep(.ledgerKeys, of: "ledger_key", by: "expires_at", ends: .named, RetentionSQL.ledgerKeys)
    ]

    /// Tables that end by a date and are not swept, with what ends them.
    static let endedElsewhere: [String: String] = [
        "legal_hold": "the job that ends a hold and takes up the erasure that waited for it"
    ]

    static let timedOfCustomers = TimedSweep.all(ofCustomers, in: .customer)
}
