import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Connecting the employer's provider.
@Suite struct SignInSettingsTests {
    private static let room = "/o/havn/access/sign-in"
    private static let secret = "s3cret-of-the-client"

    /// The form, filled in for that issuer.
    private static func form(
        _ token: String, _ issuer: String, secret: String = secret, claim: String = "email", other: String = "",
        acr: String = "", clientID: String = "learn"
    ) -> KeyValuePairs<String, String> {
        [
            "csrf": token, "issuer": issuer, "clientID": clientID, "clientSecret": secret, "claim": claim,
            "otherClaim": other, "attribute": "workEmail", "acr": acr,
        ]
    }

    @Test("A provider is connected once its document was read, and its secret is never shown again")
    func connect() async throws {
        try await Discovery.run { discovery, door in
            let browser = try await door.world.administrator()
            let before = try await browser.get(Self.room)
            #expect(before.status == 200 && before.text.contains("http://127.0.0.1:8080/o/havn/sso/callback"))
            #expect(before.text.contains("<option value=\"\" selected>Choose a claim</option>"))
            #expect(before.text.contains("type=\"password\"") && Markup.faults(in: before.text).isEmpty)
            let token = try await browser.csrf(at: Self.room)
            let saved = try await browser.post(Self.room, Self.form(token, " \(discovery.issuer) "))
            #expect(saved.status == 303 && saved.location == Self.room)
            #expect(discovery.reads == 1)
            let page = try await browser.get(Self.room).text
            #expect(page.contains(discovery.issuer) && page.contains("<b>Saved.</b>") && page.contains("Nobody yet"))
            #expect(page.contains("One is kept.") && !page.contains(Self.secret))
            #expect(Markup.faults(in: page).isEmpty)
            #expect(try await browser.get("/o/havn/access").text.contains("Through 127.0.0.1"))

            // An empty secret keeps the one that is there.
            try await browser.post(Self.room, Self.form(token, discovery.issuer, secret: "", claim: "upn"))
            let provider = try await door.customer.read { tx in try tx.signInProvider() }
            #expect(provider?.clientSecret?.revealed == Self.secret && provider?.claim == "upn")
            #expect(provider?.origins == [discovery.issuer])
        }
    }

    @Test("A provider is asked only as often as the organization may have others asked, and so are domains")
    func fetching() async throws {
        let rates = DoorRates { key in
            if case .fetching = key { throw Failure(.limit(retryAfter: 6), "Wait 6 s and try again.") }
        }
        try await DoorWorld.run(rates: rates) { door in
            let browser = try await door.world.administrator()
            let token = try await browser.csrf(at: Self.room)
            for path in [Self.room, "/o/havn/access/domains/havn.dk/check"] {
                let answer = try await browser.post(path, Self.form(token, "https://login.example"))
                #expect(answer.status == 429 && answer.headers[.retryAfter] == "6")
            }
            #expect(try await browser.get(Self.room).status == 200)
        }
    }

    @Test("What does not fit is said beside its field, with what was typed and without the secret")
    func errors() async throws {
        try await Discovery.run { discovery, door in
            let browser = try await door.world.administrator()
            let token = try await browser.csrf(at: Self.room)
            let wrong: [(KeyValuePairs<String, String>, String)] = [
                (Self.form(token, "http://login.example"), "issuer"),
                (Self.form(token, "https://login.example/?tenant=1"), "issuer"),
                (Self.form(token, ""), "issuer"),
                (Self.form(token, "https://127.0.0.1:9"), "issuer"),
                (Self.form(token, discovery.issuer + "/other"), "issuer"),
                (Self.form(token, discovery.issuer, clientID: ""), "clientID"),
                (Self.form(token, discovery.issuer, secret: Self.secret + "\u{E9}"), "clientSecret"),
                (Self.form(token, discovery.issuer, claim: ""), "claim"),
                (Self.form(token, discovery.issuer, claim: "other"), "otherClaim"),
                (Self.form(token, discovery.issuer, claim: "other", other: "two words"), "otherClaim"),
                (Self.form(token, discovery.issuer, acr: "two words"), "acr"),
            ]
            for (form, field) in wrong {
                let answer = try await browser.post(Self.room, form)
                #expect(answer.status == 400, "\(field)")
                #expect(answer.text.contains("id=\"\(field)-e\""), "\(field)")
                #expect(!answer.text.contains(Self.secret) && Markup.faults(in: answer.text).isEmpty)
                #expect(answer.text.contains("id=\"clientSecret-e\""), "the secret has to be typed again")
            }
            let without = try await browser.post(Self.room, Self.form(token, "x", secret: ""))
            #expect(without.status == 400 && !without.text.contains("Not kept: type the secret again."))
            let kept = try await browser.post(Self.room, Self.form(token, "https://login.example/?a", claim: "oid"))
            #expect(kept.text.contains("value=\"https://login.example/?a\"") && kept.text.contains("value=\"learn\""))
            #expect(kept.text.contains("<option value=\"oid\" selected>"))
            for field in ["claim", "attribute"] {
                let missing = try await browser.post(Self.room, ["csrf": token, "issuer": "x", field: "nothing"])
                #expect(missing.status == 400)
            }
            #expect(try await door.customer.read { tx in try tx.signInProvider() } == nil, "nothing was connected")
        }
    }

    @Test("“Only through the provider” is refused until the administrator has signed in through it")
    func only() async throws {
        try await Discovery.run { discovery, door in
            let browser = try await door.world.administrator()
            let token = try await browser.csrf(at: Self.room)
            #expect(try await browser.post(Self.room + "/only", ["csrf": token, "only": "yes"]).status == 404)
            try await browser.post(Self.room, Self.form(token, discovery.issuer))
            let refused = try await browser.post(Self.room + "/only", ["csrf": token, "only": "yes"])
            #expect(refused.status == 409 && refused.text.contains("Sign in through the provider once yourself first"))
            #expect(refused.text.contains("Let people in through it only"))

            let identity = VouchedIdentity(
                issuer: discovery.issuer, subject: "s-1", claimed: "freja@havn.example", hasMFA: true)
            _ = try await door.customer.write { tx in try tx.signIn(identity, in: .unknown) }
            let done = try await browser.post(Self.room + "/only", ["csrf": token, "only": "yes"])
            #expect(done.status == 303)
            let page = try await browser.get(Self.room).text
            #expect(page.contains("The only way in") && page.contains("Allow mailed links beside it"))
            #expect(page.contains("1 person"))
            let closed = try await door.browser().get("/o/havn/sign-in").text
            #expect(!closed.contains("name=\"email\""))
            try await browser.post(Self.room + "/only", ["csrf": token, "only": "no"])
            #expect(try await door.browser().get("/o/havn/sign-in").text.contains("name=\"email\""))
            #expect(try await browser.post(Self.room + "/only", ["csrf": token, "only": "maybe"]).status == 400)
        }
    }

    @Test("Disconnecting is asked first, and then nobody gets in through the provider")
    func disconnect() async throws {
        try await Discovery.run { discovery, door in
            let browser = try await door.world.administrator()
            let path = Self.room + "/disconnection"
            #expect(try await browser.get(path).status == 404)
            let token = try await browser.csrf(at: Self.room)
            try await browser.post(Self.room, Self.form(token, discovery.issuer))
            let question = try await browser.get(path)
            #expect(question.status == 200 && question.text.contains("Disconnect the provider?"))
            #expect(try await browser.get(Self.room).text.contains(discovery.issuer))
            #expect(try await browser.post(path, ["csrf": token]).location == Self.room)
            let without = try await browser.get(Self.room).text
            #expect(!without.contains(discovery.issuer))
            #expect(try await door.customer.read { tx in try tx.signInProvider() } == nil)
            #expect(try await browser.post(path, ["csrf": token]).status == 404)
        }
    }

    @Test("Whoever may not connect a provider does not make the server ask one")
    func quiet() async throws {
        try await Discovery.run { discovery, door in
            _ = try await Staff(door.world)
            let browser = try await door.world.signedIn("p1@havn.example")
            let token = try await browser.csrf(at: "/o/havn")
            #expect(try await browser.post(Self.room, Self.form(token, discovery.issuer)).status == 403)
            #expect(discovery.reads == 0)
        }
    }

    @Test("Nothing here changes without a proof of the last minutes (ASVS 7.5)")
    func freshness() async throws {
        try await Discovery.run { discovery, door in
            let browser = try await door.world.administrator()
            let token = try await browser.csrf(at: Self.room)
            try await browser.post(Self.room, Self.form(token, discovery.issuer))
            door.clock.pass(Login.proofLifetime)
            let page = try await browser.get(Self.room).text
            #expect(page.contains("href=\"/o/havn/factor?then=sign-in-settings\""))
            #expect(page.contains("Prove it now") && !page.contains("clientSecret") && !page.contains("disconnection"))
            for path in [Self.room, Self.room + "/only", Self.room + "/disconnection"] {
                let form = Self.form(token, discovery.issuer, claim: "sub")
                let answer = try await browser.post(path, path == Self.room ? form : ["csrf": token, "only": "yes"])
                #expect(answer.location != Self.room, "\(path)")
            }
            #expect(discovery.reads == 1)
            let provider = try await door.customer.read { tx in try tx.signInProvider() }
            #expect(provider?.claim == "email")
        }
    }
}

/// A provider as far as its discovery document, on this machine.
private final class Discovery: Sendable {
    private let port = Atomic<Int>(0)
    private let count = Atomic<Int>(0)

    var issuer: String { "http://127.0.0.1:\(port.load(ordering: .relaxed))" }
    var reads: Int { count.load(ordering: .relaxed) }

    static func run(_ body: @escaping @Sendable (Discovery, DoorWorld) async throws -> Void) async throws {
        let discovery = Discovery()
        let router = Router()
        router.get(".well-known/openid-configuration") { _, _ in
            discovery.count.add(1, ordering: .relaxed)
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: discovery.document)))
        }
        try await Application(router: router).test(.live) { client in
            discovery.port.store(try #require(client.port), ordering: .relaxed)
            try await DoorWorld.run(provider: Origin(discovery.issuer)) { door in try await body(discovery, door) }
        }
    }

    private var document: String {
        """
        {"issuer":"\(issuer)","authorization_endpoint":"\(issuer)/authorize","token_endpoint":"\(issuer)/token",\
        "jwks_uri":"\(issuer)/keys","response_types_supported":["code"],\
        "code_challenge_methods_supported":["S256"],"id_token_signing_alg_values_supported":["RS256"]}
        """
    }
}
