import Domain
import Foundation
import Testing

@testable import instructors

@Suite("directory import")
struct ImportTests {
    private static let staff = """
        Email;Vorname;Nachname;Geburtsdatum;Abteilung
        kaj@havn.example;Kaj;Ø;1980-01-02;Lager
        mette@havn.example;Mette;Å;1981-01-02;Lager
        no address;A;B;;

        """

    @Test("A dry run shows the difference and changes nothing")
    func dryRun() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let file = try scratch.write(Self.staff, to: "staff.csv")
        let shown = await scratch.run("directory", "import", "havn", file, "--dry-run")
        #expect(shown.status == .done)
        #expect(shown.output.contains("joiners    2"))
        #expect(shown.output.contains("Line 4, column “Email”"))
        #expect(shown.output.contains("no attribute of ours: Geburtsdatum"))
        #expect(shown.output.contains("without the organization's instruction: Abteilung"))
        #expect(await scratch.run("organization", "show", "havn", "--json").output.contains(#""records":1,"#))
    }

    @Test("The file is applied, refused rows are named, and the same file again changes nothing")
    func apply() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let file = try scratch.write(Self.staff, to: "staff.csv")
        let applied = await scratch.run("directory", "import", "havn", file, "--json")
        #expect(applied.status == .done)
        #expect(applied.error.hasPrefix("instructors: 1 row was refused"))
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(applied.output.utf8)) as? [String: Any])
        #expect(fields["state"] as? String == "applied" && fields["applied"] as? Int == 2)
        let problems = try #require(fields["problems"] as? [[String: Any]])
        #expect(problems.count == 1 && problems[0]["line"] as? Int == 4)
        let dropped = try #require(fields["dropped"] as? [[String: String]])
        #expect(dropped.map { $0["reason"] } == ["unknown", "notInstructed"])
        let again = await scratch.run("directory", "import", "havn", file)
        #expect(again.output.contains("unchanged  2") && again.output.contains("joiners    0"))
    }

    @Test(
        "A file that cannot be read at all ends with 1",
        arguments: ["", "a,b\n1,2\n", "Email,Email\n", "Email\n", "PK\u{3}\u{4}rest"])
    func unreadable(content: String) async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let file = try scratch.write(content, to: "staff.csv")
        let result = await scratch.run("directory", "import", "havn", file)
        #expect(result.status == .failed)
        #expect(result.output == "" && result.error.lineCount == 1)
    }

    @Test("Above 2,000 changes it is said beforehand that batches are applied, and progress is shown")
    func batches() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let rows = (0..<2_100).map { "p\($0)@havn.example,Person \($0)\n" }.joined()
        let file = try scratch.write("Email,Display name\n" + rows, to: "staff.csv")
        let result = await scratch.run("directory", "import", "havn", file)
        #expect(result.status == .done)
        #expect(result.output.contains("applied    2100"))
        #expect(result.error.hasPrefix("2100 changes: more than 2000 are applied in batches."))
        #expect(result.error.hasSuffix("2100 of 2100 changes applied (100 %)\n"))
    }

    @Test("When the file ends most of the staff, the report says what is held, and a dry run does not")
    func held() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let rows = (0..<40).map { "p\($0)@havn.example,Person \($0)\n" }
        let all = try scratch.write("Email,Display name\n" + rows.joined(), to: "all.csv")
        let few = try scratch.write("Email,Display name\n" + rows.prefix(10).joined(), to: "few.csv")
        #expect(await !scratch.run("directory", "import", "havn", all).output.contains("staged"))
        #expect(await !scratch.run("directory", "import", "havn", few, "--dry-run").output.contains("staged"))
        let report = await scratch.run("directory", "import", "havn", few)
        #expect(report.status == .done)
        #expect(report.output.contains("leavers    30") && report.output.contains("are staged"))
    }

    @Test("Progress is told at most once for each twentieth")
    func progress() {
        let progress = ImportProgress(total: 40)
        let lines = (1...40).compactMap { progress.line(Int64($0)) }
        #expect(lines.count == 20)
        #expect(lines.last == "40 of 40 changes applied (100 %)")
    }
}
