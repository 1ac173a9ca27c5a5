import Storage
import TestSupport
import Testing

@testable import Domain

@Suite("Looking at holds and certificates")
struct LegalHoldReadingTests {
    @Test(
        "Who is seen in the list of holds is recorded, and whoever was erased has no name", arguments: Engine.allCases)
    func list(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let wanda = try await company.person(of: company.create(.staff("wanda", [.title: "Pilot"])).id)
            let otto = try await company.person(of: company.create(.staff("otto", [.title: "Mate"])).id)
            let (hold, see) = (try company.permit(HoldData.self), try company.permit(SeeRights.self))
            let end = company.clock.now + 90 * Clock.day
            for person in [wanda, otto] {
                let held = try await company.customer.write { tx in
                    let shown = try tx.personToHold(person, hold)
                    return (shown.fields, try tx.hold([.title], of: person, until: end, reason: "Law", hold))
                }
                #expect(held.0.contains(.title) && !held.0.contains(.department))
            }
            let both = try await company.customer.write { tx in try tx.heldPeople(see) }
            #expect(Set(both.map(\.name)) == ["wanda", "otto"])
            #expect(try await company.deeds().suffix(1) == ["staff.seen"])
            #expect(try await company.count("SELECT count(*) FROM sighting") == 2)

            _ = try await company.erase(wanda)
            try await company.runJobs()
            let after = try await company.customer.write { tx in try tx.heldPeople(see) }
            #expect(after.first { $0.hold.person == wanda }?.name == nil)
            #expect(after.first { $0.hold.person == wanda }?.hold.isAllThatIsLeft == true)
            #expect(after.first { $0.hold.person == otto }?.name == "otto")
            #expect(
                await failure { try await company.customer.write { try $0.personToHold(wanda, hold) } } == .notFound)
            #expect(
                await failure { try await company.customer.write { try $0.heldPerson(.random(), see) } } == .notFound)
        }
    }

    @Test(
        "Each look at what is left of someone is an event that names the hold and the fields",
        arguments: Engine.allCases)
    func kept(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try await company.person(of: company.create(.staff("wanda", [.title: "Pilot"])).id)
            let permit = try company.permit(HoldData.self)
            let end = company.clock.now + 90 * Clock.day
            let hold = try await company.customer.write { tx in
                try tx.hold([.title], of: person, until: end, reason: "Law", permit)
            }
            #expect(await failure { try await company.customer.write { try $0.held(hold, permit) } } == .notFound)
            _ = try await company.erase(person)
            try await company.runJobs()
            let before = try await company.deeds().count
            let shown = try await company.customer.write { tx in try tx.held(hold, permit) }
            #expect(shown.hold.reason == "Law" && shown.fields.map(\.value.revealed) == ["Pilot"])
            #expect(try await company.deeds().dropFirst(before) == ["person.seen"])
            let detail = try await company.customer.read { tx in
                let row = try tx.db.first("SELECT id, detail, subject FROM evidence ORDER BY position DESC LIMIT 1") {
                    (id: UUIDValue(bytes: $0.blob(0)), detail: $0.blob(1), subject: $0.optionalBlob(2))
                }
                let event = try found(row)
                #expect(event.subject == nil)
                let place = SealedPlace(
                    "evidence.detail", organization: tx.customer.organization.id, owner: try found(event.id))
                var reader = ByteReader(try Sealing.open(event.detail, at: place, with: tx.customer.keys.data))
                _ = try reader.uuid()
                return try (0..<reader.count()).map { _ in try reader.text() }
            }
            #expect(detail == ["hold \(hold)", "title"])
        }
    }

    @Test("A certificate reads as what it says, with what an erasure removed", arguments: Engine.allCases)
    func certificate(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let person = try await company.person(of: company.create(.staff("wanda")).id)
            let see = try company.permit(SeeRights.self)
            let id = try await company.erase(person)
            #expect(try await company.customer.read { try $0.suppressing(see) } == [id])
            try await company.runJobs()
            let erasure = try await company.customer.read { tx in try tx.erasure(id, see) }
            let facts = CertificateFacts(try found(erasure.certificate))
            #expect(facts.keyFingerprint == erasure.keyFingerprint && facts.ledgerLine != nil)
            #expect(facts.removed.contains(CertificateFacts.Removal(table: "person", rows: 1)))
            #expect(
                facts.searched.map(\.outcome) == (engine == .sqlite ? [.clean, .clean] : [.notChecked, .notChecked]))
            #expect(facts.suppressed?.hasPrefix("until ") == true && facts.held.isEmpty)
            #expect(await failure { try await company.customer.read { try $0.erasure(.random(), see) } } == .notFound)
        }
    }

    @Test("A search that found something is never read as one that found nothing")
    func outcomes() {
        let facts = CertificateFacts(
            """
            searched a: 4 found before, 0 after
            searched b: 4 found before, 10 after
            searched c: not checked, on a server
            searched d: 4 found before, 1 after
            searched
            removed person many
            """)
        #expect(facts.searched.map(\.outcome) == [.clean, .found, .notChecked, .found])
        #expect(facts.removed.isEmpty && facts.held.isEmpty && facts.suppressed == nil)
    }
}
