/// Who acts.
package enum Principal: Sendable, Equatable {
    /// A directory connection, by its token.
    case connection(UUIDValue)
    /// A person of the organization, signed in.
    case person(UUIDValue, roles: Set<Role>)
    /// The operator, at the command line of the machine that holds the data.
    case command
    /// The program itself: its jobs.
    case program

    /// The names in which evidence and the access matrix speak of actors.
    package enum Kind: String, Sendable, CaseIterable {
        case connection, person, command, program
    }

    package var kind: Kind {
        switch self {
        case .connection: .connection
        case .person: .person
        case .command: .command
        case .program: .program
        }
    }

    package var id: UUIDValue? {
        switch self {
        case .connection(let id), .person(let id, _): id
        case .command, .program: nil
        }
    }
}

/// What a person can be in its organization, beside a member of its staff.
package enum Role: String, Sendable, CaseIterable, Comparable {
    case administrator
    case privacyOfficer = "privacy-officer"
    case billingContact = "billing-contact"
    case manager
    case learner

    package static func < (left: Role, right: Role) -> Bool {
        left.order < right.order
    }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A class of actors as the access matrix lists them.
package enum ActorClass: Hashable, Sendable {
    case connection
    case role(Role)
    case command
    case program

    package static let all: [ActorClass] = [.connection] + Role.allCases.map(ActorClass.role) + [.command, .program]

    package var name: String {
        switch self {
        case .connection: "connection"
        case .role(let role): role.rawValue
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
        case .command: [.command]
        case .program: [.program]
        }
    }
}
