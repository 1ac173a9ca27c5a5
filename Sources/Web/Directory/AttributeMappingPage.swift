import Domain

/// What a directory maps by default, and which of our attributes it reaches.
struct AttributeMapping: Sendable {
    /// The directory's own name.
    let theirs: String
    /// The SCIM path that it writes.
    let ours: String
    /// Nil where we hold nothing of the kind.
    let attribute: Attribute?

    static func rows(_ provider: Provider) -> [AttributeMapping] {
        switch provider {
        case .entra: entra
        case .okta: okta
        case .scim: scim
        }
    }

    private init(_ theirs: String, _ attribute: Attribute) {
        self.theirs = theirs
        ours = Self.path(attribute)
        self.attribute = attribute
    }

    private init(dropped theirs: String, _ ours: String) {
        self.theirs = theirs
        self.ours = ours
        attribute = nil
    }

    private static func path(_ attribute: Attribute) -> String {
        switch attribute {
        case .department, .manager, .employeeNumber:
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:" + attribute.path
        default: attribute.path
        }
    }

    /// The defaults of Microsoft Entra ID's non-gallery application.
    private static let entra = [
        AttributeMapping("userPrincipalName", .userName), AttributeMapping("objectId", .externalID),
        AttributeMapping("displayName", .displayName), AttributeMapping("givenName", .givenName),
        AttributeMapping("surname", .familyName), AttributeMapping("jobTitle", .title),
        AttributeMapping("mail", .workEmail), AttributeMapping("department", .department),
        AttributeMapping("manager", .manager), AttributeMapping("employeeId", .employeeNumber),
        AttributeMapping("telephoneNumber", .workPhone),
        AttributeMapping(dropped: "mobile", "phoneNumbers[type eq \"mobile\"].value"),
        AttributeMapping(dropped: "streetAddress, city, state, postalCode, country", "addresses[type eq \"work\"]"),
        AttributeMapping(dropped: "preferredLanguage", "preferredLanguage"),
        AttributeMapping(dropped: "facsimileTelephoneNumber", "phoneNumbers[type eq \"fax\"].value"),
    ]

    /// The defaults of Okta's SCIM application.
    private static let okta = [
        AttributeMapping("userName", .userName), AttributeMapping("id", .externalID),
        AttributeMapping("displayName", .displayName), AttributeMapping("firstName", .givenName),
        AttributeMapping("lastName", .familyName), AttributeMapping("title", .title),
        AttributeMapping("email", .workEmail), AttributeMapping("department", .department),
        AttributeMapping("managerId", .manager), AttributeMapping("employeeNumber", .employeeNumber),
        AttributeMapping("primaryPhone", .workPhone),
        AttributeMapping(dropped: "mobilePhone", "phoneNumbers[type eq \"mobile\"].value"),
        AttributeMapping(dropped: "secondEmail", "emails[type eq \"home\"].value"),
        AttributeMapping(dropped: "postalAddress", "addresses"),
        AttributeMapping(dropped: "nickName", "nickName"),
        AttributeMapping(dropped: "costCenter", "costCenter"),
    ]

    private static let scim = Attribute.allCases.map { AttributeMapping($0.path, $0) }
}
