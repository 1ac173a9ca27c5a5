import Domain

/// The operator's registers: disclosures, incidents, sub-processors.
struct OperatorRegisterTexts: Sendable {
    let disclosuresLead =
        "By law or to protect someone: two natural persons approve, then it is made, then the customer is told."
    let noDisclosures = "Nothing has been disclosed"
    let noDisclosuresText = "An order of an authority becomes a draft here, with the narrowest scope that answers it."
    let draft = "Draft a disclosure"
    let draftLead = "Nothing is opened or given out by drafting. Two natural persons have to approve it."
    let draftButton = "Draft it"
    let customer = "Customer"
    let authority = "Authority or person"
    let authorityHelp = "Who asks, as it stands in the order."
    let basis = "Legal basis"
    let basisHelp = "The law with its article, and the number of the order."
    let reason = "Why this is enough"
    let reasonHelp = "Why the scope cannot be narrower. The customer reads it."
    let people = "People, by work e-mail"
    let peopleHelp = "One a line. Empty: counts alone, nobody is named."
    let attributes = "Attributes asked for"
    let secretUntil = "The customer may not be told until"
    let secretHelp = "Only where the law forbids it. On that day it is told by itself."
    let approvals = "Approvals"
    let steps = "Steps"
    let approve = "Approve"
    let nextApprovals = ["First approval", "Second approval"]
    let needsApproval = "Look at the scope and the basis. Two natural persons have to agree before anything is opened."
    let refuse = "Refuse"
    let make = "Make it and download"
    let makeAgain = "Download again"
    let decisionTitle = "Your decision"
    let approvedByYou = "You have approved this. Another natural person has to be the second."
    let isApproved =
        "Two natural persons have approved. Making it opens the data, hands you the file, and tells the customer."
    let isApprovedSecret =
        "Two natural persons have approved. Making it opens the data and hands you the file. The customer is told later."
    let scope = "Scope"
    let drafted = "Drafted"
    let refused = "Refused"
    let made = "Made"
    let toldCustomer = "Customer told"
    let notTold = "Not told yet"
    let fingerprint = "SHA-256 of the file"
    let notKept = "The file is kept by whoever made it, not here."
    let someone = "someone who is no longer here"

    let incidentsLead = "From the moment you know: customers without undue delay, each of itself alone."
    let noIncidents = "No incident"
    let noIncidentsText =
        "What happens to personal data is recorded here the moment you know, also while little is known."
    let record = "Record an incident"
    let recordLead = "The customers concerned are told at once: on their overview, in their register, by mail."
    let recordButton = "Record it and tell them"
    let title = "What happened, in a few words"
    let awareAt = "You knew since (UTC)"
    let awareHelp = "The clock runs from then."
    let lost = "What the data lost"
    let categories = "Data and people concerned"
    let categoriesHelp = "Kinds and rough numbers, as far as known."
    let text = "What is known"
    let textHelp =
        "What happened, likely consequences, what you have done. Name no customer: each reads the same words."
    let organizations = "Customers concerned"
    let organizationsHelp = "Others can be added as they become known."
    let further = "Further information"
    let furtherButton = "Add it and tell them"
    let addOrganizations = "Customers that turn out to be concerned"
    let end = "Close the incident"
    let endTitle = "Once nothing more is to come"
    let open = "Open"
    let closed = "Closed"
    let tellLimit = "24 hours"
    let notToldLate = "Not told for more than 24 hours"
    let toldLate = "Told late"
    let told = "Told"
    let acknowledged = "Acknowledged"
    let notAcknowledged = "Not yet"
    let number = "Number"
    let known = "What is known"

    let announce = "Announce a sub-processor"
    let announceLead = "Every customer is told, and can object. Nothing goes there before the date, for anyone."
    let announceButton = "Announce it"
    let name = "Company"
    let service = "What it does for you"
    let place = "Country"
    let origins = "Addresses"
    let originsHelp = "One a line, such as https://speech.example. Nothing of it goes anywhere else."
    let purposes = "What it gets data for"
    let effectiveAt = "From"
    let effectiveHelp = "At least 30 days ahead."
    let announced = "Announced sub-processors"
    let answers = "Answers"
    let objections = "Objections"
    let endSubProcessor = "End"
    let keepSubProcessor = "Keep it"
    let endConsequence = "Nothing goes there any more from that second on. To use it again, it is announced anew."

    func endQuestion(_ name: String) -> String { "End \(name)?" }
    func disclosureTitle(_ organization: String) -> String { "Disclosure of data of \(organization)" }
    func approvedCount(_ count: Int) -> String { "\(count) of \(Disclosure.approvalsNeeded)" }
    func state(_ disclosure: Disclosure) -> String {
        switch disclosure.state {
        case .drafted: disclosure.isApproved ? "Approved" : "Needs approval"
        case .refused: refused
        case .made: made
        }
    }
    func secret(_ day: String) -> String { "May not be told until \(day)" }
    func approvedBy(_ name: String) -> String { "Approved by \(name)" }
    func line(hours: Int, told: Int, of all: Int) -> String {
        """
        72 hours from when you knew. \(Count.noun(hours, "hour", "hours")) have passed; \(told) of \
        \(Count.noun(all, "customer has", "customers have")) been told.
        """
    }
    func elapsed(_ hours: Int) -> String { "\(Count.noun(hours, "hour", "hours")) since you knew" }
    func toldOf(_ told: Int, _ all: Int) -> String { "\(told) of \(all) told" }
    func answers(told: Int, acknowledged: Int, objected: Int) -> String {
        "\(told) told, \(acknowledged) acknowledged, \(objected) object"
    }
}
