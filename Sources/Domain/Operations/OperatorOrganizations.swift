/// An organization as the operator's console lists it: facts and counts, nobody's name.
package struct OrganizationEntry: Sendable {
    package let organization: Organization
    /// nil where its database does not open now.
    package let size: OrganizationSize?
}

package struct OrganizationSize: Sendable, Equatable {
    package let activeStaff: Int64
    package let records: Int64
    package let groups: Int64
}

/// What the operator's people see of organizations, and creating and closing them from the console.
extension Platform {
    /// One page of the customers, by slug.
    /// - Returns: the entries, and how many customers there are.
    package func organizationEntries(
        offset: Int, limit: Int, _ permit: Permit<SeeOrganizations>
    ) async throws -> (entries: [OrganizationEntry], total: Int) {
        try await accept(permit)
        let all = try await organizations()
        var entries: [OrganizationEntry] = []
        for organization in all.dropFirst(max(0, offset)).prefix(max(0, min(limit, 100))) {
            entries.append(await entry(organization))
        }
        return (entries, all.count)
    }

    /// The customers whose data is here, by slug: for a choice in a form.
    package func customerList(_ permit: Permit<SeeOrganizations>) async throws -> [Organization] {
        try await accept(permit)
        return try await organizations().filter { $0.ending.destroyingAt == nil }
    }

    /// - Throws: `Failure.notFound`.
    package func organizationEntry(
        _ slug: String, _ permit: Permit<SeeOrganizations>
    ) async throws -> OrganizationEntry {
        try await accept(permit)
        return try await entry(required(slug))
    }

    /// One that cannot be opened keeps the others in the list.
    private func entry(_ organization: Organization) async -> OrganizationEntry {
        let size = try? await look(into: organization) { tx in
            let gate = try tx.gate()
            return OrganizationSize(activeStaff: gate.activeStaff, records: gate.records, groups: gate.groups)
        }
        return OrganizationEntry(organization: organization, size: size)
    }

    /// As `create(_:)`, from the console; who did it is on record in the operator's own evidence.
    package func create(
        _ draft: OrganizationDraft, _ permit: Permit<ManageOrganizations>
    ) async throws -> (organization: Organization, link: SignInLink) {
        try await accept(permit)
        let made = try await create(draft)
        try await noteOwn(
            EvidenceEvent(.organizationCreated, detail: ["organization \(made.organization.id)"]), permit)
        return made
    }

    /// As `close(_:)`, from the console.
    package func close(_ slug: String, _ permit: Permit<ManageOrganizations>) async throws {
        try await accept(permit)
        let closed = try await close(required(slug).slug)
        try await noteOwn(EvidenceEvent(.organizationClosed, detail: ["organization \(closed.id)"]), permit)
    }
}
