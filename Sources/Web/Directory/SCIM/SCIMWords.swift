/// The names of SCIM's schemas and messages.
enum SCIMURN {
    static let user: StaticString = "urn:ietf:params:scim:schemas:core:2.0:User"
    static let group: StaticString = "urn:ietf:params:scim:schemas:core:2.0:Group"
    static let enterprise: StaticString = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    static let listResponse: StaticString = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
    static let bulkResponse: StaticString = "urn:ietf:params:scim:api:messages:2.0:BulkResponse"
    static let schema: StaticString = "urn:ietf:params:scim:schemas:core:2.0:Schema"
    static let resourceType: StaticString = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
    static let serviceProviderConfig: StaticString = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"

    static let enterpriseName = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
}

/// The two kinds of resource that a directory keeps here.
package enum SCIMResource: Sendable, Equatable {
    case user, group

    /// The last part of the collection's address.
    package var collection: StaticString {
        switch self {
        case .user: "Users"
        case .group: "Groups"
        }
    }

    var name: StaticString {
        switch self {
        case .user: "User"
        case .group: "Group"
        }
    }
}

/// The attributes that this service knows by name, whichever resource has them.
///
/// Undeclared ones that directories send are not here: they have no meaning but their name.
enum SCIMWord: Sendable, Equatable {
    case schemas, id, externalID, meta, userName, name, displayName, title, active, emails, phoneNumbers, groups
    /// Accepted and not kept: a directory's default mapping sends them, and nothing is lost.
    case password, roles
    case members
    case department, employeeNumber, manager

    /// By its name in either case, without URN; `isEnterprise` for names within that extension.
    ///
    /// Names of the extension are known without it too: Entra's documents change `manager` by that path.
    static func find(_ name: String, isEnterprise: Bool = false) -> SCIMWord? {
        isEnterprise ? findEnterprise(name) : findCore(name)
    }

    /// The length tells most names apart, so that a name is compared with few others.
    private static func findCore(_ name: String) -> SCIMWord? {
        switch name.utf8.count {
        case 2: name.foldsTo("id") ? .id : nil
        case 4: name.foldsTo("name") ? .name : name.foldsTo("meta") ? .meta : nil
        case 5: name.foldsTo("title") ? .title : name.foldsTo("roles") ? .roles : nil
        case 6:
            name.foldsTo("active")
                ? .active
                : name.foldsTo("emails")
                    ? .emails
                    : name.foldsTo("groups") ? .groups : nil
        case 7: name.foldsTo("schemas") ? .schemas : name.foldsTo("members") ? .members : findEnterprise(name)
        case 8: name.foldsTo("userName") ? .userName : name.foldsTo("password") ? .password : nil
        case 10: name.foldsTo("externalId") ? .externalID : findEnterprise(name)
        case 11: name.foldsTo("displayName") ? .displayName : nil
        case 12: name.foldsTo("phoneNumbers") ? .phoneNumbers : nil
        case 14: findEnterprise(name)
        default: nil
        }
    }

    private static func findEnterprise(_ name: String) -> SCIMWord? {
        if name.foldsTo("department") { return .department }
        if name.foldsTo("employeeNumber") { return .employeeNumber }
        return name.foldsTo("manager") ? .manager : nil
    }
}

extension SCIMWord {
    /// Kept by the server: a request may repeat it, and cannot change it.
    var isReadOnly: Bool {
        switch self {
        case .id, .meta, .groups: true
        default: false
        }
    }
}
