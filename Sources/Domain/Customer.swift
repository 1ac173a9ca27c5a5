internal import Storage

/// An open customer: its database, its keys, and what is remembered about it. One handle per organization and process.
package final class Customer: Sendable {
    package let organization: Organization
    package let clock: Clock
    /// Feature use that waits to be written down.
    package let usage = UsageTally()
    package let tally: Tally
    let database: any Database
    let keys: OrganizationKeys
    let vault: Vault
    let staff = StaffIndex()
    let guards: Guards
    /// The address of the organization's pages, for links in mail; nil where it is not known.
    let pages: String?
    /// Tells the platform that work is due in this customer at an instant.
    private let wake: @Sendable (Int64) async throws -> Void

    init(
        organization: Organization, database: any Database, keys: OrganizationKeys, vault: Vault, clock: Clock,
        guards: Guards = .standing, pages: String? = nil, wake: @escaping @Sendable (Int64) async throws -> Void
    ) {
        self.organization = organization
        self.database = database
        self.keys = keys
        self.vault = vault
        self.clock = clock
        self.guards = guards
        tally = Tally(guards: guards)
        self.pages = pages
        self.wake = wake
    }

    /// Runs verbs that only read, on one consistent state.
    /// - Throws: what `body` throws, and a `Failure` for what the storage does.
    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (Reading) throws -> Result
    ) async throws -> Result {
        do {
            let (result, publish) = try await database.read { db in
                let reading = Reading(db: db, customer: self)
                return (try body(reading), reading.publications)
            }
            for publication in publish { publication() }
            return result
        } catch let error as StorageError {
            throw Failure(storage: error)
        }
    }

    /// Runs verbs in one savepoint; returns once all of it is durable, or throws and nothing of it is stored.
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (Writing) throws -> Result
    ) async throws -> Result {
        do {
            if vault.needsStock { try await vault.stock() }
            let (result, due, publish) = try await database.write { db in
                let writing = Writing(db: db, customer: self)
                return (try body(writing), writing.due, writing.publications)
            }
            for publication in publish { publication() }
            // It is stored: where the platform cannot be told, its hourly look at every customer finds the work.
            if let due { try? await wake(due) }
            return result
        } catch let error as StorageError {
            throw Failure(storage: error)
        }
    }

    /// Mints keys ahead of a batch that will create up to `count` people.
    func stockKeys(_ count: Int) async throws {
        do { try await vault.stock(count) } catch { throw Failure(storage: error) }
    }

    /// Writes down what was counted in memory since the last time (`Tally`, `UsageTally`).
    package func flushTally() async throws {
        let (counted, uses) = (tally.take(), usage.take())
        guard counted != nil || !uses.isEmpty else { return }
        do {
            try await write { tx in
                if let counted { try tx.store(counted) }
                try tx.store(uses)
            }
        } catch {
            if let counted { tally.putBack(counted) }
            usage.putBack(uses)
            throw error
        }
    }
}

/// One read transaction on a customer's database. Verbs are its methods, in their features' folders.
package class Reading {
    let db: any Connection
    package let customer: Customer
    /// Milliseconds UTC; one instant for the whole transaction.
    package let now: Int64
    private var knownGate: Gate?
    /// What may be remembered of this transaction, once it is known to have happened.
    private(set) var publications: [@Sendable () -> Void] = []

    init(db: any Connection, customer: Customer) {
        self.db = db
        self.customer = customer
        now = customer.clock.now
    }

    /// The customer's gate row, read once a transaction.
    func gate() throws -> Gate {
        if let knownGate { return knownGate }
        guard let gate = try db.first(GateSQL.read, [], Gate.init) else {
            throw Failure(.unavailable, "The organization's database is incomplete; restore it.", detail: "no gate row")
        }
        enter(gate)
        return gate
    }

    func enter(_ gate: Gate) {
        knownGate = gate
        customer.vault.enter(epoch: gate.epoch)
    }

    func forgetGate() { knownGate = nil }

    /// Runs `body` after this transaction has been committed; never where it was taken back.
    func afterCommit(_ body: @escaping @Sendable () -> Void) { publications.append(body) }

    /// The attributes that this customer keeps.
    package func catalogue() throws -> Catalogue { try gate().catalogue }
}

/// One write transaction: everything that reading can, and the verbs that change.
package final class Writing: Reading {
    /// The earliest instant at which this transaction created work, if any.
    private(set) var due: Int64?

    func workIsDue(at instant: Int64) {
        due = min(due ?? instant, instant)
    }
}

extension Failure {
    /// A storage error in the words of the product; a `Failure` passes unchanged.
    init(storage error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as StorageError: self = Failure(error)
        default:
            self = Failure(
                .unavailable,
                "Not done, nothing was stored. Try again; if it persists, tell the operator the reference.",
                detail: String(reflecting: type(of: error)))
        }
    }

    private init(_ error: StorageError) {
        switch error {
        case .unique(let name):
            self = Failure(.conflict(.uniqueness), "That name is taken in this organization.", detail: name)
        case .foreignKey:
            self = Failure(.conflict(.state), "Something that this refers to is gone. Read it again, then retry.")
        case .check(let name):
            self = Failure(.invalid(field: ""), "A value is outside what can be stored.", detail: name)
        case .full:
            self = Failure(
                .unavailable, "Not stored: the disk is full. Nothing was lost; send it again once there is room.",
                detail: "disk full")
        case .serialization, .unavailable, .corrupt, .other:
            self = Failure(
                .unavailable, "Not done, nothing was stored: the database does not answer. Send it again in a moment.",
                detail: "\(error)")
        }
    }
}
