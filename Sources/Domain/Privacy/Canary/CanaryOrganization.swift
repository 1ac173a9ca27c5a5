internal import Storage

extension Organization {
    /// The operator's own organization for its probes, which nobody signs in to.
    package static let canarySlug = "canary"
    package var isCanary: Bool { slug == Self.canarySlug }
}

extension Platform {
    /// The canary organization, open; it is made where there is none yet.
    func canary() async throws -> Customer {
        if try await organization(Organization.canarySlug) == nil {
            let organization = Organization(
                id: .random(), slug: Organization.canarySlug, name: "Canary", zone: "Etc/UTC", serviceLevel: "none",
                seats: 0, state: .active, createdAt: clock.now, domains: [])
            do {
                try await make(organization) { tx in
                    try tx.record(EvidenceEvent(.organizationCreated), by: .program)
                    // The canary comes and goes daily: that is no mass change.
                    try tx.db.run(GateSQL.instructBrake, [.integer(1_000_000), .integer(100)])
                    tx.forgetGate()
                }
            } catch let failure as Failure where failure.kind == .conflict(.uniqueness) {
                // Another node was first.
            }
        }
        return try await customer(Organization.canarySlug)
    }
}
