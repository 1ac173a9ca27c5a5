import Domain
import Testing
import Web

@Suite("Groups")
struct GroupTests {
    private let group = GroupDraft(displayName: "G", externalID: "e", members: [1, 2, 3].map(Fixture.member))

    private func decode(_ body: String) throws -> (draft: GroupDraft, dropped: [String]) {
        var dropped = DroppedNames()
        let draft = try SCIMGroupDecoder.decode(Fixture.json(body), dropped: &dropped)
        return (draft, dropped.names)
    }

    @Test("reads a group with its members sorted, each once")
    func decode() throws {
        let ids = ([3, 1, 3] as [UInt64]).map { #"{"value":"\#(Fixture.member($0))","type":"User"}"# }.joined(
            separator: ",")
        let (draft, dropped) = try decode(#"{"displayName":"Night","externalId":"x","members":[\#(ids)],"id":"i"}"#)
        #expect(draft == GroupDraft(displayName: "Night", externalID: "x", members: [1, 3].map(Fixture.member)))
        #expect(dropped.isEmpty)
    }

    @Test("leaves out members that are no ids of ours, and nested groups")
    func strangers() throws {
        let (draft, dropped) = try decode(
            #"""
            {"displayName":"N","x":1,
            "members":[{"value":"fake-member-id"},{"value":"\#(Fixture.member(1))","type":"Group"}]}
            """#)
        #expect(draft.members.isEmpty)
        #expect(dropped == ["x", "members", "members.Group"])
    }

    @Test("requires a name that is not blank", arguments: ["{}", #"{"displayName":" "}"#, #"{"displayName":null}"#])
    func nameRequired(body: String) {
        #expect(Fixture.problem { _ = try decode(body) }?.failure.kind == .invalid(field: "displayName"))
    }

    @Test("refuses more than 20,000 members, at once or one by one")
    func memberLimit() throws {
        let list = (0..<UInt64(20_001)).map { #""\#(Fixture.member($0))""# }.joined(separator: ",")
        #expect(Fixture.problem { _ = try decode(#"{"displayName":"N","members":[\#(list)]}"#) }?.status == 413)
        let full = GroupDraft(displayName: "N", members: (1...20_000).map { Fixture.member($0) })
        let one = #"{"op":"add","path":"members","value":[{"value":"\#(Fixture.member(0))"}]}"#
        #expect(Fixture.problem { _ = try Fixture.patched(full, one) }?.status == 413)
    }

    @Test(
        "adds, replaces and removes members in every form",
        arguments: [
            (#"{"op":"Add","path":"members","value":[{"value":"ID4"},{"value":"ID1"}]}"#, [1, 2, 3, 4]),
            (#"{"op":"add","path":"members","value":{"value":"ID4"}}"#, [1, 2, 3, 4]),
            (#"{"op":"add","value":{"members":[{"value":"ID4"}]}}"#, [1, 2, 3, 4]),
            (#"{"op":"add","path":"members","value":["ID4"]}"#, [1, 2, 3, 4]),
            (#"{"op":"replace","path":"members","value":[{"value":"ID9"}]}"#, [9]),
            (#"{"op":"replace","path":"members","value":[]}"#, []),
            (#"{"op":"replace","value":{"members":[{"value":"ID9"}],"displayName":"G"}}"#, [9]),
            (#"{"op":"remove","path":"members[value eq \"ID2\"]"}"#, [1, 3]),
            (#"{"op":"Remove","path":"members[value eq \"ID2\" or value eq \"ID3\"]"}"#, [1]),
            (#"{"op":"remove","path":"members[value eq \"ID9\"]"}"#, [1, 2, 3]),
            (#"{"op":"remove","path":"members","value":[{"value":"ID1"},{"value":"ID9"}]}"#, [2, 3]),
            (#"{"op":"remove","path":"members","value":[]}"#, [1, 2, 3]), (#"{"op":"remove","path":"members"}"#, []),
            (#"{"op":"add","path":"members","value":[{"value":"fake-member-id"}]}"#, [1, 2, 3]),
            (
                #"{"op":"Add","path":"urn:ietf:params:scim:schemas:core:2.0:Group:members","value":["ID4"]}"#,
                [1, 2, 3, 4]
            ),
        ] as [(String, [UInt64])])
    func members(operation: String, expected: [UInt64]) throws {
        var text = operation
        for number in [1, 2, 3, 4, 9] as [UInt64] {
            text = text.replacing("ID\(number)", with: "\(Fixture.member(number))")
        }
        #expect(try Fixture.patched(group, text).members == expected.map { Fixture.member($0) })
    }

    @Test("removes a thousand members of twenty thousand, one operation each or in one")
    func manyRemovals() throws {
        let full = GroupDraft(displayName: "N", members: (1...20_000).map { Fixture.member($0) })
        let left = (1...20_000).filter { !$0.isMultiple(of: 20) }.map { Fixture.member($0) }
        let ids = (1...1_000).map { Fixture.member($0 * 20) }
        let single = ids.map { #"{"op":"Remove","path":"members[value eq \"\#($0)\"]"}"# }.joined(separator: ",")
        #expect(try Fixture.patched(full, single).members == left)
        let list = ids.map { #"{"value":"\#($0)"}"# }.joined(separator: ",")
        let all = #"{"op":"Remove","path":"members","value":[\#(list)]}"#
        #expect(try Fixture.patched(full, all).members == left)
    }

    @Test("changes name and externalId, and refuses what is read-only or required")
    func single() throws {
        let changed = try Fixture.patched(
            group,
            #"{"op":"replace","path":"displayName","value":"H"},{"op":"replace","value":{"id":"i","externalId":null}}"#)
        #expect(changed.displayName == "H")
        #expect(changed.externalID == nil)
        for (operation, type) in [
            (#"{"op":"remove","path":"displayName"}"#, SCIMType.mutability),
            (#"{"op":"replace","path":"id","value":"x"}"#, .mutability),
            (#"{"op":"replace","path":"displayName","value":""}"#, .invalidValue),
            (#"{"op":"add","path":"members[value eq \"x\"]","value":"y"}"#, .invalidPath),
            (#"{"op":"add","path":"members","value":[7]}"#, .invalidValue),
        ] {
            #expect(Fixture.problem { _ = try Fixture.patched(group, operation) }?.type == type)
        }
    }

    @Test("is written with its members as users")
    func written() throws {
        let group = try Fixture.group(members: [Fixture.member(1)])
        let json = try Fixture.written { SCIMGroupWriter(base: Fixture.base).write(group, to: &$0) }
        #expect(json.names == ["schemas", "id", "displayName", "members", "meta"])
        let member = try #require(json["members"]?.elements.first)
        #expect((member["$ref"] == .string("\(Fixture.base)/Users/\(Fixture.member(1))")) as Bool)
        #expect((member["type"] == .string("User")) as Bool)
    }

    @Test("has no members in its document where it has none")
    func empty() throws {
        let group = try Fixture.group(externalID: "x")
        let json = try Fixture.written { SCIMGroupWriter(base: Fixture.base).write(group, to: &$0) }
        #expect(json.names == ["schemas", "id", "externalId", "displayName", "meta"])
    }
}
