import Foundation
import Testing

@testable import instructors

@Suite("Commands on data that no server holds")
struct CommandTests {
    @Test("organization create prints id, slug, signInLink and scimBase as JSON")
    func create() async throws {
        let scratch = try Scratch()
        let created = await scratch.createHavn()
        #expect(created.status == .done)
        #expect(created.error == "")
        let fields = try #require(
            try JSONSerialization.jsonObject(with: Data(created.output.utf8)) as? [String: String])
        #expect(Set(fields.keys) == ["id", "slug", "signInLink", "scimBase"])
        #expect(fields["scimBase"] == "http://127.0.0.1:8080/scim/v2/havn")
        let link = try #require(fields["signInLink"])
        #expect(link.hasPrefix("http://127.0.0.1:8080/o/havn/sign-in/"))
        #expect(link.utf8.count == "http://127.0.0.1:8080/o/havn/sign-in/".utf8.count + 43)
    }

    @Test("Links begin with the configured address")
    func configuredAddress() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let link = await scratch.run("sign-in-link", "havn", "freja@havn.example", "--url", "https://ii.havn.example/")
        #expect(link.status == .done)
        #expect(link.output.hasPrefix("https://ii.havn.example/o/havn/sign-in/"))
        #expect(link.output.lineCount == 1)
    }

    @Test("What is refused ends with 1 and one line, and nothing on standard output")
    func refusals() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let refused = [
            await scratch.createHavn(), await scratch.run("organization", "show", "nobody"),
            await scratch.run("sign-in-link", "havn", "stranger@havn.example"),
            await scratch.run("directory", "token", "nobody"),
            await scratch.run("directory", "import", "havn", scratch.path + "/none.csv"),
            await scratch.run("directory", "import", "havn", scratch.path),
        ]
        for result in refused {
            #expect(result.status == .failed)
            #expect(result.output == "")
            #expect(result.error.hasPrefix("instructors: ") && result.error.lineCount == 1)
        }
    }

    @Test("A command that only reads makes no data folder")
    func readsMakeNothing() async throws {
        let scratch = try Scratch()
        let listed = await scratch.run("organization", "list")
        #expect(listed.status == .failed)
        #expect(listed.error.contains("--data"))
        #expect(!FileManager.default.fileExists(atPath: scratch.data))
    }

    @Test("The token stands alone on standard output, and the same name gives one connection another token")
    func tokens() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let first = await scratch.run("directory", "token", "havn", "--json")
        let second = await scratch.run("directory", "token", "havn", "--json", "--name", "SCIM")
        let plain = await scratch.run("directory", "token", "havn")
        #expect(plain.output.hasPrefix("iis_") && plain.output.lineCount == 1 && plain.error == "")
        let connections = try [first, second].map { result in
            let fields = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: String]
            return try #require(fields?["connection"])
        }
        #expect(connections[0] == connections[1])
        #expect(first.output != second.output)
    }

    @Test("The instruction on attributes is recorded, and an empty list is one")
    func attributes() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let kept = await scratch.run("directory", "attributes", "havn", "--allow", "department, manager")
        #expect(kept.status == .done && kept.output.contains("department, manager."))
        let emptied = await scratch.run("directory", "attributes", "havn", "--allow", "", "--json")
        #expect(emptied.output.hasPrefix(#"{"version":2,"allowed":[],"kept":["userName","#))
        let unknown = await scratch.run("directory", "attributes", "havn", "--allow", "birthday")
        #expect(unknown.status == .badUsage && unknown.error.contains("employeeNumber"))
    }

    @Test("show counts, list tells the state, and a closed organization is refused")
    func showListClose() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let shown = await scratch.run("organization", "show", "havn", "--json")
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
        #expect(fields["activeStaff"] as? Int == 1 && fields["records"] as? Int == 1 && fields["groups"] as? Int == 0)
        #expect(await scratch.run("organization", "close", "havn").output == "havn is closed.\n")
        let listed = await scratch.run("organization", "list")
        #expect(listed.output.contains("havn  Havn  closed"))
        let token = await scratch.run("directory", "token", "havn")
        #expect(token.status == .failed && token.error.contains("closed"))
        #expect(await scratch.run("organization", "close", "havn").status == .failed)
    }

    @Test("migrate counts the organizations")
    func migrate() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        #expect(await scratch.run("migrate", "--json").output == "{\"organizations\":1}\n")
    }
}
