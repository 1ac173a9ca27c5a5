internal import Crypto
internal import Storage
internal import Synchronization

/// The persons' keys of one organization: minted ahead, fetched from the key store, remembered for a while.
///
/// Minting writes to the key store before a key is used, so that creating a person needs no second commit. The memory is
/// emptied whenever the customer's epoch moves: an erasure on any node moves it.
final class Vault: Sendable {
    struct MintedKey: Sendable {
        let id: UUIDValue
        let key: SealingKey
    }

    private struct State {
        var minted: [MintedKey] = []
        /// When the oldest key in stock was minted, milliseconds UTC.
        var mintedAt: Int64 = .max
        /// Two generations: when the young one is full it becomes the old one, so that half is always kept.
        var remembered: [UUIDValue: SealingKey] = [:]
        var rememberedBefore: [UUIDValue: SealingKey] = [:]
        var epoch: Int64 = -1
    }

    /// Keys in one durable batch, and the stock below which the next one is made.
    static let batchSize = 512
    private static let stockMin = 128
    /// Keys of one generation; about 130 bytes each.
    private static let rememberedMax = 32_768
    /// A key that was not used within this time never is: the sweep takes batches that are four times as old.
    static let stockLifetime = 12 * Clock.hour

    let store: KeyStore
    private let organization: UUIDValue
    private let organizationKey: SealingKey
    private let clock: Clock
    private let state = Mutex(State())

    init(store: KeyStore, organization: UUIDValue, organizationKey: SealingKey, clock: Clock) {
        self.store = store
        self.organization = organization
        self.organizationKey = organizationKey
        self.clock = clock
    }

    /// Makes sure that `count` keys are in stock, in batches that are durable when this returns.
    func stock(_ count: Int = stockMin) async throws {
        dropStaleStock()
        while state.withLock({ $0.minted.count }) < count {
            let (minted, batch, rows) = try mint()
            let values: [Value] = [
                .blob(batch.bytes), .blob(organization.bytes), .blob(store.process.bytes), .integer(clock.now),
            ]
            try await store.database.write { db in
                try db.run(KeyStoreSQL.insertBatch, values)
                try db.run(KeyStoreSQL.insertPersonKey, each: rows)
            }
            add(minted)
        }
    }

    /// A key that no person has yet; mints on the calling thread where the stock ran out.
    func take() throws -> MintedKey {
        dropStaleStock()
        if let key = state.withLock({ $0.minted.popLast() }) { return key }
        var (minted, batch, rows) = try mint()
        try store.database.writeNow { db in
            try db.run(
                KeyStoreSQL.insertBatch,
                [.blob(batch.bytes), .blob(organization.bytes), .blob(store.process.bytes), .integer(clock.now)])
            try db.run(KeyStoreSQL.insertPersonKey, each: rows)
        }
        let first = minted.removeLast()
        add(minted)
        return first
    }

    private func add(_ minted: [MintedKey]) {
        let now = clock.now
        state.withLock { state in
            if state.minted.isEmpty { state.mintedAt = now }
            state.minted.append(contentsOf: minted)
        }
    }

    private func dropStaleStock() {
        let now = clock.now
        state.withLock { if $0.mintedAt < now - Self.stockLifetime { $0.minted = [] } }
    }

    var needsStock: Bool { state.withLock { $0.minted.count < Self.stockMin } }

    /// Forgets every remembered key where the customer's epoch has moved.
    func enter(epoch: Int64) {
        state.withLock { state in
            guard state.epoch != epoch else { return }
            state.remembered = [:]
            state.rememberedBefore = [:]
            state.epoch = epoch
        }
    }

    func remember(_ key: SealingKey, as id: UUIDValue) {
        state.withLock { state in
            if state.remembered.count >= Self.rememberedMax {
                state.rememberedBefore = state.remembered
                state.remembered = [:]
            }
            state.remembered[id] = key
        }
    }

    /// - Throws: `Failure.notFound` where the key was destroyed: the person was erased.
    func key(_ id: UUIDValue) throws -> SealingKey {
        if let key = state.withLock({ $0.remembered[id] ?? $0.rememberedBefore[id] }) { return key }
        let wrapped = try store.database.readNow { db in
            try db.first(KeyStoreSQL.personKey, [.blob(id.bytes)]) { $0.blob(0) }
        }
        guard let wrapped else { throw Failure.notFound("This person's data was erased.") }
        let key = try unwrap(wrapped, id)
        remember(key, as: id)
        return key
    }

    /// The keys of many persons in few statements, for lists and scans; erased ones are absent.
    func keys(_ ids: [UUIDValue]) throws -> [UUIDValue: SealingKey] {
        var keys: [UUIDValue: SealingKey] = [:]
        keys.reserveCapacity(ids.count)
        state.withLock { state in
            for id in ids { if let key = state.remembered[id] ?? state.rememberedBefore[id] { keys[id] = key } }
        }
        let missing = ids.filter { keys[$0] == nil }
        guard !missing.isEmpty else { return keys }
        try store.database.readNow { db in
            for start in stride(from: 0, to: missing.count, by: 100) {
                var values = missing[start..<min(start + 100, missing.count)].map { Value.blob($0.bytes) }
                while values.count < 100 { values.append(.null) }
                try db.each(KeyStoreSQL.personKeys, values) { row in
                    guard let id = UUIDValue(bytes: row.blob(0)) else { return }
                    keys[id] = try unwrap(row.blob(1), id)
                }
            }
        }
        return keys
    }

    /// The key as the key store has it.
    func wrapped(_ id: UUIDValue) throws -> [UInt8] {
        let wrapped = try store.database.readNow { db in
            try db.first(KeyStoreSQL.personKey, [.blob(id.bytes)]) { $0.blob(0) }
        }
        guard let wrapped else { throw Failure.notFound("This person's data was erased.") }
        return wrapped
    }

    /// Deletes a key for good, and makes sure that it is gone.
    func destroy(_ id: UUIDValue) async throws {
        try await store.database.write { db in _ = try db.run(KeyStoreSQL.deleteKey, [.blob(id.bytes)]) }
        let remains = try await store.database.read { db in
            try db.first(KeyStoreSQL.personKey, [.blob(id.bytes)]) { _ in true } ?? false
        }
        guard !remains else { throw Failure(.unavailable, "The key store did not delete a key; it is tried again.") }
        state.withLock { state in
            state.remembered[id] = nil
            state.rememberedBefore[id] = nil
        }
    }

    /// Makes what was deleted from the key store unreadable there.
    func purge() async throws -> Bool { try await store.database.purge() }

    /// The files of the key store on this machine.
    var files: [String] { store.database.files }

    private func unwrap(_ wrapped: [UInt8], _ id: UUIDValue) throws -> SealingKey {
        let plain = try Sealing.open(wrapped, at: place(id), with: organizationKey)
        return SealingKey(SymmetricKey(data: plain))
    }

    private func mint() throws -> ([MintedKey], UUIDValue, [[Value]]) {
        let batch = UUIDValue.ordered(at: clock.now)
        let minted = (0..<Self.batchSize).map { _ in MintedKey(id: .ordered(at: clock.now), key: .random()) }
        let rows = try minted.map { minted -> [Value] in
            let wrapped = try Sealing.seal(minted.key.bytes, at: place(minted.id), with: organizationKey)
            return [.blob(minted.id.bytes), .blob(batch.bytes), .blob(wrapped)]
        }
        return (minted, batch, rows)
    }

    private func place(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("person_key.wrapped", organization: organization, owner: id)
    }
}
