@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("Directory records")
struct RecordTests {
    @Test("A record is created, found by each look-up, and read as it was sent", arguments: Engine.allCases)
    func create(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let draft = RecordDraft.staff("ada", [.externalID: "aB-1", .title: "Head of 人事", .givenName: "Ada"])
            let made = try await company.create(draft)
            #expect(made.version == 1)
            #expect(try await company.record(made.id).draft == draft)
            let hits: [DirectoryLookup] = [
                .id(made.id), .userName("ADA@havn.example"), .externalID("aB-1"), .workEmail("Ada@Havn.Example"),
            ]
            for hit in hits { #expect(try await company.find(hit).map(\.id) == [made.id]) }
            let misses: [DirectoryLookup] = [
                .id(.random()), .userName("ad@havn.example"), .externalID("ab-1"), .workEmail(""), .userName(""),
            ]
            for miss in misses { #expect(try await company.find(miss).isEmpty) }
        }
    }

    @Test("A user name is taken in any case and form, and nothing of the second is stored", arguments: Engine.allCases)
    func duplicate(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let made = try await company.create(.staff("josé"))
            for name in ["josé", "JOSÉ", "jose\u{301}", "ｊｏｓé"] {
                #expect(await failure { try await company.create(.staff(name)) } == .conflict(.uniqueness))
            }
            #expect(await failure { try await company.create(RecordDraft()) } == .invalid(field: "userName"))
            #expect(try await company.count("SELECT count(*) FROM person") == 2)
            let other = try await company.create(.staff("jose"))
            #expect(
                await failure { try await company.update(other.id) { $0.attributes[.userName] = "JOSÉ@havn.example" } }
                    == .conflict(.uniqueness))
            #expect(try await company.record(other.id).version == 1)
            #expect(try await company.record(made.id).version == 1)
        }
    }

    @Test("A change moves the version; none leaves everything as it is", arguments: Engine.allCases)
    func update(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let made = try await company.create(.staff("ada"))
            company.clock.advance(by: 1_000)
            let events = try await company.deeds().count
            let same = try await company.update(made.id) { $0.attributes[.displayName] = "ada" }
            #expect(same.version == 1)
            #expect(same.changedAt == made.changedAt)
            #expect(try await company.deeds().count == events)
            let changed = try await company.update(made.id) { $0.attributes[.title] = "Clerk" }
            #expect(changed.version == 2)
            #expect(changed.changedAt == company.clock.now)
            #expect(try await company.record(made.id).draft == changed.draft)
            #expect(try await company.record(made.id).version == 2)
            #expect(try await company.deeds().count == events + 1)
        }
    }

    @Test(
        "A condition on the version is kept, and what the change throws takes everything back",
        arguments: Engine.allCases)
    func conditions(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let made = try await company.create(.staff("ada"))
            try await company.update(made.id, if: { $0 == 1 }) { $0.attributes[.title] = "Clerk" }
            #expect(
                await failure { try await company.update(made.id, if: { $0 == 1 }) { $0.attributes[.title] = "No" } }
                    == .conflict(.version))
            let permit = try company.sync()
            #expect(
                await failure {
                    try await company.customer.write { try $0.removeRecord(made.id, if: { $0 == 1 }, permit) }
                }
                    == .conflict(.version))
            #expect(
                await failure {
                    try await company.update(made.id) { draft in
                        draft.attributes[.title] = "No"
                        throw Failure.invalid("title", "No.")
                    }
                } == .invalid(field: "title"))
            #expect(try await company.record(made.id).draft.attributes[.title] == "Clerk")
        }
    }

    @Test("A rename frees the old name and takes the new one", arguments: Engine.allCases)
    func rename(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let made = try await company.create(.staff("ada", [.externalID: "1"]))
            try await company.update(made.id) { draft in
                draft.attributes[.userName] = "ada.byron@havn.example"
                draft.attributes[.workEmail] = "ada.byron@havn.example"
                draft.attributes[.externalID] = "2"
            }
            #expect(try await company.find(.userName("ada@havn.example")).isEmpty)
            #expect(try await company.find(.workEmail("ada@havn.example")).isEmpty)
            #expect(try await company.find(.externalID("1")).isEmpty)
            #expect(try await company.find(.userName("ada.byron@havn.example")).count == 1)
            let next = try await company.create(.staff("ada"))
            #expect(try await company.person(of: next.id) != company.person(of: made.id))
        }
    }

    @Test(
        "A deleted record is gone for the directory; created again it is the same person's", arguments: Engine.allCases)
    func deleteAndReturn(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let made = try await company.create(.staff("ada", [.externalID: "x1"]))
            let person = try await company.person(of: made.id)
            try await company.remove(made.id)
            #expect(await failure { try await company.record(made.id) } == .notFound)
            #expect(await failure { try await company.remove(made.id) } == .notFound)
            #expect(await failure { try await company.update(made.id) { $0.active = true } } == .notFound)
            #expect(try await company.find(.userName("ada@havn.example")).isEmpty)
            #expect(try await company.find(.workEmail("ada@havn.example")).isEmpty)
            #expect(try await company.state(of: made) == .left)
            #expect(
                try await company.count("SELECT erase_at FROM person WHERE state = 'left'")
                    == company.clock.now + 30 * Clock.day)
            company.clock.advance(by: 29 * Clock.day)
            let again = try await company.create(.staff("ADA", [.title: "Clerk"]))
            #expect(again.id != made.id)
            #expect(again.version == 1)
            #expect(try await company.person(of: again.id) == person)
            #expect(try await company.state(of: again) == .active)
            #expect(try await company.count("SELECT count(*) FROM person WHERE erase_at IS NOT NULL") == 0)
            #expect(try await company.record(again.id).draft.attributes[.externalID] == nil)
        }
    }

    @Test(
        "Who comes back under another name is recognised by the external id, and nobody by an e-mail",
        arguments: Engine.allCases)
    func recognised(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada", [.externalID: "e1"]))
            let eve = try await company.create(.staff("eve", [.externalID: "e2"]))
            let (adaPerson, evePerson) = (try await company.person(of: ada.id), try await company.person(of: eve.id))
            try await company.remove(ada.id)
            try await company.remove(eve.id)
            let byID = try await company.create(.staff("ada.byron", [.externalID: "e1"]))
            #expect(try await company.person(of: byID.id) == adaPerson)
            let byMail = try await company.create(.staff("eve.holt", [.workEmail: "EVE@havn.example"]))
            #expect(try await company.person(of: byMail.id) != evePerson)
        }
    }

    @Test(
        "A user name that was given to someone new, with another external id, links nobody", arguments: Engine.allCases)
    func recycledName(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada", [.externalID: "e1"]))
            let person = try await company.person(of: ada.id)
            try await company.remove(ada.id)
            let other = try await company.create(.staff("ada", [.externalID: "e9"]))
            #expect(try await company.person(of: other.id) != person)
        }
    }

    @Test("Who has left comes back without the roles that they had", arguments: Engine.allCases)
    func rolesEnd(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let ada = try await company.create(.staff("ada"))
            let person = try await company.person(of: ada.id)
            try await company.customer.write { tx in try tx.give(.administrator, to: person, by: .command) }
            try await company.remove(ada.id)
            try await company.create(.staff("ada"))
            #expect(try await company.customer.read { tx in try tx.roles(of: person) }.isEmpty)
        }
    }

    @Test("The last administrator is not locked out by DELETE and an inactive POST", arguments: Engine.allCases)
    func lastAdministratorReturns(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let first = try #require(try await company.find(.userName("freja@havn.example")).first)
            let person = try await company.person(of: first.id)
            try await company.remove(first.id)
            try await company.create(RecordDraft(attributes: first.draft.attributes, active: false))
            #expect(try await company.customer.read { tx in try tx.state(of: person) } == .active)
            #expect(try await company.customer.read { tx in try tx.roles(of: person) }.contains(.administrator))
        }
    }

    @Test("The first administrator is linked by work e-mail, under another user name", arguments: Engine.allCases)
    func firstAdministrator(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let first = try #require(try await company.find(.userName("freja@havn.example")).first)
            let made = try await company.create(.staff("fl", [.workEmail: "freja@havn.example"]))
            #expect(made.id == first.id)
        }
    }

    @Test("An inactive record makes an inactive person, and counts as such", arguments: Engine.allCases)
    func inactive(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let made = try await company.create(.staff("ada", active: false))
            #expect(try await company.state(of: made) == .inactive)
            try await company.expectConsistent()
            try await company.update(made.id) { $0.active = true }
            #expect(try await company.state(of: made) == .active)
            try await company.expectConsistent()
            try await company.update(made.id) { $0.active = false }
            try await company.remove(made.id)
            #expect(try await company.state(of: made) == .left)
            try await company.expectConsistent()
            let again = try await company.create(.staff("ada", active: false))
            #expect(try await company.state(of: again) == .inactive)
        }
    }

    @Test("Pages by key miss nobody and repeat nobody while records come, change and go", arguments: Engine.allCases)
    func paging(engine: Engine) async throws {
        try await withCompany(engine) { company in
            var made: [DirectoryRecord] = []
            for number in 0..<12 {
                company.clock.advance(by: 1)
                made.append(try await company.create(.staff("p\(number)")))
            }
            let permit = try company.reading
            let first = try await company.customer.read { try $0.records(after: nil, limit: 5, permit) }
            try await company.remove(first[1].id)
            try await company.remove(first[4].id)
            try await company.update(made[6].id) { $0.attributes[.userName] = "aaa@havn.example" }
            company.clock.advance(by: 1)
            let late = try await company.create(.staff("late"))
            var seen = first.map(\.id)
            while true {
                let last = seen.last
                let page = try await company.customer.read { try $0.records(after: last, limit: 5, permit) }
                seen += page.map(\.id)
                if page.count < 5 { break }
            }
            #expect(Set(seen).count == seen.count)
            #expect(Set(made.map(\.id)).subtracting(seen).isEmpty)
            #expect(seen.last == late.id)
            let counted = try await company.customer.read { tx in
                var visited = 0
                try tx.eachRecord(permit) { _ in
                    visited += 1
                    return true
                }
                return (visited, try tx.recordCount(permit), try tx.records(offset: 3, limit: 100, permit).count)
            }
            #expect(counted == (12, 12, 9))
        }
    }
}
