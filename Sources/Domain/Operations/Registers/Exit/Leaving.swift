internal import Logging
internal import Storage

/// Where an organization stands at the end of its contract, for its administrators and for the operator.
package struct Leaving: Sendable {
    package let organization: Organization
    /// Natural persons who want the data deleted early.
    package let approvals: [Approval]
    /// What is left of the organization once its data is destroyed; nil before.
    package let certificate: String?

    package struct Approval: Sendable {
        package enum Side: String, Sendable { case organization, `operator` }
        package let side: Side
        package let at: Int64
    }

    /// As many natural persons have to want the deletion before its time, one of them of the organization.
    package static let approvalsNeeded = 2

    /// Whether the data goes before its time.
    var isApproved: Bool {
        approvals.count >= Self.approvalsNeeded && approvals.contains { $0.side == .organization }
    }
}

/// The end of a contract (GDPR Art. 28(3)(g), Data Act Art. 25).
extension Platform {
    /// In which the service goes on after notice was given: 0 to 30 days.
    package static let transitionDaysMax = 30
    /// In which the data can be taken after the service has ended.
    package static let retrievalPeriod = 30 * Clock.day

    /// The customer of that slug while its data can be taken: closed, not yet destroyed. Its administrators may come in.
    /// - Throws: `Failure.notFound`.
    package func leavingCustomer(_ slug: String) async throws -> Customer {
        guard let organization = try await organization(slug), organization.isLeaving else {
            throw Failure.notFound("There is no such organization here.")
        }
        return try await openCustomer(organization)
    }

    /// The customer of that slug, active or leaving.
    /// - Throws: `Failure.notFound`.
    package func customerOrLeaving(_ slug: String) async throws -> Customer {
        do {
            return try await customer(slug)
        } catch let failure as Failure where failure.kind == .notFound {
            return try await leavingCustomer(slug)
        }
    }

    /// How the permit's own organization stands.
    package func leaving(_ permit: Permit<ReturnData>) async throws -> Leaving {
        try await leaving(of: ownOrganization(permit.organization))
    }

    package func leaving(of slug: String, _ permit: Permit<SeeOrganizations>) async throws -> Leaving {
        try await accept(permit)
        return try await leaving(of: required(slug))
    }

    // MARK: - Notice

    /// Gives notice: the service goes on for so many days, then the organization is closed.
    /// - Parameter days: 0 to 30; with 0 it is closed at once.
    /// - Throws: `Failure.invalid("days")`, `.conflict(.state)` where it is closed or notice was given.
    package func giveNotice(days: Int, _ permit: Permit<ReturnData>) async throws {
        let organization = try await ownOrganization(permit.organization)
        guard (0...Self.transitionDaysMax).contains(days) else {
            throw Failure.invalid("days", "The service goes on for 0 to \(Self.transitionDaysMax) days.")
        }
        guard organization.state == .active, organization.ending.closesAt == nil else { throw Failure.leavingAlready }
        try await noteAnswer(EvidenceEvent(.leavingAnnounced, detail: ["days \(days)"]), permit)
        if days == 0 {
            _ = try await close(organization.slug)
            return
        }
        let at = clock.now + Int64(days) * Clock.day
        let count = try await stored { db in
            try db.run(LeavingSQL.giveNotice, [.integer(at), .blob(organization.id.bytes)])
        }
        guard count == 1 else { throw Failure.leavingAlready }
    }

    /// Takes the notice back, while the service goes on.
    /// - Throws: `Failure.conflict(.state)`.
    package func takeNoticeBack(_ permit: Permit<ReturnData>) async throws {
        let organization = try await ownOrganization(permit.organization)
        let count = try await stored { db in
            try db.run(LeavingSQL.takeBack, [.blob(organization.id.bytes)])
        }
        guard count == 1 else { throw Failure(.conflict(.state), "No notice is running, or the time is over.") }
        try await noteAnswer(EvidenceEvent(.leavingTakenBack), permit)
    }

    // MARK: - Taking the data

    /// Everything that the permit's organization has here. That it was taken is recorded before the first byte leaves.
    package func returnArchive(_ permit: Permit<ReturnData>) async throws -> ReturnArchive {
        let organization = try await ownOrganization(permit.organization)
        let customer = try await openCustomer(organization)
        try await customer.write { tx in
            try tx.record(EvidenceEvent(.dataReturned, detail: ["everything"]), by: permit.principal)
        }
        return ReturnArchive(customer: customer)
    }

    /// As `returnArchive(_:)`, for a closed organization that asked the operator for it.
    /// - Parameter reason: who asked, and how; 1 to 500 characters, for the record on both sides.
    /// - Throws: `Failure.notFound`, `.invalid("reason")`, `.conflict(.state)` while the organization is active.
    package func returnArchive(
        of slug: String, reason: String, _ permit: Permit<ReturnData>
    ) async throws -> ReturnArchive {
        try await accept(permit)
        let organization = try await required(slug)
        try RegisterText.require(reason, "reason", max: 500, "The reason")
        guard organization.state == .closed else {
            throw Failure(.conflict(.state), "While the organization is active, its own administrators take the data.")
        }
        let customer = try await openCustomer(organization)
        try await noteOwn(EvidenceEvent(.dataReturned, detail: ["organization \(organization.id)"]), permit)
        try await customer.write { tx in
            try tx.record(EvidenceEvent(.dataReturned, detail: ["everything, by the operator", reason]), by: .program)
        }
        return ReturnArchive(customer: customer)
    }

    // MARK: - Early deletion

    /// One natural person of the permit's organization wants its data deleted before its time.
    /// - Throws: `Failure.conflict(.state)` where the organization is not closed, or this person has said so already.
    package func approveDeletion(_ permit: Permit<ReturnData>) async throws {
        let organization = try await ownOrganization(permit.organization)
        try await approveDeletion(of: organization, permit, .organization)
    }

    /// The operator's approval, for a small organization whose second administrator there is none of.
    package func approveDeletion(of slug: String, _ permit: Permit<ReturnData>) async throws {
        try await accept(permit)
        let organization = try await required(slug)
        try await approveDeletion(of: organization, permit, .operator)
        try await noteOwn(
            EvidenceEvent(.earlyDeletionAsked, detail: ["organization \(organization.id)"]), permit)
    }

    private func approveDeletion(
        of organization: Organization, _ permit: Permit<ReturnData>, _ side: Leaving.Approval.Side
    ) async throws {
        guard organization.isLeaving else {
            throw Failure(.conflict(.state), "Data is deleted early only after the organization was closed.")
        }
        guard let person = permit.principal.id else {
            throw Failure(.forbidden, "An approval is a natural person's.")
        }
        let customer = try await openCustomer(organization)
        let home = side == .organization ? customer : try await self.customer(Organization.operatorSlug)
        // One key for both sides: who is of the operator and of the customer counts once.
        let index = try await registerSealIfAny()?.index ?? customer.keys.index
        let natural = try await home.read { tx in try tx.naturalPerson(person, index) }
        let now = clock.now
        let count = try await stored { db in
            try db.run(
                LeavingSQL.approve,
                [
                    .blob(organization.id.bytes), .blob(natural), .text(side.rawValue), .blob(person.bytes),
                    .integer(now),
                ])
        }
        guard count == 1 else {
            throw Failure(.conflict(.state), "You have said so already. Another natural person has to be the second.")
        }
        let principal: Principal = side == .organization ? permit.principal : .program
        try await customer.write { tx in
            try tx.record(EvidenceEvent(.earlyDeletionAsked, detail: [side.rawValue]), by: principal)
        }
    }

    // MARK: - What the program does

    /// Closes what is due, and destroys what has been kept long enough or was asked to go. Called again and again.
    func endContracts() async throws {
        let now = clock.now
        _ = try await stored { db in
            try db.run(LeavingSQL.setRetrieval, [.integer(now + Self.retrievalPeriod)])
        }
        for organization in try await allOrganizations() where !organization.isOperator {
            do {
                if let at = organization.ending.closesAt, at <= now, organization.state == .active {
                    _ = try await close(organization.slug)
                } else if try await isToBeDestroyed(organization, at: now) {
                    try await destroy(organization)
                }
            } catch {
                log.error(
                    "The end of a contract was not carried out; it is tried again",
                    metadata: [
                        "organization": "\(organization.id)", "detail": "\(Failure(storage: error).detail ?? "")",
                    ])
            }
        }
    }

    private func isToBeDestroyed(_ organization: Organization, at now: Int64) async throws -> Bool {
        guard organization.state == .closed, organization.ending.destroyedAt == nil else { return false }
        if organization.ending.destroyingAt != nil { return true }
        if let until = organization.ending.retrieveUntil, until <= now { return true }
        return try await leaving(of: organization).isApproved
    }

    /// Tells the organization that it was closed, and until when its data can be taken.
    func tellOfClosing(_ organization: Organization) async {
        guard let until = organization.ending.retrieveUntil else { return }
        do {
            try await openCustomer(organization).write { tx in
                try tx.tell(.leaving(retrieveUntil: until), EvidenceEvent(.organizationClosed))
            }
        } catch {
            log.error("An organization was not told of its end", metadata: ["organization": "\(organization.id)"])
        }
    }

    /// The permit's own organization, which is a customer.
    private func ownOrganization(_ id: UUIDValue) async throws -> Organization {
        guard let organization = try await organization(id), !organization.isOperator,
            organization.ending.destroyingAt == nil
        else { throw Failure.notFound("There is no such organization here.") }
        return organization
    }

    private func leaving(of organization: Organization) async throws -> Leaving {
        try await read { db in
            let approvals = try db.all(LeavingSQL.approvals, [.blob(organization.id.bytes)]) { row in
                Leaving.Approval(
                    side: Leaving.Approval.Side(rawValue: row.text(0)) ?? .operator, at: row.integer(1))
            }
            let certificate = try db.first(LeavingSQL.certificate, [.blob(organization.id.bytes)]) {
                $0.optionalBlob(0)
            }
            let text = organization.ending.destroyedAt == nil ? nil : certificate ?? nil
            return Leaving(
                organization: organization, approvals: approvals,
                certificate: text.map { String(decoding: $0, as: UTF8.self) })
        }
    }
}

extension Failure {
    static let leavingAlready = Failure(.conflict(.state), "This organization is closed, or notice was given already.")
}
