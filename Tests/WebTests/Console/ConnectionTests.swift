import Domain
import HTTPTypes
import Testing

@testable import Web

@Suite struct ConnectionTests {
    /// The secret that a page shows.
    private static func secret(in page: String, prefix: String) -> String? {
        page.split(separator: "<code>").dropFirst().map { String($0.prefix { $0 != "<" }) }
            .first { $0.hasPrefix(prefix) }
    }

    private static func connections(_ world: ConsoleWorld) async throws -> [DirectoryConnection] {
        let organization = world.organization.id
        return try await world.customer.read { tx in
            try tx.connections(try Policy.permit(SeeDirectory.self, to: .command, in: organization))
        }
    }

    @Test("A new connection's token is shown once, works, and is refused once revoked")
    func lifecycle() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn/directory/connect/entra")
            let made = try await browser.post(
                "/o/havn/directory/connections",
                [
                    "csrf": token, "provider": "entra", "name": " Entra, head office ", "kind": "bearer",
                    "lifetime": "90",
                ])
            #expect(made.status == 200)
            #expect(made.headers[.cacheControl] == "no-store")
            let secret = try #require(Self.secret(in: made.text, prefix: "iis_"))
            let organization = world.organization.id
            @Sendable func admit() async throws {
                _ = try await world.customer.read { tx in
                    try tx.admit(Secret(presented: secret), to: ReadDirectory.self)
                }
            }
            try await admit()
            let connection = try #require(try await Self.connections(world).first { $0.kind == .scim })
            #expect(connection.name == "Entra, head office")
            let path = world.path(.connection(id: connection.id.description))
            let page = try await browser.get(path).text
            #expect(!page.contains(secret))
            #expect(page.contains(String(secret.prefix(12))))

            let id = try await world.customer.read { tx in
                try tx.tokens(
                    of: connection.id, try Policy.permit(SeeDirectory.self, to: .command, in: organization))[0].id
            }
            let revocation = world.path(
                .revocation(connection: connection.id.description, token: id.description))
            let asked = try await browser.get(revocation)
            #expect(asked.status == 200)
            #expect(asked.text.contains("only valid token"))
            try await admit()
            let done = try await browser.post(revocation, ["csrf": token])
            #expect(done.status == 303)
            #expect(done.location == path)
            await #expect(throws: Failure.self) { try await admit() }
            #expect(try await browser.get(path).text.contains("<b>Revoked.</b>"))
            #expect(try await browser.get(path).text.contains("<b>Revoked.</b>") == false, "said once")
            #expect(try await browser.post(revocation, ["csrf": token]).status == 404)
        }
    }

    @Test("Another token lives beside the first; a client secret comes with its id and the token endpoint")
    func another() async throws {
        try await ConsoleWorld.run { world in
            let connection = try await world.connection()
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn/directory")
            let path = world.path(.tokens(connection: connection.id.description))
            let made = try await browser.post(path, ["csrf": token, "kind": "client", "lifetime": "365"])
            #expect(made.status == 200)
            let secret = try #require(Self.secret(in: made.text, prefix: "iic_"))
            #expect(made.text.contains("http://127.0.0.1:8080/oauth/havn/token"))
            let client = try #require(
                made.text.split(separator: "<code>").map { String($0.prefix(36)) }.first { UUIDValue($0) != nil })
            _ = try await world.customer.write { tx in
                try tx.buyAccess(clientID: client, clientSecret: Secret(presented: secret))
            }
            let first = connection.token
            _ = try await world.customer.read { tx in try tx.admit(first, to: ReadDirectory.self) }
        }
    }

    @Test("A name that cannot be taken brings the form back with what was typed")
    func badName() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn/directory")
            let long = String(repeating: "n", count: 81)
            for name in ["", "  ", long, "Operator"] {
                let refused = try await browser.post(
                    "/o/havn/directory/connections",
                    ["csrf": token, "provider": "okta", "name": name, "kind": "bearer", "lifetime": "365"])
                #expect(refused.status == 400, "\(name)")
                #expect(refused.text.contains("aria-invalid=\"true\""))
            }
            #expect(try await Self.connections(world).filter { $0.kind == .scim }.isEmpty)
        }
    }

    @Test("A kind, a lifetime or a provider that the form does not offer is refused")
    func badFields() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn/directory")
            let fields: [KeyValuePairs<String, String>] = [
                ["csrf": token, "provider": "okta", "name": "A", "kind": "access", "lifetime": "365"],
                ["csrf": token, "provider": "okta", "name": "A", "kind": "bearer", "lifetime": "36500"],
                ["csrf": token, "provider": "other", "name": "A", "kind": "bearer", "lifetime": "365"],
                ["csrf": token, "provider": "okta", "name": "A", "kind": "bearer"],
                ["csrf": token, "provider": "okta", "name": "A", "name": "B", "kind": "bearer", "lifetime": "365"],
            ]
            for form in fields {
                #expect(try await browser.post("/o/havn/directory/connections", form).status == 400, "\(form)")
            }
        }
    }

    @Test("A token is revoked only under its own connection")
    func foreignToken() async throws {
        try await ConsoleWorld.run { world in
            let one = try await world.connection()
            let other = try await world.connection(named: "Okta")
            let organization = world.organization.id
            let id = try await world.customer.read { tx in
                try tx.tokens(of: one.id, try Policy.permit(SeeDirectory.self, to: .command, in: organization))[0].id
            }
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn/directory")
            let path = world.path(.revocation(connection: other.id.description, token: id.description))
            #expect(try await browser.get(path).status == 404)
            #expect(try await browser.post(path, ["csrf": token]).status == 404)
            _ = try await world.customer.read { tx in try tx.admit(one.token, to: ReadDirectory.self) }
        }
    }

    @Test("The brake's setting is recorded with its author, and refused where it is none")
    func brake() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let path = "/o/havn/directory/brake"
            let token = try await browser.csrf(at: path)
            #expect(try await browser.get(path).text.contains("value=\"10\""))
            let done = try await browser.post(path, ["csrf": token, "people": "50", "percent": "3"])
            #expect(done.status == 303)
            let page = try await browser.get(path).text
            #expect(page.contains("value=\"50\""))
            #expect(page.contains("50 people, 3 percent"))
            #expect(page.contains("freja@havn.example"))
            for wrong in ["0", "-1", "ten", "101", ""] {
                #expect(
                    try await browser.post(path, ["csrf": token, "people": "50", "percent": wrong]).status == 400)
            }
            #expect(try await browser.get(path).text.contains("value=\"3\""))
        }
    }

    @Test("An instruction is recorded with its author and shown with its versions")
    func instruct() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let path = "/o/havn/directory/attributes"
            let token = try await browser.csrf(at: path)
            let done = try await browser.post(path, ["csrf": token, "allow": "department", "allow": "workPhone"])
            #expect(done.status == 303)
            #expect(done.location == path)
            let page = try await browser.get(path).text
            #expect(page.contains("<b>Recorded.</b>"))
            #expect(page.contains("freja@havn.example"))
            #expect(page.contains("value=\"department\" checked"))
            #expect(!page.contains("value=\"manager\" checked"))
            #expect(try await browser.post(path, ["csrf": token, "allow": "salary"]).status == 400)
            try await browser.post(path, ["csrf": token])
            let withdrawn = try await browser.get(path).text
            #expect(!withdrawn.contains("value=\"department\" checked"))
            #expect(withdrawn.contains("Version 2"))
            #expect(try await browser.get("/o/havn/staff").text.contains("name=\"department\"") == false)
        }
    }
}
