@testable import Domain
import Crypto
import Storage
import TestSupport
import Testing

@Suite("Evidence")
struct EvidenceTests {
    @Test("Each verb writes its event", arguments: Engine.allCases)
    func everyVerb(engine: Engine) async throws {
        try await withCompany(engine) { company in
            #expect(Set(try await company.deeds()).isSuperset(of: ["organization.created", "person.arrived"]))
            let manage = try company.permit(ManageConnections.self)
            let see = try company.permit(SeeStaff.self)
            let ada = try await company.create(.staff("ada"))
            let person = try await company.person(of: ada.id)
            try await Self.expect(["person.changed"], of: company) {
                try await company.update(ada.id) { $0.attributes[.title] = "X" }
            }
            try await Self.expect(["person.changed", "person.deactivated"], of: company) {
                try await company.deactivate([ada])
            }
            try await Self.expect(["person.changed", "person.reactivated"], of: company) {
                try await company.update(ada.id) { $0.active = true }
            }
            let crew = try await company.createGroup("Crew", [ada])
            try await Self.expect(["group.changed"], of: company) {
                try await company.updateGroup(crew.id) { $0.displayName = "C" }
            }
            try await Self.expect(["person.seen"], of: company) {
                try await company.customer.write { try $0.person(person, see) }
            }
            try await Self.expect(["staff.seen"], of: company) {
                try await company.customer.write { try $0.staff(StaffQuery(), see) }
            }
            try await Self.expect(["token.revoked"], of: company) {
                try await company.customer.write { try $0.revokeToken(company.token.id, manage) }
            }
            try await Self.expect(["person.left"], of: company) { try await company.remove(ada.id) }
            try await Self.expect(["person.returned"], of: company) { try await company.create(.staff("ada")) }
            try await Self.expect(["instruction.recorded"], of: company) {
                try await InstructionTests.instruct(company, [.manager])
            }
            try await Self.expect(["changes.applied", "person.changed", "person.arrived"], of: company) {
                try await company.importFile(staffFile([("freja", "Head"), ("bo", "Clerk")]))
            }
            let cookie = try await SignInTests.signIn(company, company.link.secret)
            try await Self.expect(["signed-out"], of: company) {
                try await company.customer.write { try $0.signOut(cookie) }
            }
        }
    }

    @Test("What is rolled back leaves no event", arguments: Engine.allCases)
    func rollback(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let permit = try company.sync()
            let before = try await company.deeds()
            let kind = await failure {
                try await company.customer.write { tx in
                    _ = try tx.createRecord(.staff("ada"), permit)
                    _ = try tx.createGroup(GroupDraft(displayName: "Crew"), permit)
                    throw Failure.invalid("x", "Enough.")
                }
            }
            #expect(kind == .invalid(field: "x"))
            #expect(try await company.deeds() == before)
            #expect(try await company.find(.userName("ada@havn.example")).isEmpty)
        }
    }

    @Test("A person has one pseudonym, which is no id and nobody else's", arguments: Engine.allCases)
    func pseudonyms(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(2)
            for person in people { try await company.update(person.id) { $0.attributes[.title] = "Head" } }
            let subjects = try await Self.rows(company).filter { $0.deed.hasPrefix("person.") }.compactMap(\.subject)
            #expect(Set(subjects).count == 3, "the administrator and two more")
            #expect(subjects.count == 5)
            for person in people {
                let id = try await company.person(of: person.id)
                #expect(!subjects.contains(id.bytes))
                #expect(!subjects.contains(person.id.bytes))
            }
        }
    }

    @Test("Looking at oneself is not recorded, at others it is, before they are shown", arguments: Engine.allCases)
    func oneself(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(.staff("ada"))
            let see = try company.permit(SeeStaff.self)
            let me = try #require(company.administrator.id)
            let before = try await company.deeds().count
            let view = try await company.customer.write { try $0.person(me, see) }
            #expect(view.name == "freja@havn.example")
            #expect(try await company.deeds().count == before)
            company.clock.advance(by: 1)
            _ = try await company.customer.write { try $0.staff(StaffQuery(), see) }
            let last = try #require(try await Self.rows(company).last)
            #expect(last.deed == "staff.seen")
            #expect(last.actor == me.bytes)
            #expect(!last.detail.contains("\(me)"))
            #expect(last.detail.count == 1)
        }
    }

    @Test("Details name fields and never values, and open to their commitments", arguments: Engine.allCases)
    func details(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let values: [Attribute: String] = [
                .title: "Vermögensverwalterin", .givenName: "Ottilie", .externalID: "Q-77-x",
            ]
            let made = try await company.create(.staff("ottilie", values))
            try await company.update(made.id) { draft in
                draft.attributes[.title] = "Kapitänin"
                draft.attributes[.familyName] = "Brandt"
                draft.active = false
            }
            try await company.createGroup("Nachtschicht", [made])
            try await company.importFile(staffFile([("zoltan", "Weichensteller")]))
            try await company.remove(made.id)
            let words =
                Array(values.values) + ["ottilie", "Kapitänin", "Brandt", "Nachtschicht", "zoltan", "Weichensteller"]
            let rows = try await Self.rows(company)
            #expect(rows.contains { $0.detail == ["name.familyName", "title", "active"] })
            #expect(rows.allSatisfy { $0.isCommitted })
            for row in rows {
                for word in words {
                    #expect(!row.detail.contains { $0.contains(word) }, "\(row.deed)")
                    #expect(!contains(row.stored, Array(word.utf8)), "\(row.deed)")
                }
            }
        }
    }

    @Test("What a connection reads back is counted, and recorded with the counts", arguments: Engine.allCases)
    func readBack(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(3)
            try await company.customer.flushTally()
            let before = try await company.deeds().count
            let permit = try company.reading
            _ = try await company.customer.read { try $0.records(after: nil, limit: 10, permit) }
            #expect(try await company.deeds().count == before)
            company.clock.advance(by: 1)
            try await company.customer.flushTally()
            #expect(try await Self.rows(company).last?.detail == ["records 4"])
            #expect(try await company.count("SELECT reads FROM arrival") == 4)
            #expect(try await company.count("SELECT created FROM arrival") == 3)
        }
    }

    struct Row: Sendable {
        let deed: String
        let actor: [UInt8]?
        let subject: [UInt8]?
        let detail: [String]
        let isCommitted: Bool
        /// The columns as they lie in the database.
        let stored: [UInt8]
    }

    /// Every event with its detail opened, under whichever key opens it.
    static func rows(_ company: Company) async throws -> [Row] {
        try await company.customer.read { tx in
            _ = try tx.gate()
            let ids = try tx.db.all("SELECT key_id FROM person") { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self)
            let keys = [tx.customer.keys.data] + (try tx.customer.vault.keys(ids)).values
            return try tx.db.all("SELECT id, deed, actor, subject, detail, commitment FROM evidence ORDER BY at, id") {
                row in
                let id = try #require(UUIDValue(bytes: row.blob(0)))
                let place = SealedPlace("evidence.detail", organization: tx.customer.organization.id, owner: id)
                let plain = try found(
                    keys.lazy.compactMap { try? Sealing.open(row.blob(4), at: place, with: $0) }.first)
                var reader = ByteReader(plain, from: 16)
                let detail = try (0..<reader.count()).map { _ in try reader.text() }
                return Row(
                    deed: row.text(1), actor: row.optionalBlob(2), subject: row.optionalBlob(3), detail: detail,
                    isCommitted: Array(SHA256.hash(data: plain)) == row.blob(5), stored: row.blob(4) + row.blob(5))
            }
        }
    }

    /// Expects that `body` writes exactly these events.
    private static func expect(
        _ deeds: [String], of company: Company, _ location: SourceLocation = #_sourceLocation,
        _ body: () async throws -> some Any
    ) async throws {
        let before = try await company.count("SELECT count(*) FROM evidence")
        company.clock.advance(by: 1)
        _ = try await body()
        // In one transaction all have one time, and any order.
        let written = try await company.deeds().dropFirst(Int(before))
        #expect(written.sorted() == deeds.sorted(), sourceLocation: location)
    }
}
