import Domain
import Testing
import Web

@Suite("Discovery documents")
struct DiscoveryTests {
    private func schema(_ urn: String, _ catalogue: Catalogue = Fixture.full) throws -> JSON {
        let discovery = SCIMDiscovery(base: Fixture.base, catalogue: catalogue)
        return try JSON(parsing: try #require(discovery.schema(urn)))
    }

    private func attributes(_ json: JSON, _ name: String = "attributes") -> [String] {
        json[name]?.elements.compactMap { $0["name"]?.text } ?? []
    }

    private func attribute(_ name: String, of json: JSON) throws -> JSON {
        try #require(
            (json["attributes"] ?? json["subAttributes"])?.elements.first { $0["name"]?.text == name })
    }

    @Test("declare exactly what is accepted: what is not instructed is not there")
    func exactly() throws {
        let user = "urn:ietf:params:scim:schemas:core:2.0:User"
        let small = ["userName", "name", "displayName", "title", "active", "emails", "groups"]
        #expect(try attributes(schema(user, Catalogue())) == small)
        #expect(try Set(attributes(schema(user))) == Set(small + ["phoneNumbers"]))
        #expect(try attributes(schema(Fixture.enterprise)) == ["employeeNumber", "department", "manager"])
        #expect(try attributes(schema(Fixture.enterprise, Catalogue(instructed: [.department]))) == ["department"])
        #expect(SCIMDiscovery(base: Fixture.base, catalogue: Catalogue()).schema(Fixture.enterprise) == nil)
    }

    @Test("every declared writable attribute is kept by the decoder, under every catalogue")
    func declaredIsAccepted() throws {
        for instructed in [[], [.department], [.manager, .workPhone], Set(Attribute.instructable)] as [Set<Attribute>] {
            let catalogue = Catalogue(instructed: instructed)
            let (draft, dropped) = try Fixture.user(
                #"""
                "externalId":"e","displayName":"d","title":"t","name":{"formatted":"f","familyName":"f","givenName":"g",
                "middleName":"m","honorificPrefix":"p","honorificSuffix":"s"},"emails":[{"value":"a@b","type":"work"}],
                "phoneNumbers":[{"value":"1","type":"work"}],
                "\#(Fixture.enterprise)":{"employeeNumber":"7","department":"D","manager":{"value":"m"}}
                """#, catalogue: catalogue)
            #expect(Set(draft.attributes.entries.map(\.attribute)) == catalogue.allowed)
            #expect(dropped.count == Attribute.instructable.count - instructed.count)
        }
    }

    @Test("declare the enterprise extension as not required, and not at all without an instruction")
    func extensionIsOptional() throws {
        let discovery = SCIMDiscovery(base: Fixture.base, catalogue: Fixture.full)
        let user = try JSON(parsing: try #require(discovery.resourceType("User")))
        let listed = try #require(user["schemaExtensions"]?.elements.first)
        #expect((listed["required"] == .bool(false)) as Bool)
        #expect((listed["schema"] == .string(Fixture.enterprise)) as Bool)
        let small = SCIMDiscovery(base: Fixture.base, catalogue: Catalogue())
        #expect(try JSON(parsing: try #require(small.resourceType("User")))["schemaExtensions"] == nil)
    }

    @Test("give each attribute its characteristics")
    func characteristics() throws {
        let user = try schema("URN:ietf:params:scim:schemas:core:2.0:user")
        let name = try attribute("userName", of: user)
        #expect((name["required"] == .bool(true)) as Bool)
        #expect((name["uniqueness"] == .string("server")) as Bool)
        #expect((name["caseExact"] == .bool(false)) as Bool)
        let emails = try attribute("emails", of: user)
        #expect((emails["multiValued"] == .bool(true)) as Bool)
        #expect(try attribute("type", of: emails)["canonicalValues"]?.texts == ["work"])
        let primary = try attribute("primary", of: emails)
        #expect((primary["mutability"] == .string("readOnly")) as Bool)
        #expect((primary["returned"] == .string("request")) as Bool)
        #expect((try attribute("groups", of: user)["mutability"] == .string("readOnly")) as Bool)
        let members = try attribute("members", of: schema("urn:ietf:params:scim:schemas:core:2.0:Group"))
        #expect(try attribute("$ref", of: members)["referenceTypes"]?.texts == ["User"])
        #expect((try attribute("value", of: members)["mutability"] == .string("immutable")) as Bool)
    }

    @Test("list all schemas, their own included, and both resource types, each reachable by its id")
    func lists() throws {
        let discovery = SCIMDiscovery(base: Fixture.base, catalogue: Fixture.full)
        let schemas = try JSON(parsing: discovery.schemas())
        let ids = schemas["Resources"]?.elements.compactMap { $0["id"]?.text } ?? []
        #expect(ids.count == 6)
        #expect((schemas["totalResults"] == .integer(6)) as Bool)
        for id in ids {
            let single = try JSON(parsing: try #require(discovery.schema(id)))
            #expect((single["meta"]?["location"] == .string("\(Fixture.base)/Schemas/\(id)")) as Bool)
        }
        let types = try JSON(parsing: discovery.resourceTypes())
        #expect(types["Resources"]?.elements.compactMap { $0["endpoint"]?.text } == ["/Users", "/Groups"])
        #expect(discovery.resourceType("Device") == nil)
        #expect(discovery.schema("urn:x") == nil)
    }

    @Test("say what the service can, with the bounds that hold")
    func config() throws {
        let config = try JSON(parsing: SCIMDiscovery.serviceProviderConfig(base: Fixture.base))
        for feature in ["patch", "bulk", "filter", "sort", "etag"] {
            #expect((config[feature]?["supported"] == .bool(true)) as Bool)
        }
        #expect((config["bulk"]?["maxOperations"] == .integer(1_000)) as Bool)
        #expect((config["bulk"]?["maxPayloadSize"] == .integer(1_048_576)) as Bool)
        #expect((config["filter"]?["maxResults"] == .integer(200)) as Bool)
        #expect((config["pagination"]?["cursor"] == .bool(true)) as Bool)
        #expect((config["pagination"]?["maxPageSize"] == .integer(200)) as Bool)
        #expect(
            config["authenticationSchemes"]?.elements.compactMap { $0["type"]?.text } == ["oauthbearertoken", "oauth2"])
    }

    @Test("are not filtered: 403")
    func filtered() {
        #expect(SCIMDiscovery.refusedFilter.status == 403)
    }
}
