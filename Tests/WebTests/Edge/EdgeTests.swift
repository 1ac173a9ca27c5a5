import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import Web

@Suite("The edge")
struct EdgeTests {
    /// A router that answers whatever `answer` says, behind the edge.
    private func client<Result: Sendable>(
        _ options: ServerOptions = ServerOptions(),
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Result
    ) async throws -> Result {
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let router = Router(context: WebContext.self)
        // Time stands still: what comes back with it has its own tests.
        let limits = Limits(options.rates) { 0 }
        router.add(middleware: Edge(errors: ErrorAnswers(log: log), options: options, limits: limits))
        for path: RouterPath in ["/", "o/{slug}", "o/{slug}/sign-in/{token}", "scim/v2/{slug}/Users", "assets/**"] {
            router.get(path) { request, _ in
                let isRight =
                    request.headers[.authorization] == "Bearer right" || request.headers[.cookie] == "ii=right"
                let isOpen = request.uri.path == "/" || request.uri.path.hasPrefix("/assets")
                return Response(status: isRight || isOpen ? .ok : .unauthorized)
            }
        }
        router.get("o/{slug}/sign-out") { _, _ in Response(status: .seeOther) }
        return try await Application(responder: router.buildResponder()).test(.router, body)
    }

    private func statuses(
        _ client: any TestClientProtocol, _ path: String, _ headers: HTTPFields = [:], count: Int
    ) async throws -> [Int] {
        var statuses: [Int] = []
        for _ in 0..<count {
            statuses.append(
                try await client.executeRequest(uri: path, method: .get, headers: headers, body: nil).status.code)
        }
        return statuses
    }

    @Test("ASVS 6.3.1: the forty-first wrong link has to wait before any handler is asked, a right one as well")
    func wrongLinks() async throws {
        try await client { client in
            let wrong = try await statuses(client, "/o/havn/sign-in/x", count: 45)
            #expect(wrong == Array(repeating: 401, count: 40) + Array(repeating: 429, count: 5))
            #expect(try await statuses(client, "/o/havn/sign-in/y", [.cookie: "ii=right"], count: 1) == [429])
            #expect(try await statuses(client, "/", count: 1) == [200])
        }
    }

    @Test("Whoever is refused at one organization's door is not at another's, however the first is spelt")
    func doorsApart() async throws {
        try await client { client in
            _ = try await statuses(client, "/o/havn/sign-in/x", count: 41)
            for path in ["/o/havn/sign-in/y", "/o/HAVN/sign-in/x", "/o/h%61vn/sign-in/x"] {
                #expect(try await statuses(client, path, count: 1) == [429])
            }
            #expect(try await statuses(client, "/o/fjord/sign-in/x", count: 1) == [401])
            _ = try await statuses(client, "/scim/v2/havn/Users", count: 41)
            #expect(try await statuses(client, "/scim/v2/havn/Users", count: 1) == [429])
            #expect(try await statuses(client, "/scim/v2/fjord/Users", count: 1) == [401])
        }
    }

    @Test("Pictures and frames of foreign pages are refused where credentials are tried, and nobody pays for them")
    func embedded() async throws {
        let kind = try #require(HTTPField.Name("Sec-Fetch-Dest"))
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        try await client { client in
            for use in ["image", "iframe", "empty", "script"] {
                let foreign: HTTPFields = [kind: use, site: "cross-site"]
                for path in ["/o/havn/sign-in/x", "/scim/v2/havn/Users"] {
                    let refused = try await statuses(client, path, foreign, count: 300)
                    #expect(refused == Array(repeating: 404, count: 300))
                }
            }
            // A link in a mail, and a program that says of itself what browsers say.
            let followed: HTTPFields = [kind: "document", site: "cross-site", .cookie: "ii=right"]
            #expect(try await statuses(client, "/o/havn/sign-in/x", followed, count: 1) == [200])
            #expect(try await statuses(client, "/o/havn/sign-in/x", count: 1) == [401])
            let own: HTTPFields = [kind: "empty", site: "same-origin", .authorization: "Bearer right"]
            #expect(try await statuses(client, "/scim/v2/havn/Users", own, count: 1) == [200])
        }
    }

    @Test("Credentials that were right lately are not held up by the limits of their address")
    func knownCredentials() async throws {
        try await client { client in
            for (path, headers) in [
                ("/o/havn", [.cookie: "ii=right"]), ("/scim/v2/havn/Users", [.authorization: "Bearer right"]),
            ] as [(String, HTTPFields)] {
                #expect(try await statuses(client, path, headers, count: 1) == [200])
            }
            _ = try await statuses(client, "/scim/v2/havn/Users", [.authorization: "Bearer wrong"], count: 60)
            _ = try await statuses(client, "/", count: 1_000)
            #expect(try await statuses(client, "/", count: 1) == [429])
            #expect(
                try await statuses(client, "/scim/v2/havn/Users", [.authorization: "Bearer wrong"], count: 1) == [429])
            #expect(
                try await statuses(client, "/scim/v2/havn/Users", [.authorization: "Bearer right"], count: 1_000)
                    == Array(repeating: 200, count: 1_000))
            #expect(
                try await statuses(client, "/o/havn", [.cookie: "ii=right"], count: 1_000)
                    == Array(repeating: 200, count: 1_000))
            // Right for one organization says nothing about another.
            #expect(try await statuses(client, "/o/other", [.cookie: "ii=right"], count: 1) == [429])
        }
    }

    @Test("Signing out leads on whoever asks, and makes no made-up cookie one that was right")
    func signedOut() async throws {
        try await client { client in
            let madeUp: HTTPFields = [.cookie: "ii=made-up"]
            #expect(try await statuses(client, "/o/havn/sign-out", madeUp, count: 1) == [303])
            _ = try await statuses(client, "/", count: 400)
            #expect(try await statuses(client, "/o/havn/sign-out", madeUp, count: 1) == [429])
            #expect(try await statuses(client, "/o/havn", madeUp, count: 1) == [429])
        }
    }

    @Test("Files have no limit: they touch no database")
    func files() async throws {
        try await client { client in
            let all = try await statuses(client, "/assets/x", count: 2_000)
            #expect(all == Array(repeating: 200, count: 2_000))
        }
    }

    @Test("SCIM is told to wait in its own form, pages in theirs")
    func forms() async throws {
        var options = ServerOptions()
        options.rates.failuresPerMinute = 1
        options.rates.addressPerSecond = 1_000
        try await client(options) { client in
            for (path, type) in [
                ("/scim/v2/havn/Users", "application/scim+json"), ("/o/havn/sign-in/x", "text/html; charset=utf-8"),
            ] {
                _ = try await statuses(client, path, count: 5)
                let answer = try await client.executeRequest(uri: path, method: .get, headers: [:], body: nil)
                #expect(answer.status == .tooManyRequests)
                #expect(answer.headers[.contentType] == type)
                #expect(answer.headers[.retryAfter].flatMap { Int($0) }.map { $0 >= 1 } == true)
            }
        }
    }

    @Test("ASVS 3.4.1: where people come by https they are told to keep to it, also below our name")
    func strictTransport() async throws {
        let name = try #require(HTTPField.Name("Strict-Transport-Security"))
        var options = ServerOptions()
        options.publicURL = "https://learn.example"
        // The test's connection is taken for one whose way nobody knows only behind a proxy; so it is told in plain.
        let plain = try await client(options) { client in
            try await client.executeRequest(uri: "/", method: .get, headers: [:], body: nil)
        }
        #expect(plain.headers[name] == nil)
        var response = Response(status: .ok)
        SecurityHeaders(isSecure: true).set(on: &response, for: .scim, isOverTLS: true)
        #expect(response.headers[name] == "max-age=31536000; includeSubDomains")
        response = Response(status: .ok)
        SecurityHeaders(isSecure: true).set(on: &response, for: .door, isOverTLS: nil)
        #expect(response.headers[name] != nil)
        response = Response(status: .ok)
        SecurityHeaders(isSecure: false).set(on: &response, for: .door, isOverTLS: true)
        #expect(response.headers[name] == nil)
    }

    @Test("ASVS 3.4.3: a page that needs a policy of its own keeps it")
    func ownPolicy() {
        var response = Response(status: .ok, headers: [.contentSecurityPolicy: "default-src 'none'"])
        SecurityHeaders(isSecure: true).set(on: &response, for: .signIn, isOverTLS: true)
        #expect(response.headers[values: .contentSecurityPolicy] == ["default-src 'none'"])
    }

    @Test(
        "An address is for what its path says, however it is spelt",
        arguments: [
            ("/", Precinct.door), ("/o", .door), ("/o/havn", .room), ("/o/havn/", .room), ("/o/havn/staff", .room),
            ("/o/havn/sign-in", .signIn), ("/o/havn/sign-in/x", .signIn), ("//o//havn//sign-in//x", .signIn),
            ("/o/havn/sso/callback", .signIn), ("/o/havn/factor/setup", .room), ("/o/havn/me/sign-in", .room),
            ("/o/havn/signed-out", .door), ("/o/havn/sign-out", .door), ("/operator/sign-out", .door),
            ("/operator", .room),
            ("/operator/sign-in/x", .signIn), ("/scim/v2/havn/Users", .scim), ("/scimx", .door),
            ("/api/v1/x", .machine),
            ("/oauth/havn/token", .machine), ("/metrics", .machine), ("/health/live", .health), ("/assets/x", .open),
            ("/.well-known/security.txt", .open), ("", .door), ("/O/havn/sign-in/x", .door), ("/no/such", .door),
        ])
    func precincts(path: String, precinct: Precinct) { #expect(Precinct(path: path) == precinct) }
}
