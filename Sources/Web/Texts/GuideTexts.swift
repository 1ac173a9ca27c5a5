/// The set-up guides, step by step, in the words that each directory's own pages use.
struct GuideTexts: Sendable {
    /// One step: what to do, and which of the values to copy belongs to it.
    struct Step: Sendable {
        enum Value: Sendable { case baseURL, tokenEndpoint, mapping, token }

        let title: String
        let text: String
        var values: [Value] = []
    }

    let mappingLabel = "Attribute mapping"
    let directoryColumn = "In your directory"
    let scimColumn = "SCIM attribute"
    let actionColumn = "What to do"
    let keep = "Keep"
    let add = "Keep, by your instruction"
    let remove = "Remove"
    let mappingNote = """
        What you leave in place is dropped on arrival: its value is neither stored nor logged, only its name is \
        counted.
        """
    let stepsLabel = "Steps"
    let checkTitle = "How you see that it works"
    let checkText = """
        The first sync appears on the directory page, on the line of the last 24 hours, with the number of people \
        that came.
        """

    func title(_ provider: Provider) -> String { "Connect \(ConnectTexts().provider(provider))" }

    func lead(_ provider: Provider) -> String {
        switch provider {
        case .entra: "Two windows side by side: this one, and the Microsoft Entra admin center."
        case .okta: "Two windows side by side: this one, and the Okta Admin Console."
        case .scim: "What any client of SCIM 2.0 needs to know about this server."
        }
    }

    func steps(_ provider: Provider) -> [Step] {
        switch provider {
        case .entra: Self.entra
        case .okta: Self.okta
        case .scim: Self.scim
        }
    }

    private static let entra = [
        Step(
            title: "Create the token here",
            text: "Client credentials if your tenant offers them, else a bearer token. You copy it in step 3.",
            values: [.token]),
        Step(
            title: "Make an application",
            text:
                """
                In the admin center: Enterprise applications, New application, Create your own application. \
                Choose “Integrate any other application you don’t find in the gallery”.
                """
        ),
        Step(
            title: "Enter the address and the token",
            text:
                """
                In the application: Provisioning, New configuration. Paste the tenant URL and the secret token, \
                or for client credentials the token endpoint with client identifier and secret. Press “Test \
                connection”, then create.
                """,
            values: [.baseURL, .tokenEndpoint]),
        Step(
            title: "Trim the attribute mapping",
            text:
                """
                Under Attribute mapping, Provision Microsoft Entra ID Users: keep these rows and delete the \
                others. Map externalId to objectId, so that a renamed person stays the same person.
                """,
            values: [.mapping]),
        Step(
            title: "Assign people and groups",
            text: """
                Under Users and groups, add the groups whose members are to be trained. Nested groups are not \
                followed.
                """),
        Step(
            title: "Start provisioning",
            text: """
                On the overview, press “Start provisioning”. The first cycle takes minutes; later ones run every 40 \
                minutes.
                """),
    ]

    private static let okta = [
        Step(
            title: "Create the token here",
            text: "A bearer token. You copy it in step 3.", values: [.token]),
        Step(
            title: "Make an application",
            text:
                """
                In the Admin Console: Applications, Create App Integration. After creating it, open General, \
                App Settings, Edit, and set Provisioning to SCIM.
                """
        ),
        Step(
            title: "Enter the address and the token",
            text:
                """
                Under Provisioning, Integration: paste the SCIM connector base URL, set the unique identifier \
                field to userName, choose Push New Users, Push Profile Updates and Push Groups, and HTTP Header \
                as authentication mode. Paste the token, then test.
                """,
            values: [.baseURL]),
        Step(
            title: "Switch on what is pushed",
            text: """
                Under Provisioning, To App: enable Create Users, Update User Attributes and Deactivate Users. Leave \
                Sync Password off.
                """),
        Step(
            title: "Trim the attribute mapping",
            text: "On the same page, keep these rows and unmap the others.", values: [.mapping]),
        Step(
            title: "Assign people, push groups",
            text: """
                Under Assignments, add people or groups. Under Push Groups, choose the groups that courses shall \
                follow.
                """),
    ]

    private static let scim = [
        Step(
            title: "Create the token here",
            text: "Bearer token or client credentials, whichever your client supports.", values: [.token]),
        Step(
            title: "Enter the addresses",
            text:
                """
                The base URL serves Users, Groups, Me, Bulk, .search, Schemas, ResourceTypes and \
                ServiceProviderConfig. The token endpoint is for client credentials only.
                """,
            values: [.baseURL, .tokenEndpoint]),
        Step(
            title: "Send only what is declared",
            text: "Everything else is dropped without an error.", values: [.mapping]),
        Step(
            title: "Push",
            text:
                """
                Create with POST, change with PATCH or PUT, let go with active: false or DELETE. Up to 25 \
                operations a second are always served; above a fair limit the answer is 429 with Retry-After.
                """
        ),
    ]
}
