import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite("The integrations page")
struct IntegrationPageTests {
    private static func token(in page: String) -> String? {
        page.split(separator: "<code>").dropFirst().map { String($0.prefix { $0 != "<" }) }
            .first { $0.hasPrefix("iia_") }
    }

    @Test("A token is shown once, works, and is refused once revoked")
    func lifecycle() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let path = world.path(.integrations)
            let csrf = try await browser.csrf(at: path)
            let made = try await browser.post(
                path,
                ["csrf": csrf, "name": " HR report ", "scope": "people:read", "scope": "sync:read", "lifetime": "90"])
            #expect(made.status == 200 && made.headers[.cacheControl] == "no-store")
            let secret = try #require(Self.token(in: made.text))
            @Sendable func admit() async throws {
                _ = try await world.customer.read { tx in
                    try tx.admit(integration: Secret(presented: secret), to: ReadPeople.self)
                }
            }
            try await admit()
            let page = try await browser.get(path).text
            #expect(!page.contains(secret) && page.contains(String(secret.prefix(12))))
            #expect(page.contains("HR report") && page.contains("People and sync log"))
            #expect(page.contains("http://127.0.0.1:8080/api/v1/havn"))
            let mark = "/o/havn/integrations/"
            let id = try #require(
                page.split(separator: mark).dropFirst().map { String($0.prefix(36)) }.first { UUIDValue($0) != nil })
            let revocation = world.path(.integrationRevocation(integration: id))
            let asked = try await browser.get(revocation)
            #expect(asked.status == 200 && asked.text.contains("Revoke the token of “HR report”?"))
            try await admit()
            let done = try await browser.post(revocation, ["csrf": csrf])
            #expect(done.status == 303 && done.location == path)
            await #expect(throws: Failure.self) { try await admit() }
            #expect(try await browser.get(path).text.contains("Revoked"))
            #expect(try await browser.get(revocation).status == 404)
            #expect(try await browser.post(revocation, ["csrf": csrf]).status == 404)
        }
    }

    @Test("What is missing brings the form back with what was sent")
    func refused() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let path = world.path(.integrations)
            let csrf = try await browser.csrf(at: path)
            let nameless = try await browser.post(
                path, ["csrf": csrf, "name": "  ", "scope": "groups:read", "lifetime": "180"])
            #expect(nameless.status == 400 && nameless.text.contains("aria-invalid=\"true\""))
            #expect(nameless.text.contains("value=\"groups:read\" checked"))
            #expect(nameless.text.contains("value=\"180\" selected"))
            let scopeless = try await browser.post(path, ["csrf": csrf, "name": "Report", "lifetime": "180"])
            #expect(scopeless.status == 400 && scopeless.text.contains("Choose at least one thing"))
            #expect(scopeless.text.contains("value=\"Report\""))
            for (scope, lifetime) in [("all", "90"), ("people:read", "9000"), ("people:read", "")] {
                let wrong = try await browser.post(
                    path, ["csrf": csrf, "name": "Report", "scope": scope, "lifetime": lifetime])
                #expect(wrong.status == 400)
            }
            let forged = try await browser.post(path, ["name": "Report", "scope": "people:read"])
            #expect(forged.status == 403)
            let page = try await browser.get(path)
            #expect(page.text.contains("Nobody reads through the API."))
        }
    }

    @Test("Whoever is not signed in is led to the door")
    func stranger() async throws {
        try await ConsoleWorld.run { world in
            let id = UUIDValue.random().description
            for room in [Address.Room.integrations, .integrationRevocation(integration: id)] {
                let answer = try await world.browser().get(world.path(room))
                #expect(answer.status == 401)
            }
        }
    }
}

/// The pages of integrations as samples.
enum SampleIntegrations {
    static let base = "https://x.example/api/v1/havn"

    static func page(_ text: String, draft: IntegrationPage.Draft = IntegrationPage.Draft()) -> HTML {
        let day: Int64 = 86_400_000
        let states: [IntegrationPage.Row.State] = [.valid, .revoked, .ended]
        let rows = states.enumerated().map { place, state in
            IntegrationPage.Row(
                id: "i\(place)", name: text, scopes: [.peopleRead, .syncRead], prefix: "iia_Ab3dEf6h",
                usedAt: place == 0 ? SamplePages.now : nil, endsAt: SamplePages.now + day, state: state)
        }
        return IntegrationPage(
            rows: rows, draft: draft, apiBase: base, document: "https://x.example/api/v1/openapi.json"
        ).html(in: SamplePages.context())
    }

    /// Before there is any.
    static var empty: SamplePage {
        let page = IntegrationPage(rows: [], apiBase: base, document: base).html(in: SamplePages.context())
        return SamplePage(name: "integrations, none", html: page)
    }

    /// Each with the text in all places that a person or a request fills.
    static func pages(text: String) -> [SamplePage] {
        let refused = IntegrationPage.Draft(
            name: text, nameError: text, scopes: [.groupsRead], scopesError: text, lifetime: 365)
        return [
            SamplePage(name: "integrations", html: page(text)),
            SamplePage(name: "integrations, refused", html: page(text, draft: refused)),
            SamplePage(
                name: "integration's token",
                html: IntegrationSecretPage(secret: text, endsAt: SamplePages.now, apiBase: base)
                    .html(in: SamplePages.context())),
            SamplePage(
                name: "integration's revocation",
                html: ConfirmPage.revocation(of: "i1", name: text, in: SamplePages.context())),
        ]
    }
}
