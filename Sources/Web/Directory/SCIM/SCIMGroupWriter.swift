package import Domain

/// Writes groups as SCIM resources (RFC 7643, section 4.2), straight to bytes.
package struct SCIMGroupWriter: Sendable {
    private let locations: SCIMLocations
    private let fields: SCIMFields

    /// `base` is as for ``SCIMUserWriter``.
    package init(base: String, selection: AttributeSelection = .all) {
        locations = SCIMLocations(base)
        fields = selection.fields
    }

    /// The group's own address, for the `Location` header.
    package func location(of id: UUIDValue) -> String { locations.text(.group, id) }

    /// One whole object. Without members it has none: an empty array is the same (RFC 7643, section 2.5).
    package func write(_ group: DirectoryGroup, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("schemas")
        writer.beginArray()
        writer.string(SCIMURN.group)
        writer.endArray()
        writer.name("id")
        writer.string(group.id)
        if let id = group.draft.externalID, fields.contains(.externalID) {
            writer.name("externalId")
            writer.string(id)
        }
        if fields.contains(.displayName) {
            writer.name("displayName")
            writer.string(group.draft.displayName)
        }
        if !group.draft.members.isEmpty, !fields.isDisjoint(with: .members) {
            writeMembers(group.draft.members, &writer)
        }
        locations.writeMeta(
            .group, group.id, created: group.createdAt, changed: group.changedAt, version: group.version, fields,
            &writer
        )
        writer.endObject()
    }

    private func writeMembers(_ members: [UUIDValue], _ writer: inout JSONWriter) {
        writer.name("members")
        writer.beginArray()
        for id in members {
            writer.beginObject()
            if fields.contains(.memberValue) {
                writer.name("value")
                writer.string(id)
            }
            if fields.contains(.memberReference) {
                writer.name("$ref")
                locations.write(.user, id, &writer)
            }
            if fields.contains(.memberType) {
                writer.name("type")
                writer.string("User" as StaticString)
            }
            writer.endObject()
        }
        writer.endArray()
    }
}
