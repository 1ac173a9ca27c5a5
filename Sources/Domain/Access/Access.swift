/// Who acts.
package enum Principal: Sendable, Equatable {
    /// A directory connection, by its token.
    case connection(UUIDValue)
    /// A person of the organization, signed in.
    case person(UUIDValue, roles: Set<Role>)
    /// A program of the customer's own, by its token.
    case integration(UUIDValue, scopes: Set<Scope>)
    /// One of the operator's people in a customer's console, by the visit that gives the reason and the end.
    case visitor(visit: UUIDValue)
    /// The operator, at the command line of the machine that holds the data.
    case command
    /// The program itself: its jobs.
    case program

    /// The names in which evidence speaks of actors. Raw values are stored: never change one.
    package enum Kind: String, Sendable, CaseIterable {
        case connection, person, integration, visitor, command, program
    }

    package var kind: Kind {
        switch self {
        case .connection: .connection
        case .person: .person
        case .integration: .integration
        case .visitor: .visitor
        case .command: .command
        case .program: .program
        }
    }

    package var id: UUIDValue? {
        switch self {
        case .connection(let id), .person(let id, _), .integration(let id, _), .visitor(let id): id
        case .command, .program: nil
        }
    }
}

/// What a person can be in its organization, beside a member of its staff. Raw values are stored: never change one.
package enum Role: String, Sendable, CaseIterable, Comparable {
    case administrator
    case privacyOfficer = "privacy-officer"
    case billingContact = "billing-contact"
    case manager
    case learner
    /// Runs the platform. This and the two below exist in the operator's own organization only.
    case `operator`
    /// Looks after customers: sees their size, visits them with a reason and an end.
    case operatorSupport = "operator-support"
    /// Sees what the operator does, and does nothing.
    case operatorAuditor = "operator-auditor"

    package static let ofCustomers: [Role] = [.administrator, .privacyOfficer, .billingContact, .manager, .learner]
    package static let ofOperators: [Role] = [.operator, .operatorSupport, .operatorAuditor]

    /// Roles that need more than one proof of who someone is (ASVS 6.3.3).
    package static let guarded: Set<Role> = [
        .administrator, .privacyOfficer, .operator, .operatorSupport, .operatorAuditor,
    ]

    package static func < (left: Role, right: Role) -> Bool {
        left.order < right.order
    }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What a token of a customer's own program may do. Raw values are stored and sent: never change one.
package enum Scope: String, Sendable, CaseIterable, Comparable {
    case peopleRead = "people:read"
    case groupsRead = "groups:read"
    case syncRead = "sync:read"

    package static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }
}

/// A class of actors as the access matrix lists them.
package enum ActorClass: Hashable, Sendable {
    case connection
    case role(Role)
    case scope(Scope)
    case visitor
    case command
    case program

    package static let all: [ActorClass] =
        [.connection] + Role.allCases.map(ActorClass.role) + Scope.allCases.map(ActorClass.scope)
        + [.visitor, .command, .program]

    package var name: String {
        switch self {
        case .connection: "connection"
        case .role(let role): role.rawValue
        case .scope(let scope): scope.rawValue
        case .visitor: "visitor"
        case .command: "command"
        case .program: "program"
        }
    }
}

extension Principal {
    var classes: Set<ActorClass> {
        switch self {
        case .connection: [.connection]
        case .person(_, let roles): Set(roles.map(ActorClass.role)).union([.role(.learner)])
        case .integration(_, let scopes): Set(scopes.map(ActorClass.scope))
        case .visitor: [.visitor]
        case .command: [.command]
        case .program: [.program]
        }
    }
}
