import Domain
import Foundation
import Logging
import ServiceLifecycle
import Testing

@testable import instructors

@Suite("Backups, restores and rotation at the command line")
struct BackupCommandTests {
    @Test("What was backed up is restored elsewhere, with the root key and the ledger, and works there")
    func roundTrip() async throws {
        let (here, there) = (try Scratch(), try Scratch())
        _ = await here.createHavn()
        let backups = here.path + "/backups"
        let made = await here.run("backup", backups, "--json")
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any])
        #expect(fields["organizations"] as? Int == 1)
        let folder = try #require(fields["folder"] as? String)
        #expect(folder.hasPrefix(backups + "/"))

        let without = await there.run("restore", backups)
        #expect(without.status == .failed && without.error.contains("root key"))
        try FileManager.default.copyItem(atPath: here.data + "/root.key", toPath: there.data + "/root.key")
        let missing = await there.run("restore", backups)
        #expect(missing.status == .failed && missing.error.contains("erasure ledger") && missing.error.lineCount == 1)
        let ledger = ["INSTRUCTORS_LEDGER": here.data + "/ledger/erasures.log"]
        let restored = await there.run(["restore", backups], with: ledger)
        #expect(restored.status == .done && restored.output.hasPrefix("Restored 1 organization ("))
        #expect(await there.run("organization", "list").output.contains("havn  Havn  active"))
        let again = await there.run(["restore", backups], with: ledger)
        #expect(again.status == .failed && again.error.contains("already"))
        let one = await there.run(["restore", folder, "--organization", "havn", "--json"], with: ledger)
        #expect(one.status == .done && one.output.contains(#""organizations":1"#))
    }

    @Test("Two operators, no fewer, can do without the ledger")
    func approvals() async throws {
        let (here, there) = (try Scratch(), try Scratch())
        _ = await here.createHavn()
        _ = await here.run("backup", here.path)
        try FileManager.default.createDirectory(atPath: there.data, withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: here.data + "/root.key", toPath: there.data + "/root.key")
        for arguments in [
            ["--without-ledger"], ["--approved-by", "Kim"], ["--without-ledger", "--approved-by", "Kim"],
        ] {
            #expect(await there.run(["restore", here.path] + arguments).status == .badUsage)
        }
        let both = ["restore", here.path, "--without-ledger", "--approved-by", "Kim", "--approved-by", "Lee"]
        #expect(await there.run(both).status == .done)
    }

    @Test("A number of days that is none is bad usage", arguments: ["0", "-1", "4000", "x"])
    func days(text: String) async throws {
        #expect(await (try Scratch()).run("backup", "dir", "--keep=\(text)").status == .badUsage)
    }

    @Test("Rotating prints both fingerprints, and the old key stays while a backup needs it")
    func rotation() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        _ = await scratch.run("backup", scratch.path + "/backups")
        let rotated = await scratch.run("keys", "rotate", "--json")
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(rotated.output.utf8)) as? [String: Any])
        let old = try #require(fields["old"] as? String)
        #expect(fields["kept"] as? [String] == [old] && fields["keys"] as? Int == 4)
        #expect(FileManager.default.fileExists(atPath: scratch.data + "/root.key.\(old)"))
        #expect(await scratch.run("organization", "show", "havn").status == .done)
    }

    @Test("Both go through a running server, which goes on; a restore wants it stopped")
    func throughServer() async throws {
        let scratch = try Scratch()
        _ = await scratch.createHavn()
        let lock = try #require(try DataLock.take(scratch.data))
        let log = Logger(label: "instructors") { _ in SwiftLogNoOpLogHandler() }
        let platform = try await Platform.open(StoragePlace(folder: scratch.data), log: log)
        let path = try SocketPath.forData(scratch.data, environment: scratch.environment)
        let socket = CommandSocket(path: path, platform: platform, baseURL: "http://server:1", log: log)
        let group = ServiceGroup(services: [socket], logger: log)
        async let running: Void = group.run()
        let made = await scratch.run("backup", scratch.path + "/backups")
        #expect(made.status == .done && made.output.contains("1 organization, "))
        #expect(await scratch.run("keys", "rotate").status == .done)
        // The server has the new key: what it opens now, and makes, is under it.
        _ = try await platform.customer("havn")
        let created = await scratch.run(
            "organization", "create", "fjord", "--name", "Fjord", "--domain", "fjord.example", "--admin",
            "kim@fjord.example")
        #expect(created.status == .done)
        let restored = await scratch.run("restore", scratch.path + "/backups")
        #expect(restored.status == .failed && restored.error.contains("stop that server first"))
        await group.triggerGracefulShutdown()
        try await running
        await platform.close()
        withExtendedLifetime(lock) {}
    }
}
