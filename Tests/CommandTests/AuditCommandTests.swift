import Domain
import Foundation
import Testing

@testable import instructors

@Suite("audit")
struct AuditCommandTests {
    @Test("It prints each check, keeps the run, and ends with 1 where a control does not hold")
    func table() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        #expect(await scratch.run("audit").status == .done)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.data)
        let (status, output, error) = await scratch.run("audit")
        #expect(status == .failed)
        for check in AuditCheck.all { #expect(output.contains(check.id), "\(check.id)") }
        #expect(output.contains("FAIL  II-002"))
        #expect(error == "instructors: 1 control does not hold: II-002.\n")
        let again = await scratch.run("audit", "--json")
        #expect(again.output.contains("\"previous\":\""))
    }

    @Test("A report goes into the file that is named, for this user alone, and its summary to standard error")
    func file() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let path = scratch.path + "/audit.sarif"
        let (_, output, error) = await scratch.run("audit", "--sarif", path)
        #expect(output == "")
        #expect(error.contains(" passed, "))
        let log = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("The configuration is what it looks at: a level of a developer's is seen, and a file that others may read")
    func settings() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let file = try scratch.write(
            "logLevel: debug\nsecurityContact: mailto:security@operator.example\n", to: "c.yaml")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        let (_, output, error) = await scratch.run("audit", "--config", file)
        #expect(error.contains("II-009") && error.contains("II-210"))
        #expect(output.contains("Others may read c.yaml."))
        #expect(output.contains("security.txt names a contact."))
    }

    @Test("Two forms at once are bad usage")
    func usage() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        #expect(await scratch.run("audit", "--json", "--sarif", "-").status == .badUsage)
    }
}
