import Domain

/// The schemas of the discovery documents themselves (RFC 7643, sections 5 to 7, and 8.7.2).
extension SCIMSchema {
    static let serviceProviderConfig = SCIMSchema(
        id: SCIMURN.serviceProviderConfig, name: "ServiceProviderConfig", description: "What this service can do.",
        attributes: [
            SCIMDefinition("documentationUri", "Where the service is described.", .reference).readOnly.to("external"),
            feature("patch", "Partial changes."),
            feature(
                "bulk", "Many operations in one request.",
                SCIMDefinition("maxOperations", "The most operations of one request.", .integer),
                SCIMDefinition("maxPayloadSize", "The longest request, in bytes.", .integer)
            ),
            feature("filter", "Filters.", SCIMDefinition("maxResults", "The longest page.", .integer)),
            feature("changePassword", "Changing passwords."),
            feature("sort", "Sorting."),
            feature("etag", "Entity tags."),
            SCIMDefinition("pagination", "Paging.", .complex).readOnly.having(
                SCIMDefinition("cursor", "Whether by cursor.", .boolean).readOnly.required,
                SCIMDefinition("index", "Whether by index.", .boolean).readOnly.required,
                SCIMDefinition("defaultPaginationMethod", "What happens unless asked.").readOnly.oneOf(
                    "cursor", "index"),
                SCIMDefinition("defaultPageSize", "The page's length unless asked.", .integer).readOnly,
                SCIMDefinition("maxPageSize", "The longest page.", .integer).readOnly,
                SCIMDefinition("cursorTimeout", "Seconds that a cursor is good for.", .integer).readOnly
            ),
            SCIMDefinition("authenticationSchemes", "Ways to prove who asks.", .complex).multiValued.readOnly.required
                .having(
                    SCIMDefinition("type", "The scheme.").readOnly.required
                        .oneOf("oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest"),
                    SCIMDefinition("name", "The scheme's name.").readOnly.required,
                    SCIMDefinition("description", "The scheme in words.").readOnly.required,
                    SCIMDefinition("specUri", "The scheme's specification.", .reference).readOnly.to("external"),
                    SCIMDefinition("documentationUri", "How to use it.", .reference).readOnly.to("external"),
                    SCIMDefinition("primary", "Whether it is the preferred one.", .boolean).readOnly
                ),
        ]
    )

    private static func feature(
        _ name: StaticString, _ description: StaticString, _ parts: SCIMDefinition...
    ) -> SCIMDefinition {
        let supported = SCIMDefinition("supported", "Whether the service can.", .boolean).readOnly.required
        return SCIMDefinition(name, description, .complex).readOnly.required.with {
            $0.parts = [supported] + parts.map(\.readOnly.required)
        }
    }

    static let resourceType = SCIMSchema(
        id: SCIMURN.resourceType, name: "ResourceType", description: "A kind of resource.",
        attributes: [
            SCIMDefinition("id", "The resource type's id.").readOnly,
            SCIMDefinition("name", "The resource type's name.").readOnly.required,
            SCIMDefinition("description", "The resource type in words.").readOnly,
            SCIMDefinition("endpoint", "Its address below the service.", .reference).readOnly.required.to("uri"),
            SCIMDefinition("schema", "Its schema.", .reference).readOnly.required.to("uri"),
            SCIMDefinition("schemaExtensions", "Its extensions.", .complex).multiValued.readOnly.having(
                SCIMDefinition("schema", "The extension's schema.", .reference).readOnly.required.to("uri"),
                SCIMDefinition("required", "Whether a resource must have it.", .boolean).readOnly.required
            ),
        ]
    )

    static let schema = SCIMSchema(
        id: SCIMURN.schema, name: "Schema", description: "A schema: attributes and what holds for them.",
        attributes: [
            SCIMDefinition("id", "The schema's URN.").readOnly.required,
            SCIMDefinition("name", "The schema's name.").readOnly,
            SCIMDefinition("description", "The schema in words.").readOnly,
            SCIMDefinition("attributes", "The attributes.", .complex).multiValued.readOnly.required.with {
                let own = characteristics
                let parts = SCIMDefinition("subAttributes", "The parts of a complex attribute.", .complex)
                    .multiValued.readOnly.with { $0.parts = own }
                $0.parts = own + [parts]
            },
        ]
    )

    /// What holds for an attribute (RFC 7643, section 2.2).
    private static var characteristics: [SCIMDefinition] {
        [
            SCIMDefinition("name", "The attribute's name.").readOnly.required.caseExact,
            SCIMDefinition("type", "The type of its values.").readOnly.required
                .oneOf("string", "complex", "boolean", "decimal", "integer", "dateTime", "reference", "binary"),
            SCIMDefinition("multiValued", "Whether it has several values.", .boolean).readOnly.required,
            SCIMDefinition("description", "The attribute in words.").readOnly,
            SCIMDefinition("required", "Whether it must have a value.", .boolean).readOnly,
            SCIMDefinition("canonicalValues", "Usual values.").multiValued.readOnly.caseExact,
            SCIMDefinition("caseExact", "Whether letter case counts.", .boolean).readOnly,
            SCIMDefinition("mutability", "Who may set it.").readOnly.caseExact
                .oneOf("readOnly", "readWrite", "immutable", "writeOnly"),
            SCIMDefinition("returned", "When it is returned.").readOnly.caseExact
                .oneOf("always", "never", "default", "request"),
            SCIMDefinition("uniqueness", "How unique a value is.").readOnly.caseExact.oneOf("none", "server", "global"),
            SCIMDefinition("referenceTypes", "What a reference may point to.").multiValued.readOnly.caseExact,
        ]
    }
}
