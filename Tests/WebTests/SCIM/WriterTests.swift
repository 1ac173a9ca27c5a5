import Domain
import Testing
import Web

@Suite("Writing resources")
struct WriterTests {
    @Test("writes a user whole, in a fixed order, with weak version and address")
    func whole() throws {
        let record = try Fixture.record(
            [
                .externalID: "e", .displayName: "Ada \"\u{301}King", .givenName: "Ada", .familyName: "King",
                .title: "C",
                .workEmail: "a@b", .workPhone: "1", .department: "D", .employeeNumber: "7", .manager: Fixture.id,
            ])
        var writer = JSONWriter()
        SCIMUserWriter(base: Fixture.base, catalogue: Fixture.full).write(record, to: &writer)
        let expected = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","\(Fixture.enterprise)"],"id":"\(Fixture.id)",\
            "externalId":"e","userName":"ada@example.com","name":{"familyName":"King","givenName":"Ada"},\
            "displayName":"Ada \\"\u{301}King","title":"C","active":true,"emails":[{"value":"a@b","type":"work"}],\
            "phoneNumbers":[{"value":"1","type":"work"}],\
            "\(Fixture.enterprise)":{"employeeNumber":"7","department":"D",\
            "manager":{"value":"\(Fixture.id)","$ref":"\(Fixture.base)/Users/\(Fixture.id)"}},\
            "meta":{"resourceType":"User",\
            "created":"2026-11-18T11:06:40.000Z","lastModified":"2026-11-18T11:06:40.123Z",\
            "location":"\(Fixture.base)/Users/\(Fixture.id)","version":"W/\\"7\\""}}
            """
        #expect(Array(writer.bytes) == Array(expected.utf8))
    }

    @Test("writes only what is set, and names the extension only where it is")
    func sparse() throws {
        let json = try Fixture.user(of: Fixture.record())
        #expect(json.names == ["schemas", "id", "userName", "active", "meta"])
        #expect(json["schemas"]?.texts == ["urn:ietf:params:scim:schemas:core:2.0:User"])
    }

    @Test("does not write what the catalogue no longer declares")
    func undeclared() throws {
        let record = try Fixture.record([.department: "D", .workPhone: "1", .manager: "m"])
        let json = try Fixture.written {
            SCIMUserWriter(base: Fixture.base, catalogue: Catalogue()).write(record, to: &$0)
        }
        #expect(json.names == ["schemas", "id", "userName", "active", "meta"])
        let partly = try Fixture.written {
            SCIMUserWriter(base: Fixture.base, catalogue: Catalogue(instructed: [.manager])).write(record, to: &$0)
        }
        #expect(partly[Fixture.enterprise]?.names == ["manager"])
        let other = try Fixture.written {
            SCIMUserWriter(base: Fixture.base, catalogue: Catalogue(instructed: [.employeeNumber])).write(
                record, to: &$0)
        }
        #expect(other[Fixture.enterprise] == nil)
        #expect(other["schemas"]?.texts.count == 1)
        // A manager that is no id of ours has no address.
        #expect(partly[Fixture.enterprise]?["manager"]?.names == ["value"])
    }

    @Test("gives the address for the Location header")
    func location() {
        let id = Fixture.member(1)
        #expect(
            SCIMUserWriter(base: Fixture.base, catalogue: Catalogue()).location(of: id) == "\(Fixture.base)/Users/\(id)"
        )
        #expect(SCIMGroupWriter(base: Fixture.base).location(of: id) == "\(Fixture.base)/Groups/\(id)")
    }

    @Test("lists by index with startIndex, and by cursor with cursors instead")
    func lists() throws {
        let record = try Fixture.record()
        let writer = SCIMUserWriter(base: Fixture.base, catalogue: Catalogue())
        let byIndex = try Fixture.written {
            SCIMListResponse(totalResults: 9, itemsPerPage: 2, startIndex: 3).write(to: &$0) { list in
                writer.write(record, to: &list)
                writer.write(record, to: &list)
            }
        }
        #expect(byIndex.names == ["schemas", "totalResults", "itemsPerPage", "startIndex", "Resources"])
        #expect(byIndex["Resources"]?.elements.count == 2)
        let byCursor = try Fixture.written {
            SCIMListResponse(totalResults: 9, itemsPerPage: 0, nextCursor: "n", previousCursor: "p").write(to: &$0) {
                _ in
            }
        }
        #expect(
            byCursor.names == ["schemas", "totalResults", "itemsPerPage", "nextCursor", "previousCursor", "Resources"])
    }
}

@Suite("Dates and times")
struct InstantTests {
    private func written(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        SCIMInstant.write(milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "are written with milliseconds and read back",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (1_798_761_599_999, "2026-12-31T23:59:59.999Z"), (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func roundTrip(milliseconds: Int64, text: String) {
        #expect(written(milliseconds) == text)
        #expect(SCIMInstant.parse(text) == milliseconds)
    }

    @Test("beyond four digits of year are held at the ends")
    func extremes() {
        #expect(written(.max) == "9999-12-31T23:59:59.999Z")
        #expect(written(.min) == "0000-01-01T00:00:00.000Z")
    }

    @Test("round-trip through every day of 800 years")
    func everyDay() {
        var last: Int64 = -1
        for day in Int64(0)..<292_194 {
            let milliseconds = -12_219_292_800_000 + day * 86_400_000
            if SCIMInstant.parse(written(milliseconds)) != milliseconds { last = day }
        }
        #expect(last == -1)
    }

    @Test(
        "are read with fractions and offsets",
        arguments: [
            ("2026-11-18T11:06:40Z", 0), ("2026-11-18t11:06:40z", 0), ("2026-11-18T12:36:40+01:30", 0),
            ("2026-11-18T06:06:40.5-05:00", 500), ("2026-11-18T11:06:40.123456789Z", 123), ("2026-11-18T11:06:40", 0),
        ] as [(String, Int64)])
    func forms(text: String, milliseconds: Int64) {
        #expect(SCIMInstant.parse(text) == 1_795_000_000_000 + milliseconds)
    }

    @Test(
        "are refused where there is no such day or form",
        arguments: [
            "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-32T00:00:00Z",
            "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01", "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00+1",
            "2026-01-01T00:00:00ZZ", "2026-01-01 00:00:00Z", "", "２０２６-01-01T00:00:00Z", "2026-01-01T00:00:00+25:00",
        ])
    func malformed(text: String) {
        #expect(SCIMInstant.parse(text) == nil)
    }
}

@Suite("Entity tags")
struct ConditionTests {
    @Test(
        "name versions, weak or strong, alone or in a list",
        arguments: [
            (#"W/"7""#, true), (#""7""#, true), ("*", true), (" * ", true), (#"W/"1", W/"7""#, true),
            (#"W/"1","7""#, true),
            (#"W/"8""#, false), (#"W/"07""#, false), (#"W/"x""#, false), ("", false), ("7", false), (#"W/"7"#, false),
            (#"W/"7";"#, false), (#"w/"7""#, false), (#"W/"7" W/"7""#, false), ("*, *", false), (#"W/"7","#, false),
        ])
    func names(header: String, isNamed: Bool) {
        #expect(SCIMCondition(parsing: header).names(7) == isNamed)
    }

    @Test("are bounded: a header of 4,097 bytes or 101 tags names nothing")
    func bounds() {
        let many = { (count: Int) in Array(repeating: #""7""#, count: count).joined(separator: ",") }
        #expect(SCIMCondition(parsing: many(100)).names(7))
        #expect(!SCIMCondition(parsing: many(101)).names(7))
        #expect(!SCIMCondition(parsing: #""7","# + "\"" + String(repeating: "x", count: 4_100) + "\"").names(7))
    }

    @Test("are written weak")
    func tag() {
        #expect(SCIMCondition.tag(12) == #"W/"12""#)
        #expect(SCIMCondition(parsing: SCIMCondition.tag(12)).names(12))
    }
}
