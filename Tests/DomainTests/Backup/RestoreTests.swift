@testable import Domain
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@Suite("Restoring a backup")
struct RestoreTests {
    private static let pairs = Engine.allCases.flatMap { from in Engine.allCases.map { (from, $0) } }

    @Test("Everything is back, on either engine, and goes on from there", arguments: pairs)
    func drill(from: Engine, to: Engine) async throws {
        try await withInstallation(from) { installation in
            let company = try await installation.company()
            let records = try await company.create(30)
            try await company.createGroup("Night shift", Array(records.prefix(3)))
            _ = try await installation.company("fjord")
            let report = try await installation.backUp()
            let permit = try company.reading
            try await restore(installation.place.folder + "/backups", from: installation, to: to) { other, restored in
                #expect(restored.backup == report.id && restored.organizations == 2 && restored.erasedAgain == 0)
                let customer = try await other.platform.customer("havn")
                for record in records {
                    #expect(try await customer.read { try $0.record(record.id, permit).draft } == record.draft)
                }
                let sync = try company.sync()
                _ = try await customer.write { try $0.createRecord(.staff("new"), sync) }
                _ = try await other.company("sund")
                #expect(try await other.platform.organizations().map(\.slug) == ["fjord", "havn", "sund"])
                let registered = try await other.platform.backups(BackupTests.permit())
                #expect(registered.map(\.id) == [report.id] && registered[0].verifiedAt != nil)
                #expect(registered[0].bytes == report.bytes)
                // What came back can be backed up again.
                try await other.backUp()
            }
        }
    }

    @Test("Who was erased after the backup stays erased", arguments: pairs)
    func erased(from: Engine, to: Engine) async throws {
        try await withInstallation(from) { installation in
            let company = try await installation.company()
            let (ada, grace) = (try await company.create(.staff("ada")), try await company.create(.staff("grace")))
            let report = try await installation.backUp()
            try await company.erase(ada)
            let (permit, sync) = (try company.reading, try company.sync())
            try await restore(report.folder, from: installation, to: to) { other, restored in
                #expect(restored.erasedAgain == 1)
                let customer = try await other.platform.customer("havn")
                #expect(await failure { try await customer.read { try $0.record(ada.id, permit) } } == .notFound)
                #expect(try await customer.read { try $0.record(grace.id, permit).draft } == grace.draft)
                for (table, left) in [("person", 2), ("directory_record", 2)] {
                    #expect(try await customer.count(in: table) == left, "\(table)")
                }
                // The sync that comes next, also in another case, does not bring the person back.
                for name in ["ada", "ADA"] {
                    let refused = await failure {
                        try await customer.write { try $0.createRecord(.staff(name), sync) }
                    }
                    #expect(refused == .conflict(.uniqueness))
                }
                // It was erased again by the same steps, and so entered again.
                let entries = try await other.platform.ledger.entries().filter(\.entry.isErasure)
                #expect(entries.count == 2 && Set(entries.map(\.receipt.sequence)).count == 2)
            }
        }
    }

    @Test("An organization that was destroyed after the backup stays destroyed", arguments: pairs)
    func destroyed(from: Engine, to: Engine) async throws {
        try await withInstallation(from) { installation in
            let company = try await installation.company()
            try await company.create(3)
            _ = try await installation.company("fjord")
            let report = try await installation.backUp()
            let id = company.customer.organization.id
            try await installation.platform.destroy(company.customer.organization)
            try await restore(report.folder, from: installation, to: to) { other, restored in
                #expect(restored.organizations == 1)
                let platform = other.platform
                let kept = try await platform.organization("havn")
                #expect(kept?.ending.destroyedAt != nil)
                let opening = await failure { try await platform.customer("havn") }
                #expect(opening == .notFound)
                let keys = await failure { try await platform.keyStore.organizationKeys(id) }
                #expect(keys == .unavailable)
                let fjord = try await platform.customer("fjord")
                #expect(fjord.organization.slug == "fjord")
            }
        }
    }

    @Test(
        "Without the ledger, with an older copy of it, or with another one, it is refused; two operators can overrule")
    func ledger() async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let ada = try await company.create(.staff("ada"))
            try await company.erase(ada)
            let older = try Data(contentsOf: URL(filePath: installation.place.ledger))
            try await company.erase(try await company.create(.staff("bob")))
            let report = try await installation.backUp()
            try await withScratchFolder { folder in
                var place = StoragePlace(folder: folder)
                try copyRoots(from: installation.place, to: place)
                let request = RestoreRequest(directory: report.folder)
                #expect(await Self.refusal(request, place)?.contains("not at \(place.ledger)") == true)
                place = StoragePlace(folder: folder, ledger: folder + "/older.log")
                try older.write(to: URL(filePath: place.ledger))
                #expect(await Self.refusal(request, place)?.contains("is older than the backup") == true)
                var overruled = RestoreRequest(directory: report.folder)
                for names in [["Kim"], ["Kim", " kIM "], ["Kim", ""], ["Kim", "Lee", "Sam"]] {
                    overruled.approvals = names
                    #expect(await Self.refusal(overruled, place) != nil, "\(names)")
                }
                #expect(access(folder + "/platform.sqlite", F_OK) != 0, "nothing was written")
                overruled.approvals = ["Kim", "Lee"]
                place = StoragePlace(folder: folder)
                _ = try await Restore(overruled, into: place, log: Logger(label: "tests")).run()
                try await withOpened(place, clock: installation.clock) { other in
                    let detail = try await other.restoredDetail()
                    #expect(detail.suffix(3) == ["without ledger", "approved by Kim", "approved by Lee"])
                    // A new ledger was begun, by the same key.
                    #expect(try await other.platform.ledger.head?.sequence == 0)
                }
            }
        }
    }

    @Test("It needs the root key that the backup was made under, in force or kept")
    func roots() async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let record = try await company.create(.staff("ada"))
            let report = try await installation.backUp()
            try await withScratchFolder { folder in
                let place = StoragePlace(folder: folder, ledger: installation.place.ledger)
                let request = RestoreRequest(directory: report.folder)
                #expect(await Self.refusal(request, place)?.contains("put root.key into \(folder)") == true)
                _ = try RootKeyFile(path: folder + "/root.key")
                #expect(await Self.refusal(request, place)?.contains("belong to another root key") == true)
            }
            let entry = LedgerEntry.erased(
                LedgerErasure(
                    organization: .random(), keyID: .random(), person: .random(), marks: [[1, 2]],
                    until: TestClock.start + Clock.day))
            let rotation = try await RootRotationTests.rotate(installation.platform)
            // Its month's key is in no backup, and lies beside the ledger.
            try await installation.platform.ledger.append(entry)
            let permit = try company.reading
            try await restore(report.folder, from: installation, to: .sqlite) { other, _ in
                let roots = try await other.platform.keyStore.database.read { db in
                    try db.all(KeyStoreSQL.roots) { RootFiles.name($0.blob(0)) }
                }
                #expect(roots == [rotation.new], "what came back under the old root is under the new one")
                let customer = try await other.platform.customer("havn")
                #expect(try await customer.read { try $0.record(record.id, permit).draft } == record.draft)
                let entries = try await other.platform.ledger.entries().map(\.entry)
                #expect(entries.filter(\.isErasure) == [entry], "with its marks")
            }
        }
    }

    @Test("What is there is not overwritten", arguments: Engine.allCases)
    func notEmpty(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            _ = try await installation.company()
            let report = try await installation.backUp()
            await installation.platform.close()
            let request = RestoreRequest(directory: report.folder)
            let refusal = await Self.refusal(request, installation.place)
            #expect(refusal?.contains("is an installation in") == true)
            try await installation.restart()
            _ = try await installation.platform.customer("havn")
        }
    }

    @Test("One customer goes back to its backup, and the others stay as they are", arguments: Engine.allCases)
    func oneCustomer(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let havn = try await installation.company()
            let fjord = try await installation.company("fjord")
            let (ada, bob) = (try await havn.create(.staff("ada")), try await havn.create(.staff("bob")))
            let report = try await installation.backUp()
            try await havn.erase(bob)
            let later = try await havn.create(.staff("later"))
            let other = try await fjord.create(.staff("theirs"))
            _ = try await RootRotationTests.rotate(installation.platform)
            await installation.platform.close()
            var request = RestoreRequest(directory: report.folder)
            request.organization = "havn"
            let restored = try await Restore(
                request, into: installation.place, clock: installation.clock.clock, log: Logger(label: "tests")
            ).run()
            #expect(restored.organizations == 1 && restored.erasedAgain == 1)
            try await installation.restart()
            let customer = try await installation.platform.customer("havn")
            let (ours, theirs) = (try havn.reading, try fjord.reading)
            #expect(try await customer.read { try $0.record(ada.id, ours).draft } == ada.draft)
            #expect(await failure { try await customer.read { try $0.record(later.id, ours) } } == .notFound)
            #expect(await failure { try await customer.read { try $0.record(bob.id, ours) } } != nil)
            let untouched = try await installation.platform.customer("fjord")
            #expect(try await untouched.read { try $0.record(other.id, theirs).draft } == other.draft)
        }
    }

    @Test("A customer that the installation does not have is refused")
    func unknownCustomer() async throws {
        try await withInstallation(.sqlite) { installation in
            _ = try await installation.company()
            let report = try await installation.backUp()
            await installation.platform.close()
            var request = RestoreRequest(directory: report.folder)
            request.organization = "sund"
            #expect(await Self.refusal(request, installation.place)?.contains("no organization sund") == true)
            try await installation.restart()
        }
    }

    @Test(
        "Stopped in the middle, nothing is served; the same restore again comes to the end", arguments: Engine.allCases)
    func interrupted(engine: Engine) async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let ada = try await company.create(.staff("ada"))
            let report = try await installation.backUp()
            try await company.erase(ada)
            try await withEmptyPlace(engine, ledger: installation.place.ledger) { place in
                try copyRoots(from: installation.place, to: place)
                // As it is when it was killed before the ledger was replayed: all is written, and marked.
                let restore = Restore(
                    RestoreRequest(directory: report.folder), into: place, clock: installation.clock.clock,
                    log: Logger(label: "tests"))
                _ = try await restore.run()
                try RestoreMark(backup: report.id, organization: nil).put(in: place.folder)
                let refusal = await failureOf { try await Platform.open(place, log: Logger(label: "tests")) }
                #expect(refusal?.message.contains("run the same 'instructors restore' again") == true)
                var other = RestoreRequest(directory: report.folder)
                other.organization = "havn"
                #expect(await Self.refusal(other, place)?.contains("Another restore") == true)
                #expect(try await restore.run().erasedAgain == 1)
                #expect(access(place.folder + "/restore.pending", F_OK) != 0)
                try await withOpened(place, clock: installation.clock) { opened in
                    let slugs = try await opened.platform.organizations().map(\.slug)
                    #expect(slugs == ["havn"])
                }
            }
        }
    }

    @Test("The evidence says what was restored, and which head was known beyond it", arguments: Engine.allCases)
    func evidence(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let report = try await installation.backUp()
            // Known to the ledger: what the next backup notes; and to the customer: a checkpoint after that.
            try await company.create(.staff("ada"))
            try await installation.backUp()
            try await company.create(.staff("bob"))
            let known = try #require(try await company.customer.sequence())
            let see = try company.permit(SeeEvidence.self, to: .command)
            let note = try #require(try await company.customer.read { try $0.checkpoint(see) }).signed.text
            try await restore(report.folder, from: installation, to: engine, { $0.checkpoint = Array(note.utf8) }) {
                other, restored in
                #expect(restored.behind == 1)
                let detail = try await other.restoredDetail()
                #expect(detail.first == "backup \(report.id)")
                #expect(detail.last == "known \(known.size) \(Base64URL.encode(known.root.bytes))")
                let logins = try await other.platform.customer("havn").read { tx in
                    try tx.db.first("SELECT count(*) FROM sign_in_link") { $0.integer(0) }
                }
                #expect(logins == 0, "who had a link when the backup was made asks for another")
            }
        }
    }

    @Test(
        "A checkpoint that is none is refused",
        arguments: [
            "", "x\n1\ny\n",
            "instructors/evidence/00000000-0000-0000-0000-000000000000\n1\n"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— x AAAAAAAA\n",
        ])
    func checkpoint(text: String) async throws {
        try await withInstallation(.sqlite) { installation in
            let report = try await installation.backUp()
            var request = RestoreRequest(directory: report.folder)
            request.checkpoint = Array(text.utf8)
            #expect(await Self.refusal(request, installation.place)?.contains("not a checkpoint") == true)
        }
    }

    private static func refusal(_ request: RestoreRequest, _ place: StoragePlace) async -> String? {
        await failureOf { try await Restore(request, into: place, log: Logger(label: "tests")).run() }?.message
    }
}

private func failureOf(_ body: () async throws -> some Any) async -> Failure? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? Failure
    }
}

extension Company {
    /// Erases the person of a record, as far as it goes before the last backup has expired.
    fileprivate func erase(_ record: DirectoryRecord, cause: ErasureCause = .request) async throws {
        let id = record.id.bytes
        let erasure = try await customer.write { tx in
            let person = try tx.db.first("SELECT person FROM directory_record WHERE id = $1", [.blob(id)]) {
                $0.blob(0)
            }
            return try tx.beginErasure(
                of: try #require(person.flatMap { UUIDValue(bytes: $0) }), cause: cause, by: .program)
        }
        _ = try await customer.runErasure(erasure, platform.surroundings)
    }
}

extension LedgerEntry {
    fileprivate var isErasure: Bool { if case .erased = self { true } else { false } }
}

extension Customer {
    fileprivate func count(in table: String) async throws -> Int {
        let copy = try await DatabaseCopy.read(database) { CopyHashing() }.sink.digest.tables
        return Int(copy.first { $0.name == table }?.rows ?? -1)
    }
}

extension Installation {
    /// The detail of the event that a restore wrote into havn's evidence.
    fileprivate func restoredDetail() async throws -> [String] {
        let customer = try await platform.customer("havn")
        let row = try await customer.read { tx in
            try tx.db.first("SELECT id, detail FROM evidence WHERE deed = 'restored'") { ($0.blob(0), $0.blob(1)) }
        }
        let (bytes, sealed) = try #require(row)
        let id = try #require(UUIDValue(bytes: bytes))
        let place = SealedPlace("evidence.detail", organization: customer.organization.id, owner: id)
        var reader = ByteReader(try Sealing.open(sealed, at: place, with: customer.keys.data))
        _ = try reader.uuid()
        return try (0..<reader.count()).map { _ in try reader.text() }
    }
}
