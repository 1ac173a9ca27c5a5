import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Storage
import TestSupport

@testable import Domain
@testable import Web

/// The whole program with two customers and the operator, and everyone who can ask it for something.
final class MatrixWorld {
    static let base = "http://127.0.0.1:8080"

    let platform: Platform
    let clock: MovedClock
    let client: any TestClientProtocol
    private(set) var ours: MatrixHouse
    private(set) var theirs: MatrixHouse
    let operators: MatrixOperators
    private(set) var actors: [MatrixActor] = []
    private var number = 100
    /// Logins at the other organization: its administrator's, and that of a visit.
    private var theirLogins: [Secret] = []

    static func run(_ engine: Engine, _ body: @escaping @Sendable (MatrixWorld) async throws -> Void) async throws {
        switch engine {
        case .sqlite:
            try await withScratchFolder { try await run(StoragePlace(folder: $0), body) }
        case .postgres:
            // A cluster of its own: others' tests have an operator, too.
            try await withOwnCluster { cluster in
                try await withScratchFolder { folder in
                    try await run(StoragePlace(folder: folder, databaseURL: cluster.url), body)
                }
            }
        }
    }

    private static func run(
        _ place: StoragePlace, _ body: @escaping @Sendable (MatrixWorld) async throws -> Void
    ) async throws {
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let clock = MovedClock()
        let platform = try await Platform.open(
            place, outside: Outside(mail: DemonstrationMailbox()), clock: clock.clock, log: log)
        let server = Server(platform: platform, options: options, metrics: MetricsRegistry(), log: log)
        let operators = try await MatrixOperators(platform)
        let ours = try await MatrixHouse("havn", mark: "Heron", leavers: 6, on: platform)
        clock.pass(3_000)
        let theirs = try await MatrixHouse("kaveri", mark: "Quokka", leavers: 7, on: platform)
        try await Application(responder: try server.router().buildResponder()).test(.router) { client in
            let world = MatrixWorld(platform, clock, client, ours, theirs, operators)
            try await world.settle()
            try await body(world)
        }
        await platform.close()
    }

    /// No limit is met here: what limits do is tested elsewhere.
    private static var options: ServerOptions {
        var options = ServerOptions()
        options.scimRate = 1_000_000
        options.securityContact = "mailto:security@operator.example"
        options.rates.addressPerSecond = 1_000_000
        options.rates.failuresPerMinute = 1_000_000
        options.rates.accountPerHour = 1_000_000
        options.rates.linksPerMinute = 1_000_000
        return options
    }

    private init(
        _ platform: Platform, _ clock: MovedClock, _ client: any TestClientProtocol, _ ours: MatrixHouse,
        _ theirs: MatrixHouse, _ operators: MatrixOperators
    ) {
        self.platform = platform
        self.clock = clock
        self.client = client
        self.ours = ours
        self.theirs = theirs
        self.operators = operators
    }

    // MARK: - Furnishing

    private func settle() async throws {
        let closing = try await platform.create(
            OrganizationDraft(
                slug: "closing", name: "Closing", domain: "closing.example", administratorEmail: "a@closing.example"))
        ours.things["closing"] = closing.organization.slug
        ours.things["customer"] = ours.slug
        ours.things["colleague"] = try await operators.newcomer("colleague")
        ours.things["leaver"] = try await operators.newcomer("leaver")
        // None of these is a customer, a letter, or one of the operator's people.
        for thing in ["closing", "customer"] { theirs.things[thing] = Organization.operatorSlug }
        for thing in ["colleague", "leaver", "letter"] { theirs.things[thing] = ours.things["person"] }
        let theirVisit = try await operators.visit(theirs)
        theirs.things["visit"] = theirVisit.id
        try await furnishRegisters()
        try await makeActors(theirVisit.secret)
        ours.things["visit"] = try await operators.visit(ours).id
        try await platform.runDueJobs()
        await platform.sequenceEvidence()
        await platform.post.settle()
        ours.things["letter"] = try await letter()
        ours = try await tagged(ours)
        // So that no version of one is also the other's.
        for thing in ["record", "spareRecord", "group", "spareGroup"] { try await touch(thing, of: theirs) }
        theirs = try await tagged(theirs)
        // That of what is new, and that of what has been changed so often.
        ours.things["spareTag"] = "W/\"1\""
        theirs.things["spareTag"] = "W/\"\(1 + Self.touches)\""
        try await theirs.customer.flushTally()
    }

    /// Some of it is the operator's alone: there nothing of another organization's is as good as nothing at all.
    private func furnishRegisters() async throws {
        clock.pass(1_000)
        let registers = try await MatrixRegisters(
            platform, operators, [ours.slug, theirs.slug], at: platform.clock.now)
        ours.things["disclosure"] = "\(registers.disclosure)"
        ours.things["incident"] = registers.incidents[ours.slug].map { "\($0)" }
        ours.things["recordedIncident"] = ours.things["incident"]
        ours.things["subProcessor"] = "\(registers.recipients[0])"
        ours.things["endingRecipient"] = "\(registers.recipients[1])"
        theirs.things["incident"] = registers.incidents[theirs.slug].map { "\($0)" }
        for thing in ["disclosure", "recordedIncident", "subProcessor", "endingRecipient"] {
            theirs.things[thing] = ours.things["person"]
        }
    }

    private func letter() async throws -> String? {
        let permit = try Policy.permit(
            SeeMailbox.self, to: .person(.random(), roles: [.operator]), in: operators.customer.organization.id)
        return try await platform.mailbox(permit).letters.first.map { "\($0.id)" }
    }

    private func makeActors(_ theirVisit: Secret) async throws {
        for role in [Role.administrator, .privacyOfficer, .billingContact, .manager, .learner] {
            let actor = MatrixActor(role.rawValue, [.role(role), .role(.learner)], home: ours.slug)
            actor.begin = { [ours] in (try await ours.signIn(role.rawValue), nil) }
            actor.newLogin = { [ours] in try await ours.newLogin(of: role.rawValue) }
            actor.newRequest = { [ours] in try await ours.newRequest(of: role.rawValue) }
            actors.append(actor)
        }
        for role in Role.ofOperators {
            let actor = MatrixActor(role.rawValue, [.role(role), .role(.learner)], home: Organization.operatorSlug)
            actor.begin = { [operators] in (try await operators.signIn(role), nil) }
            actor.newLogin = { [operators] in try await operators.newLogin(of: role) }
            actor.newRequest = { [operators] in try await operators.newRequest(of: role) }
            actors.append(actor)
        }
        let visitor = MatrixActor("visitor", [.visitor], home: ours.slug)
        visitor.begin = { [ours, operators] in
            let visit = try await operators.visit(ours)
            return (visit.secret, visit.id)
        }
        actors.append(visitor)
        for actor in actors { try await actor.renew() }
        let administrator = try await theirs.signIn("administrator")
        theirLogins = [administrator, theirVisit]
        let stray = try await operators.signIn(.operator)
        actors += [
            MatrixActor("connection", [.connection], bearer: ours.bearer),
            MatrixActor("connection with a bought token", [.connection], bearer: ours.bought),
            MatrixActor("client secret as a token", [], bearer: ours.client),
            MatrixActor("stranger", []),
            MatrixActor("administrator of another organization", [], secret: administrator),
            MatrixActor("visitor of another organization", [], secret: theirVisit),
            MatrixActor("operator without a visit", [], secret: stray),
            MatrixActor("connection of another organization", [], bearer: theirs.bearer),
            MatrixActor("integration of another organization", [], bearer: theirs.integrations[.peopleRead]),
        ]
        for scope in Scope.allCases {
            actors.append(MatrixActor(scope.rawValue, [.scope(scope)], bearer: ours.integrations[scope]))
        }
    }

    private static let keeper: SQL = "SELECT connection FROM directory_record WHERE id = $1"

    /// More often than anything of ours is changed here.
    private static let touches = 30

    /// Has the directory change something time and again, which gives it another version.
    private func touch(_ thing: String, of house: MatrixHouse) async throws {
        guard let id = house.things[thing].flatMap({ UUIDValue($0) }) else { throw Failure.notFound(thing) }
        let isGroup = thing.hasSuffix("roup")
        let mark = house.mark
        try await house.customer.write { tx in
            let keeper = try tx.db.first(isGroup ? GroupSQL.connection : Self.keeper, [.blob(id.bytes)]) { row in
                UUIDValue(bytes: row.blob(0))
            }
            let sync = try Policy.permit(
                SyncDirectory.self, to: .connection((keeper ?? nil) ?? .random()), in: tx.customer.organization.id)
            for number in 1...Self.touches {
                let name = "\(mark) \(thing) \(number)"
                if isGroup {
                    _ = try tx.updateGroup(id, if: nil, sync) { $0.displayName = name }
                } else {
                    _ = try tx.updateRecord(id, if: nil, sync) { $0.attributes[.title] = name }
                }
            }
        }
    }

    /// With the cursors and the entity tags that the organization's own programs are given.
    private func tagged(_ house: MatrixHouse) async throws -> MatrixHouse {
        var house = house
        let lists: [(String, Scope, String)] = [
            ("people", .peopleRead, "peopleCursor"), ("groups", .groupsRead, "groupsCursor"),
            ("groups/\(house.things["group"] ?? "")/members", .groupsRead, "membersCursor"),
            ("connections", .syncRead, "connectionsCursor"), ("change-sets", .syncRead, "changeSetsCursor"),
            ("arrivals", .syncRead, "arrivalsCursor"), ("dropped-names", .syncRead, "droppedCursor"),
        ]
        try await house.customer.flushTally()
        for (list, scope, thing) in lists {
            house.things[thing] = try await cursor(
                "/api/v1/\(house.slug)/\(list)?limit=1", house.integrations[scope])
        }
        let scim = "/scim/v2/\(house.slug)/"
        house.things["usersCursor"] = try await cursor(scim + "Users?count=1&cursor=", house.bearer)
        house.things["scimGroupsCursor"] = try await cursor(scim + "Groups?count=1&cursor=", house.bearer)
        for thing in MatrixTags.all.keys { house.things[thing] = try await tag(thing, of: house) }
        house.things["recordVersion"] = house.things["recordTag"].map { $0.replacing("\"", with: "\\\"") }
        return house
    }

    private func cursor(_ path: String, _ token: Secret?) async throws -> String? {
        let answer = try await ask(path, .get, ["authorization": "Bearer \(token?.revealed ?? "")"], "")
        return try JSON(scim: Array(answer.text.utf8))["nextCursor"]?.text
    }

    /// The entity tag that a thing has now.
    private func tag(_ thing: String, of house: MatrixHouse) async throws -> String? {
        guard let (path, scope) = MatrixTags.all[thing] else { return nil }
        let address = await MatrixText.filled(text: path) { house.things[$0] ?? "" }
        let token = scope.map { house.integrations[$0] } ?? house.bearer
        let root = scope == nil ? "/scim/v2/" : "/api/v1/"
        let answer = try await ask(
            root + house.slug + address, .get, ["authorization": "Bearer \(token?.revealed ?? "")"], "")
        return answer.headers[.eTag]
    }

    /// What opens the other organization to its own people and programs.
    func theirWays() -> [(path: String, headers: [String: String])] {
        let slug = theirs.slug
        func bearer(_ token: Secret?) -> [String: String] { ["authorization": "Bearer \(token?.revealed ?? "")"] }
        return theirLogins.map { ("/o/\(slug)", ["cookie": "ii-\(slug)=\($0.revealed)"]) } + [
            ("/o/\(slug)/sign-in/\(theirs.things["link"] ?? "")", [:]),
            ("/scim/v2/\(slug)/Users", bearer(theirs.bearer)),
            ("/api/v1/\(slug)/people", bearer(theirs.integrations[.peopleRead])),
        ]
    }

    // MARK: - Calling

    /// - Parameters:
    ///   - substitution: what is another organization's in this call.
    ///   - isOwn: with our own things in the substitution's place.
    func call(
        _ route: MatrixRoute, by actor: MatrixActor, _ substitution: MatrixSubstitution? = nil, isOwn: Bool = false,
        isFresh: Bool = false
    ) async throws -> Answer {
        number += 1
        let isTheirs = substitution?.isTheirAddress ?? false
        let foreign = isOwn ? [] : substitution?.things ?? []
        let isInPath = substitution?.isInPath ?? false
        let place = { (thing: String) async throws -> String in
            let isForeign = isTheirs || isInPath && foreign.contains(thing)
            return try await self.value(of: thing, for: actor, isForeign: isForeign, isFresh: isFresh)
        }
        let value = { (thing: String) async throws -> String in
            // A client's id and secret are who asks.
            let isForeign = isTheirs && !route.isOfClients || !isInPath && foreign.contains(thing)
            return try await self.value(of: thing, for: actor, isForeign: isForeign, isFresh: isFresh)
        }
        let room = route.isRoom ? actor.home : nil
        let slug = isTheirs ? theirs.slug : room ?? ours.slug
        var path = try await MatrixText.filled(address: route.address, slug: slug, place)
        if let query = substitution?.query, !query.isEmpty {
            path += "?" + MatrixText.encoded(try await MatrixText.filled(text: query, value))
        }
        var headers = actor.headers([ours.slug, theirs.slug, Organization.operatorSlug])
        if let header = substitution?.header {
            headers[header.name] = try await MatrixText.filled(text: header.value, value)
        }
        let csrf = (substitution?.isTheirForm ?? false) ? theirLogins.first : actor.secret
        let (type, text) = try await body(substitution?.body ?? route.body, csrf, value)
        if let type { headers["content-type"] = type }
        if route.method == "POST" { headers["origin"] = Self.base }
        guard let method = HTTPRequest.Method(rawValue: route.method) else { throw Failure.notFound(route.method) }
        return try await ask(path, method, headers, text)
    }

    private func body(
        _ body: MatrixRoute.Body, _ csrf: Secret?, _ value: (String) async throws -> String
    ) async throws -> (type: String?, text: String) {
        let token = csrf?.derived(for: "console form") ?? ""
        let text = try await MatrixText.filled(text: body.text, value)
        switch body {
        case .none: return (nil, "")
        case .json: return ("application/scim+json", text)
        case .form:
            return ("application/x-www-form-urlencoded", "csrf=\(token)&" + MatrixText.encoded(text))
        case .file:
            let edge = "----boundary0123456789"
            let parts = [
                "--\(edge)", "Content-Disposition: form-data; name=\"csrf\"", "", token, "--\(edge)",
                "Content-Disposition: form-data; name=\"file\"; filename=\"staff.csv\"", "Content-Type: text/csv", "",
                text, "--\(edge)--", "",
            ]
            return ("multipart/form-data; boundary=\(edge)", parts.joined(separator: "\r\n"))
        }
    }

    /// Time goes on a little with each call, so that no program asks too often.
    func ask(
        _ path: String, _ method: HTTPRequest.Method, _ headers: [String: String], _ body: String
    ) async throws -> Answer {
        clock.pass(40)
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: fields, body: body.isEmpty ? nil : ByteBuffer(string: body))
        return Answer(status: response.status.code, headers: response.headers, text: String(buffer: response.body))
    }

    // MARK: - Things

    private func value(
        of thing: String, for actor: MatrixActor, isForeign: Bool, isFresh: Bool
    ) async throws -> String {
        if thing == "new" { return String(number) }
        let name = thing.hasPrefix("own ") ? String(thing.dropFirst(4)) : thing
        let house = isForeign ? theirs : ours
        if !isForeign, let made = try await made(name, for: actor, isFresh) { return made }
        guard let value = house.things[name] else { throw TestSupportError("\(house.slug) has no \(name)") }
        return value
    }

    /// What is made for one call, because the call uses it up; and versions, which move.
    private func made(_ thing: String, for actor: MatrixActor, _ isFresh: Bool) async throws -> String? {
        if MatrixTags.all[thing] != nil { return try await tag(thing, of: ours) }
        if thing == "recordVersion" {
            return try await tag("recordTag", of: ours).map { $0.replacing("\"", with: "\\\"") }
        }
        guard isFresh else { return nil }
        switch thing {
        case "login": return try await actor.newLogin?()
        case "ownRequest": return try await actor.newRequest?()
        case "erasure": return try await ours.newRequest(.erasure, number)
        case "unknownAsker": return try await ours.newRequest(.access, number, isKnown: false)
        case "link": return try await ours.newLink()
        case "copy": return try await ours.newCopy()
        case "visit": if let visit = actor.visit { return visit } else { return try await operators.visit(ours).id }
        case "spareRecord": return try await ours.newRecord(number)
        case "spareGroup": return try await ours.newGroup(number)
        default: return nil
        }
    }
}

/// Where entity tags are given out: below the organization's SCIM service, or its API with a scope.
enum MatrixTags {
    static let all: [String: (path: String, scope: Scope?)] = [
        "recordTag": ("/Users/<record>", nil), "groupTag": ("/Groups/<group>", nil),
        "personTag": ("/people/<person>", .peopleRead), "listedGroupTag": ("/groups/<group>", .groupsRead),
        "connectionTag": ("/connections/<connection>", .syncRead), "changeSetTag": ("/change-sets/<staged>", .syncRead),
    ]
}
