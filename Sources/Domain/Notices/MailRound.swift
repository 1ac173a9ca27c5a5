internal import Logging
internal import Storage

/// Sends what waits in one customer's outbox: leased a few at a time, carried outside of any transaction, the server's
/// reply kept. A crash at any point leaves the mail leased for a minute and then tried again.
extension Customer {
    private static let atOnce = 4

    /// - Parameter transport: carries the letters.
    func sendMail(by transport: any MailTransport, _ log: Logger) async {
        do {
            while true {
                let leased = try await write { tx in try tx.leaseMail(limit: Self.atOnce) }
                guard !leased.isEmpty else { break }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for waiting in leased { group.addTask { try await self.carry(waiting, by: transport) } }
                    try await group.waitForAll()
                }
            }
            try await write { tx in try tx.endMailRound() }
        } catch {
            log.error("Mail was not sent; it is tried again", metadata: ["detail": "\(Failure(storage: error).kind)"])
        }
    }

    private func carry(_ waiting: WaitingMail, by transport: any MailTransport) async throws {
        guard let letter = try await read({ tx in try tx.letter(for: waiting) }) else {
            return try await write { tx in try tx.end(waiting, .dropped, reply: nil) }
        }
        do {
            let reply = try await transport.carry(letter)
            try await write { tx in try tx.end(waiting, .sent, reply: reply) }
        } catch let failure as MailFailure {
            try await write { tx in
                if failure.isPermanent {
                    try tx.end(waiting, .failed, reply: failure.reply)
                } else {
                    try tx.putOff(waiting, reply: failure.reply)
                }
            }
        }
    }
}

struct WaitingMail: Sendable {
    let id: UUIDValue
    let person: UUIDValue?
    let kind: String
    let content: [UInt8]
    let expiresAt: Int64
    let attempts: Int64

    init(_ row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)) else { throw ByteReader.damaged }
        self.id = id
        person = row.optionalBlob(1).flatMap { UUIDValue(bytes: $0) }
        kind = row.text(2)
        content = row.optionalBlob(3) ?? []
        expiresAt = row.integer(4)
        attempts = row.integer(5)
    }
}

enum MailEnd: String, Sendable { case sent, failed, dropped }

extension Reading {
    /// The letter as it is to be sent now; nil where it has expired, or there is nobody to write to.
    func letter(for waiting: WaitingMail) throws -> Letter? {
        guard let person = waiting.person, waiting.expiresAt > now, try state(of: person) == .active else { return nil }
        let key = try subject(person).key
        let plain = try Sealing.open(waiting.content, at: mailPlace("mail.content", person), with: key)
        let (mail, language) = try Mail.decoded(plain, kind: waiting.kind)
        guard let address = try address(of: person, for: mail.purpose) else { return nil }
        let texts = MailTexts.in(language)
        let organization = customer.organization.name
        return Letter(
            id: waiting.id, organization: organization, address: address, at: now, purpose: mail.purpose,
            subject: texts.subject(of: mail, organization),
            text: texts.text(of: mail, organization, pages: customer.pages))
    }
}

extension Reading {
    /// Where to write to a person for a purpose; nil where there is no address, or the purpose is closed.
    private func address(of person: UUIDValue, for purpose: PurposeName) throws -> MailAddress? {
        guard let sealed = try sealedPerson(person) else { return nil }
        func address<P: SeesWorkEmail>(_ purpose: P.Type) throws -> MailAddress? {
            guard let opened = try openIfAllowed(sealed, with: key(sealed.keyID), for: purpose) else { return nil }
            return (opened.workEmail ?? opened.userName).flatMap { MailAddress($0.revealed) }
        }
        switch purpose {
        case .security: return try address(SecurityPurpose.self)
        case .rights: return try address(RightsPurpose.self)
        case .legal: return try address(LegalPurpose.self)
        case .service, .experience, .personalization, .communication, .accounts:
            return try address(CommunicationPurpose.self)
        }
    }
}

extension Writing {
    private static let lease = Clock.minute
    private static let attemptsMax: Int64 = 8

    func leaseMail(limit: Int) throws -> [WaitingMail] {
        let waiting = try db.all(MailSQL.due, [.integer(now), .integer(Int64(limit))], WaitingMail.init)
        try db.run(MailSQL.lease, each: waiting.map { [.integer(now + Self.lease), .blob($0.id.bytes)] })
        return waiting
    }

    func end(_ mail: WaitingMail, _ end: MailEnd, reply: String?) throws {
        guard let person = mail.person else {
            try db.run(MailSQL.remove, [.blob(mail.id.bytes)])
            return
        }
        try db.run(
            MailSQL.end,
            [.text(end.rawValue), .optional(try sealedReply(reply, person)), .integer(now), .blob(mail.id.bytes)])
        try sweepIsDue(at: now + Self.mailRetention)
        let deed: EvidenceEvent.Deed = end == .sent ? .mailSent : .mailNotSent
        try record(EvidenceEvent(deed, of: try subject(person), detail: [mail.kind]), by: .program)
    }

    /// Tries again after 1, 2, 4 … minutes; what has expired by then, or failed too often, is given up.
    func putOff(_ mail: WaitingMail, reply: String) throws {
        let due = now + Clock.minute << min(mail.attempts, 6)
        guard mail.attempts < Self.attemptsMax, due < mail.expiresAt, let person = mail.person else {
            return try end(mail, .failed, reply: reply)
        }
        try db.run(
            MailSQL.putOff, [.integer(due), .optional(try sealedReply(reply, person)), .blob(mail.id.bytes)])
    }

    private func sealedReply(_ reply: String?, _ person: UUIDValue) throws -> [UInt8]? {
        guard let reply else { return nil }
        let bytes = Array(reply.utf8.prefix(1_000))
        return try Sealing.seal(bytes, at: mailPlace("mail.reply", person), with: subject(person).key)
    }

    /// The round is done: the job ends, or waits for the next mail that is due.
    func endMailRound() throws {
        try db.run(MailSQL.endJob)
        if let next = try db.first(MailSQL.nextDue, [], { $0.optionalInteger(0) }) ?? nil { try mailIsDue(at: next) }
    }
}

enum MailSQL {
    static let insert: SQL = """
        INSERT INTO mail (id, person, kind, content, state, created_at, due_at, expires_at, lease_until, attempts)
        VALUES ($1, $2, $3, $4, 'queued', $5, $5, $6, 0, 0)
        """
    static let jobBefore: SQL = "SELECT 1 FROM job WHERE kind = 'mail.send' AND due_at <= $1 LIMIT 1"
    static let endJob: SQL = "DELETE FROM job WHERE kind = 'mail.send'"
    static let due: SQL = """
        SELECT id, person, kind, content, expires_at, attempts FROM mail
        WHERE state = 'queued' AND due_at <= $1 AND lease_until <= $1 ORDER BY due_at, id LIMIT $2
        """
    static let lease: SQL = "UPDATE mail SET lease_until = $1, attempts = attempts + 1 WHERE id = $2"
    static let end: SQL = """
        UPDATE mail SET state = $1, reply = $2, ended_at = $3, content = NULL, lease_until = 0 WHERE id = $4
        """
    static let putOff: SQL = "UPDATE mail SET due_at = $1, lease_until = 0, reply = $2 WHERE id = $3"
    static let remove: SQL = "DELETE FROM mail WHERE id = $1"
    static let nextDue: SQL = """
        SELECT min(CASE WHEN lease_until > due_at THEN lease_until ELSE due_at END) FROM mail WHERE state = 'queued'
        """
    static let administrators: SQL = """
        SELECT p.id FROM role r JOIN person p ON p.id = r.person WHERE r.role = $1 AND p.state = 'active' LIMIT 50
        """
}
