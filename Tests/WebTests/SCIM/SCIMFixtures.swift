import Domain
import Testing
import Web

/// Values that the SCIM tests share.
enum Fixture {
    static let id = "2819c223-7f76-453a-919d-413861904646"
    static let base = "https://training.example.com/scim/v2/acme"
    static let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    static let full = Catalogue(instructed: Set(Attribute.instructable))

    static func json(_ text: String) throws -> JSON { try JSON(scim: Array(text.utf8)) }

    /// Decodes a user with these members besides its name.
    static func user(
        _ members: String = "", userName: String = "ada@example.com", catalogue: Catalogue = Catalogue()
    ) throws -> (draft: RecordDraft, dropped: [String]) {
        var dropped = DroppedNames()
        let more = members.isEmpty ? "" : "," + members
        let json = try json("{\"userName\":\"\(userName)\"\(more)}")
        let draft = try SCIMUserDecoder.decode(json, catalogue: catalogue, dropped: &dropped)
        return (draft, dropped.names)
    }

    static func draft(_ values: [Attribute: String] = [:], active: Bool = true) -> RecordDraft {
        var attributes = Attributes()
        attributes[.userName] = "ada@example.com"
        for (attribute, value) in values { attributes[attribute] = value }
        return RecordDraft(attributes: attributes, active: active)
    }

    static func record(
        _ values: [Attribute: String] = [:], active: Bool = true, groups: [GroupReference] = [],
        changedAt: Int64 = 1_795_000_000_123
    ) throws -> DirectoryRecord {
        DirectoryRecord(
            id: try #require(UUIDValue(id)), draft: draft(values, active: active), version: 7,
            createdAt: 1_795_000_000_000, changedAt: changedAt, groups: groups)
    }

    static func group(_ name: String = "Night shift", externalID: String? = nil, members: [UUIDValue] = []) throws
        -> DirectoryGroup
    {
        DirectoryGroup(
            id: try #require(UUIDValue(id)),
            draft: GroupDraft(displayName: name, externalID: externalID, members: members), version: 3,
            createdAt: 1_795_000_000_000, changedAt: 1_795_000_000_123)
    }

    /// Applies PATCH operations to a user.
    static func patched(
        _ draft: RecordDraft, _ operations: String, catalogue: Catalogue = full
    ) throws -> (draft: RecordDraft, dropped: [String]) {
        var changed = draft
        var dropped = DroppedNames()
        let patch = try SCIMPatch(try json("{\"Operations\":[\(operations)]}"))
        try patch.apply(to: &changed, catalogue: catalogue, dropped: &dropped)
        return (changed, dropped.names)
    }

    static func patched(_ draft: GroupDraft, _ operations: String) throws -> GroupDraft {
        var changed = draft
        var dropped = DroppedNames()
        try SCIMPatch(try json("{\"Operations\":[\(operations)]}")).apply(to: &changed, dropped: &dropped)
        return changed
    }

    static func member(_ number: UInt64) -> UUIDValue { UUIDValue(high: 0x4000, low: number) }

    static func written(_ write: (inout JSONWriter) -> Void) throws -> JSON {
        var writer = JSONWriter()
        write(&writer)
        return try JSON(parsing: writer.bytes)
    }

    /// The SCIM problem that the closure throws; a test issue if it throws none.
    static func problem(_ body: () throws -> Void, at place: SourceLocation = #_sourceLocation) -> SCIMProblem? {
        let error = #expect(throws: SCIMProblem.self, sourceLocation: place) { try body() }
        return error
    }
}

extension JSON {
    /// The texts of an array of strings.
    var texts: [String] {
        guard case .array(let elements) = self else { return [] }
        return elements.compactMap(\.text)
    }

    var elements: [JSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    var names: [String] {
        guard case .object(let members) = self else { return [] }
        return members.map(\.name)
    }
}
