import Domain
import Testing

@Suite("The cells of a staff list")
struct CSVRowTests {
    /// The only person of a file with these columns.
    private func row(_ header: String, _ line: String) throws -> CSVRow {
        let reading = StaffReading(header + "\n" + line + "\n")
        try #require(reading.file.errors.isEmpty, "\(reading.reasons)")
        return try #require(reading.rows.first)
    }

    private func errors(_ header: String, _ line: String) -> [CSVError] {
        StaffReading(header + "\n" + line + "\n").file.errors.kept
    }

    @Test("A row becomes a record's draft, with groups and the manager's key beside it")
    func whole() throws {
        let header = "UPN,Mail,Vorname,Nachname,Titel,Abteilung,Vorgesetzter,Status,Gruppen,Personalnummer"
        let row = try row(header, "ab1,ann@x.example,Ann,Berg,Nurse,Ward 4,bo@x.example,inaktiv,Ward 4; Night|Day,77")
        #expect(row.line == 2)
        #expect(row.draft.active == false)
        #expect(row.groups == ["Ward 4", "Night", "Day"])
        #expect(row.managerKey == "bo@x.example")
        let values: [Attribute: String] = [
            .userName: "ab1", .workEmail: "ann@x.example", .givenName: "Ann", .familyName: "Berg", .title: "Nurse",
            .department: "Ward 4", .employeeNumber: "77",
        ]
        for attribute in Attribute.allCases { #expect(row.draft.attributes[attribute] == values[attribute]) }
    }

    @Test("Where only an e-mail address is told, it is the user name too, and people are active")
    func emailOnly() throws {
        let row = try row("E-Mail", "ann@x.example")
        #expect(row.draft.attributes[.userName] == "ann@x.example")
        #expect(row.draft.attributes[.workEmail] == "ann@x.example")
        #expect(row.draft.active)
    }

    @Test("Values are trimmed, also of no-break and ideographic spaces; spaces within them stay")
    func trimmed() throws {
        let row = try row("email,first name,title", "\t ann@x.example\u{A0},\u{3000}Ann  Marie ,\"  \"")
        #expect(row.draft.attributes[.workEmail] == "ann@x.example")
        #expect(row.draft.attributes[.givenName] == "Ann  Marie")
        #expect(row.draft.attributes[.title] == nil)
    }

    @Test("Line breaks and tabs within a name become one space", arguments: ["\n", "\r\n", " \r\n ", "\t", "\u{2028}"])
    func breaks(text: String) throws {
        let row = try row("email,title", "a@x.example,\"Nurse\(text)at night\n\"")
        let title = try #require(row.draft.attributes[.title])
        #expect(title.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        #expect(["Nurse at night", "Nurse  at night"].contains(title))
    }

    @Test("A line break within a key is refused", arguments: ["a@x.exa\nmple", "a\n@x.example", "a \n b@x.example"])
    func brokenKey(key: String) {
        #expect(errors("email", "\"\(key)\"").first?.reason != nil)
        #expect(errors("login", "\"\(key)\"").first?.reason == .controlCharacter)
    }

    @Test(
        "What says yes and what says no",
        arguments: [
            ("true", true), ("YES", true), (" ja ", true), ("1", true), ("Active", true), ("aktiv", true),
            ("Enabled", true),
            ("FALSE", false), ("no", false), ("Nein", false), ("0", false), ("INACTIVE", false), ("inaktiv", false),
            ("Suspended", false), ("gesperrt", false),
        ])
    func yesOrNo(text: String, expected: Bool) throws {
        #expect(try row("email,active", "a@x.example,\(text)").draft.active == expected)
        #expect(try row("email,account disabled", "a@x.example,\(text)").draft.active == !expected)
    }

    @Test(
        "What says neither yes nor no is refused rather than guessed", arguments: ["", "maybe", "2", "on leave", "ｙｅｓ"])
    func neither(text: String) {
        #expect(errors("email,Status", "a@x.example,\(text)") == [CSVError(line: 2, column: "Status", .notYesOrNo)])
    }

    @Test(
        "An e-mail address has the shape of one",
        arguments: [
            "ann", "ann@", "@x.example", "a@b@x.example", "an n@x.example", "ann@x..example", ".ann@x.example",
            "ann.@x.example", "ann@.example", "ann@x.example.", "Ann <ann@x.example>", "ann@x.example;bo@x.example",
            "ann@x_y.example", "ann@x.example:25", "mailto:ann@x.example", "ann@ex\u{2024}ample", "ann@x/y.example",
        ])
    func notAnAddress(text: String) {
        #expect(errors("E-Mail;x", "\"\(text)\";") == [CSVError(line: 2, column: "E-Mail", .notAnAddress)])
    }

    @Test(
        "Unusual but well-formed addresses are taken as they are",
        arguments: [
            "o'brien+news@x.example", "a@b", "UPPER@X.Example", "jürgen@müller.example", "用户@例子.example",
            "a-b_c.d@x-y.example",
        ])
    func unusualAddress(text: String) throws {
        #expect(try row("email", text).draft.attributes[.workEmail] == text)
    }

    @Test(
        "Invisible characters are refused in keys",
        arguments: [
            "\u{200B}", "\u{202E}", "\u{2066}", "\u{200E}", "\u{AD}", "\u{2060}", "\u{FE0F}", "\u{3164}", "\u{E0041}",
        ])
    func invisibleKey(mark: String) {
        for header in ["email", "login"] {
            let errors = errors(header, "an\(mark)n@x.example")
            #expect(errors == [CSVError(line: 2, column: header, .invisibleCharacter)])
        }
    }

    @Test(
        "Names keep the joiners and marks that their scripts need",
        arguments: ["میر\u{200C}هاشمی", "क्\u{200D}ष", "ab\u{200F}cd"])
    func neededMarks(name: String) throws {
        let value = try #require(try row("email,first name", "a@x.example,\(name)").draft.attributes[.givenName])
        #expect(value.utf8.elementsEqual(name.utf8))
    }

    @Test(
        "Names refuse overrides, isolates and zero-width spaces",
        arguments: ["\u{202E}", "\u{2066}", "\u{200B}", "\u{E0041}"])
    func invisibleName(mark: String) {
        #expect(errors("email,first name", "a@x.example,An\(mark)n").first?.reason == .invisibleCharacter)
    }

    @Test(
        "Control characters are refused, and so are letters lost before",
        arguments: ["\u{7}", "\u{1B}", "\u{7F}", "\u{9F}"])
    func control(mark: String) {
        #expect(errors("email,first name", "a@x.example,An\(mark)n").first?.reason == .controlCharacter)
        #expect(errors("email,first name", "a@x.example,An\u{FFFD}n").first?.reason == .lostCharacter)
    }

    @Test("A value as long as the attribute allows is kept, one scalar more is refused")
    func lengths() throws {
        for (header, attribute) in [("title", Attribute.title), ("display name", .displayName)] {
            let most = String(repeating: "ශ", count: attribute.lengthMax)
            #expect(try row("email,\(header)", "a@x.example,\(most)").draft.attributes[attribute] == most)
            let errors = errors("email,\(header)", "a@x.example,\(most)ශ")
            #expect(errors == [CSVError(line: 2, column: header, .tooLong(scalarsMax: attribute.lengthMax))])
        }
        let local = String(repeating: "a", count: 320 - 10)
        #expect(try row("email", "\(local)@x.example").draft.attributes[.workEmail]?.utf8.count == 320)
        #expect(errors("email", "a\(local)@x.example").first?.reason == .tooLong(scalarsMax: 320))
        #expect(errors("email,first name", "a@x.example,\(String(repeating: "n", count: 10_000))").count == 1)
    }

    @Test("A person without a key is refused, other empty cells are not")
    func required() throws {
        #expect(errors("email,title", ",Nurse") == [CSVError(line: 2, column: "email", .required)])
        #expect(errors("login,email", ",a@x.example") == [CSVError(line: 2, column: "login", .required)])
        let row = try row("login,email,manager", "ann,,")
        #expect(row.draft.attributes[.workEmail] == nil)
        #expect(row.managerKey == nil)
    }

    @Test("Rows of blank cells only are passed over")
    func blank() {
        let reading = StaffReading("email,title\n,\n a@x.example,Nurse\n  \n\" \",\t\n,,,,\n")
        #expect(reading.rows.map(\.line) == [3])
        #expect(reading.file.errors.isEmpty)
    }

    @Test("A row with more or fewer cells than the header is refused; a last one without line break may be cut off")
    func cellCount() {
        let reading = StaffReading("email,title,phone\na@x.example,Nurse\nb@x.example,x,y,z\nc@x.exam")
        #expect(
            reading.file.errors.kept == [
                CSVError(line: 2, .cellCount(found: 2, expected: 3)),
                CSVError(line: 3, .cellCount(found: 4, expected: 3)),
                CSVError(line: 4, .cutOff),
            ])
    }

    @Test("Group names are trimmed and told once; a comma can be part of one")
    func groups() throws {
        let row = try row("email,groups", "a@x.example,\" Sales, EMEA ;; Night|Sales, EMEA\r\n北京\"")
        #expect(row.groups == ["Sales, EMEA", "Night", "北京"])
        let many = (0...256).map { "g\($0)" }.joined(separator: ";")
        #expect(errors("email,groups", "a@x.example,\(many)").first?.reason == .tooManyGroups(max: 256))
        // Equal as Characters, different as scalars: two groups.
        #expect(try self.row("email,groups", "a@x.example,Caf\u{E9};Cafe\u{301}").groups.count == 2)
    }

    @Test("The apostrophe that guards formulas in our own exports is taken away, any other stays")
    func guarded() throws {
        #expect(try row("email,phone", "a@x.example,'+45 1234").draft.attributes[.workPhone] == "+45 1234")
        #expect(try row("email,first name", "a@x.example,'t Hart").draft.attributes[.givenName] == "'t Hart")
    }

    @Test("Windows-1252 reaches the draft as Unicode")
    func windows1252() {
        let bytes = Array("E-Mail;Vorname;Telefon gesch".utf8) + [0xE4] + Array("ftlich\na@x.example;J".utf8) + [0xFC]
        let reading = StaffReading(bytes + Array("rgen;+49 1\n".utf8))
        #expect(reading.rows.first?.draft.attributes[.givenName] == "Jürgen")
        #expect(reading.rows.first?.draft.attributes[.workPhone] == "+49 1")
        #expect(reading.file.encoding == .windows1252)
    }

    @Test("Neither a row nor a file shows what it holds when it is printed or dumped")
    func concealed() throws {
        let reading = StaffReading("email,first name\nzelda@x.example,Zelda\n")
        var text = "\(reading.rows[0]) \(reading.file)"
        dump(reading.rows[0], to: &text)
        dump(reading.file, to: &text)
        #expect(!text.lowercased().contains("zelda"))
    }
}
