/// Something that one may be allowed to do. Each action names the classes of actors that may.
package protocol Action: Sendable {
    static var name: String { get }
    static var allowed: Set<ActorClass> { get }
}

/// The proof that an actor may do an action in an organization. Only `Policy` makes one, and each verb takes its own.
package struct Permit<A: Action>: Sendable {
    package let principal: Principal
    package let organization: UUIDValue

    fileprivate init(principal: Principal, organization: UUIDValue) {
        self.principal = principal
        self.organization = organization
    }
}

extension Reading {
    /// A permit counts in its own organization only: the first line of every verb that takes one.
    func accept<A: Action>(_ permit: Permit<A>) throws(Failure) {
        guard permit.organization == customer.organization.id else {
            throw Failure(
                .forbidden, "You are signed in to another organization.", detail: "permit of another organization")
        }
    }
}

/// The one place that says who may do what. The whole of it is printed to `Tests/Golden/access-matrix.txt`.
package enum Policy {
    /// - Throws: `Failure.forbidden` where none of the actor's classes may.
    package static func permit<A: Action>(
        _ action: A.Type, to principal: Principal, in organization: UUIDValue
    ) throws(Failure) -> Permit<A> {
        guard !action.allowed.isDisjoint(with: principal.classes) else {
            throw Failure(.forbidden, "Your role does not include this. Ask an administrator of your organization.")
        }
        return Permit(principal: principal, organization: organization)
    }

    /// Whether someone with these roles may: to leave out of a page what would be refused.
    package static func allows<A: Action>(_ action: A.Type, _ roles: some Sequence<Role>) -> Bool {
        let person = Principal.person(UUIDValue(high: 0, low: 0), roles: Set(roles))
        return !action.allowed.isDisjoint(with: person.classes)
    }

    /// Every action, for the matrix and its tests. An action that is missing here fails `AccessMatrixTests`.
    package static let actions: [any Action.Type] = [
        ReadDirectory.self, SyncDirectory.self, ImportStaff.self, DecideChanges.self, ManageConnections.self,
        EndAccess.self, InstructAttributes.self, SeeDirectory.self, SeeStaff.self, SeeOverview.self,
        IssueSignInLink.self,
    ]

    /// One line an action: the action, then each class of actors that may.
    package static var matrix: String {
        let names = actions.map { $0.name }
        let width = (names.map(\.count).max() ?? 0) + 2
        return actions.map { action in
            let classes = ActorClass.all.filter { action.allowed.contains($0) }.map(\.name).joined(separator: ", ")
            return action.name + String(repeating: " ", count: width - action.name.count) + classes
        }.joined(separator: "\n") + "\n"
    }
}

/// Read what the directory said: SCIM's GET.
package enum ReadDirectory: Action {
    package static let name = "directory.read"
    package static let allowed: Set<ActorClass> = [.connection]
}

/// Create, change and delete directory records and groups: SCIM's writes.
package enum SyncDirectory: Action {
    package static let name = "directory.sync"
    package static let allowed: Set<ActorClass> = [.connection]
}

/// Read a staff file, see the difference, apply it.
package enum ImportStaff: Action {
    package static let name = "directory.import"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .command]
}

/// Apply or discard changes that the brake has staged.
package enum DecideChanges: Action {
    package static let name = "changes.decide"
    package static let allowed: Set<ActorClass> = [.role(.administrator)]
}

/// End the access of someone whom no directory sends any more.
package enum EndAccess: Action {
    package static let name = "access.end"
    package static let allowed: Set<ActorClass> = [.role(.administrator)]
}

/// Connect directories; issue and revoke their tokens.
package enum ManageConnections: Action {
    package static let name = "connections.manage"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .command]
}

/// Record the customer's instruction on attributes.
package enum InstructAttributes: Action {
    package static let name = "attributes.instruct"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer), .command]
}

/// See connections, what arrived and what was dropped; no person is named.
package enum SeeDirectory: Action {
    package static let name = "directory.see"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer), .command]
}

/// See people: lists, persons, members of groups. What is seen is recorded before it is shown.
package enum SeeStaff: Action {
    package static let name = "staff.see"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer)]
}

/// See one's organization at a glance.
package enum SeeOverview: Action {
    package static let name = "overview.see"
    package static let allowed: Set<ActorClass> = Set(Role.allCases.map(ActorClass.role))
}

/// Make a one-time link for an administrator who cannot sign in otherwise.
package enum IssueSignInLink: Action {
    package static let name = "sign-in-link.issue"
    package static let allowed: Set<ActorClass> = [.command]
}
