/// A directory record as a SCIM User (RFC 7643, sections 4.1 and 4.3): what another service's directory interface takes.
enum SCIMCopy {
    struct Record: Sendable, Concealed {
        let id: UUIDValue
        let draft: RecordDraft
        let version: Int64
        /// Milliseconds UTC, both.
        let createdAt: Int64
        let changedAt: Int64
        let groups: [GroupReference]
    }

    private static let core = "urn:ietf:params:scim:schemas:core:2.0:User"
    private static let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

    static func user(_ record: Record) -> ExportValue {
        let attributes = record.draft.attributes
        func member(_ name: String, _ attribute: Attribute) -> [ExportValue.Member] {
            attributes[attribute].map { [.init(name, .text($0))] } ?? []
        }
        func object(_ name: String, _ members: [ExportValue.Member]) -> [ExportValue.Member] {
            members.isEmpty ? [] : [.init(name, .object(members))]
        }
        func work(_ name: String, _ attribute: Attribute) -> [ExportValue.Member] {
            guard let value = attributes[attribute] else { return [] }
            let item: [ExportValue.Member] = [
                .init("value", .text(value)), .init("type", .text("work")), .init("primary", .flag(true)),
            ]
            return [.init(name, .list([.object(item)]))]
        }
        let name =
            member("formatted", .formattedName) + member("familyName", .familyName) + member("givenName", .givenName)
            + member("middleName", .middleName) + member("honorificPrefix", .honorificPrefix)
            + member("honorificSuffix", .honorificSuffix)
        let manager = attributes[.manager].map { [ExportValue.Member("value", .text($0))] } ?? []
        let extended =
            member("employeeNumber", .employeeNumber) + member("department", .department) + object("manager", manager)
        var schemas = [ExportValue.text(core)]
        if !extended.isEmpty { schemas.append(.text(enterprise)) }
        let groups = record.groups.map { group in
            ExportValue.object([.init("value", .text("\(group.id)")), .init("display", .text(group.displayName))])
        }
        let head: [ExportValue.Member] = [.init("schemas", .list(schemas)), .init("id", .text("\(record.id)"))]
        let meta: [ExportValue.Member] = [
            .init("resourceType", .text("User")), .init("created", .instant(record.createdAt)),
            .init("lastModified", .instant(record.changedAt)), .init("version", .text("W/\"\(record.version)\"")),
        ]
        return .object(
            head + member("externalId", .externalID) + member("userName", .userName) + object("name", name)
                + member("displayName", .displayName) + member("title", .title)
                + [.init("active", .flag(record.draft.active))] + work("emails", .workEmail)
                + work("phoneNumbers", .workPhone) + (groups.isEmpty ? [] : [.init("groups", .list(groups))])
                + object(enterprise, extended) + [.init("meta", .object(meta))])
    }
}
