import Domain

/// The schemas of users and groups: exactly what is accepted under a catalogue, and nothing else.
extension SCIMSchema {
    static func user(_ catalogue: Catalogue) -> SCIMSchema {
        var attributes: [SCIMDefinition] = [
            SCIMDefinition("userName", "The name by which the directory knows the person.")
                .required.with { $0.uniqueness = "server" },
            SCIMDefinition("name", "The parts of the person's name.", .complex).having(
                SCIMDefinition("formatted", "The full name, as it is to be shown."),
                SCIMDefinition("familyName", "The family name."),
                SCIMDefinition("givenName", "The given name."),
                SCIMDefinition("middleName", "The middle names."),
                SCIMDefinition("honorificPrefix", "Titles before the name."),
                SCIMDefinition("honorificSuffix", "Titles after the name.")
            ),
            SCIMDefinition("displayName", "The name that is shown."),
            SCIMDefinition("title", "The job title."),
            // Every record has a state, so that it is required in the sense that it cannot be unset; a request that
            // leaves it out means true for a new user and no change for a known one.
            SCIMDefinition("active", "Whether the person may use the service.", .boolean).required,
            SCIMDefinition("emails", "The work e-mail address.", .complex).multiValued.having(
                SCIMDefinition("value", "The address."),
                SCIMDefinition("type", "Always work.").oneOf("work"),
                SCIMDefinition("primary", "Always true, since there is one address.", .boolean)
                    .readOnly.with { $0.returned = "request" }
            ),
        ]
        if catalogue.allows(.workPhone) {
            attributes.append(
                SCIMDefinition("phoneNumbers", "The work telephone number.", .complex).multiValued.having(
                    SCIMDefinition("value", "The number."),
                    SCIMDefinition("type", "Always work.").oneOf("work")
                )
            )
        }
        attributes.append(groups)
        return SCIMSchema(
            id: SCIMURN.user, name: "User", description: "A member of the organization's staff.", attributes: attributes
        )
    }

    private static var groups: SCIMDefinition {
        SCIMDefinition("groups", "The groups that the person belongs to.", .complex).multiValued.readOnly.having(
            SCIMDefinition("value", "The group's id.").readOnly.caseExact,
            SCIMDefinition("$ref", "The group's address.", .reference).readOnly.to("Group"),
            SCIMDefinition("display", "The group's name.").readOnly,
            SCIMDefinition("type", "Always direct.").readOnly.oneOf("direct")
        )
    }

    static let group = SCIMSchema(
        id: SCIMURN.group, name: "Group", description: "A group of the directory.",
        attributes: [
            SCIMDefinition("displayName", "The group's name.").required.with { $0.uniqueness = "server" },
            SCIMDefinition("members", "The users in the group.", .complex).multiValued.having(
                SCIMDefinition("value", "The user's id.").immutable.caseExact,
                SCIMDefinition("$ref", "The user's address.", .reference).immutable.to("User"),
                SCIMDefinition("type", "Always User.").immutable.oneOf("User")
            ),
        ]
    )

    /// The enterprise extension in so far as the organization has instructed it; nil if it has not.
    static func enterprise(_ catalogue: Catalogue) -> SCIMSchema? {
        var attributes: [SCIMDefinition] = []
        if catalogue.allows(.employeeNumber) {
            attributes.append(
                SCIMDefinition("employeeNumber", "The number by which the organization knows the person."))
        }
        if catalogue.allows(.department) {
            attributes.append(SCIMDefinition("department", "The department."))
        }
        if catalogue.allows(.manager) {
            attributes.append(
                SCIMDefinition("manager", "The person's manager.", .complex).having(
                    SCIMDefinition("value", "The id of the manager's user."),
                    SCIMDefinition("$ref", "The address of the manager's user.", .reference).to("User")
                )
            )
        }
        guard !attributes.isEmpty else { return nil }
        return SCIMSchema(
            id: SCIMURN.enterprise, name: "EnterpriseUser",
            description: "What the organization has instructed besides.",
            attributes: attributes
        )
    }
}
