/// One thing of a call that is another organization's instead of ours.
struct MatrixSubstitution: Sendable {
    let what: String
    /// The things that are replaced: in the path, or else in what stands behind it.
    var things: Set<String> = []
    var isInPath = false
    /// Asked for at the other organization's address, where all things are its own but not who asks.
    var isTheirAddress = false
    /// The form was made for a login of the other organization.
    var isTheirForm = false
    /// Stands behind the address: `cursor=<peopleCursor>`.
    var query = ""
    var header: (name: String, value: String)?
    /// Instead of the route's own.
    var body: MatrixRoute.Body?
    /// With our own thing, which shows that the call is a good one; nil where that has been shown, or would use it up.
    var own: Int?
    let gives: Int
    /// What the answer to the foreign thing says.
    var says: String?
}

extension MatrixRoute {
    /// Everything foreign that this route can be given.
    var substitutions: [MatrixSubstitution] {
        var all = MatrixText.things(inAddress: address).map { thing in
            MatrixSubstitution(what: "\(thing) in the path", things: [thing], isInPath: true, gives: foreignPath)
        }
        all += MatrixText.things(inText: body.text).map { thing in
            MatrixSubstitution(what: "\(thing) in the body", things: [thing], gives: foreignBody, says: says)
        }
        if address.contains("{slug}") {
            switch gate {
            case .anyone, .operators: break
            case .room, .connection, .scope, .client:
                all.append(MatrixSubstitution(what: "the address", isTheirAddress: true, gives: 401))
            }
        }
        switch gate {
        case .room, .operators:
            if method == "POST" { all.append(MatrixSubstitution(what: "the form", isTheirForm: true, gives: 403)) }
        case .anyone, .connection, .scope, .client: break
        }
        return all + Self.more.filter { $0.route == name }.map(\.substitution)
    }

    /// What a route can be given beside what stands in its own line.
    private typealias Addition = (route: String, substitution: MatrixSubstitution)

    private static func more(
        _ route: String, _ what: String, query: String = "", header: (String, String)? = nil,
        body: Body? = nil, own: Int? = 200, _ gives: Int, says: String? = nil
    ) -> Addition {
        let text = query + (header?.1 ?? "") + (body?.text ?? "")
        return (
            route,
            MatrixSubstitution(
                what: what, things: Set(MatrixText.things(inText: text)), query: query, header: header, body: body,
                own: own, gives: gives, says: says)
        )
    }

    private static func cursor(_ route: String, _ thing: String) -> Addition {
        more("GET /api/v1/{slug}/" + route, "cursor", query: "limit=1&cursor=<\(thing)>", 400)
    }

    private static func known(_ route: String, _ tag: String) -> Addition {
        more("GET " + route, "If-None-Match", header: ("If-None-Match", "<\(tag)>"), own: 304, 200)
    }

    private static func matched(_ route: String, _ tag: String) -> Addition {
        let isRemoval = route.hasPrefix("DELETE")
        return more(route, "If-Match", header: ("If-Match", "<\(tag)>"), own: isRemoval ? 204 : 200, 412)
    }

    private static func filter(_ list: String, _ text: String) -> Addition {
        more("GET /scim/v2/{slug}/" + list, "filter \(text)", query: "filter=" + text, 200, says: "\"totalResults\":0")
    }

    private static func decided(_ form: String, own: Int? = nil) -> Addition {
        more("POST /operator/organizations/{slug}/domains", form, body: .form(form), own: own, 404)
    }

    /// Filters, cursors, entity tags, references and the like, by route.
    private static let more = consoleMore + apiMore + scimMore + scimReferences

    private static let consoleMore = [
        more("GET /o/{slug}/team", "group", query: "group=<group>", 404),
        more("GET /o/{slug}/staff", "source", query: "source=<connection>", 200, says: ">0 of "),
        more("POST /o/{slug}/staff", "source", body: .form("q=a&source=<connection>"), 200, says: ">0 of "),
        decided("domain=<pending>&deed=refuse&sure=yes"), decided("domain=<pending>&deed=refuse"),
        decided("domain=<domain>&deed=withdraw&sure=yes"), decided("domain=<domain>&deed=check", own: 303),
        more(
            "POST /o/{slug}/staff/{id}/managed-groups", "group taken away", body: .form("group=<group>&deed=take"),
            own: nil, 404),
    ]

    private static let apiMore = [
        cursor("people", "peopleCursor"), cursor("groups", "groupsCursor"), cursor("connections", "connectionsCursor"),
        cursor("change-sets", "changeSetsCursor"), cursor("arrivals", "arrivalsCursor"),
        cursor("dropped-names", "droppedCursor"), cursor("groups/{id}/members", "membersCursor"),
        more("GET /api/v1/{slug}/arrivals", "connection", query: "connection=<connection>", 404),
        known("/api/v1/{slug}/people/{id}", "personTag"), known("/api/v1/{slug}/groups/{id}", "listedGroupTag"),
        known("/api/v1/{slug}/connections/{id}", "connectionTag"),
        known("/api/v1/{slug}/change-sets/{id}", "changeSetTag"),
    ]

    private static let scimMore = [
        filter("Users", "id eq \"<record>\""), filter("Users", "groups.value eq \"<group>\""),
        filter("Users", "meta.version eq \"<recordVersion>\""),
        filter("Groups", "id eq \"<group>\""), filter("Groups", "members.value eq \"<record>\""),
        filter("Groups", "members[value eq \"<record>\"]"),
        // A cursor of SCIM is a place between ids and no secret: what comes behind it is ours.
        more("GET /scim/v2/{slug}/Users", "cursor", query: "count=1&cursor=<usersCursor>", 200),
        more("GET /scim/v2/{slug}/Groups", "cursor", query: "count=1&cursor=<scimGroupsCursor>", 200),
        known("/scim/v2/{slug}/Users/{id}", "recordTag"), known("/scim/v2/{slug}/Groups/{id}", "groupTag"),
        matched("PUT /scim/v2/{slug}/Users/{id}", "recordTag"), matched("PUT /scim/v2/{slug}/Groups/{id}", "groupTag"),
        matched("PATCH /scim/v2/{slug}/Users/{id}", "recordTag"),
        matched("PATCH /scim/v2/{slug}/Groups/{id}", "groupTag"),
        matched("DELETE /scim/v2/{slug}/Users/{id}", "spareTag"),
        matched("DELETE /scim/v2/{slug}/Groups/{id}", "spareTag"),
    ]

    /// Where a body names something beside its own address: by `id`, by `$ref`, by a path's filter.
    private static let scimReferences = [
        more(
            "PUT /scim/v2/{slug}/Users/{id}", "id in the body",
            body: .json("{\"id\":\"<record>\",\"userName\":\"id<new>@havn.example\"}"), 200),
        more(
            "PUT /scim/v2/{slug}/Groups/{id}", "$ref",
            body: .json(
                "{\"displayName\":\"Ref <new>\",\"members\":[{\"value\":\"<own record>\",\"$ref\":\"Users/<record>\"}]}"
            ),
            200),
        more(
            "PATCH /scim/v2/{slug}/Groups/{id}", "$ref alone",
            body: .json(MatrixBodies.patch("add", "members", "[{\"$ref\":\"../Users/<record>\"}]")), 200),
        more(
            "PATCH /scim/v2/{slug}/Groups/{id}", "value in the path",
            body: .json(MatrixBodies.patch("remove", "members[value eq \\\"<record>\\\"]", "null")), 200),
        more(
            "POST /scim/v2/{slug}/Bulk", "a group",
            body: .json(MatrixBodies.bulk("DELETE", "/Groups/<spareGroup>")), 200, says: "\"status\":\"404\""),
        more(
            "POST /scim/v2/{slug}/Bulk", "a version",
            body: .json(MatrixBodies.bulk("PATCH", "/Users/<own record>", ",\"version\":\"<recordVersion>\"")), 200,
            says: "\"status\":\"412\""),
    ]
}

/// Addresses and texts with things in them, as `MatrixRoute` describes them.
enum MatrixText {
    /// `/o/{slug}/staff/{id}` of `/o/{slug}/staff/{id:person}`.
    static func pattern(of address: String) -> String {
        "/"
            + segments(of: address).map { segment in
                guard let inner = braces(segment) else { return segment }
                return inner.name == "**" ? "**" : "{\(inner.name)}"
            }.joined(separator: "/")
    }

    static func things(inAddress address: String) -> [String] {
        segments(of: address).compactMap { braces($0)?.thing }
    }

    /// Without `new`, and without what stays our own.
    static func things(inText text: String) -> [String] {
        var names: [String] = []
        for name in marks(in: text) where name != "new" && !name.hasPrefix("own ") && !names.contains(name) {
            names.append(name)
        }
        return names
    }

    static func filled(address: String, slug: String, _ value: (String) async throws -> String) async rethrows -> String
    {
        var parts: [String] = []
        for segment in segments(of: address) {
            guard let inner = braces(segment) else {
                parts.append(segment)
                continue
            }
            if let thing = inner.thing {
                parts.append(try await value(thing))
            } else {
                parts.append(inner.word ?? slug)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    static func filled(text: String, _ value: (String) async throws -> String) async rethrows -> String {
        var result = text
        for name in marks(in: text) { result = result.replacing("<\(name)>", with: try await value(name)) }
        return result
    }

    /// `a=b c&d=e` in the form encoding.
    static func encoded(_ pairs: String) -> String {
        pairs.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.map { encoded(part: String($0)) }.joined(separator: "=")
        }.joined(separator: "&")
    }

    private static func encoded(part: String) -> String {
        part.utf8.map { byte in
            let isPlain = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    private static func segments(of address: String) -> [String] {
        address == "/"
            ? [] : address.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    private static func braces(_ segment: String) -> (name: String, thing: String?, word: String?)? {
        guard segment.hasPrefix("{"), segment.hasSuffix("}") else { return nil }
        let inner = segment.dropFirst().dropLast()
        if let equals = inner.firstIndex(of: "=") {
            return (String(inner[..<equals]), nil, String(inner[inner.index(after: equals)...]))
        }
        guard let colon = inner.firstIndex(of: ":") else { return (String(inner), nil, nil) }
        return (String(inner[..<colon]), String(inner[inner.index(after: colon)...]), nil)
    }

    private static func marks(in text: String) -> [String] {
        text.split(separator: "<", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: ">").map { String(part[..<$0]) }
        }
    }
}
