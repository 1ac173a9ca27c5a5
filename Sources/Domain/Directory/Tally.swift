internal import Storage
internal import Synchronization

/// Counts that need no write of their own: what arrived, what was read back, which attribute names were dropped, when a token,
/// an integration or a login was last used. Held in memory, written every few seconds and at stop; a crash loses at most those seconds of counts.
package final class Tally: Sendable {
    struct ArrivalKey: Hashable, Sendable {
        let connection: UUIDValue
        /// The beginning of the hour, milliseconds UTC.
        let hour: Int64
    }

    struct Arrival: Sendable {
        var created: Int64 = 0
        var changed: Int64 = 0
        var departed: Int64 = 0
        var reads: Int64 = 0
        var refused: Int64 = 0
    }

    struct DroppedKey: Hashable, Sendable {
        let connection: UUIDValue
        let name: String
    }

    struct Dropped: Sendable {
        var times: Int64
        var lastAt: Int64
    }

    struct ReceiptKey: Hashable, Sendable {
        /// The beginning of the day, milliseconds UTC.
        let day: Int64
        let purpose: PurposeName
    }

    /// How often profiles were opened for a purpose, and how often that was refused.
    struct Receipt: Sendable {
        var opened: Int64 = 0
        var refused: Int64 = 0
    }

    struct Counted: Sendable {
        var arrivals: [ArrivalKey: Arrival] = [:]
        var dropped: [DroppedKey: Dropped] = [:]
        var tokens: [UUIDValue: Int64] = [:]
        var logins: [UUIDValue: Int64] = [:]
        var integrations: [UUIDValue: Int64] = [:]
        var connections: [UUIDValue: Int64] = [:]
        var receipts: [ReceiptKey: Receipt] = [:]

        var isEmpty: Bool {
            receipts.isEmpty && arrivals.isEmpty && dropped.isEmpty && tokens.isEmpty && logins.isEmpty
                && integrations.isEmpty
        }
    }

    /// What one write brought, for `count`.
    package enum Kind: Sendable { case created, changed, departed, read, refused }

    /// Distinct dropped names remembered between two flushes; beyond it they are counted as one.
    private static let namesMax = 2_000

    private let guards: Guards
    private let counted = Mutex(Counted())

    init(guards: Guards = .standing) { self.guards = guards }

    func used(token: UUIDValue, connection: UUIDValue, at now: Int64) {
        counted.withLock { $0.tokens[token] = now }
    }

    func used(login: UUIDValue, at now: Int64) { counted.withLock { $0.logins[login] = now } }

    func used(integration: UUIDValue, at now: Int64) { counted.withLock { $0.integrations[integration] = now } }

    package func count(_ kind: Kind, from connection: UUIDValue, at now: Int64, times: Int64 = 1) {
        counted.withLock { counted in
            let key = ArrivalKey(connection: connection, hour: now - now % Clock.hour)
            switch kind {
            case .created: counted.arrivals[key, default: Arrival()].created += times
            case .changed: counted.arrivals[key, default: Arrival()].changed += times
            case .departed: counted.arrivals[key, default: Arrival()].departed += times
            case .read: counted.arrivals[key, default: Arrival()].reads += times
            case .refused: counted.arrivals[key, default: Arrival()].refused += times
            }
            if kind != .read { counted.connections[connection] = now }
        }
    }

    /// A profile was opened for a purpose.
    func opened(_ purpose: PurposeName, at now: Int64) {
        let key = ReceiptKey(day: now - now % Clock.day, purpose: purpose)
        counted.withLock { $0.receipts[key, default: Receipt()].opened += 1 }
    }

    /// A purpose was closed for someone.
    func refused(_ purpose: PurposeName, at now: Int64) {
        let key = ReceiptKey(day: now - now % Clock.day, purpose: purpose)
        counted.withLock { $0.receipts[key, default: Receipt()].refused += 1 }
    }

    /// Attributes that were sent and are not kept, by name: what is no attribute's name is counted, and not named.
    package func dropped(_ names: some Sequence<String>, from connection: UUIDValue, at now: Int64, times: Int64 = 1) {
        counted.withLock { counted in
            for sent in names {
                let name = guards.stand(.d1) ? DeclaredName.readable(sent) : sent
                let kept = counted.dropped.count < Self.namesMax ? name : "(other)"
                let key = DroppedKey(connection: connection, name: kept)
                let before = counted.dropped[key]?.times ?? 0
                counted.dropped[key] = Dropped(times: before + times, lastAt: now)
            }
        }
    }

    func take() -> Counted? {
        counted.withLock { counted in
            guard !counted.isEmpty else { return nil }
            defer { counted = Counted() }
            return counted
        }
    }

    /// Returns what could not be written.
    func putBack(_ taken: Counted) {
        counted.withLock { counted in
            for (key, value) in taken.arrivals {
                var sum = counted.arrivals[key] ?? Arrival()
                sum.created += value.created
                sum.changed += value.changed
                sum.departed += value.departed
                sum.reads += value.reads
                sum.refused += value.refused
                counted.arrivals[key] = sum
            }
            for (key, value) in taken.dropped {
                let later = counted.dropped[key]
                counted.dropped[key] = Dropped(
                    times: value.times + (later?.times ?? 0), lastAt: later?.lastAt ?? value.lastAt)
            }
            for (key, value) in taken.receipts {
                counted.receipts[key, default: Receipt()].opened += value.opened
                counted.receipts[key, default: Receipt()].refused += value.refused
            }
            counted.tokens.merge(taken.tokens) { later, _ in later }
            counted.logins.merge(taken.logins) { later, _ in later }
            counted.integrations.merge(taken.integrations) { later, _ in later }
            counted.connections.merge(taken.connections) { later, _ in later }
        }
    }
}

extension Reading {
    /// Names of attributes come from outside, and a column of a file may be headed by anything: they are sealed too.
    func droppedPlace(_ index: [UInt8]) -> SealedPlace {
        SealedPlace(
            "dropped_attribute.name", organization: customer.organization.id,
            owner: UUIDValue(bytes: index) ?? UUIDValue(high: 0, low: 0))
    }
}

extension Writing {
    /// Counts the names of attributes that a directory sent and that are not kept; their values were never looked at.
    package func countDropped(_ names: [String], _ permit: Permit<SyncDirectory>) {
        guard !names.isEmpty, permit.organization == customer.organization.id,
            case .connection(let connection) = permit.principal
        else { return }
        customer.tally.dropped(names, from: connection, at: now)
    }

    func store(_ counted: Tally.Counted) throws {
        try db.run(
            TallySQL.addArrival,
            each: counted.arrivals.map { key, value in
                [
                    .blob(key.connection.bytes), .integer(key.hour), .integer(value.created), .integer(value.changed),
                    .integer(value.departed), .integer(value.reads), .integer(value.refused),
                ]
            })
        try db.run(
            TallySQL.addDropped,
            each: try counted.dropped.map { key, value in
                let index = customer.keys.index.of(key.name, as: .droppedName)
                let sealed = try Sealing.seal(Array(key.name.utf8), at: droppedPlace(index), with: customer.keys.data)
                return [
                    .blob(key.connection.bytes), .text(CivilTime.month(value.lastAt)), .blob(index), .blob(sealed),
                    .integer(value.times), .integer(value.lastAt),
                ]
            })
        try db.run(
            TallySQL.addReceipt,
            each: counted.receipts.map { key, value in
                [.integer(key.day), .text(key.purpose.rawValue), .integer(value.opened), .integer(value.refused)]
            })
        try db.run(TokenSQL.used, each: counted.tokens.map { [.integer($0.value), .blob($0.key.bytes)] })
        try db.run(LoginSQL.touch, each: counted.logins.map { [.integer($0.value), .blob($0.key.bytes)] })
        try db.run(
            TallySQL.usedIntegration, each: counted.integrations.map { [.integer($0.value), .blob($0.key.bytes)] })
        try db.run(ConnectionSQL.arrived, each: counted.connections.map { [.integer($0.value), .blob($0.key.bytes)] })
        for (key, value) in counted.arrivals where value.reads > 0 {
            try record(
                EvidenceEvent(.connectionRead, detail: ["records \(value.reads)"]), by: .connection(key.connection))
        }
    }
}

enum TallySQL {
    static let addReceipt: SQL = """
        INSERT INTO receipt (day, purpose, opened, refused) VALUES ($1, $2, $3, $4)
        ON CONFLICT (day, purpose) DO UPDATE SET opened = receipt.opened + excluded.opened,
            refused = receipt.refused + excluded.refused
        """
    static let usedIntegration: SQL = "UPDATE integration SET used_at = $1 WHERE id = $2"
    static let addArrival: SQL = """
        INSERT INTO arrival (connection, hour, created, changed, departed, reads, refused)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (connection, hour) DO UPDATE SET created = arrival.created + excluded.created,
            changed = arrival.changed + excluded.changed, departed = arrival.departed + excluded.departed,
            reads = arrival.reads + excluded.reads, refused = arrival.refused + excluded.refused
        """
    static let addDropped: SQL = """
        INSERT INTO dropped_attribute (connection, month, name_index, name, times, last_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (connection, month, name_index) DO UPDATE SET times = dropped_attribute.times + excluded.times,
            last_at = excluded.last_at
        """
    static let arrivals: SQL = """
        SELECT connection, hour, created, changed, departed, reads, refused FROM arrival WHERE hour >= $1
        ORDER BY hour, connection
        """
    static let dropped: SQL = """
        SELECT name_index, name, times, last_at FROM dropped_attribute WHERE month = $1
        ORDER BY times DESC, name_index LIMIT 2000
        """
}
