@testable import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite("Rotating the root key")
struct RootRotationTests {
    @Test("All keys are wrapped anew, no data is touched, and everything still opens", arguments: Engine.allCases)
    func rotation(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let record = try await company.create(.staff("ada", [.title: "Clerk"]))
            let entry = try await Self.enter(installation.platform)
            let before = try await Self.stored(company)
            let report = try await Self.rotate(installation.platform)
            #expect(report.keys == 4, "two of the organization, one that signs, one of the month")
            #expect(report.old != report.new && report.kept.isEmpty, "no backup needs the old one")
            #expect(try await Self.roots(installation.platform) == [report.new])
            #expect(try await Self.stored(company) == before)
            // What is open goes on, and so does what is opened now.
            #expect(try await company.record(record.id).draft == record.draft)
            _ = try await installation.company("fjord")
            #expect(try await installation.platform.ledger.entries().map(\.entry) == [.erased(entry)])
            try await installation.restart()
            let customer = try await installation.platform.customer("havn")
            let permit = try company.reading
            #expect(try await customer.read { try $0.record(record.id, permit).draft } == record.draft)
            #expect(try await installation.platform.ledger.entries().map(\.entry) == [.erased(entry)])
            #expect(try Self.keyFileRoot(installation) == report.new, "the key beside the ledger came along")
        }
    }

    @Test("Stopped after any step, the next start finishes or undoes it", arguments: Engine.allCases)
    func stopped(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let record = try await company.create(.staff("ada"))
            let path = installation.place.folder + "/root.key"
            let first = try #require(try RootKeyFile.existing(path)).fingerprint

            // The next key is half written.
            try Data("0123".utf8).write(to: URL(filePath: path + ".next"))
            chmod(path + ".next", 0o600)
            try await Self.expectSettled(installation, company, record, root: first)

            // It is whole, and nothing was wrapped by it.
            _ = try await RootRotation(store: installation.platform.keyStore).prepare()
            try await Self.expectSettled(installation, company, record, root: first)

            // The keys are wrapped by it, and no file was renamed.
            var rotation = RootRotation(store: installation.platform.keyStore)
            var next = try await rotation.prepare()
            #expect(try await rotation.rewrap(to: next) == 2)
            try await Self.expectSettled(installation, company, record, root: next.fingerprint)

            // The old key has its new name, and the next one not yet.
            rotation = RootRotation(store: installation.platform.keyStore)
            next = try await rotation.prepare()
            _ = try await rotation.rewrap(to: next)
            let second = try #require(try RootKeyFile.existing(path)).fingerprint
            #expect(link(path, RootFiles.old(path, second)) == 0)
            try await Self.expectSettled(installation, company, record, root: next.fingerprint)
        }
    }

    @Test("A start with a foreign next key beside the root is not taken in by it")
    func foreignNext() async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let record = try await company.create(.staff("ada"))
            let path = installation.place.folder + "/root.key"
            let first = try #require(try RootKeyFile.existing(path)).fingerprint
            _ = try RootKeyFile(path: path + ".next")
            try await Self.expectSettled(installation, company, record, root: first)
        }
    }

    @Test("In the middle of an erasure it changes nothing: the entry is there, the key goes, the rest opens")
    func duringErasure() async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let (ada, grace) = (try await company.create(.staff("ada")), try await company.create(.staff("grace")))
            let key = try await company.customer.read { tx in
                try tx.db.first(
                    "SELECT p.key_id FROM person p JOIN directory_record r ON r.person = p.id WHERE r.id = $1",
                    [.blob(ada.id.bytes)]
                ) { $0.blob(0) }
            }
            let keyID = try #require(key.flatMap { UUIDValue(bytes: $0) })
            let entry = LedgerErasure(
                organization: company.customer.organization.id, keyID: keyID, person: .random(), marks: [[1]],
                until: TestClock.start + Clock.day)
            try await installation.platform.ledger.append(.erased(entry))
            _ = try await Self.rotate(installation.platform)
            _ = try await installation.platform.keyStore.database.write { db in
                try db.run(KeyStoreSQL.deleteKey, [.blob(keyID.bytes)])
            }
            try await installation.restart()
            #expect(try await installation.platform.ledger.entries().map(\.entry) == [.erased(entry)])
            let customer = try await installation.platform.customer("havn")
            let permit = try company.reading
            #expect(try await customer.read { try $0.record(grace.id, permit).draft } == grace.draft)
            #expect(await failure { try await customer.read { try $0.record(ada.id, permit) } } != nil)
        }
    }

    @Test("A second rotation at the same time is refused")
    func twice() async throws {
        try await withInstallation(.sqlite) { installation in
            _ = try await installation.company()
            #expect(installation.platform.keyStore.roots.beginRotation())
            #expect(await failure { try await Self.rotate(installation.platform) } == .conflict(.state))
            installation.platform.keyStore.roots.endRotation()
            _ = try await Self.rotate(installation.platform)
        }
    }

    static func rotate(_ platform: Platform) async throws -> RotationReport {
        try await platform.rotateRootKey(try Policy.permit(RotateKeys.self, to: .command, in: .installation))
    }

    private static func enter(_ platform: Platform) async throws -> LedgerErasure {
        let entry = LedgerErasure(
            organization: .random(), keyID: .random(), person: .random(), marks: [[1, 2, 3]],
            until: TestClock.start + Clock.day)
        try await platform.ledger.append(.erased(entry))
        return entry
    }

    private static func expectSettled(
        _ installation: Installation, _ company: Company, _ record: DirectoryRecord, root: [UInt8]
    ) async throws {
        try await installation.restart()
        let path = installation.place.folder + "/root.key"
        #expect(try #require(try RootKeyFile.existing(path)).fingerprint == root)
        #expect(access(path + ".next", F_OK) != 0)
        #expect(try await roots(installation.platform) == [RootFiles.name(root)])
        let customer = try await installation.platform.customer("havn")
        let permit = try company.reading
        #expect(try await customer.read { try $0.record(record.id, permit).draft } == record.draft)
    }

    private static func roots(_ platform: Platform) async throws -> [String] {
        try await platform.keyStore.database.read { db in
            try db.all(KeyStoreSQL.roots) { RootFiles.name($0.blob(0)) }
        }
    }

    /// Every byte of the customer's database, and of the persons' keys.
    private static func stored(_ company: Company) async throws -> [CopyDigest.Table] {
        let data = try await DatabaseCopy.read(company.customer.database) { CopyHashing() }.sink.digest.tables
        let keys = try await DatabaseCopy.read(company.platform.keyStore.database) { CopyHashing() }.sink.digest.tables
        return data + keys.filter { $0.name == "person_key" }
    }

    private static func keyFileRoot(_ installation: Installation) throws -> String {
        let folder = installation.place.folder + "/ledger"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".key") })
        return RootFiles.name(try #require(LedgerKeyRow(contentsOf: folder + "/" + name)).root)
    }
}
