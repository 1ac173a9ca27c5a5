import Domain
import Testing
import Web

@Suite("Reading a user")
struct UserDecoderTests {
    @Test("keeps every declared attribute, whatever the case of its name")
    func everything() throws {
        let (draft, dropped) = try Fixture.user(
            #"""
            "EXTERNALID":"e1","DisplayName":"Ada King","Title":"Countess","ACTIVE":false,
            "Name":{"Formatted":"Ada King","FAMILYNAME":"King","givenName":"Ada","middleName":"A.",
            "honorificPrefix":"Lady","honorificSuffix":"FRS"},
            "emails":[{"type":"home","value":"h@example.com"},{"TYPE":"Work","Value":"w@example.com","primary":"True"}],
            "phoneNumbers":[{"type":"work","value":"+44 1"}],
            "URN:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"Department":"D","employeeNUMBER":"7",
            "manager":{"value":"m"}}
            """#, catalogue: Fixture.full)
        let expected: [Attribute: String] = [
            .userName: "ada@example.com", .externalID: "e1", .displayName: "Ada King", .title: "Countess",
            .formattedName: "Ada King", .familyName: "King", .givenName: "Ada", .middleName: "A.",
            .honorificPrefix: "Lady", .honorificSuffix: "FRS", .workEmail: "w@example.com", .workPhone: "+44 1",
            .department: "D", .employeeNumber: "7", .manager: "m",
        ]
        #expect(Dictionary(uniqueKeysWithValues: draft.attributes.entries.map { ($0.attribute, $0.value) }) == expected)
        #expect(!draft.active)
        #expect(dropped == [#"emails[type eq "home"]"#])
    }

    @Test("drops what the customer has not instructed, by its full name")
    func uninstructed() throws {
        let (draft, dropped) = try Fixture.user(
            #"""
            "phoneNumbers":[{"type":"work","value":"1"},{"type":"mobile","value":"2"},{"type":"x y","value":"3"}],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D","manager":"m","division":"V"}
            """#)
        #expect(draft.attributes.entries.count == 1)
        #expect(
            dropped == [
                #"phoneNumbers[type eq "mobile"]"#, "phoneNumbers", #"phoneNumbers[type eq "work"]"#,
                "\(Fixture.enterprise):department", "\(Fixture.enterprise):manager", "\(Fixture.enterprise):division",
            ])
    }

    @Test(
        "keeps the work e-mail: type work first, else an untyped one that is primary or alone",
        arguments: [
            (#"[{"value":"a@b"}]"#, "a@b"), (#"[{"value":"a@b","type":"home","primary":true}]"#, nil),
            (#"[{"value":"a@b"},{"value":"c@d","primary":true}]"#, "c@d"), (#"[{"value":"a@b"},{"value":"c@d"}]"#, nil),
            (#"[{"value":"a@b","type":"work"},{"value":"c@d","type":"work","primary":true}]"#, "c@d"),
            (#"[{"value":"a@b","primary":true},{"value":"c@d","type":"WORK"}]"#, "c@d"),
            (#"{"value":"a@b","type":"work"}"#, "a@b"), (#"[{"type":"work","value":""}]"#, nil), (#"["a@b"]"#, "a@b"),
            ("[null]", nil),
        ] as [(String, String?)])
    func emails(sent: String, expected: String?) throws {
        #expect(try Fixture.user(#""emails":\#(sent)"#).draft.attributes[.workEmail] == expected)
    }

    @Test(
        "refuses wrong types, and names the field but never the value",
        arguments: [
            (#""title":1234567"#, "title"), (#""name":"1234567""#, "name"), (#""active":"1234567""#, "active"),
            (#""active":1"#, "active"), (#""emails":1234567"#, "emails"),
            (#""emails":[{"value":1234567}]"#, "emails.value"), (#""displayName":{"1234567":1}"#, "displayName"),
            (#""name":{"givenName":["1234567"]}"#, "name.givenName"),
        ])
    func wrongTypes(sent: String, field: String) {
        let problem = Fixture.problem { _ = try Fixture.user(sent) }
        #expect(problem?.failure.kind == .invalid(field: field))
        #expect(problem?.type == .invalidValue)
        #expect(problem?.status == 400)
        #expect(!(problem?.failure.message.contains("1234567") ?? true))
    }

    @Test(
        "requires a userName that is not blank",
        arguments: [
            #"{"not":"a user"}"#, #"{"userName":""}"#, #"{"userName":null}"#, #"{"userName":" \u00a0\u3000"}"#, "{}",
        ])
    func userNameRequired(body: String) throws {
        var dropped = DroppedNames()
        let json = try Fixture.json(body)
        let problem = Fixture.problem {
            _ = try SCIMUserDecoder.decode(json, catalogue: Catalogue(), dropped: &dropped)
        }
        #expect(problem?.failure.kind == .invalid(field: "userName"))
    }

    @Test("refuses a body that is no object, with invalidSyntax", arguments: ["[]", "1", #""x""#, "null"])
    func noObject(body: String) throws {
        var dropped = DroppedNames()
        let json = try Fixture.json(body)
        #expect(
            Fixture.problem { _ = try SCIMUserDecoder.decode(json, catalogue: Catalogue(), dropped: &dropped) }?.type
                == .invalidSyntax)
    }

    @Test("counts length in scalars, up to each attribute's limit, and refuses a name of 10,000")
    func lengths() throws {
        let longest = String(repeating: "é", count: 256)
        #expect(try Fixture.user(#""title":"\#(longest)""#).draft.attributes[.title] == longest)
        #expect(Fixture.problem { _ = try Fixture.user(#""title":"\#(longest)x""#) }?.type == .invalidValue)
        let name = String(repeating: "n", count: 10_000)
        #expect(Fixture.problem { _ = try Fixture.user(#""displayName":"\#(name)""#) }?.status == 400)
    }

    @Test(
        "refuses control characters and line separators anywhere",
        arguments: ["\\u0001", "\\n", "\\u007f", "\\u0085", "\\u2028"])
    func controls(escape: String) {
        #expect(Fixture.problem { _ = try Fixture.user(#""title":"a\#(escape)b""#) }?.type == .invalidValue)
    }

    @Test(
        "refuses text-direction controls and invisible characters in userName and e-mail",
        arguments: [
            "\u{202E}", "\u{2066}", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{E0041}", "\u{3164}", "\u{FFF9}",
            "\u{61C}",
        ])
    func invisible(character: String) {
        #expect(Fixture.problem { _ = try Fixture.user(userName: "a\(character)b") }?.type == .invalidValue)
        let email = #""emails":[{"type":"work","value":"a\#(character)@b"}]"#
        #expect(Fixture.problem { _ = try Fixture.user(email) }?.type == .invalidValue)
    }

    @Test("stores names in any script and normalization form as they came")
    func scripts() throws {
        for name in ["نورة العتيبي", "Zoe\u{308}", "李小龍", "\u{200F}שרה", "Ng\u{169}g\u{129}"] {
            let stored = try Fixture.user(#""displayName":"\#(name)""#).draft.attributes[.displayName]
            #expect(stored.map { Array($0.utf8) } == Array(name.utf8))
        }
    }

    @Test(
        "refuses a work e-mail that is none",
        arguments: ["ada", "@b", "a@", "a@b@c", "a b@c", "a\u{A0}b@c"])
    func emailForm(email: String) {
        let sent = #""emails":[{"type":"work","value":"\#(email)"}]"#
        #expect(Fixture.problem { _ = try Fixture.user(sent) }?.failure.kind == .invalid(field: "emails"))
    }

    @Test("leaves a PUT without active as the person is")
    func putWithoutActive() throws {
        var dropped = DroppedNames()
        let json = try Fixture.json(#"{"userName":"a"}"#)
        #expect(
            try !SCIMUserDecoder.decode(json, catalogue: Catalogue(), isActive: false, dropped: &dropped).active)
        #expect(try SCIMUserDecoder.decode(json, catalogue: Catalogue(), dropped: &dropped).active)
    }

    @Test("knows the extension's attributes outside it too, and drops them by the name that they came under")
    func outsideExtension() throws {
        let sent = #""department":"D","employeeNumber":"7","manager":"m""#
        let draft = try Fixture.user(sent, catalogue: Fixture.full).draft
        #expect(draft.attributes[.department] == "D")
        #expect(draft.attributes[.employeeNumber] == "7")
        #expect(draft.attributes[.manager] == "m")
        #expect(try Fixture.user(sent).dropped == ["department", "employeeNumber", "manager"])
    }

    @Test("refuses names that differ only in case, with invalidSyntax")
    func repeated() {
        #expect(Fixture.problem { _ = try Fixture.json(#"{"userName":"a","USERNAME":"b"}"#) }?.type == .invalidSyntax)
    }

    @Test("bounds the names of what it dropped, in number and form")
    func droppedBounds() throws {
        let many = (0..<200).map { #""attribute\#($0)":"x""# }.joined(separator: ",")
        let names = try Fixture.user(many).dropped
        #expect(names.count == DroppedNames.countMax)
        #expect(names.last == DroppedNames.other)
        let long = String(repeating: "a", count: 129)
        #expect(try Fixture.user(#""\#(long)":1"#).dropped == [DroppedNames.other])
        #expect(try Fixture.user(#""ada@example.com":1,"Ünlü":1,"":1"#).dropped == [DroppedNames.other])
    }
}
