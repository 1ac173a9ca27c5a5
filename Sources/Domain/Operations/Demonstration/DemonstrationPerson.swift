/// Someone who does not exist, as the HR system of a demonstration's company knows them.
package struct DemonstrationPerson: Sendable, Equatable {
    /// The place in the staff list, from 0.
    package let number: Int
    package var givenName: String
    package var familyName: String
    package var displayName: String
    /// The whole name in its own script, where the other names are in Latin letters.
    package var formattedName: String?
    package var honorificPrefix: String?
    package let email: String
    package var title: String
    package var department: String
    /// Site and team, and what the job brings along.
    package var groups: [String]
    package var managerEmail: String?
    package let phone: String
    package var isActive: Bool
    /// `1987-03-14`. No customer's instruction can keep it: it shows that undeclared columns are dropped.
    package let birthDate: String
}

extension DemonstrationPerson {
    init(_ member: DemonstrationCompany.CastMember, number: Int, company: DemonstrationCompany) {
        let callingCode = company.sites.first { $0.name == member.site }?.callingCode ?? "+45"
        let isFamilyFirst = NamePool.vietnamese.family.contains { $0.latin == member.family }
        let whole = isFamilyFirst ? "\(member.family) \(member.given)" : "\(member.given) \(member.family)"
        self.init(
            number: number,
            givenName: member.given,
            familyName: member.family,
            displayName: member.prefix.map { "\($0) \(whole)" } ?? whole,
            formattedName: member.native,
            honorificPrefix: member.prefix,
            email: "\(member.mailbox)@\(company.domain)",
            title: member.title,
            department: "\(member.site) \(member.unit)",
            groups: [member.site, "\(member.site) \(member.unit)"],
            managerEmail: number == 1 ? nil : "\(company.cast[1].mailbox)@\(company.domain)",
            phone: Self.phone(callingCode, number),
            isActive: member.isActive,
            birthDate: Self.birthDate(UInt64(number) &* 7_919)
        )
    }

    /// No country assigns numbers that begin so.
    static func phone(_ callingCode: String, _ number: Int) -> String {
        let digits = String(100_000 + number)
        return "\(callingCode) 000 \(digits)"
    }

    static func birthDate(_ random: UInt64) -> String {
        let year = 1961 + random % 46
        let month = 1 + random / 46 % 12
        let day = 1 + random / 552 % 28
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
