import Domain

/// What `demo` says once it serves: who can be whom.
struct DemonstrationGreeting: Sendable {
    let platform: Platform
    let base: String
    let data: String

    private static let operatorAddress = "operator@interactive-instructors.example"

    /// Makes a fresh link for each company's administrator. The reason is the demonstration itself.
    func lines() async throws -> [String] {
        var lines = ["", "Interactive Instructors, the demonstration, answers at \(base)", ""]
        for company in DemonstrationCompany.all {
            guard let organization = try await platform.organization(company.slug), organization.state == .active else {
                continue
            }
            let customer = try await platform.customer(company.slug)
            let permit = try Policy.permit(IssueSignInLink.self, to: .command, in: organization.id)
            let link = try await customer.write { tx in
                try tx.issueSignInLink(
                    email: company.administrator.email, reason: "The demonstration was started.", permit)
            }
            let size = try await platform.size(of: organization)
            // Nobody's name: what is printed may end up in a log.
            lines += [
                "\(organization.name), \(size.activeStaff) people. Sign in as its administrator:",
                "  \(base)/o/\(company.slug)/sign-in/\(link.secret.revealed)", "",
            ]
        }
        let (_, link) = try await platform.createOperator(email: Self.operatorAddress)
        lines += [
            "The operator's console, which also shows the demonstration's mail. Sign in as the operator:",
            "  \(base)/o/\(Organization.operatorSlug)/sign-in/\(link.secret.revealed)", "",
        ]
        return lines + [
            "Anyone of the staff signs in at \(base) by work e-mail; the link arrives in the operator's mailbox.",
            "Each link works once, for ten minutes. For fresh ones, stop and start again, or in a second terminal:",
            "  instructors sign-in-link havn EMAIL --reason demonstration --data \(data)",
            "To connect a directory by SCIM, at \(base)/scim/v2/havn:",
            "  instructors directory token havn --data \(data)",
            "Stop with Ctrl-C. The data stays in \(data).",
        ]
    }
}
