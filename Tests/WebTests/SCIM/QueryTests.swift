import Domain
import Testing
import Web

@Suite("Queries")
struct QueryTests {
    private func selection(_ name: String, _ value: String) throws -> AttributeSelection {
        try SCIMQuery(items: [(name, value)]).selection
    }

    private func names(_ selection: AttributeSelection) throws -> [String] {
        let groups = [GroupReference(id: Fixture.member(1), displayName: "G")]
        let record = try Fixture.record(
            [.displayName: "Ada", .givenName: "A", .familyName: "K", .workEmail: "a@b", .department: "D"],
            groups: groups)
        return try Fixture.user(of: record, selection: selection).names
    }

    @Test("have defaults: everything, 100 from the first on, by index")
    func defaults() throws {
        let query = try SCIMQuery(items: [("filter", ""), ("attributes", ""), ("unknown", "x")])
        #expect(query.filter == nil && query.cursor == nil && query.sort == nil)
        #expect(query.startIndex == 1 && query.count == 100 && query.selection == .all)
    }

    @Test("ask for the first page by cursor with an empty one")
    func firstCursor() throws {
        #expect(try SCIMQuery(items: [("cursor", ""), ("count", "10")]).cursor == "")
        #expect(try SCIMQuery(search: Fixture.json(#"{"cursor":"abc"}"#)).cursor == "abc")
    }

    @Test("refuse what is no number, and parameters given twice")
    func wrong() {
        #expect(Fixture.problem { _ = try SCIMQuery(items: [("count", "ten")]) }?.type == .invalidValue)
        #expect(Fixture.problem { _ = try SCIMQuery(items: [("startIndex", "-")]) }?.type == .invalidValue)
        #expect(Fixture.problem { _ = try SCIMQuery(items: [("filter", "a pr"), ("FILTER", "b pr")]) }?.status == 400)
        #expect(Fixture.problem { _ = try SCIMQuery(items: [("filter", "x")]) }?.type == .invalidFilter)
    }

    @Test("are the same from an address and from the body of .search")
    func search() throws {
        let body = try SCIMQuery(
            search: Fixture.json(
                #"""
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"title pr","startIndex":3,
                "count":5,"sortBy":"userName","sortOrder":"descending","attributes":["userName","name.givenName"]}
                """#))
        let items = try SCIMQuery(items: [
            ("filter", "title pr"), ("startIndex", "3"), ("count", "5"), ("sortBy", "userName"),
            ("sortOrder", "descending"), ("attributes", "userName, name.givenName"),
        ])
        #expect(body.fingerprint == items.fingerprint)
        #expect(body.selection == items.selection)
        #expect(body.startIndex == 3 && body.count == 5)
        #expect(body.sort?.isDescending ?? false)
    }

    @Test(
        "refuse wrong types in the body of .search",
        arguments: [#"{"filter":7,"count":{}}"#, #"{"sortBy":["x"]}"#, "[]"])
    func wrongBody(body: String) {
        #expect(Fixture.problem { _ = try SCIMQuery(search: Fixture.json(body)) }?.status == 400)
    }

    @Test(
        "select attributes by name in any case, by part and by URN; id and schemas are always there",
        arguments: [
            ("attributes", "USERNAME", ["schemas", "id", "userName"]),
            ("attributes", "urn:ietf:params:scim:schemas:core:2.0:User:displayName", ["schemas", "id", "displayName"]),
            ("attributes", "name.givenName,emails.value", ["schemas", "id", "name", "emails"]),
            (
                "attributes", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
                ["schemas", "id", Fixture.enterprise]
            ),
            (
                "attributes", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                ["schemas", "id", Fixture.enterprise]
            ),
            ("attributes", "meta.version", ["schemas", "id", "meta"]),
            ("attributes", "nickName,x y,..", ["schemas", "id"]),
            (
                "excludedAttributes", "id,schemas,name,emails,groups,meta,active,displayName",
                ["schemas", "id", "userName", Fixture.enterprise]
            ),
            (
                "excludedAttributes", "name.givenName,urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                ["schemas", "id", "userName", "name", "displayName", "active", "emails", "groups", "meta"]
            ),
        ])
    func selections(parameter: String, value: String, expected: [String]) throws {
        #expect(try names(selection(parameter, value)) == expected)
    }

    @Test("return emails.primary only when it is asked for by name")
    func primary() throws {
        let record = try Fixture.record([.workEmail: "a@b"])
        let parts = { (selection: AttributeSelection) in
            try Fixture.user(of: record, selection: selection)["emails"]?.elements.first?.names ?? []
        }
        #expect(try parts(.all) == ["value", "type"])
        #expect(try parts(selection("attributes", "emails")) == ["value", "type"])
        #expect(try parts(selection("attributes", "emails.primary")) == ["primary"])
    }

    @Test("order by text without case, by date and by boolean, with what has no value last")
    func sorting() throws {
        let sort = try #require(try SCIMQuery(items: [("sortBy", "title")]).sort)
        let titles = try ["b", nil, "A", "ä", "C"].map { title in
            sort.key(of: try Fixture.record(title.map { [.title: $0] } ?? [:]))
        }
        let order = titles.indices.sorted { sort.isOrdered(titles[$0], before: titles[$1]) }
        #expect(order == [2, 0, 4, 3, 1])
        let descending = try #require(try SCIMQuery(items: [("sortBy", "TITLE"), ("sortOrder", "Descending")]).sort)
        #expect(titles.indices.sorted { descending.isOrdered(titles[$0], before: titles[$1]) } == [1, 3, 4, 0, 2])
        let dates = try #require(try SCIMQuery(items: [("sortBy", "meta.lastModified")]).sort)
        let (early, late) = (try Fixture.record(changedAt: 5), try Fixture.record(changedAt: 40))
        #expect(dates.isOrdered(dates.key(of: early), before: dates.key(of: late)))
        #expect(try SCIMQuery(items: [("sortBy", "nickName")]).sort == nil)
        let names = try #require(try SCIMQuery(items: [("sortBy", "displayName")]).sort)
        #expect(names.isOrdered(names.key(of: try Fixture.group("a")), before: names.key(of: try Fixture.group("B"))))
    }
}

@Suite("Cursors")
struct CursorTests {
    @Test("come back as they were written, for the question that they belong to")
    func roundTrip() throws {
        let query = try SCIMQuery(items: [("filter", "title pr"), ("cursor", "")])
        let cursor = SCIMCursor(after: Fixture.member(77), startedAt: 1_795_000_000_123, fingerprint: query.fingerprint)
        #expect(cursor.encoded.utf8.count == 44)
        #expect(try SCIMCursor(decoding: cursor.encoded, for: query.fingerprint) == cursor)
        for extreme in [Int64.min, -1, .max] {
            let cursor = SCIMCursor(after: Fixture.member(.max), startedAt: extreme, fingerprint: .max)
            #expect(try SCIMCursor(decoding: cursor.encoded, for: .max) == cursor)
        }
    }

    @Test("are refused with another filter or order")
    func otherQuestion() throws {
        let asked = try SCIMQuery(items: [("filter", "title pr")])
        let cursor = SCIMCursor(after: Fixture.member(1), startedAt: 0, fingerprint: asked.fingerprint).encoded
        for items in [[("filter", "title  pr")], [], [("filter", "title pr"), ("sortBy", "title")]]
            as [[(String, String)]]
        {
            let other = try SCIMQuery(items: items.map { (name: $0.0, value: $0.1) })
            #expect(
                Fixture.problem { _ = try SCIMCursor(decoding: cursor, for: other.fingerprint) }?.type == .invalidCursor
            )
        }
    }

    @Test(
        "are refused if they are none of ours",
        arguments: [
            "", "x", String(repeating: "A", count: 44), String(repeating: "=", count: 44),
            String(repeating: "é", count: 22),
            String(repeating: "A", count: 100_000), "AQAAAAAAAABAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAA", "+/",
        ])
    func malformed(text: String) {
        let problem = Fixture.problem { _ = try SCIMCursor(decoding: text, for: 0) }
        #expect(problem?.type == .invalidCursor)
        #expect(problem?.status == 400)
    }
}
