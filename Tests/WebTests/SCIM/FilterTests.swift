import Domain
import Testing
import Web

@Suite("Filters")
struct FilterTests {
    private func ada() throws -> DirectoryRecord {
        try Fixture.record(
            [
                .userName: "Ada.King@example.com", .externalID: "E-1", .displayName: "Ada Kingsley", .title: "Countess",
                .familyName: "King", .workEmail: "ada@example.com", .workPhone: "+44 1", .department: "Engines",
                .manager: "m1",
            ], groups: [GroupReference(id: Fixture.member(4), displayName: "Night")],
            changedAt: 1_795_000_000_123)
    }

    @Test(
        "match with every operator",
        arguments: [
            #"userName eq "ada.king@EXAMPLE.com""#, #"userName ne "bob""#, #"displayName co "KINGS""#,
            #"displayName sw "ada""#, #"displayName ew "SLEY""#, #"title gt "b""#, #"title ge "countess""#,
            #"title lt "d""#, #"title le "COUNTESS""#, "title pr", "active eq true", "active ne false",
            #"active eq "True""#, #"meta.lastModified gt "2026-11-18T11:06:40Z""#,
            #"meta.lastModified eq "2026-11-18T12:06:40.123+01:00""#, #"meta.created le "2026-11-18T11:06:40.000Z""#,
            #"meta.created lt "2026-11-18T11:06:40.001Z""#, #"id eq "2819C223-7f76-453a-919d-413861904646""#,
            #"id sw "2819c223""#, #"name.familyName eq "king""#, #"name co "kin""#, #"meta.resourceType eq "User""#,
            #"emails co "@example.com""#, #"emails.value ew ".com""#, #"emails[type eq "work" and value co "ada"]"#,
            #"emails[primary eq true].value eq "ADA@example.com""#, #"emails[type eq "work"]"#,
            #"emails[not (type eq "home")].value pr"#, #"phoneNumbers[type eq "work"].value sw "+44""#,
            #"groups.display eq "night""#, #"groups pr"#, #"schemas eq "urn:ietf:params:scim:schemas:core:2.0:User""#,
            #"urn:ietf:params:scim:schemas:core:2.0:User:userName sw "ada""#,
            #"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "engines""#,
            #"URN:IETF:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "m1""#,
            #"USERNAME EQ "ada.king@example.com" AND ACTIVE EQ TRUE"#.replacing("TRUE", with: "true"),
            #"title eq "x" or title eq "y" or active eq true"#, #"not (title eq "x")"#, #"NOT(title eq "x")"#,
            #"title eq "x" and title pr or active eq true"#, #"active eq true or title eq "x" and title eq "y""#,
            #"(title eq "x" or title pr) and (active eq true)"#, #"nickName ne "x""#, "nickName eq null",
            "title ne null", #"not (nickName pr)"#, #"  title   eq   "countess"  "#,
        ])
    func matches(filter: String) throws {
        #expect(try SCIMFilter(parsing: filter).matches(ada()))
    }

    @Test(
        "do not match where nothing answers",
        arguments: [
            #"userName eq "ada""#, #"userName ne "ADA.KING@example.com""#, #"externalId eq "e-1""#, #"title co "xyz""#,
            #"title ew "count""#, #"title gt "countess""#, "title eq null", "title eq 7", "active eq false",
            #"meta.lastModified gt "2026-11-18T11:06:40.123Z""#, "nickName pr", #"nickName eq "x""#, #"nickName co """#,
            #"emails[type eq "home"]"#, #"emails[type eq "home"].value eq "ada@example.com""#,
            #"emails[value eq "ada@example.com"].type eq "home""#, #"emails.display pr"#, #"userName.x pr"#,
            #"not (title pr)"#, #"(title eq "x" or active eq true) and title eq "y""#, #"members pr"#,
            #"urn:example:2.0:User:title pr"#, #"id eq "2819c2237f76453a919d413861904646""#,
        ])
    func matchesNot(filter: String) throws {
        #expect(try !SCIMFilter(parsing: filter).matches(ada()))
    }

    @Test("match groups by name, members and dates")
    func groups() throws {
        let group = try Fixture.group(externalID: "X", members: [Fixture.member(1), Fixture.member(2)])
        for filter in [
            #"displayName eq "NIGHT SHIFT""#, #"members[value eq "\#(Fixture.member(2))"]"#,
            #"members eq "\#(Fixture.member(1))""#, #"members.value eq "\#(Fixture.member(1))""#, #"externalId eq "X""#,
            #"members[type eq "User"]"#, #"meta.created ge "2026-01-01T00:00:00Z""#, #"meta.resourceType eq "Group""#,
        ] {
            #expect(try SCIMFilter(parsing: filter).matches(group))
        }
        #expect(try !SCIMFilter(parsing: #"members eq "\#(Fixture.member(3))""#).matches(group))
        #expect(try !SCIMFilter(parsing: "userName pr").matches(group))
    }

    @Test(
        "compare without letter case in every script, scalar by scalar: the Kelvin sign is a k, é and e + U+0301 differ"
    )
    func folding() throws {
        let record = try Fixture.record([.displayName: "\u{212A}ÄTHE ÇELİK ΣΊΣΥΦΟΣ", .externalID: "\u{212A}"])
        #expect(try SCIMFilter(parsing: #"displayName sw "käthe""#).matches(record))
        #expect(try SCIMFilter(parsing: #"displayName co "σίσυφοσ""#).matches(record))
        #expect(try !SCIMFilter(parsing: #"externalId eq "K""#).matches(record))
        let composed = try Fixture.record([.displayName: "Zo\u{E9}"])
        #expect(try !SCIMFilter(parsing: "displayName eq \"Zoe\u{301}\"").matches(composed))
        #expect(try SCIMFilter(parsing: "displayName eq \"ZO\u{C9}\"").matches(composed))
    }

    @Test("keep a quote apart from the combining accent behind it")
    func combining() throws {
        let record = try Fixture.record([.title: "a\"\u{301}b"])
        #expect(try SCIMFilter(parsing: "title eq \"a\\\"\u{301}b\"").matches(record))
        #expect(Fixture.problem { _ = try SCIMFilter(parsing: "title eq \"a\"\u{301}b\"") }?.type == .invalidFilter)
    }

    @Test(
        "are refused where the grammar is broken, with the byte",
        arguments: [
            ("", 0), ("   ", 3), ("userName", 8), ("userName eq", 11), (#"userName xx "a""#, 9), ("userName eq a", 12),
            (#"userName eq "a"#, 12), (#"userName eq "a" and"#, 19), (#"userName eq "a" title pr"#, 16),
            ("(title pr", 9),
            ("title pr)", 8), ("emails[type pr", 14), ("emails[type pr].", 16), ("emails[]", 7), ("[type pr]", 0),
            (#"emails[emails[type pr]]"#, 13), ("not title pr", 4), ("active gt true", 7), (#"active co "t""#, 7),
            (#"meta.created gt "yesterday""#, 13), ("title eq {}", 9), ("title eq [1]", 9), ("a..b pr", 0),
            (".a pr", 0),
            ("a.b.c pr", 0), (#"title eq "\u0000""#, 9), ("name.[x pr]", 0), ("and pr and", 10),
        ])
    func malformed(filter: String, byte: Int) {
        let problem = Fixture.problem { _ = try SCIMFilter(parsing: filter) }
        #expect(problem?.type == .invalidFilter)
        #expect(problem?.status == 400)
        #expect(problem?.failure.message.contains("byte \(byte):") ?? false)
    }

    @Test("are bounded in depth, length and number of parts")
    func bounds() throws {
        let nested = { (depth: Int) in
            String(repeating: "(", count: depth) + "title pr" + String(repeating: ")", count: depth)
        }
        _ = try SCIMFilter(parsing: nested(31))
        #expect(Fixture.problem { _ = try SCIMFilter(parsing: nested(32)) }?.type == .invalidFilter)
        let nots = String(repeating: "not (", count: 500) + "title pr" + String(repeating: ")", count: 500)
        #expect(Fixture.problem { _ = try SCIMFilter(parsing: nots) }?.type == .invalidFilter)
        let chain = { (count: Int) in Array(repeating: "title pr", count: count).joined(separator: " or ") }
        _ = try SCIMFilter(parsing: chain(50))
        #expect(Fixture.problem { _ = try SCIMFilter(parsing: chain(51)) }?.type == .invalidFilter)
        let long = #"title eq "\#(String(repeating: "x", count: 4_090))""#
        #expect(Fixture.problem { _ = try SCIMFilter(parsing: long) }?.type == .invalidFilter)
    }

    @Test(
        "give the indexed part and leave the rest to be matched",
        arguments: [
            (#"userName eq "a""#, .userName("a"), false), (#"externalId eq "A""#, .externalID("A"), false),
            (
                #"id eq "\#(Fixture.id)""#, .id(UUIDValue(high: 0x2819_c223_7f76_453a, low: 0x919d_4138_6190_4646)),
                false
            ),
            (#"id eq "7""#, .nothing, false), (#"emails eq "a@b""#, .workEmail("a@b"), false),
            (#"emails.value eq "a@b""#, .workEmail("a@b"), false),
            (#"emails[type eq "work" and value eq "a@b"]"#, .workEmail("a@b"), false),
            (#"emails[value eq "a@b"]"#, .workEmail("a@b"), false),
            (#"emails[type eq "WORK" and primary eq true].value eq "a@b""#, .workEmail("a@b"), false),
            (#"emails[type eq "home"].value eq "a@b""#, .nothing, false),
            (#"active eq true and userName eq "a""#, .userName("a"), true),
            (#"(active eq true and (userName eq "a")) and title pr"#, .userName("a"), true),
            (#"emails eq "a@b" and externalId eq "x""#, .externalID("x"), true),
            (#"userName eq "a" and (title pr or active eq true)"#, .userName("a"), true),
        ] as [(String, SCIMLookup, Bool)])
    func lookup(filter: String, key: SCIMLookup, hasResidual: Bool) throws {
        let found = try #require(try SCIMFilter(parsing: filter).lookup(in: .user))
        #expect((found.key == key) as Bool)
        #expect((found.residual != nil) == hasResidual)
    }

    @Test("answer Entra's question whether someone is in a group by the group's id")
    func membership() throws {
        let text = #"id eq "\#(Fixture.id)" and members eq "\#(Fixture.member(2))""#
        let found = try #require(try SCIMFilter(parsing: text).lookup(in: .group))
        let group = try Fixture.group(members: [Fixture.member(2)])
        #expect((found.key == .id(group.id)) as Bool)
        #expect(try #require(found.residual).matches(group))
        #expect(try !#require(found.residual).matches(Fixture.group()))
    }

    @Test("match the rest of an indexed filter")
    func residual() throws {
        let found = try #require(
            try SCIMFilter(parsing: #"userName eq "a" and active eq true and title pr"#).lookup(in: .user))
        let residual = try #require(found.residual)
        #expect(try residual.matches(ada()))
        #expect(try !residual.matches(Fixture.record([.title: "x"], active: false)))
    }

    @Test(
        "need a scan where no index answers",
        arguments: [
            #"userName co "a""#, #"userName eq "a" or title pr"#, #"not (userName eq "a")"#, #"displayName eq "a""#,
            #"title eq "a""#, #"emails co "a""#, #"emails[display eq "x" and value eq "y"]"#, #"userName ne "a""#,
            "userName eq 7", #"emails[type eq "work"]"#,
        ])
    func scan(filter: String) throws {
        #expect(try SCIMFilter(parsing: filter).lookup(in: .user) == nil)
    }
}
