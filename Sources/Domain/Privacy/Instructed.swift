/// The uses of personal data that a customer has instructed beyond the service itself. Bits are stored: never change one.
package struct Instructed: OptionSet, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// Recording which features people use, to make the product better for them (promise U1).
    package static let experience = Instructed(rawValue: 1)
    /// Keeping training records beyond the session (promise D4).
    package static let training = Instructed(rawValue: 2)
    /// Publishing statistics of use over groups (promise G3).
    package static let statistics = Instructed(rawValue: 4)
}

/// The purposes that are closed for one person, by a restriction or an objection. Bits are stored: never change one.
package struct ClosedPurposes: OptionSet, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    package init(_ purpose: PurposeName) { rawValue = 1 << purpose.bit }

    package static let none: ClosedPurposes = []
    /// GDPR Art. 18: stored, and otherwise used for the person's rights and for legal claims alone.
    package static let restriction: ClosedPurposes = [
        .init(.service), .init(.experience), .init(.personalization), .init(.communication), .init(.accounts),
    ]
    /// As well, where the employer does not need the person to sign in.
    package static let signIn = ClosedPurposes(.security)

    package func contains(_ purpose: PurposeName) -> Bool { rawValue & 1 << purpose.bit != 0 }
}

extension PurposeName {
    /// Its place in stored sets: never change one.
    fileprivate var bit: Int64 {
        switch self {
        case .service: 0
        case .experience: 1
        case .personalization: 2
        case .communication: 3
        case .accounts: 4
        case .security: 5
        case .rights: 6
        case .legal: 7
        }
    }
}
