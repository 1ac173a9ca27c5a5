/// A company that does not exist, as plausible as one that does: for `demo`, benchmarks and tests.
///
/// Its domain is under `.example`, which nobody can own (RFC 6761, section 6.5).
package struct DemonstrationCompany: Sendable {
    package let slug: String
    package let name: String
    /// The domain of its work e-mail.
    package let domain: String
    /// IANA name.
    package let timeZone: String
    /// What it has instructed to be kept beyond the catalogue's own.
    package let instructed: Set<Attribute>
    /// How many people it has unless told otherwise.
    package let staffDefault: Int

    let sites: [Site]
    /// Who is there by name; the first is the administrator, the second leads the company.
    let cast: [CastMember]
    let export: DemonstrationExport

    /// All three: one larger company and two of other kinds, languages and CSV dialects.
    package static let all: [DemonstrationCompany] = [.havn, .klinikum, .kaveri]

    /// The first person of its staff list, who gets the administrator's sign-in link.
    package var administrator: DemonstrationPerson { DemonstrationPerson(cast[0], number: 0, company: self) }

    struct Site: Sendable {
        let name: String
        /// How many of the staff work here, against the other sites.
        let weight: Int
        /// The country's calling code.
        let callingCode: String
        let languages: [(pool: NamePool, weight: Int)]
        let units: [Unit]

        init(_ name: String, _ weight: Int, _ callingCode: String, _ languages: [(NamePool, Int)], _ units: [Unit]) {
            self.name = name
            self.weight = weight
            self.callingCode = callingCode
            self.languages = languages.map { (pool: $0.0, weight: $0.1) }
            self.units = units
        }
    }

    struct Unit: Sendable {
        let name: String
        let weight: Int
        let lead: String
        /// From the most common to the rarest.
        let titles: [String]

        init(_ name: String, _ weight: Int, lead: String, _ titles: [String]) {
            self.name = name
            self.weight = weight
            self.lead = lead
            self.titles = titles
        }
    }

    struct CastMember: Sendable {
        let given: String
        let family: String
        /// The whole name in its own script.
        let native: String?
        /// Before the @.
        let mailbox: String
        let title: String
        let site: String
        let unit: String
        let prefix: String?
        let isActive: Bool

        init(
            _ given: String, _ family: String, native: String? = nil, _ mailbox: String, _ title: String,
            at site: String, _ unit: String, prefix: String? = nil, isActive: Bool = true
        ) {
            self.given = given
            self.family = family
            self.native = native
            self.mailbox = mailbox
            self.title = title
            self.site = site
            self.unit = unit
            self.prefix = prefix
            self.isActive = isActive
        }
    }
}
