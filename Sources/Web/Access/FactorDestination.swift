/// Where a proof of the second step leads on to: one of these rooms, whatever the address says (ASVS 3.7.2).
enum FactorDestination: String, Sendable, CaseIterable {
    case overview
    case ownSignIn = "sign-in"
    case setup

    /// - Parameter then: as it stands in an address; what names no room of these leads to the overview.
    init(then: String?) { self = then.flatMap(Self.init(rawValue:)) ?? .overview }

    var room: Address.Room {
        switch self {
        case .overview: .overview
        case .ownSignIn: .ownSignIn
        case .setup: .factorSetup
        }
    }

    var fields: [(String, String)] { self == .overview ? [] : [("then", rawValue)] }
}
