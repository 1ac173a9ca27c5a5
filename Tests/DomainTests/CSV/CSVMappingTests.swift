import Testing

@testable import Domain

@Suite("The header of a staff list")
struct CSVMappingTests {
    private func mapping(_ header: String, _ catalogue: Catalogue = .everything) throws -> CSVMapping {
        var file = StaffCSV(catalogue: catalogue)
        file.push((header + "\n").utf8)
        file.finish()
        while try file.next() != nil {}
        return try #require(file.mapping)
    }

    private func targets(_ header: String) throws -> [CSVMapping.Target?] {
        try mapping(header).columns.map { if case .kept(let target) = $0.use { target } else { nil } }
    }

    @Test(
        "English and German names of HR exports are understood",
        arguments: [
            ("E-Mail", Attribute.workEmail), ("Work Email", .workEmail), ("Mail", .workEmail),
            ("EMAIL ADDRESS", .workEmail),
            ("Email Address [Required]", .workEmail), ("E-Mail (geschäftlich)", .workEmail),
            ("emails[type eq \"work\"].value", .workEmail), ("UPN", .userName), ("userPrincipalName", .userName),
            ("Login", .userName), ("User_Name", .userName), ("Benutzername", .userName), ("sAMAccountName", .userName),
            ("First name", .givenName), ("Vorname", .givenName), ("given-name", .givenName),
            ("name.givenName", .givenName),
            ("Surname", .familyName), ("Nachname", .familyName), ("LAST NAME *", .familyName), ("sn", .familyName),
            ("Job title", .title), ("Position", .title), ("Stellenbezeichnung", .title), ("Titel", .title),
            ("Tätigkeit", .title), ("Ta\u{308}tigkeit", .title), ("Taetigkeit", .title), ("Title", .title),
            ("Employee ID", .employeeNumber), ("Employee #", .employeeNumber), ("Personalnummer", .employeeNumber),
            ("Pers.-Nr.", .employeeNumber), ("Department", .department), ("Abteilung", .department),
            ("Manager", .manager), ("Vorgesetzter", .manager), ("Vorgesetzte/r", .manager),
            ("Führungskraft (E-Mail)", .manager), ("Phone", .workPhone), ("Telefon geschäftlich", .workPhone),
            ("Display name", .displayName), ("Anzeigename", .displayName), ("Name", .displayName),
            ("Formatted name", .formattedName), ("External ID", .externalID), ("Object Id", .externalID),
        ])
    func synonyms(name: String, attribute: Attribute) throws {
        // Both keys are in the file already unless the name is one of them.
        let isKey = attribute == .workEmail || attribute == .userName
        let header = isKey ? "\"\(doubled(name))\";x" : "\"\(doubled(name))\";E-Mail"
        #expect(try targets(header).first == .some(.attribute(attribute)))
    }

    @Test(
        "Columns about state and groups are understood",
        arguments: [
            ("Status", CSVMapping.Target.active(isInverted: false)), ("Active", .active(isInverted: false)),
            ("aktiv", .active(isInverted: false)), ("Account enabled", .active(isInverted: false)),
            ("Status [READ ONLY]", .active(isInverted: false)), ("Account disabled", .active(isInverted: true)),
            ("gesperrt", .active(isInverted: true)), ("Groups", .groups), ("Gruppen", .groups), ("memberOf", .groups),
        ])
    func states(name: String, target: CSVMapping.Target) throws {
        #expect(try targets("email;\(name)")[1] == target)
    }

    @Test("“Name” is the family name beside a first name, and the whole name elsewhere")
    func bareName() throws {
        #expect(try targets("Name,Vorname,E-Mail")[0] == .attribute(.familyName))
        #expect(try targets("Name,Vorname,Nachname,E-Mail")[0] == .attribute(.displayName))
        #expect(try targets("Name,E-Mail")[0] == .attribute(.displayName))
    }

    @Test("“Titel” is “Dr.” beside a column with the job title")
    func bareTitle() throws {
        let header = "Titel,Vorname,Nachname,Stellenbezeichnung,E-Mail"
        #expect(try targets(header)[0] == .attribute(.honorificPrefix))
        #expect(try targets("Title,Email,Position")[0] == .attribute(.honorificPrefix))
    }

    @Test("The more exact of two columns counts, the other one is dropped")
    func exactness() throws {
        let mapping = try mapping("E-Mail,Work Email,Manager,Manager Email,Phone,Work phone,Department,Division")
        let kept = mapping.columns.filter { if case .kept = $0.use { true } else { false } }.map(\.name)
        #expect(kept == ["Work Email", "Manager Email", "Work phone", "Department"])
    }

    @Test(
        "Two columns that mean the same are an error that names both",
        arguments: [
            ("Email,Mail,x", "Email", "Mail"), ("First name,mail,Vorname", "First name", "Vorname"),
            ("mail,Active,Account disabled", "Active", "Account disabled"),
            ("Groups,mail,Gruppen", "Groups", "Gruppen"),
            ("mail,Title,Title", "Title", "Title"), ("UPN,Username", "UPN", "Username"),
        ])
    func repeated(header: String, first: String, second: String) {
        let reading = StaffReading(header + "\n")
        let error = CSVError(line: 1, .headerRepeats(first: first, second: second))
        #expect(reading.failure == error.failure)
        #expect(error.message.contains(first) && error.message.contains(second))
    }

    @Test("Without e-mail and user name the error lists what was found and what is needed")
    func lacksKey() {
        let reading = StaffReading("\n\nFirst name,Shoe size,\nAnn,38,\n")
        #expect(reading.failure == CSVError(line: 3, .headerLacksKey(found: ["First name", "Shoe size"])).failure)
        #expect(reading.failure?.message.contains("Shoe size") == true)
        #expect(reading.failure?.message.contains("“Email”") == true)
        #expect(reading.failure?.kind == .invalid(field: "line 3"))
    }

    @Test("A file that begins with a person has no header, and the person is not repeated in the error")
    func noHeader() {
        let reading = StaffReading("Ann,Berg,ann.berg@x.example\n")
        #expect(reading.failure == CSVError(line: 1, .headerIsData).failure)
        #expect(reading.failure?.message.contains("Berg") == false)
    }

    @Test("An empty file is an error", arguments: ["", "\r\n\r\n"])
    func empty(text: String) {
        #expect(StaffReading(text).failure == CSVError(line: 1, .empty).failure)
    }

    @Test("Unknown and uninstructed columns are dropped by name, with how often they held a value")
    func dropped() throws {
        let text = "email,Shoe size,Department,Manager,title\na@x.example,38,Ward 4,,Nurse\nb@x.example,,Ward 5,,\n"
        let reading = StaffReading(text, catalogue: Catalogue())
        let dropped = reading.file.dropped
        #expect(dropped.map(\.name) == ["Shoe size", "Department", "Manager"])
        #expect(dropped.map(\.count) == [1, 2, 0])
        #expect(dropped.map(\.drop) == [.unknown, .notInstructed(.department), .notInstructed(.manager)])
        #expect(reading.rows.map { $0.draft.attributes[.department] } == [nil, nil])
        #expect(reading.rows.allSatisfy { $0.managerKey == nil })
        #expect(try #require(reading.file.mapping).attributes == [.userName, .workEmail, .title])
    }

    @Test("The mapping says what the file speaks about, so that the rest can be left as it is")
    func coverage() throws {
        let small = try mapping("email")
        #expect(small.attributes == [.userName, .workEmail])
        #expect(small.isNamedByEmail && !small.hasActive && !small.hasGroups)
        let full = try mapping("login,mail,status,groups,manager")
        #expect(full.attributes == [.userName, .workEmail, .manager])
        #expect(!full.isNamedByEmail && full.hasActive && full.hasGroups)
    }

    @Test("Column names are cut and cleaned before they are shown")
    func shownNames() throws {
        let long = String(repeating: "n", count: 5_000)
        let mapping = try mapping("email,\" two\nlines\u{202E} \",\(long)")
        #expect(mapping.columns.map(\.name) == ["email", "two lines", String(repeating: "n", count: 64)])
    }

    @Test("No name stands in two lists of synonyms")
    func disjoint() throws {
        var owners: [String: String] = [:]
        for entry in CSVSynonyms.entries {
            for name in Set((entry.exact + "|" + entry.weak).split(separator: "|").map { LatinFolding.fold($0) }) {
                let owner = owners.updateValue("\(entry.target)", forKey: name)
                #expect(owner == nil, "\(name)")
            }
        }
    }

    private func doubled(_ name: String) -> String {
        name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    }
}
