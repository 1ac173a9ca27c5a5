internal import Logging
internal import Storage

/// The destruction of an organization's data: measured, its keys deleted, its database dropped, certified. Each step can
/// be done again: what stops half-way is carried on by the next round, and nobody opens the database in between.
extension Platform {
    func destroy(_ organization: Organization) async throws {
        if organization.ending.destroyingAt == nil { try await beginDestroying(organization) }
        await forget(organization.slug)
        // First on record outside of what backups hold: a restore does not bring the organization back.
        try await ledger.append(.destroyed(organization.id))
        try await destroyAgain(organization.id)
        try await finishDestroying(organization)
        log.notice("An organization's data was destroyed", metadata: ["organization": "\(organization.id)"])
    }

    /// After a restore: an organization that the ledger says was destroyed does not come back with an older backup.
    /// - Parameter at: when it was destroyed.
    func replayDestruction(of id: UUIDValue, at: Int64) async throws {
        _ = try await stored { db in try db.run(LeavingSQL.replay, [.integer(at), .blob(id.bytes)]) }
        if let organization = try await organization(id) { await forget(organization.slug) }
        try await destroyAgain(id)
    }

    /// Deletes the keys and the database of an organization, whatever its row says: also where a backup that is older
    /// than the destruction has brought them back.
    func destroyAgain(_ id: UUIDValue) async throws {
        do {
            try await keyStore.destroyKeys(of: id)
            try await home.remove(.customer(id), keepsRole: false)
            let now = clock.now
            _ = try await stored { db in
                try db.run(LeavingSQL.endRecipients, [.integer(now), .blob(id.bytes)])
                try db.run(LeavingSQL.removeDomains, [.blob(id.bytes)])
                try db.run(OrganizationSQL.forgetWake, [.blob(id.bytes)])
            }
            realms.forget()
        } catch {
            throw Failure(storage: error)
        }
    }

    private func beginDestroying(_ organization: Organization) async throws {
        let customer = try await openCustomer(organization)
        let counts = try await customer.read { tx in
            try tx.db.first(LeavingSQL.measure) { row in
                (
                    people: row.integer(0), records: row.integer(1), groups: row.integer(2), evidence: row.integer(3),
                    size: row.optionalInteger(4)
                )
            }
        }
        let root = try await customer.read { tx in
            try counts?.size.flatMap { size in
                try tx.db.first(LeavingSQL.checkpoint, [.integer(size)]) { $0.blob(0) }
            }
        }
        let isEarly = (organization.ending.retrieveUntil ?? 0) > clock.now
        var lines: [(name: String, value: String)] = [
            ("closed", organization.ending.closedAt.map(CivilTime.instant) ?? "unknown"),
            ("could be taken until", organization.ending.retrieveUntil.map(CivilTime.instant) ?? "unknown"),
            ("deleted early, as two persons chose", isEarly ? "yes" : "no"),
            ("people", "\(counts?.people ?? 0)"), ("directory records", "\(counts?.records ?? 0)"),
            ("groups", "\(counts?.groups ?? 0)"), ("evidence events", "\(counts?.evidence ?? 0)"),
            ("keys of persons", "\(try await keyStore.countKeys(of: organization.id))"),
            ("fingerprint of the organization's key", DestructionCertificate.fingerprint(of: customer.keys.data)),
        ]
        if let size = counts?.size, let root {
            lines.append(
                ("last checkpoint", "\(size) \(root.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())"))
        }
        let now = clock.now
        lines.append(("destruction begun", CivilTime.instant(now)))
        let text = DestructionCertificate(of: organization, lines).facts.joined(separator: "\n") + "\n"
        _ = try await stored { db in
            try db.run(
                LeavingSQL.beginDestroying,
                [.integer(now), .blob(Array(text.utf8)), .blob(organization.id.bytes)])
        }
    }

    private func finishDestroying(_ organization: Organization) async throws {
        let now = clock.now
        let id = organization.id
        let begun = try await read { db in
            try db.first(LeavingSQL.certificate, [.blob(id.bytes)]) { $0.optionalBlob(0) } ?? nil
        }
        guard let begun else { return }
        let residual = try await residualUntil()
        let certificate = try DestructionCertificate(begun).adding([
            ("keys and database destroyed", CivilTime.instant(now)),
            ("residual in encrypted backups until", residual.map(CivilTime.instant) ?? "none"),
        ])
        let text = try await signed(certificate.facts)
        let count = try await stored { db in
            try db.run(LeavingSQL.destroyed, [.integer(now), .blob(Array(text.utf8)), .blob(id.bytes)])
        }
        guard count == 1, try await operatorOrganization() != nil else { return }
        try await customer(Organization.operatorSlug).write { tx in
            try tx.record(EvidenceEvent(.organizationDestroyed, detail: ["organization \(id)"]), by: .program)
        }
    }
}

extension KeyStore {
    func countKeys(of organization: UUIDValue) async throws -> Int64 {
        do {
            return try await database.read { db in
                try db.first(KeyDestructionSQL.count, [.blob(organization.bytes)]) { $0.integer(0) } ?? 0
            }
        } catch {
            throw Failure(storage: error)
        }
    }

    /// Deletes every key of an organization: those of its people, then its own; and makes what was deleted unreadable.
    func destroyKeys(of organization: UUIDValue) async throws {
        try await database.write { db in
            try db.run(KeyDestructionSQL.personKeys, [.blob(organization.bytes)])
            try db.run(KeyDestructionSQL.batches, [.blob(organization.bytes)])
            try db.run(KeyDestructionSQL.organizationKeys, [.blob(organization.bytes)])
        }
        let isEmptied = try await database.purge()
        guard isEmptied else {
            throw Failure(.unavailable, "The key store is in use; its log is emptied later.", detail: "checkpoint busy")
        }
    }
}

enum KeyDestructionSQL {
    static let count: SQL = """
        SELECT count(*) FROM person_key k JOIN key_batch b ON b.id = k.batch WHERE b.organization = $1
        """
    static let personKeys: SQL = """
        DELETE FROM person_key WHERE batch IN (SELECT id FROM key_batch WHERE organization = $1)
        """
    static let batches: SQL = "DELETE FROM key_batch WHERE organization = $1"
    static let organizationKeys: SQL = "DELETE FROM organization_key WHERE organization = $1"
}
