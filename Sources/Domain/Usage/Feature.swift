/// What of the product someone can use: the whole of what usage data may name (promise D3).
///
/// A new feature is one case here with its sentence, its words in `Web/Texts/UsageTexts.swift`, and, where it is a room of
/// the console, its address in `Web/Console/Feature+Room.swift`. Raw values are stored: never change one.
package enum Feature: String, Sendable, CaseIterable {
    case signIn = "sign-in"
    case overview
    case ownSignIn = "own-sign-in"
    case myData = "my-data"
    case myRequests = "my-requests"
    case team
    case staffList = "staff-list"
    case groups
    case directory
    case access
    case integrations
    case privacy
    case statistics

    /// The feature that a name from outside stands for.
    /// - Throws: `Failure.invalid("feature")` for a name that is not in the registry; the text does not repeat it.
    package init(registered name: String) throws(Failure) {
        guard let feature = Self(rawValue: name) else {
            throw .invalid("feature", "There is no feature of that name: usage is counted for registered ones only.")
        }
        self = feature
    }

    /// What its use is recorded for. Sign-in times serve security and are always kept; the use of anything else is
    /// recorded by the customer's instruction, for a better product (promise U1).
    package var purpose: PurposeName {
        switch self {
        case .signIn: .security
        default: .experience
        }
    }

    /// What a record of it says of someone.
    package var sentence: String {
        switch self {
        case .signIn: "Signed in."
        case .overview: "Opened the first page."
        case .ownSignIn: "Looked after their own logins and second step."
        case .myData: "Looked at what is held about them."
        case .myRequests: "Looked at, or made, a request about their own data."
        case .team: "Looked at a group that they manage."
        case .staffList: "Looked at the list of staff, or at someone in it."
        case .groups: "Looked at the directory's groups."
        case .directory: "Looked after the connection to the directory."
        case .access: "Looked after roles and the ways to sign in."
        case .integrations: "Looked after the organization's own programs."
        case .privacy: "Worked in the privacy officer's rooms."
        case .statistics: "Looked at the statistics of use."
        }
    }

    /// Features whose use is recorded for a purpose.
    static func recorded(for purpose: PurposeName) -> [Feature] { allCases.filter { $0.purpose == purpose } }
}
