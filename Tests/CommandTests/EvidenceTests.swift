import Domain
import Foundation
import Testing

@testable import instructors

@Suite("evidence verify, export and checkpoint")
struct EvidenceTests {
    @Test("An organization's evidence verifies, also against a checkpoint that was kept")
    func living() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let kept = await scratch.run("evidence", "checkpoint", "havn")
        #expect(kept.status == .done && kept.output.hasPrefix("instructors/evidence/"))
        let file = try scratch.write(kept.output, to: "kept.txt")
        _ = await scratch.run("directory", "token", "havn")
        let verified = await scratch.run("evidence", "verify", "havn", "--checkpoint", file)
        #expect(verified.status == .done && verified.error == "")
        #expect(verified.output.contains("Since the earlier checkpoint, events were only added."))
        #expect(verified.output.hasSuffix("signed over all of them.\n"))
        let json = await scratch.run("evidence", "verify", "havn", "--json", "--checkpoint", file)
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(fields["sound"] as? Bool == true && fields["verdict"] as? String == "append-only")
        #expect(fields["findingCount"] as? Int == 0 && fields["unsequenced"] as? Int == 0)
        let checkpoint = try #require(fields["checkpoint"] as? [String: Any])
        #expect(checkpoint["size"] as? Int == fields["events"] as? Int)
    }

    @Test("A bundle verifies where there is no data at all, with the key that was shown")
    func offline() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let kept = try scratch.write(await scratch.run("evidence", "checkpoint", "havn").output, to: "kept.txt")
        let bundle = scratch.path + "/havn.bundle"
        let exported = await scratch.run("evidence", "export", "havn", bundle, "--details")
        #expect(exported.status == .done && exported.output == "")
        let key = try #require(exported.error.split(separator: "\n").last?.dropFirst("Key: ".count))
        #expect(!FileManager.default.fileExists(atPath: bundle + ".unfinished"))
        let mode = try FileManager.default.attributesOfItem(atPath: bundle)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let elsewhere = try Scratch()
        let result = await elsewhere.run("evidence", "verify", bundle, "--key", "\(key)", "--checkpoint", kept)
        #expect(result.status == .done && result.error == "")
        #expect(result.output.contains("events were only added"))
        #expect(!FileManager.default.fileExists(atPath: elsewhere.data))
        let own = await elsewhere.run("evidence", "verify", bundle)
        #expect(own.status == .done && own.error.contains("bundle's own"))
    }

    @Test("A bundle that was cut off, altered or signed by another ends with 1 and says so")
    func unsound() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let bundle = scratch.path + "/havn.bundle"
        _ = await scratch.run("evidence", "export", "havn", bundle)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: bundle))
        try bytes.dropLast(20).write(to: URL(fileURLWithPath: bundle))
        let cut = await scratch.run("evidence", "verify", bundle, "--json")
        #expect(cut.status == .failed && cut.output.hasPrefix(#"{"sound":false,"#))
        #expect(cut.error.contains("cut off"))
        var altered = bytes
        altered[altered.count - 40] ^= 1
        try altered.write(to: URL(fileURLWithPath: bundle))
        let changed = await scratch.run("evidence", "verify", bundle)
        #expect(changed.status == .failed && changed.output.hasSuffix("Not sound.\n"))
        #expect(changed.error.contains("do not give the root"))
        try bytes.write(to: URL(fileURLWithPath: bundle))
        let other = try Scratch()
        _ = await other.createHavn()
        let key = await other.run("evidence", "checkpoint", "havn").error.dropFirst("Key: ".count).dropLast()
        let foreign = await scratch.run("evidence", "verify", bundle, "--key", "\(key)")
        #expect(foreign.status == .failed && foreign.error.contains("another log"))
    }

    @Test("What cannot be read or written ends with 1, a key that is none with 2, and leaves nothing behind")
    func refused() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let nonsense = try scratch.write("slug,name\n", to: "staff.csv")
        let refused = [
            await scratch.run("evidence", "verify", nonsense),
            await scratch.run("evidence", "verify", "nobody"),
            await scratch.run("evidence", "verify", "havn", "--checkpoint", scratch.path + "/none"),
            await scratch.run("evidence", "export", "nobody", scratch.path + "/nobody.bundle"),
            await scratch.run("evidence", "export", "havn", scratch.path + "/none/havn.bundle"),
        ]
        for result in refused {
            #expect(result.status == .failed && result.output == "" && result.error.hasPrefix("instructors: "))
        }
        #expect(await scratch.run("evidence", "verify", "havn", "--key", "x").status == .badUsage)
        let unreadable = await scratch.run("evidence", "verify", "havn", "--checkpoint", nonsense)
        #expect(unreadable.status == .failed && unreadable.error.contains("cannot be read"))
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        #expect(!names.contains { $0.contains("bundle") })
    }

    @Test("A bundle goes to standard output with -")
    func standardOutput() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let exported = await scratch.run("evidence", "export", "havn", "-")
        #expect(exported.status == .done && exported.output.hasPrefix("instructors evidence bundle 1\n"))
    }
}
