internal import Storage

/// What an organization can show for an erasure. It holds no personal data: ids that say nothing, counts, times.
struct ErasureCertificate: Sendable {
    let organization: UUIDValue
    let erasure: Erasure
    /// What went, by table, as the evidence has it.
    let removed: [String]
    let holds: [(fields: [Attribute], until: Int64)]
    let searched: [String]

    /// The text that is signed: one fact a line.
    var lines: [String] {
        var lines = [
            "instructors/erasure-certificate/v1",
            "organization \(organization)",
            "erasure \(erasure.id)",
            "request \(erasure.request?.description ?? "none")",
            "cause \(erasure.cause.rawValue)",
            "begun \(CivilTime.instant(erasure.begunAt))",
            "effective \(CivilTime.instant(erasure.effectiveAt ?? 0))",
            "key destroyed, fingerprint \(erasure.keyFingerprint)",
            "ledger line \(erasure.entry ?? 0)",
        ]
        lines += removed.map { "removed \($0)" }
        lines += searched.map { "searched \($0)" }
        lines += holds.map { hold in
            "held \(hold.fields.map(\.path).joined(separator: " ")) until \(CivilTime.date(hold.until))"
        }
        lines.append(
            erasure.residualUntil.map { "residual in backups, unreadable, until \(CivilTime.date($0))" }
                ?? "residual none: no backup holds it")
        if erasure.cause == .request {
            lines.append(
                "suppressed until \(CivilTime.date(erasure.begunAt + Erasure.suppressionLifetime)) by user name, "
                    + "work e-mail or external id; a change of all three is not recognised")
        }
        return lines
    }
}

extension Customer {
    func issueCertificate(_ erasure: Erasure, _ surroundings: any ErasureSurroundings) async throws {
        let remains = try Remains(encoded: erasure.remains ?? [0, 0, 0])
        let before = remains.foundBefore ?? []
        let after = hunt(remains)
        let searched = zip(["customer database", "key store"], after).enumerated().map { place, store in
            let (name, result) = store
            return switch result {
            case .notChecked(let reason): "\(name): not checked, \(reason)"
            case .searched(let found):
                "\(name): \(place < before.count ? before[place] : 0) found before, \(found) after"
            }
        }
        let holds = try await read { tx in
            try tx.activeHolds(of: erasure.person).map { (fields: $0.fields, until: $0.endsAt) }
        }
        let certificate = ErasureCertificate(
            organization: organization.id, erasure: erasure,
            removed: remains.removed.map { "\($0.table) \($0.rows)" }, holds: holds, searched: searched)
        let text = try await surroundings.certify(certificate)
        try await write { tx in
            _ = try tx.db.run(ErasureSQL.certified, [.blob(Array(text.utf8)), .blob(erasure.id.bytes)])
        }
    }
}
