internal import Storage

/// What went to a recipient in one hour, for one purpose.
package struct ContactHour: Sendable, Equatable {
    /// The beginning of the hour, milliseconds UTC.
    package let hour: Int64
    package let purpose: PurposeName
    package let done: Int64
    package let failed: Int64
    package let blocked: Int64

    package var total: Int64 { done + failed + blocked }
}

/// An entry of the register of recipients (Art. 28(2), 30(2) GDPR), with what went there in the last 24 hours.
package struct RegisteredRecipient: Sendable {
    package let recipient: Recipient
    /// Whose system it is; nil for the operator's own and its sub-processors.
    package let organization: (slug: String, name: String)?
    /// Milliseconds UTC.
    package let registeredAt: Int64
    package let endedAt: Int64?
    /// Those hours in which there was any, the oldest first.
    package let contacts: [ContactHour]
}

extension Platform {
    /// The whole register: those that ended too, since what went there stays accountable.
    package func recipients(_ permit: Permit<SeeRecipients>) async throws -> [RegisteredRecipient] {
        try await accept(permit)
        try await flushContacts()
        let since = clock.now - Clock.day
        return try await read { db in
            let contacts = Dictionary(
                grouping: try db.all(RecipientSQL.contacts, [.integer(since)]) { row in
                    (
                        recipient: row.blob(0),
                        hour: ContactHour(
                            hour: row.integer(1), purpose: PurposeName(rawValue: row.text(2)) ?? .security,
                            done: row.integer(3), failed: row.integer(4), blocked: row.integer(5))
                    )
                }, by: \.recipient)
            return try db.all(RecipientSQL.all) { row in
                let recipient = try Recipient(row)
                let whose = row.optionalText(8).map { (slug: $0, name: row.text(9)) }
                return RegisteredRecipient(
                    recipient: recipient, organization: whose, registeredAt: row.integer(6),
                    endedAt: row.optionalInteger(7), contacts: (contacts[recipient.id.bytes] ?? []).map(\.hour))
            }
        }
    }

    // MARK: - Registering: done by the program, at start and as customers connect their systems

    /// Registers a customer's own system, such as its OpenID provider. Doing it again changes nothing; other origins
    /// under the same name end the entry before.
    package func registerCustomerSystem(
        _ organization: UUIDValue, name: String, origins: [Origin], purposes: Set<PurposeName>
    ) async throws -> Recipient {
        let recipient = Recipient(
            kind: .customerSystem, name: name, origins: origins, purposes: purposes, of: organization)
        try await register(recipient, of: organization)
        return recipient
    }

    /// Nothing goes there any more: the customer has disconnected it.
    package func endCustomerSystem(_ organization: UUIDValue, name: String) async throws {
        let now = clock.now
        _ = try await stored { db in
            try db.run(RecipientSQL.endNamed, [.integer(now), .blob(organization.bytes), .text(name)])
        }
    }

    /// The web server of a domain that is being checked; nothing is sent there but the question.
    func registerDomainCheck(of domain: DomainName, for organization: UUIDValue) async throws -> Recipient {
        guard let origin = Origin("https://\(domain)") else { throw Failure.noSuchDomain }
        return try await registerCustomerSystem(
            organization, name: Self.domainCheckName(domain.text), origins: [origin], purposes: [.security])
    }

    func endDomainCheck(of domain: String, for organization: UUIDValue) async throws {
        try await endCustomerSystem(organization, name: Self.domainCheckName(domain))
    }

    private static func domainCheckName(_ domain: String) -> String { "Domain check \(domain)" }

    /// Puts it into the register where it is not; another entry of that name ends.
    func register(_ recipient: Recipient, of organization: UUIDValue?) async throws {
        let (kind, name, origins, purposes) = (recipient.kind, recipient.name, recipient.origins, recipient.purposes)
        let now = clock.now
        _ = try await stored { db in
            try db.run(
                RecipientSQL.register,
                [
                    .blob(recipient.id.bytes), .optional(organization?.bytes), .text(kind.rawValue), .text(name),
                    .text(Recipient.words(origins.map(\.description))),
                    .text(Recipient.words(purposes.map(\.rawValue))),
                    .integer(now),
                ])
            if let organization {
                try db.run(
                    RecipientSQL.endOthersNamed,
                    [.integer(now), .blob(organization.bytes), .text(name), .blob(recipient.id.bytes)])
            } else {
                try db.run(RecipientSQL.endOthers, [.integer(now), .text(name), .blob(recipient.id.bytes)])
            }
        }
    }
}

extension Recipient {
    /// What is the same in kind, name, origins and purposes, for the same organization, has the same id everywhere.
    package init(
        kind: Kind, name: String, origins: [Origin], purposes: Set<PurposeName>, of organization: UUIDValue?
    ) {
        let texts = [
            organization?.description ?? "", kind.rawValue, name, Self.words(origins.map(\.description)),
            Self.words(purposes.map(\.rawValue)),
        ]
        self.init(
            id: .named(texts.joined(separator: "\n")), kind: kind, name: name, origins: origins, purposes: purposes)
    }

    static func words(_ words: [String]) -> String { words.sorted().joined(separator: " ") }
}

extension Recipient {
    /// The first six columns of `RecipientSQL.all`.
    init(_ row: any Row) throws {
        guard let id = UUIDValue(bytes: row.blob(0)), let kind = Kind(rawValue: row.text(2)) else {
            throw ByteReader.damaged
        }
        func words(_ text: String) -> [String] {
            text.utf8.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        }
        self.init(
            id: id, kind: kind, name: row.text(3), origins: words(row.text(4)).compactMap { Origin($0) },
            purposes: Set(words(row.text(5)).compactMap(PurposeName.init(rawValue:))))
    }
}

extension Platform {
    /// Whom an organization's data can go to: its own systems, the operator's, and those who work for the operator.
    package func recipientsOfRecord(_ permit: Permit<SeeTrust>) async throws -> [Recipient] {
        let own = permit.organization.bytes
        return try await read { db in
            try db.all(RecipientSQL.all) { row -> Recipient? in
                guard row.isNull(7), row.isNull(1) || row.blob(1) == own else { return nil }
                return try Recipient(row)
            }.compactMap(\.self)
        }
    }
}
