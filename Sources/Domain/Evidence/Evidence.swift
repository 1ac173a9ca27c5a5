internal import Crypto
internal import Storage

/// Something that happened to personal data, in the words of the evidence log.
///
/// An event names fields, never values. Its subject is a keyed pseudonym that dies with the person; its detail is sealed.
package struct EvidenceEvent: Sendable {
    /// What happened. Raw values are stored: never change one.
    package enum Deed: String, Sendable, CaseIterable {
        case organizationCreated = "organization.created"
        case organizationClosed = "organization.closed"
        case personArrived = "person.arrived"
        case personChanged = "person.changed"
        case personDeactivated = "person.deactivated"
        case personReactivated = "person.reactivated"
        case personLeft = "person.left"
        case personReturned = "person.returned"
        case accessHeld = "person.access-held"
        case accessRestored = "person.access-restored"
        case personSeen = "person.seen"
        case staffSeen = "staff.seen"
        case groupCreated = "group.created"
        case groupChanged = "group.changed"
        case groupRemoved = "group.removed"
        case connectionRead = "connection.read"
        case tokenIssued = "token.issued"
        case tokenRevoked = "token.revoked"
        case instructionRecorded = "instruction.recorded"
        case attributesWithdrawn = "attributes.withdrawn"
        case changesStaged = "changes.staged"
        case changesApplied = "changes.applied"
        case changesDiscarded = "changes.discarded"
        case changesEscalated = "changes.escalated"
        case signInLinkIssued = "sign-in-link.issued"
        case operatorAccess = "operator.access"
        case signedIn = "signed-in"
        case signedOut = "signed-out"
        case roleGiven = "role.given"
        case roleTaken = "role.taken"
        case groupRoleGiven = "group-role.given"
        case groupRoleTaken = "group-role.taken"
        case loginEnded = "login.ended"
        case factorConfirmed = "factor.confirmed"
        case factorReset = "factor.reset"
        case factorLocked = "factor.locked"
        case recoveryCodeUsed = "recovery-code.used"
        case recoveryCodesRenewed = "recovery-codes.renewed"
        case signInProviderSet = "sign-in-provider.set"
        case signInProviderRemoved = "sign-in-provider.removed"
        case identityBound = "identity.bound"
        case mailSent = "mail.sent"
        case mailNotSent = "mail.not-sent"
        case visitEnded = "visit.ended"
        case recipientContacted = "recipient.contacted"
        case domainNamed = "domain.named"
        case domainVerified = "domain.verified"
        case domainRemoved = "domain.removed"
        case integrationCreated = "integration.created"
        case integrationRevoked = "integration.revoked"
        case staffRead = "staff.read"
        case purposeRefused = "purpose.refused"
        case restrictionBegun = "restriction.begun"
        case restrictionEnded = "restriction.ended"
        case objectionBegun = "objection.begun"
        case objectionConfirmed = "objection.confirmed"
        case objectionEnded = "objection.ended"
        case profileCorrected = "profile.corrected"
        case correctionDisputed = "correction.disputed"
        case correctionEnded = "correction.ended"
        case correctionAtSourceAsked = "correction.at-source-asked"
        case requestReceived = "request.received"
        case requestStep = "request.step"
        case requestEnded = "request.ended"
        case exportMade = "export.made"
        case exportFetched = "export.fetched"
        case erasureBegun = "erasure.begun"
        case erasureEffective = "erasure.effective"
        case erasureComplete = "erasure.complete"
        case suppressionHit = "suppression.hit"
        case rehired = "suppression.cleared"
        case holdPlaced = "legal-hold.placed"
        case holdEnded = "legal-hold.ended"
        case retentionSwept = "retention.swept"
        case statisticsPublished = "statistics.published"
        case checkpointHanded = "checkpoint.handed-back"
        case evidenceTaken = "evidence.taken"
        case restored = "restored"
        case probeFailed = "probe.failed"
        case probeKeptAgain = "probe.kept-again"
        case auditRun = "audit.run"
        case backupMade = "backup.made"
        case keysRotated = "keys.rotated"
        case disclosureDrafted = "disclosure.drafted"
        case disclosureApproved = "disclosure.approved"
        case disclosureRefused = "disclosure.refused"
        case disclosureMade = "disclosure.made"
        case incidentRecorded = "incident.recorded"
        case incidentTold = "incident.told"
        case incidentAcknowledged = "incident.acknowledged"
        case recipientAnnounced = "recipient.announced"
        case recipientAcknowledged = "recipient.acknowledged"
        case recipientObjected = "recipient.objected"
        case recipientEnded = "recipient.ended"
        case leavingAnnounced = "leaving.announced"
        case leavingTakenBack = "leaving.taken-back"
        case earlyDeletionAsked = "early-deletion.asked"
        case dataReturned = "data.returned"
        case organizationDestroyed = "organization.destroyed"
    }

    let deed: Deed
    /// The person whose data it is about, with the key that makes the pseudonym and seals the detail.
    let subject: (person: UUIDValue, key: SealingKey)?
    /// Names of fields, counts, ids; never values.
    let detail: [String]

    init(_ deed: Deed, of subject: (person: UUIDValue, key: SealingKey)? = nil, detail: [String] = []) {
        self.deed = deed
        self.subject = subject
        self.detail = detail
    }
}

extension Writing {
    /// Writes the event in this transaction. The leaf is a salted commitment to the detail, which opens it to a proof.
    ///
    /// Writes of one customer follow one another, so that the next position is free; there are no gaps.
    func record(_ event: EvidenceEvent, by principal: Principal) throws {
        _ = try recorded(event, by: principal)
    }

    /// As `record`.
    /// - Returns: the event's id.
    func recorded(_ event: EvidenceEvent, by principal: Principal) throws -> UUIDValue {
        let id = UUIDValue.ordered(at: now)
        guard customer.guards.recordsEvidence else { return id }
        var plain = UUIDValue.random().bytes
        plain.appendVarint(UInt64(event.detail.count))
        for line in event.detail { plain.appendText(line) }
        let commitment = SHA256.hash(data: plain).withUnsafeBytes { [UInt8]($0) }
        let key = event.subject?.key ?? customer.keys.data
        let place = SealedPlace("evidence.detail", organization: customer.organization.id, owner: id)
        let sealed = try Sealing.seal(plain, at: place, with: key)
        let subject = event.subject.map { pseudonym(of: $0.person, key: $0.key) }
        try db.run(
            EvidenceSQL.insert,
            [
                .blob(id.bytes), .integer(now), .text(event.deed.rawValue), .text(principal.kind.rawValue),
                .optional(principal.id?.bytes), .optional(subject), .blob(sealed), .blob(commitment),
            ])
        return id
    }

    /// So that people find the lists in which they were seen.
    func note(_ event: UUIDValue, sees people: [UUIDValue]) throws {
        try db.run(EvidenceSQL.insertSighting, each: Set(people).map { [.blob($0.bytes), .blob(event.bytes)] })
    }
}

extension Reading {
    /// The person's name in evidence: recomputable only while the key exists.
    func pseudonym(of person: UUIDValue, key: SealingKey) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: person.bytes, using: key.symmetric)
        return code.withUnsafeBytes { [UInt8]($0.prefix(16)) }
    }
}
