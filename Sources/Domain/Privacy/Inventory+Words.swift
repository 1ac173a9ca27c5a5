/// Whose data it is.
package enum DataSubject: String, Sendable {
    case staffMember = "staff member"
    case nobody
    case organization
    case `operator`
}

package enum DataCategory: String, Sendable, CaseIterable {
    /// A sealed record of several categories, listed one by one in `Inventory.profile`.
    case profile
    case name
    case jobTitle = "job title"
    case businessContact = "business contact"
    case usage
    /// What tells people, records and groups apart: ids, user names, keyed look-ups of them.
    case directoryIdentifier = "directory identifier"
    /// Where someone stands: state, roles, membership, what is about to change.
    case standing
    case credential
    case key
    case evidence
    case instruction
    /// What an organization calls itself, its groups and its connections.
    case organizationText = "organization text"
    case operational
}

package enum DataSource: String, Sendable {
    /// A directory connection or a staff file.
    case directory
    case administrator
    case `operator`
    /// The person whose data it is, on “my data”.
    case person
    /// The program, from what it does.
    case program
}

/// How long it stays.
package enum Retention: Sendable, Equatable {
    /// As long as the person is staff, and this long after leaving.
    case person(graceDays: Int64)
    /// As long as the person is the member, or has the role, that the row says.
    case membership
    /// From when it was made.
    case minutes(Int64)
    case days(Int64)
    /// Until someone decides, who is reminded after this many days.
    case decision(days: Int64)
    /// Until the work is done.
    case work
    /// Until the instant that the row names.
    case until
    /// As long as the organization is a customer.
    case organization

    /// Milliseconds, where it is a fixed time.
    package var length: Int64? {
        switch self {
        case .minutes(let count): count * Clock.minute
        case .days(let count): count * Clock.day
        case .person, .membership, .decision, .work, .until, .organization: nil
        }
    }

    package var text: String {
        switch self {
        case .person(let days): "person and \(days) days"
        case .membership: "membership"
        case .minutes(let count): "\(count) minutes"
        case .days(let count): count == 1 ? "1 day" : "\(count) days"
        case .decision(let days): "decision, \(days) days"
        case .work: "until done"
        case .until: "until its date"
        case .organization: "organization"
        }
    }
}

/// What the rights of a person do to a column.
package struct Treatment: Sendable, Equatable {
    package enum Export: String, Sendable {
        /// Given out as it is.
        case given
        /// Unsealed, then given out.
        case opened
        /// It would mean nothing, or open a door, in other hands.
        case omitted
        /// It is not about the person; the organization gets it at the end of its contract.
        case returned
    }

    package enum Erasure: String, Sendable {
        /// The row goes.
        case removed
        /// The value stays and can never be read again.
        case keyDestroyed = "key destroyed"
        /// The row stays, and names nobody any more.
        case detached
        /// A legal hold keeps it, until it ends.
        case held
        /// It is not about the person.
        case untouched
    }

    package enum Restriction: String, Sendable {
        /// Opens only for the purposes `rights`, `legal` and `security`.
        case closed
        case untouched
    }

    package enum Rectification: String, Sendable {
        /// A correction stands over what the directory says.
        case corrected
        /// Follows from a value that can be corrected.
        case recomputed
        /// A fact about what the program did.
        case stands
    }

    package let export: Export
    package let erasure: Erasure
    package let restriction: Restriction
    package let rectification: Rectification
}

extension Treatment {
    /// Sealed data about a person.
    static let sealed = Treatment(
        export: .opened, erasure: .keyDestroyed, restriction: .closed, rectification: .corrected)
    /// A keyed look-up of sealed data.
    static let lookup = Treatment(
        export: .omitted, erasure: .removed, restriction: .untouched, rectification: .recomputed)
    /// A plain fact about a person.
    static let fact = Treatment(export: .given, erasure: .removed, restriction: .untouched, rectification: .stands)
    /// What opens a door, or stood for it.
    static let secret = Treatment(
        export: .omitted, erasure: .removed, restriction: .untouched, rectification: .stands)
    /// A pending change of a person, sealed.
    static let pending = Treatment(
        export: .opened, erasure: .removed, restriction: .closed, rectification: .recomputed)
    /// What someone wrote about a request, sealed under the person's key.
    static let sealedNote = Treatment(
        export: .opened, erasure: .keyDestroyed, restriction: .untouched, rectification: .stands)
    /// That a request was made and how it went, which stays when the person is erased: it names nobody then.
    static let kept = Treatment(export: .given, erasure: .untouched, restriction: .untouched, rectification: .stands)
    /// What ties a kept row to its person.
    static let detached = Treatment(export: .given, erasure: .detached, restriction: .untouched, rectification: .stands)
    /// A copy of what else is exported.
    static let copied = Treatment(
        export: .omitted, erasure: .removed, restriction: .untouched, rectification: .stands)
    /// What the law makes the organization keep, sealed under a key of its own.
    static let held = Treatment(export: .opened, erasure: .held, restriction: .untouched, rectification: .stands)
    /// What proves that something was done to a person's data.
    static let proof = Treatment(
        export: .opened, erasure: .keyDestroyed, restriction: .untouched, rectification: .stands)
    /// The organization's own.
    static let organizations = Treatment(
        export: .returned, erasure: .untouched, restriction: .untouched, rectification: .stands)
    /// The program's own.
    static let program = Treatment(
        export: .omitted, erasure: .untouched, restriction: .untouched, rectification: .stands)
}
