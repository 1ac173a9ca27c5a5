/// The people of one company, one after another; the same seed gives the same people, whatever their number.
///
/// First the cast, then one lead for each team, then everyone else. A name comes again only when the names run out;
/// the mailbox then gets a number, as in any company.
struct DemonstrationStaff: Sequence, IteratorProtocol, Sendable {
    private let company: DemonstrationCompany
    private let count: Int
    private var generator: SeededGenerator
    private var number = 0
    /// How often each mailbox has been given out.
    private var mailboxes: [String: Int]
    private var leads: [DemonstrationPerson] = []
    /// Whom a team's people report to, by the team's name.
    private var managers: [String: String] = [:]

    init(company: DemonstrationCompany, count: Int, seed: UInt64) {
        self.company = company
        self.count = count
        generator = SeededGenerator(seed: seed)
        mailboxes = Dictionary(company.cast.map { ($0.mailbox, 1) }) { first, _ in first }
        for site in company.sites {
            for unit in site.units {
                let lead = person(number: company.cast.count + leads.count, at: site, unit, isLead: true)
                leads.append(lead)
                if lead.number < count { managers[lead.department] = lead.email }
            }
        }
    }

    mutating func next() -> DemonstrationPerson? {
        guard number < count else { return nil }
        defer { number += 1 }
        if number < company.cast.count {
            var person = DemonstrationPerson(company.cast[number], number: number, company: company)
            if number > 1 { person.managerEmail = managers[person.department] ?? person.managerEmail }
            return person
        }
        if number - company.cast.count < leads.count { return leads[number - company.cast.count] }
        let site = company.sites[weighted(company.sites.map(\.weight))]
        return person(number: number, at: site, site.units[weighted(site.units.map(\.weight))], isLead: false)
    }

    private mutating func person(
        number: Int, at site: DemonstrationCompany.Site, _ unit: DemonstrationCompany.Unit, isLead: Bool
    ) -> DemonstrationPerson {
        let pool = site.languages[weighted(site.languages.map(\.weight))].pool
        let (given, family, mailbox) = name(from: pool)
        let whole = pool.whole(given, family)
        // Half of those whose language has its own script are listed in it; the others have it beside.
        let isNative = whole.native != nil && generator.next() % 2 == 0
        let title = isLead ? unit.lead : unit.titles[weighted((0..<unit.titles.count).map { unit.titles.count - $0 })]
        let director = "\(company.cast[1].mailbox)@\(company.domain)"
        let team = "\(site.name) \(unit.name)"
        return DemonstrationPerson(
            number: number,
            givenName: isNative ? given.native ?? given.latin : given.latin,
            familyName: isNative ? family.native ?? family.latin : family.latin,
            displayName: isNative ? whole.native ?? whole.latin : whole.latin,
            formattedName: isNative ? nil : whole.native,
            honorificPrefix: nil,
            email: "\(mailbox)@\(company.domain)",
            title: title,
            department: team,
            groups: groups(site: site.name, team: team, isLead: isLead),
            managerEmail: isLead ? director : managers[team] ?? director,
            phone: DemonstrationPerson.phone(site.callingCode, number),
            // One in twenty-five, never a lead: a team without one would look like a mistake.
            isActive: isLead || number % 25 != 24,
            birthDate: DemonstrationPerson.birthDate(generator.next())
        )
    }

    private mutating func groups(site: String, team: String, isLead: Bool) -> [String] {
        var groups = [site, team]
        if isLead { groups.append(company.export.leadGroup) }
        if generator.next() % 12 == 0 { groups.append(company.export.firstAidGroup) }
        return groups
    }

    private mutating func name(from pool: NamePool) -> (NamePool.Name, NamePool.Name, mailbox: String) {
        var given = pool.given[0]
        var family = pool.family(at: 0, with: given)
        var mailbox = ""
        for _ in 0..<16 {
            given = pool.given[Int(generator.next() % UInt64(pool.given.count))]
            family = pool.family(at: Int(generator.next() % UInt64(pool.family.count)), with: given)
            mailbox =
                LatinFolding.fold(given.latin, pool.folding) + "." + LatinFolding.fold(family.latin, pool.folding)
            if mailboxes[mailbox] == nil { break }
        }
        let times = mailboxes[mailbox, default: 0] + 1
        mailboxes[mailbox] = times
        return (given, family, times == 1 ? mailbox : "\(mailbox)\(times)")
    }

    /// A place, drawn by weight.
    private mutating func weighted(_ weights: [Int]) -> Int {
        var rest = Int(generator.next() % UInt64(weights.reduce(0, +)))
        for (place, weight) in weights.enumerated() {
            if rest < weight { return place }
            rest -= weight
        }
        return weights.count - 1
    }
}
