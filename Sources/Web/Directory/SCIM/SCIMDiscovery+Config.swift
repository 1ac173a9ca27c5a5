import Domain

extension SCIMDiscovery {
    /// The body of `/ServiceProviderConfig` (RFC 7643, section 5; RFC 9865, section 4).
    package static func serviceProviderConfig(base: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 2_048)
        writer.beginObject()
        writer.name("schemas")
        writer.beginArray()
        writer.string(SCIMURN.serviceProviderConfig)
        writer.endArray()
        feature("patch", true, [], &writer)
        feature(
            "bulk", true, [("maxOperations", SCIMBulk.operationsMax), ("maxPayloadSize", SCIMBulk.payloadMax)], &writer
        )
        feature("filter", true, [("maxResults", SCIMQuery.countMax)], &writer)
        feature("changePassword", false, [], &writer)
        feature("sort", true, [], &writer)
        feature("etag", true, [], &writer)
        writePagination(&writer)
        writer.name("authenticationSchemes")
        writer.beginArray()
        scheme(
            "oauthbearertoken", "OAuth bearer token", "A long-lived token, made in the console.",
            "https://www.rfc-editor.org/info/rfc6750", isPrimary: true, &writer
        )
        scheme(
            "oauth2", "OAuth 2.0 client credentials",
            "Short-lived tokens for a client id and secret, made in the console.",
            "https://www.rfc-editor.org/info/rfc6749", isPrimary: false, &writer
        )
        writer.endArray()
        writer.name("meta")
        writer.beginObject()
        writer.name("resourceType")
        writer.string("ServiceProviderConfig" as StaticString)
        writer.name("location")
        writer.string("\(base)/ServiceProviderConfig")
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    private static func feature(
        _ name: StaticString, _ isSupported: Bool, _ limits: [(StaticString, Int)], _ writer: inout JSONWriter
    ) {
        writer.name(name)
        writer.beginObject()
        writer.name("supported")
        writer.bool(isSupported)
        for (limit, value) in limits {
            writer.name(limit)
            writer.integer(value)
        }
        writer.endObject()
    }

    private static func writePagination(_ writer: inout JSONWriter) {
        writer.name("pagination")
        writer.beginObject()
        writer.name("cursor")
        writer.bool(true)
        writer.name("index")
        writer.bool(true)
        writer.name("defaultPaginationMethod")
        writer.string("index" as StaticString)
        writer.name("defaultPageSize")
        writer.integer(SCIMQuery.countDefault)
        writer.name("maxPageSize")
        writer.integer(SCIMQuery.countMax)
        writer.endObject()
    }

    private static func scheme(
        _ type: StaticString, _ name: StaticString, _ description: StaticString, _ specification: StaticString,
        isPrimary: Bool, _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        for (key, value) in [
            ("type" as StaticString, type), ("name", name), ("description", description), ("specUri", specification),
        ] {
            writer.name(key)
            writer.string(value)
        }
        writer.name("primary")
        writer.bool(isPrimary)
        writer.endObject()
    }
}
