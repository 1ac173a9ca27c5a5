/// What personal data may be used for. A profile opens only for a purpose, and the purpose's type fixes what it shows:
/// `opened.title` compiles for a purpose that conforms to `SeesJobTitle` and for no other.
package protocol Purpose: Sendable {
    static var name: PurposeName { get }
}

/// The purposes by their names in `promises.md`; the inventory grants fields to these.
package enum PurposeName: String, CaseIterable, Sendable {
    case service, experience, personalization, communication, accounts, security, rights, legal
}

package protocol SeesName: Purpose {}
package protocol SeesJobTitle: Purpose {}
package protocol SeesWorkEmail: Purpose {}
/// All that the directory said, with its provenance: what the customer needs to keep its directory right.
package protocol SeesDirectory: SeesName, SeesJobTitle, SeesWorkEmail {}

/// Delivering the training that the customer ordered, which includes keeping its staff right.
package enum ServicePurpose: SeesDirectory {
    package static let name = PurposeName.service
}

/// Signing people in and keeping others out.
package enum SecurityPurpose: SeesName, SeesWorkEmail {
    package static let name = PurposeName.security
}

/// Notices and support.
package enum CommunicationPurpose: SeesName, SeesWorkEmail {
    package static let name = PurposeName.communication
}

/// Recommendations by job title.
package enum PersonalizationPurpose: SeesJobTitle {
    package static let name = PurposeName.personalization
}

/// Answering what people ask about their own data, and what their employer decides on it. Never closed.
package enum RightsPurpose: SeesDirectory {
    package static let name = PurposeName.rights
}

/// Legal claims and duties.
package enum LegalPurpose: SeesDirectory {
    package static let name = PurposeName.legal
}

/// A profile as one purpose sees it.
package struct Opened<P: Purpose>: Sendable, Concealed {
    fileprivate let profile: Profile

    /// Whoever shows or uses a profile says what for.
    init(_ profile: Profile, for purpose: P.Type) {
        self.profile = profile
    }

    fileprivate func value(_ attribute: Attribute) -> Personal<String>? {
        profile.effective(attribute).map { Personal($0) }
    }

    fileprivate var sourced: [SourcedField] {
        let attributes = Set(profile.fields.map(\.attribute)).union(profile.corrections.map(\.attribute))
        return attributes.sorted { $0.rawValue < $1.rawValue }.compactMap { attribute in
            let field = profile.fields.first { $0.attribute == attribute }
            let correction = profile.correction(of: attribute)
            guard let value = correction?.value ?? field?.value else { return nil }
            return SourcedField(
                attribute: attribute, value: Personal(value), source: field?.source,
                at: correction?.at ?? field?.at ?? 0, correction: correction.map(SourcedField.Correction.init),
                directoryValue: correction == nil ? nil : field.map { Personal($0.value) })
        }
    }
}

extension Opened where P: SeesName {
    /// What to call the person: the display name, or what the parts of the name give, or the user name.
    package var name: Personal<String> {
        if let display = value(.displayName) ?? value(.formattedName) { return display }
        let parts = [value(.givenName), value(.familyName)].compactMap { $0?.revealed }
        return parts.isEmpty ? value(.userName) ?? Personal("") : Personal(parts.joined(separator: " "))
    }

    /// As the directory wrote it in one piece.
    package var formattedName: Personal<String>? { value(.formattedName) }

    /// As lists sort it: `Family, Given` where the directory gave both.
    package var sortName: Personal<String> {
        guard let family = value(.familyName)?.revealed else { return name }
        guard let given = value(.givenName)?.revealed else { return Personal(family) }
        return Personal("\(family), \(given)")
    }
}

extension Opened where P: SeesJobTitle {
    package var title: Personal<String>? { value(.title) }
}

extension Opened where P: SeesWorkEmail {
    package var workEmail: Personal<String>? { value(.workEmail) }
    package var userName: Personal<String>? { value(.userName) }
}

/// One attribute with where it came from.
package struct SourcedField: Sendable, Concealed {
    package let attribute: Attribute
    /// What holds; empty where a correction says that there is none.
    package let value: Personal<String>
    /// The directory connection; nil where the directory says nothing.
    package let source: UUIDValue?
    /// When this value arrived or was corrected, milliseconds UTC.
    package let at: Int64
    /// Where the employer has set the value right here.
    package let correction: Correction?
    /// What the directory says, where a correction stands over it.
    package let directoryValue: Personal<String>?

    package struct Correction: Sendable {
        /// The person who decided it.
        package let author: UUIDValue
        /// Milliseconds UTC.
        package let at: Int64
        /// The directory has said something new since; the employer decides.
        package let isDisputed: Bool

        init(_ correction: Profile.Correction) {
            author = correction.author
            at = correction.at
            isDisputed = correction.isDisputed
        }
    }
}

extension Opened where P: SeesDirectory {
    package var department: Personal<String>? { value(.department) }
    package var sourcedFields: [SourcedField] { sourced }
}
