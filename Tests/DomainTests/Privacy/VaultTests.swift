@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("The vault of persons' keys")
struct VaultTests {
    @Test("Keys are minted in durable batches ahead of use, and each belongs to one person", arguments: Engine.allCases)
    func batches(engine: Engine) async throws {
        try await withCompany(engine) { company in
            try await company.create(600)
            let organization = company.customer.organization.id.bytes
            let (batches, keys) = try await company.platform.keyStore.database.read { db in
                let batches = try db.all("SELECT id FROM key_batch WHERE organization = $1", [.blob(organization)]) {
                    $0.blob(0)
                }
                let keys = try batches.flatMap { batch in
                    try db.all("SELECT id FROM person_key WHERE batch = $1", [.blob(batch)]) { $0.blob(0) }
                }
                return (batches.count, Set(keys))
            }
            #expect(batches >= 2)
            #expect(keys.count == batches * Vault.batchSize)
            let used = try await company.customer.read { try $0.db.all("SELECT key_id FROM person") { $0.blob(0) } }
            #expect(Set(used).count == 601)
            #expect(Set(used).isSubset(of: keys))
        }
    }

    @Test(
        "Everything opens again after a restart; two days on, keys that nobody has are gone", arguments: Engine.allCases
    )
    func reopened(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let made = try await company.create(.staff("ada", [.title: "Clerk"]))
            try await installation.restart()
            let customer = try await installation.platform.customer("havn")
            let permit = try company.reading
            #expect(try await customer.read { try $0.record(made.id, permit) }.draft == made.draft)
            let keys = installation.platform.keyStore.database
            installation.clock.advance(by: 4 * Vault.stockLifetime + 1)
            let sync = try company.sync()
            let late = try await customer.write { try $0.createRecord(.staff("bo"), sync) }
            try await installation.platform.findWork()
            let left = try await keys.read { db in
                try db.first("SELECT count(*) FROM person_key") { $0.integer(0) } ?? 0
            }
            #expect(left == 2 + Int64(Vault.batchSize), "the administrator's, Ada's, and the batch of Bo's")
            for (id, name) in [(made.id, "ada"), (late.id, "bo")] {
                let found = try await customer.read { try $0.record(id, permit) }
                #expect(found.draft.attributes[.displayName] == name)
            }
        }
    }

    @Test("Once a key is gone its person is gone, even where the key was remembered", arguments: Engine.allCases)
    func erased(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let people = try await company.create(3)
            let person = try await company.person(of: people[0].id)
            #expect(try await company.record(people[0].id).draft == people[0].draft)
            try await Self.destroyKey(of: person, company)
            #expect(await failure { try await company.record(people[0].id) } == .notFound)
            #expect(await failure { try await company.update(people[0].id) { $0.active = false } } == .notFound)
            #expect(await failure { try await company.remove(people[0].id) } == .notFound)
            #expect(await failure { try await company.customer.read { try $0.subject(person) } } == .notFound)
            let permit = try company.reading
            let listed = try await company.customer.read { try $0.records(after: nil, limit: 10, permit) }
            #expect(listed.count == 3, "two more, and the administrator")
            let see = try company.permit(SeeStaff.self)
            #expect(try await company.customer.write { try $0.staff(StaffQuery(), see) }.members.count == 3)
            #expect(await failure { try await company.customer.write { try $0.person(person, see) } } == .notFound)
            // The row without its key is not consistent, and is removed by the erasure that destroyed the key.
            try await company.customer.write { tx in
                try tx.db.run("DELETE FROM directory_record WHERE person = $1", [.blob(person.bytes)])
                try tx.db.run("DELETE FROM person WHERE id = $1", [.blob(person.bytes)])
                try tx.countChange(active: -1, records: -1)
            }
        }
    }

    @Test(
        "Without the organization's keys nothing opens, and the message says what to restore",
        arguments: Engine.allCases)
    func organizationKeys(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            _ = try await installation.company()
            try await installation.platform.keyStore.database.write { db in
                _ = try db.run("DELETE FROM organization_key WHERE kind = 'index'")
            }
            try await installation.restart()
            let platform = installation.platform
            let error = await #expect(throws: Failure.self) { try await platform.customer("havn") }
            #expect(error?.kind == .unavailable)
            #expect(error?.message.contains("restore") == true)
        }
    }

    static func destroyKey(of person: UUIDValue, _ company: Company) async throws {
        let key = try await company.customer.write { tx in
            try tx.db.run("UPDATE gate SET epoch = epoch + 1")
            return try found(
                try tx.db.first("SELECT key_id FROM person WHERE id = $1", [.blob(person.bytes)]) { $0.blob(0) })
        }
        let count = try await company.platform.keyStore.database.write { db in
            try db.run("DELETE FROM person_key WHERE id = $1", [.blob(key)])
        }
        #expect(count == 1)
    }
}
