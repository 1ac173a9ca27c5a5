internal import Logging
internal import Storage

/// Announcing sub-processors, and what customers say to it.
extension Platform {
    /// Those announced, the latest first.
    package func subProcessors(_ permit: Permit<SeeRecipients>) async throws -> [SubProcessorEntry] {
        try await accept(permit)
        let seal = try await registerSealIfAny()
        return try await read { db in
            let notices = try db.all(SubProcessorSQL.notices) { row in
                (
                    recipient: row.blob(0), objectedAt: row.optionalInteger(2), acknowledgedAt: row.optionalInteger(3),
                    reason: row.optionalBlob(4), slug: row.text(5), name: row.text(6)
                )
            }
            return try db.all(SubProcessorSQL.all) { try SubProcessor($0) }.map { subProcessor in
                let id = subProcessor.recipient.id
                let own = notices.filter { $0.recipient == id.bytes }
                return SubProcessorEntry(
                    subProcessor: subProcessor, told: own.count,
                    acknowledged: own.filter { $0.acknowledgedAt != nil }.count,
                    objections: try own.compactMap { notice in
                        guard let at = notice.objectedAt else { return nil }
                        return (notice.slug, notice.name, at, try seal?.reason(notice.reason, id))
                    })
            }
        }
    }

    /// All of them as the permit's organization sees them, the latest first: those that ended too.
    package func subProcessors(_ permit: Permit<SeeSubProcessors>) async throws -> [SubProcessorNotice] {
        guard let organization = try await organization(permit.organization) else { return [] }
        let seal = try await registerSealIfAny()
        return try await read { db in
            let notices = try db.all(SubProcessorSQL.ofOrganization, [.blob(organization.id.bytes)]) { row in
                (
                    recipient: row.blob(0), toldAt: row.integer(1), objectedAt: row.optionalInteger(2),
                    acknowledgedAt: row.optionalInteger(3), reason: row.optionalBlob(4)
                )
            }
            return try db.all(SubProcessorSQL.all) { try SubProcessor($0) }.compactMap { subProcessor in
                let id = subProcessor.recipient.id
                let notice = notices.first { $0.recipient == id.bytes }
                let opens = RecipientOpening.at(
                    announced: subProcessor.announcedAt, effective: subProcessor.effectiveAt,
                    created: organization.createdAt, told: notice?.toldAt)
                guard let opens else { return nil }
                return SubProcessorNotice(
                    subProcessor: subProcessor, toldAt: notice?.toldAt, opensAt: opens,
                    objectedAt: notice?.objectedAt, acknowledgedAt: notice?.acknowledgedAt,
                    reason: try seal?.reason(notice?.reason, id))
            }
        }
    }

    // MARK: - The operator's deeds

    /// Announces a sub-processor to every customer.
    /// - Throws: `Failure.invalid` that names the field; `.conflict(.uniqueness)` where the same is announced already.
    package func announceSubProcessor(
        _ draft: SubProcessorDraft, _ permit: Permit<ManageRecipients>
    ) async throws -> Recipient {
        try await accept(permit)
        let now = clock.now
        let recipient = try draft.recipient(at: now)
        try await noteOwn(
            EvidenceEvent(
                .recipientAnnounced, detail: ["recipient \(recipient.id)", "effective \(draft.effectiveAt)"]), permit)
        let words = Recipient.words
        let count = try await stored { db in
            try db.run(
                SubProcessorSQL.announce,
                [
                    .blob(recipient.id.bytes), .text(recipient.name),
                    .text(words(recipient.origins.map(\.description))),
                    .text(words(recipient.purposes.map(\.rawValue))), .integer(now), .integer(draft.effectiveAt),
                    .text(draft.service), .text(draft.place),
                ])
        }
        guard count == 1 else {
            throw Failure(
                .conflict(.uniqueness), "This sub-processor has been announced with the same addresses already.")
        }
        await tellOfSubProcessors()
        return recipient
    }

    /// Nothing goes there any more.
    /// - Throws: `Failure.notFound`.
    package func endSubProcessor(_ id: UUIDValue, _ permit: Permit<ManageRecipients>) async throws {
        try await accept(permit)
        let now = clock.now
        let count = try await stored { db in try db.run(SubProcessorSQL.end, [.integer(now), .blob(id.bytes)]) }
        guard count == 1 else { throw Failure.notFound("There is no such sub-processor, or it has ended.") }
        try await noteOwn(EvidenceEvent(.recipientEnded, detail: ["recipient \(id)"]), permit)
    }

    /// Tells customers what they have not been told yet.
    func tellOfSubProcessors() async {
        do {
            let due = try await read { db in
                try db.all(SubProcessorSQL.untold) { row in
                    guard let recipient = UUIDValue(bytes: row.blob(0)),
                        let organization = UUIDValue(bytes: row.blob(1))
                    else { throw ByteReader.damaged }
                    return (recipient: recipient, organization: organization, name: row.text(2), at: row.integer(3))
                }
            }
            for notice in due {
                do {
                    guard let organization = try await organization(notice.organization) else { continue }
                    let now = clock.now
                    let event = EvidenceEvent(.recipientAnnounced, detail: ["recipient \(notice.recipient)"])
                    try await openCustomer(organization).write { tx in
                        try tx.tell(.subProcessor(name: notice.name, effectiveAt: notice.at), event)
                    }
                    _ = try await stored { db in
                        try db.run(
                            SubProcessorSQL.told,
                            [.blob(notice.recipient.bytes), .blob(notice.organization.bytes), .integer(now)])
                    }
                } catch {
                    log.error(
                        "An organization was not told of a sub-processor; it is tried again",
                        metadata: ["organization": "\(notice.organization)"])
                }
            }
        } catch {
            log.error("Organizations were not told of sub-processors; it is tried again")
        }
    }

    // MARK: - The customer's answer

    /// - Throws: `Failure.notFound`.
    package func acknowledgeSubProcessor(_ id: UUIDValue, _ permit: Permit<AnswerSubProcessors>) async throws {
        let (now, organization) = (clock.now, permit.organization)
        let count = try await stored { db in
            try db.run(
                SubProcessorSQL.acknowledge, [.integer(now), .blob(id.bytes), .blob(organization.bytes)])
        }
        guard count == 1 else { throw Failure.noSuchSubProcessor }
        try await noteAnswer(EvidenceEvent(.recipientAcknowledged, detail: ["recipient \(id)"]), permit)
    }

    /// From now on nothing of the permit's organization goes there, whatever date was announced.
    /// - Parameter reason: up to 1,000 characters, for the operator; may be empty.
    /// - Throws: `Failure.notFound`, `.invalid("reason")`.
    package func objectToSubProcessor(
        _ id: UUIDValue, reason: String, _ permit: Permit<AnswerSubProcessors>
    ) async throws {
        guard reason.unicodeScalars.count <= 1_000, !reason.utf8.contains(0) else {
            throw Failure.invalid("reason", "A reason has at most 1,000 characters.")
        }
        let see = try Policy.permit(SeeSubProcessors.self, to: permit.principal, in: permit.organization)
        guard try await subProcessors(see).contains(where: { $0.subProcessor.recipient.id == id }) else {
            throw Failure.noSuchSubProcessor
        }
        let (now, organization) = (clock.now, permit.organization)
        let sealed =
            reason.isEmpty
            ? nil : try await registerSeal().seal(Array(reason.utf8), in: "recipient_notice.reason", of: id)
        _ = try await stored { db in
            try db.run(
                SubProcessorSQL.object,
                [.blob(id.bytes), .blob(organization.bytes), .integer(now), .optional(sealed)])
        }
        try await noteAnswer(EvidenceEvent(.recipientObjected, detail: ["recipient \(id)"]), permit)
    }
}

extension RegisterSeal {
    fileprivate func reason(_ sealed: [UInt8]?, _ recipient: UUIDValue) throws -> String? {
        try sealed.map { String(decoding: try open($0, in: "recipient_notice.reason", of: recipient), as: UTF8.self) }
    }
}

extension Failure {
    static let noSuchSubProcessor = Failure.notFound("There is no such sub-processor.")
}
