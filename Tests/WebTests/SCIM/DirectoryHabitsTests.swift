import Domain
import Testing
import Web

/// What Entra and Okta send, by the rows of the reference: each row that the protocol layer decides has its test here.
@Suite("What real directories send")
struct DirectoryHabitsTests {
    @Test("Entra's Test Connection: a userName that is nobody's is a look-up, and an empty list is an answer")
    func testConnection() throws {
        let filter = try SCIMFilter(parsing: #"userName eq "0b4f6d2e-4a5b-4a54-8c6f-f2a1c3a3f5f0""#)
        let lookup = try #require(filter.lookup(in: .user))
        #expect((lookup.key == .userName("0b4f6d2e-4a5b-4a54-8c6f-f2a1c3a3f5f0")) as Bool)
        #expect(lookup.residual == nil)
        let list = try Fixture.written {
            SCIMListResponse(totalResults: 0, itemsPerPage: 0, startIndex: 1).write(to: &$0) { _ in }
        }
        #expect((list["totalResults"] == .integer(0)) as Bool)
        #expect((list["Resources"] == .array([])) as Bool)
    }

    @Test("POST with empty roles, meta, nulls and a misspelt extension URN is accepted; unknowns are dropped by name")
    func entraPost() throws {
        let (draft, dropped) = try Fixture.user(
            #"""
            "roles":[],"meta":{"resourceType":"User"},"title":null,"nickName":null,"emails":[],"timezone":"",
            "schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
            "urn:ietf:params:scim:schemas:extension:enterprise:1.0:User":{"department":"Sales"},
            "preferredLanguage":"de","addresses":[{"type":"home","locality":"Bonn"}]
            """#, catalogue: Fixture.full)
        #expect(draft.attributes.entries.map(\.attribute) == [.userName])
        #expect(
            dropped == [
                "urn:ietf:params:scim:schemas:extension:enterprise:1.0:User", "preferredLanguage",
                #"addresses[type eq "home"]"#,
            ])
    }

    @Test("a uniqueness conflict is 409 with scimType uniqueness and the status as a string")
    func uniqueness() throws {
        let problem = SCIMProblem(Failure(.conflict(.uniqueness), "Taken."))
        let body = try JSON(parsing: SCIMErrorWriter.body(problem))
        #expect(problem.status == 409)
        #expect((body["status"] == .string("409")) as Bool)
        #expect((body["scimType"] == .string("uniqueness")) as Bool)
    }

    @Test("userName eq in capitals and externalId eq are one hit")
    func caseOfNames() throws {
        let record = try Fixture.record([.userName: "ada@example.com", .externalID: "x"])
        #expect(try SCIMFilter(parsing: #"userName eq "ADA@EXAMPLE.COM""#).matches(record))
        #expect(try SCIMFilter(parsing: #"externalId eq "x""#).matches(record))
        #expect(try !SCIMFilter(parsing: #"externalId eq "X""#).matches(record))
    }

    @Test(#"emails[type eq "work"].value eq "a@b" is one hit, though not RFC grammar"#)
    func valuePathComparison() throws {
        let filter = try SCIMFilter(parsing: #"emails[type eq "work"].value eq "a@b""#)
        #expect(try filter.matches(Fixture.record([.workEmail: "A@b"])))
        #expect(try !filter.matches(Fixture.record([.workEmail: "c@b"])))
        #expect((try #require(filter.lookup(in: .user)).key == .workEmail("a@b")) as Bool)
    }

    @Test(
        "Replace active as a string, and Add on single-valued attributes, store a boolean",
        arguments: [
            (#"{"op":"Replace","path":"active","value":"False"}"#, false),
            (#"{"op":"Add","path":"active","value":"False"}"#, false),
            (#"{"op":"replace","value":{"active":false}}"#, false),
            (#"{"op":"replace","path":"active","value":"true"}"#, true),
            (#"{"op":"Replace","path":"active","value":[{"$ref":null,"value":"False"}]}"#, false),
        ])
    func activeAsString(operation: String, isActive: Bool) throws {
        #expect(try Fixture.patched(Fixture.draft(active: !isActive), operation).draft.active == isActive)
        #expect(try !Fixture.user(#""active":"False""#).draft.active)
    }

    @Test("Add on a single-valued attribute sets it")
    func addSingle() throws {
        let operation = #"{"op":"Add","path":"title","value":"Welder"},{"op":"Add","path":"title","value":"Foreman"}"#
        #expect(try Fixture.patched(Fixture.draft(), operation).draft.attributes[.title] == "Foreman")
    }

    @Test(
        #"Replace emails[type eq "work"].value changes it in place, and creates it where there is none"#,
        arguments: [nil, "old@example.com"])
    func replaceWorkEmail(old: String?) throws {
        var draft = Fixture.draft()
        draft.attributes[.workEmail] = old
        let operation = #"{"op":"Replace","path":"emails[type eq \"work\"].value","value":"new@example.com"}"#
        #expect(try Fixture.patched(draft, operation).draft.attributes[.workEmail] == "new@example.com")
    }

    @Test("path-less replace resolves dotted keys and URN keys")
    func pathless() throws {
        let (draft, dropped) = try Fixture.patched(
            Fixture.draft([.familyName: "King"]),
            #"""
            {"op":"replace","value":{"name.givenName":"Ada","displayName":"Ada King","id":"x","meta":{},"groups":[],
            "urn:ietf:params:scim:schemas:core:2.0:User:title":"Countess",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"Engines",
            "emails[type eq \"work\"].value":"ada@example.org",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter":"9"}}
            """#)
        #expect(draft.attributes[.givenName] == "Ada")
        #expect(draft.attributes[.familyName] == "King")
        #expect(draft.attributes[.title] == "Countess")
        #expect(draft.attributes[.department] == "Engines")
        #expect(draft.attributes[.workEmail] == "ada@example.org")
        #expect(dropped == ["\(Fixture.enterprise):costCenter"])
    }

    @Test(
        "manager comes as an object, an array, a string or empty",
        arguments: [
            (#"{"value":"m1"}"#, "m1"), (#"[{"value":"m1"}]"#, "m1"), (#""m1""#, "m1"), (#"["m1"]"#, "m1"),
            (#""""#, nil),
            ("null", nil), ("[]", nil), ("{}", nil), (#"{"value":""}"#, nil),
            (#"{"value":null,"displayName":null}"#, nil),
        ] as [(String, String?)])
    func manager(value: String, expected: String?) throws {
        let sent = #""\#(Fixture.enterprise)":{"manager":\#(value)}"#
        #expect(try Fixture.user(sent, catalogue: Fixture.full).draft.attributes[.manager] == expected)
        for path in ["\(Fixture.enterprise):manager", "manager"] {
            let operation = #"{"op":"Add","path":"\#(path)","value":\#(value)}"#
            let patched = try Fixture.patched(Fixture.draft([.manager: "m0"]), operation)
            #expect(patched.draft.attributes[.manager] == expected)
        }
    }

    @Test("Replace title with an empty string or null unsets it", arguments: [#""""#, "null"])
    func unset(value: String) throws {
        let operation = #"{"op":"Replace","path":"title","value":\#(value)}"#
        #expect(try Fixture.patched(Fixture.draft([.title: "Welder"]), operation).draft.attributes[.title] == nil)
    }

    @Test("Remove members with a value array removes only those members")
    func removeMembers() throws {
        let group = GroupDraft(displayName: "G", members: [1, 2, 3].map(Fixture.member))
        let operation = #"{"op":"Remove","path":"members","value":[{"value":"\#(Fixture.member(2))"}]}"#
        #expect(try Fixture.patched(group, operation).members == [1, 3].map(Fixture.member))
    }

    @Test("GET /Groups with excludedAttributes=members and displayName eq in another case is one hit without members")
    func groupQuery() throws {
        let query = try SCIMQuery(items: [
            ("excludedAttributes", "members"), ("filter", #"displayName eq "NIGHT SHIFT""#),
        ])
        let group = try Fixture.group(members: [Fixture.member(1)])
        #expect(try #require(query.filter).matches(group))
        #expect((query.filter?.lookup(in: .group)?.key == .displayName("NIGHT SHIFT")) as Bool)
        #expect(!query.selection.hasMembers)
        let written = try Fixture.written {
            SCIMGroupWriter(base: Fixture.base, selection: query.selection).write(group, to: &$0)
        }
        #expect(written.names == ["schemas", "id", "displayName", "meta"])
    }

    @Test(
        "startIndex and count are clamped, never refused",
        arguments: [
            ("0", "10", 1, 10), ("-5", "-1", 1, 0), ("7", "0", 7, 0), ("1", "5000", 1, 200),
            ("99999999999999999999", "99999999999999999999", .max, 200), ("-99999999999999999999", "", 1, 100),
        ])
    func paging(start: String, count: String, expectedStart: Int, expectedCount: Int) throws {
        let query = try SCIMQuery(items: [("startIndex", start), ("count", count)])
        #expect(query.startIndex == expectedStart)
        #expect(query.count == expectedCount)
    }

    @Test("a deactivated user is written with active false and matches filters")
    func deactivated() throws {
        let record = try Fixture.record(active: false)
        #expect(try SCIMFilter(parsing: "active eq false").matches(record))
        #expect((try Fixture.user(of: record)["active"] == .bool(false)) as Bool)
    }

    @Test("Okta's POST with a dummy password: it is discarded, and not counted as dropped")
    func password() throws {
        let (draft, dropped) = try Fixture.user(#""password":"1mz050nq","locale":"en-US""#)
        #expect(draft.attributes.entries.map(\.attribute) == [.userName])
        #expect(dropped == ["locale"])
        let config = try JSON(parsing: SCIMDiscovery.serviceProviderConfig(base: Fixture.base))
        #expect((config["changePassword"]?["supported"] == .bool(false)) as Bool)
    }

    @Test("Okta's PUT read-modify-write: id, meta and groups are read over, and the extension is kept")
    func readModifyWrite() throws {
        let groups = [GroupReference(id: Fixture.member(9), displayName: "G")]
        let record = try Fixture.record(
            [
                .title: "Welder", .department: "Yard", .manager: Fixture.id, .workEmail: "ada@example.com",
                .workPhone: "1", .givenName: "Ada",
            ], groups: groups)
        var writer = JSONWriter()
        SCIMUserWriter(base: Fixture.base, catalogue: Fixture.full).write(record, to: &writer)
        var dropped = DroppedNames()
        let draft = try SCIMUserDecoder.decode(
            JSON(scim: writer.bytes), catalogue: Fixture.full, dropped: &dropped)
        #expect(draft == record.draft)
        #expect(dropped.names.isEmpty)
    }

    @Test("a bad token is 401 with a detail and the status as a string")
    func unauthenticated() throws {
        let body = try JSON(
            parsing: SCIMErrorWriter.body(SCIMProblem(Failure(.unauthenticated, "Send a valid token."))))
        #expect((body["status"] == .string("401")) as Bool)
        #expect((body["detail"] == .string("Send a valid token.")) as Bool)
        #expect(body["schemas"]?.texts == ["urn:ietf:params:scim:api:messages:2.0:Error"])
    }

    @Test("user.groups reflects membership")
    func groups() throws {
        let record = try Fixture.record(groups: [GroupReference(id: Fixture.member(5), displayName: "Night shift")])
        let group = try #require(try Fixture.user(of: record)["groups"]?.elements.first)
        #expect((group["value"] == .string("\(Fixture.member(5))")) as Bool)
        #expect((group["$ref"] == .string("\(Fixture.base)/Groups/\(Fixture.member(5))")) as Bool)
        #expect((group["display"] == .string("Night shift")) as Bool)
        #expect((group["type"] == .string("direct")) as Bool)
        #expect(try SCIMFilter(parsing: #"groups[value eq "\#(Fixture.member(5))"]"#).matches(record))
    }
}

extension Fixture {
    /// A user as it is written under the full catalogue.
    static func user(of record: DirectoryRecord, selection: AttributeSelection = .all) throws -> JSON {
        try written { SCIMUserWriter(base: base, catalogue: full, selection: selection).write(record, to: &$0) }
    }
}
