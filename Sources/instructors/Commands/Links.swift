import Domain

/// The addresses that commands print.
extension CommandContext {
    func signInLink(_ slug: String, _ link: SignInLink) -> String {
        "\(baseURL)/o/\(slug)/sign-in/\(link.secret.revealed)"
    }

    func scimBase(_ slug: String) -> String { "\(baseURL)/scim/v2/\(slug)" }

    /// The organization of that slug, open or closed.
    func organization(_ slug: String) async throws -> Organization {
        guard let organization = try await platform.organization(slug) else { throw Self.unknown(slug) }
        return organization
    }

    static func unknown(_ slug: String) -> Failure {
        .notFound(
            "There is no organization with the slug \(Complaint.oneLine(slug)); see 'instructors organization list'."
        )
    }
}
