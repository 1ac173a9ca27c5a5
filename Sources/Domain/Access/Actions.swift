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
    package static let allowed: Set<ActorClass> = [
        .role(.administrator), .role(.privacyOfficer), .visitor, .command,
    ]
}

/// See people: lists, persons, members of groups. What is seen is recorded before it is shown.
package enum SeeStaff: Action {
    package static let name = "staff.see"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer), .visitor]
}

/// See one's organization at a glance.
package enum SeeOverview: Action {
    package static let name = "overview.see"
    package static let allowed: Set<ActorClass> = Set(Role.allCases.map(ActorClass.role) + [.visitor])
}

/// Make a one-time link for an administrator who cannot sign in otherwise.
package enum IssueSignInLink: Action {
    package static let name = "sign-in-link.issue"
    package static let allowed: Set<ActorClass> = [.command]
}

/// See the members of the groups that one manages.
package enum SeeTeam: Action {
    package static let name = "team.see"
    package static let allowed: Set<ActorClass> = [.role(.manager)]
}

/// See and end one's own logins; keep one's own second factor.
package enum KeepOwnSignIn: Action {
    package static let name = "own-sign-in.keep"
    package static let allowed: Set<ActorClass> = Set(Role.allCases.map(ActorClass.role))
}

/// See who has which role and why, how people sign in, and who of the operator was here.
package enum SeeAccess: Action {
    package static let name = "access.see"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer)]
}

/// Give and take roles; reset someone's second factor.
package enum ManageAccess: Action {
    package static let name = "access.manage"
    package static let allowed: Set<ActorClass> = [.role(.administrator)]
}

/// Set how the organization's people sign in, and which domains are its own.
package enum ManageSignIn: Action {
    package static let name = "sign-in.manage"
    package static let allowed: Set<ActorClass> = [.role(.administrator)]
}

/// Make and revoke tokens of the customer's own programs.
package enum ManageIntegrations: Action {
    package static let name = "integrations.manage"
    package static let allowed: Set<ActorClass> = [.role(.administrator)]
}

/// End a visit of the operator before its time.
package enum EndVisit: Action {
    package static let name = "visit.end"
    package static let allowed: Set<ActorClass> = [.role(.administrator), .role(.privacyOfficer), .visitor]
}

/// Read people through the API.
package enum ReadPeople: Action {
    package static let name = "people.read"
    package static let allowed: Set<ActorClass> = [.scope(.peopleRead)]
}

/// Read groups and their members' ids through the API.
package enum ReadGroups: Action {
    package static let name = "groups.read"
    package static let allowed: Set<ActorClass> = [.scope(.groupsRead)]
}

/// Read connections, arrivals and change sets through the API; no person is named.
package enum ReadSyncLog: Action {
    package static let name = "sync-log.read"
    package static let allowed: Set<ActorClass> = [.scope(.syncRead)]
}
