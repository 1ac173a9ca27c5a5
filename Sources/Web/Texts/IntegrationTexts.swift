import Domain

/// The customer's own programs and their tokens.
struct IntegrationTexts: Sendable {
    let title = "Integrations"
    let lead = """
        Programs of your own that read here through the API: an HR report, a door system, a dashboard. Each has a \
        token and reads what you tick, and nothing can be changed with it.
        """
    let listTitle = "Your integrations"
    let none = "None yet. Nobody reads through the API."
    let nameColumn = "Name"
    let scopesColumn = "May read"
    let prefixColumn = "Begins with"
    let usedColumn = "Last used"
    let endsColumn = "Ends"
    let actionColumn = "Action"
    let neverUsed = "never"
    let revoked = "Revoked"
    let ended = "Ended"
    let revoke = "Revoke"

    let createTitle = "Add an integration"
    let nameLabel = "Name"
    let nameHelp = "What the program is, such as “Monthly HR report”."
    let scopesLegend = "What it may read"
    let lifetimeLabel = "Ends after"
    let lifetimeHelp = "At most a year. Make another before it ends, so that the program goes on without a gap."
    let create = "Create the token"

    let addressTitle = "Where programs read"
    let addressLabel = "Address of the API"
    let documentLabel = "Its OpenAPI document"
    let recordTitle = "What is recorded"
    let recordText = """
        Whenever a program reads people or who is in a group, whom it read is written to the evidence log in the same \
        step. Counts of the sync log name nobody.
        """

    let secretTitle = "Your token, shown once"
    let secretLead = "Give it to the program now. We keep only its fingerprint and cannot show it again."
    let secretLabel = "Token"
    let back = "Back to the integrations"
    let lostTitle = "If you lose it"
    let lostText = "Create another integration with the same ticks and revoke this one. Nothing else changes."

    let revokeText = "The program is refused from that moment. What it has read already stays with it."
    let keep = "Keep it"

    func scope(_ scope: Scope) -> (title: String, text: String) {
        switch scope {
        case .peopleRead: ("People", "Names, job titles, work e-mail, and what else you have instructed us to keep.")
        case .groupsRead: ("Groups", "Groups and the ids of their members, without names.")
        case .syncRead: ("Sync log", "Connections, arrivals, change sets and dropped attributes, as counts.")
        }
    }

    /// “People and sync log”.
    func scopes(_ scopes: Set<Scope>) -> String {
        let titles = scopes.sorted().enumerated().map { place, scope in
            let title = self.scope(scope).title
            return place == 0 ? title : title.lowercased()
        }
        return Format(.english).list(titles)
    }

    func lifetime(_ days: Int) -> String { days == 365 ? "1 year" : Count.days(days) }

    func secretEnds(_ date: String) -> String { "It ends on \(date)." }

    func revokeNamed(_ name: String) -> String { "Revoke the token of \(name)" }
    func revokeTitle(_ name: String) -> String { "Revoke the token of “\(name)”?" }
}

extension Texts {
    var integrations: IntegrationTexts { IntegrationTexts() }
}
