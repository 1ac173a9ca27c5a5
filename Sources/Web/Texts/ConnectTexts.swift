/// Choosing a directory, naming a connection, and the token that is shown once.
struct ConnectTexts: Sendable {
    let title = "Connect a directory"
    let lead = """
        Your directory then pushes its staff here: who arrives, who changes, who leaves. It takes about ten minutes.
        """
    let choose = "Which directory do you use?"
    let fileInstead = "No directory, or not yet? Import a CSV file"
    let before = "Before you begin"
    let beforeText =
        """
        You need the right to set up provisioning in your directory. Nothing is stored until you assign people \
        there, and only what you have declared.
        """
    let declared = "See what is declared"
    let begin = "Set up"

    let tokenLead = """
        It is the key that your directory shows with each request. It can read and write staff here, and nothing \
        else.
        """
    let anotherLead =
        """
        A second token may live beside the first, so that you can change it in your directory without a gap. \
        Revoke the old one afterwards.
        """
    let nameLabel = "Name"
    let nameHelp = "As you want to see it in lists, such as “Entra ID, head office”."
    let kindLegend = "How the directory signs in"
    let bearer = "Long-lived bearer token"
    let bearerText = "One secret, pasted into the directory. Works everywhere."
    let client = "OAuth client credentials"
    let clientText = """
        A client id and a secret, with which the directory fetches tokens of one hour. Choose it where the \
        directory offers it.
        """
    let lifetimeLabel = "Ends after"
    let lifetimeHelp = "Nothing is lost when it ends: syncs stop until you create another."
    let create = "Create the token"
    let createAnother = "Create another token"

    let secretTitle = "Your token, shown once"
    let secretLead = "Copy it into your directory now. We keep only its fingerprint and cannot show it again."
    let tenantURL = "Tenant URL"
    let baseURL = "SCIM base URL"
    let secretToken = "Secret token"
    let tokenEndpoint = "Token endpoint"
    let clientID = "Client identifier"
    let clientSecret = "Client secret"
    let next = "Go on to the connection"
    let lostTitle = "If you lose it"
    let lostText = "Create another one on the connection’s page and revoke this one. Nothing else changes."

    func lifetime(_ days: Int) -> String {
        switch days {
        case 365: "1 year"
        case 730: "2 years"
        default: Count.days(days)
        }
    }

    func secretEnds(_ date: String) -> String { "It ends on \(date)." }

    func provider(_ provider: Provider) -> String {
        switch provider {
        case .entra: "Microsoft Entra ID"
        case .okta: "Okta"
        case .scim: "Another directory with SCIM 2.0"
        }
    }

    func providerText(_ provider: Provider) -> String {
        switch provider {
        case .entra: "Formerly Azure Active Directory. Sends changes about every 40 minutes."
        case .okta: "Sends each change at once. Leavers are deactivated, never deleted."
        case .scim: "OneLogin, JumpCloud, Keycloak, your own script: whatever speaks RFC 7644."
        }
    }
}
