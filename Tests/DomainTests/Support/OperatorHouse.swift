@testable import Domain
import Storage
import Testing

/// The operator's own organization under test, with one operator; and permits for the platform's verbs.
struct OperatorHouse: Sendable {
    static let email = "kim@operator.example"

    let platform: Platform
    let customer: Customer
    let link: SignInLink
    let kim: UUIDValue

    init(_ platform: Platform) async throws {
        let (organization, link) = try await platform.createOperator(email: Self.email)
        let customer = try await platform.customer(organization.slug)
        self.platform = platform
        self.customer = customer
        self.link = link
        kim = try await customer.read { tx in try #require(try tx.findPerson(email: Self.email)) }
    }

    func permit<A: Action>(_ action: A.Type, as role: Role = .operator) throws -> Permit<A> {
        try Policy.permit(action, to: .person(kim, roles: [role]), in: customer.organization.id)
    }

    func people() async throws -> [OperatorPerson] {
        let permit = try permit(SeeOperators.self)
        return try await customer.write { tx in try tx.operators(permit) }
    }

    func deeds() async throws -> [String] {
        try await customer.read { tx in try tx.db.all("SELECT deed FROM evidence ORDER BY at, id") { $0.text(0) } }
    }
}
