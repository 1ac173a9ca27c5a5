@testable import Domain
import Foundation
import TestSupport
import Testing

@Suite("The root key's file")
struct RootKeyTests {
    private let place = SealedPlace("organization_key.wrapped", organization: .random(), owner: .random())

    @Test("It is made for its owner alone, whatever the umask, and holds 64 digits")
    func creation() async throws {
        try await withScratchFolder { folder in
            let before = umask(0)
            defer { umask(before) }
            let path = folder + "/root.key"
            let first = try RootKeyFile(path: path)
            #expect(try mode(path) == 0o600)
            #expect(try Data(contentsOf: URL(filePath: path)).count == 65)
            let again = try RootKeyFile(path: path)
            #expect(again.fingerprint == first.fingerprint)
            let key = SealingKey.random()
            #expect(try again.unwrap(first.wrap(key, for: place), for: place).bytes == key.bytes)
        }
    }

    @Test("It is refused where others may read or write it", arguments: [0o604, 0o640, 0o620, 0o601, 0o644, 0o666])
    func wideModes(mode: mode_t) async throws {
        try await withScratchFolder { folder in
            let path = folder + "/root.key"
            _ = try RootKeyFile(path: path)
            chmod(path, mode)
            let failure = #expect(throws: Failure.self) { try RootKeyFile(path: path) }
            #expect(failure?.message.contains("chmod 600") == true)
            chmod(path, 0o400)
            #expect(throws: Never.self) { try RootKeyFile(path: path) }
        }
    }

    @Test("A link is refused, even to a good key")
    func link() async throws {
        try await withScratchFolder { folder in
            _ = try RootKeyFile(path: folder + "/real.key")
            symlink(folder + "/real.key", folder + "/root.key")
            #expect(throws: Failure.self) { try RootKeyFile(path: folder + "/root.key") }
            symlink(folder + "/nothing", folder + "/dangling.key")
            #expect(throws: Failure.self) { try RootKeyFile(path: folder + "/dangling.key") }
            #expect(!FileManager.default.fileExists(atPath: folder + "/nothing"))
        }
    }

    @Test(
        "What is not a key is refused and left as it is",
        arguments: [
            "", "\n", "key", String(repeating: "0", count: 63), String(repeating: "0", count: 66),
            String(repeating: "g", count: 64), String(repeating: "é", count: 32),
        ])
    func garbage(content: String) async throws {
        try await withScratchFolder { folder in
            let path = folder + "/root.key"
            _ = FileManager.default.createFile(
                atPath: path, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600])
            #expect(throws: Failure.self) { try RootKeyFile(path: path) }
            let kept = try Data(contentsOf: URL(filePath: path))
            #expect(kept == Data(content.utf8))
        }
    }

    @Test("What one root has wrapped, another cannot unwrap")
    func roots() async throws {
        try await withScratchFolder { folder in
            let first = try RootKeyFile(path: folder + "/first.key")
            let second = try RootKeyFile(path: folder + "/second.key")
            #expect(first.fingerprint != second.fingerprint)
            let wrapped = try first.wrap(.random(), for: place)
            #expect(throws: Failure.self) { try second.unwrap(wrapped, for: place) }
        }
    }

    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return status.st_mode & 0o7777
    }

    @Test("An installation that has data refuses to start without its root key, or with another")
    func missing() async throws {
        try await withInstallation(.sqlite) { installation in
            _ = try await installation.company()
            await installation.platform.close()
            let path = installation.place.folder + "/root.key"
            let kept = try String(contentsOfFile: path, encoding: .utf8)
            #expect(unlink(path) == 0)
            #expect(await failure { _ = try await installation.open() } == .unavailable)
            #expect(access(path, F_OK) != 0, "no other key is made")
            try shareRootKey(in: installation.place.folder)
            #expect(await failure { _ = try await installation.open() } == .unavailable)
            try kept.write(toFile: path, atomically: false, encoding: .utf8)
            try await installation.restart()
        }
    }
}
