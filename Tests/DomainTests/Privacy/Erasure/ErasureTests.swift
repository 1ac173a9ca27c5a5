import Foundation
import Storage
import TestSupport
import Testing

@testable import Domain

@Suite("Erasing a person")
struct ErasureTests {
    @Test(
        "takes the key, every row and every look-up, and leaves a certificate that names nobody",
        arguments: Engine.allCases)
    func whole(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let record = try await company.create(.staff("wanda", [.title: "Pilot", .externalID: "e-7"]))
            let person = try await company.person(of: record.id)
            try await company.createGroup("Crew", [record])
            let key = try await company.customer.read { tx in try found(try tx.sealedPerson(person)).keyID }
            let erasure = try await company.erase(person)
            #expect(await failure { try await company.record(record.id) } == .notFound)
            try await company.runJobs()

            let stored = try await company.erasure(erasure)
            #expect(stored.state == .complete)
            let keys = company.customer.vault
            #expect(throws: Failure.self) { try keys.key(key) }
            for table in PersonStore.all {
                let left = try await company.customer.read { tx in
                    try tx.db.first(table.count, [.blob(person.bytes)]) { $0.integer(0) } ?? 0
                }
                #expect(left == 0, "\(table.table)")
            }
            let certificate = try found(stored.certificate)
            for word in ["wanda", "Pilot", "e-7", "\(person)", "\(key)"] { #expect(!certificate.contains(word)) }
            #expect(certificate.contains("removed directory_record 1"))
            let searched = engine == .sqlite ? "4 found before, 0 after" : "not checked, on a server"
            #expect(certificate.contains("searched customer database: \(searched)"), "\(certificate)")
            #expect(try await company.deeds().suffix(3) == ["erasure.begun", "erasure.effective", "erasure.complete"])
        }
    }

    @Test("is not undone by a full sync, in another case or with a new external id either", arguments: Engine.allCases)
    func resync(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let record = try await company.create(.staff("wanda", [.externalID: "e-7"]))
            _ = try await company.erase(company.person(of: record.id))
            // A sync that races the erasure meets the mark before anything else has gone.
            #expect(await failure { try await company.create(.staff("wanda")) } == .conflict(.uniqueness))
            try await company.runJobs()
            let drafts: [RecordDraft] = [
                .staff("wanda", [.externalID: "e-7"]), .staff("WANDA"), .staff("wanda", [.externalID: "e-8"]),
                .staff("other", [.externalID: "e-7"]),
                .staff("other", [.workEmail: "Wanda@havn.example"]),
            ]
            for draft in drafts { #expect(await failure { try await company.create(draft) } == .conflict(.uniqueness)) }
            // All three names are new: the certificate says that this is not recognised.
            try await company.create(.staff("vanda", [.externalID: "e-9"]))
            let permit = try company.permit(DecideRights.self)
            #expect(
                await failure { try await company.customer.write { try $0.clearSuppression(of: "nobody", permit) } }
                    == .notFound)
            try await company.customer.write { tx in try tx.clearSuppression(of: "WANDA@havn.example", permit) }
            try await company.create(.staff("wanda", [.externalID: "e-7"]))
        }
    }

    @Test(
        "ends the same whatever step it was cut off at", arguments: Engine.allCases, FailingSurroundings.Step.allCases)
    func crash(engine: Engine, step: FailingSurroundings.Step) async throws {
        try await withCompany(engine) { company in
            let person = try await company.person(of: company.create(.staff("wanda")).id)
            let erasure = try await company.erase(person)
            let failing = FailingSurroundings(step, company.platform.surroundings)
            await #expect(throws: Failure.self) { _ = try await company.customer.runErasure(erasure, failing) }
            // In between, a sync tries to bring the person back.
            #expect(await failure { try await company.create(.staff("wanda")) } == .conflict(.uniqueness))
            _ = try await company.customer.runErasure(erasure, company.platform.surroundings)
            let stored = try await company.erasure(erasure)
            #expect(stored.state == .complete)
            #expect(stored.certificate != nil)
            #expect(try await company.count("SELECT count(*) FROM person WHERE state = 'erasing'") == 0)
            #expect(try await company.deeds().filter { $0 == "erasure.effective" }.count == 1)
            #expect(try await company.customer.runErasure(erasure, failing) == nil, "nothing is left to do")
        }
    }

    @Test(
        "refuses the last administrator, and whoever is not there: that has not succeeded", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let administrator = try found(company.administrator.id)
            #expect(await failure { try await company.erase(administrator) } == .conflict(.state))
            #expect(await failure { try await company.erase(.random()) } == .notFound)
            let person = try await company.person(of: company.create(.staff("wanda")).id)
            _ = try await company.erase(person)
            #expect(await failure { try await company.erase(person) } == .notFound)
        }
    }

    @Test("keeps what a legal hold names, and nothing else, until the hold ends", arguments: Engine.allCases)
    func hold(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try await company.person(of: company.create(.staff("wanda", [.title: "Pilot"])).id)
            let permit = try company.permit(HoldData.self)
            let end = company.clock.now + 90 * Clock.day
            let hold = try await company.customer.write { tx in
                try tx.hold([.title], of: person, until: end, reason: "Carriage of dangerous goods", permit)
            }
            let erasure = try await company.erase(person)
            try await company.runJobs()
            let certificate = try found(try await company.erasure(erasure).certificate)
            #expect(certificate.contains("held title until \(CivilTime.date(end))"))
            let (_, kept) = try await company.customer.write { tx in try tx.held(hold, permit) }
            #expect(kept.map(\.attribute) == [.title] && kept.map(\.value.revealed) == ["Pilot"])

            company.clock.advance(by: 91 * Clock.day)
            try await company.runJobs()
            #expect(await failure { try await company.customer.write { tx in try tx.held(hold, permit) } } == .notFound)
            #expect(try await company.count("SELECT count(*) FROM legal_hold WHERE content IS NOT NULL") == 0)
            let row = try await company.customer.read { tx in
                try tx.db.first("SELECT key_id FROM legal_hold") { UUIDValue(bytes: $0.blob(0)) } ?? nil
            }
            let key = try found(row)
            #expect(throws: Failure.self) { try company.customer.vault.key(key) }
        }
    }

    @Test(
        "at the end of the grace period suppresses nobody: whoever is hired again is a new person",
        arguments: Engine.allCases)
    func grace(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let record = try await company.create(.staff("wanda"))
            let before = try await company.person(of: record.id)
            try await company.remove(record.id)
            _ = try await company.erase(before, cause: .grace)
            try await company.runJobs()
            let after = try await company.person(of: company.create(.staff("wanda")).id)
            #expect(after != before)
        }
    }

    @Test("without its guard leaves something, and says so instead of a certificate")
    func mutant() async throws {
        try await withInstallation(.sqlite) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: company.create(.staff("wanda")).id)
            await installation.platform.close()
            let lifted = try await installation.open(lifting: [.r3])
            let customer = try await lifted.customer("havn")
            let erasure = try await customer.write { tx in
                try tx.beginErasure(of: person, cause: .request, by: .program)
            }
            await #expect(throws: Failure.self) { _ = try await customer.runErasure(erasure, lifted.surroundings) }
            #expect(try await customer.read { tx in try tx.erasure(erasure) }.state == .removed)
            await lifted.close()
            try await installation.restart()
        }
    }

    @Test("covers every table that has rows about someone")
    func coverage() {
        let declared = Inventory.tables(of: .customer).filter { table in
            table.subject == .staffMember && table.columns.contains { $0.treatment.erasure == .removed }
        }.map(\.name)
        // Proposals of files go with the erasure's beginning.
        #expect(Set(declared).subtracting(["change_chunk"]) == Set(PersonStore.all.map(\.table)))
    }
}

extension Company {
    func erase(_ person: UUIDValue, cause: ErasureCause = .request) async throws -> UUIDValue {
        try await customer.write { tx in try tx.beginErasure(of: person, cause: cause, by: .program) }
    }

    func erasure(_ id: UUIDValue) async throws -> Erasure {
        try await customer.read { tx in try tx.erasure(id) }
    }
}

/// The installation's, but for one step that fails.
struct FailingSurroundings: ErasureSurroundings {
    enum Step: CaseIterable, Sendable { case beforeEntry, afterEntry, residual, certificate }

    private let step: Step
    private let real: any ErasureSurroundings

    init(_ step: Step, _ real: any ErasureSurroundings) {
        self.step = step
        self.real = real
    }

    func enter(_ erasure: ErasureEntry) async throws -> Int64 {
        if step == .beforeEntry { throw Failure(.unavailable, "cut off") }
        let line = try await real.enter(erasure)
        if step == .afterEntry { throw Failure(.unavailable, "cut off") }
        return line
    }

    func residualUntil() async throws -> Int64? {
        if step == .residual { throw Failure(.unavailable, "cut off") }
        return try await real.residualUntil()
    }

    func certify(_ certificate: ErasureCertificate) async throws -> String {
        if step == .certificate { throw Failure(.unavailable, "cut off") }
        return try await real.certify(certificate)
    }
}
