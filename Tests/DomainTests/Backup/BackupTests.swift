@testable import Domain
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@Suite("Backups")
struct BackupTests {
    @Test(
        "A backup is registered with its end, verified, and holds nothing that one could read",
        arguments: Engine.allCases)
    func contents(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            try await company.create(.staff("wilhelmine", [.displayName: "Wilhelmine Rübsamen"]))
            let report = try await installation.backUp()
            #expect(report.organizations == 1 && report.bytes > 10_000)
            #expect(report.expiresAt == TestClock.start + 14 * Clock.day)
            let files = try FileManager.default.subpathsOfDirectory(atPath: report.folder).sorted()
            let customer = "data/\(company.customer.organization.id)"
            #expect(files == ["backup", "data", customer, "data/platform", "keys", "keys/keys", "manifest"])
            let all = try files.filter { $0 != "data" && $0 != "keys" }.reduce(into: [UInt8]()) { bytes, file in
                bytes += [UInt8](try Data(contentsOf: URL(filePath: report.folder + "/" + file)))
            }
            #expect(contains(all, Array(report.id.description.utf8)), "the search finds what is there")
            for word in ["Havn Logistics", "Wilhelmine", "wilhelmine@", "organization_key", "havn"] {
                #expect(!contains(all, Array(word.utf8)), "\(word)")
            }
            let registered = try #require(try await installation.platform.backups(try Self.permit()).first)
            #expect(registered.id == report.id && registered.verifiedAt == TestClock.start)
            #expect(registered.bytes == report.bytes && registered.removedAt == nil)
            #expect(try await installation.platform.residualUntil() == report.expiresAt)
            #expect(try await company.deeds().contains("backup.made"))
        }
    }

    @Test("It goes on while people are created, and each of those it has, has a key")
    func online() async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            try await company.create(300)
            let writing = Task { for index in 0..<30 { try await company.create(20, "more\(index)-") } }
            let report = try await installation.backUp()
            try await writing.value
            let restored = try await restore(report.folder, from: installation, to: .sqlite) { installation, _ in
                let customer = try await installation.platform.customer("havn")
                return try await customer.read { tx -> (Int, Int) in
                    let ids = try tx.db.all("SELECT key_id FROM person") { UUIDValue(bytes: $0.blob(0)) }
                    return (ids.count, try tx.customer.vault.keys(ids.compactMap(\.self)).count)
                }
            }
            #expect(restored.0 >= 301 && restored.1 == restored.0)
        }
    }

    @Test("An expired backup is removed with the old root that only it needed", arguments: Engine.allCases)
    func expiry(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            _ = try await installation.company()
            let report = try await installation.backUp()
            let rotation = try await RootRotationTests.rotate(installation.platform)
            #expect(rotation.kept == [rotation.old])
            let path = installation.place.folder + "/root.key"
            installation.clock.advance(by: 13 * Clock.day)
            try await installation.platform.findWork()
            #expect(access(report.folder, F_OK) == 0)
            #expect(try RootFiles.kept(path).count == 1)
            installation.clock.advance(by: Clock.day)
            #expect(try await installation.platform.residualUntil() == nil)
            let next = try await installation.backUp()
            #expect(next.removed == 1 && access(report.folder, F_OK) != 0)
            #expect(try RootFiles.kept(path).isEmpty)
            #expect(
                try await installation.platform.backups(try Self.permit()).map { $0.removedAt != nil } == [false, true])
        }
    }

    @Test("A file that was cut, altered, swapped or taken away is found before anything is restored")
    func damaged() async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            _ = try await installation.company("fjord")
            let report = try await installation.backUp()
            let names = [
                "backup", "manifest", "keys/keys", "data/platform", "data/\(company.customer.organization.id)",
            ]
            let other = try #require(
                try FileManager.default.contentsOfDirectory(atPath: report.folder + "/data")
                    .first { $0 != "platform" && $0 != "\(company.customer.organization.id)" })
            for name in names {
                let file = URL(filePath: report.folder + "/" + name)
                let whole = try Data(contentsOf: file)
                var versions = [whole.dropLast(), whole.dropLast(21), whole + [0], Data()]
                for place in stride(from: 1, to: whole.count, by: max(1, whole.count / 7)) {
                    var altered = whole
                    altered[place] ^= 1
                    versions.append(altered)
                }
                if name.contains("-") {
                    versions.append(try Data(contentsOf: URL(filePath: report.folder + "/data/" + other)))
                }
                for version in versions {
                    try version.write(to: file)
                    #expect(await refusal(report.folder, from: installation) != nil, "\(name)")
                }
                try FileManager.default.removeItem(at: file)
                #expect(await refusal(report.folder, from: installation) != nil, "\(name)")
                try whole.write(to: file)
            }
            #expect(await refusal(report.folder, from: installation) == nil)
        }
    }

    @Test(
        "A full disk leaves nothing of a backup, neither files nor a row",
        .enabled(if: geteuid() == 0, "mounting a small disk takes root"))
    func fullDisk() async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            try await company.create(1_000)
            try await withScratchFolder { folder in
                guard mount("tmpfs", folder, "tmpfs", 0, "size=128k") == 0 else { return }
                defer { umount2(folder, 2) }
                #expect(await failure { try await installation.backUp(to: folder) } == .unavailable)
                let left = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(left.isEmpty)
                let registered = try await installation.platform.backups(Self.permit())
                #expect(registered.isEmpty)
                #expect(try await installation.platform.residualUntil() == nil)
            }
        }
    }

    static func permit() throws -> Permit<KeepBackups> {
        try Policy.permit(KeepBackups.self, to: .command, in: .installation)
    }

    /// Why a restore into an empty folder is refused; nil where it is not.
    private func refusal(_ backup: String, from installation: Installation) async -> Failure? {
        do {
            try await restore(backup, from: installation, to: .sqlite) { _, _ in }
            return nil
        } catch {
            return error as? Failure
        }
    }
}
