/// The staff list of a demonstration's company, as its HR system would export it.
package struct Demonstration: Sendable {
    package enum Edition: Sendable {
        case first
        /// The same company a week on: some have joined, moved, changed their name or left, few enough that the
        /// brake rests.
        case weekLater
    }

    package let company: DemonstrationCompany
    /// People in the first edition.
    package let staff: Int
    package let seed: UInt64

    /// `staff` is at least 1; the company's own number unless given.
    package init(_ company: DemonstrationCompany, staff: Int? = nil, seed: UInt64 = 2026) {
        self.company = company
        self.staff = max(1, staff ?? company.staffDefault)
        self.seed = seed
    }

    /// The people in order of the list, made one at a time.
    package func people(_ edition: Edition = .first) -> some Sequence<DemonstrationPerson> & Sendable {
        makePeople(edition)
    }

    /// The list as CSV, in chunks of at least `chunkBytes` but for the last; memory does not grow with the staff.
    package func csv(_ edition: Edition = .first, chunkBytes: Int = 65_536) -> DemonstrationFile {
        DemonstrationFile(makePeople(edition), company.export, chunkBytes: chunkBytes)
    }

    private func makePeople(_ edition: Edition) -> DemonstrationPeople {
        switch edition {
        case .first: DemonstrationPeople(staff: makeStaff(staff), change: { $0 })
        case .weekLater: DemonstrationPeople(staff: makeStaff(staff + joiners), change: { later($0) })
        }
    }

    private func makeStaff(_ count: Int) -> DemonstrationStaff {
        DemonstrationStaff(company: company, count: count, seed: seed)
    }

    /// One in sixty, and one more.
    private var joiners: Int { staff / 60 + 1 }

    /// What a week did to someone; nil for who has left. Nobody of the cast and no lead is touched.
    private func later(_ person: DemonstrationPerson) -> DemonstrationPerson? {
        let leads = company.sites.reduce(0) { $0 + $1.units.count }
        let place = person.number - company.cast.count - leads
        guard place >= 0, person.number < staff, person.isActive else { return person }
        var person = person
        switch place % 100 {
        case 7: return nil
        case 19 where place % 200 == 19: person.isActive = false
        case 8, 58: promote(&person)
        case 22, 72: move(&person)
        case 20: rename(&person)
        default: break
        }
        return person
    }

    private func promote(_ person: inout DemonstrationPerson) {
        person.title = company.export.deputyTitle
        person.groups.append(company.export.leadGroup)
    }

    /// To another team of the same site, where there is one.
    private func move(_ person: inout DemonstrationPerson) {
        guard let site = company.sites.first(where: { $0.name == person.groups[0] }),
            let unit = site.units.first(where: { "\(site.name) \($0.name)" != person.department })
        else { return }
        person.department = "\(site.name) \(unit.name)"
        person.groups[1] = person.department
        person.title = unit.titles[0]
    }

    /// By marriage; only of names in Latin letters with the given name first.
    private func rename(_ person: inout DemonstrationPerson) {
        guard person.displayName == "\(person.givenName) \(person.familyName)", person.formattedName == nil,
            person.familyName.unicodeScalars.allSatisfy({ $0.value < 0x370 })
        else { return }
        person.familyName += "-Holm"
        person.displayName = "\(person.givenName) \(person.familyName)"
    }
}
