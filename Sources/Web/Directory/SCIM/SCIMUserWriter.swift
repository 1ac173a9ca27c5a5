package import Domain

/// Writes users as SCIM resources (RFC 7643, sections 4.1 and 4.3), straight to bytes.
package struct SCIMUserWriter: Sendable {
    private let locations: SCIMLocations
    private let fields: SCIMFields

    /// `base` is the address of the service without a slash at its end, such as `https://host/scim/v2/acme`. What the
    /// catalogue does not declare is not written, even where an older instruction has left it in a record.
    package init(base: String, catalogue: Catalogue, selection: AttributeSelection = .all) {
        locations = SCIMLocations(base)
        var fields = selection.fields
        for (attribute, field) in [
            (Attribute.department, SCIMFields.department), (.employeeNumber, .employeeNumber), (.manager, .manager),
            (.workPhone, .phones),
        ] where !catalogue.allows(attribute) { fields.subtract(field) }
        self.fields = fields
    }

    /// The user's own address, for the `Location` header.
    package func location(of id: UUIDValue) -> String { locations.text(.user, id) }

    /// One whole object.
    package func write(_ record: DirectoryRecord, to writer: inout JSONWriter) {
        let values = UserValues(record.draft.attributes)
        let hasEnterprise = !fields.isDisjoint(with: values.enterpriseFields)
        writer.beginObject()
        writer.name("schemas")
        writer.beginArray()
        writer.string(SCIMURN.user)
        if hasEnterprise { writer.string(SCIMURN.enterprise) }
        writer.endArray()
        writer.name("id")
        writer.string(record.id)
        text(values.externalID, "externalId", .externalID, &writer)
        text(values.userName, "userName", .userName, &writer)
        if !fields.isDisjoint(with: .name) { writeName(values, &writer) }
        text(values.displayName, "displayName", .displayName, &writer)
        text(values.title, "title", .title, &writer)
        if fields.contains(.active) {
            writer.name("active")
            writer.bool(record.draft.active)
        }
        writeContact(values.workEmail, "emails", (.emailValue, .emailType, .emailPrimary), &writer)
        writeContact(values.workPhone, "phoneNumbers", (.phoneValue, .phoneType, []), &writer)
        if !record.groups.isEmpty, !fields.isDisjoint(with: .groups) { writeGroups(record.groups, &writer) }
        if hasEnterprise { writeEnterprise(values, &writer) }
        locations.writeMeta(
            .user, record.id, created: record.createdAt, changed: record.changedAt, version: record.version, fields,
            &writer
        )
        writer.endObject()
    }

    @inline(__always)
    private func text(_ value: String?, _ name: StaticString, _ field: SCIMFields, _ writer: inout JSONWriter) {
        guard let value, fields.contains(field) else { return }
        writer.name(name)
        writer.string(value)
    }

    private func writeName(_ values: UserValues, _ writer: inout JSONWriter) {
        var isOpen = false
        for (place, part) in SCIMUserDraft.nameParts.enumerated() {
            guard fields.contains(.namePart(place)), let value = values.name(part.attribute) else { continue }
            if !isOpen {
                writer.name("name")
                writer.beginObject()
                isOpen = true
            }
            writer.name(part.name)
            writer.string(value)
        }
        if isOpen { writer.endObject() }
    }

    private func writeContact(
        _ value: String?, _ name: StaticString, _ parts: (value: SCIMFields, type: SCIMFields, primary: SCIMFields),
        _ writer: inout JSONWriter
    ) {
        guard let value, !fields.isDisjoint(with: [parts.value, parts.type, parts.primary]) else { return }
        writer.name(name)
        writer.beginArray()
        writer.beginObject()
        text(value, "value", parts.value, &writer)
        if fields.contains(parts.type) {
            writer.name("type")
            writer.string("work" as StaticString)
        }
        if !parts.primary.isEmpty, fields.contains(parts.primary) {
            writer.name("primary")
            writer.bool(true)
        }
        writer.endObject()
        writer.endArray()
    }

    private func writeGroups(_ groups: [GroupReference], _ writer: inout JSONWriter) {
        writer.name("groups")
        writer.beginArray()
        for group in groups {
            writer.beginObject()
            if fields.contains(.groupValue) {
                writer.name("value")
                writer.string(group.id)
            }
            if fields.contains(.groupReference) {
                writer.name("$ref")
                locations.write(.group, group.id, &writer)
            }
            text(group.displayName, "display", .groupDisplay, &writer)
            if fields.contains(.groupType) {
                writer.name("type")
                writer.string("direct" as StaticString)
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeEnterprise(_ values: UserValues, _ writer: inout JSONWriter) {
        writer.name(SCIMURN.enterprise)
        writer.beginObject()
        text(values.employeeNumber, "employeeNumber", .employeeNumber, &writer)
        text(values.department, "department", .department, &writer)
        if let manager = values.manager, !fields.isDisjoint(with: .manager) {
            writer.name("manager")
            writer.beginObject()
            text(manager, "value", .managerValue, &writer)
            if fields.contains(.managerReference), let id = UUIDValue(manager) {
                writer.name("$ref")
                locations.write(.user, id, &writer)
            }
            writer.endObject()
        }
        writer.endObject()
    }
}

/// The values of a record, found in one pass.
private struct UserValues {
    var userName, externalID, displayName, title, workEmail, workPhone: String?
    var department, employeeNumber, manager: String?
    var formatted, family, given, middle, prefix, suffix: String?

    init(_ attributes: Attributes) {
        for entry in attributes.entries {
            switch entry.attribute {
            case .userName: userName = entry.value
            case .externalID: externalID = entry.value
            case .displayName: displayName = entry.value
            case .formattedName: formatted = entry.value
            case .givenName: given = entry.value
            case .familyName: family = entry.value
            case .middleName: middle = entry.value
            case .honorificPrefix: prefix = entry.value
            case .honorificSuffix: suffix = entry.value
            case .title: title = entry.value
            case .workEmail: workEmail = entry.value
            case .department: department = entry.value
            case .manager: manager = entry.value
            case .employeeNumber: employeeNumber = entry.value
            case .workPhone: workPhone = entry.value
            }
        }
    }

    /// The fields of the extension that have a value.
    var enterpriseFields: SCIMFields {
        var fields: SCIMFields = []
        if department != nil { fields.formUnion(.department) }
        if employeeNumber != nil { fields.formUnion(.employeeNumber) }
        if manager != nil { fields.formUnion(.manager) }
        return fields
    }

    func name(_ attribute: Attribute) -> String? {
        switch attribute {
        case .formattedName: formatted
        case .familyName: family
        case .givenName: given
        case .middleName: middle
        case .honorificPrefix: prefix
        case .honorificSuffix: suffix
        default: nil
        }
    }
}
