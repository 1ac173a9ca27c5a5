import Domain

/// The operator's console: organizations, domains, visits. People, recipients and mail: `OperatorTexts+People`.
struct OperatorTexts: Sendable {
    let product = "Operator"
    let foot = "What you do here is on record. What you see of a customer, the customer sees, too."
    let organization = "Organization"
    let state = "State"
    let domain = "Domain"
    let activeStaff = "Can sign in"
    let groups = "Groups"
    let records = "Directory records"
    let seats = "Seats"
    let created = "Created"
    let slug = "Short name"
    let level = "Service level"
    let zone = "Time zone"
    let action = "Action"
    let since = "Since"
    let until = "Until"
    let who = "Who"
    let named = "Named"
    let glance = "At a glance"
    let active = "Active"
    let closed = "Closed"
    let cancel = "Cancel"
    let former = "someone who is no longer here"

    let create = "Create an organization"
    let createButton = "Create it"
    let createLead = "It begins with one administrator, who gets a one-time link from you and brings everyone else in."
    let emptyTitle = "No organization yet"
    let emptyText = "Each customer will be a line here, with its size in numbers. Nobody is ever named."
    let decide = "Look and decide"

    let domainsTitle = "Domains"
    let domainsText = "Work e-mail of a verified domain leads to this organization’s sign-in."
    let noDomains = "None. Its people find their sign-in by the short name."
    let nothingPending = "No domain waits"
    let nothingPendingText = "A domain that an organization names stands here until its proof is found or you decide."
    let proofTitle = "How a domain is proved"
    let proofText = """
        The organization puts a file on the domain’s own web server. “Check” looks for it at once; what is found \
        is verified without you.
        """
    let approveTitle = "When to approve by hand"
    let approveText = """
        When the contract or a call leaves no doubt whose domain it is. From that moment, everyone with an e-mail \
        of it is led to that organization.
        """

    let visitTitle = "Visit this customer"
    let visitText = """
        You see its staff, groups and directory, and change nothing. Its administrators are told at once by mail, and \
        can end the visit.
        """
    let reason = "Reason"
    let reasonHelp = "The customer reads it, word for word."
    let hours = "For"
    let end = "End it"
    let visitsTitle = "Visits"
    let noVisits = "Nobody of the operator has been here in the last year."

    let closeTitle = "Close"
    let closeHint = "Nobody signs in and no directory writes any more. Its data stays until it is returned and erased."
    let close = "Close this organization"
    let closeDeed = "Close it"
    let keepOpen = "Keep it open"

    let linkLabel = "One-time link"
    let handOverTitle = "Hand it over"
    let handOverText = """
        Give it to that person alone, by a way that you trust. It works once, for ten minutes. A fresh one is made at \
        the command line.
        """

    func entry(_ entry: OperatorFrame.Entry) -> String {
        switch entry {
        case .organizations: "Organizations"
        case .domains: "Domains"
        case .people: "People"
        case .recipients: "Recipients"
        case .audit: "Audit"
        case .disclosures: "Disclosures"
        case .incidents: "Incidents"
        case .mailbox: "Mailbox"
        }
    }

    func organizationsLead(_ total: Int) -> String {
        "\(Count.noun(total, "organization", "organizations")), in facts and counts. Nobody is named here."
    }

    func domainsWait(_ count: Int) -> String {
        count == 1 ? "One domain waits for a proof" : "\(Count.noun(count, "domain", "domains")) wait for a proof"
    }

    func organizationLead(people: Int, seats: Int) -> String {
        "\(Count.people(people)) can sign in; \(Count.noun(seats, "seat", "seats")) are paid for."
    }

    func pendingLead(_ count: Int) -> String {
        count == 0 ? "Nothing waits for you." : "\(domainsWait(count)), the oldest first."
    }

    func decision(_ deed: DomainDeed) -> String {
        switch deed {
        case .check: "Check"
        case .approve: "Approve"
        case .refuse: "Refuse"
        case .withdraw: "Withdraw"
        }
    }

    func decision(_ deed: DomainDeed, _ domain: String) -> String { "\(decision(deed)) \(domain)" }

    let leaveDomain = "Leave it as it is"

    func question(_ deed: DomainDeed, _ domain: String, _ organization: String) -> String {
        deed == .withdraw
            ? "\(decision(deed, domain)) from \(organization)?" : "\(decision(deed, domain)) for \(organization)?"
    }

    func consequence(_ deed: DomainDeed) -> String {
        deed == .withdraw
            ? "Nobody is led to this organization by it any more. To have it back, the organization names it again."
            : "Everyone who types an e-mail of it is led to this organization."
    }

    func hours(_ hours: Int) -> String { Count.noun(hours, "hour", "hours") }

    func visit(_ organization: String) -> String { "Visit \(organization)" }

    func closeQuestion(_ organization: String) -> String { "Close \(organization)?" }

    func closeConsequence(people: Int) -> String {
        """
        \(Count.people(people)) cannot sign in any more from that second on, and its directories are refused. \
        Its data stays until it is returned and erased.
        """
    }

    func madeTitle(_ organization: String) -> String { "\(organization) is there" }
    let madeLead = "Its first administrator signs in with this link. It is shown this once."
    let toOrganization = "Go on to the organization"

    func label(_ entry: NewOrganizationPage.Entry) -> String {
        switch entry {
        case .name: "Name"
        case .slug: slug
        case .domain: domain
        case .admin: "First administrator’s work e-mail"
        case .zone: zone
        case .seats: seats
        }
    }

    func help(_ entry: NewOrganizationPage.Entry) -> String {
        switch entry {
        case .name: "As its people read it."
        case .slug: "In its addresses, for good: lower-case letters, digits and hyphens."
        case .domain: "Of its work e-mail. You answer for it: it counts as verified."
        case .admin: "The person who connects the directory."
        case .zone: "An IANA name: it decides when days and months begin."
        case .seats: "How many people it pays for."
        }
    }

    func said(_ deed: OperatorDeed) -> (deed: String, detail: String) {
        switch deed {
        case .organizationClosed: ("Closed.", "Nobody of this organization can sign in any more.")
        case .domainNamed: ("Named.", "Put the file on the domain, then check it.")
        case .domainVerified: ("Verified.", "The file is there. Work e-mail of this domain leads to this sign-in now.")
        case .domainApproved: ("Approved.", "Work e-mail of this domain leads to this organization now.")
        case .domainRefused: ("Refused.", "Its administrators see that under Domains.")
        case .domainWithdrawn: ("Withdrawn.", "Nobody is led to your sign-in by this domain any more.")
        case .domainTaken: ("Withdrawn.", "Nobody is led to this organization by that domain any more.")
        case .visitEnded: ("Ended.", "The visit is over, on every server.")
        case .roleGiven: ("Changed.", "The role is in force from now on.")
        case .audited: ("Looked at.", "Every control that was looked at holds.")
        case .auditFailed: ("Looked at.", "Not every control holds: what to do stands beside each.")
        case .personRemoved: ("Removed.", "This person cannot sign in any more.")
        default: RegisterTexts().said(deed)
        }
    }
}
