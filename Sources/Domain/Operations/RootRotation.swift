internal import Foundation
internal import Storage

/// What a rotation of the root key did.
package struct RotationReport: Sendable {
    /// Fingerprints, as hexadecimal digits.
    package let old: String
    package let new: String
    /// How many keys were wrapped anew.
    package let keys: Int
    /// Old roots that lie beside the new one, for backups that need them; fingerprints.
    package let kept: [String]
}

extension Platform {
    /// Makes a new root key and wraps all keys by it; what the keys seal is not touched. The program goes on meanwhile.
    ///
    /// Stopped at any point, the next start finishes it or undoes it (`RootFiles.settle`). The old root stays in
    /// `root.key.<fingerprint>` until the last backup under it has expired.
    /// - Throws: `Failure.conflict(.state)` where a rotation is under way.
    package func rotateRootKey(_ permit: Permit<RotateKeys>) async throws -> RotationReport {
        try await accept(permit)
        guard keyStore.roots.beginRotation() else {
            throw Failure(.conflict(.state), "The root key is being rotated already; wait for that to end.")
        }
        defer { keyStore.roots.endRotation() }
        let old = keyStore.roots.current
        let rotation = RootRotation(store: keyStore)
        do {
            let next = try await rotation.prepare()
            let count = try await rotation.rewrap(to: next)
            try rotation.finish()
            try await ledger.mirrorKeys()
            try await sweepBackups()
            try await noteRotation(from: old, to: next, keys: count)
            return RotationReport(
                old: RootFiles.name(old.fingerprint), new: RootFiles.name(next.fingerprint), keys: count,
                kept: try RootFiles.kept(keyStore.roots.path).map { RootFiles.name($0.fingerprint) })
        } catch {
            throw Failure(storage: error)
        }
    }

    /// Into the operator's own evidence, where there is one.
    private func noteRotation(from old: RootKeyFile, to new: RootKeyFile, keys: Int) async throws {
        guard let own = try await operatorOrganization() else { return }
        let detail = [
            "from \(RootFiles.name(old.fingerprint))", "to \(RootFiles.name(new.fingerprint))", "keys \(keys)",
        ]
        try await openCustomer(own).write { tx in
            try tx.record(EvidenceEvent(.keysRotated, detail: detail), by: .command)
        }
    }
}

/// The three steps of a rotation.
struct RootRotation: Sendable {
    let store: KeyStore

    /// Writes the next root key beside the one in force, after settling what was cut off before.
    func prepare() async throws -> RootKeyFile {
        let path = store.roots.path
        let used = try await store.database.read { db in try db.all(KeyStoreSQL.roots) { $0.blob(0) } }
        try RootFiles.settle(path, used: used)
        let next = try RootKeyFile(path: RootFiles.next(path))
        store.roots.expect(next)
        return next
    }

    /// Wraps every key that the root wraps by `next`, in one transaction; from its commit on `next` is in force.
    /// - Returns: how many.
    func rewrap(to next: RootKeyFile) async throws -> Int {
        let roots = store.roots
        let count = try await store.database.write { db in
            var count = 0
            for kind in WrappedKeys.all {
                let rows = try db.all(kind.others, [.blob(next.fingerprint)]) { row in
                    try kind.rewrapped(row, roots, next)
                }
                try db.run(kind.update, each: rows)
                count += rows.count
            }
            return count
        }
        roots.take(next)
        return count
    }

    func finish() throws { try RootFiles.promote(store.roots.path) }
}

/// One table of keys that the root wraps: how its rows are found, and the place that each is bound to.
private struct WrappedKeys: Sendable {
    /// Two columns of the key's id, its root, its wrapped bytes; of the rows that another root than `$1` wraps.
    let others: SQL
    /// Root, wrapped bytes, then the id.
    let update: SQL
    /// The place and the id's values, from the row.
    let place: @Sendable (any Row) throws -> (SealedPlace, [Value])

    func rewrapped(_ row: any Row, _ roots: RootKeys, _ next: RootKeyFile) throws -> [Value] {
        let (place, id) = try place(row)
        let key = try roots.key(row.blob(2)).unwrap(row.blob(3), for: place)
        return [.blob(next.fingerprint), .blob(try next.wrap(key, for: place))] + id
    }

    static let all = [organizations, signing, ledger]

    private static let organizations = WrappedKeys(
        others: "SELECT organization, kind, root, wrapped FROM organization_key WHERE root <> $1",
        update: "UPDATE organization_key SET root = $1, wrapped = $2 WHERE organization = $3 AND kind = $4",
        place: { row in
            guard let organization = UUIDValue(bytes: row.blob(0)),
                let kind = OrganizationKeyKind(rawValue: row.text(1))
            else { throw ByteReader.damaged }
            let place = SealedPlace("organization_key.wrapped", organization: organization, owner: kind.owner)
            return (place, [.blob(organization.bytes), .text(kind.rawValue)])
        })

    private static let signing = WrappedKeys(
        others: "SELECT id, kind, root, wrapped FROM signing_key WHERE root <> $1",
        update: "UPDATE signing_key SET root = $1, wrapped = $2 WHERE id = $3 AND kind = $4",
        place: { row in
            guard let id = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
            return (.signingKey(id), [.blob(id.bytes), .text(row.text(1))])
        })

    private static let ledger = WrappedKeys(
        others: "SELECT month, month, root, wrapped FROM ledger_key WHERE root <> $1",
        update: "UPDATE ledger_key SET root = $1, wrapped = $2 WHERE month = $3",
        place: { row in (LedgerKeys.place(row.integer(0)), [.integer(row.integer(0))]) })
}
