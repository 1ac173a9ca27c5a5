/// Every address that the console has: the one place that pages link from and controllers register routes at.
///
/// No address holds personal data: people are named by random ids, and names are searched by POST.
enum Address: Sendable, Equatable {
    case start
    /// Takes `?slug=` from the start page's form and leads on to the organization.
    case chooser
    /// POST: a work e-mail, which leads to its organization or has a link mailed.
    case mailedSignIn
    /// A file of `Resources/`.
    case asset(String)
    /// The privacy policy, at one of its sections or promises.
    case policy(anchor: String?)
    case policyVersion(String)
    /// Its text, of which its hash is.
    case policyText
    /// The proofs, at one of the promises.
    case trust(anchor: String?)
    case trustJSON
    case room(slug: String, Room)
    /// Below `/operator`.
    case operatorRoom(OperatorRoom)

    /// The addresses below `/o/{slug}`.
    enum Room: Sendable, Equatable {
        case overview
        /// GET shows the organization's domains, POST names one.
        case domains
        /// POST looks for the domain's file.
        case domainCheck(domain: String)
        /// GET asks, POST withdraws the domain.
        case domainWithdrawal(domain: String)
        /// POST ends a visit of the operator.
        case visitEnd(id: String)
        /// GET shows the ways in, POST has a link mailed.
        case door
        /// GET asks, POST signs in.
        case signIn(token: String)
        /// Leads to the employer's provider.
        case singleSignOn
        /// Where the provider leads back to.
        case singleSignOnAnswer
        /// GET asks for the code of the second step, POST proves it; then on to one of our own rooms.
        case factor(then: FactorDestination)
        /// GET begins to set a second step up, POST confirms it by its first code.
        case factorSetup
        /// How the reader signs in: the second step and the logins.
        case ownSignIn
        /// POST: new recovery codes.
        case recoveryCodes
        /// POST ends one of the reader's logins.
        case loginEnd(id: String)
        /// POST ends all of the reader's logins but the present one.
        case otherLoginsEnd
        /// POST.
        case signOut
        case signedOut
        /// GET by state, department and source; POST with `q` in its body.
        case staff(StaffListQuery)
        case person(id: String)
        /// GET asks, POST ends the access of someone whom no directory sends any more.
        case departure(person: String)
        /// POST gives or takes a role.
        case roles(person: String)
        /// POST makes someone the manager of a group, or ends it.
        case managedGroups(person: String)
        /// GET asks, POST takes someone's second step away.
        case factorReset(person: String)
        case groups(page: Int)
        case group(id: String, page: Int)
        /// POST: a role follows a group from now on, or no longer.
        case groupRoles(group: String)
        /// The groups that the reader manages: one of them, by its id, or the first.
        case team(group: String?, page: Int)
        case access
        /// GET shows how people sign in, POST connects the employer's provider.
        case signInSettings
        /// POST: whether the provider is the only way in.
        case singleSignOnOnly
        /// GET asks, POST disconnects the provider.
        case providerRemoval
        /// GET lists the customer's own programs, POST adds one.
        case integrations
        /// GET asks, POST revokes.
        case integrationRevocation(integration: String)
        /// GET shows what data is used for and the instructions so far, POST records one on uses.
        case purposes
        /// POST records over which groups statistics are published.
        case statisticGroups
        /// The published statistics of use: those of the block that begins with a week, or the newest.
        case statistics(week: Int64?)
        /// The same as a CSV file.
        case statisticsFile(week: Int64?)
        case directory
        case connect
        case guide(Provider)
        /// POST: a new connection with its first token.
        case connections
        case connection(id: String)
        /// POST: one more token, beside those that exist.
        case tokens(connection: String)
        /// GET asks, POST revokes.
        case revocation(connection: String, token: String)
        /// GET shows the recorded instruction, POST records a new one.
        case attributes
        /// GET shows the brake's setting, POST records a new one.
        case brake
        /// What the security audit found in the organization's own database.
        case audit
        /// The evidence log: below `/privacy`, as are the two that follow.
        case evidence(EvidenceRoom)
        case erasures(ErasureRoom)
        case holds(HoldRoom)
        /// GET shows the form, POST takes the file.
        case imports
        case change(id: String, ChangeQuery)
        /// GET asks, POST applies.
        case approval(change: String)
        /// GET asks, POST discards.
        case rejection(change: String)
        /// What the organization's own database proves and records: below `/privacy`.
        case proof(ProofRoom)
        /// Below `/o/{slug}/me`, beside how the reader signs in.
        case own(OwnRoom)
        /// Below `/o/{slug}/privacy`.
        case privacy(PrivacyRoom)
        /// What the organization is told of, and the end of its contract.
        case register(RegisterRoom)
    }

    /// What goes into `href` and `action`, percent-encoded.
    var path: String {
        render { $0.percentEncoded } + (query.isEmpty ? "" : "?" + query)
            + (anchor.map { "#" + $0.percentEncoded } ?? "")
    }

    /// The route pattern, such as `/o/{slug}/staff/{id}`.
    var pattern: String { render(nil) }

    enum Segment {
        case fixed(String)
        case variable(String, String)
    }

    /// The part of the page that is meant.
    private var anchor: String? {
        switch self {
        case .policy(let anchor), .trust(let anchor): anchor
        default: nil
        }
    }

    private func render(_ encode: ((String) -> String)?) -> String {
        var text = ""
        for segment in segments {
            switch segment {
            case .fixed(let word): text += "/" + word
            case .variable(let name, let value): text += "/" + (encode?(value) ?? "{\(name)}")
            }
        }
        return text.isEmpty ? "/" : text
    }

    private var segments: [Segment] {
        switch self {
        case .start: []
        case .chooser: [.fixed("o")]
        case .mailedSignIn: [.fixed("sign-in")]
        case .asset(let file): [.fixed("assets"), .fixed(file)]
        case .policy: [.fixed("policy")]
        case .policyVersion(let version): [.fixed("policy"), .variable("version", version)]
        case .policyText: [.fixed("policy.txt")]
        case .trust: [.fixed("trust")]
        case .trustJSON: [.fixed("trust.json")]
        case .room(let slug, let room): [.fixed("o"), .variable("slug", slug)] + Self.segments(of: room)
        case .operatorRoom(let room): [.fixed("operator")] + room.segments
        }
    }

    private static func segments(of room: Room) -> [Segment] {
        switch room {
        case .overview: []
        case .domains: [.fixed("access"), .fixed("domains")]
        case .domainCheck(let name): segments(of: .domains) + [.variable("domain", name), .fixed("check")]
        case .domainWithdrawal(let name): segments(of: .domains) + [.variable("domain", name), .fixed("withdrawal")]
        case .visitEnd(let id): [.fixed("access"), .fixed("visits"), .variable("id", id), .fixed("end")]
        case .door, .signIn, .signOut, .signedOut, .singleSignOn, .singleSignOnAnswer, .factor, .factorSetup,
            .ownSignIn, .recoveryCodes, .loginEnd, .otherLoginsEnd:
            doorSegments(of: room)
        case .staff: [.fixed("staff")]
        case .person(let id): [.fixed("staff"), .variable("id", id)]
        case .departure(let id): [.fixed("staff"), .variable("id", id), .fixed("departure")]
        case .roles(let id): [.fixed("staff"), .variable("id", id), .fixed("roles")]
        case .managedGroups(let id): [.fixed("staff"), .variable("id", id), .fixed("managed-groups")]
        case .factorReset(let id): [.fixed("staff"), .variable("id", id), .fixed("factor-reset")]
        case .groups: [.fixed("groups")]
        case .group(let id, _): [.fixed("groups"), .variable("id", id)]
        case .groupRoles(let id): [.fixed("groups"), .variable("id", id), .fixed("roles")]
        case .team: [.fixed("team")]
        case .access: [.fixed("access")]
        case .audit: [.fixed("privacy"), .fixed("audit")]
        case .evidence(let room): room.segments
        case .erasures(let room): room.segments
        case .holds(let room): room.segments
        case .signInSettings: [.fixed("access"), .fixed("sign-in")]
        case .singleSignOnOnly: [.fixed("access"), .fixed("sign-in"), .fixed("only")]
        case .providerRemoval: [.fixed("access"), .fixed("sign-in"), .fixed("disconnection")]
        case .own(let room): room.segments
        case .privacy(let room): room.segments
        case .register(let room): room.segments
        case .integrations: [.fixed("integrations")]
        case .integrationRevocation(let id): [.fixed("integrations"), .variable("id", id), .fixed("revocation")]
        case .purposes: [.fixed("privacy"), .fixed("purposes")]
        case .statisticGroups: segments(of: .purposes) + [.fixed("statistics")]
        case .statistics: [.fixed("privacy"), .fixed("statistics")]
        case .statisticsFile: segments(of: .statistics(week: nil)) + [.fixed("csv")]
        case .proof(let room): room.segments
        default: [.fixed("directory")] + directorySegments(of: room)
        }
    }

    private static func doorSegments(of room: Room) -> [Segment] {
        switch room {
        case .door: [.fixed("sign-in")]
        case .signIn(let token): [.fixed("sign-in"), .variable("token", token)]
        case .singleSignOn: [.fixed("sso")]
        case .singleSignOnAnswer: [.fixed("sso"), .fixed("callback")]
        case .signOut: [.fixed("sign-out")]
        case .signedOut: [.fixed("signed-out")]
        case .factor: [.fixed("factor")]
        case .factorSetup: [.fixed("factor"), .fixed("setup")]
        case .ownSignIn: [.fixed("me"), .fixed("sign-in")]
        case .recoveryCodes: [.fixed("me"), .fixed("sign-in"), .fixed("recovery-codes")]
        case .loginEnd(let id):
            [.fixed("me"), .fixed("sign-in"), .fixed("logins"), .variable("id", id), .fixed("end")]
        case .otherLoginsEnd: [.fixed("me"), .fixed("sign-in"), .fixed("logins"), .fixed("end")]
        default: []
        }
    }

    private static func directorySegments(of room: Room) -> [Segment] {
        switch room {
        case .connect: [.fixed("connect")]
        case .guide(let provider): [.fixed("connect"), .variable("provider", provider.rawValue)]
        case .connections: [.fixed("connections")]
        case .connection(let id): [.fixed("connections"), .variable("id", id)]
        case .tokens(let id): [.fixed("connections"), .variable("id", id), .fixed("tokens")]
        case .revocation(let id, let token):
            [
                .fixed("connections"), .variable("id", id), .fixed("tokens"), .variable("token", token),
                .fixed("revocation"),
            ]
        case .attributes: [.fixed("attributes")]
        case .brake: [.fixed("brake")]
        case .imports: [.fixed("import")]
        case .change(let id, _): [.fixed("changes"), .variable("id", id)]
        case .approval(let id): [.fixed("changes"), .variable("id", id), .fixed("approval")]
        case .rejection(let id): [.fixed("changes"), .variable("id", id), .fixed("rejection")]
        default: []
        }
    }

    private var query: String {
        if case .operatorRoom(let room) = self { return Self.encoded(room.fields) }
        guard case .room(_, let room) = self else { return "" }
        let fields: [(String, String)] =
            switch room {
            case .staff(let query): query.fields
            case .own(let room): room.fields
            case .privacy(let room): room.fields
            case .change(_, let query): query.fields
            case .proof(let room): room.fields
            case .evidence(let room): room.fields
            case .factor(let destination): destination.fields
            case .groups(let page), .group(_, let page): page > 1 ? [("page", String(page))] : []
            case .team(let group, let page):
                (group.map { [("group", $0)] } ?? []) + (page > 1 ? [("page", String(page))] : [])
            case .statistics(let week), .statisticsFile(let week): week.map { [("week", String($0))] } ?? []
            default: []
            }
        return Self.encoded(fields)
    }

    private static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }
}

extension HTML.Interpolation {
    mutating func appendInterpolation(_ address: Address) { appendInterpolation(address.path) }
}

extension String {
    /// Everything but the unreserved characters as `%XX` (RFC 3986, section 2), over UTF-8 bytes.
    fileprivate var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
