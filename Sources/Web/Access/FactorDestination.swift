import Domain

/// Where a proof of the second step leads on to: one of these rooms, whatever the address says (ASVS 3.7.2).
enum FactorDestination: Sendable, Equatable {
    case overview
    case ownSignIn
    case setup
    case signInSettings
    case integrations
    case access
    case erasures
    case person(UUIDValue)
    case group(UUIDValue)
    /// Of the operator's console.
    case organization(slug: String)
    case operatorPeople
    case disclosure(UUIDValue)
    /// The way out of the contract.
    case leaving

    /// The rooms that an address names by one word.
    private static let words: [(word: String, destination: FactorDestination)] = [
        ("sign-in", .ownSignIn), ("setup", .setup), ("sign-in-settings", .signInSettings),
        ("integrations", .integrations), ("access", .access), ("erasures", .erasures),
        ("operator-people", .operatorPeople),
        ("leaving", .leaving),
    ]

    /// - Parameter then: as it stands in an address; what names no room of these leads to the overview.
    init(then: String?) {
        let parts = (then ?? "").utf8.split(separator: UInt8(ascii: "."), maxSplits: 1)
            .map { String(decoding: $0, as: UTF8.self) }
        self =
            switch parts.count {
            case 1: Self.words.first { $0.word == parts[0] }?.destination ?? .overview
            case 2: Self.named(parts[0], parts[1]) ?? .overview
            default: .overview
            }
    }

    /// The room on which the form of a deed stands.
    /// - Parameter path: of the deed, without a query.
    init(deed path: String) {
        let segments = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        let isOperator = segments.first == "operator"
        let below = Array(segments.dropFirst(isOperator ? 1 : 2))
        let second = below.count > 1 ? below[1] : ""
        self =
            switch (isOperator, below.first) {
            case (true, "people"): .operatorPeople
            case (true, "disclosures"): Self.named("disclosure", second) ?? .overview
            case (false, "leaving"): .leaving
            case (true, "organizations"): Self.named("organization", second) ?? .overview
            case (false, "me"): .ownSignIn
            case (false, "access"): second == "sign-in" ? .signInSettings : .access
            case (false, "integrations"): .integrations
            case (false, "privacy"): second == "erasures" ? .erasures : .overview
            case (false, "staff"): Self.named("person", second) ?? .access
            case (false, "groups"): Self.named("group", second) ?? .access
            default: .overview
            }
    }

    private static func named(_ kind: String, _ name: String) -> FactorDestination? {
        switch kind {
        case "person": UUIDValue(name).map { .person($0) }
        case "group": UUIDValue(name).map { .group($0) }
        case "disclosure": UUIDValue(name).map { .disclosure($0) }
        case "organization": name.isEmpty || name.utf8.count > 63 ? nil : .organization(slug: name)
        default: nil
        }
    }

    func address(slug: String) -> Address {
        switch self {
        case .overview: .room(slug: slug, .overview)
        case .ownSignIn: .room(slug: slug, .ownSignIn)
        case .setup: .room(slug: slug, .factorSetup)
        case .signInSettings: .room(slug: slug, .signInSettings)
        case .integrations: .room(slug: slug, .integrations)
        case .access: .room(slug: slug, .access)
        case .erasures: .room(slug: slug, .erasures(.list))
        case .person(let id): .room(slug: slug, .person(id: id.description))
        case .group(let id): .room(slug: slug, .group(id: id.description, page: 1))
        case .organization(let customer): .operatorRoom(.organization(slug: customer))
        case .operatorPeople: .operatorRoom(.people)
        case .disclosure(let id): .operatorRoom(.register(.disclosure(id: id.description)))
        case .leaving: .room(slug: slug, .register(.leaving))
        }
    }

    /// Where someone goes who does not prove it: setting up needs the proof itself, so not there.
    func wayBack(slug: String) -> Address {
        self == .setup ? .room(slug: slug, .ownSignIn) : address(slug: slug)
    }

    var fields: [(String, String)] {
        switch self {
        case .overview: []
        case .person(let id): [("then", "person.\(id.description)")]
        case .group(let id): [("then", "group.\(id.description)")]
        case .disclosure(let id): [("then", "disclosure.\(id.description)")]
        case .organization(let slug): [("then", "organization.\(slug)")]
        default: Self.words.first { $0.destination == self }.map { [("then", $0.word)] } ?? []
        }
    }
}

/// In place of a form whose deed needs a proof of the last minutes: the way to it and back.
struct ProofSheet: Sendable {
    let then: FactorDestination

    func html(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.signInSettings
        return """
            <section class="sheet stack-s" aria-labelledby="pv"><h2 id="pv">\(texts.proveTitle)</h2>\
            <p>\(context.texts.logins.freshText)</p>\
            <p class="btns">\(Button.link(texts.prove, to: context.address(.factor(then: then)), "btn btn-main"))</p>\
            </section>
            """
    }
}
