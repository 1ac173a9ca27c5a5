/// What the operator's people may do. Their permits are of the operator's own organization.

/// See the organizations: state, size, domains; counts only.
package enum SeeOrganizations: Action {
    package static let name = "organizations.see"
    package static let allowed: Set<ActorClass> = Set(Role.ofOperators.map(ActorClass.role))
}

/// Create and close organizations.
package enum ManageOrganizations: Action {
    package static let name = "organizations.manage"
    package static let allowed: Set<ActorClass> = [.role(.operator), .command]
}

/// Approve, check and refuse the e-mail domains that organizations name.
package enum DecideDomains: Action {
    package static let name = "domains.decide"
    package static let allowed: Set<ActorClass> = [.role(.operator), .role(.operatorSupport)]
}

/// Look into a customer's console, with a reason and an end time that the customer sees.
package enum VisitCustomer: Action {
    package static let name = "customer.visit"
    package static let allowed: Set<ActorClass> = [.role(.operator), .role(.operatorSupport)]
}

/// See who the operator's people are, and what visits they made.
package enum SeeOperators: Action {
    package static let name = "operators.see"
    package static let allowed: Set<ActorClass> = Set(Role.ofOperators.map(ActorClass.role))
}

/// Add and remove the operator's people.
package enum ManageOperators: Action {
    package static let name = "operators.manage"
    package static let allowed: Set<ActorClass> = [.role(.operator), .command]
}

/// See the register of recipients, and what went to them.
package enum SeeRecipients: Action {
    package static let name = "recipients.see"
    package static let allowed: Set<ActorClass> = Set(Role.ofOperators.map(ActorClass.role))
}

/// See the demonstration's mail. Elsewhere no mail is kept that anyone could see.
package enum SeeMailbox: Action {
    package static let name = "mailbox.see"
    package static let allowed: Set<ActorClass> = Set(Role.ofOperators.map(ActorClass.role))
}
