internal import Dispatch
internal import Storage
internal import Synchronization

/// The installation's erasure ledger: a signed file to which lines are only ever added, outside of what backups hold.
///
/// Each line contains the hash of the one before and is signed, so none can be altered, removed or put in; a line counts
/// once it is on the disk. A ledger that was cut at its end is told by heads that are known elsewhere (each backup's
/// manifest has one). Any number of nodes may share the file.
package final class Ledger: Sendable {
    package let path: String
    let keys: LedgerKeys
    private let store: KeyStore
    private let clock: Clock
    private let state = Mutex<LedgerReading?>(nil)
    /// It waits for the disk, which the threads that run tasks must not do.
    private let queue = DispatchQueue(label: "instructors.ledger")

    package init(path: String, store: KeyStore, clock: Clock) {
        self.path = path
        self.store = store
        self.clock = clock
        keys = LedgerKeys(path: path, store: store)
    }

    /// Adds an entry; it is on the disk when this returns.
    /// - Throws: `Failure.unavailable` where it cannot be written, is missing, or was altered; then nothing was added.
    @discardableResult
    package func append(_ entry: LedgerEntry) async throws -> LedgerReceipt {
        try await onQueue { try self.appendNow(entry) }
    }

    /// As `append`, for a caller that is on an engine's thread.
    @discardableResult
    package func appendNow(_ entry: LedgerEntry) throws -> LedgerReceipt {
        let now = clock.now
        let content = try content(entry, at: now)
        return try extend { [content] }
    }

    /// Makes the ledger where the installation has none yet.
    /// - Returns: its last entry's place.
    @discardableResult
    package func begin() async throws -> LedgerReceipt {
        try await onQueue { try self.extend { [] } }
    }

    /// Every entry, in order, after the whole file was verified.
    /// - Throws: `Failure.unavailable` where a line was altered, or the ledger is missing.
    package func entries() async throws -> [LedgerRecord] {
        try await onQueue {
            guard let signer = try self.store.signerNow(.ledger) else { return [] }
            return try self.entriesNow(publicKey: signer.publicKey)
        }
    }

    /// The last entry's place, after what is new in the file was verified; nil where there is no ledger yet.
    package var head: LedgerReceipt? {
        get async throws {
            try await onQueue {
                guard let signer = try self.store.signerNow(.ledger) else { return nil }
                return try self.state.withLock { state in
                    guard let file = try LedgerFile(self.path, for: .reading) else { throw self.missing }
                    let reading = try Self.caughtUp(state, file, publicKey: signer.publicKey, repairs: false)
                    state = reading
                    return reading.head
                }
            }
        }
    }

    /// Deletes the keys of marks that hold no longer: what is sealed under them is gone.
    package func expire() async throws {
        try await onQueue { try self.keys.expire(at: self.clock.now) }
    }

    func entriesNow(publicKey: [UInt8]) throws -> [LedgerRecord] {
        var records: [LedgerRecord] = []
        var monthKeys: [Int64: SealingKey] = [:]
        guard let file = try LedgerFile(path, for: .reading) else { throw missing }
        var reading = LedgerReading(publicKey: publicKey)
        try reading.take(try file.contents(from: 0)) { line, receipt in
            let entry: LedgerEntry
            switch line.content {
            case .begin: return
            case .head(let head): entry = .head(head)
            case .destroyed(let organization): entry = .destroyed(organization)
            case .erased(let organization, let key, let person, let month, let until, let sealed):
                if monthKeys[month] == nil { monthKeys[month] = try keys.key(of: month) }
                let marks = try monthKeys[month].map {
                    try Self.opened(sealed, organization: organization, person: person, with: $0)
                }
                entry = .erased(
                    LedgerErasure(organization: organization, keyID: key, person: person, marks: marks, until: until))
            }
            records.append(LedgerRecord(receipt: receipt, at: line.at, entry: entry))
        }
        return records
    }

    /// Writes the months' keys beside the ledger again, as after a rotation of the root.
    func mirrorKeys() async throws { try await onQueue { try self.keys.mirrorAll() } }

    /// After a restore that two operators approved without the ledger: a new one, by the restored key.
    func beginAnew() async throws {
        try await onQueue {
            guard let signer = try self.store.signerNow(.ledger) else { return }
            guard let file = try LedgerFile(self.path, for: .writing), try file.size() == 0 else { return }
            try file.append(Self.firstLine(by: signer, at: self.clock.now))
        }
    }

    /// Adds lines under the file's lock, the first of all where there is none.
    private func extend(_ contents: () throws -> [LedgerLine.Content]) throws -> LedgerReceipt {
        let now = clock.now
        return try state.withLock { state in
            guard let file = try LedgerFile(path, for: .writing) else { throw missing }
            let signer = try store.signerNow(.ledger) ?? begin(file, at: now)
            var reading = try Self.caughtUp(state, file, publicKey: signer.publicKey, repairs: true)
            // An installation that has a key had a ledger: to begin another would forget whom it erased.
            guard var head = reading.head else { throw missing }
            for content in try contents() {
                let line = LedgerLine(sequence: head.sequence + 1, at: now, content: content, previous: head.hash)
                let bytes = try line.signed(by: signer) + [UInt8(ascii: "\n")]
                try file.append(bytes)
                try reading.take(bytes)
                head = reading.head ?? head
            }
            state = reading
            return head
        }
    }

    /// The first line, then the key that it is signed by: where it was stopped in between, the line is made anew.
    private func begin(_ file: LedgerFile, at now: Int64) throws -> InstallationSigner {
        let found = try file.contents(from: 0)
        guard found.count(where: { $0 == UInt8(ascii: "\n") }) <= 1 else {
            throw Failure(
                .unavailable,
                "There is another installation's erasure ledger at \(path); give this one a path of its own.")
        }
        let key = SealingKey.random()
        let signer = try InstallationSigner(key)
        if !found.isEmpty { try file.cut(at: 0) }
        try file.append(Self.firstLine(by: signer, at: now))
        guard try store.keepNow(key, as: .ledger, at: now).publicKey == signer.publicKey else { throw missing }
        return signer
    }

    private static func firstLine(by signer: InstallationSigner, at now: Int64) throws -> [UInt8] {
        let content = LedgerLine.Content.begin(publicKey: signer.publicKey)
        let line = LedgerLine(sequence: 0, at: now, content: content, previous: LedgerLine.noHash)
        return try line.signed(by: signer) + [UInt8(ascii: "\n")]
    }

    private var missing: Failure {
        Failure(
            .unavailable,
            "The erasure ledger is not at \(path); put it there, or say where it is by the setting ‘ledger’.")
    }

    private static func caughtUp(
        _ known: LedgerReading?, _ file: LedgerFile, publicKey: [UInt8], repairs: Bool
    ) throws -> LedgerReading {
        var reading = known ?? LedgerReading(publicKey: publicKey)
        guard try file.size() >= reading.offset else {
            throw Failure(.unavailable, "The erasure ledger was cut while the program ran; put the whole one in place.")
        }
        try reading.take(try file.contents(from: reading.offset))
        if repairs, try file.size() > reading.offset { try file.cut(at: reading.offset) }
        return reading
    }

    private func content(_ entry: LedgerEntry, at now: Int64) throws -> LedgerLine.Content {
        switch entry {
        case .head(let head): return .head(head)
        case .destroyed(let organization): return .destroyed(organization)
        case .erased(let erasure):
            let month = LedgerKeys.month(of: now)
            let key = try keys.key(of: month, until: erasure.until, at: now)
            var plain: [UInt8] = []
            plain.appendVarint(UInt64(erasure.marks?.count ?? 0))
            for mark in erasure.marks ?? [] {
                plain.appendVarint(UInt64(mark.count))
                plain += mark
            }
            let place = Self.place(organization: erasure.organization, person: erasure.person)
            return .erased(
                organization: erasure.organization, key: erasure.keyID, person: erasure.person, month: month,
                until: erasure.until, marks: try Sealing.seal(plain, at: place, with: key))
        }
    }

    private static func opened(
        _ sealed: [UInt8], organization: UUIDValue, person: UUIDValue, with key: SealingKey
    ) throws -> [[UInt8]] {
        let place = place(organization: organization, person: person)
        var reader = ByteReader(try Sealing.open(sealed, at: place, with: key))
        return try (0..<reader.count()).map { _ in try reader.data() }
    }

    private static func place(organization: UUIDValue, person: UUIDValue) -> SealedPlace {
        SealedPlace("ledger.marks", organization: organization, owner: person)
    }

    private func onQueue<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                queue.async { continuation.resume(with: Swift.Result(catching: body)) }
            }
        } catch {
            throw Failure(storage: error)
        }
    }
}
