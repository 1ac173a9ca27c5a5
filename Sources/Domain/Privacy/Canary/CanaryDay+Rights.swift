internal import Storage

/// What a person can ask to be closed, and by when the employer has to answer (promises R4, R5, R7).
extension CanaryDay {
    func probeRestriction() async throws -> ProbeFinding {
        let person = try arrived()
        let id = person.person
        try await decide { tx, permit in
            try tx.restrict(id, keepsSignIn: false, reason: "The canary’s day.", permit)
        }
        let opened = try await opens(id)
        let isListed = try await isListed(id)
        try await instruct(.experience)
        customer.usage.count(.team, id, at: platform.clock.now)
        let isCounted = try await uses(of: id).contains(Feature.team.rawValue)
        try await instruct([])
        // Its directory goes on sending: what comes is kept sealed.
        try await replace(person, title: marks.laterTitle, displayName: marks.laterTitle)
        try await decide { tx, permit in
            try tx.release(id, reason: "The canary’s day.", permit)
            try tx.db.run(CanaryRightsSQL.dropMail, [.blob(id.bytes)])
        }
        guard opened.isEmpty else { return .broken("Restricted, and opened for \(opened.joined(separator: ", "))") }
        guard !isListed else { return .broken("Restricted, and in the list of staff") }
        guard !isCounted else { return .broken("Restricted, and its feature use recorded") }
        let open = try await opens(id)
        guard open.count == 4, try await self.isListed(id) else {
            return .broken("Released, and open for \(open.count) of 4 purposes")
        }
        return .kept("Restricted: opened for none of 4 purposes, in no list, in no count; a sync kept sealed")
    }

    func probeObjection() async throws -> ProbeFinding {
        let id = try arrived().person
        try await decide { tx, permit in
            try tx.object(id, to: .personalization, reason: "The canary’s day.", permit)
        }
        let opened = try await opens(id)
        try await decide { tx, permit in
            try tx.settleObjection(id, to: .personalization, keep: false, reason: "The canary’s day.", permit)
        }
        guard !opened.contains(PurposeName.personalization.rawValue) else {
            return .broken("Objected to personalization, and opened for it")
        }
        guard opened.count == 3 else { return .broken("An objection to one purpose closed \(4 - opened.count)") }
        return .kept("Objected to personalization: refused at once; the other purposes stay as they were")
    }

    func probeDeadline() async throws -> ProbeFinding {
        let id = try arrived().person
        let (dueAt, receivedAt, found) = try await customer.write { tx in
            let organization = tx.customer.organization.id
            let permit = try Policy.permit(AskForRights.self, to: .person(id, roles: []), in: organization)
            let request = try tx.ask(.access, RightsWish(text: ""), permit)
            let stored = try tx.storedRequest(request).request
            // A request past its day has to be seen as one, or none being seen shows nothing.
            try tx.db.run(CanaryRightsSQL.makeOverdue, [.integer(tx.now - 1), .blob(request.bytes)])
            let overdue = try tx.db.first(RightsSQL.counts, [.integer(tx.now)]) { $0.integer(1) } ?? 0
            try tx.withdrawRequest(request, permit)
            try tx.db.run(CanaryRightsSQL.dropMail, [.blob(id.bytes)])
            return (stored.dueAt, stored.receivedAt, overdue)
        }
        let days = (dueAt - receivedAt) / Clock.day
        guard (28...31).contains(days) else { return .broken("A request is due after \(days) days") }
        guard found == 1 else { return .broken("\(found) requests were seen as overdue where one was") }
        return .kept("A request is due within one calendar month, \(days) days; an overdue one is seen")
    }

    // MARK: - Looking

    /// The purposes, of four that a restriction closes, for which a person opens.
    private func opens(_ person: UUIDValue) async throws -> [String] {
        try await customer.read { tx in
            guard let sealed = try tx.sealedPerson(person) else { throw Failure.noSuchRecord }
            let open = [
                (ServicePurpose.name, tx.opens(sealed, for: ServicePurpose.self)),
                (CommunicationPurpose.name, tx.opens(sealed, for: CommunicationPurpose.self)),
                (PersonalizationPurpose.name, tx.opens(sealed, for: PersonalizationPurpose.self)),
                (SecurityPurpose.name, tx.opens(sealed, for: SecurityPurpose.self)),
            ]
            return open.filter(\.1).map(\.0.rawValue)
        }
    }

    /// As an administrator would see the staff.
    private func isListed(_ person: UUIDValue) async throws -> Bool {
        try await customer.write { tx in
            let administrator = Principal.person(.random(), roles: [.administrator])
            let permit = try Policy.permit(SeeStaff.self, to: administrator, in: tx.customer.organization.id)
            var query = StaffQuery()
            query.limit = 1_000
            return try tx.staff(query, permit).members.contains { $0.id == person }
        }
    }

    private func decide(_ body: @escaping @Sendable (Writing, Permit<RestrictProcessing>) throws -> Void) async throws {
        try await customer.write { tx in
            try body(tx, Policy.permit(RestrictProcessing.self, to: .command, in: tx.customer.organization.id))
        }
    }
}

enum CanaryRightsSQL {
    /// Nobody reads the canary's mail.
    static let dropMail: SQL = "DELETE FROM mail WHERE person = $1"
    static let makeOverdue: SQL = "UPDATE rights_request SET due_at = $1 WHERE id = $2"
}
