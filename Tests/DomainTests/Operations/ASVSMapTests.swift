@testable import Domain
import TestSupport
import Testing

@Suite("The map of ASVS requirements")
struct ASVSMapTests {
    /// OWASP ASVS 5.0: those of level 2 that apply, and those of level 3 that the program takes on.
    private static let expected = """
        8.2.1 8.2.2 8.2.3 8.3.1 8.3.2 8.4.1 15.3.3 15.4.2 2.3.3 6.3.3 6.3.4 6.3.7 6.3.8 6.5.1 6.5.2 6.5.3 6.5.5 6.6.2
        6.6.3 6.8.1 6.8.4 11.5.1 6.8.2 9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.2.3 10.1.2 10.2.1 10.2.2 10.5.1 10.5.2 10.5.3
        10.5.4 10.5.5 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.5 7.5.2 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3 3.4.4
        3.4.5 3.4.6 3.5.1 3.5.3 3.7.2 14.3.2 1.2.1 1.2.4 1.2.10 1.3.6 1.3.11 1.3.12 1.5.1 1.5.3 2.4.1 4.1.3 4.2.1 4.3.1
        5.2.1 5.2.3 13.2.4 15.2.2 15.3.2 15.3.4 11.3.2 11.3.3 12.1.1 12.3.1 12.3.2 13.2.2 13.3.1 13.3.4 14.2.1 14.2.7
        15.1.2 15.2.1 16.2.5 16.3.1 16.3.2 16.3.3 16.4.1 16.4.2 16.5.1 16.5.2 16.5.3 16.5.4
        """

    @Test("Every requirement that applies has one row")
    func complete() {
        let ids = ASVSMap.rows.map(\.id)
        #expect(ids.sorted() == Self.expected.split { $0 == " " || $0.isNewline }.map(String.init).sorted())
    }

    @Test("The code and the test that a row names are there")
    func present() throws {
        for row in ASVSMap.rows {
            if case .notApplicable(let reason) = row.state {
                #expect(!reason.isEmpty && row.control.isEmpty && row.test.isEmpty, "\(row.id)")
                continue
            }
            let control = try Self.path(row.control, below: "Sources/")
            let test = try Self.path(row.test, below: "Tests/")
            #expect(try projectFileExists(control), "\(row.id): \(control)")
            #expect(try projectFileExists(test), "\(row.id): \(test)")
        }
    }

    @Test("An open row has an owner and a day to come; a day that passed is found")
    func open() {
        let open = ASVSMap.rows.filter { if case .open = $0.state { true } else { false } }
        #expect(open.count >= 1)
        #expect(ASVSMap.openRowsWithoutOwnerOrDate(at: TestClock.start).isEmpty)
        let centuryLater = TestClock.start + 36_500 * Clock.day
        #expect(ASVSMap.openRowsWithoutOwnerOrDate(at: centuryLater) == open.map(\.id))
    }

    @Test("docs/asvs.md is the map")
    func document() throws {
        try expectGolden("../../docs/asvs.md", ASVSMap.document)
    }

    private static func path(_ name: String, below folder: String) throws -> String {
        let last = name.utf8.split(separator: UInt8(ascii: "/")).last ?? ""[...].utf8
        // A path from the root has an ending of its own.
        return last.contains(UInt8(ascii: ".")) ? name : folder + name + ".swift"
    }
}
