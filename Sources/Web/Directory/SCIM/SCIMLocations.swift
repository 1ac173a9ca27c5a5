import Domain

/// The addresses of resources below one service, and the `meta` that holds them (RFC 7643, section 3.1).
struct SCIMLocations: Sendable {
    private let base: String
    /// As they stand within a JSON string.
    private let users: [UInt8]
    private let groups: [UInt8]

    init(_ base: String) {
        self.base = base
        var writer = JSONWriter()
        writer.string(base)
        let escaped = writer.bytes.dropFirst().dropLast()
        users = Array(escaped) + Array("/Users/".utf8)
        groups = Array(escaped) + Array("/Groups/".utf8)
    }

    func text(_ resource: SCIMResource, _ id: UUIDValue) -> String { "\(base)/\(resource.collection)/\(id)" }

    func write(_ resource: SCIMResource, _ id: UUIDValue, _ writer: inout JSONWriter) {
        writer.string(plain: { bytes in
            bytes.append(contentsOf: resource == .user ? users : groups)
            id.write(to: &bytes)
        })
    }

    /// The member `meta`, in so far as it is selected. `created` and `changed` are in milliseconds UTC.
    func writeMeta(
        _ resource: SCIMResource, _ id: UUIDValue, created: Int64, changed: Int64, version: Int64, _ fields: SCIMFields,
        _ writer: inout JSONWriter
    ) {
        guard !fields.isDisjoint(with: .meta) else { return }
        writer.name("meta")
        writer.beginObject()
        if fields.contains(.metaResourceType) {
            writer.name("resourceType")
            writer.string(resource.name)
        }
        if fields.contains(.metaCreated) {
            writer.name("created")
            writer.string(plain: { SCIMInstant.write(created, to: &$0) })
        }
        if fields.contains(.metaLastModified) {
            writer.name("lastModified")
            writer.string(plain: { SCIMInstant.write(changed, to: &$0) })
        }
        if fields.contains(.metaLocation) {
            writer.name("location")
            write(resource, id, &writer)
        }
        if fields.contains(.metaVersion) {
            writer.name("version")
            writer.string(plain: { bytes in
                // W/"7", whose quotes are escaped in JSON.
                bytes.append(contentsOf: [0x57, 0x2F, 0x5C, 0x22])
                bytes.append(decimal: version)
                bytes.append(contentsOf: [0x5C, 0x22])
            })
        }
        writer.endObject()
    }
}
