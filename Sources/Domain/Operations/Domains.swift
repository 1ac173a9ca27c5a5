internal import Storage

/// A domain of an organization's work e-mail: named by its administrator, then verified; only then it leads home.
package struct OrganizationDomain: Sendable, Equatable {
    /// Who saw to it that the domain is the organization's. Raw values are stored: never change one.
    package enum Method: String, Sendable {
        /// The operator, by a look at the contract.
        case `operator`
        /// The file that only the domain's owner can put there.
        case file
        /// Nobody: the operator refused it. It leads nowhere, and can be named again.
        case refused
    }

    package let name: String
    /// What the file has to say; nil for a domain that needed none.
    package let challenge: String?
    /// Milliseconds UTC, as `verifiedAt`; of one that was refused, when that was.
    package let namedAt: Int64?
    package let verifiedAt: Int64?
    package let method: Method?

    package var isVerified: Bool { verifiedAt != nil }
    package var isRefused: Bool { method == .refused }

    /// The whole content of the file.
    package var proof: String { challenge.map { "interactive-instructors-domain=\($0)" } ?? "" }
}

/// A domain that waits for its proof, and whose it would be.
package struct PendingDomain: Sendable {
    package let slug: String
    package let organization: String
    package let domain: OrganizationDomain
}

/// Which organization a domain belongs to, for those who name and those who decide.
extension Platform {
    /// As many domains as one organization can have.
    static let domainsMax = 50

    /// The organization's own domains, verified or not.
    package func domains(_ permit: Permit<ManageSignIn>) async throws -> [OrganizationDomain] {
        try await domains(of: permit.organization)
    }

    /// - Throws: `Failure.notFound` where there is no such organization.
    package func domains(of slug: String, _ permit: Permit<SeeOrganizations>) async throws -> [OrganizationDomain] {
        try await accept(permit)
        return try await domains(of: required(slug).id)
    }

    /// What waits for its proof anywhere, the oldest first; at most 500.
    package func pendingDomains(_ permit: Permit<SeeOrganizations>) async throws -> [PendingDomain] {
        try await accept(permit)
        return try await read { db in
            try db.all(DomainSQL.pending) { row in
                PendingDomain(
                    slug: row.text(0), organization: row.text(1),
                    domain: OrganizationDomain(
                        name: row.text(2), challenge: row.optionalText(3), namedAt: row.optionalInteger(4),
                        verifiedAt: nil, method: nil))
            }
        }
    }

    // MARK: - Naming and withdrawing

    /// Names a domain and makes what its file has to say. Several may name one domain; one can have it.
    /// - Throws: `Failure.invalid("domain")` for what is no domain, or one where anybody can have a mailbox;
    ///   `.conflict` where it is named already or another organization's; `.limit` at 50.
    package func nameDomain(_ typed: String, _ permit: Permit<ManageSignIn>) async throws -> OrganizationDomain {
        guard let domain = DomainName(typed) else {
            throw Failure.invalid("domain", "A domain looks like havn.example: the part of an e-mail behind the @.")
        }
        guard !domain.isPublicMailbox else {
            throw Failure.invalid(
                "domain", "Anybody can have a mailbox there, so it cannot be yours alone. Name a domain of your own.")
        }
        let organization = permit.organization
        let challenge = Secret.random(prefix: "").revealed
        let now = clock.now
        try await stored { db in
            // One that the operator refused begins anew.
            try db.run(DomainSQL.removeRefused, [.blob(organization.bytes), .text(domain.text)])
            let named = try db.all(DomainSQL.ofOrganization, [.blob(organization.bytes)]) { $0.text(0) }
            guard !named.contains(domain.text) else {
                throw Failure(.conflict(.state), "This domain is named already; its state stands beside it.")
            }
            guard named.count < Self.domainsMax else {
                throw Failure(.limit(retryAfter: nil), "An organization has at most \(Self.domainsMax) domains.")
            }
            try db.requireFree(domain, for: organization)
            try db.run(
                DomainSQL.name,
                [.blob(organization.bytes), .text(domain.text), .text(challenge), .integer(now)])
        }
        try await note(.domainNamed, domain.text, in: organization, by: permit.principal)
        return OrganizationDomain(
            name: domain.text, challenge: challenge, namedAt: now, verifiedAt: nil, method: nil)
    }

    /// Gives up a domain, verified or not: nobody finds home by it any more.
    /// - Throws: `Failure.notFound`.
    package func withdrawDomain(_ name: String, _ permit: Permit<ManageSignIn>) async throws {
        try await removeDomain(name, of: permit.organization, by: permit.principal)
    }

    /// The operator takes a verified domain from an organization.
    /// - Throws: `Failure.notFound`.
    package func withdrawDomain(_ name: String, of slug: String, _ permit: Permit<DecideDomains>) async throws {
        try await accept(permit)
        let organization = try await required(slug).id
        try await removeDomain(name, of: organization, by: .command)
        try await noteOwn(EvidenceEvent(.domainRemoved, detail: [name, "organization \(organization)"]), permit)
    }

    /// The operator does not approve: the domain stays in the organization's list as refused, and waits no more.
    /// - Throws: `Failure.notFound` where it is not named, or is verified.
    package func refuseDomain(_ name: String, of slug: String, _ permit: Permit<DecideDomains>) async throws {
        try await accept(permit)
        let organization = try await required(slug).id
        let now = clock.now
        let refused = try await stored { db in
            try db.run(DomainSQL.refuse, [.integer(now), .blob(organization.bytes), .text(name)])
        }
        guard refused == 1 else { throw Failure.noSuchDomain }
        try await endDomainCheck(of: name, for: organization)
        try await note(.domainRemoved, name, in: organization, by: .command)
        try await noteOwn(EvidenceEvent(.domainRemoved, detail: [name, "organization \(organization)"]), permit)
    }

    private func removeDomain(_ name: String, of organization: UUIDValue, by principal: Principal) async throws {
        let removed = try await stored { db in
            try db.run(DomainSQL.remove, [.blob(organization.bytes), .text(name)])
        }
        guard removed == 1 else { throw Failure.noSuchDomain }
        realms.forget()
        try await endDomainCheck(of: name, for: organization)
        try await note(.domainRemoved, name, in: organization, by: principal)
    }

    // MARK: - Verifying

    /// The operator knows by other means that the domain is the organization's.
    /// - Throws: `Failure.notFound`; `.conflict` where another organization has it.
    package func approveDomain(_ name: String, of slug: String, _ permit: Permit<DecideDomains>) async throws {
        try await accept(permit)
        let organization = try await required(slug).id
        try await verify(name, of: organization, .operator, by: .command)
        try await endDomainCheck(of: name, for: organization)
        try await noteOwn(EvidenceEvent(.domainVerified, detail: [name, "organization \(organization)"]), permit)
    }

    /// Looks for the file at once.
    /// - Throws: `Failure.conflict(.state)` that says what was found instead of it; what `reader` throws.
    package func checkDomain(_ name: String, _ permit: Permit<ManageSignIn>, by reader: DomainReader) async throws {
        try await check(name, of: permit.organization, by: permit.principal, reader)
    }

    package func checkDomain(
        _ name: String, of slug: String, _ permit: Permit<DecideDomains>, by reader: DomainReader
    ) async throws {
        try await accept(permit)
        try await check(name, of: required(slug).id, by: .command, reader)
    }

    private func check(
        _ name: String, of organization: UUIDValue, by principal: Principal, _ reader: DomainReader
    ) async throws {
        guard let domain = try await domains(of: organization).first(where: { $0.name == name }),
            let place = DomainName(name)
        else { throw Failure.noSuchDomain }
        guard !domain.isRefused else {
            throw Failure(.conflict(.state), "The operator refused this domain. It has to be named again first.")
        }
        guard !domain.isVerified, domain.challenge != nil else { return }
        let recipient = try await registerDomainCheck(of: place, for: organization)
        try DomainReader.require(domain.proof, in: try await reader.read(place, for: recipient), of: place)
        try await verify(name, of: organization, .file, by: principal)
        try await endDomainCheck(of: name, for: organization)
    }

    private func verify(
        _ name: String, of organization: UUIDValue, _ method: OrganizationDomain.Method, by principal: Principal
    ) async throws {
        let now = clock.now
        let changed: Int
        do {
            changed = try await database.write { db in
                let known = try db.all(DomainSQL.ofOrganization, [.blob(organization.bytes)]) {
                    (name: $0.text(0), isVerified: $0.optionalInteger(3) != nil)
                }
                guard let entry = known.first(where: { $0.name == name }) else { throw Failure.noSuchDomain }
                if entry.isVerified { return 0 }
                if let domain = DomainName(name) { try db.requireFree(domain, for: organization) }
                return try db.run(
                    DomainSQL.verify,
                    [.integer(now), .text(method.rawValue), .blob(organization.bytes), .text(name)])
            }
        } catch StorageError.unique {
            // Two organizations at the same instant: the index lets one have it.
            throw Failure.domainTaken
        } catch {
            throw Failure(storage: error)
        }
        realms.forget()
        if changed == 1 { try await note(.domainVerified, name, in: organization, by: principal) }
    }

    // MARK: -

    private func domains(of organization: UUIDValue) async throws -> [OrganizationDomain] {
        try await read { db in
            try db.all(DomainSQL.ofOrganization, [.blob(organization.bytes)]) { row in
                OrganizationDomain(
                    name: row.text(0), challenge: row.optionalText(1), namedAt: row.optionalInteger(2),
                    verifiedAt: row.optionalInteger(3),
                    method: row.optionalText(4).flatMap(OrganizationDomain.Method.init(rawValue:)))
            }
        }
    }

    /// Writes the event into the customer's own evidence; what the operator's people do stands there as the operator's.
    private func note(
        _ deed: EvidenceEvent.Deed, _ domain: String, in organization: UUIDValue, by principal: Principal
    ) async throws {
        guard let organization = try await self.organization(organization) else { return }
        try await openCustomer(organization).write { tx in
            try tx.record(EvidenceEvent(deed, detail: [domain]), by: principal)
        }
    }
}

extension Connection {
    /// - Throws: `Failure.conflict` where another organization has the domain.
    func requireFree(_ domain: DomainName, for organization: UUIDValue) throws {
        let holder = try first(DomainSQL.holder, [.text(domain.text)]) { $0.blob(0) }
        guard holder == nil || holder == organization.bytes else { throw Failure.domainTaken }
    }
}

extension Failure {
    static let noSuchDomain = Failure.notFound("This organization has not named that domain.")
    static let domainTaken = Failure(
        .conflict(.uniqueness),
        "Another organization has this domain. Where that is wrong, the operator can take it from there.")
}
