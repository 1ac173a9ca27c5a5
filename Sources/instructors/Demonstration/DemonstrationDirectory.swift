import Domain

/// A directory that is connected to the demonstration's largest company by SCIM: some people come through it, and this
/// morning most of them went at once, so that the brake holds the change for the administrator.
struct DemonstrationDirectory: Sendable {
    let demonstration: Demonstration
    let customer: Customer
    let past: PastClock

    private static let connectionName = "Microsoft Entra ID"
    private static let groupName = "Contractors"

    func connect() async throws {
        past.go(back: 5 * Clock.day)
        let permit = try await directoryPermit()
        var records: [UUIDValue] = []
        for draft in drafts {
            records.append(try await customer.write { tx in try tx.createRecord(draft, permit).id })
        }
        let members = records.sorted()
        _ = try await customer.write { tx in
            try tx.createGroup(GroupDraft(displayName: Self.groupName, members: members), permit)
        }
        past.go(back: 25 * Clock.minute)
        // One after another, as a directory does it, and one more once the brake holds.
        for record in records {
            let isHeld = try await isHeld()
            _ = try await customer.write { tx in
                try tx.updateRecord(record, if: nil, permit) { $0.active = false }
            }
            if isHeld { return }
        }
    }

    /// A token as the directory would have it, and what it permits.
    private func directoryPermit() async throws -> Permit<SyncDirectory> {
        let manage = try Policy.permit(ManageConnections.self, to: .command, in: customer.organization.id)
        let token = try await customer.write { tx in
            try tx.issueToken(.bearer, for: tx.scimConnection(named: Self.connectionName, manage), manage)
        }
        return try await customer.read { tx in try tx.admit(token.secret, to: SyncDirectory.self) }
    }

    private func isHeld() async throws -> Bool {
        let permit = try Policy.permit(SeeDirectory.self, to: .command, in: customer.organization.id)
        return try await customer.read { tx in try tx.changeSets(permit).contains { $0.state == .staged } }
    }

    /// People who are in neither staff file: more than a tenth of the staff, and more than the few that may go.
    private var drafts: [RecordDraft] {
        let inFiles = demonstration.staff + demonstration.staff / 60 + 1
        let count = demonstration.staff / 7 + 10
        let larger = Demonstration(demonstration.company, staff: inFiles + count, seed: demonstration.seed)
        return larger.people().dropFirst(inFiles).map { person in
            var attributes = Attributes()
            attributes[.userName] = person.email
            attributes[.externalID] = "entra-\(person.number)"
            attributes[.displayName] = person.displayName
            attributes[.givenName] = person.givenName
            attributes[.familyName] = person.familyName
            attributes[.formattedName] = person.formattedName
            attributes[.title] = person.title
            attributes[.workEmail] = person.email
            attributes[.department] = person.department
            return RecordDraft(attributes: attributes)
        }
    }
}
