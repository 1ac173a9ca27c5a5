import Domain
import Testing

@Suite("The demonstration's companies")
struct DemonstrationTests {
    private func read(_ demonstration: Demonstration, _ edition: Demonstration.Edition = .first) -> StaffReading {
        let bytes = demonstration.csv(edition).reduce(into: [UInt8]()) { $0 += $1 }
        return StaffReading(bytes, catalogue: Catalogue(instructed: demonstration.company.instructed))
    }

    @Test("Three companies of different kinds, languages and CSV dialects", arguments: DemonstrationCompany.all)
    func companies(company: DemonstrationCompany) throws {
        let reading = read(Demonstration(company))
        #expect(reading.failure == nil)
        #expect(reading.file.errors.isEmpty, "\(reading.file.errors.kept.map(\.message))")
        #expect(reading.rows.count == company.staffDefault)
        let first = try #require(reading.rows.first?.draft)
        #expect(first.attributes[.workEmail] == company.administrator.email)
        #expect(first.active)
        #expect(company.domain.hasSuffix(".example"))
        #expect(DemonstrationCompany.all.count { $0.slug == company.slug } == 1)
    }

    @Test("Havn is led by the administrator of its pages, and 250 work there")
    func havn() {
        #expect(DemonstrationCompany.havn.staffDefault == 250)
        #expect(DemonstrationCompany.havn.administrator.displayName == "Freja Lindqvist")
        #expect(DemonstrationCompany.havn.administrator.email == "freja.lindqvist@havn.example")
        #expect(DemonstrationCompany.havn.timeZone == "Europe/Copenhagen")
    }

    @Test("Every dialect is one that the reader must find out by itself")
    func dialects() {
        let files = DemonstrationCompany.all.map { read(Demonstration($0)).file }
        #expect(files.compactMap(\.delimiter) == [.comma, .semicolon, .tab])
    }

    @Test("Nobody occurs twice, and addresses are plain ASCII", arguments: DemonstrationCompany.all)
    func unique(company: DemonstrationCompany) {
        let people = Array(Demonstration(company).people())
        #expect(Set(people.map(\.email)).count == people.count)
        #expect(Set(people.map { "\($0.givenName)|\($0.familyName)" }).count == people.count)
        for person in people {
            #expect(person.email.utf8.allSatisfy { (0x61...0x7A).contains($0) || "@.0123456789".utf8.contains($0) })
            #expect(!person.displayName.isEmpty && !person.title.isEmpty && !person.groups.isEmpty)
        }
    }

    @Test("Names are written in many scripts, and each name's scripts have their letters")
    func scripts() {
        let scripts: [(name: String, range: ClosedRange<UInt32>)] = [
            ("Greek", 0x370...0x3FF), ("Cyrillic", 0x400...0x4FF), ("Hebrew", 0x590...0x5FF), ("Arabic", 0x600...0x6FF),
            ("Devanagari", 0x900...0x97F), ("Tamil", 0xB80...0xBFF), ("Georgian", 0x10A0...0x10FF),
            ("Hangul", 0xAC00...0xD7A3), ("Han", 0x4E00...0x9FFF), ("Kana", 0x3041...0x30FF),
            ("Vietnamese", 0x1EA0...0x1EF9), ("Latin with marks", 0xC0...0x17F),
        ]
        let names = Demonstration(.havn).people().map { $0.displayName + ($0.formattedName ?? "") }
        for script in scripts {
            let count = names.count { $0.unicodeScalars.contains { script.range.contains($0.value) } }
            #expect(count > 0, "\(script.name)")
        }
    }

    @Test("About one in twenty-five is inactive")
    func inactive() {
        let count = Demonstration(.havn).people().count { !$0.isActive }
        #expect((8...13).contains(count))
    }

    @Test("Managers are people of the same list, and everyone but one has one")
    func managers() {
        for staff in [1, 2, 30, 250] {
            let people = Array(Demonstration(.havn, staff: staff).people())
            let emails = Set(people.map(\.email) + ["henrik.kjaer@havn.example"])
            #expect(people.allSatisfy { $0.managerEmail.map(emails.contains) ?? true })
            #expect(people.count { $0.managerEmail == nil } <= 1)
        }
    }

    @Test("The same seed gives the same bytes in any chunks, another seed another company")
    func repeatable() {
        let all = Demonstration(.kaveri).csv().reduce(into: [UInt8]()) { $0 += $1 }
        let small = Array(Demonstration(.kaveri).csv(chunkBytes: 100))
        #expect(small.count > 10)
        #expect(small.allSatisfy { $0.count < 1_000 })
        #expect(small.flatMap { $0 } == all)
        #expect(Demonstration(.kaveri, seed: 7).csv().reduce(into: [UInt8]()) { $0 += $1 } != all)
    }

    @Test("Ten thousand people have ten thousand addresses")
    func large() {
        let emails = Demonstration(.havn, staff: 10_000).people().map(\.email)
        #expect(emails.count == 10_000)
        #expect(Set(emails).count == 10_000)
    }

    @Test("A week later some have joined, moved, changed their name and left, too few for the brake")
    func week() {
        let before = read(Demonstration(.havn)).rows
        let reading = read(Demonstration(.havn), .weekLater)
        #expect(reading.file.errors.isEmpty)
        let old = Dictionary(uniqueKeysWithValues: before.map { ($0.draft.attributes[.userName] ?? "", $0) })
        let new = Dictionary(uniqueKeysWithValues: reading.rows.map { ($0.draft.attributes[.userName] ?? "", $0) })
        let left = old.filter { new[$0.key] == nil }
        let joined = new.filter { old[$0.key] == nil }
        let changed = new.filter { key, row in
            old[key].map { $0.draft != row.draft || $0.groups != row.groups } ?? false
        }
        let deactivated = changed.filter { key, row in old[key]?.draft.active == true && !row.draft.active }
        let renamed = changed.filter { key, row in
            old[key]?.draft.attributes[.familyName] != row.draft.attributes[.familyName]
        }
        #expect((3...6).contains(joined.count))
        #expect((1...4).contains(left.count))
        #expect((4...12).contains(changed.count))
        #expect(deactivated.count == 1)
        #expect((1...3).contains(renamed.count))
        #expect(left.count + deactivated.count <= 5)
        #expect(renamed.values.allSatisfy { $0.draft.attributes[.displayName]?.hasSuffix("-Holm") == true })
    }

    @Test("Dates of birth stand in the export and are dropped, by name")
    func dropped() {
        let dropped = read(Demonstration(.havn)).file.dropped
        #expect(dropped.contains { $0.name == "Date of birth" && $0.drop == .unknown && $0.count == 250 })
        #expect(dropped.contains { $0.name == "Work phone" && $0.drop == .notInstructed(.workPhone) })
    }
}
