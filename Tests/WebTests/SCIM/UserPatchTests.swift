import Domain
import Testing
import Web

@Suite("PATCH of a user")
struct UserPatchTests {
    private let known = Fixture.draft([
        .title: "Welder", .givenName: "Ada", .familyName: "King", .workEmail: "ada@example.com", .department: "Yard",
        .manager: "m", .workPhone: "1",
    ])

    @Test("replaces the parts of name that are given and keeps the others, with and without path")
    func name() throws {
        for operation in [
            #"{"op":"replace","path":"name","value":{"givenName":"Augusta"}}"#,
            #"{"op":"replace","value":{"name":{"givenName":"Augusta"}}}"#,
            #"{"op":"replace","path":"name.givenName","value":"Augusta"}"#,
            #"{"op":"ADD","path":"urn:ietf:params:scim:schemas:core:2.0:User:name.givenName","value":"Augusta"}"#,
        ] {
            let draft = try Fixture.patched(known, operation).draft
            #expect(draft.attributes[.givenName] == "Augusta")
            #expect(draft.attributes[.familyName] == "King")
        }
    }

    @Test(
        "removes what a path names",
        arguments: [
            ("title", [.title]), ("name", [.givenName, .familyName]), ("name.givenName", [.givenName]),
            ("emails", [.workEmail]), (#"emails[type eq \"work\"]"#, [.workEmail]),
            (#"emails[type eq \"work\"].value"#, [.workEmail]),
            (#"emails[value eq \"ADA@example.com\"]"#, [.workEmail]),
            (#"emails[type eq \"home\"]"#, []), (#"emails[value eq \"x@y\"]"#, []), ("phoneNumbers", [.workPhone]),
            ("\(Fixture.enterprise):department", [.department]), ("\(Fixture.enterprise):manager", [.manager]),
            ("\(Fixture.enterprise)", [.department, .manager]), ("nickName", []), ("addresses", []),
        ] as [(String, [Attribute])])
    func remove(path: String, removed: [Attribute]) throws {
        let (draft, dropped) = try Fixture.patched(known, #"{"op":"remove","path":"\#(path)"}"#)
        let left = known.attributes.entries.map(\.attribute).filter { !removed.contains($0) }
        #expect(draft.attributes.entries.map(\.attribute) == left)
        #expect(dropped.isEmpty)
    }

    @Test("removes e-mails by a value array only if they are named")
    func removeByValue() throws {
        let other = #"{"op":"remove","path":"emails","value":[{"value":"x@y"}]}"#
        #expect(try Fixture.patched(known, other).draft.attributes[.workEmail] != nil)
        let same = #"{"op":"remove","path":"emails","value":[{"value":"ADA@example.com","type":"work"}]}"#
        #expect(try Fixture.patched(known, same).draft.attributes[.workEmail] == nil)
    }

    @Test("adds e-mails without unsetting the one there is, and replaces them whole")
    func wholeEmails() throws {
        let home = #"[{"type":"home","value":"h@example.com"}]"#
        let (added, dropped) = try Fixture.patched(known, #"{"op":"add","path":"emails","value":\#(home)}"#)
        #expect(added.attributes[.workEmail] == "ada@example.com")
        #expect(dropped == [#"emails[type eq "home"]"#])
        let replaced = try Fixture.patched(known, #"{"op":"replace","path":"emails","value":\#(home)}"#).draft
        #expect(replaced.attributes[.workEmail] == nil)
        let work = #"{"op":"add","path":"emails","value":[{"type":"work","value":"w@example.com"}]}"#
        #expect(try Fixture.patched(known, work).draft.attributes[.workEmail] == "w@example.com")
    }

    @Test(
        "sets the work e-mail by every path that names it",
        arguments: [
            (#"emails[type eq \"work\"].value"#, #""n@example.com""#),
            (#"emails[primary eq true].value"#, #""n@example.com""#),
            (#"emails[type eq \"work\" and primary eq true].value"#, #""n@example.com""#),
            (#"emails[type eq \"work\"]"#, #"{"value":"n@example.com"}"#), ("emails.value", #""n@example.com""#),
            (#"emails[value eq \"ada@example.com\"].value"#, #""n@example.com""#),
            (#"urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq \"work\"].value"#, #""n@example.com""#),
            (#"EMAILS[TYPE EQ \"WORK\"].VALUE"#, #"[{"$ref":null,"value":"n@example.com"}]"#),
        ])
    func emailPaths(path: String, value: String) throws {
        let operation = #"{"op":"replace","path":"\#(path)","value":\#(value)}"#
        #expect(try Fixture.patched(known, operation).draft.attributes[.workEmail] == "n@example.com")
    }

    @Test("drops what is not declared, by name, and keeps the rest of the request")
    func dropped() throws {
        let (draft, dropped) = try Fixture.patched(
            known,
            #"""
            {"op":"add","path":"phoneNumbers[type eq \"mobile\"].value","value":"2"},
            {"op":"add","path":"addresses[type eq \"work\"].locality","value":"Bonn"},
            {"op":"add","path":"emails[type eq \"home\"].value","value":"h@example.com"},
            {"op":"add","path":"nickName","value":"A"},
            {"op":"add","path":"urn:ietf:params:scim:schemas:extension:acme:2.0:User:shoeSize","value":"44"},
            {"op":"replace","path":"roles","value":[{"value":"x"}]},
            {"op":"replace","path":"title","value":"Foreman"}
            """#)
        #expect(draft.attributes[.title] == "Foreman")
        #expect(draft.attributes[.workPhone] == "1")
        #expect(
            dropped == [
                #"phoneNumbers[type eq "mobile"].value"#, #"addresses[type eq "work"].locality"#,
                #"emails[type eq "home"].value"#, "nickName",
                "urn:ietf:params:scim:schemas:extension:acme:2.0:User:shoeSize",
            ])
    }

    @Test("drops what is not instructed, and stores it once it is")
    func instructed() throws {
        let operation = #"{"op":"add","path":"\#(Fixture.enterprise):employeeNumber","value":"7"}"#
        let (draft, dropped) = try Fixture.patched(Fixture.draft(), operation, catalogue: Catalogue())
        #expect(draft.attributes[.employeeNumber] == nil)
        #expect(dropped == ["\(Fixture.enterprise):employeeNumber"])
        #expect(try Fixture.patched(Fixture.draft(), operation).draft.attributes[.employeeNumber] == "7")
    }

    @Test(
        "answers each wrong request in the RFC's own word",
        arguments: [
            (#"{"op":"remove"}"#, .noTarget), (#"{"op":"move","path":"title","value":"x"}"#, .invalidSyntax),
            (#"{"path":"title","value":"x"}"#, .invalidSyntax), (#"{"op":"add","path":"title"}"#, .invalidValue),
            (#"{"op":"add","value":"x"}"#, .invalidValue), (#"{"op":"add","path":7,"value":"x"}"#, .invalidPath),
            (#"{"op":"replace","path":"id","value":"x"}"#, .mutability),
            (#"{"op":"replace","path":"meta.created","value":"x"}"#, .mutability),
            (#"{"op":"add","path":"groups","value":[{"value":"x"}]}"#, .mutability),
            (#"{"op":"remove","path":"userName"}"#, .mutability), (#"{"op":"remove","path":"active"}"#, .mutability),
            (#"{"op":"replace","path":"userName","value":""}"#, .invalidValue),
            (#"{"op":"replace","path":"emails[value eq \"no@one\"].value","value":"x@y"}"#, .noTarget),
            (#"{"op":"replace","path":"emails[type eq","value":"x"}"#, .invalidPath),
            (#"{"op":"replace","path":"title.x","value":"x"}"#, .invalidPath),
            (#"{"op":"replace","path":"title[value eq \"x\"]","value":"x"}"#, .invalidPath),
            (#"{"op":"replace","path":"a b","value":"x"}"#, .invalidPath),
            (#"{"op":"replace","path":"active","value":null}"#, .invalidValue),
            (#"{"op":"replace","path":"title","value":7}"#, .invalidValue),
        ] as [(String, SCIMType)])
    func wrong(operation: String, type: SCIMType) {
        let problem = Fixture.problem { _ = try Fixture.patched(known, operation) }
        #expect(problem?.type == type)
        #expect(problem?.status == 400)
    }

    @Test("changes nothing if one operation of many is wrong")
    func atomic() throws {
        var draft = known
        var dropped = DroppedNames()
        let patch = try SCIMPatch(
            Fixture.json(
                #"{"Operations":[{"op":"replace","path":"title","value":"X"},{"op":"remove","path":"userName"}]}"#))
        #expect(throws: SCIMProblem.self) { try patch.apply(to: &draft, catalogue: Fixture.full, dropped: &dropped) }
        #expect(draft == known)
    }

    @Test("reads 1,000 operations and refuses 1,001, and a request without any")
    func bounds() throws {
        let operation = #"{"op":"replace","path":"title","value":"x"}"#
        let many = { (count: Int) in Array(repeating: operation, count: count).joined(separator: ",") }
        #expect(try Fixture.patched(known, many(1_000)).draft.attributes[.title] == "x")
        #expect(Fixture.problem { _ = try Fixture.patched(known, many(1_001)) }?.status == 413)
        #expect(Fixture.problem { _ = try Fixture.patched(known, "") }?.type == .invalidSyntax)
        #expect(Fixture.problem { _ = try SCIMPatch(Fixture.json("[]")) }?.type == .invalidSyntax)
    }

    @Test("takes a whole schema as a key of a path-less operation")
    func schemaKeys() throws {
        let core = "urn:ietf:params:scim:schemas:core:2.0:User"
        let operation = #"""
            {"op":"add","value":{"\#(core)":{"title":"T"},"\#(Fixture.enterprise)":{"department":"Dock"},"id":"x"}}
            """#
        let draft = try Fixture.patched(known, operation).draft
        #expect(draft.attributes[.title] == "T")
        #expect(draft.attributes[.department] == "Dock")
        #expect(draft.attributes[.manager] == "m")
    }

    @Test("takes a whole extension as a path")
    func extensionPath() throws {
        let operation =
            #"{"op":"add","path":"\#(Fixture.enterprise)","value":{"department":"Dock","manager":{"value":"n"}}}"#
        let draft = try Fixture.patched(known, operation).draft
        #expect(draft.attributes[.department] == "Dock")
        #expect(draft.attributes[.manager] == "n")
    }
}
