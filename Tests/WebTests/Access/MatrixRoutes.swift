@testable import Domain

/// One route of the program: who may, how it is called, and what then comes.
///
/// An address says in its braces what stands there: `{id:person}` the id of a thing of the organization, `{name=User}`
/// that word, `{slug}` the organization itself. In forms and bodies things stand as `<person>`; `<new>` is a number
/// that was never there before, and `<own record>` a thing that stays ours where others are replaced.
struct MatrixRoute: Sendable {
    /// Who is let in.
    enum Gate: Sendable {
        /// Whoever asks.
        case anyone
        /// Whoever is signed in here and may do all of these.
        case room([any Action.Type])
        /// As `room`, in the operator's own organization.
        case operators([any Action.Type])
        /// A directory connection of this organization.
        case connection
        /// An integration of this organization with the scope that the action takes.
        case scope(any Action.Type)
        /// The id and the secret of a client of this organization, whoever shows them.
        case client
    }

    enum Body: Sendable {
        case none
        case form(String)
        case json(String)
        case file(String)

        var text: String {
            switch self {
            case .none: ""
            case .form(let text), .json(let text), .file(let text): text
            }
        }
    }

    let method: String
    let address: String
    let gate: Gate
    var body = Body.none
    /// The status for whoever is let in.
    var gives: Int
    /// The status where something in the path belongs to another organization, and where something in the body does.
    var foreignPath = 404
    var foreignBody = 404
    /// What an answer to foreign things in the body says, where its status does not.
    var says: String?
    /// Whoever has called it is signed out.
    var signsOut = false
    /// Tables in which it leaves a row for every organization, since it is about all of them.
    var writesForAll: Set<String> = []

    /// As the router has it: `POST /o/{slug}/staff/{id}/roles`.
    var name: String { method + " " + MatrixText.pattern(of: address) }
}

extension MatrixRoute {
    private init(_ line: String, _ gate: Gate, _ body: Body, _ gives: Int) {
        let words = line.split(separator: " ", maxSplits: 1)
        self.init(method: String(words[0]), address: String(words[1]), gate: gate, body: body, gives: gives)
    }

    private static func anyone(_ line: String, form: String? = nil, _ gives: Int = 200) -> MatrixRoute {
        MatrixRoute(line, .anyone, form.map(Body.form) ?? .none, gives)
    }

    static func room(
        _ line: String, _ actions: any Action.Type..., form: String = "", gives: Int? = nil
    ) -> MatrixRoute {
        let isGet = line.hasPrefix("GET ")
        return MatrixRoute(line, .room(actions), isGet ? .none : .form(form), gives ?? (isGet ? 200 : 303))
    }

    static func operators(
        _ line: String, _ actions: any Action.Type..., form: String = "", gives: Int? = nil
    ) -> MatrixRoute {
        let isGet = line.hasPrefix("GET ")
        return MatrixRoute(line, .operators(actions), isGet ? .none : .form(form), gives ?? (isGet ? 200 : 303))
    }

    private static func scim(_ line: String, _ gives: Int = 200, json: String? = nil) -> MatrixRoute {
        MatrixRoute(line, .connection, json.map(Body.json) ?? .none, gives)
    }

    private static func api(_ address: String, _ action: any Action.Type) -> MatrixRoute {
        MatrixRoute("GET /api/v1/{slug}/" + address, .scope(action), .none, 200)
    }

    private func with(_ change: (inout MatrixRoute) -> Void) -> MatrixRoute {
        var copy = self
        change(&copy)
        return copy
    }

    /// Every route, a line each, in the order in which they are called.
    static let all =
        doors + rooms + own + privacy + kept + directory + uses + registers + machines + operators + operatorRegisters

    private static let doors: [MatrixRoute] = [
        .anyone("GET /"),
        .anyone("GET /.well-known/security.txt"),
        .anyone("GET /api/v1/openapi.json"),
        .anyone("GET /assets/{**=site.css}"),
        .anyone("GET /health/live"),
        .anyone("GET /health/ready"),
        // For this machine, and for whoever shows the operator's token: nobody here.
        .anyone("GET /metrics", 404),
        .anyone("GET /policy"),
        .anyone("GET /policy.txt"),
        .anyone("GET /policy/{version=1}"),
        .anyone("GET /trust"),
        .anyone("GET /trust.json"),
        .anyone("GET /o", 303),
        .anyone("POST /sign-in", form: "email=ada@nowhere.example"),
        .anyone("GET /o/{slug}/sign-in"),
        .anyone("POST /o/{slug}/sign-in", form: "email=ada@nowhere.example"),
        .anyone("GET /o/{slug}/sign-in/{token:link}").with { $0.foreignPath = 410 },
        .anyone("POST /o/{slug}/sign-in/{token:link}", form: "", 303).with {
            $0.foreignPath = 410
            $0.signsOut = true
        },
        .anyone("POST /o/{slug}/sign-out", form: "", 303).with { $0.signsOut = true },
        .anyone("GET /o/{slug}/signed-out"),
        // The provider is on this machine, to which nothing goes out.
        .anyone("GET /o/{slug}/sso", 403),
        .anyone("GET /o/{slug}/sso/callback", 401),
    ]

    private static let rooms: [MatrixRoute] = [
        .room("GET /o/{slug}", SeeOverview.self),
        .room("GET /o/{slug}/factor", KeepOwnSignIn.self),
        // A wrong code: whoever may try is told so.
        .room("POST /o/{slug}/factor", KeepOwnSignIn.self, form: "code=no", gives: 400),
        .room("GET /o/{slug}/factor/setup", KeepOwnSignIn.self),
        .room("POST /o/{slug}/factor/setup", KeepOwnSignIn.self, form: "code=no", gives: 400),
        .room("GET /o/{slug}/me/sign-in", KeepOwnSignIn.self),
        .room("POST /o/{slug}/me/sign-in/recovery-codes", KeepOwnSignIn.self, gives: 200),
        .room("POST /o/{slug}/me/sign-in/logins/{id:login}/end", KeepOwnSignIn.self),
        .room("POST /o/{slug}/me/sign-in/logins/end", KeepOwnSignIn.self),
        .room("GET /o/{slug}/team", SeeTeam.self),
        .room("GET /o/{slug}/staff", SeeStaff.self),
        .room("POST /o/{slug}/staff", SeeStaff.self, form: "q=a&state=", gives: 200),
        .room("GET /o/{slug}/staff/{id:person}", SeeStaff.self),
        .room("GET /o/{slug}/staff/{id:kept}/departure", EndAccess.self, SeeStaff.self),
        .room("POST /o/{slug}/staff/{id:kept}/departure", EndAccess.self),
        .room("POST /o/{slug}/staff/{id:person}/roles", ManageAccess.self, form: "role=billing-contact&deed=give"),
        .room("POST /o/{slug}/staff/{id:person}/managed-groups", ManageAccess.self, form: "group=<group>&deed=give"),
        .room("GET /o/{slug}/staff/{id:locked}/factor-reset", ManageAccess.self, SeeStaff.self),
        .room("POST /o/{slug}/staff/{id:locked}/factor-reset", ManageAccess.self),
        .room("GET /o/{slug}/groups", SeeStaff.self),
        .room("GET /o/{slug}/groups/{id:group}", SeeStaff.self),
        .room("POST /o/{slug}/groups/{id:group}/roles", ManageAccess.self, form: "role=billing-contact&deed=give"),
        .room("GET /o/{slug}/access", SeeAccess.self),
        .room("GET /o/{slug}/privacy/audit", SeeAudit.self),
        .room("GET /o/{slug}/me/copies", SeeOwnData.self),
        // A copy is its person's: no actor of the matrix is that one.
        .room("POST /o/{slug}/me/copies/{id:copy}", SeeOwnData.self, gives: 404),
        .room("GET /o/{slug}/privacy/copies", ExportPerson.self),
        .room("POST /o/{slug}/privacy/copies/{id:copy}", ExportPerson.self, gives: 200),
        .room("GET /o/{slug}/privacy/retention", SeeTrust.self),
        .room("POST /o/{slug}/privacy/retention", InstructPurposes.self, form: "graceDays=30"),
        .room("POST /o/{slug}/access/visits/{id:visit}/end", EndVisit.self).with { $0.signsOut = true },
        .room("GET /o/{slug}/access/domains", ManageSignIn.self),
        .room("POST /o/{slug}/access/domains", ManageSignIn.self, form: "domain=new<new>.example"),
        .room("POST /o/{slug}/access/domains/{domain:domain}/check", ManageSignIn.self),
        .room("GET /o/{slug}/access/domains/{domain:named}/withdrawal", ManageSignIn.self),
        .room("POST /o/{slug}/access/domains/{domain:named}/withdrawal", ManageSignIn.self),
        .room("GET /o/{slug}/access/sign-in", SeeAccess.self),
        // No provider is at that address: whoever may connect one is told so.
        .room(
            "POST /o/{slug}/access/sign-in", ManageSignIn.self,
            form: "issuer=ftp://x&clientID=a&clientSecret=&claim=email&otherClaim=&attribute=workEmail&acr=", gives: 400
        ),
        .room("POST /o/{slug}/access/sign-in/only", ManageSignIn.self, form: "only=no"),
        .room("GET /o/{slug}/access/sign-in/disconnection", ManageSignIn.self),
        .room("POST /o/{slug}/access/sign-in/disconnection", ManageSignIn.self),
        .room("GET /o/{slug}/privacy/trust", SeeTrust.self),
        .room("GET /o/{slug}/privacy/record", SeeTrust.self),
        .room("GET /o/{slug}/privacy/data-map", SeeTrust.self),
        .room("GET /o/{slug}/integrations", ManageIntegrations.self),
        .room(
            "POST /o/{slug}/integrations", ManageIntegrations.self, form: "name=HR&scope=people:read&lifetime=90",
            gives: 200),
        .room("GET /o/{slug}/integrations/{id:integration}/revocation", ManageIntegrations.self),
        .room("POST /o/{slug}/integrations/{id:integration}/revocation", ManageIntegrations.self),
    ]

    private static let own: [MatrixRoute] = [
        .room("GET /o/{slug}/me", SeeOwnData.self),
        .room("GET /o/{slug}/me/seen", SeeOwnData.self),
        .room("GET /o/{slug}/me/ask/{kind=rectification}", SeeOwnData.self, AskForRights.self),
        .room("POST /o/{slug}/me/ask/{kind=access}", AskForRights.self, form: "text=Please"),
        .room("GET /o/{slug}/me/requests/{id:ownRequest}", SeeOwnData.self),
        .room("POST /o/{slug}/me/requests/{id:ownRequest}/withdrawal", AskForRights.self),
        // Nobody has objected: whoever could have is told so.
        .room("POST /o/{slug}/me/objections/{purpose=experience}/end", AskForRights.self, gives: 409),
    ]

    private static let privacy: [MatrixRoute] = [
        .room("GET /o/{slug}/privacy", ApproveErasure.self),
        .room("GET /o/{slug}/privacy/requests/{id:erasure}", ApproveErasure.self),
        .room("GET /o/{slug}/privacy/requests/{id:erasure}/approval", ApproveErasure.self),
        .room("POST /o/{slug}/privacy/requests/{id:erasure}/approval", ApproveErasure.self),
        .room("POST /o/{slug}/privacy/requests/{id:unknownAsker}/identity", DecideRights.self, form: "how=A passport"),
        .room("POST /o/{slug}/privacy/requests/{id:erasure}/extension", DecideRights.self, form: "reason=Many"),
        .room(
            "POST /o/{slug}/privacy/requests/{id:erasure}/refusal", DecideRights.self,
            form: "reason=A claim&authority=DK"),
        .room("GET /o/{slug}/privacy/requests/new", DecideRights.self),
        .room(
            "POST /o/{slug}/privacy/requests/new", DecideRights.self,
            form: "person=<person>&kind=access&received=2026-11-20&how=A letter"
        ).with { $0.foreignBody = 400 },
        .room("GET /o/{slug}/privacy/corrections", SeeRights.self),
        // Nothing is disputed: whoever may decide is told so.
        .room(
            "POST /o/{slug}/privacy/corrections/{id:person}/{attribute=10}", CorrectProfile.self,
            form: "holds=directory", gives: 409),
        .room("GET /o/{slug}/privacy/people/{id:person}/correction", CorrectProfile.self, SeeStaff.self),
        .room(
            "POST /o/{slug}/privacy/people/{id:person}/correction", CorrectProfile.self, form: "attribute=10&value=Mate"
        ),
        .room("GET /o/{slug}/privacy/restrictions", SeeRights.self),
        .room("GET /o/{slug}/privacy/people/{id:person}/restriction", RestrictProcessing.self, DecideRights.self),
        .room(
            "POST /o/{slug}/privacy/people/{id:person}/restriction", RestrictProcessing.self,
            form: "reason=Disputed&signIn=on"),
        .room("GET /o/{slug}/privacy/people/{id:person}/release", RestrictProcessing.self, DecideRights.self),
        .room("POST /o/{slug}/privacy/people/{id:person}/release", RestrictProcessing.self, form: "reason=Settled"),
    ]

    private static let directory: [MatrixRoute] = [
        .room("GET /o/{slug}/directory", SeeDirectory.self),
        .room("GET /o/{slug}/directory/attributes", SeeDirectory.self),
        .room("POST /o/{slug}/directory/attributes", InstructAttributes.self, form: "allow=department"),
        .room("GET /o/{slug}/directory/brake", SeeDirectory.self),
        .room("POST /o/{slug}/directory/brake", InstructAttributes.self, form: "people=5&percent=10"),
        .room("GET /o/{slug}/directory/connect", ManageConnections.self),
        .room("GET /o/{slug}/directory/connect/{provider=okta}", ManageConnections.self),
        .room(
            "POST /o/{slug}/directory/connections", ManageConnections.self,
            form: "name=Okta <new>&provider=okta&kind=bearer&lifetime=90", gives: 200),
        .room("GET /o/{slug}/directory/connections/{id:connection}", SeeDirectory.self),
        .room(
            "POST /o/{slug}/directory/connections/{id:connection}/tokens", ManageConnections.self, SeeDirectory.self,
            form: "kind=client&lifetime=90", gives: 200),
        .room(
            "GET /o/{slug}/directory/connections/{id:connection}/tokens/{token:token}/revocation",
            ManageConnections.self, SeeDirectory.self),
        .room(
            "POST /o/{slug}/directory/connections/{id:connection}/tokens/{token:token}/revocation",
            ManageConnections.self, SeeDirectory.self),
        .room("GET /o/{slug}/directory/changes/{id:staged}", SeeDirectory.self),
        .room("GET /o/{slug}/directory/changes/{id:proposed}/approval", SeeDirectory.self, ImportStaff.self),
        .room("POST /o/{slug}/directory/changes/{id:proposed}/approval", SeeDirectory.self, ImportStaff.self),
        .room("GET /o/{slug}/directory/changes/{id:staged}/rejection", SeeDirectory.self, DecideChanges.self),
        .room("POST /o/{slug}/directory/changes/{id:staged}/rejection", SeeDirectory.self, DecideChanges.self),
        .room("GET /o/{slug}/directory/import", ImportStaff.self),
        .room("POST /o/{slug}/directory/import", ImportStaff.self).with {
            $0.body = .file("Email,First name\nfile<new>@havn.example,Vega\n")
        },
    ]

    private static let uses: [MatrixRoute] = [
        .room("GET /o/{slug}/privacy/purposes", InstructPurposes.self, SeeDirectory.self),
        .room("POST /o/{slug}/privacy/purposes", InstructPurposes.self, form: "use=experience&use=training"),
        .room("POST /o/{slug}/privacy/purposes/statistics", InstructPurposes.self, form: "group=<group>").with {
            $0.foreignBody = 400
        },
        .room("GET /o/{slug}/privacy/statistics", SeeStatistics.self),
        // Nothing is published yet: whoever may see it is told so.
        .room("GET /o/{slug}/privacy/statistics/csv", SeeStatistics.self, gives: 404),
    ]

    private static let machines: [MatrixRoute] = [
        MatrixRoute(
            "POST /oauth/{slug}/token", .client,
            .form("grant_type=client_credentials&client_id=<client>&client_secret=<clientSecret>"), 200
        ).with { $0.foreignBody = 401 },
        .scim("GET /scim/v2/{slug}/Users"),
        .scim("POST /scim/v2/{slug}/Users", 201, json: MatrixBodies.user),
        .scim("POST /scim/v2/{slug}/Users/.search", json: MatrixBodies.search("id eq \\\"<record>\\\"")).with(found),
        .scim("GET /scim/v2/{slug}/Users/{id:record}"),
        .scim("PUT /scim/v2/{slug}/Users/{id:record}", json: MatrixBodies.user),
        .scim(
            "PATCH /scim/v2/{slug}/Users/{id:record}", json: MatrixBodies.patch("replace", "title", "\"Mate <new>\"")),
        .scim("DELETE /scim/v2/{slug}/Users/{id:spareRecord}", 204),
        .scim("GET /scim/v2/{slug}/Groups"),
        .scim("POST /scim/v2/{slug}/Groups", 201, json: MatrixBodies.group).with { $0.foreignBody = 400 },
        .scim("POST /scim/v2/{slug}/Groups/.search", json: MatrixBodies.search("id eq \\\"<group>\\\"")).with(found),
        .scim("GET /scim/v2/{slug}/Groups/{id:group}"),
        .scim("PUT /scim/v2/{slug}/Groups/{id:group}", json: MatrixBodies.group).with { $0.foreignBody = 400 },
        .scim(
            "PATCH /scim/v2/{slug}/Groups/{id:group}",
            json: MatrixBodies.patch("add", "members", "[{\"value\":\"<record>\"}]")
        ).with { $0.foreignBody = 400 },
        .scim("DELETE /scim/v2/{slug}/Groups/{id:spareGroup}", 204),
        .scim("POST /scim/v2/{slug}/.search", json: MatrixBodies.search("id eq \\\"<record>\\\"")).with(found),
        .scim("POST /scim/v2/{slug}/Bulk", json: MatrixBodies.bulk("PATCH", "/Users/<record>")).with {
            $0.foreignBody = 200
            $0.says = "\"status\":\"404\""
        },
        // A directory connection is nobody's user.
        .scim("GET /scim/v2/{slug}/Me", 404),
        .scim("GET /scim/v2/{slug}/ResourceTypes"),
        .scim("GET /scim/v2/{slug}/ResourceTypes/{name=User}"),
        .scim("GET /scim/v2/{slug}/Schemas"),
        .scim("GET /scim/v2/{slug}/Schemas/{urn=urn:ietf:params:scim:schemas:core:2.0:Group}"),
        .scim("GET /scim/v2/{slug}/ServiceProviderConfig"),
        .api("arrivals", ReadSyncLog.self),
        .api("change-sets", ReadSyncLog.self),
        .api("change-sets/{id:staged}", ReadSyncLog.self),
        .api("connections", ReadSyncLog.self),
        .api("connections/{id:connection}", ReadSyncLog.self),
        .api("dropped-names", ReadSyncLog.self),
        .api("groups", ReadGroups.self),
        .api("groups/{id:group}", ReadGroups.self),
        .api("groups/{id:group}/members", ReadGroups.self),
        .api("people", ReadPeople.self),
        .api("people/{id:person}", ReadPeople.self),
    ]

    private static let operators: [MatrixRoute] = [
        .operators("GET /operator", SeeOrganizations.self),
        .operators("GET /operator/domains", SeeOrganizations.self),
        .operators("GET /operator/mailbox", SeeMailbox.self),
        .operators("GET /operator/mailbox/{id:letter}", SeeMailbox.self),
        .operators("GET /operator/recipients", SeeRecipients.self),
        .operators("GET /operator/audit", SeeAudit.self),
        .operators("POST /operator/audit", RunAudit.self).with {
            $0.writesForAll = ["platform.audit_run", "theirs.evidence"]
        },
        .operators("GET /operator/organizations/new", ManageOrganizations.self),
        .operators(
            "POST /operator/organizations/new", ManageOrganizations.self,
            form: "name=N&slug=n<new>&domain=n<new>.example&admin=a@n<new>.example&zone=Europe/Berlin&seats=5",
            gives: 200),
        .operators("GET /operator/organizations/{slug:customer}", SeeOrganizations.self, SeeOperators.self),
        .operators(
            "POST /operator/organizations/{slug:customer}/domains", DecideDomains.self,
            form: "domain=<pending>&deed=approve&sure=yes"),
        .operators(
            "POST /operator/organizations/{slug:customer}/visits", VisitCustomer.self, form: "reason=Ticket&hours=1"),
        .operators("POST /operator/organizations/{slug:customer}/visits/{id:visit}/end", VisitCustomer.self),
        .operators("GET /operator/organizations/{slug:closing}/closure", ManageOrganizations.self),
        .operators("POST /operator/organizations/{slug:closing}/closure", ManageOrganizations.self),
        .operators("GET /operator/people", SeeOperators.self),
        .operators(
            "POST /operator/people", ManageOperators.self, form: "email=o<new>@operator.example&role=operator-auditor",
            gives: 200),
        .operators("POST /operator/people/{id:colleague}/role", ManageOperators.self, form: "role=operator-auditor"),
        .operators("GET /operator/people/{id:leaver}/removal", ManageOperators.self, SeeOperators.self),
        .operators("POST /operator/people/{id:leaver}/removal", ManageOperators.self),
    ]

    /// A search for what is another's finds nothing.
    private static let found: @Sendable (inout MatrixRoute) -> Void = { route in
        route.foreignBody = 200
        route.says = "\"totalResults\":0"
    }
}

/// What directories send.
enum MatrixBodies {
    static let user = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"scim<new>@havn.example","title":"Mate"}
        """
    static let group = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Group <new>",\
        "members":[{"value":"<record>"}]}
        """

    static func patch(_ verb: String, _ path: String, _ value: String) -> String {
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
        "Operations":[{"op":"\(verb)","path":"\(path)","value":\(value)}]}
        """
    }

    static func search(_ filter: String) -> String {
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"filter\":\"\(filter)\"}"
    }

    static func bulk(_ method: String, _ path: String, _ more: String = "") -> String {
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[\
        {"method":"\(method)","path":"\(path)"\(more),"data":\(patch("replace", "title", "\"Mate <new>\""))}]}
        """
    }
}
