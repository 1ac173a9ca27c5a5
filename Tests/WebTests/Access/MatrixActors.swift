import Storage

@testable import Domain

/// Someone who asks, with a browser's login or a token.
final class MatrixActor {
    let name: String
    let classes: Set<ActorClass>
    /// The organization that it is signed in to; nil: to none of ours.
    let home: String?
    private(set) var secret: Secret?
    let bearer: Secret?
    /// The visit that it is on.
    private(set) var visit: String?
    /// Signs it in: the login, and the visit where it is one.
    var begin: (() async throws -> (Secret, String?))?
    /// The id of another login of the same person.
    var newLogin: (() async throws -> String)?
    /// The id of another request of the same person.
    var newRequest: (() async throws -> String)?

    init(
        _ name: String, _ classes: Set<ActorClass>, home: String? = nil, secret: Secret? = nil, bearer: Secret? = nil
    ) {
        self.name = name
        self.classes = classes
        self.home = home
        self.secret = secret
        self.bearer = bearer
    }

    func renew() async throws {
        guard let begin else { return }
        (secret, visit) = try await begin()
    }

    /// A login is shown to every organization: it has to open its own only.
    func headers(_ slugs: [String]) -> [String: String] {
        var headers: [String: String] = [:]
        if let secret { headers["cookie"] = slugs.map { "ii-\($0)=\(secret.revealed)" }.joined(separator: "; ") }
        if let bearer { headers["authorization"] = "Bearer \(bearer.revealed)" }
        return headers
    }

    func may(_ action: any Action.Type) -> Bool { !action.allowed.isDisjoint(with: classes) }
}

/// The operator's own organization, with somebody of each role.
struct MatrixOperators: Sendable {
    let platform: Platform
    let customer: Customer
    private let people: [Role: UUIDValue]

    init(_ platform: Platform) async throws {
        let made = try await platform.createOperator(email: "operator@operator.example")
        let customer = try await platform.customer(made.organization.slug)
        self.platform = platform
        self.customer = customer
        people = try await customer.write { tx in
            var people: [Role: UUIDValue] = [:]
            for role in Role.ofOperators {
                people[role] = try tx.enrol(operator: "\(role)@operator.example", as: role, by: .command).person
            }
            return people
        }
    }

    func signIn(_ role: Role) async throws -> Secret { try await customer.signIn(try person(role)) }

    func newLogin(of role: Role) async throws -> String { try await customer.newLogin(of: try person(role)) }

    func newRequest(of role: Role) async throws -> String { try await customer.newRequest(of: try person(role)) }
    func permit<A: Action>(_ action: A.Type) throws -> Permit<A> {
        try Policy.permit(
            action, to: .person(try person(.operator), roles: [.operator]), in: customer.organization.id)
    }

    /// One more of the operator's people.
    func newcomer(_ name: String) async throws -> String {
        try await customer.write { tx in
            "\(try tx.enrol(operator: "\(name)@operator.example", as: .operatorSupport, by: .command).person)"
        }
    }

    /// A visit of the operator to a customer.
    func visit(_ house: MatrixHouse) async throws -> (id: String, secret: Secret) {
        let permit = try Policy.permit(
            VisitCustomer.self, to: .person(try person(.operator), roles: [.operator]), in: customer.organization.id)
        let secret = try await platform.visit(
            house.slug, reason: "Ticket 17", hours: 4, permit, in: .unknown)
        let id = try await house.customer.read { tx in try tx.login(secret)?.principal.id }
        return (id.map { "\($0)" } ?? "", secret)
    }

    private func person(_ role: Role) throws -> UUIDValue {
        guard let person = people[role] else { throw Failure.notFound(role.rawValue) }
        return person
    }
}
