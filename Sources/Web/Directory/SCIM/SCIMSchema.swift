import Domain

/// One attribute's definition (RFC 7643, section 7).
struct SCIMDefinition: Sendable {
    enum Kind: String, Sendable {
        case string, boolean, complex, reference, dateTime, integer
    }

    enum Mutability: String, Sendable {
        case readOnly, readWrite, immutable
    }

    let name: StaticString
    let description: StaticString
    var kind = Kind.string
    var isMultiValued = false
    var isRequired = false
    var isCaseExact = false
    var mutability = Mutability.readWrite
    var returned: StaticString = "default"
    var uniqueness: StaticString = "none"
    var canonicalValues: [StaticString] = []
    var referenceTypes: [StaticString] = []
    var parts: [SCIMDefinition] = []

    init(_ name: StaticString, _ description: StaticString, _ kind: Kind = .string) {
        self.name = name
        self.description = description
        self.kind = kind
        if kind == .reference || kind == .dateTime { isCaseExact = true }
    }

    /// The same with a change, so that a schema reads as a list.
    func with(_ change: (inout SCIMDefinition) -> Void) -> SCIMDefinition {
        var changed = self
        change(&changed)
        return changed
    }

    var readOnly: SCIMDefinition { with { $0.mutability = .readOnly } }
    var immutable: SCIMDefinition { with { $0.mutability = .immutable } }
    var required: SCIMDefinition { with { $0.isRequired = true } }
    var multiValued: SCIMDefinition { with { $0.isMultiValued = true } }
    var caseExact: SCIMDefinition { with { $0.isCaseExact = true } }

    func having(_ parts: SCIMDefinition...) -> SCIMDefinition { with { $0.parts = parts } }

    func oneOf(_ values: StaticString...) -> SCIMDefinition { with { $0.canonicalValues = values } }

    func to(_ types: StaticString...) -> SCIMDefinition { with { $0.referenceTypes = types } }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("name")
        writer.string(name)
        writer.name("type")
        writer.string(kind.rawValue)
        writer.name("multiValued")
        writer.bool(isMultiValued)
        writer.name("description")
        writer.string(description)
        writer.name("required")
        writer.bool(isRequired)
        writeList("canonicalValues", canonicalValues, &writer)
        if kind == .string || kind == .reference || kind == .dateTime {
            writer.name("caseExact")
            writer.bool(isCaseExact)
        }
        writer.name("mutability")
        writer.string(mutability.rawValue)
        writer.name("returned")
        writer.string(returned)
        if kind != .complex, kind != .boolean {
            writer.name("uniqueness")
            writer.string(uniqueness)
        }
        writeList("referenceTypes", referenceTypes, &writer)
        if !parts.isEmpty {
            writer.name("subAttributes")
            writer.beginArray()
            for part in parts { part.write(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private func writeList(_ name: StaticString, _ values: [StaticString], _ writer: inout JSONWriter) {
        guard !values.isEmpty else { return }
        writer.name(name)
        writer.beginArray()
        for value in values { writer.string(value) }
        writer.endArray()
    }
}

/// One schema as `/Schemas` shows it (RFC 7643, section 7).
struct SCIMSchema: Sendable {
    let id: StaticString
    let name: StaticString
    let description: StaticString
    let attributes: [SCIMDefinition]

    func write(base: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("schemas")
        writer.beginArray()
        writer.string(SCIMURN.schema)
        writer.endArray()
        writer.name("id")
        writer.string(id)
        writer.name("name")
        writer.string(name)
        writer.name("description")
        writer.string(description)
        writer.name("attributes")
        writer.beginArray()
        for attribute in attributes { attribute.write(to: &writer) }
        writer.endArray()
        writer.name("meta")
        writer.beginObject()
        writer.name("resourceType")
        writer.string("Schema" as StaticString)
        writer.name("location")
        writer.string("\(base)/Schemas/\(id)")
        writer.endObject()
        writer.endObject()
    }
}
