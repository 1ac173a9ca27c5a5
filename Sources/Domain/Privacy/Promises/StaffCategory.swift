/// A kind of staff data as the inventory declares it: what the policy, the record of processing and the data map say.
package struct StaffCategory: Sendable {
    package let category: DataCategory
    package let purposes: [PurposeName]
    package let sources: [DataSource]
    /// In words, each once.
    package let retentions: [String]
    /// `table.column`, or the attribute's path for what lies inside the profile.
    package let columns: [String]
}

extension Inventory {
    /// Every kind of data about staff that is stored, in the order in which the policy names them.
    package static let staffCategories: [StaffCategory] = {
        var found: [DataCategory: Gathered] = [:]
        for table in Store.allCases.flatMap(tables(of:)) where table.subject == .staffMember {
            // What is sealed as a profile is listed by its attributes.
            for column in table.columns where column.category != .profile && column.category != .operational {
                found[column.category, default: Gathered()].add(
                    "\(table.name).\(column.name)", column.purposes, column.source,
                    (column.retention ?? table.retention).words)
            }
        }
        for attribute in profile {
            found[attribute.category, default: Gathered()].add(
                attribute.attribute.path, attribute.purposes, .directory, Retention.person(graceDays: 30).words)
        }
        return DataCategory.ofPolicy.compactMap { category in
            found[category].map { gathered in
                StaffCategory(
                    category: category, purposes: PurposeName.allCases.filter(gathered.purposes.contains),
                    sources: gathered.sources, retentions: gathered.retentions, columns: gathered.columns)
            }
        }
    }()

    private struct Gathered {
        var purposes: Set<PurposeName> = []
        var sources: [DataSource] = []
        var retentions: [String] = []
        var columns: [String] = []

        mutating func add(_ column: String, _ purposes: [PurposeName], _ source: DataSource, _ retention: String) {
            columns.append(column)
            self.purposes.formUnion(purposes)
            if !sources.contains(source) { sources.append(source) }
            if !retentions.contains(retention) { retentions.append(retention) }
        }
    }
}

extension DataCategory {
    /// Every category that staff data can have; a test holds this against the inventory.
    static let ofPolicy: [DataCategory] = [
        .name, .jobTitle, .businessContact, .directoryIdentifier, .standing, .usage, .credential, .evidence,
        .instruction,
        .key, .organizationText,
    ]

    /// In the words of the policy.
    package var policyWords: String {
        switch self {
        case .profile: "the sealed profile"
        case .name: "names"
        case .jobTitle: "job titles"
        case .businessContact: "business contact information"
        case .usage: "usage data: sign-in times and feature use"
        case .directoryIdentifier: "identifiers of the directory, such as user names and employee numbers"
        case .standing: "standing: whether someone is active, roles, groups, requests and restrictions"
        case .credential: "what proves who signs in, stored as hashes or sealed"
        case .key: "keys, wrapped"
        case .evidence: "evidence of what was done with the data: names of fields, never values"
        case .instruction: "who gave an instruction on behalf of the organization"
        case .organizationText: "texts of the organization in which someone is named"
        case .operational: "the program’s own counters"
        }
    }
}

extension Retention {
    /// In the words of the policy.
    package var words: String {
        switch self {
        case .person(let days): "as long as someone is staff, and \(days) days after leaving"
        case .membership: "as long as the membership or role lasts"
        case .minutes(let count): "\(count) minutes"
        case .days(let count): count == 1 ? "1 day" : "\(count) days"
        case .decision: "until someone has decided"
        case .work: "until the work is done"
        case .until: "until the date it names"
        case .organization: "as long as the organization is a customer"
        }
    }
}

extension PurposeName {
    /// In the words of the policy.
    package var policyWords: String {
        switch self {
        case .service: "delivering the training that the organization ordered, which includes keeping its staff right"
        case .experience: "making the service better for staff; off until the organization instructs it"
        case .personalization: "recommendations by job title and one’s own results"
        case .communication: "service updates and support"
        case .accounts: "account management and billing"
        case .security: "signing people in and keeping others out"
        case .rights: "answering people’s requests about their own data"
        case .legal: "legal duties and claims"
        }
    }

    package var title: String {
        switch self {
        case .service: "Service"
        case .experience: "Experience"
        case .personalization: "Personalization"
        case .communication: "Communication"
        case .accounts: "Accounts"
        case .security: "Security"
        case .rights: "Rights"
        case .legal: "Legal duties"
        }
    }
}

extension DataSource {
    package var words: String {
        switch self {
        case .directory: "the organization’s directory"
        case .administrator: "an administrator of the organization"
        case .operator: "the operator"
        case .person: "the person"
        case .program: "the program, from what it does"
        }
    }
}
