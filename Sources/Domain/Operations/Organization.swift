/// A customer: the controller of its staff's data.
package struct Organization: Sendable, Equatable {
    package enum State: String, Sendable { case active, closed }

    package let id: UUIDValue
    /// Its name in addresses: lower-case letters, digits and hyphens.
    package let slug: String
    package let name: String
    /// An IANA time zone, `Europe/Berlin`.
    package let zone: String
    package let serviceLevel: String
    package let seats: Int64
    package let state: State
    /// Milliseconds UTC.
    package let createdAt: Int64
    package let domains: [String]
    package var ending = Ending()

    /// The end of a contract (GDPR Art. 28(3)(g), Data Act Art. 25): a transition of at most 30 days in which the service
    /// goes on, then at least 30 days in which the data can be taken, then nothing. Milliseconds UTC.
    package struct Ending: Sendable, Equatable {
        /// Notice was given: the service goes on until then.
        package var closesAt: Int64?
        package var closedAt: Int64?
        /// How long the data can be taken.
        package var retrieveUntil: Int64?
        /// From then on nobody opens the database.
        package var destroyingAt: Int64?
        /// Nothing is left but what backups hold.
        package var destroyedAt: Int64?

        package init() {}
    }

    /// Closed, and its data is still there to be taken.
    package var isLeaving: Bool { state == .closed && ending.destroyingAt == nil }

    /// The operator's own: its people, and nobody's customer.
    package static let operatorSlug = "operator"
    package var isOperator: Bool { slug == Self.operatorSlug }
    /// Nobody's customer: where the operator's people live, or its probes.
    package var isOperators: Bool { isOperator || isCanary }
}

/// What the operator says when it creates an organization; checked here, once.
package struct OrganizationDraft: Sendable, Concealed {
    package let slug: String
    package let name: String
    package let domain: String
    package let administratorEmail: String
    package let zone: String
    package let serviceLevel: String
    package let seats: Int64

    /// - Throws: `Failure.invalid` that names the option and says what it takes.
    package init(
        slug: String, name: String, domain: String, administratorEmail: String, zone: String = "Europe/Berlin",
        serviceLevel: String = "standard", seats: Int64 = 50
    ) throws(Failure) {
        let letters = slug.utf8.allSatisfy { Self.isSlugByte($0) }
        guard letters, (2...40).contains(slug.utf8.count), slug.utf8.first != hyphen, slug.utf8.last != hyphen else {
            throw .invalid(
                "slug", "A short name has 2 to 40 lower-case letters, digits and hyphens, such as havn-logistics.")
        }
        // The operator's console has a page at the last of them.
        guard slug != Organization.operatorSlug, slug != Organization.canarySlug, slug != "new" else {
            throw .invalid("slug", "The short name \(slug) is the operator's own; choose another.")
        }
        let trimmed = name.filter { !$0.isNewline }
        guard !trimmed.isEmpty, name.unicodeScalars.count <= 120, trimmed.utf8.count == name.utf8.count else {
            throw .invalid("name", "A name has 1 to 120 characters on one line.")
        }
        guard let domain = DomainName(domain) else {
            throw .invalid("domain", "A domain looks like havn.example: letters, digits, hyphens and at least one dot.")
        }
        guard !domain.isPublicMailbox else {
            throw .invalid(
                "domain", "Anybody can have a mailbox at \(domain): name a domain of the organization's own.")
        }
        guard let at = administratorEmail.utf8.lastIndex(of: UInt8(ascii: "@")),
            at != administratorEmail.utf8.startIndex,
            DomainName(ofEmail: administratorEmail) != nil,
            administratorEmail.utf8.count <= 320, administratorEmail.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else {
            throw .invalid("admin", "The administrator's e-mail looks like freja@havn.example.")
        }
        guard TimeZones.isKnown(zone) else {
            throw .invalid("zone", "A time zone is an IANA name such as Europe/Berlin.")
        }
        guard (1...1_000_000).contains(seats) else { throw .invalid("seats", "Seats are 1 to 1,000,000.") }
        self.slug = slug
        self.name = name
        self.domain = domain.text
        self.administratorEmail = administratorEmail
        self.zone = zone
        self.serviceLevel = serviceLevel
        self.seats = seats
    }

    private static func isSlugByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == hyphen
    }

}

private let hyphen = UInt8(ascii: "-")
