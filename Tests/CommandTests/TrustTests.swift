import Foundation
import Testing

@testable import Domain
@testable import instructors

@Suite("instructors trust")
struct TrustTests {
    @Test("Before any probe has run it says so and ends with 1; with --run it runs them, and ends with 0")
    func run() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let before = await scratch.run("trust")
        #expect(before.status == .failed)
        #expect(before.error.contains("--run") && before.error.lineCount == 1)
        #expect(before.output.lineCount == PromiseID.allCases.count)
        let after = await scratch.run("trust", "--run")
        #expect(after.status == .done, "\(after.output)")
        #expect(after.error == "")
        let again = await scratch.run("trust")
        #expect(again.status == .done)
        #expect(again.output == after.output)
        // The canary is nobody's customer.
        #expect(await !scratch.run("organization", "list").output.contains("canary"))
    }

    @Test("As JSON it has each promise with its standing")
    func json() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let printed = await scratch.run("trust", "--run", "--json")
        #expect(printed.status == .done, "\(printed.output)")
        let object = try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any]
        let rows = try #require(object?["rows"] as? [[String: Any]])
        #expect(rows.compactMap { $0["id"] as? String } == PromiseID.allCases.map(\.rawValue))
        let standings = Set(rows.compactMap { $0["standing"] as? String })
        #expect(standings.isSubset(of: ["kept", "not-yet-in-force"]))
    }
}
