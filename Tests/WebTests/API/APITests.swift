import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import Web

/// The API's router over a customer with some staff, and a token with every scope.
struct APIWorld: Sendable {
    let world: ConsoleWorld
    let client: any TestClientProtocol
    let token: String

    static func run(
        _ scopes: Set<Scope> = Set(Scope.allCases), _ body: @escaping @Sendable (APIWorld) async throws -> Void
    ) async throws {
        try await ConsoleWorld.run { world in
            let issued = try await integrate(world, scopes)
            let errors = ErrorAnswers(log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let router = Router(context: WebContext.self)
            APIRoutes(platform: world.platform, base: world.base, errors: errors).register(on: router)
            try await Application(responder: router.buildResponder()).test(.router) { client in
                try await body(APIWorld(world: world, client: client, token: issued.secret.revealed))
            }
        }
    }

    static func integrate(_ world: ConsoleWorld, _ scopes: Set<Scope>) async throws -> IssuedIntegration {
        let (organization, administrator) = (
            world.organization.id, Principal.person(.random(), roles: [.administrator])
        )
        return try await world.customer.write { tx in
            let permit = try Policy.permit(ManageIntegrations.self, to: administrator, in: organization)
            return try tx.createIntegration(named: "Report", scopes: scopes, lifetimeDays: 90, permit)
        }
    }

    /// - Parameter path: below the organization, or from the root where it begins with a slash.
    func get(
        _ path: String, token: String? = nil, _ headers: HTTPFields = [:]
    ) async throws -> (status: Int, headers: HTTPFields, json: JSON) {
        var headers = headers
        headers[.authorization] = "Bearer \(token ?? self.token)"
        let uri = path.hasPrefix("/") ? path : "/api/v1/\(world.slug)/\(path)"
        let answer = try await client.executeRequest(uri: uri, method: .get, headers: headers, body: nil)
        let bytes = Array(buffer: answer.body)
        return (answer.status.code, answer.headers, bytes.isEmpty ? .null : try JSON(scim: bytes))
    }
}

@Suite("The JSON API")
struct APITests {
    @Test("Its document names every operation, parameter and member that it has, and nothing else")
    func document() async throws {
        try await APIWorld.run { api in
            let (status, headers, json) = try await api.get("/api/v1/openapi.json")
            #expect(status == 200 && headers[.contentType] == "application/json")
            #expect(json["openapi"]?.text == "3.1.0")
            guard case .object(let paths) = json["paths"] else { throw Failure.notFound("paths") }
            #expect(paths.map(\.name) == APIRoutes.operations.map { "/{slug}/\($0.path)" })
            for operation in APIRoutes.operations {
                let get = try #require(json["paths"]?["/{slug}/\(operation.path)"]?["get"])
                guard case .array(let parameters) = get["parameters"] else { throw Failure.notFound("parameters") }
                let names = parameters.filter { $0["in"]?.text == "query" }.compactMap { $0["name"]?.text }
                #expect(names == operation.parameters.map(\.name))
                #expect(operation.scopes.count == 1, "\(operation.id)")
                let members = json["components"]?["schemas"]?[operation.answer.shape.name]?["properties"]
                #expect(members != nil, "\(operation.id)")
            }
            let again = try await api.get("/api/v1/openapi.json", [.ifNoneMatch: headers[.eTag] ?? ""])
            #expect(again.status == 304)
        }
    }

    @Test("Every operation answers with its own scope, and names that scope to whoever lacks it")
    func scopes() async throws {
        try await APIWorld.run([.peopleRead]) { api in
            let tokens = try await Dictionary(
                uniqueKeysWithValues: Scope.allCases.asyncMap { scope in
                    (scope, try await APIWorld.integrate(api.world, [scope]).secret.revealed)
                })
            for operation in APIRoutes.operations where !operation.hasID {
                for scope in Scope.allCases {
                    let answer = try await api.get(operation.path, token: tokens[scope])
                    if operation.scopes == [scope] {
                        #expect(answer.status == 200, "\(operation.id)")
                    } else {
                        let name = try #require(operation.scopes.first).rawValue
                        #expect(answer.status == 403, "\(operation.id)")
                        #expect(answer.json["detail"]?.text?.contains(name) == true)
                        #expect(
                            answer.headers[.wwwAuthenticate]
                                == "Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"\(name)\"")
                    }
                }
            }
        }
    }

    @Test("A token that is missing, unknown or another organization's is refused, whatever else is asked")
    func strangers() async throws {
        try await APIWorld.run { api in
            for path in ["people", "people?nonsense=1", "people/nothing", "change-sets?limit=0"] {
                let answer = try await api.get(path, token: "iia_unknown")
                #expect(answer.status == 401, "\(path)")
                #expect(answer.headers[.wwwAuthenticate] == "Bearer realm=\"api\", error=\"invalid_token\"")
                #expect(answer.headers[.contentType] == "application/problem+json")
            }
            let other = try await api.world.platform.create(ConsoleWorld.draft("kaveri"))
            let foreign = try await api.get("/api/v1/\(other.0.slug)/people")
            let nowhere = try await api.get("/api/v1/nowhere/people")
            #expect(foreign.status == 401 && nowhere.status == 401)
            #expect(foreign.json["detail"]?.text == nowhere.json["detail"]?.text)
            let bare = try await api.client.executeRequest(
                uri: "/api/v1/\(api.world.slug)/people", method: .get, headers: [:], body: nil)
            #expect(bare.status == .unauthorized && bare.headers[.wwwAuthenticate] == "Bearer realm=\"api\"")
        }
    }

    @Test("A parameter that is unknown, twice there or out of bounds is refused by its name")
    func parameters() async throws {
        try await APIWorld.run { api in
            let wrong = [
                ("people?colour=red", "colour"), ("people?limit=5&limit=5", "limit"), ("people?limit=0", "limit"),
                ("people?limit=201", "limit"), ("people?limit=05", "limit"), ("people?limit=%2B5", "limit"),
                ("people?limit=", "limit"), ("people?state=erasing", "state"), ("people?state=Active", "state"),
                ("people?updatedAfter=2026-11-24T09:30:00", "updatedAfter"),
                ("people?updatedAfter=now", "updatedAfter"),
                ("people?updatedAfter=2026-02-30T09:30:00Z", "updatedAfter"), ("people?include=all", "include"),
                ("arrivals?connection=1", "connection"), ("dropped-names?month=2026-13", "month"),
                ("dropped-names?month=2026-1", "month"), ("people?cursor=x", "cursor"),
                ("groups?state=active", "state"),
            ]
            for (path, field) in wrong {
                let answer = try await api.get(path)
                #expect(answer.status == 400, "\(path)")
                #expect(answer.json["field"]?.text == field, "\(path)")
                #expect(answer.json["type"]?.text == "about:blank")
            }
            let long = try await api.get("people?\(String(repeating: "a", count: 5_000))=1")
            #expect(long.status == 400)
            for right in ["2026-11-24T09:30:00Z", "2026-11-24t09:30:00.5z", "2026-11-24T09:30:00%2B01:00"] {
                #expect(try await api.get("people?updatedAfter=\(right)").status == 200, "\(right)")
            }
        }
    }

    @Test("Pages follow each other to the end, and a cursor belongs to its filter")
    func pages() async throws {
        try await APIWorld.run { api in
            let connection = try await api.world.connection()
            try await api.world.arrive(5, from: connection.id)
            var met: [String] = []
            var path: String? = "people?limit=2"
            while let next = path {
                let page = try await api.get(next)
                guard case .array(let items) = page.json["items"] else { throw Failure.notFound("items") }
                met += items.compactMap { $0["id"]?.text }
                path = page.json["nextCursor"]?.text.map { "people?limit=2&cursor=\($0)" }
            }
            #expect(met.count == 6 && Set(met).count == 6, "the administrator is one of them")
            let cursor = try #require(try await api.get("people?limit=1&state=active").json["nextCursor"]?.text)
            #expect(try await api.get("people?state=active&limit=9&cursor=\(cursor)").status == 200)
            for other in ["people", "people?state=held", "groups", "connections"] {
                let mark = other.contains("?") ? "&" : "?"
                #expect(try await api.get("\(other)\(mark)cursor=\(cursor)").json["field"]?.text == "cursor")
            }
        }
    }

    @Test("A person is told with its source where that is asked for, and not again while it is the same")
    func person() async throws {
        try await APIWorld.run { api in
            let connection = try await api.world.connection()
            let record = try await api.world.arrive(1, from: connection.id)[0]
            guard case .array(let people) = try await api.get("people").json["items"] else {
                throw Failure.notFound("items")
            }
            let id = try #require(people.first { $0["title"]?.text == "Shift lead" }?["id"]?.text)
            let plain = try await api.get("people/\(id)")
            #expect(plain.json["provenance"] == nil)
            #expect(plain.json["name"]?.text == "Person Number1" && plain.json["state"]?.text == "active")
            #expect(plain.json["workEmail"]?.text == "p1@havn.example" && plain.json["department"] == nil)
            let full = try await api.get("people/\(id)?include=provenance")
            #expect(full.json["provenance"]?["title"]?["source"]?.text == connection.id.description)
            #expect(full.json["provenance"]?["name"] == nil)
            let tag = try #require(plain.headers[.eTag])
            for known in [tag, "\"x\", \(tag)", "*"] {
                let again = try await api.get("people/\(id)", [.ifNoneMatch: known])
                #expect(again.status == 304 && again.json.isUnassigned && again.headers[.eTag] == tag)
            }
            try await api.world.sync(connection.id) { tx, permit in
                _ = try tx.updateRecord(record.id, if: nil, permit) { $0.attributes[.title] = "Foreman" }
            }
            let changed = try await api.get("people/\(id)", [.ifNoneMatch: tag])
            #expect(changed.status == 200 && changed.json["title"]?.text == "Foreman")
        }
    }

    @Test("Ids of another organization, and what is no id, are not found")
    func foreignIDs() async throws {
        try await APIWorld.run { api in
            let (other, _) = try await api.world.platform.create(ConsoleWorld.draft("kaveri"))
            let theirs = try await api.world.platform.customer(other.slug)
            let permit = try Policy.permit(
                ReadPeople.self, to: .integration(.random(), scopes: [.peopleRead]), in: other.id)
            let people = try await theirs.write { try $0.people(PeopleFilter(), after: nil, limit: 9, permit) }
            let id = try #require(people.items.first).id
            for id in [id.description, UUIDValue.random().description, "1", "%00", "..%2Fpeople"] {
                for path in ["people/\(id)", "groups/\(id)", "groups/\(id)/members", "change-sets/\(id)"] {
                    #expect(try await api.get(path).status == 404, "\(path)")
                }
            }
            #expect(try await api.get("arrivals?connection=\(UUIDValue.random())").status == 404)
        }
    }

    @Test("One integration may ask a hundred times at once, then fifty times a second, and others are not held up")
    func rates() async throws {
        try await APIWorld.run { api in
            for _ in 0..<100 { #expect(try await api.get("connections").status == 200) }
            let refused = try await api.get("connections")
            #expect(refused.status == 429 && refused.headers[.retryAfter] == "1")
            let other = try await APIWorld.integrate(api.world, [.syncRead]).secret.revealed
            #expect(try await api.get("connections", token: other).status == 200)
            api.world.clock.pass(100)
            for _ in 0..<5 { #expect(try await api.get("connections").status == 200) }
            #expect(try await api.get("connections").status == 429)
        }
    }

    @Test("However many integrations ask, a bounded number is remembered")
    func bounded() throws {
        let rates = APIRates()
        for number in 0..<25_000 { try rates.take(for: .random(), at: Int64(number / 100)) }
        #expect(rates.count <= 10_000)
    }
}

extension Sequence where Self: Sendable {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
