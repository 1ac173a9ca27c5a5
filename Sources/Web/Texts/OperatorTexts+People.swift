import Domain

/// The operator's people, the register of recipients, and the demonstration's mail.
extension OperatorTexts {
    var person: String { "Person" }
    var role: String { "Role" }
    var rolesTitle: String { "What each may do" }
    var factor: String { "Second step" }
    var factorSet: String { "Set up" }
    var factorMissing: String { "Not yet" }
    var change: String { "Change" }
    var remove: String { "Remove" }
    var keep: String { "Keep" }
    var addTitle: String { "Add someone" }
    var add: String { "Add" }
    var email: String { "E-mail" }
    var emailHelp: String { "Someone new signs in with a one-time link that you hand over." }
    var addedTitle: String { "Added" }
    var addedLead: String { "This person signs in with this link. It is shown this once." }
    var toPeople: String { "Go on to the people" }

    func peopleLead(_ count: Int) -> String {
        "\(Count.people(count)) of the operator. Whoever signs in by a mailed link is asked for a second step."
    }

    func roleOf(_ name: String) -> String { "Role of \(name)" }
    func removeQuestion(_ name: String) -> String { "Remove \(name)?" }
    var removeConsequence: String { "The role, the logins and the access end at once." }

    func meaning(_ role: Role) -> String {
        switch role {
        case .operator: "Creates and closes organizations, decides on domains, visits customers, adds people."
        case .operatorSupport: "Decides on domains and visits customers."
        case .operatorAuditor: "Sees everything here and changes nothing."
        default: ""
        }
    }

    // MARK: - Recipients

    var recipient: String { "Recipient" }
    var origins: String { "Where" }
    var purposes: String { "For" }
    var registered: String { "Since" }
    var contacts: String { "Last 24 hours" }
    var noContacts: String { "nothing" }
    var endedTitle: String { "Ended" }
    var noRecipients: String { "Nothing leaves this installation" }
    var noRecipientsText: String {
        "A mail server or a customer’s own system will be a line here before the first byte goes there."
    }

    func recipientsLead(_ count: Int) -> String {
        "\(Count.noun(count, "place", "places")) that data may go to, and what for. Everything else is blocked."
    }

    func until(_ day: String) -> String { "until \(day)" }

    func kind(_ kind: Recipient.Kind) -> String {
        switch kind {
        case .subProcessor: "Sub-processors"
        case .customerSystem: "Customers’ own systems"
        case .operatorInfrastructure: "The operator’s own"
        }
    }

    func purposeList(_ purposes: Set<PurposeName>) -> String {
        Format(.english).list(purposes.map(\.rawValue).sorted())
    }

    func contacts(done: Int, failed: Int, blocked: Int) -> String {
        let format = Format(.english)
        var parts = ["\(format.number(done)) done"]
        if failed > 0 { parts.append("\(format.number(failed)) failed") }
        if blocked > 0 { parts.append("\(format.number(blocked)) blocked") }
        return parts.joined(separator: ", ")
    }

    // MARK: - The demonstration's mail

    var mailboxLead: String {
        "What the demonstration would have sent. It goes nowhere, and is gone when the program stops."
    }
    var noLetters: String { "No mail yet" }
    var noLettersText: String {
        "When someone asks for a sign-in link, or the brake holds a change, the letter is here."
    }
    var subject: String { "Subject" }
    var to: String { "To" }
    var sent: String { "Sent" }
    var letter: String { "Letter" }
}
