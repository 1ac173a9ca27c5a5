internal import Crypto

/// The privacy policy, made from the registry of promises and the inventory of what is stored.
///
/// Its text is what is hashed; the page shows the same sentences, each beside the link to its proof.
package struct PrivacyPolicy: Sendable {
    package struct Section: Sendable {
        package let id: PolicySection
        package let title: String
        package let parts: [Part]
    }

    package enum Part: Sendable {
        case text(String)
        case promise(Promise)
        /// A row for each: what, what for, how long.
        case categories([StaffCategory])
        /// Each purpose with what it is for.
        case purposes([PurposeName])
    }

    package let version = 1
    /// The day on which this version took effect.
    package let effective = "2026-11-24"
    package let sections: [Section]

    /// - Parameter guards: whether the page says everything that the registry has (promise G1).
    package static func generated(_ guards: Guards = .standing) -> PrivacyPolicy {
        guard !guards.stand(.g1) else { return complete }
        return PrivacyPolicy(sections: made(from: Promise.all.filter { $0.id != .r3 }))
    }

    private static let complete = PrivacyPolicy(sections: made(from: Promise.all))

    private static func made(from promises: [Promise]) -> [Section] {
        PolicySection.allCases.map { section in
            let own = promises.filter { $0.section == section }.map(Part.promise)
            return Section(id: section, title: section.title, parts: section.opening + own + section.closing)
        }
    }

    /// As plain text, UTF-8, a line each: what the hash is of.
    package var text: String {
        var lines = ["Privacy policy", "Version \(version), in effect since \(effective)", ""]
        for section in sections {
            lines.append(section.title)
            for part in section.parts { lines += part.lines }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    /// SHA-256 of the text, hexadecimal.
    package var hash: String {
        let hash = SHA256.hash(data: Array(text.utf8)).withUnsafeBytes { [UInt8]($0) }
        return String(decoding: encodeHexadecimal(hash), as: UTF8.self)
    }
}

extension PrivacyPolicy.Part {
    fileprivate var lines: [String] {
        switch self {
        case .text(let text): return [text]
        case .promise(let promise):
            guard case .notYet(let reason) = promise.state else {
                return ["[\(promise.id.rawValue)] \(promise.sentence)"]
            }
            return ["[\(promise.id.rawValue), not yet in force] \(promise.sentence) \(reason)"]
        case .categories(let categories):
            return categories.map { entry in
                let purposes = entry.purposes.map(\.title).joined(separator: ", ")
                return "- \(entry.category.policyWords) (\(purposes)): kept \(entry.retentions.joined(separator: "; "))"
            }
        case .purposes(let purposes): return purposes.map { "- \($0.title): \($0.policyWords)" }
        }
    }
}

extension PolicySection {
    package var title: String {
        switch self {
        case .scope: "Whom this is about"
        case .data: "Which data we process"
        case .purposes: "What we use it for"
        case .principles: "How we hold to the GDPR"
        case .sharing: "Sharing and disclosure"
        case .security: "Security"
        case .rights: "The rights of staff"
        case .changes: "Changes to this policy"
        case .contact: "Contact"
        }
    }

    fileprivate var opening: [PrivacyPolicy.Part] {
        switch self {
        case .scope:
            [
                .text(
                    "Interactive Instructors is workplace training for organizations. An organization connects its "
                        + "staff directory; it is the controller of its staff’s data, and we process that data on its "
                        + "instructions."),
                .text(
                    "For the organization’s own account and for the security of the platform we are controller "
                        + "ourselves. Every sentence below that has a letter and a number is enforced by code and "
                        + "checked by a probe on the running system."),
            ]
        case .data:
            [.text("This is all that we store about a member of staff:"), .categories(Inventory.staffCategories)]
        case .purposes:
            [
                .text("Data opens for one of these purposes, and each sees only the fields that it needs:"),
                .purposes(PurposeName.allCases),
            ]
        case .principles: [.text("As a processor under the GDPR we are held to its principles (Art. 5):")]
        case .sharing:
            [.text("We share no personal data for marketing or for purposes that are not named here.")]
        case .security: [.text("What protects the data, and how we know that it does:")]
        case .rights:
            [
                .text(
                    "Staff have these rights under the GDPR, and exercise them through their employer: by a request on "
                        + "“my data”, or by writing to the employer’s privacy officer.")
            ]
        case .changes: [.text("When this policy changes significantly, customers are told before it takes effect.")]
        case .contact:
            [.text("For questions about our privacy practices, write to the contact that this installation names.")]
        }
    }

    fileprivate var closing: [PrivacyPolicy.Part] {
        switch self {
        case .sharing:
            [
                .text(
                    "Disclosure occurs only to comply with legal obligations, and to protect our rights or the safety of "
                        + "others.")
            ]
        case .rights:
            [.text("Whoever is not content with an answer can complain to a supervisory authority (Art. 77).")]
        default: []
        }
    }
}
