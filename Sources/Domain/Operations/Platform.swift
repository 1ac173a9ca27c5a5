package import Logging
internal import Storage
internal import Synchronization

/// The whole installation: the platform's own database, the key store, and the customers' databases, opened as needed.
package final class Platform: Sendable {
    package let clock: Clock
    package let log: Logger
    let guards: Guards
    let database: any Database
    let keyStore: KeyStore
    package let ledger: Ledger
    let home: any StorageHome
    let post: PostRoom
    /// The address of the product's own pages, where it is known.
    let base: String?
    /// The one door out.
    package let egress: Egress
    package let providers: ProviderGateway
    /// What the audit knows of the configuration; nil where nobody said.
    let audited: AuditedSettings?
    let realms = HomeRealms()
    let contacts = ContactTally()
    let probing = ProbeTurn()
    private let open = Mutex(OpenCustomers())

    private init(
        home: any StorageHome, database: any Database, keyStore: KeyStore, ledger: Ledger, outside: Outside,
        guards: Guards, clock: Clock, log: Logger
    ) {
        self.home = home
        self.ledger = ledger
        self.guards = guards
        let contacts = contacts
        let hold = RecipientHold(database: database, clock: clock)
        let egress = Egress(rules: outside.rules, guards: guards, hold: { try await hold.holds($0, for: $1) }) {
            event in
            contacts.count(event, at: clock.now)
            guard event.outcome != .done else { return }
            // Host and cause are about nobody.
            log.warning(
                "Something did not go out",
                metadata: [
                    "recipient": "\(event.recipient)", "host": "\(event.host)", "outcome": "\(event.outcome.rawValue)",
                    "cause": "\(event.cause?.rawValue ?? "")",
                ])
        }
        self.egress = egress
        base = outside.base
        audited = outside.audited
        post = PostRoom(outside.mailServer.map { SMTPTransport($0, through: egress) } ?? outside.mail)
        providers = ProviderGateway(egress: egress, clock: clock)
        self.database = database
        self.keyStore = keyStore
        self.clock = clock
        self.log = log
    }

    /// Opens the installation, makes it where there is none, and migrates its own databases.
    package static func open(
        _ place: StoragePlace, outside: Outside = Outside(), guards: Guards = .standing, clock: Clock = .system,
        log: Logger
    ) async throws -> Platform {
        do {
            try RestoreMark.requireNone(in: place.folder)
            return try await openUnmarked(place, outside: outside, guards: guards, clock: clock, log: log)
        } catch {
            throw Failure(opening: error)
        }
    }

    /// As `open`, also where a restore is not finished yet: for that restore alone.
    static func openUnmarked(
        _ place: StoragePlace, outside: Outside = Outside(), guards: Guards = .standing, clock: Clock, log: Logger
    ) async throws -> Platform {
        do {
            let home = try await place.home()
            let keys = try await home.keys()
            try await Migrator(KeyStoreSQL.migrations).migrate(keys, now: clock.now)
            let database = try await home.platform()
            try await Migrator(PlatformSchema.migrations).migrate(database, now: clock.now)
            let roots = try await roots(home, keys: keys, platform: database)
            let keyStore = KeyStore(database: keys, roots: roots)
            let ledger = Ledger(path: place.ledger, store: keyStore, clock: clock)
            let platform = Platform(
                home: home, database: database, keyStore: keyStore, ledger: ledger, outside: outside, guards: guards,
                clock: clock, log: log)
            if let server = outside.mailServer { try await platform.register(server.recipient, of: nil) }
            return platform
        } catch {
            throw Failure(opening: error)
        }
    }

    /// The root keys; the first is made only where nothing is sealed yet, and the one in force must be the one that
    /// everything is wrapped by. A rotation that was cut off is finished or undone before.
    private static func roots(
        _ home: any StorageHome, keys: any Database, platform: any Database
    ) async throws -> RootKeys {
        let used = try await keys.read { db in try db.all(KeyStoreSQL.roots) { $0.blob(0) } }
        let organizations = try await platform.read { db in
            try db.first(OrganizationSQL.count) { $0.integer(0) } ?? 0
        }
        try RootFiles.settle(home.rootKeyPath, used: used)
        let current = try RootKeyFile(path: home.rootKeyPath, mayCreate: used.isEmpty && organizations == 0)
        guard used.allSatisfy({ $0 == current.fingerprint }), !used.isEmpty || organizations == 0 else {
            throw Failure(
                .unavailable,
                "The root key \(home.rootKeyPath) is not the one that this installation's keys are wrapped by, or the "
                    + "key store is empty. Put the right one in place.")
        }
        return RootKeys(path: home.rootKeyPath, current: current)
    }

    /// Whether mail has any way out.
    package var offersMail: Bool { post.transport.isConfigured }

    package func close() async {
        await post.close()
        await egress.close()
        for customer in open.withLock({ $0.removeAll() }) {
            do { try await customer.flushTally() } catch { log.error("Counts were not written") }
            await customer.database.close()
        }
        do { try await flushContacts() } catch { log.error("Contacts were not written") }
        await database.close()
        await keyStore.database.close()
        await home.close()
    }

    /// - Throws: `Failure.unavailable` where the platform's database or the key store does not answer.
    package func requireReady() async throws {
        do {
            for database in [database, keyStore.database] {
                _ = try await database.read { db in try db.first("SELECT 1") { $0.integer(0) } }
            }
        } catch {
            throw Failure(storage: error)
        }
    }

    // MARK: - Customers

    /// The open customer of that slug.
    /// - Throws: `Failure.notFound` where there is no such organization, or it is closed.
    package func customer(_ slug: String) async throws -> Customer {
        if let known = open.withLock({ $0.use(slug, at: clock.now) }), known.organization.state == .active {
            return known
        }
        guard let organization = try await organization(slug), organization.state == .active else {
            throw Failure.notFound("There is no such organization here.")
        }
        return try await openCustomer(organization)
    }

    /// The shared handle of an organization; it is opened where this process has none.
    func openCustomer(_ organization: Organization) async throws -> Customer {
        if let known = open.withLock({ $0.use(organization.slug, at: clock.now) }),
            known.organization.state == organization.state, organization.ending.destroyingAt == nil
        {
            return known
        }
        let customer = try await newHandle(organization)
        let (kept, closed) = open.withLock { $0.insert(customer, at: clock.now) }
        if kept !== customer { await customer.database.close() }
        for old in closed { await retire(old) }
        return kept
    }

    /// A handle that nobody else has yet: for an organization that is just being made.
    func newHandle(_ organization: Organization) async throws -> Customer {
        guard organization.ending.destroyingAt == nil else {
            throw Failure.notFound("The data of this organization was destroyed.")
        }
        do {
            let database = try await home.customer(organization.id)
            try await Migrator(CustomerSchema.migrations).migrate(database, now: clock.now)
            let keys = try await keyStore.organizationKeys(organization.id, guards)
            let vault = Vault(
                store: keyStore, organization: organization.id, organizationKey: keys.data, clock: clock)
            return Customer(
                organization: organization, database: database, keys: keys, vault: vault, clock: clock,
                guards: guards, pages: base.map { "\($0)/o/\(organization.slug)" },
                wake: { [weak self] due in try await self?.wake(organization.id, at: due) })
        } catch {
            throw Failure(opening: error)
        }
    }

    /// Closes the handle of an organization that is closed, or was changed.
    func forget(_ slug: String) async {
        if let customer = open.withLock({ $0.remove(slug) }) { await retire(customer) }
    }

    /// As `forget`, where the handle is of the time before: one of a closed organization serves those who take its data.
    private func forgetStale(_ slug: String) async {
        let known = open.withLock { $0.all.first { $0.organization.slug == slug } }
        guard let known else { return }
        let now = try? await organization(slug)
        if now?.state != known.organization.state || now?.ending.destroyingAt != nil { await forget(slug) }
    }

    /// Writes a closing customer's counts and lets its database go once nobody uses it any more.
    private func retire(_ customer: Customer) async {
        do { try await customer.flushTally() } catch { log.error("Counts were not written") }
        await customer.database.close()
    }

    /// Writes the counts of all open customers, and of contacts with recipients.
    package func flushTallies() async {
        do { try await flushContacts() } catch { log.error("Contacts were not written; they are kept") }
        for customer in open.withLock({ $0.all }) {
            do { try await customer.flushTally() } catch { log.error("Counts were not written; they are kept") }
        }
    }

    /// Takes the events of all open customers into their trees; `findWork` sees to the others.
    package func sequenceEvidence() async {
        let lines = await ledgerLines()
        for customer in open.withLock({ $0.all }) {
            do { try await customer.sequence(noting: lines) } catch {
                log.error(
                    "Evidence was not sequenced",
                    metadata: [
                        "organization": "\(customer.organization.id)",
                        "detail": "\((error as? Failure)?.detail ?? String(reflecting: type(of: error)))",
                    ])
            }
        }
    }

    /// What each checkpoint says of the erasure ledger, so that customers, too, can tell when it was cut.
    func ledgerLines() async -> [String] {
        do {
            return try await ledger.head.map { ["ledger \($0.sequence) \(Base64URL.encode($0.hash))"] } ?? []
        } catch {
            log.error("The erasure ledger cannot be read")
            return []
        }
    }

    /// Runs the jobs of every customer in which some are due.
    package func runDueJobs() async throws {
        // Another node may have closed an organization; its handle here ends within a second.
        for slug in try await recentlyClosed() { await forgetStale(slug) }
        for id in try await dueOrganizations() {
            // Closed ones have work until their data is destroyed: what has served goes, mail is sent.
            guard let organization = try await organization(id), organization.ending.destroyingAt == nil else {
                try await forgetWake(id)
                continue
            }
            do {
                let customer = try await openCustomer(organization)
                try await forgetWake(id)
                if let next = try await customer.runDueJobs(log, post, surroundings) { try await wake(id, at: next) }
            } catch {
                log.error("Jobs of an organization failed", metadata: ["organization": "\(id)"])
                try await wake(id, at: clock.now + Clock.minute)
            }
        }
    }

    /// Deletes keys that were minted, never used, and can never be used any more.
    private func sweepKeys() async throws {
        for batch in try await keyStore.closedBatches(at: clock.now) {
            let ids = try await keyStore.keys(of: batch.id)
            var used: Set<UUIDValue> = []
            if let organization = try await organization(batch.organization) {
                used = try await look(into: organization) { tx in try tx.usedKeys(ids) }
            }
            try await keyStore.sweep(batch.id, unused: ids.filter { !used.contains($0) }, at: clock.now)
        }
    }

    /// Looks into every customer for work that the platform's table does not know of. One that cannot be opened keeps
    /// nobody else waiting.
    package func findWork() async throws {
        do { try await sweepKeys() } catch { log.error("Unused keys were not swept") }
        do { try await sweepOwn() } catch { log.error("The installation's own databases were not swept") }
        do { try await sweepBackups() } catch { log.error("Expired backups and root keys were not looked at") }
        await keepRegisters()
        for organization in try await allOrganizations() where organization.ending.destroyingAt == nil {
            do {
                let (next, isBehind) = try await look(into: organization) { tx in
                    (try tx.nextDue(), try tx.isEvidenceBehind())
                }
                if let next { try await wake(organization.id, at: next) }
                if isBehind { try await openCustomer(organization).sequence() }
            } catch {
                log.error("An organization cannot be opened", metadata: ["organization": "\(organization.id)"])
            }
        }
    }

    /// Reads from a customer without keeping its database open where nobody else uses it.
    func look<Result: Sendable>(
        into organization: Organization, _ body: @escaping @Sendable (Reading) throws -> Result
    ) async throws -> Result {
        try await borrow(organization) { customer in try await customer.read(body) }
    }

    /// Lends a customer's handle without keeping its database open where nobody else uses it.
    func borrow<Result: Sendable>(
        _ organization: Organization, _ body: @Sendable (Customer) async throws -> Result
    ) async throws -> Result {
        if let known = open.withLock({ $0.use(organization.slug, at: clock.now) }) { return try await body(known) }
        let handle = try await newHandle(organization)
        do {
            let result = try await body(handle)
            await handle.database.close()
            return result
        } catch {
            await handle.database.close()
            throw error
        }
    }
}

extension Failure {
    /// What keeps a database from opening, with the way out.
    init(opening error: any Error) {
        if let error = error as? MigrationError {
            self = Failure(.unavailable, "The database cannot be used: \(error)")
        } else if let error = error as? StorageError {
            self = Failure(.unavailable, "The database cannot be opened: \(error)")
        } else {
            self = Failure(storage: error)
        }
    }
}

/// The customers that are open, the least recently used first to go.
private struct OpenCustomers {
    /// A SQLite handle takes about 6 MiB when its caches are full; 384 MiB in all.
    static let handleMebibytes = 6
    static let budgetMebibytes = 384
    /// A handle that was used within this time is not closed: a request may still hold it.
    static let restMilliseconds = 2 * Clock.minute

    private var customers: [String: (customer: Customer, usedAt: Int64)] = [:]

    var all: [Customer] { customers.values.map(\.customer) }

    mutating func use(_ slug: String, at now: Int64) -> Customer? {
        guard let place = customers.index(forKey: slug) else { return nil }
        customers.values[place].usedAt = now
        return customers.values[place].customer
    }

    /// - Returns: the customer to use (another task may have been first), and those to close.
    mutating func insert(_ customer: Customer, at now: Int64) -> (Customer, [Customer]) {
        let slug = customer.organization.slug
        if let first = use(slug, at: now) { return (first, []) }
        customers[slug] = (customer, now)
        let excess = customers.count - Self.budgetMebibytes / Self.handleMebibytes
        guard excess > 0 else { return (customer, []) }
        let idle = customers.filter { $0.value.usedAt < now - Self.restMilliseconds }
            .sorted { $0.value.usedAt < $1.value.usedAt }.prefix(excess)
        for entry in idle { customers[entry.key] = nil }
        return (customer, idle.map(\.value.customer))
    }

    mutating func remove(_ slug: String) -> Customer? { customers.removeValue(forKey: slug)?.customer }

    mutating func removeAll() -> [Customer] {
        defer { customers = [:] }
        return all
    }
}
