package import Domain

/// The discovery documents (RFC 7644, section 4), under one catalogue. A filter on them is answered by 403:
/// see ``refusedFilter``.
package struct SCIMDiscovery: Sendable {
    private let base: String
    private let catalogue: Catalogue

    /// `base` is as for ``SCIMUserWriter``.
    package init(base: String, catalogue: Catalogue) {
        self.base = base
        self.catalogue = catalogue
    }

    /// The answer to a `filter` on a discovery address (RFC 7644, section 4): 403.
    package static var refusedFilter: SCIMProblem {
        SCIMProblem(Failure(.forbidden, "Discovery documents cannot be filtered; ask without a filter."))
    }

    private var schemaList: [SCIMSchema] {
        [SCIMSchema.user(catalogue), .group] + (SCIMSchema.enterprise(catalogue).map { [$0] } ?? [])
            + [.serviceProviderConfig, .resourceType, .schema]
    }

    /// The body of `/Schemas`.
    package func schemas() -> [UInt8] {
        let schemas = schemaList
        var writer = JSONWriter(capacity: 32_768)
        SCIMListResponse(totalResults: schemas.count, itemsPerPage: schemas.count, startIndex: 1)
            .write(to: &writer) { writer in
                for schema in schemas { schema.write(base: base, to: &writer) }
            }
        return writer.bytes
    }

    /// The body of `/Schemas/{urn}`; nil for a schema that is not declared.
    package func schema(_ urn: String) -> [UInt8]? {
        guard let schema = schemaList.first(where: { urn.foldsTo($0.id) }) else { return nil }
        var writer = JSONWriter(capacity: 8_192)
        schema.write(base: base, to: &writer)
        return writer.bytes
    }

    /// The body of `/ResourceTypes`.
    package func resourceTypes() -> [UInt8] {
        var writer = JSONWriter(capacity: 2_048)
        SCIMListResponse(totalResults: 2, itemsPerPage: 2, startIndex: 1).write(to: &writer) { writer in
            for resource in [SCIMResource.user, .group] { write(resource, to: &writer) }
        }
        return writer.bytes
    }

    /// The body of `/ResourceTypes/{name}`; nil for anything but User and Group.
    package func resourceType(_ name: String) -> [UInt8]? {
        guard let resource = [SCIMResource.user, .group].first(where: { name.foldsTo($0.name) }) else { return nil }
        var writer = JSONWriter(capacity: 1_024)
        write(resource, to: &writer)
        return writer.bytes
    }

    private func write(_ resource: SCIMResource, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("schemas")
        writer.beginArray()
        writer.string(SCIMURN.resourceType)
        writer.endArray()
        writer.name("id")
        writer.string(resource.name)
        writer.name("name")
        writer.string(resource.name)
        writer.name("description")
        writer.string(
            resource == .user ? "A member of the organization's staff." : "A group of the directory." as StaticString)
        writer.name("endpoint")
        writer.string("/\(resource.collection)")
        writer.name("schema")
        writer.string(resource == .user ? SCIMURN.user : SCIMURN.group)
        if resource == .user, SCIMSchema.enterprise(catalogue) != nil {
            writer.name("schemaExtensions")
            writer.beginArray()
            writer.beginObject()
            writer.name("schema")
            writer.string(SCIMURN.enterprise)
            writer.name("required")
            writer.bool(false)
            writer.endObject()
            writer.endArray()
        }
        writer.name("meta")
        writer.beginObject()
        writer.name("resourceType")
        writer.string("ResourceType" as StaticString)
        writer.name("location")
        writer.string("\(base)/ResourceTypes/\(resource.name)")
        writer.endObject()
        writer.endObject()
    }
}
