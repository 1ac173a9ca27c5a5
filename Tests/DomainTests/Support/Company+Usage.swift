@testable import Domain
import Logging
import Storage
import TestSupport

/// Instructions on uses, closed purposes and feature use, as tests need them.
extension Company {
    func instruct(uses: Instructed) async throws {
        let permit = try permit(InstructPurposes.self)
        try await customer.write { _ = try $0.instruct(uses: uses, permit) }
    }

    func instruct(statistics groups: [UUIDValue]) async throws {
        let permit = try permit(InstructPurposes.self)
        try await customer.write { _ = try $0.instruct(statistics: groups, permit) }
    }

    /// Uses a feature now, and writes it down.
    func use(_ feature: Feature, _ people: UUIDValue...) async throws {
        for person in people { customer.usage.count(feature, person, at: clock.now) }
        try await customer.flushTally()
    }

    func people(of records: [DirectoryRecord]) async throws -> [UUIDValue] {
        var people: [UUIDValue] = []
        for record in records { people.append(try await person(of: record.id)) }
        return people
    }

    /// Closes purposes for a person, as a restriction or an objection does.
    func close(_ purposes: ClosedPurposes, for person: UUIDValue) async throws {
        try await customer.write { tx in
            let sql: SQL = "UPDATE person SET closed = $1, change = $2 WHERE id = $3"
            try tx.db.run(
                sql, [.integer(purposes.rawValue), .integer(try tx.countChange()), .blob(person.bytes)])
        }
    }
}

/// Runs `body` with an organization of a program whose guards of these promises permit everything.
func withLifted<Result>(
    _ promises: Set<PromiseID>, _ body: (Company) async throws -> Result
) async throws -> Result {
    try await withScratchFolder { folder in
        let (clock, mailbox) = (TestClock(), Mailbox())
        let platform = try await Platform.open(
            StoragePlace(folder: folder), outside: Outside(mail: mailbox), guards: Guards(lifting: promises),
            clock: clock.clock, log: Logger(label: "tests"))
        let draft = try OrganizationDraft(
            slug: "havn", name: "Havn Logistics", domain: "havn.example", administratorEmail: "freja@havn.example")
        let (_, link) = try await platform.create(draft)
        let company = try await Company(
            platform: platform, slug: "havn", link: link, clock: clock, mailbox: mailbox)
        let result = try await body(company)
        await platform.close()
        return result
    }
}
