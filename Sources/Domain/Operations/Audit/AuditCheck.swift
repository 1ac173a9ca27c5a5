/// One control of the security audit (promise E2): what is looked at, which promise it serves, and what to do where it
/// fails.
///
/// Modelled on kube-bench and lynis. An id is for good: waivers, reports and kept runs name it.
package struct AuditCheck: Sendable {
    /// What the checks are about, in the order of the report.
    package enum Group: String, Sendable, CaseIterable {
        case keys, database, edge, wayOut = "way-out", access, work, evidence, host, review

        package var title: String {
            switch self {
            case .keys: "Keys and files"
            case .database: "Databases"
            case .edge: "The edge"
            case .wayOut: "The way out"
            case .access: "Access"
            case .work: "Work and retention"
            case .evidence: "Evidence, backups and the audit itself"
            case .host: "The machine"
            case .review: "Review"
            }
        }
    }

    /// What a check looks at.
    enum Scope: Sendable {
        /// The installation as a whole.
        case installation(@Sendable (AuditFacts) -> AuditVerdict)
        /// One customer after the other; what each may know of itself.
        case customer(@Sendable (CustomerFacts, AuditFacts) -> AuditVerdict)
    }

    /// `II-001`.
    package let id: String
    package let group: Group
    /// What holds, as a sentence.
    package let title: String
    /// The promise that it serves, such as `E1`.
    package let promise: String
    /// Requirements of OWASP ASVS 5.0 that it looks at; none where the standard has none.
    package let asvs: [String]
    /// What to do where it does not hold, for the operator.
    package let remedy: String
    let scope: Scope

    package var isOfCustomers: Bool {
        if case .customer = scope { true } else { false }
    }

    init(
        _ id: String, _ group: Group, _ title: String, _ promise: String, asvs: [String] = [], remedy: String,
        _ judge: @escaping @Sendable (AuditFacts) -> AuditVerdict
    ) {
        self.init(
            id: id, group: group, title: title, promise: promise, asvs: asvs, remedy: remedy,
            scope: .installation(judge))
    }

    init(
        customers id: String, _ group: Group, _ title: String, _ promise: String, asvs: [String] = [], remedy: String,
        _ judge: @escaping @Sendable (CustomerFacts, AuditFacts) -> AuditVerdict
    ) {
        self.init(
            id: id, group: group, title: title, promise: promise, asvs: asvs, remedy: remedy, scope: .customer(judge))
    }

    private init(
        id: String, group: Group, title: String, promise: String, asvs: [String], remedy: String, scope: Scope
    ) {
        self.id = id
        self.group = group
        self.title = title
        self.promise = promise
        self.asvs = asvs
        self.remedy = remedy
        self.scope = scope
    }

    /// Every check, in the order of the report.
    package static let all: [AuditCheck] =
        keys + database + edge + wayOut + access + work + evidence + host + review

    package static func named(_ id: String) -> AuditCheck? { byID[id] }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}

/// What a check found: facts, counts and names of settings; nobody's name, no value of anyone's data.
enum AuditVerdict: Sendable, Equatable {
    case pass(String)
    case warn(String)
    case fail(String)
    /// It could not be looked at: never the same as held.
    case notChecked(String)

    /// - Parameter broken: whether it does not hold.
    static func fail(if broken: Bool, _ detail: String, else fine: String) -> AuditVerdict {
        broken ? .fail(detail) : .pass(fine)
    }

    static func warn(if broken: Bool, _ detail: String, else fine: String) -> AuditVerdict {
        broken ? .warn(detail) : .pass(fine)
    }
}
